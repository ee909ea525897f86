"""Join the columns of countries, each made once, into a table, and tell where they differ. Pure.

A column is all of one country's cells, made already: as HTML for pages one folder deep, in words for
copying, and as the keys of its marks for comparing. It is what ``data/compare/<code>.js`` holds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from sourcebook.publish import paths
from sourcebook.publish.comparing.spoken import SECTIONS, Row
from sourcebook.publish.comparing.table import NOTE, compared, csv_of, text_of
from sourcebook.publish.shape.links import Links, anchor, region_of
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.views import Link
from sourcebook.publish.views.said import (
    Choice,
    CompareCell,
    CompareRow,
    CompareSection,
    CompareTable,
    CompareView,
    PickView,
)
from sourcebook.values.places import countries, country_name, region_name, regions

BRIEFLY = (
    "What the sources in this library say, side by side. A cell’s words lead to the quotes it rests on, "
    "with who published them and when. Each is that source’s claim, not a fact about the country."
)
ROOM = 6  # countries whose quotes stand in the table: those of 18 would weigh over a megabyte
LEAD, TAIL = "sourcebookColumn(", ");\n"  # a file that pages opened from a disk may load, too
INTRO = (
    "What the sources in this library say, side by side. Open a cell’s words to read the quotes it rests "
    "on, with who published them and when. Each is that source’s claim, not a fact about the country."
)


class Cell(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One cell of a column: ``order`` sorts rows; ``keys`` are those of its marks."""

    order: str
    section: str
    title: str
    html: str
    words: str
    keys: tuple[str, ...]
    open: bool = False


class Column(Struct, frozen=True, kw_only=True):
    """A country's cells by row. ``href`` leads to all that is said of it, from one folder deep."""

    code: str
    name: str
    href: str
    cells: dict[str, Cell]


def row_cell(row: Row, html: str) -> Cell:
    """A row of one country as a cell; ``html`` are its marks."""
    return Cell(
        order=row.order,
        section=SECTIONS[row.section],
        title=clean(row.title),
        html=html,
        words=clean(text_of(row)),
        keys=tuple(mark.key for mark in row.marks),
        open=any(mark.unreviewed for mark in row.marks),
    )


def written(column: Column) -> bytes:
    """A column as the file that the page for choosing loads."""
    # "</" and the two line ends of Unicode mean something in scripts, never in our words
    body = msgspec.json.encode(column).replace(b"</", b"<\\/")
    body = body.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    return LEAD.encode() + body + TAIL.encode()


def read(data: bytes) -> Column | None:
    """The column in such a file; None where it is none."""
    body = data.removeprefix(LEAD.encode()).removesuffix(TAIL.encode())
    try:
        return msgspec.json.decode(body, type=Column)
    except msgspec.DecodeError:
        return None


def compare_table(columns: Sequence[Column], *, up: str = "") -> CompareTable:
    """The table of these columns. ``up`` is the way from the page to the depth the columns were made
    for ("../" for a page one folder deeper)."""
    rows = {key: cell for column in columns for key, cell in column.cells.items()}
    sections: dict[str, list[CompareRow]] = {}
    for key, first in sorted(rows.items(), key=lambda item: item[1].order):
        there = [column.cells.get(key) for column in columns]
        keys = [set(cell.keys) if cell else set() for cell in there]
        differs, _ = compared(keys)
        rare = rarely(keys)
        sections.setdefault(first.section, []).append(
            CompareRow(
                key=key.replace("/", "-"),
                title=first.title,
                differs=differs,
                cells=tuple(
                    CompareCell(name=column.name, html=_html(cell, rare, up))
                    for column, cell in zip(columns, there, strict=True)
                ),
            )
        )
    names = [column.name for column in columns]
    return CompareTable(
        caption=listed(names),
        countries=tuple(Link(label=c.name, href=_deeper(c.href, up), note=c.code) for c in columns),
        sections=tuple(
            CompareSection(title=title, rows=tuple(some)) for title, some in sections.items()
        ),
        marked=any(cell.open for column in columns for cell in column.cells.values()),
    )


def rarely(keys: Sequence[set[str]]) -> set[str]:
    """The marks that no more than half of the countries have, if others have none: of two, one."""
    counts = Counter(key for one in keys for key in one)
    return {key for key, count in counts.items() if count * 2 <= len(keys) and len(keys) > 1}


def _html(cell: Cell | None, rare: set[str], up: str) -> str:
    """A cell's marks; those that few countries have say so."""
    if cell is None:
        return ""
    html = cell.html
    for key in cell.keys:
        if key in rare:
            html = html.replace(f'data-k="{key}"', f'data-k="{key}" data-only', 1)
    return _deeper(html, up, lead='href="')


def _deeper(html: str, up: str, *, lead: str = "") -> str:
    return html.replace(f"{lead}../", f"{lead}../{up}") if up else html


def listed(names: Sequence[str]) -> str:
    """Names in a line: "Kazakhstan, Kyrgyzstan and Uzbekistan"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def compare_view(
    columns: Sequence[Column],
    links: Links,
    *,
    title: str,
    others: Iterable[Link],
    file: str,
    brief: bool = False,
) -> CompareView:
    """A page that compares these countries, two folders deep; ``brief`` where cells lead to their
    quotes."""
    return CompareView(
        title=title,
        intro=BRIEFLY if brief else INTRO,
        table=compare_table(columns, up="../"),
        note=NOTE,
        csv=file,
        pick=f"{links.root}{paths.PICK}",
        others=tuple(others),
    )


def csv_file(columns: Sequence[Column]) -> bytes:
    """The table as a file for spreadsheets, in UTF-8 with the mark that Excel wants."""
    rows = {key: cell for column in columns for key, cell in column.cells.items()}
    lines = []
    for key, first in sorted(rows.items(), key=lambda item: item[1].order):
        there = [column.cells.get(key) for column in columns]
        differs, _ = compared([set(cell.keys) if cell else set() for cell in there])
        words = [cell.words if cell else "" for cell in there]
        lines.append((first.section, first.title, differs, words))
    return csv_of([column.name for column in columns], lines).encode("utf-8-sig")


def pick_view(
    known: Mapping[str, int],
    links: Links,
    *,
    ready: Sequence[tuple[str, str]],
    beside: Sequence[tuple[str, str]],
) -> PickView:
    """Where any countries can be chosen. ``known`` are those that have a column, with how many entries
    there are; ``ready`` (label, path) are regions that stand ready, ``beside`` countries beside their
    neighbours."""
    shelves: list[tuple[str, tuple[Choice, ...]]] = []
    placed: set[str] = set()
    for area, members in regions().items():
        here = [country.code for country in members if country.code in known]
        placed.update(here)
        if here:
            shelves.append((region_name(area, links.language), _choices(here, known, links)))
    rest = [code for code in known if code not in placed]
    if rest:
        shelves.append(("Elsewhere", _choices(rest, known, links)))
    return PickView(
        title="Compare countries",
        intro=INTRO,
        note=NOTE,
        regions=tuple(shelves),
        ready=tuple(Link(label=label, href=links.root + path) for label, path in ready),
        neighbours=tuple(Link(label=label, href=links.root + path) for label, path in beside),
    )


def _choices(codes: Iterable[str], known: Mapping[str, int], links: Links) -> tuple[Choice, ...]:
    made = [
        Choice(
            code=code.lower(),
            name=country_name(code, links.language),
            file=links.root + paths.column_path(code),
            count=known[code],
        )
        for code in codes
    ]
    return tuple(sorted(made, key=lambda choice: choice.name.casefold()))


def beside(code: str, known: Mapping[str, int]) -> list[str]:
    """A country and those of its neighbours that have a column; [] where there is nothing to compare
    it with."""
    country = countries().get(code)
    near = [other for other in (country.neighbours if country else ()) if other in known]
    return [code, *near] if near and code in known else []


def in_region(area: str, known: Mapping[str, int]) -> list[str]:
    """The countries of a region (by its English label) that have a column, at least two, else []."""
    here = [country.code for country in regions().get(area, ()) if country.code in known]
    return here if len(here) > 1 else []


def region_slug(area: str) -> str:
    """A region's name in addresses."""
    return anchor(area)


def region_sheet(code: str) -> str:
    """The sheet of a country's region; "" where it has none."""
    area = region_of(code)
    return f"region/{region_slug(area)}" if area else ""
