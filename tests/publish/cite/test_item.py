"""Entries as CSL-JSON items."""

import msgspec

from publish.cite.entries import KEPT, day, entry
from sourcebook.publish.cite import item, keeper, source_of
from sourcebook.publish.cite.citer import ready_of
from sourcebook.records import Address, AddressStanding, Entry, Memento


def test_an_item_holds_what_the_entry_says() -> None:
    made = item(KEPT[10])
    assert made["type"] == "article-journal"
    assert made["author"][0] == {"family": "Quill", "given": "Arthur"}
    assert made["DOI"] == "10.5555/jler.2019.44"
    assert made["issued"] == {"date-parts": [[2019]]}
    assert made["accessed"] == {"date-parts": [[2017, 6, 7]]}
    assert made["archive"] == "Internet Archive"
    assert made["archive_location"].startswith("https://web.archive.org/web/2019")
    assert (made["volume"], made["issue"], made["page"]) == ("44", "2", "101-129")


def test_an_unknown_kind_is_a_document_and_unknown_details_stay_out() -> None:
    made = item(entry("a", "gizmo", "T", details={"x-own": "1", "editor": "Mason, Edith"}))
    assert made["type"] == "document"
    assert "x-own" not in made
    assert made["editor"] == [{"family": "Mason", "given": "Edith"}]


def test_an_edition_named_by_its_year_is_no_ordinal() -> None:
    one = entry("a", "report", "Findings", edition="2017", issued=day("2018"))
    assert item(one)["edition"] == "2017 edition"
    assert item(msgspec.structs.replace(one, language="ru"))["edition"] == "издание 2017 года"
    assert "edition" not in item(msgspec.structs.replace(one, title="2017 Findings"))
    assert item(msgspec.structs.replace(one, edition="2"))["edition"] == "2"


def test_the_newest_archived_copy_of_the_cited_address_is_taken() -> None:
    copies = (
        Memento(url="https://archive.ph/new", at=day("2020-01-01")),
        Memento(url="https://archive.ph/old", at=day("2010-01-01")),
        Memento(url="https://archive.ph/undated"),
    )
    address = Address(url="https://a.example/", mementos=copies)
    found = source_of(msgspec.structs.replace(entry("a", "webpage", "T"), addresses=(address,)))
    assert found.memento == copies[0]


def test_keepers_are_known_by_name_or_host() -> None:
    assert keeper("https://web.archive.org/web/2019/x") == "Internet Archive"
    assert keeper("https://archive.museum.example/x") == "archive.museum.example"


def test_an_address_that_works_is_cited_before_a_newer_one_that_is_gone() -> None:
    def cited(*standings: AddressStanding) -> str:
        addresses = tuple(
            Address(url=f"https://example.org/{n}", standing=standing)
            for n, standing in enumerate(standings)
        )
        return source_of(Entry(id="a", title="A", addresses=addresses)).url[-1]

    assert cited("unchecked", "unchecked") == "1"
    assert cited("alive", "gone") == "0"
    assert cited("gone", "unsure", "soft gone") == "1"
    assert cited("gone", "soft gone") == "1"


def test_an_address_that_was_read_is_cited_before_one_that_nobody_is_known_to_have_read() -> None:
    seen, later = day("2010-02-03"), day("2018-05-06")
    read = Address(url="https://a.example/read", accessed=(seen,))
    unread = Address(url="https://b.example/unread")

    def cited(*addresses: Address) -> tuple[str, object]:
        found = source_of(msgspec.structs.replace(entry("a", "report", "T"), addresses=addresses))
        return found.url, found.accessed

    assert cited(read, unread) == (read.url, seen)
    again = Address(url="https://b.example/again", accessed=(later,))
    assert cited(read, unread, again) == (again.url, later)
    alive = Address(url="https://b.example/new", standing="alive")
    assert cited(read, alive) == (alive.url, None)  # a check saw it where it is now
    assert cited(msgspec.structs.replace(read, standing="moved"), unread) == (unread.url, None)


def test_an_author_is_a_body_only_where_that_is_the_publisher() -> None:
    def author(publisher: str, container: str = "") -> dict[str, str]:
        one = Entry(
            id="a",
            title="A",
            authors=("Harbour  Watchman",),
            publisher=publisher,
            container=container,
        )
        return dict(item(one)["author"][0])

    person = {"family": "Watchman", "given": "Harbour"}
    assert author("Coast Daily") == author("") == person
    assert author("Harbour Watchman") == {"literal": "Harbour Watchman"}
    assert author("Coast Daily", "Harbour Watchman") == {"literal": "Harbour Watchman"}
    assert author("Quarry Voices") == person


def test_whoever_changes_an_item_changes_no_other_ones() -> None:
    one = entry("a", "article-newspaper", "T", publisher="Coast Daily")
    before = item(one)
    item(one).clear()
    ready_of(one)  # cites the publisher where the periodical stands
    assert item(one) == before
    assert before["publisher"] == "Coast Daily"
