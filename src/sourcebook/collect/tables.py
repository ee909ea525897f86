"""Tables of text out of CSV, TSV, XLSX, XLS and ODS: dialect and encoding found, all sheets.

Rows are given as they are read; nothing of a text file is held twice.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from msgspec import Struct

from sourcebook.collect.charsets import decode
from sourcebook.collect.columns import header_row
from sourcebook.collect.hyperlinks import Links, links_in
from sourcebook.errors import Unreadable
from sourcebook.records import Finding

_WHOLE = 20_000_000  # bytes up to which a text is decoded at once, mixed encodings and all
_UNPACKED = 800_000_000  # bytes of a workbook's parts, unpacked
_FIELD = 10_000_000  # letters in one cell; beyond that the quoting is broken


class Table(Struct, kw_only=True):
    """One sheet: its name, its rows of text, and the links behind its cells. ``headers`` are given
    where no row holds them, and may grow while the rows are read; ``unit`` is what a row is called."""

    name: str
    rows: Iterable[Sequence[str]]
    links: Links = {}
    headers: list[str] | None = None
    unit: str = "row"


def looks_like_table(text: str) -> bool:
    """Whether a text is delimited: most of its first lines have the same number of one sign."""
    return _dialect(text) is not None


def tables_in(data: bytes, name: str, findings: list[Finding]) -> Iterator[Table]:
    """The tables of a file, one a sheet; what is doubtful is added to ``findings``.

    Raises Unreadable for what is no table, or asks for a password.
    """
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        yield from _workbook(data, name, findings)
    else:
        yield _delimited(data, name, findings)


def _workbook(data: bytes, name: str, findings: list[Finding]) -> Iterator[Table]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _refuse_bomb(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        links = links_in(data)
        sheets = [(sheet.name, str(sheet.visible)) for sheet in book.sheets_metadata]
        for sheet, visible in sheets:
            if "Visible" not in visible:
                findings.append(
                    Finding(
                        rule="sheet-hidden",
                        subject=f"sheet {sheet}",
                        level="info",
                        says="is hidden; its rows were read all the same",
                    )
                )
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            cells = ([_cell(value) for value in row] for row in rows)
            yield Table(name=sheet, rows=cells, links=links.get(sheet, {}))
    except PasswordError as fault:
        raise Unreadable(name, "is protected by a password; save it without one") from fault
    except (CalamineError, OSError, ValueError) as fault:
        raise Unreadable(name, f"can't be read as a spreadsheet ({fault})") from fault


def _refuse_bomb(data: bytes, name: str) -> None:
    """A workbook is a ZIP archive: one that unpacks to more than we hold is refused."""
    import zipfile

    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return  # the reader says what is wrong with it
    if size > _UNPACKED:
        limit = _UNPACKED // 1_000_000
        raise Unreadable(name, f"unpacks to over {limit} MB; save its sheets as CSV files")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _delimited(data: bytes, name: str, findings: list[Finding]) -> Table:
    lines: Iterable[str]
    if len(data) <= _WHOLE:
        decoded = decode(data, name)
        findings.extend(decoded.findings)
        text, lines = decoded.text[:100_000], io.StringIO(decoded.text, newline="")
    else:
        cut = data.rfind(b"\n", 0, 1_000_000) + 1 or 1_000_000
        decoded = decode(data[:cut], name)
        findings.extend(decoded.findings)
        text = decoded.text
        encoding = "utf-8-sig" if decoded.encoding == "utf-8" else decoded.encoding
        lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")
    delimiter = _dialect(text) or ("\t" if name.lower().endswith((".tsv", ".tab")) else ",")
    csv.field_size_limit(_FIELD)
    return Table(name="", rows=_csv_rows(_unprefixed(lines), delimiter, name, findings))


def _unprefixed(lines: Iterable[str]) -> Iterator[str]:
    """The lines without a byte-order mark, NULs, or Excel's "sep=;" line."""
    for number, line in enumerate(lines):
        told = line.lstrip("\ufeff") if number == 0 else line
        if number == 0 and re.match(r"sep=.\s*$", told, re.I):
            yield "\n"
            continue
        yield told.replace("\x00", "")


def _csv_rows(
    lines: Iterable[str], delimiter: str, name: str, findings: list[Finding]
) -> Iterator[Sequence[str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as fault:
        findings.append(
            Finding(
                rule="table-broken",
                subject=f"line {reader.line_num}",
                level="error",
                says=f"the table can't be read beyond this line ({fault}); look for an open quote",
            )
        )
    del name


def _dialect(text: str) -> str | None:
    """The delimiter of a text: the sign that splits its first rows most evenly, outside quotes."""
    cut = text[:60_000]
    if len(text) > len(cut):
        cut = cut[: cut.rfind("\n") + 1] or cut
    best: tuple[float, int, str] | None = None
    for sign in "\t;,|":
        if sign not in cut:
            continue
        try:
            rows = list(islice(csv.reader(io.StringIO(cut), delimiter=sign), 60))
        except csv.Error:
            continue
        widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
        if len(widths) < 2:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width), width))
        even = widths.count(common) / len(widths)
        if common < 2 or even < 0.6:
            continue
        if sign in ",;" and _is_prose(rows):
            continue
        found = (round(even, 1), common, sign)
        if best is None or found > best:
            best = found
    return best[2] if best else None


def _is_prose(rows: list[list[str]]) -> bool:
    """Sentences have commas too: their pieces begin with a blank, or no row names columns."""
    pieces = [cell for row in rows for cell in row[1:] if cell]
    spaced = sum(cell.startswith(" ") for cell in pieces)
    return bool(pieces) and spaced / len(pieces) > 0.8 and header_row(rows) is None
