"""What a file brings is told so that a curator can check it."""

from pathlib import Path

from cli.conftest import Run
from sourcebook.cli.arrivals import doubts, listing, overview, to_look_over
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.records import (
    Address,
    Date,
    Entry,
    Excerpt,
    Helpline,
    Locator,
    Page,
    Sourced,
    Subject,
)


def drafted(**fields: object) -> DraftEntry:
    given = {"id": "a", "title": "Forty Beds", "publisher": "Coast Daily",
             "issued": Date(edtf="2005-11-17", as_written="17 Nov 05"),
             "addresses": (Address(url="https://a.example/1", accessed=(
                 Date(edtf="2011-02-16", as_written="16 February 2011"),)),)}  # fmt: skip
    return DraftEntry(entry=Entry(**{**given, **fields}), section="archives")  # type: ignore[arg-type]


def test_what_is_whole_raises_no_doubt() -> None:
    assert list(doubts(drafted())) == []


def test_each_thing_to_look_over_is_named_with_its_words() -> None:
    unsure = drafted(
        publisher="", byline="Somebody, 22ugust 2011",
        issued=Date(edtf=None, as_written="22ugust 2011"),
        addresses=(Address(url=None, as_written="see the library",),
                   Address(url=None, accessed=(Date(edtf=None, as_written="date unavailable"),))),
    )  # fmt: skip
    assert list(doubts(unsure)) == [
        "its date “22ugust 2011” can't be read",
        "neither author nor publisher were made out in “Somebody, 22ugust 2011”",
        "no address",
        "no web address: “see the library”",
        "its access date “date unavailable” can't be read",
    ]
    assert list(doubts(drafted(issued=None))) == ["no date"]


def test_a_lost_original_and_a_file_at_hand_need_no_address() -> None:
    assert list(doubts(drafted(addresses=(), lost=True))) == []
    assert list(doubts(drafted(addresses=(), identifiers={"sha-256": "00"}))) == []


def test_a_page_is_told_by_its_parts_and_their_sources() -> None:
    page = Page(
        id="t/westmere", theme="t", subject=Subject(kind="country", as_written="Westmere"),
        background=Sourced(text="A wide country.", source="An Almanac, 2011"),
        summary=Sourced(text="It is said so."), caution="Nobody has checked.",
        helplines=(Helpline(organisation="Harbour Line", number="+15550100"),),
        aspects_prompted=("Debt bondage",),
    )  # fmt: skip
    placed = Excerpt(id="1", paragraphs=("x",), locator=Locator(kind="page", value="3"))
    draft = Draft(source="w.htm", page=page, entries=(
        drafted(excerpts=(placed, Excerpt(id="2", paragraphs=("y",)))), drafted(lost=True)))  # fmt: skip
    assert list(overview(draft)) == [
        "page t/westmere: Westmere",
        "  background: 3 words, source: An Almanac, 2011",
        "  summary: 4 words, NO SOURCE",
        "  caution: yes",
        "  question to students: asks for Debt bondage",
        "  help: Harbour Line +15550100",
        "2 entries, 2 addresses, 2 access dates, 2 excerpts, 1 place in a source, 1 lost original",
    ]


def test_entries_stand_in_their_sections_with_what_was_understood() -> None:
    draft = Draft(
        source="w.htm", entries=(drafted(), drafted(issued=None, authors=("Writer, A.",)))
    )
    assert list(listing(draft)) == [
        "archives",
        "  Forty Beds",
        "    Coast Daily · 17 November 2005 · 1 address · last seen 16 February 2011",
        "  Forty Beds",
        "    Writer, A. · Coast Daily · 1 address · last seen 16 February 2011",
        "    look over: no date",
    ]
    assert to_look_over(draft) == 1


def test_an_import_says_what_came_in_and_where_to_see_it(
    run: Run, tmp_path: Path, page: Path
) -> None:
    run("new", "lib")
    said = run("import", page, cwd=tmp_path / "lib")
    assert "background: " in said.out
    assert "source: An Almanac, 2011" in said.out
    assert "sourcebook show human-trafficking/mongolia" in said.out
    again = run("import", page, cwd=tmp_path / "lib")
    assert "Nothing to change" in again.out
    assert "background" not in again.out
