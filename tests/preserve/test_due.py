"""Which addresses are due for a capture."""

from datetime import UTC, datetime, timedelta

import pytest

from sourcebook.preserve.due import orders
from sourcebook.records import Address, Entry

NOW = datetime(2026, 11, 26, tzinfo=UTC)
YEAR = timedelta(days=365)


def entry(id: str, *addresses: Address) -> Entry:
    return Entry(id=id, title=id, addresses=addresses)


def test_an_address_is_ordered_once_for_all_its_entries() -> None:
    made = list(
        orders(
            [
                entry("a", Address(url="https://a.example/x"), Address(url=None)),
                entry("b", Address(url="http://a.example/x"), Address(url="https://b.example/")),
            ],
            now=NOW,
        )
    )
    assert [(order.url, order.entries) for order in made] == [
        ("https://a.example/x", ("a", "b")),
        ("https://b.example/", ("b",)),
    ]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (Address(url="https://a.example/"), "never captured"),
        (Address(url="https://a.example/", captures=("20260101000000-0",)), ""),
        (Address(url="https://a.example/", captures=("20240101000000-0",)), "stale"),
        (Address(url="https://a.example/", captures=("20240101000000-0", "20260101000000-0")), ""),
        (Address(url="https://a.example/", checked="2026-11-20T00:00:00+00:00"), ""),
        (Address(url="https://a.example/", checked="2026-10-20T00:00:00Z"), "failed before"),
        (Address(url="https://a.example/", checked="last spring"), "never captured"),
        (Address(url=None, as_written="in the library"), ""),
    ],
)
def test_why_an_address_is_due(address: Address, reason: str) -> None:
    made = list(orders([entry("a", address)], now=NOW, again=YEAR))
    assert [order.reason for order in made] == ([reason] if reason else [])


def test_places_of_one_page_are_one_order() -> None:
    made = list(
        orders(
            [
                entry("a", Address(url="https://a.example/x#20")),
                entry("b", Address(url="https://a.example/x#21")),
            ],
            now=NOW,
        )
    )
    assert [(order.url, order.entries) for order in made] == [("https://a.example/x", ("a", "b"))]
