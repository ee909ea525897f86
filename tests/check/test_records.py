"""Checking finds each kind of broken record, names it, and is silent about sound ones."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from sourcebook.check.records import findings, of_entry
from sourcebook.records import (
    Address,
    Date,
    Entry,
    Excerpt,
    Helpline,
    Page,
    Placement,
    Section,
    Series,
    Subject,
    Tombstone,
)

DAY = Date(edtf="2005-11-17", as_written="17 Nov 05")
SOUND = Entry(
    id="coast-2005-port",
    title="Port Opens",
    issued=DAY,
    countries=("KZ",),
    series="harbours",
    addresses=(
        Address(url="https://coast.example/1", as_written="coast.example/1", accessed=(DAY,)),
    ),
    excerpts=(Excerpt(id="e1", paragraphs=("Forty beds.",), countries=("UZ",)),),
)
LINE = Helpline(organisation="Harbour Help", number="+77172790345", confirmed=DAY)
PAGE = Page(
    id="torture/kazakhstan",
    theme="human-trafficking",
    subject=Subject(kind="country", country="KZ", as_written="Kazakhstan"),
    helplines=(LINE,),
    sections=(
        Section(heading="archives", placements=(Placement(entry=SOUND.id, excerpts=("e1",)),)),
    ),
)
SERIES = (
    Series(id="harbours", title="Harbours", continues="ports"),
    Series(id="ports", title="Ports"),
)


class Few:
    """Records held in a list."""

    def __init__(self, *records: Any) -> None:
        self.records = records

    def stream(self, kind: type[Any]) -> Iterator[Any]:
        return (record for record in self.records if type(record) is kind)

    def ids(self, kind: type[Any]) -> list[str]:
        return [record.id for record in self.stream(kind)]


def found(*records: Any) -> list[tuple[str, str, str]]:
    return [(f.rule, f.subject, f.level) for f in findings(Few(*records))]


def entry(**fields: Any) -> Entry:
    return replace(SOUND, **fields)


def page(**fields: Any) -> Page:
    return replace(PAGE, **fields)


def test_sound_records_give_no_finding() -> None:
    assert found(SOUND, PAGE, *SERIES) == []


@pytest.mark.parametrize(
    ("broken", "rule", "level"),
    [
        (entry(title="  "), "no-title", "error"),
        (entry(issued=Date(as_written="22ugust 2011")), "unread-date", "warning"),
        (entry(issued=Date(edtf="last year")), "bad-date", "error"),
        (entry(countries=("KZ", "QQ")), "unknown-country", "error"),
        (entry(excerpts=(Excerpt(id="e1", paragraphs=("x",), countries=("Kazakhstan",)),)),
         "unknown-country", "error"),
        (entry(excerpts=(Excerpt(id="e1", paragraphs=("x",), aspects=("no-such",)),)),
         "unknown-aspect", "error"),
        (entry(excerpts=(Excerpt(id="e1", paragraphs=("x",)), Excerpt(id="e1", heading="y"))),
         "duplicate-id", "error"),
        (entry(excerpts=(Excerpt(id="e1"),)), "empty-excerpt", "warning"),
        (entry(series="gone"), "missing-series", "error"),
        (entry(addresses=(Address(url="javascript:alert(1)"),)), "unsafe-address", "error"),
        (entry(addresses=(Address(url="data:text/html,<script>"),)), "unsafe-address", "error"),
        (entry(addresses=(Address(as_written=" Java\nScript:alert(1)", accessed=(DAY,)),)),
         "unsafe-address", "warning"),
        (entry(addresses=(Address(url="gopher://a.example/"),)), "unsafe-address", "error"),
        (entry(addresses=(Address(url="https://xn--pple-43d.example/"),)),
         "lookalike-address", "warning"),
        (entry(addresses=(Address(as_written="see the library"),)), "unread-address", "warning"),
        (entry(addresses=(Address(url="http://a.example/", accessed=(Date(as_written="?"),)),)),
         "unread-date", "warning"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_entry_is_found(broken: Entry, rule: str, level: str) -> None:
    in_excerpt = rule in ("empty-excerpt", "unknown-aspect", "duplicate-id")
    subject = f"entry {SOUND.id}" + (", excerpt e1" if in_excerpt else "")
    assert found(broken, PAGE, *SERIES) == [(rule, subject, level)]


@pytest.mark.parametrize(
    ("broken", "rule", "level"),
    [
        (page(theme="gossip"), "unknown-theme", "error"),
        (page(subject=Subject(kind="country", as_written="Atlantis")), "unknown-country", "error"),
        (page(aspects_prompted=("Forced-Labor", "No such")), "unknown-aspect", "warning"),
        (page(subject=Subject(kind="aspect", aspect="no-such")), "unknown-aspect", "error"),
        (page(sections=(Section(heading="x", placements=(Placement(entry="gone"),)),)),
         "missing-entry", "error"),
        (page(sections=(Section(heading="x", placements=(
            Placement(entry=SOUND.id, excerpts=("e9",)),)),)), "missing-excerpt", "error"),
        (page(helplines=(replace(LINE, confirmed=None),)), "never-confirmed", "warning"),
        (page(helplines=(replace(LINE, confirmed=Date(as_written="?")),)), "unread-date", "warning"),
        (page(helplines=(replace(LINE, number=None, as_written="7 or 8"),)),
         "unread-number", "warning"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_page_is_found(broken: Page, rule: str, level: str) -> None:
    assert found(SOUND, broken, *SERIES) == [(rule, f"page {PAGE.id}", level)]


def test_a_placement_of_a_withdrawn_entry_says_so() -> None:
    stone = Tombstone(id=SOUND.id, title="Port Opens")
    (finding,) = findings(Few(PAGE, stone))
    assert (finding.rule, "was withdrawn" in finding.says) == ("missing-entry", True)


def test_series_in_a_circle_are_found_once() -> None:
    circle = [
        Series(id="a", title="A", continues="b"),
        Series(id="b", title="B", continues="c"),
        Series(id="c", title="C", continues="b"),
    ]
    assert found(*circle) == [("cyclic-series", "series b", "error")]
    assert found(Series(id="a", title="A", continues="a")) == [
        ("cyclic-series", "series a", "error")
    ]


def test_a_series_that_continues_none_is_found() -> None:
    assert found(Series(id="a", title="A", continues="gone")) == [
        ("missing-series", "series a", "error")
    ]


def test_an_id_that_two_records_share_is_found() -> None:
    assert found(SOUND, *SERIES, Series(id=SOUND.id, title="X")) == [
        ("duplicate-id", f"series {SOUND.id}", "error")
    ]


def test_a_kind_that_no_style_knows_is_told() -> None:
    entry = Entry(id="a", title="A", kind="nonsense")
    assert [f.rule for f in of_entry(entry, series={}, codes=())] == ["unknown-kind"]


def test_what_would_run_is_told_once_and_with_the_remedy() -> None:
    entry = Entry(id="a", title="A", addresses=(Address(as_written="javascript:alert(1)"),))
    (found,) = of_entry(entry, series={}, codes=())
    assert found.rule == "unsafe-address"
    assert "sourcebook edit a" in found.says
