"""What is preserved leaves in forms that others read: WACZ and BagIt."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import bagit
import pytest
from warcio.archiveiterator import ArchiveIterator

from collect.web.server import moved, ok, serving
from preserve.test_capturing import SHORT
from sourcebook.collect.web.visiting import Visitor
from sourcebook.errors import Refused
from sourcebook.library import Library
from sourcebook.preserve import capturing
from sourcebook.preserve.due import orders
from sourcebook.preserve.wacz import surt
from sourcebook.records import Address, Entry

BODY = b"<html><title>Beds</title><p>Forty beds."


@pytest.fixture
def full(library: Library) -> Library:
    """Three entries captured: one through a redirect, two with the same bytes."""
    from datetime import UTC, datetime

    page = ok(BODY, "Content-Type: text/html")
    with serving(
        {
            "/a": moved("/new"),
            "/new": ok(b"<p>new", "Content-Type: text/html"),
            "/b": page,
            "/c": page,
        }
    ) as server:
        library.put(
            [
                Entry(id=id, title=f"Title {id}", addresses=(Address(url=server.url(f"/{id}")),))
                for id in "abc"
            ]
        )
        done = capturing.run(
            list(orders(library.entries(), now=datetime.now(UTC))),
            store=library.store,
            archive=library.archive,
            visitor=Visitor(limits=SHORT, delay=0.0),
            who="me",
        )
        assert all(outcome.kept for outcome in done)
    library.seal()
    return library


def test_a_wacz_holds_what_it_states(full: Library, tmp_path: Path) -> None:
    target = tmp_path / "a.wacz"
    assert full.pack(target) == 3
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        assert packed.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        raw = packed.read("datapackage.json")
        proof = json.loads(packed.read("datapackage-digest.json"))
        assert proof["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        for resource in json.loads(raw)["resources"]:
            data = packed.read(resource["path"])
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert resource["bytes"] == len(data)
        warc = packed.read("archive/data.warc.gz")
        lines = packed.read("indexes/index.cdx").decode().splitlines()
        pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").splitlines()]
    assert lines == sorted(lines)
    assert {page.get("title") for page in pages[1:]} == {"Title a", "Title b", "Title c"}
    statuses = set()
    for line in lines:
        told = json.loads(line.split(" ", 2)[2])
        at, length = int(told["offset"]), int(told["length"])
        record = next(iter(ArchiveIterator(io.BytesIO(warc[at : at + length]))))
        assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]
        assert record.rec_type == ("revisit" if told["mime"] == "warc/revisit" else "response")
        statuses.add(told["status"])
    assert statuses == {"200", "301"}


def test_a_wacz_of_some_entries_holds_those_and_what_they_repeat(
    full: Library, tmp_path: Path
) -> None:
    target = tmp_path / "c.wacz"
    full.pack(target, [full.entry("c")])
    with zipfile.ZipFile(target) as packed:
        told = [
            json.loads(line.split(" ", 2)[2])
            for line in packed.read("indexes/index.cdx").decode().splitlines()
        ]
    assert {one["url"].rpartition("/")[2] for one in told} == {"b", "c"}
    assert len({one["digest"] for one in told}) == 1


def test_a_wacz_comes_back_into_another_library(full: Library, tmp_path: Path) -> None:
    from sourcebook.preserve.adding import Adding

    target = tmp_path / "a.wacz"
    full.pack(target)
    with (
        Library.create(tmp_path / "other", title="Other") as other,
        capturing.writing(other.store, other.archive, who="me") as writer,
    ):
        held = capturing.held_by(other.store)
        added = Adding(other.store, other.archive, writer, held, who="me", entries=True).file(
            target
        )
        assert added.findings == ()
        assert sorted(entry.title for entry in other.entries()) == ["Title a", "Title b", "Title c"]
        assert sorted({other.payload(c) for c in other.captures()}) == sorted({BODY, b"<p>new"})


def test_nothing_to_pack_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        library.pack(tmp_path / "a.wacz")
    assert list(tmp_path.glob("*.wacz*")) == []


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Example.org/A?b=C", "org,example)/a?b=c"),
        ("http://a.b.example:8080/", "example,b,a:8080)/"),
        ("http://192.0.2.1/x", "192.0.2.1)/x"),
        ("urn:sha-256:AB", "urn:sha-256:ab"),
    ],
)
def test_addresses_are_sorted_by_host_from_the_top(url: str, key: str) -> None:
    assert surt(url) == key


def test_a_bag_validates_and_a_changed_one_does_not(full: Library, tmp_path: Path) -> None:
    target = tmp_path / "bag"
    count = full.bag(target)
    bag = bagit.Bag(str(target))
    assert bag.validate()
    assert len(bag.payload_entries()) == count
    assert (target / "data/records/entries/a.json").is_file()
    (warc,) = (target / "data/captures").glob("*.warc.gz")
    assert (target / "data/captures/seals/00001.seal").is_file()
    warc.write_bytes(warc.read_bytes()[:-1] + b"x")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(target)).validate()
    with pytest.raises(Refused):
        full.bag(target)
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_a_library_comes_back_whole_from_a_bag(full: Library, tmp_path: Path) -> None:
    import shutil

    full.bag(tmp_path / "bag")
    with Library.create(tmp_path / "again", title="Again") as again:
        again.load(tmp_path / "bag/data/records")
        shutil.copytree(tmp_path / "bag/data/captures", again.folder / "captures")
        assert list(again.captures()) == list(full.captures())
        assert [f for f in again.fixity() if f.level != "info"] == []
