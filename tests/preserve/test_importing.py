"""Archives of others come in whole; broken ones give their good records, and a finding for the rest."""

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from preserve.warcs import HTML, arc, members, pages, record, revisit
from sourcebook.library import Library
from sourcebook.preserve.adding import Adding
from sourcebook.preserve.capturing import held_by, writing
from sourcebook.preserve.entering import Added
from sourcebook.records import Address, Entry

Bring = Callable[..., Added]


@pytest.fixture
def bring(library: Library, tmp_path: Path) -> Bring:
    """Add bytes as a file of that name."""

    def one(data: bytes, name: str = "a.warc.gz", *, entries: bool = False) -> Added:
        path = tmp_path / name
        path.write_bytes(data)
        with writing(library.store, library.archive, who="me") as writer:
            held = held_by(library.store)
            adding = Adding(library.store, library.archive, writer, held, who="me", entries=entries)
            return adding.file(path)

    return one


def urls(library: Library) -> list[str]:
    return sorted(str(capture.url) for capture in library.captures())


def rules(added: Added) -> list[str]:
    return [found.rule for found in added.findings]


def size(library: Library) -> int:
    return sum(library.archive.path(name).stat().st_size for name in library.archive.files())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "whole.warc.gz", "a.wacz", "packed.wacz"])
def test_many_records_come_in_whole(library: Library, bring: Bring, name: str) -> None:
    """More than one batch, and more than is read from the file at once."""
    chance = random.Random(1)
    made = [record(f"https://a.example/{n}", chance.randbytes(3000)) for n in range(650)]
    data = members(*made)
    if name.endswith(".warc"):
        data = b"".join(made)
    elif name.startswith("whole"):
        data = gzip.compress(b"".join(made))
    elif name.endswith(".wacz"):
        data = wacz(data, packing=zipfile.ZIP_DEFLATED if "packed" in name else zipfile.ZIP_STORED)
    added = bring(data, name)
    assert (added.captures, added.findings) == (650, ())
    chance = random.Random(1)
    expected = {f"https://a.example/{n}": chance.randbytes(3000) for n in range(650)}
    assert {str(c.url): library.payload(c) for c in library.captures()} == expected
    assert bring(data, name).captures == 0


SHAPES = {
    "a.warc.gz": members(*pages(5)),
    "a.warc": b"".join(pages(5)),
    "whole.warc.gz": gzip.compress(b"".join(pages(5))),
    "three.warc.gz": gzip.compress(b"".join(pages(5)[:3])) + members(*pages(5)[3:]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_gives_all_records_and_twice_changes_nothing(
    library: Library, bring: Bring, name: str
) -> None:
    added = bring(SHAPES[name], name)
    assert (added.captures, added.findings) == (5, ())
    assert urls(library) == [f"https://coast.example/{n}" for n in range(5)]
    for number, capture in enumerate(library.captures()):
        del number
        assert library.payload(capture).startswith(b"<p>page ")
        assert (capture.how, capture.at) == ("imported", "2019-05-04T03:02:01Z")
    was = (library.store.last_change(), size(library))
    again = bring(SHAPES[name], name)
    assert (again.captures, again.known) == (0, 5)
    assert (library.store.last_change(), size(library)) == was


def test_a_record_of_its_own_member_is_copied_to_the_byte(library: Library, bring: Bring) -> None:
    data = members(*pages(1))
    bring(data)
    capture = next(library.captures())
    assert capture.warc
    stored = library.archive.path(capture.warc.file).read_bytes()
    assert stored[capture.warc.offset :][: capture.warc.length] == data


@pytest.mark.parametrize("packed", [False, True])
def test_arc_files_are_read_and_kept_as_warc(library: Library, bring: Bring, packed: bool) -> None:
    data = arc(("http://a.example/x y", b"<p>one"), ("http://b.example/", b"<p>two"))
    added = bring(gzip.compress(data) if packed else data, "a.arc.gz" if packed else "a.arc")
    assert (added.captures, added.findings) == (2, ())
    assert sorted(library.payload(c) for c in library.captures()) == [b"<p>one", b"<p>two"]
    assert {c.at for c in library.captures()} == {"2001-02-03T04:05:06Z"}
    assert urls(library) == ["http://a.example/x%20y", "http://b.example/"]


def in_fresh_library(
    folder: Path, data: bytes, name: str = "a.warc.gz"
) -> tuple[Added, list[bytes]]:
    """Add bytes to a library of their own; gives what came of it, and all payloads."""
    folder.mkdir()
    path = folder / name
    path.write_bytes(data)
    with (
        Library.create(folder / "lib", title="x") as library,
        writing(library.store, library.archive, who="me") as writer,
    ):
        held = held_by(library.store)
        added = Adding(library.store, library.archive, writer, held, who="me").file(path)
        return added, [library.payload(capture) for capture in library.captures()]


@pytest.mark.slow
def test_a_gzip_cut_anywhere_gives_the_records_before_the_cut_and_a_finding(
    tmp_path: Path,
) -> None:
    """warcio and fastwarc end silently here."""
    parts = [gzip.compress(one, mtime=0) for one in pages(4)]
    ends = [sum(map(len, parts[: n + 1])) for n in range(4)]
    data = b"".join(parts)
    for cut in [*range(3, len(data), 23), *ends, *(end - 1 for end in ends)]:
        added, payloads = in_fresh_library(tmp_path / f"{cut}-{cut in ends}", data[:cut])
        assert added.captures == len(payloads) == sum(end <= cut for end in ends), cut
        assert ("archive-cut" in rules(added)) == (cut not in ends), cut


@pytest.mark.parametrize("where", [0.0, 0.3, 0.5, 0.7, 0.9])
def test_after_corruption_in_mid_file_the_next_members_are_read(
    library: Library, bring: Bring, where: float
) -> None:
    parts = [gzip.compress(one, mtime=0) for one in pages(9)]
    data = bytearray(b"".join(parts))
    at = sum(map(len, parts[:4])) + int(len(parts[4]) * where)
    for offset in range(3):
        data[at + offset] ^= 0x5A
    added = bring(bytes(data))
    expected = [f"https://coast.example/{n}" for n in range(9) if n != 4]
    assert urls(library) == expected
    assert any(found.level == "error" for found in added.findings)


def test_garbage_and_zeros_between_members_are_left_out_with_a_finding(
    library: Library, bring: Bring
) -> None:
    one, two, three = (gzip.compress(page) for page in pages(3))
    added = bring(one + b"\x00" * 5000 + two + b"garbage\x1f\x8b\x08more" * 50 + three)
    assert len(urls(library)) == 3
    assert rules(added) == ["archive-gap", "archive-gap"]


def test_a_record_that_swallows_others_gives_them_back(library: Library, bring: Bring) -> None:
    lying = record("https://a.example/", b"<p>short", length=900, digests=False)
    added = bring(lying + b"".join(pages(3)), "a.warc")
    assert urls(library) == [f"https://coast.example/{n}" for n in range(3)]
    assert "record-bad" in rules(added)


def test_a_file_cut_in_a_plain_record_says_how_much_is_missing(
    library: Library, bring: Bring
) -> None:
    added = bring(b"".join(pages(3))[:-20], "a.warc")
    assert len(urls(library)) == 2
    assert "bytes are missing" in added.findings[0].says


def test_a_changed_payload_is_left_out(library: Library, bring: Bring) -> None:
    good = pages(2)
    bad = record("https://a.example/", b"<p>true").replace(b"<p>true", b"<p>fals")
    added = bring(members(good[0], bad, good[1]))
    assert urls(library) == ["https://coast.example/0", "https://coast.example/1"]
    assert rules(added) == ["record-bad"]
    assert "block digest" in added.findings[0].says


def test_digests_in_any_usual_writing_and_of_any_stretch_are_accepted(
    library: Library, bring: Bring
) -> None:
    import hashlib
    from base64 import b64encode

    packed = gzip.compress(b"<p>beds")
    http = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n"
    chunked = http.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n")
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    stretches = [(http, packed, packed), (http, packed, b"<p>beds"), (chunked, body, body)]
    stretches += [(chunked, body, packed), (chunked, body, b"<p>beds")]
    writings: list[Callable[[bytes], str]] = [
        lambda d: f"sha1:{hashlib.sha1(d).hexdigest()}",
        lambda d: f"SHA-256:{hashlib.sha256(d).hexdigest()}",
        lambda d: f"sha1:{b64encode(hashlib.sha1(d).digest()).decode()}",
        lambda d: f"md5:{hashlib.md5(d).hexdigest()}",
    ]
    made = []
    for n, (head, payload, stretch) in enumerate(stretches):
        for m, writing_ in enumerate(writings):
            more = f"WARC-Payload-Digest: {writing_(stretch)}\r\n".encode()
            url = f"https://a.example/{n}-{m}"
            made.append(record(url, payload, http=head, digests=False, more=more))
    added = bring(members(*made))
    assert added.findings == ()
    assert {library.payload(c) for c in library.captures()} == {b"<p>beds"}


def test_heads_that_lie_about_codings_are_read_as_they_are(library: Library, bring: Bring) -> None:
    """Crawlers keep bodies unpacked with the heads they had packed."""
    http = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    added = bring(members(record("https://a.example/", b"<p>plain beds", http=http)))
    assert rules(added) == ["record-odd"]
    assert library.payload(next(library.captures())) == b"<p>plain beds"


def test_a_bomb_in_an_archive_is_left_out(library: Library, bring: Bring) -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    bomb = record("https://a.example/", gzip.compress(bytes(60_000_000)), http=http)
    added = bring(members(bomb, *pages(1)))
    assert urls(library) == ["https://coast.example/0"]
    assert "bomb" in added.findings[0].says


def test_revisits_are_tied_to_what_they_repeat_and_others_are_told(
    library: Library, bring: Bring
) -> None:
    first = record("https://a.example/", b"<p>beds")
    later = revisit("https://a.example/", b"<p>beds", date="2019-06-01T00:00:00Z")
    named = revisit(
        "https://b.example/", b"", date="2019-07-01T00:00:00Z",
        refers=("https://a.example/", "2019-05-04T03:02:01Z"),
    )  # fmt: skip
    stray = revisit("https://c.example/", b"<p>never seen", date="2019-06-01T00:00:00Z")
    data = members(first, later, named, stray)
    added = bring(data)
    assert added.captures == 3
    assert rules(added) == ["record-refers"]
    assert [library.payload(c) for c in library.captures()] == [b"<p>beds"] * 3
    assert bring(data).captures == 0
    assert bring(members(revisit("https://d.example/", b"", date="2020-01-01T00:00:00Z",
                                 refers=("https://a.example/", "2019-05-04T03:02:01Z")))).captures == 1  # fmt: skip


def test_the_same_bytes_are_kept_once(library: Library, bring: Bring) -> None:
    import os

    body = os.urandom(300_000)
    bring(members(*(record(f"https://a.example/{n}", body) for n in range(5))))
    bring(members(record("https://b.example/", body)), "b.warc.gz")
    assert size(library) < 400_000
    assert {library.payload(c) for c in library.captures()} == {body}
    assert library.count("captures") == 6


def test_captures_are_tied_to_the_entries_with_their_addresses_redirects_too(
    library: Library, bring: Bring
) -> None:
    library.put(
        [
            Entry(id="a", title="A", addresses=(Address(url="https://coast.example/1"),)),
            Entry(id="b", title="B", addresses=(Address(url="https://old.example/b"),)),
        ]
    )
    moved = b"HTTP/1.1 301 Moved\r\nLocation: https://coast.example/2\r\n\r\n"
    gone = record("https://old.example/x", b"no", http=b"HTTP/1.1 404 Not Found\r\n\r\n")
    data = members(record("https://old.example/b", b"", http=moved), gone, *pages(3))
    added = bring(data)
    assert added.attached == 2
    one, two = (library.captures_of(library.entry(id)) for id in "ab")
    assert [capture.url for capture in one] == ["https://coast.example/1"]
    assert [(c.url, c.redirects) for c in two] == [
        ("https://old.example/b", ("https://coast.example/2",))
    ]
    assert library.payload(two[0]).startswith(b"<p>page 2")
    was = library.store.last_change()
    bring(data)
    assert library.store.last_change() == was


def test_two_addresses_that_led_to_one_page_both_get_it(library: Library, bring: Bring) -> None:
    moved = b"HTTP/1.1 301 Moved\r\nLocation: https://coast.example/2\r\n\r\n"
    data = members(
        *(record(f"https://old.example/{id}", b"", http=moved) for id in "ab"), *pages(3)
    )
    for id in "ab":
        address = Address(url=f"https://old.example/{id}")
        library.put([Entry(id=id, title=id, addresses=(address,))])
    assert bring(data).attached == 2
    captures = [library.captures_of(library.entry(id))[0] for id in "ab"]
    assert captures[0].id != captures[1].id
    assert captures[0].warc == captures[1].warc
    assert bring(data).captures == 0


def test_pages_of_an_archive_become_entries_when_asked_for(library: Library, bring: Bring) -> None:
    page = record("https://a.example/beds", b"<html><title>Forty Beds</title><p>x")
    style = record("https://a.example/a.css", b"p {}", http=HTML.replace(b"html", b"css"))
    added = bring(members(page, style), entries=True)
    assert added.new == 1
    entry = library.entry(added.entries[0])
    assert entry.title == "Forty Beds"
    assert library.captures_of(entry)[0].url == "https://a.example/beds"
    assert bring(members(page, style), entries=True).new == 0


def wacz(
    warc: bytes,
    *,
    digest: str | None = None,
    pages_: bytes = b"",
    packing: int = zipfile.ZIP_STORED,
) -> bytes:
    import hashlib

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as packed:
        packed.writestr("archive/data.warc.gz", warc)
        packed.writestr("pages/pages.jsonl", pages_)
        stated = digest or f"sha256:{hashlib.sha256(warc).hexdigest()}"
        told = {"resources": [{"path": "archive/data.warc.gz", "hash": stated}]}
        packed.writestr("datapackage.json", json.dumps(told))
    return out.getvalue()


def test_a_wacz_gives_its_captures_and_its_pages(library: Library, bring: Bring) -> None:
    listed = b'{"format": "json-pages-1.0"}\n{"url": "https://coast.example/1", "title": "One"}\n'
    added = bring(wacz(members(*pages(3)), pages_=listed), "a.wacz", entries=True)
    assert (added.captures, added.findings, added.new) == (3, (), 1)
    assert library.entry(added.entries[0]).title == "One"


def test_a_wacz_that_was_changed_is_told(library: Library, bring: Bring) -> None:
    del library
    added = bring(wacz(members(*pages(3)), digest="sha256:" + "0" * 64), "a.wacz")
    assert added.captures == 3
    assert rules(added) == ["wacz-digest"]


def test_a_wacz_whose_zip_is_cut_gives_what_is_in_it(library: Library, bring: Bring) -> None:
    data = wacz(members(*pages(6)))
    added = bring(data[: data.index(b"pages/pages.jsonl") - 40], "a.wacz")
    assert added.captures in (5, 6)
    assert rules(added)[0] == "wacz-broken"
    assert len(urls(library)) == added.captures


@pytest.mark.parametrize(
    "data",
    [b"", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n", b"PK\x03\x04" + b"x" * 90,
     gzip.compress(b"no archive", mtime=0), b"\x00" * 9000, b"WARC/1.0\r\nWARC-Type: response\r\n" + b"a" * 2_000_000],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a.arc", "a.wacz"])
def test_what_is_no_archive_says_so(library: Library, bring: Bring, data: bytes, name: str) -> None:
    added = bring(data, name)
    assert added.captures == 0
    assert added.findings[-1].level in ("error", "warning")
    assert library.count("captures") == 0


def test_the_real_archives_give_what_is_good_in_them(tmp_path: Path, shared: Path) -> None:
    """The numbers are by hand: what each of these files holds, and where it is broken."""
    expected = {
        "example.com.wacz": (6, {"wacz-digest"}),
        "example.com.warc": (6, set()),
        "fb.warc.gz": (2, set()),
        "test-crawl.wacz": (11, {"wacz-digest"}),
        "bad.arc": (1, {"archive-gap", "record-odd"}),
        "example-bad-non-chunked.warc.gz": (1, {"record-bad"}),
        "example-bad.warc.gz.bad": (2, set()),
        "example-digest.warc": (0, {"archive-without"}),
        "example-iana.org-chunked.warc": (1, set()),
        "example-resource.warc.gz": (1, set()),
        "example-space-in-target-uri.warc.gz": (1, set()),
        "example-space-in-url.arc": (0, {"record-bad", "archive-gap", "archive-without"}),
        "example-trunc.warc": (0, {"record-bad", "archive-without"}),
        "example-wget-bad-target-uri.warc.gz": (1, set()),
        "example-wrong-chunks.warc.gz": (0, {"record-bad", "archive-gap", "archive-without"}),
        "example.arc": (1, set()),
        "example.arc.gz": (1, set()),
        "example.warc": (2, set()),
        "example.warc.gz": (2, set()),
        "post-test.warc.gz": (3, set()),
    }
    seen = set()
    for path in (shared / "data/suites/warc").rglob("*.*"):
        if path.name == "SOURCE.txt":
            continue
        seen.add(path.name)
        added, payloads = in_fresh_library(tmp_path / path.name, path.read_bytes(), path.name)
        assert (added.captures, set(rules(added))) == expected[path.name], path.name
        assert len(payloads) == added.captures
    assert seen == set(expected)


def test_entries_at_places_of_one_page_get_its_capture(library: Library, bring: Bring) -> None:
    """Old bulletins keep many articles on one page."""
    for place in ("20", "21"):
        url = f"https://coast.example/1#{place}"
        library.put([Entry(id=f"e{place}", title="x", addresses=(Address(url=url),))])
    assert bring(members(*pages(3))).attached == 2
    (capture,) = library.captures_of(library.entry("e20"))
    assert library.captures_of(library.entry("e21")) == [capture]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with bits flipped, stretches lost, doubled or put in, or cut off."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(out))
        match chance.randrange(5):
            case 0:
                out[at] ^= 1 << chance.randrange(8)
            case 1:
                del out[at : at + chance.choice((1, 5, 100, 2000))]
            case 2:
                out[at:at] = chance.randbytes(chance.choice((1, 50, 3000)))
            case 3:
                del out[at + 1 :]
            case _:
                begin = chance.randrange(len(out))
                out[at:at] = out[begin : begin + 500]
        out = out or bytearray(b"x")
    return bytes(out)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "count"), [(1, 40), pytest.param(2, 400, marks=pytest.mark.slow)])
def test_no_damage_gives_other_bytes_or_goes_untold(tmp_path: Path, seed: int, count: int) -> None:
    packed = gzip.compress(b"<p>forty beds" * 99, mtime=0)
    http = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n"
    made = [*pages(6), record("https://g.example/", packed, http=http)]
    warc = members(*made)
    shapes = {
        "a.warc.gz": warc,
        "a.warc": b"".join(made),
        "whole.warc.gz": gzip.compress(b"".join(made), mtime=0),
        "a.wacz": wacz(warc),
        "packed.wacz": wacz(warc, packing=zipfile.ZIP_DEFLATED),
    }
    _, good = in_fresh_library(tmp_path / "good", shapes["a.warc"], "a.warc")
    chance = random.Random(seed)
    for number in range(count):
        name = chance.choice(list(shapes))
        added, payloads = in_fresh_library(
            tmp_path / str(number), damaged(shapes[name], chance), name
        )
        assert set(payloads) <= set(good), number
        assert added.findings or len(payloads) >= len(good), number


def test_a_record_of_no_known_kind_is_told(bring: Bring) -> None:
    one, two = pages(2)
    added = bring(one + two.replace(b"WARC-Type: response", b"WARC-Type: resp\x1e\xb3se"), "a.warc")
    assert added.captures == 1
    assert [found.rule for found in added.findings] == ["record-unknown"]
