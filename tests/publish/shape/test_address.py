"""Addresses as readers see them: how they fare, and their copies."""

import pytest

from publish import sample
from sourcebook.publish.pasts import Past, fold
from sourcebook.publish.shape.address import (
    LOOKS,
    address_view,
    best,
    copies,
    reason,
    recovered,
    told,
    views,
)
from sourcebook.publish.views import Piece
from sourcebook.records import Address, AddressStanding, Anchor, Check, Date, Excerpt, Memento, Sign

URL = "https://www.coastdaily.example/news/1"
SINCE, SEEN = "2025-03-03T08:00:00Z", "2026-11-26T08:00:00Z"


def past(standing: AddressStanding, **fields: object) -> Past:
    checks: list[Check] = [sample.check(URL, at, standing, **fields) for at in (SINCE, SEEN)]
    return fold(checks)[checks[0].key]


@pytest.mark.parametrize(
    ("standing", "fields", "said"),
    [
        ("alive", {}, "● alive, seen 26 November 2026"),
        ("changed", {}, "≠ there, but changed, seen 26 November 2026"),
        ("gone", {}, "× gone since 3 March 2025 (answers 404)"),
        ("gone", {"hops": (), "fault": "dns"}, "× gone since 3 March 2025 (its host can’t be found)"),
        ("soft gone", {}, "× gone since 3 March 2025, though it answers"),
        ("unsure", {"signs": (Sign(kind="challenge"),)}, "? unsure: asks for a bot check (26 November 2026)"),
        ("unsure", {"hops": (), "fault": "timeout"}, "? unsure: no answer in time (26 November 2026)"),
    ],
)  # fmt: skip
def test_a_standing_is_told_in_words_with_its_date(
    standing: AddressStanding, fields: dict[str, object], said: str
) -> None:
    view = address_view(
        Address(url=URL, standing=standing, checked=SINCE), past(standing, **fields)
    )
    assert f"{view.mark} {view.word}" == said


def test_an_address_that_moved_leads_to_where_it_is_now() -> None:
    view = address_view(Address(url=URL, standing="moved", checked=SINCE), past("moved"))
    assert view.to is not None
    assert (view.word, view.to.href) == ("moved to", f"{URL}/new")
    assert view.to.label == "coastdaily.example/news/1/new"
    assert view.to.note == ", seen 26 November 2026"


def test_it_is_never_said_to_have_moved_to_what_is_not_of_the_web() -> None:
    from sourcebook.records import Hop

    led = past("moved", hops=(Hop(url=URL, status=301), Hop(url="javascript:alert(1)", status=200)))
    view = address_view(Address(url=URL, standing="moved", checked=SINCE), led)
    assert (view.to, view.word) == (None, "moved, seen 26 November 2026")


def test_what_was_found_while_capturing_has_its_day_too() -> None:
    for standing, said in (
        ("alive", "alive, seen 3 March 2025"),
        ("gone", "gone since 3 March 2025"),
        ("unsure", "unsure (3 March 2025)"),
        ("moved", "moved, seen 3 March 2025"),
    ):
        view = address_view(Address(url=URL, standing=standing, checked=SINCE))  # type: ignore[arg-type]
        assert view.word == said


def test_a_check_that_says_otherwise_than_the_entry_lends_it_no_date() -> None:
    view = address_view(Address(url=URL, standing="alive", checked=SINCE), past("gone"))
    assert view.word == "alive, seen 3 March 2025"


def test_what_was_not_checked_is_told_as_before() -> None:
    assert address_view(Address(url=URL), past("alive")).word == "not checked yet"


def memento(day: str | None, number: int = 0) -> Memento:
    at = Date(edtf=day, as_written=day or "") if day is not None else None
    return Memento(url=f"https://archive.example/{number or day}", at=at)


@pytest.mark.parametrize("standing", ["gone", "soft gone", "changed"])
def test_the_copy_comes_first_where_the_source_is_not_as_it_was(standing: AddressStanding) -> None:
    address = Address(url=URL, standing=standing, mementos=(memento("2017-06-07"),))
    view = address_view(address)
    assert view.first is not None
    assert (view.first.when, view.first.iso, view.copies) == ("7 June 2017", "2017-06-07", ())
    assert (view.version, view.versioned) == (view.first.href, "2017-06-07")


def test_of_several_copies_the_one_nearest_to_the_last_reading_comes_first() -> None:
    address = Address(
        url=URL,
        accessed=(Date(edtf="2010-01-01"), Date(edtf="2017-06-01"), Date(as_written="lately")),
        mementos=(memento("2009-12-31"), memento("2017-06-07"), memento("2023-01-01"), memento(None, 9)),
    )  # fmt: skip
    assert [copy.iso for copy in copies(address, {})] == [
        "2017-06-07",
        "2023-01-01",
        "2009-12-31",
        "",
    ]


def test_a_copy_dated_to_the_second_has_a_day() -> None:
    (copy,) = copies(Address(url=URL, mementos=(memento("2017-06-07T10:00:00Z"),)), {})
    assert (copy.when, copy.iso) == ("7 June 2017", "2017-06-07")


def test_our_own_captures_lead_to_the_proof_they_are_shown_in() -> None:
    digest = "ab" * 32
    address = Address(
        url=URL,
        standing="gone",
        captures=(f"20240102030405-{digest[:16]}", "20250102030405-0000000000000000", "odd"),
    )
    entry = sample.entry(
        "a",
        addresses=(address,),
        excerpts=(Excerpt(id="x", paragraphs=("Words.",), standing="verified", anchor=Anchor(exact="Words.", capture=digest)),),
    )  # fmt: skip
    (view,) = views(entry, {}, "../")
    assert view.first is not None
    assert (view.first.href, view.first.own) == ("../proofs/a_x.html", True)
    assert view.version == ""  # Robust Links want a copy of the whole, at an address of its own
    assert [(copy.href, copy.when) for copy in view.copies] == [("", "2 January 2025")]


def test_the_best_address_is_the_one_that_works_and_was_added_last() -> None:
    def shown(*standings: AddressStanding) -> int:
        made = [address_view(Address(url=f"{URL}{n}", standing=s)) for n, s in enumerate(standings)]
        found = best(made)
        return -1 if found is None else made.index(found)

    assert shown() == -1
    assert shown("alive", "alive", "gone") == 1
    assert shown("gone", "moved", "unchecked") == 1
    assert shown("unchecked", "unchecked") == 1
    assert shown("unchecked", "changed") == 0


def test_lost_originals_say_what_was_found_for_them() -> None:
    def said(**fields: object) -> str:
        return recovered([address_view(Address(url=URL, **fields))])  # type: ignore[arg-type]

    assert said(mementos=(memento("2017-06-07"),)).startswith(
        "A copy of 7 June 2017 has been found"
    )
    assert said(standing="alive").startswith("It has been found again")
    assert (
        said(captures=("20240102030405-0000000000000000",))
        == "A copy of it is kept with this library."
    )
    assert said(standing="gone") == "No copy has been found yet."
    assert said() == ""


def test_the_history_tells_changes_the_newest_first_and_has_an_end() -> None:
    found: list[AddressStanding] = ["alive", "unsure"] * LOOKS
    checks = [
        sample.check(URL, f"20{10 + n // 12}-{n % 12 + 1:02}-01T08:00:00Z", standing)
        for n, standing in enumerate(found)
    ]
    entry = sample.entry("a", addresses=(Address(url=URL, standing="unsure", checked=SINCE),))
    pasts = fold(checks)
    (view,) = told(views(entry, pasts, "../"), entry, pasts)
    assert (len(view.looks), view.earlier) == (LOOKS, LOOKS)
    assert view.why == (Piece(text="It was found unsure."),)
    assert view.looks[0].when == "1 August 2016"
    assert [look.word for look in view.looks[:2]] == ["unsure", "alive"]


def test_a_reason_is_a_sentence_with_what_went_and_what_came() -> None:
    assert reason("") == ()
    assert reason("is there: now the [-old-]{+new+} road[- of salt-].") == (
        Piece(text="Is there: now the "),
        Piece(text="old", op="ours"),
        Piece(text="new", op="theirs"),
        Piece(text=" road"),
        Piece(text=" of salt", op="ours"),
        Piece(text="."),
    )


@pytest.mark.parametrize("url", ["https://coast.example/" + "a" * 9_000, None])
def test_an_address_as_long_as_a_book_does_not_fill_pages(url: str | None) -> None:
    shown = address_view(Address(url=url, as_written="words " * 9_000)).shown
    assert len(shown) < 500
    assert " … " in shown
