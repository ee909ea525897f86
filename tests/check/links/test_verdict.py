"""The standing of an address: one function, what was seen in, standing and reason out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from check.links.trail import seen
from sourcebook.check.links.verdict import verdict
from sourcebook.records import AddressStanding, Check, SignKind

LED = "https://example.org/archive/beds-2005"
FRONT = "https://example.org/"


@pytest.mark.parametrize(
    ("check", "standing"),
    [
        (seen(0, 200), "alive"),
        (seen(0, 200, signs=("title",)), "alive"),
        (seen(0, 206, signs=("excerpt",)), "alive"),
        (seen(0, 301, 200, led="https://www.example.org/reports/beds.html/"), "alive"),
        (seen(0, 302, 200, led=LED, signs=("title",)), "alive"),
        (seen(0, 301, 200, led=LED, signs=("title",)), "moved"),
        (seen(0, 308, 301, 200, led=LED, signs=("excerpt",)), "moved"),
        (seen(0, 301, 302, 200, led=LED, signs=("title",)), "alive"),
        (seen(0, 301, 200, led=LED), "unsure"),
        (seen(0, 302, 200, led=LED), "unsure"),
        (seen(0, 301, 200, led=FRONT, signs=("front page",)), "unsure"),
        (seen(0, 301, 200, led=FRONT, signs=("front page", "title")), "unsure"),
        (seen(0, 301, 200, led=FRONT, signs=("front page", "title", "no excerpt")), "unsure"),
        (seen(0, 301, 200, led=FRONT, signs=("front page", "excerpt")), "moved"),
        (seen(0, 302, 200, led=f"{FRONT}search?q=beds", signs=("search", "title")), "unsure"),
        (seen(0, 301, 404, led=LED), "unsure"),
        (seen(0, 200, signs=("title", "no excerpt")), "changed"),
        (seen(0, 200, signs=("no excerpt",)), "changed"),
        (seen(0, 301, 200, led=LED, signs=("title", "no excerpt")), "changed"),
        (seen(0, 200, signs=("not found",)), "soft gone"),
        (seen(0, 200, signs=("like nonsense",)), "soft gone"),
        (seen(0, 200, signs=("parked",)), "soft gone"),
        (seen(0, 301, 200, led=LED, signs=("parked", "other host")), "soft gone"),
        (seen(0, 200, signs=("excerpt", "not found")), "alive"),
        (seen(0, 200, signs=("challenge",)), "unsure"),
        (seen(0, 200, signs=("challenge", "title")), "unsure"),
        (seen(0, 200, signs=("challenge", "excerpt")), "alive"),
        (seen(0, 200, signs=("consent",)), "unsure"),
        (seen(0, 200, signs=("login",)), "unsure"),
        (seen(0, 200, signs=("empty",)), "unsure"),
        (seen(0, 404), "unsure"),
        (seen(0, 410), "unsure"),
        (seen(0, 304), "unsure"),
        (seen(0, fault="dns"), "unsure"),
        (seen(0, fault="timeout"), "unsure"),
        (seen(0, fault="certificate"), "unsure"),
        (seen(0, fault="robots"), "unsure"),
        (seen(0), "unsure"),
    ],
)
def test_a_first_look_gives(check: Check, standing: AddressStanding) -> None:
    found = verdict(check)
    assert found.standing == standing
    assert found.why


@pytest.mark.parametrize(
    ("url", "before", "titled", "signs", "standing"),
    [
        ("https://example.org/a.pdf", (), True, (), "unsure"),
        ("https://example.org/a.pdf?v=2", (), True, ("no excerpt",), "unsure"),
        ("https://example.org/a.pdf", (), True, ("title",), "alive"),
        ("https://example.org/a.pdf", (), True, ("excerpt", "no excerpt"), "changed"),
        ("https://example.org/a.pdf", (), True, ("not found",), "soft gone"),
        ("https://example.org/a.pdf", (), False, (), "alive"),  # named a page by a server that errs
        ("https://example.org/a", ("application/pdf",), True, (), "unsure"),
        ("https://example.org/a", ("application/pdf", "text/html"), True, (), "unsure"),
        ("https://example.org/a", ("text/html",), True, (), "alive"),
        ("https://example.org/a", ("text/plain",), True, (), "alive"),
        ("https://example.org/pdf/a.html", (), True, (), "alive"),
    ],
)
def test_a_page_where_a_file_was_is_believed_where_it_carries_what_is_known(
    url: str, before: tuple[str, ...], titled: bool, signs: tuple[SignKind, ...], standing: str
) -> None:
    earlier = [seen(n, 200, url=url, media_type=kind) for n, kind in enumerate(before)]
    now = replace(seen(9, 200, url=url, signs=signs), title="Reports" if titled else "")
    assert verdict(now, earlier).standing == standing


def test_a_page_that_was_right_where_a_file_had_been_is_no_file_any_more() -> None:
    file = seen(0, 200, media_type="application/pdf")
    page = seen(1, 200, signs=("title",))
    assert verdict(replace(seen(9, 200), title="Reports"), [file, page]).standing == "alive"


def test_a_file_that_moved_under_its_own_name_is_known_by_it() -> None:
    old, new = "https://example.org/docs/Beds_2017.pdf", "https://example.org/files/beds_2017.pdf"
    one = seen(0, 301, 200, url=old, led=new, media_type="application/pdf", how="HEAD")
    assert verdict(one).standing == "moved"
    other = seen(
        0, 301, 200, url=old, led=new.replace("2017", "2018"), media_type="application/pdf"
    )
    assert verdict(other).standing == "unsure"


@pytest.mark.parametrize(
    ("before", "now", "standing"),
    [
        ([seen(0, 404), seen(3, 404)], seen(7, 404), "gone"),
        ([seen(0, 404)], seen(400, 404), "unsure"),  # twice only
        ([seen(0, 404), seen(0.1, 404)], seen(9, 404), "unsure"),  # two of them on one day
        ([seen(0, 404), seen(3, 404)], seen(5, 404), "unsure"),  # too soon
        ([seen(0, 404), seen(3, 200)], seen(8, 404), "unsure"),  # it was there between
        ([seen(0, 404), seen(3, 503), seen(5, 404)], seen(8, 404), "gone"),
        ([seen(0, 404), seen(3, fault="timeout"), seen(5, 404)], seen(8, 404), "gone"),
        ([seen(0, 410)], seen(3, 410), "gone"),
        ([seen(0, 410)], seen(1, 410), "unsure"),
        ([seen(0, fault="dns"), seen(3, fault="dns")], seen(7, fault="dns"), "gone"),
        ([seen(0, fault="dns")], seen(7, fault="dns"), "unsure"),
        ([seen(0, 404), seen(5, 404)], seen(9, fault="dns"), "gone"),  # two ways of being gone
        ([seen(0, 404), seen(5, 404)], seen(9, fault="timeout"), "unsure"),
        ([seen(0, 404), seen(5, 404), seen(9, 404)], seen(40, 200, signs=("title",)), "alive"),
    ],
)
def test_what_is_gone_was_so_for_days(
    before: list[Check], now: Check, standing: AddressStanding
) -> None:
    assert verdict(now, before).standing == standing


def test_a_clock_that_was_put_back_makes_nothing_gone() -> None:
    assert verdict(seen(2, 404), [seen(900, 404), seen(907, 404)]).standing == "unsure"


def test_the_reason_says_since_when_and_how_often() -> None:
    found = verdict(seen(9, 404), [seen(0, 404), seen(4, 404)])
    assert found.why == "answers 404 (not found), in 3 checks since 1 January 2026"


KINDS: tuple[SignKind, ...] = (
    "title", "excerpt", "no excerpt", "same bytes", "not found", "like nonsense", "parked",
    "challenge", "consent", "login", "front page", "search", "other host", "empty",
)  # fmt: skip
checks = st.builds(
    lambda day, statuses, fault, signs: seen(day, *statuses, fault=fault, signs=signs),
    st.floats(0, 4000),
    st.lists(st.sampled_from([200, 301, 302, 401, 403, 404, 410, 429, 500, 503]), max_size=4),
    st.sampled_from(["", "", "", "dns", "timeout", "tls", "robots", "redirects", "too large"]),
    st.lists(st.sampled_from(KINDS), max_size=3).map(tuple),
)


@given(checks, st.lists(checks, max_size=8))
def test_whatever_was_seen_only_404_410_and_lost_names_make_an_address_gone(
    now: Check, before: list[Check]
) -> None:
    found = verdict(now, sorted(before, key=lambda check: check.at))
    last = now.hops[-1].status if now.hops else 0
    if found.standing == "gone":
        assert (now.fault == "dns") or (not now.fault and last in (404, 410))
    if not now.fault and last in (401, 403, 429, 500, 503):
        assert found.standing == "unsure"
    if not now.fault and last == 200 and {s.kind for s in now.signs} & {"excerpt", "same bytes"}:
        assert found.standing in ("alive", "moved", "changed")
    assert found.why
    assert found.standing != "unchecked"
