"""Of when a memento is wanted, which addresses want one, and in which order they are tried."""

from datetime import UTC, datetime

import pytest

from sourcebook.check.mementos.choosing import (
    FAR,
    TRIES,
    addresses,
    memento_key,
    merged,
    span,
    turn,
    wanted,
)
from sourcebook.collect.web.mementos import Listed
from sourcebook.records import Address, Date, Entry, Memento

NOW = datetime(2026, 11, 26, tzinfo=UTC)
URL = "http://news.example/story/1"


def entry(*dates: str, issued: str = "", **more: object) -> Entry:
    accessed = tuple(Date(edtf=edtf) for edtf in dates)
    given = {"standing": "gone", **more}
    return Entry(
        id="e",
        title="Story",
        issued=Date(edtf=issued) if issued else None,
        addresses=(Address(url=URL, accessed=accessed, **given),),  # type: ignore[arg-type]
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def listed(*years: int, **more: object) -> list[Listed]:
    return [
        Listed(url=f"http://x.example/web/{y}0601000000/{URL}", at=at(f"{y}-06-01"), how="timemap", **more)  # type: ignore[arg-type]
        for y in years
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edtf", "begins", "ends"),
    [
        ("2005-11-17", "2005-11-17", "2005-11-17"),
        ("2005-11", "2005-11-01", "2005-11-30"),
        ("2004?", "2004-01-01", "2004-12-31"),
        ("2004-02~", "2004-02-01", "2004-02-29"),
        ("200X", "2000-01-01", "2009-12-31"),
        ("2004-XX-XX", "2004-01-01", "2004-12-31"),
        ("2004-22", "2004-06-01", "2004-08-31"),
        ("2004-05/2004-06", "2004-05-01", "2004-06-30"),
        ("2004-05/..", "2004-05-01", "2004-05-31"),
        ("2005-11-17T10:00:00Z", "2005-11-17", "2005-11-17"),
    ],
)
def test_dates_are_spans_from_first_moment_to_last(edtf: str, begins: str, ends: str) -> None:
    found = span(Date(edtf=edtf))
    assert found == (at(begins), at(f"{ends}T23:59:59"))


@pytest.mark.parametrize("edtf", [None, "", "soon", "2005-13", "2005-02-31", "2006/2005", "../.."])
def test_what_is_no_date_is_no_span(edtf: str | None) -> None:
    assert span(Date(edtf=edtf)) is None


def far(entry: Entry, moment: str) -> float:
    return wanted(entry.addresses[0], entry, NOW).far(at(moment))


def test_a_memento_is_wanted_of_when_the_address_was_read() -> None:
    one = entry("2008-12-01", issued="2005")
    assert wanted(one.addresses[0], one, NOW).by == "accessed"
    assert far(one, "2008-12-01T15:00") == 0
    assert far(one, "2008-11-29") == far(one, "2008-12-03T23:59:59") == 2 * 86_400


def test_any_of_the_days_it_was_read_will_do() -> None:
    assert far(entry("2008-12-01", "2014-02-10"), "2014-02-10T08:00") == 0


def test_without_such_a_day_it_is_wanted_of_when_it_was_issued_and_rather_after() -> None:
    one = entry(issued="2005-11-17")
    assert wanted(one.addresses[0], one, NOW).by == "issued"
    assert far(one, "2006-01-17") < far(one, "2005-11-09")


def test_without_any_date_the_newest_is_wanted() -> None:
    one = entry("soon")
    assert wanted(one.addresses[0], one, NOW).by == "now"


def test_addresses_want_one_that_do_not_work_and_have_none() -> None:
    def wants(**more: object) -> bool:
        all_ = bool(more.pop("all_", False))
        return bool(list(addresses(entry(**more), all_=all_)))  # type: ignore[arg-type]

    standings = ("gone", "soft gone", "changed", "unsure")
    assert all(wants(standing=standing) for standing in standings)
    assert not wants(standing="alive")
    assert not wants(standing="moved")
    assert not wants(standing="unchecked")
    assert wants(standing="alive", all_=True)
    assert not wants(mementos=(Memento(url="http://x.example/1"),), all_=True)


def test_each_page_is_wanted_once_and_only_pages_of_the_web() -> None:
    made = Entry(
        id="e",
        title="x",
        lost=True,
        addresses=(
            Address(url=f"{URL}#20"),
            Address(url=f"{URL}#21"),
            Address(url="ftp://news.example/1"),
            Address(url=None, as_written="accessed 2004"),
        ),
    )
    assert [address.url for address in addresses(made)] == [f"{URL}#20"]


def test_lists_are_put_together_and_of_equals_the_earlier_comes_first() -> None:
    one = entry("2008-06-01")
    want = wanted(one.addresses[0], one, NOW)
    twice = [
        Listed(url=f"https://x.example/web/20090601000000id_/{URL}", at=at("2009-06-01"), how="cdx", status=404)
    ]  # fmt: skip
    found = merged([listed(2009, 2012, 2007), twice], want.far)
    assert [(m.at.year, m.status) for m in found] == [(2009, 404), (2007, 0), (2012, 0)]
    even = entry("2008-06")
    order = merged([listed(2010, 2006)], wanted(even.addresses[0], even, NOW).far)
    assert [m.at.year for m in order] == [2010, 2006]


def test_a_day_before_is_as_near_as_a_day_after_and_goes_first() -> None:
    one = entry("2008-06-10")
    both = [
        Listed(url=f"http://x.example/{n}", at=at(day), how="timemap")
        for n, day in enumerate(("2008-06-11T23:59:59", "2008-06-09T00:00:00"))
    ]
    want = wanted(one.addresses[0], one, NOW)
    assert [m.at.day for m in merged([both], want.far)] == [9, 11]


def tried_in_order(some: list[Listed], wrong: tuple[str, ...] = ()) -> list[int]:
    tried: dict[str, None] = {}
    order = []
    while (one := turn(some, tried, wrong=wrong)) is not None:
        tried[memento_key(one.url)] = None
        order.append(some.index(one))
    return order


def test_the_nearest_are_tried_first_then_ever_farther_ones() -> None:
    some = listed(*range(1000, 1200))
    assert tried_in_order(some) == [*range(TRIES), 11, 23, 47, 95]


def test_a_short_list_is_tried_to_its_end() -> None:
    assert tried_in_order(listed(*range(1000, 1009))) == list(range(9))
    assert tried_in_order(listed(*range(1000, 1015))) == [0, 1, 2, 3, 4, 5, 11, 14, 13, 12]
    assert len(tried_in_order(listed(*range(1000, 1015)))) == TRIES + FAR


def test_what_the_list_calls_an_error_or_the_same_bytes_is_not_fetched() -> None:
    some = [
        *listed(2001, status=404),
        *listed(2002, status=302),
        *listed(2003, status=200, digest="A"),
        *listed(2004, digest="B"),
        *listed(2005),
    ]
    assert tried_in_order(some) == [2, 3, 4]
    assert tried_in_order(some, wrong=("A",)) == [3, 4]
