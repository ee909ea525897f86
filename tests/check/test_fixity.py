"""Fixity: each layer is corrupted in turn, and what is told is that layer, from the inside out."""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from preserve.conftest import write_one
from sourcebook.check.fixity import findings
from sourcebook.library import Library
from sourcebook.preserve import seals
from sourcebook.records import Address, Capture, Entry, Place
from sourcebook.store import database


@pytest.fixture(autouse=True, scope="module")
def _unsynchronised() -> Iterator[None]:
    was, database.SYNCHRONOUS = database.SYNCHRONOUS, "OFF"
    yield
    database.SYNCHRONOUS = was


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Four captures, sealed in two seals."""
    with Library.create(tmp_path / "lib", title="A library", curator="A. Keeper") as made:
        for number in range(4):
            capture = write_one(
                made.archive, b"<p>page %d" % number * 50, url=f"https://coast.example/{number}"
            )
            entry = Entry(
                id=f"e{number}",
                title="x",
                addresses=(Address(url=capture.url, captures=(capture.id,)),),
            )
            made.put([capture, entry])
            if number % 2:
                made.seal()
        yield made


def rules(library: Library) -> list[str]:
    return [
        found.rule.removeprefix("fixity-") for found in findings(library.store, library.archive)
    ]


def first(library: Library) -> Capture:
    return min(library.captures(), key=lambda capture: capture.warc.offset if capture.warc else 0)


def warc(library: Library) -> Path:
    return library.archive.path(library.archive.files()[0])


def seal_file(library: Library, number: int, ending: str = "seal") -> Path:
    return seals.folder_of(library.archive) / f"{number:05}.{ending}"


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def rewrite(library: Library, capture: Capture, change: Callable[[bytes], bytes]) -> None:
    """Put other content into a record's place, a whole gzip member of the same length: what somebody
    does who knows the format."""
    assert capture.warc
    path, place = warc(library), capture.warc
    data = path.read_bytes()
    old = data[place.offset : place.offset + place.length]
    changed = change(gzip.decompress(old))
    new = gzip.compress(changed, mtime=0)
    if len(new) > len(old):  # what can't be packed as well makes room by leaving out its id
        changed = re.sub(rb"WARC-Record-ID: [^\r]*\r\n", b"", changed)
        new = gzip.compress(changed, mtime=0)
    padding = place.length - len(new)
    if padding:  # a gzip header may hold a comment of any length (RFC 1952)
        assert padding > 0
        new = new[:3] + b"\x10" + new[4:10] + b"x" * (padding - 1) + b"\x00" + new[10:]
    assert len(new) == place.length
    path.write_bytes(data[: place.offset] + new + data[place.offset + place.length :])


def test_what_is_as_it_was_gives_no_finding(library: Library) -> None:
    assert rules(library) == []
    assert len(seals.paths(library.archive)) == 2


def test_a_flipped_bit_anywhere_in_a_record_is_found(library: Library) -> None:
    place = first(library).warc
    assert place
    whole = warc(library).read_bytes()
    for at in range(place.offset, place.offset + place.length, 11):
        flip(warc(library), at)
        found = rules(library)
        assert "file" in found, at
        assert {"record", "payload"} & set(found), at
        warc(library).write_bytes(whole)
    assert rules(library) == []


def test_a_payload_exchanged_in_a_whole_record_is_found(library: Library) -> None:
    rewrite(library, first(library), lambda data: data.replace(b"page 0", b"page 9"))
    assert rules(library) == ["payload", "block", "record", "file"]


def test_a_payload_exchanged_with_its_block_digest_is_found(library: Library) -> None:
    def forge(data: bytes) -> bytes:
        head, _, block = data.partition(b"\r\n\r\n")
        block = block[:-4].replace(b"page 0", b"page 9")
        old = head.split(b"WARC-Block-Digest: sha256:")[1][:64]
        return (
            head.replace(old, hashlib.sha256(block).hexdigest().encode())
            + b"\r\n\r\n" + block + b"\r\n\r\n"
        )  # fmt: skip

    rewrite(library, first(library), forge)
    assert rules(library) == ["payload", "record", "file"]


def test_a_record_whose_head_was_changed_is_found(library: Library) -> None:
    rewrite(library, first(library), lambda data: data.replace(b"coast.example", b"other.example"))
    assert rules(library) == ["record", "file"]


def test_bytes_between_captures_that_were_changed_are_found(library: Library) -> None:
    """The file's own description belongs to no capture."""
    flip(warc(library), 12)
    assert rules(library) == ["file"]


def test_a_file_that_is_gone_or_shorter_is_found(library: Library) -> None:
    path = warc(library)
    whole = path.read_bytes()
    path.write_bytes(whole[:-3])
    assert rules(library) == ["record", "file"]
    path.unlink()
    assert rules(library) == ["record"] * 4 + ["file"] * 2


def test_a_capture_s_record_that_was_changed_is_found(library: Library) -> None:
    capture = first(library)
    library.put([replace(capture, url="https://other.example/", status=404)])
    (found,) = findings(library.store, library.archive)
    assert found.rule == "fixity-capture"
    assert "status was 200 and is 404" in found.says


def test_a_manifest_that_was_changed_is_found(library: Library) -> None:
    flip(seal_file(library, 1, "manifest"), 40)
    assert rules(library) == ["unsealed", "manifest"]


def test_a_manifest_that_is_gone_is_found(library: Library) -> None:
    seal_file(library, 1, "manifest").unlink()
    assert rules(library) == ["unsealed", "manifest"]


def test_a_manifest_changed_with_its_seal_is_found(library: Library) -> None:
    path = seal_file(library, 1)
    manifest = path.with_suffix(".manifest")
    old = hashlib.sha256(manifest.read_bytes()).hexdigest()
    manifest.write_bytes(manifest.read_bytes().replace(b"coast", b"other"))
    new = hashlib.sha256(manifest.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    assert rules(library) == ["capture", "capture", "seal", "chain"]


def test_a_seal_that_was_changed_breaks_the_chain(library: Library) -> None:
    path = seal_file(library, 1)
    path.write_bytes(path.read_bytes().replace(b'"at": "20', b'"at": "19'))
    assert rules(library) == ["seal", "chain"]


def test_the_newest_seal_is_held_by_the_log(library: Library) -> None:
    path = seal_file(library, 2)
    path.write_bytes(path.read_bytes().replace(b'"at": "20', b'"at": "19'))
    assert rules(library) == ["seal"]


def test_a_chain_forged_throughout_is_found_by_the_log(library: Library) -> None:
    one, two = seal_file(library, 1), seal_file(library, 2)
    old = hashlib.sha256(one.read_bytes()).hexdigest()
    one.write_bytes(one.read_bytes().replace(b'"at": "20', b'"at": "19'))
    new = hashlib.sha256(one.read_bytes()).hexdigest()
    two.write_bytes(two.read_bytes().replace(old.encode(), new.encode()))
    assert rules(library) == ["seal", "seal"]


def test_a_seal_that_is_gone_is_found(library: Library) -> None:
    for ending in ("seal", "manifest"):
        seal_file(library, 2, ending).unlink()
    assert rules(library) == ["unsealed", "seal"]


def test_a_capture_taken_out_is_told_and_the_log_says_why(library: Library) -> None:
    capture = first(library)
    entry = library.entry("e0")
    library.store.commit(
        [(capture, None), (entry, replace(entry, addresses=()))], who="x", what="take it out"
    )
    assert rules(library) == ["gone"]


def test_an_entry_that_names_a_capture_which_is_not_there_is_found(library: Library) -> None:
    library.put([replace(library.entry("e0"), captures=("20200101000000-0000000000000000",))])
    assert rules(library) == ["missing"]


def test_what_is_not_sealed_yet_is_told(library: Library) -> None:
    library.put([write_one(library.archive, b"<p>new", url="https://coast.example/new")])
    assert rules(library) == ["unsealed"]
    library.seal()
    assert rules(library) == []


def test_a_repeat_is_proved_by_what_it_repeats(library: Library) -> None:
    again = write_one(
        library.archive, b"<p>page 0" * 50, url="https://x.example/", kind="revisit",
        at="2026-12-01T00:00:00Z",
    )  # fmt: skip
    library.put([again])
    library.seal()
    assert rules(library) == []
    rewrite(library, first(library), lambda data: data.replace(b"page 0", b"page 9"))
    assert rules(library).count("payload") == 2


def test_a_record_or_manifest_that_leads_out_of_the_folder_is_told(library: Library) -> None:
    capture = replace(
        first(library), id="20200101000000-ab", warc=Place(file="../library.db", offset=0, length=9)
    )
    library.put([capture])
    library.seal()
    assert rules(library) == ["record"]
    path = seal_file(library, 2)
    manifest = path.with_suffix(".manifest")
    old = hashlib.sha256(manifest.read_bytes()).hexdigest()
    manifest.write_bytes(manifest.read_bytes().replace(b'"file":"sourcebook-', b'"file":"../x-'))
    new = hashlib.sha256(manifest.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    assert "manifest" in rules(library)


def test_nothing_new_makes_no_seal(library: Library) -> None:
    library.seal()
    assert len(seals.paths(library.archive)) == 2
