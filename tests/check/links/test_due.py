"""Which addresses are due for a check, and how each is asked."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from check.links.trail import BEGAN, URL, seen
from sourcebook.check.links.due import due, method, orders, why_due
from sourcebook.records import Address, Check, Entry

MONTH = timedelta(days=30)


def test_an_address_of_two_entries_is_asked_once_without_its_fragment() -> None:
    entries = [
        Entry(id="a", title="A", addresses=(Address(url=f"{URL}#20"), Address(url=None))),
        Entry(id="b", title="B", addresses=(Address(url=f"{URL}#21"), Address(url=URL))),
    ]
    (order,) = orders(entries)
    assert (order.url, order.entries) == (URL, ("a", "b"))


@pytest.mark.parametrize(
    ("checks", "day", "reason"),
    [
        ([], 0, "never checked"),
        ([seen(0, 200, standing="alive")], 29, None),
        ([seen(0, 200, standing="alive")], 30, "stale"),
        ([seen(0, 404, standing="gone")], 60, None),
        ([seen(0, 404, standing="gone")], 90, "stale"),
        ([seen(0, 404, standing="unsure")], 0.5, None),
        ([seen(0, 404, standing="unsure")], 1, "doubtful"),
        ([seen(0, 404, standing="unsure"), seen(1, 404, standing="unsure")], 3, None),
        ([seen(0, 404, standing="unsure"), seen(1, 404, standing="unsure")], 4, "doubtful"),
        ([seen(0, 503, standing="unsure")], 1.9, None),
        ([seen(0, 503, standing="unsure")], 2, "doubtful"),
        ([seen(n, 503, standing="unsure") for n in range(9)], 37, None),
        ([seen(n, 503, standing="unsure") for n in range(9)], 38, "doubtful"),
        ([seen(900, 200, standing="alive")], 3, "stale"),  # checked in the future: a wrong clock
    ],
)
def test_an_address_is_due(checks: list[Check], day: float, reason: str | None) -> None:
    assert why_due(checks, now=BEGAN + timedelta(days=day), again=MONTH) == reason


def test_only_what_is_due_is_ordered_and_says_why() -> None:
    old = Address(url="https://example.org/old")
    new = Address(url="https://example.org/new")
    wanted = orders([Entry(id="a", title="A", addresses=(old, new))])
    checks = {wanted[0].key: [seen(0, 200, standing="alive")]}
    found = list(due(wanted, checks, now=BEGAN + timedelta(days=1), again=MONTH))
    assert [(order.url, order.reason) for order in found] == [(new.url, "never checked")]


def test_a_document_is_asked_with_head_once_it_was_had_and_now_and_then_with_get_again() -> None:
    pdf = replace(seen(0, 200, standing="alive"), media_type="application/pdf")
    head = replace(pdf, how="HEAD")
    assert method([], compared=True) == "GET"
    assert method([pdf], compared=True) == "HEAD"
    assert method([pdf, head], compared=True) == "HEAD"
    assert method([pdf, head, head, head], compared=True) == "GET"
    assert method([pdf, replace(head, standing="unsure")], compared=True) == "GET"


def test_a_page_whose_words_matter_is_always_read() -> None:
    page = seen(0, 200, standing="alive")
    assert method([page], compared=True) == "GET"
    assert method([page], compared=False) == "HEAD"
