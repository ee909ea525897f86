"""What one row of a table says, and the entry that is made of it. Pure."""

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from sourcebook.collect.bibliographies.reference import Reference, entry_of
from sourcebook.collect.cells import country_of, date_of, key_of, named, people_of, urls_of
from sourcebook.collect.columns import Mapping, header_key, letter
from sourcebook.collect.kinds import kind_of
from sourcebook.collect.numbering import Ids
from sourcebook.records import Address, Date, Entry, Excerpt, Finding, Locator, Memento
from sourcebook.values.addresses import web_address


class TableRow(Struct, kw_only=True):
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
    text: str = ""
    place: str = ""  # what it is about, where that is no country's name
    strangers: list[
        tuple[str, str, bool]
    ] = []  # a cell, what of it is no country, whether it is all


def gathered(
    row: Sequence[str],
    headers: Sequence[str],
    mapping: Mapping,
    orders: dict[int, bool | None],
    line: str,
    findings: list[Finding],
) -> TableRow:
    held = TableRow(reference=Reference(kind="", line=0))
    for number, cell in enumerate(row):
        text = cell.strip()
        if not text:
            continue
        if number >= len(mapping.columns):
            held.reference.keep(f"column-{letter(number).lower()}", text)
            continue
        field = mapping.columns[number].field
        if field == "":
            held.reference.keep(key_of(headers[number]), text)
        elif field == "text":
            held.text = cell  # its very letters
        elif field == "country":
            codes = (
                "iso" in header_key(headers[number]).split() or "code" in headers[number].lower()
            )
            _countries(held, text, codes=codes or "iso2" in headers[number].lower())
        elif field != "-":
            _place(held, field, text, orders.get(number))
    _strangers(held, line, findings)
    return held


def made_of(held: TableRow, line: str, ids: Ids, findings: list[Finding]) -> Entry:
    reference = held.reference
    if reference.issued is None and held.year:
        reference.issued = date_of(held.year, None)
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


def _place(held: TableRow, field: str, text: str, day_first: bool | None) -> None:
    reference = held.reference
    flat = " ".join(text.split())
    if field == "authors":
        reference.name("author", *(named(name) for name in people_of(text)))
    elif field in ("editor", "translator"):
        reference.name(field, *(named(name) for name in people_of(text)))
    elif field == "url":
        held.addresses.extend(urls_of(text))
    elif field == "accessed":
        parts = [part for part in re.split(r"\s*[;\n|]\s*", text) if part]
        held.accessed.extend(date_of(part, day_first) for part in parts)
    elif field == "archived":
        held.archived.extend(urls_of(text))
    elif field == "issued":
        reference.issued = date_of(text, day_first)
    elif field == "year":
        held.year = flat
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


def _countries(held: TableRow, text: str, *, codes: bool) -> None:
    whole = country_of(text, codes=codes)
    if whole:
        held.countries.append(whole)
        return
    lost = []
    known = len(held.countries)
    for part in re.split(r"\s*[,;/|\n]\s*|\s+(?:and|и|және)\s+", text):
        code = country_of(part, codes=codes) if part else None
        if code:
            held.countries.append(code)
        elif part:
            lost.append(part)
    if lost:
        none = len(held.countries) == known
        held.strangers.append((text, text if none else ", ".join(lost), none))


def _strangers(held: TableRow, line: str, findings: list[Finding]) -> None:
    """Keep what is no country we know; a finding where no other column says which country it is."""
    names = [text for text, _, whole in held.strangers if whole]
    held.place = max(names, key=len, default="")
    for text, lost, whole in held.strangers:
        held.reference.keep("country", text)
        if whole and (held.countries or text != held.place):
            continue
        findings.append(
            Finding(
                rule="country-unknown", subject=line, level="warning",
                says=f"“{lost}” is no country we know; kept as it is",
            )
        )  # fmt: skip


def _addresses(held: TableRow, line: str, findings: list[Finding]) -> Iterator[Address]:
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
