"""CSV, TSV, XLSX, XLS, ODS and JSON Lines: each row an entry, by a column mapping that is guessed and
shown. A row may hold a whole text, which is kept as a capture of its entry.

Rows are read as they come; only the first ones are held to find the header and the mapping. Of texts
only digests are held: they are read again when they are kept.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Pairs
from functools import partial
from itertools import chain
from pathlib import Path, PurePath

import msgspec
from msgspec import Struct

from sourcebook.collect.bibliographies.reference import byline
from sourcebook.collect.columns import Mapping, guess, header_row, letter, unused
from sourcebook.collect.draft import Draft, DraftEntry, Words
from sourcebook.collect.gathering import TableRow, gathered, made_of
from sourcebook.collect.numbering import Ids
from sourcebook.collect.rows import NOTHING_GIVEN, Given, describe
from sourcebook.collect.rows import Row as Told
from sourcebook.collect.tables import Table, tables_in
from sourcebook.records import (
    Entry,
    Finding,
    Level,
    Series,
)

_SAMPLE = 400  # rows looked at before the first is read
_SAMPLED = 32_000_000  # letters in those, so that rows of whole books stay few


Tables = Callable[[list[Finding]], Iterable[Table]]


def read(
    data: bytes,
    name: str = "",
    *,
    mapping: Pairs[str, str] | None = None,
    given: Given = NOTHING_GIVEN,
) -> Draft:
    """The rows of a table as entries. ``mapping`` maps column headers or letters to fields, ``given``
    is what was said of all rows that don't say it themselves.

    Raises Unreadable for what is no table, Refused for a field that is none.
    """
    return _Reading(partial(tables_in, data, name), name, mapping or {}, given).draft()


def read_json_lines(
    file: Path | bytes,
    name: str,
    *,
    mapping: Pairs[str, str] | None = None,
    given: Given = NOTHING_GIVEN,
) -> Draft:
    """The objects of JSON Lines, packed or not, as entries, one in memory at a time. Raises Unreadable
    for a packed file that is damaged, Refused for a field that is none."""

    def tables(findings: list[Finding]) -> Iterator[Table]:
        from sourcebook.collect import json_lines

        with json_lines.stream_of(file) as stream:
            yield json_lines.table(name, stream, findings)

    return _Reading(tables, name, mapping or {}, given).draft()


class _Texts(Struct, frozen=True):
    """Reads the texts of a file's tables again. ``columns`` has for each table its text's column,
    ``wanted`` where the texts stand that entries were made of."""

    tables: Tables
    columns: dict[int, int]
    wanted: set[str]

    def __call__(self) -> Iterator[tuple[str, bytes]]:
        for place, table in enumerate(self.tables([])):
            column = self.columns.get(place)
            if column is None:
                continue
            for number, row in enumerate(table.rows, start=1):
                where = _line(table, number)
                if where in self.wanted and column < len(row):
                    yield where, row[column].encode("utf-8", "replace")


def _line(table: Table, number: int) -> str:
    return f"{table.unit} {number}" if not table.name else f"sheet {table.name}, row {number}"


class _Reading:
    """One file being read."""

    def __init__(self, tables: Tables, name: str, overrides: Pairs[str, str], given: Given) -> None:
        self.tables = tables
        self.name = name
        self.overrides = overrides
        self.given = given
        self.findings: list[Finding] = []
        self.entries: list[DraftEntry] = []
        self.series: dict[str, Series] = {}
        self.ids = Ids()
        self.text_columns: dict[int, int] = {}
        self.unnamed = False  # whether an entry is called after the file, as nothing names a series

    def draft(self) -> Draft:
        names: list[str] = []
        for place, table in enumerate(self.tables(self.findings)):
            names.append(table.name)
            self._table(place, table)
        if not self.entries:
            self._say("nothing-found", f"file {self.name}", "holds no row with a title, an address or "
                      "a text", warning=True)  # fmt: skip
        if self.unnamed:
            self._say("series-unnamed", f"file {self.name}", "has texts and names no series: their "
                      "entries are called after the file and are nobody's editions. Say what they "
                      "are: --series TITLE --publisher NAME", warning=True)  # fmt: skip
        if len(names) == 1:  # a workbook's only sheet is no group
            self.entries = [msgspec.structs.replace(one, group="") for one in self.entries]
        wanted = {one.words.where for one in self.entries if one.words is not None}
        return Draft(
            source=self.name,
            entries=tuple(self.entries),
            series=tuple(self.series.values()),
            findings=tuple(self.findings),
            texts=_Texts(self.tables, self.text_columns, wanted) if wanted else None,
        )

    def _say(self, rule: str, subject: str, says: str, *, warning: bool = False) -> None:
        level: Level = "warning" if warning else "info"
        self.findings.append(Finding(rule=rule, subject=subject, level=level, says=says))

    def _table(self, place: int, table: Table) -> None:
        rows = iter(table.rows)
        sample = list(_sample(rows))
        if not any(any(cell.strip() for cell in row) for row in sample):
            if place or table.name:
                self._say("sheet-empty", f"sheet {table.name}", "is empty")
            return
        headers, start = _headers(table, sample, self.overrides)
        first = 0 if start is None else start + 1
        body = sample[first:]
        mapping = guess(headers, body, overrides=self.overrides)
        where = f"sheet {table.name}" if table.name else "the table"
        for name in unused(headers, self.overrides):
            self._say("map-unused", f"--map {name}={self.overrides[name]}", f"names no column of "
                      f"{where}; its columns are: {', '.join(headers)}", warning=True)  # fmt: skip
        unnamed = table.headers is None and start is None
        self._say(
            "columns-mapped",
            where,
            mapping.says()
            + ". Set another with --map 'Column=field'"
            + ("; no row names the columns" if unnamed else ""),
            warning=not all(c.sure for c in mapping.columns if c.field),
        )
        if start:
            _before(sample[:start], where, self.findings)
        text = next((n for n, c in enumerate(mapping.columns) if c.field == "text"), None)
        if text is not None:
            self.text_columns[place] = text
        orders = _orders(mapping, body)
        for number, row in enumerate(chain(body, rows), start=first + 1):
            if not any(cell.strip() for cell in row):
                continue
            if len(mapping.columns) < len(headers):  # keys that the first rows didn't have
                mapping = mapping.grown(headers)
            line = _line(table, number)
            behind = [
                table.links[number - 1, column]
                for column in range(len(row))
                if (number - 1, column) in table.links
            ]
            held = gathered(row, headers, mapping, orders, line, self.findings)
            held.addresses.extend(url for url in behind if url not in held.addresses)
            made = self._entry(held, row, line)
            if made is not None:
                entry, words = made
                self.entries.append(
                    DraftEntry(entry=entry, line=number, group=table.name, words=words)
                )

    def _entry(
        self, held: "TableRow", row: Sequence[str], line: str
    ) -> tuple[Entry, Words | None] | None:
        variables = held.reference.variables
        if not variables.get("title") and not held.addresses and not held.text:
            said = " | ".join(cell.strip() for cell in row if cell.strip())
            self._say("row-unplaced", line, "has neither a title nor an address nor a text; left "
                      f"out: “{said[:300]}”", warning=True)  # fmt: skip
            return None
        if held.text:
            return self._of_text(held, line)
        if self.text_columns:
            self._say("row-no-text", line, "has no text", warning=True)
        return made_of(held, line, self.ids, self.findings), None

    def _of_text(self, held: "TableRow", line: str) -> tuple[Entry, Words]:
        """The entry of a row with a text: what the columns leave open, the text or a person says."""
        reference = held.reference
        variables = reference.variables
        own = variables.get("title", "")
        told = describe(
            Told(
                text=held.text,
                where=line,
                file=PurePath(self.name).name.partition(".")[0],
                title=own,
                series=held.series,
                publisher=variables.get("publisher", ""),
                language=variables.get("language", ""),
                edition=variables.get("edition", ""),
                year=held.year,
                issued=reference.issued,
                place=held.place,
                country=held.countries[0] if held.countries else None,
                part=variables.get("section", ""),
            ),
            self.given,
        )
        self.findings.extend(told.findings)
        called = held.series or self.given.series
        self.unnamed = self.unnamed or not (told.series or called or own)
        if told.series is not None:
            self.series.setdefault(told.series.id, told.series)
        if held.year and held.year not in (told.edition, told.issued and told.issued.as_written):
            reference.keep("year", held.year)
        variables["title"] = told.short
        variables["edition"] = told.edition
        variables["publisher"] = told.publisher
        variables["language"] = told.language
        reference.issued = told.dated
        reference.kind = reference.kind or "report"
        held.series = held.year = ""
        made = made_of(held, line, self.ids, self.findings)
        reference.issued = told.issued
        data = held.text.encode("utf-8", "replace")
        entry = msgspec.structs.replace(
            made,
            title=told.title,
            byline=byline(reference),
            issued=told.issued,
            series=told.series.id if told.series else "",
            countries=made.countries or ((told.country,) if told.country else ()),
        )
        digest = hashlib.sha256(data).hexdigest()
        return entry, Words(where=line, digest=digest, length=len(data))


def _sample(rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    letters = 0
    for number, row in enumerate(rows, start=1):
        yield row
        letters += sum(map(len, row))
        if number >= _SAMPLE or letters >= _SAMPLED:
            return


def _headers(
    table: Table, sample: Sequence[Sequence[str]], overrides: Pairs[str, str]
) -> tuple[list[str], int | None]:
    """The names of the columns, and the index of the row that has them (None where none does)."""
    if table.headers is not None:
        return table.headers, None
    start = header_row(sample, named_by=overrides)
    width = max(len(row) for row in sample)
    if start is None:
        return [f"column {letter(number)}" for number in range(width)], None
    headers = [" ".join(cell.split()) for cell in sample[start]]
    headers += [""] * (width - len(headers))
    return [text or f"column {letter(number)}" for number, text in enumerate(headers)], start


def _before(rows: Sequence[Sequence[str]], where: str, findings: list[Finding]) -> None:
    told = [" ".join(" ".join(cell.split()) for cell in row if cell.strip()) for row in rows]
    said = " / ".join(text for text in told if text)
    if said:
        findings.append(
            Finding(
                rule="above-header",
                subject=f"rows 1-{len(rows)}" if len(rows) > 1 else "row 1",
                level="info",
                says=f"stands above the header of {where} and belongs to no entry: “{said[:300]}”",
            )
        )


def _orders(mapping: Mapping, rows: Sequence[Sequence[str]]) -> dict[int, bool | None]:
    """For each date column whether the day comes first: some cell must show it (13/02/2019)."""
    made: dict[int, bool | None] = {}
    for number, column in enumerate(mapping.columns):
        if column.field not in ("issued", "accessed"):
            continue
        votes = {"day": 0, "month": 0}
        for row in rows:
            found = re.match(
                r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}", row[number] if number < len(row) else ""
            )
            if found and int(found[1]) > 12 >= int(found[2]):
                votes["day"] += 1
            elif found and int(found[2]) > 12 >= int(found[1]):
                votes["month"] += 1
        made[number] = None if bool(votes["day"]) == bool(votes["month"]) else bool(votes["day"])
    return made
