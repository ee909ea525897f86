"""CSV, TSV, XLSX, XLS and ODS: each row an entry, by a column mapping that is guessed and shown.

Rows are read as they come; only the first ones are held to find the header and the mapping.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Pairs
from datetime import date, timedelta
from itertools import chain, islice

import msgspec
from msgspec import Struct

from sourcebook.collect.bibliographies.reference import Reference, entry_of, literal
from sourcebook.collect.columns import Mapping, guess, header_row, letter, unused
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.kinds import kind_of
from sourcebook.collect.numbering import Ids
from sourcebook.collect.tables import Table, tables_in
from sourcebook.records import Address, Date, Entry, Excerpt, Finding, Locator, Memento
from sourcebook.values.addresses import web_address
from sourcebook.values.dates import edtf
from sourcebook.values.places import find_country

_SAMPLE = 400  # rows looked at before the first is read
_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"|]+|www\.[^\s<>\"|]+", re.I)
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's 1900 system, its leap-year error included
_SERIAL = (10_000, 60_000)  # 1927 to 2064


def read(data: bytes, name: str = "", *, mapping: Pairs[str, str] | None = None) -> Draft:
    """The rows of a table as entries. ``mapping`` maps column headers or letters to fields.

    Raises Unreadable for what is no table, Refused for a field that is none.
    """
    findings: list[Finding] = []
    entries: list[DraftEntry] = []
    ids = Ids()
    tables = list(tables_in(data, name, findings))
    for table in tables:
        many = len(tables) > 1
        _read_table(table, mapping or {}, entries, findings, ids, many)
    if not entries:
        findings.append(
            Finding(
                rule="nothing-found",
                subject=f"file {name}",
                level="warning",
                says="holds no row with a title or an address",
            )
        )
    return Draft(source=name, entries=tuple(entries), findings=tuple(findings))


def _read_table(
    table: Table,
    overrides: Pairs[str, str],
    entries: list[DraftEntry],
    findings: list[Finding],
    ids: Ids,
    many: bool,
) -> None:
    rows = iter(table.rows)
    sample = list(islice(rows, _SAMPLE))
    if not any(any(cell.strip() for cell in row) for row in sample):
        if many:
            findings.append(
                Finding(
                    rule="sheet-empty", subject=f"sheet {table.name}", level="info", says="is empty"
                )
            )
        return
    start = header_row(sample, named_by=overrides)
    width = max(len(row) for row in sample)
    if start is None:
        headers = [f"column {letter(number)}" for number in range(width)]
        first = 0
    else:
        headers = [" ".join(cell.split()) for cell in sample[start]]
        headers += [""] * (width - len(headers))
        headers = [text or f"column {letter(number)}" for number, text in enumerate(headers)]
        first = start + 1
    body = sample[first:]
    mapping = guess(headers, body, overrides=overrides)
    where = f"sheet {table.name}" if table.name else "the table"
    for name in unused(headers, overrides):
        findings.append(
            Finding(
                rule="map-unused", subject=f"--map {name}={overrides[name]}", level="warning",
                says=f"names no column of {where}; its columns are: {', '.join(headers)}",
            )
        )  # fmt: skip
    findings.append(
        Finding(
            rule="columns-mapped",
            subject=where,
            level="info" if all(c.sure for c in mapping.columns if c.field) else "warning",
            says=mapping.says()
            + ". Set another with --map 'Column=field'"
            + ("" if start is not None else "; no row names the columns"),
        )
    )
    if start:
        _before(sample[:start], where, findings)
    orders = _orders(mapping, body)
    section = table.name if many else ""
    for number, row in enumerate(chain(body, rows), start=first + 1):
        if not any(cell.strip() for cell in row):
            continue
        line = f"row {number}" if not table.name else f"sheet {table.name}, row {number}"
        behind = [
            table.links[number - 1, column]
            for column in range(len(row))
            if (number - 1, column) in table.links
        ]
        entry = _entry(row, headers, mapping, orders, line, ids, findings, behind)
        if entry is not None:
            entries.append(DraftEntry(entry=entry, line=number, group=section))


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


def _date(text: str, day_first: bool | None) -> Date:
    written = " ".join(text.split())
    if re.fullmatch(r"\d{5}(?:\.\d+)?", written):
        serial = int(float(written))
        if _SERIAL[0] <= serial <= _SERIAL[1]:
            made = (_EPOCH + timedelta(days=serial)).isoformat()
            return Date(edtf=made, as_written=written)
    if day_first is None and re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4})", written):
        day_first = True  # with points between, the day comes first wherever dates are so written
    stamp = re.match(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d", written)
    return Date(edtf=edtf(stamp[1] if stamp else written, day_first=day_first), as_written=written)


def _people(text: str) -> list[str]:
    """The names of a cell, divided by ; or line breaks, "and", or commas between whole names."""
    if re.search(r"[;\n|]", text):
        names = re.split(r"\s*[;\n|]\s*", text)
    else:
        names = re.split(r"\s+(?:and|&|и|және)\s+", text)
        pieces = [piece.strip() for piece in names[0].split(",")]
        if len(pieces) > 1 and all(" " in piece for piece in pieces):
            names = [*pieces, *names[1:]]
        elif len(names) > 1 and not all("," in name or " " in name for name in names):
            names = [text]  # "Ministry of Labour and Welfare" is one body
    return [" ".join(name.split()).strip(",") for name in names if name.strip(" ,")]


def _urls(text: str) -> list[str]:
    found = [url.rstrip(".,;)") if url.count("(") < url.count(")") else url.rstrip(".,;")
             for url in _URL.findall(text)]  # fmt: skip
    if found:
        return found
    parts = [part for part in re.split(r"[\s;|]+", text) if part]
    bare = [
        part for part in parts if re.match(r"^(?:[\w\-]+\.)+[a-z]{2,24}(?:[/:?#]\S*)?$", part, re.I)
    ]
    return bare if bare and len(bare) == len(parts) else [text.strip()]


class _Row(Struct, kw_only=True):
    """What one row says, gathered before an Entry is made of it."""

    reference: Reference
    addresses: list[str] = []
    accessed: list[Date] = []
    archived: list[str] = []
    countries: list[str] = []
    quotes: list[str] = []
    locator: str = ""
    series: str = ""
    year: str = ""


def _entry(
    row: Sequence[str],
    headers: Sequence[str],
    mapping: Mapping,
    orders: dict[int, bool | None],
    line: str,
    ids: Ids,
    findings: list[Finding],
    behind: Sequence[str],
) -> Entry | None:
    held = _Row(reference=Reference(kind="", line=0))
    for number, cell in enumerate(row):
        text = cell.strip()
        if not text:
            continue
        if number >= len(mapping.columns):
            held.reference.keep(f"column-{letter(number).lower()}", text)
            continue
        field = mapping.columns[number].field
        if field == "":
            held.reference.keep(_x(headers[number]), text)
        elif field != "-":
            _place(held, field, text, orders.get(number), line, findings)
    held.addresses.extend(url for url in behind if url not in held.addresses)
    reference = held.reference
    if not reference.variables.get("title") and not held.addresses:
        said = " | ".join(cell.strip() for cell in row if cell.strip())
        findings.append(
            Finding(
                rule="row-unplaced",
                subject=line,
                level="warning",
                says=f"has neither a title nor an address; left out: “{said[:300]}”",
            )
        )
        return None
    if reference.issued is None and held.year:
        reference.issued = _date(held.year, None)
    elif held.year and held.year not in (reference.issued.as_written if reference.issued else ""):
        reference.keep("year", held.year)
    if not reference.kind:
        reference.kind = "webpage" if held.addresses else "document"
    addresses = tuple(_addresses(held, line, findings))
    if not reference.variables.get("title"):
        reference.variables["title"] = held.addresses[0]
        findings.append(
            Finding(
                rule="no-title", subject=line, level="info",
                says="has no title; it is called by its address until it gets one",
            )
        )  # fmt: skip
    made = entry_of(reference, subject=line, ids=ids)
    findings.extend(reference.findings)
    excerpts = [
        Excerpt(
            id=f"quote-{number}",
            paragraphs=tuple(part.strip() for part in quote.split("\n") if part.strip()),
            locator=Locator(kind="page", value=held.locator, as_written=held.locator)
            if held.locator
            else None,
        )
        for number, quote in enumerate(held.quotes, start=1)
    ]
    return msgspec.structs.replace(
        made,
        addresses=addresses,
        countries=tuple(dict.fromkeys(held.countries)),
        excerpts=(*made.excerpts, *excerpts),
        details={
            **made.details,
            **({"collection-title": held.series} if held.series else {}),
        },
    )


def _place(
    held: _Row, field: str, text: str, day_first: bool | None, line: str, findings: list[Finding]
) -> None:
    reference = held.reference
    flat = " ".join(text.split())
    if field == "authors":
        reference.name("author", *(_named(name) for name in _people(text)))
    elif field in ("editor", "translator"):
        reference.name(field, *(_named(name) for name in _people(text)))
    elif field == "url":
        held.addresses.extend(_urls(text))
    elif field == "accessed":
        parts = [part for part in re.split(r"\s*[;\n|]\s*", text) if part]
        held.accessed.extend(_date(part, day_first) for part in parts)
    elif field == "archived":
        held.archived.extend(_urls(text))
    elif field == "issued":
        reference.issued = _date(text, day_first)
    elif field == "year":
        held.year = flat
    elif field == "country":
        _countries(held, text, line, findings)
    elif field == "kind":
        kind = kind_of(flat)
        reference.kind = kind or reference.kind
        if not kind:
            reference.keep("type", flat)
    elif field == "abstract":
        reference.abstracts.append(text)
    elif field == "quote":
        held.quotes.append(text)
    elif field == "locator":
        held.locator = flat
    elif field == "note":
        reference.notes.append(text)
    elif field == "keyword":
        reference.keywords.extend(word for word in re.split(r"\s*[;\n|]\s*", text) if word)
    elif field == "series":
        held.series = flat
    elif field in ("doi", "isbn", "issn", "pmid"):
        reference.identify(field, flat)
    elif field == "container":
        reference.put("container-title", flat)
    elif field == "rights" or field.startswith("x-"):
        reference.keep(field, flat)
    else:
        reference.put(field, flat)


def _named(name: str) -> str:
    return literal(name) if name.count(",") > 2 else name


def _countries(held: _Row, text: str, line: str, findings: list[Finding]) -> None:
    whole = find_country(text)
    if whole:
        held.countries.append(whole)
        return
    lost = []
    for part in re.split(r"\s*[,;/|\n]\s*|\s+(?:and|и|және)\s+", text):
        code = find_country(part) if part else None
        if code:
            held.countries.append(code)
        elif part:
            lost.append(part)
    if lost:
        held.reference.keep("country", text)
        findings.append(
            Finding(
                rule="country-unknown", subject=line, level="warning",
                says=f"“{', '.join(lost)}” is no country we know; kept as it is",
            )
        )  # fmt: skip


def _addresses(held: _Row, line: str, findings: list[Finding]) -> Iterator[Address]:
    copies = tuple(Memento(url=url) for url in (web_address(text) for text in held.archived) if url)
    pairwise = len(held.accessed) == len(held.addresses)
    for number, text in enumerate(held.addresses):
        url = web_address(text)
        if url is None:
            findings.append(
                Finding(
                    rule="address-refused", subject=line, level="warning",
                    says=f"“{text[:200]}” is no web address; it is kept as written, not linked",
                )
            )  # fmt: skip
        accessed = held.accessed[number : number + 1] if pairwise else held.accessed
        yield Address(
            url=url,
            as_written=text,
            accessed=tuple(accessed) if pairwise or number == 0 else (),
            mementos=copies if number == 0 else (),
        )
    if not held.addresses and (held.accessed or copies):
        yield Address(url=None, accessed=tuple(held.accessed), mementos=copies)


def _x(header: str) -> str:
    return re.sub(r"[^\w]+", "-", header.casefold()).strip("-") or "column"
