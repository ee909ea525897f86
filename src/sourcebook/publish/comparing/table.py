"""Lay what is said of several countries side by side, and tell where they differ. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence

from msgspec import Struct

from sourcebook.publish.comparing.spoken import SECTIONS, Mark, Row, Spoken, span
from sourcebook.values.places import country_name

ABSENCE = (
    "What no source in this library says, or what nobody has reviewed yet, isn’t shown. That is no "
    "evidence that it doesn’t happen: absence of evidence isn’t evidence of absence."
)
NOTE = (
    "An empty cell means that no source in this library says so, or that nobody has reviewed it yet. "
    "It is no evidence that it doesn’t happen: absence of evidence isn’t evidence of absence."
)
NOTHING = "–"


class Line(Struct, frozen=True, kw_only=True):
    """A row of the table: one cell a country, None where nothing is said. ``differs`` where the
    countries have other marks; ``shared`` are the keys of the marks that all have."""

    key: str
    section: str
    title: str
    cells: tuple[Row | None, ...]
    differs: bool
    shared: frozenset[str]


class Table(Struct, frozen=True, kw_only=True):
    """Countries as columns, by code; lines in their order."""

    countries: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = NOTE


def table(found: Sequence[Spoken]) -> Table:
    """The table of what is said of these countries, in the order given."""
    rows = {row.key: row for one in found for row in one.rows}
    cells = [{row.key: row for row in one.rows} for one in found]
    lines = []
    for key, row in sorted(rows.items(), key=lambda item: item[1].order):
        there = tuple(of.get(key) for of in cells)
        different, shared = compared([{m.key for m in c.marks} if c else set() for c in there])
        lines.append(
            Line(
                key=key,
                section=SECTIONS[row.section],
                title=row.title,
                cells=there,
                differs=different,
                shared=shared,
            )
        )
    return Table(countries=tuple(one.code for one in found), lines=tuple(lines))


def compared(keys: Sequence[set[str]]) -> tuple[bool, frozenset[str]]:
    """Whether cells with these marks differ, and which marks all of them have."""
    if not keys:
        return False, frozenset()
    return any(one != keys[0] for one in keys), frozenset(set.intersection(*map(set, keys)))


def told(mark: Mark) -> str:
    """A mark on one line: its label, how many entries say so, of which years, and what to mind."""
    if not mark.claims:
        return mark.label
    noun = "entry" if mark.entries == 1 else "entries"
    parts = [f"{mark.entries:,} {noun}"]
    if mark.years and not mark.label.startswith(str(mark.years[0])):
        parts.append(span(mark.years))
    if mark.note:
        parts.append(mark.note)
    if mark.unreviewed:
        parts.append("not reviewed" if mark.open else f"{mark.unreviewed:,} of them not reviewed")
    return f"{mark.label} ({', '.join(parts)})"


def text_of(row: Row | None, *, most: int = 0) -> str:
    """A cell in words; ``most`` marks (0: all)."""
    if row is None:
        return NOTHING
    marks = row.marks[:most] if most else row.marks
    words = "; ".join(map(told, marks))
    left = len(row.marks) - len(marks)
    return f"{words}; and {left} more" if left else words


def as_csv(found: Table, *, differences: bool = False, language: str = "en") -> str:
    """The table as CSV (RFC 4180): a line a row, a column a country."""
    return csv_of(
        [country_name(code, language) for code in found.countries],
        (
            (line.section, line.title, line.differs, [text_of(c) if c else "" for c in line.cells])
            for line in chosen(found, differences=differences)
        ),
    )


def csv_of(names: Iterable[str], lines: Iterable[tuple[str, str, bool, Iterable[str]]]) -> str:
    """CSV of countries by name and of lines: (section, title, whether they differ, a cell a country)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["Section", "Row", "Differs", *map(safe, names)])
    for section, title, differs, cells in lines:
        writer.writerow([section, safe(title), "yes" if differs else "no", *map(safe, cells)])
    writer.writerow([])
    writer.writerow([NOTE])
    return out.getvalue()


def chosen(found: Table, *, differences: bool) -> Iterable[Line]:
    """The lines to show: all, or those in which the countries differ."""
    return (line for line in found.lines if line.differs or not differences)


def safe(words: str) -> str:
    """Words that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
