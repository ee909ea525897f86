"""A file or an address becomes a capture and an entry; adding twice changes nothing."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sourcebook.collect import reports
from sourcebook.library import Library
from sourcebook.preserve.adding import Adding
from sourcebook.preserve.capturing import held_by, writing
from sourcebook.preserve.due import Order
from sourcebook.preserve.entering import Added, Entering
from sourcebook.records import Address, Capture, Entry

PAGE = b"<html><head><title>Port City Opens  Second Shelter</title></head><body>Forty beds.</body>"
Add = Callable[[Path], Added]


@pytest.fixture
def add(library: Library) -> Add:
    def one(path: Path) -> Added:
        with writing(library.store, library.archive, who="me") as writer:
            held = held_by(library.store)
            return Adding(library.store, library.archive, writer, held, who="me").file(path)

    return one


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "shelter.html"
    path.write_bytes(PAGE)
    return path


def test_a_file_becomes_a_capture_and_an_entry(library: Library, add: Add, page: Path) -> None:
    added = add(page)
    (entry,) = library.entries()
    (capture,) = library.captures()
    assert added.entries == (entry.id,)
    assert entry.title == "Port City Opens Second Shelter"
    assert entry.captures == (capture.id,)
    assert (capture.how, capture.file_name, capture.url) == ("file", "shelter.html", None)
    assert library.payload(capture) == PAGE
    assert library.log(limit=1)[0].touched >= 2


def test_adding_twice_changes_nothing(library: Library, add: Add, page: Path) -> None:
    first = add(page)
    was = library.store.last_change()
    again = add(page)
    assert (again.entries, again.captures, again.known, again.new) == (first.entries, 0, 1, 0)
    assert library.store.last_change() == was


def test_the_same_bytes_under_another_name_are_kept_once(
    library: Library, add: Add, page: Path
) -> None:
    add(page)
    size = library.archive.path(library.archive.files()[0]).stat().st_size
    other = page.with_name("copy.html")
    other.write_bytes(PAGE)
    add(other)
    (entry,) = library.entries()
    assert len(library.captures_of(entry)) == 2
    assert library.archive.path(library.archive.files()[0]).stat().st_size == size
    assert {library.payload(capture) for capture in library.captures()} == {PAGE}


def test_an_entry_imported_from_the_file_gets_its_capture(
    library: Library, add: Add, page: Path
) -> None:
    library.apply(library.plan_import([reports.read(PAGE, page.name)]))
    (before,) = library.entries()
    added = add(page)
    (entry,) = library.entries()
    assert added.entries == (before.id,)
    assert len(entry.captures) == 1
    assert add(page).captures == 0


def test_every_entry_that_names_the_file_s_digest_gets_it(
    library: Library, add: Add, page: Path
) -> None:
    digest = hashlib.sha256(PAGE).hexdigest().upper()
    library.put([Entry(id=id, title=id, identifiers={"sha-256": digest}) for id in "ab"])
    assert add(page).entries == ("a", "b")
    assert all(len(library.captures_of(library.entry(id))) == 1 for id in "ab")


def test_undoing_takes_entry_and_capture_back_together(
    library: Library, add: Add, page: Path
) -> None:
    add(page)
    library.undo(library.store.last_change())
    assert library.count("entries") == library.count("captures") == 0


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.bib", b"@article{x, title={Beds}, year={2005}}", "sourcebook import"),
        ("a.ris", b"TY  - JOUR\nTI  - Beds\nER  - \n", "sourcebook import"),
        ("a.csv", b"title,year\nBeds,2005\nMore,2006\n", "sourcebook import"),
        ("a.pdf", b"%PDF-1.4 but cut off", "left out"),
        ("b.pdf", b"<html>Not found", "left out"),
        ("empty.pdf", b"", "empty"),
        ("a.warc.zst", b"\x28\xb5\x2f\xfd" + bytes(90), "of no kind"),
        ("a.exe", b"MZ\x90\x00" + bytes(90), "of no kind"),
        ("a.zip", b"PK\x03\x04" + bytes(90), "of no kind"),
    ],
)
def test_what_is_no_report_is_told_and_nothing_is_kept(
    library: Library, add: Add, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    added = add(path)
    assert says in added.findings[0].says
    assert library.count("captures") == library.count("entries") == 0


def test_a_file_that_cannot_be_read_is_told(library: Library, add: Add, tmp_path: Path) -> None:
    assert add(tmp_path / "gone.pdf").findings[0].rule == "file-unread"
    assert add(tmp_path).findings[0].rule == "file-unread"
    assert library.count("captures") == 0


def test_a_picture_of_a_page_is_a_report_too(library: Library, add: Add, tmp_path: Path) -> None:
    path = tmp_path / "scan of 1998 report.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    added = add(path)
    assert library.entry(added.entries[0]).title == "scan of 1998 report"
    assert next(library.captures()).media_type == "image/png"


def test_a_large_file_is_kept_without_being_taken_into_memory(
    library: Library, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sourcebook.preserve import entering

    monkeypatch.setattr(entering, "READ", 1000)
    path = tmp_path / "large.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(3_000_000))
    added = add(path)
    (capture,) = library.captures()
    assert capture.length == path.stat().st_size
    assert library.entry(added.entries[0]).identifiers["sha-256"] == capture.digest


# --- addresses -----------------------------------------------------------------------------------


@pytest.fixture
def captured(library: Library) -> Callable[..., Capture]:
    from preserve.conftest import write_one

    def one(payload: bytes, url: str) -> Capture:
        made = write_one(library.archive, payload, url=url)
        library.put([made])
        return made

    return one


def page_maker(library: Library) -> Entering:
    return Entering(library.store, library.archive, held_by(library.store), who="me", why="")


def test_a_page_becomes_an_entry_called_by_its_title(
    library: Library, captured: Callable[..., Capture]
) -> None:
    capture = captured(PAGE, "https://coast.example/2005/shelter")
    added = page_maker(library).page(capture)
    entry = library.entry(added.entries[0])
    assert added.new == 1
    assert entry.title == "Port City Opens Second Shelter"
    assert (entry.kind, entry.identifiers) == ("webpage", {})
    (address,) = entry.addresses
    assert (address.url, address.captures) == (capture.url, (capture.id,))
    assert (address.standing, address.accessed[0].edtf) == ("alive", "2026-11-26")
    assert page_maker(library).page(capture).new == 0


def test_a_title_in_another_encoding_is_read(
    library: Library, captured: Callable[..., Capture]
) -> None:
    page = "<html><meta charset=windows-1251><title>Второй приют</title>".encode("cp1251")
    added = page_maker(library).page(captured(page, "https://coast.example/ru"))
    assert library.entry(added.entries[0]).title == "Второй приют"


def test_an_entry_keeps_the_place_on_the_page_that_was_asked_for(
    library: Library, captured: Callable[..., Capture]
) -> None:
    capture = captured(PAGE, "https://coast.example/bulletin")
    added = page_maker(library).page(capture, address="https://coast.example/bulletin#20")
    (address,) = library.entry(added.entries[0]).addresses
    assert (address.url, address.captures) == ("https://coast.example/bulletin#20", (capture.id,))


def test_a_page_without_a_title_is_called_by_its_address(
    library: Library, captured: Callable[..., Capture]
) -> None:
    added = page_maker(library).page(captured(b"<p>Beds", "https://coast.example/2005/shelter/"))
    assert library.entry(added.entries[0]).title == "coast.example/2005/shelter"


def test_a_page_whose_entry_is_there_is_tied_to_it(
    library: Library, captured: Callable[..., Capture]
) -> None:
    library.put([Entry(id="a", title="A", addresses=(Address(url="http://coast.example/x"),))])
    capture = captured(PAGE, "https://coast.example/x")
    assert page_maker(library).page(capture).entries == ("a",)
    assert library.captures_of(library.entry("a")) == [capture]


def test_two_pages_of_one_name_on_two_sites_are_two_entries(
    library: Library, captured: Callable[..., Capture]
) -> None:
    for host in ("a", "b"):
        url = f"https://{host}.example/index.html"
        page_maker(library).page(captured(f"<title>Page of {host}</title>".encode(), url))
    assert sorted(entry.title for entry in library.entries()) == ["Page of a", "Page of b"]


def test_orders_name_their_entries() -> None:
    assert Order(url="https://a.example/", key="a.example", entries=()).reason == "asked for"
