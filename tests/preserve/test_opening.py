"""A capture gives its bytes, proved; or says what is amiss."""

import gzip

import pytest

from preserve.conftest import Keep
from sourcebook.errors import Missing, Unreadable
from sourcebook.library import Library
from sourcebook.records import Address, Capture, Entry


def test_the_payload_is_what_the_page_was(library: Library, keep: Keep) -> None:
    capture = keep(b"<p>Beds")
    assert library.payload(capture) == b"<p>Beds"
    assert library.capture(capture.id) == capture
    assert list(library.captures()) == [capture]


def test_codings_and_chunks_are_undone(library: Library, keep: Keep) -> None:
    packed = gzip.compress(b"<p>Beds" * 500)
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    import hashlib

    from msgspec.structs import replace

    made = keep(chunked, head=head)
    digest = hashlib.sha256(b"<p>Beds" * 500).hexdigest()
    assert library.payload(replace(made, digest=digest)) == b"<p>Beds" * 500


def test_other_bytes_are_refused(library: Library, keep: Keep) -> None:
    from msgspec.structs import replace

    capture = keep(b"<p>Beds")
    with pytest.raises(Unreadable, match="not those captured"):
        library.payload(replace(capture, digest="0" * 64))


def test_a_repeat_gives_the_bytes_of_the_first(library: Library, keep: Keep) -> None:
    keep(b"<p>Beds")
    again = keep(b"<p>Beds", at="2026-12-01T08:00:00Z", kind="revisit")
    assert library.payload(again) == b"<p>Beds"


def test_a_repeat_of_nothing_is_missing(library: Library, keep: Keep) -> None:
    with pytest.raises(Missing, match="repeats an earlier capture"):
        library.payload(keep(b"<p>Beds", kind="revisit"))


def test_an_entry_s_captures_are_its_own_and_its_addresses(library: Library, keep: Keep) -> None:
    web = keep(b"<p>Beds")
    file = keep(b"%PDF-1.4", at="2026-12-01T08:00:00Z")
    entry = Entry(
        id="coast-2005-port",
        title="Port",
        captures=(file.id, "20200101000000-0000000000000000"),
        addresses=(Address(url=web.url, captures=(web.id,)), Address(url="https://b.example/")),
    )
    assert library.captures_of(entry) == [file, web]


def test_a_capture_comes_back_from_a_dump(library: Library, keep: Keep) -> None:
    capture = keep(b"<p>Beds")
    dump = library.folder.parent / "dump"
    library.dump(dump)
    with Library.create(library.folder.parent / "other", title="Other") as other:
        other.load(dump)
        assert other.capture(capture.id) == capture
        with pytest.raises(Missing, match="captures"):
            other.payload(capture)


def test_an_entry_is_found_by_its_file_s_digest(library: Library) -> None:
    library.put([Entry(id="a", title="A", identifiers={"sha-256": "ab" * 32 + ", " + "CD" * 32})])
    assert library.store.by_files(["cd" * 32, "ef" * 32]) == {"cd" * 32: ("a",)}


def test_captures_are_found_by_their_address(library: Library, keep: Keep) -> None:
    capture: Capture = keep(b"<p>Beds", url="http://coast.example/port")
    found = library.store.captures_by_address(["coast.example/port"])
    assert found == {"coast.example/port": (capture.id,)}
