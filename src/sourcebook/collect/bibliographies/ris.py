"""RIS, as RefMan, EndNote, ProCite, Citavi and journals write it, into references.

What each tag means is data (``ris.toml``); the reading forgives lost blanks, a missing end, a type
that comes late, values that run over lines, and lines before the first record.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from sourcebook.collect.bibliographies.reference import (
    Reference,
    drafted,
    read_issued,
    written_name,
)
from sourcebook.collect.charsets import decode
from sourcebook.collect.draft import Draft
from sourcebook.records import Date, Finding

_TAG = re.compile(r"^\s{0,3}(?P<tag>[A-Z][A-Z0-9])\s{0,4}[-–]\s?(?P<value>.*)$")
_NAMED_LATER = ("JF", "JO", "JA", "J1", "J2", "BT")
_DATES = ("C2", "DA", "PY", "Y1")  # C2 is a patent's "Issue Date"
_WITH_SHORT_NAMES = ("article-journal", "article-magazine", "article-newspaper", "document")
_DOI_NOTE = re.compile(r"^(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)$", re.I)

Field = tuple[str, str, int]


@cache
def _tables() -> dict[str, Any]:
    text = files("sourcebook.collect.bibliographies").joinpath("ris.toml").read_text("utf-8")
    return tomllib.loads(text)


def looks_like_ris(text: str) -> bool:
    """Whether a text's first record begins as RIS does: a TY line and a second tagged line."""
    found = re.search(
        r"^\s{0,3}TY\s{0,4}-\s?\S.*\n\s{0,3}[A-Z][A-Z0-9]\s{0,4}-", text[:20000], re.M
    )
    return found is not None


def read(data: bytes, name: str = "") -> Draft:
    """The references of a RIS file; lines that belong to none are in findings.

    Raises Unreadable where the bytes are no text.
    """
    decoded = decode(data, name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    findings = list(decoded.findings)
    records = list(_records(text, findings))
    procite = any(map(_from_procite, records))
    references = (_reference(fields, procite=procite) for fields in records)
    return drafted(references, name=name, findings=findings)


def _records(text: str, findings: list[Finding]) -> Iterator[list[Field]]:
    """The tagged values of each record, values that run over lines joined by a line break."""
    fields: list[Field] = []
    stray: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _TAG.match(line)
        tag = found["tag"] if found else ""
        if tag == "TY" and any(held == "TY" for held, _, _ in fields):
            findings.append(_no_end(number))
            yield fields
            fields = []
        if tag == "ER":
            if fields:
                yield fields
            fields = []
        elif found:
            fields.append((tag, found["value"].strip(), number))
        elif line.strip() and fields:
            held, value, start = fields[-1]
            fields[-1] = (held, f"{value}\n{line.strip()}", start)
        elif line.strip():
            stray.append(number)
    if fields:
        findings.append(_no_end(text.count("\n") + 1))
        yield fields
    if stray:
        span = f"line {stray[0]}" if len(stray) == 1 else f"lines {stray[0]}-{stray[-1]}"
        findings.append(
            Finding(
                rule="line-unplaced",
                subject=span,
                level="warning",
                says=f"{len(stray)} line(s) outside any record (TY … ER) were left out",
            )
        )


def _no_end(line: int) -> Finding:
    return Finding(
        rule="record-unfinished",
        subject=f"line {line}",
        level="info",
        says="the record before this line has no ER line; it was read up to here",
    )


def _reference(fields: list[Field], *, procite: bool) -> Reference:
    tables = _tables()
    written = next((value for tag, value, _ in fields if tag == "TY"), "").upper()
    kind = tables["kinds"].get(written, "document")
    reference = Reference(kind=kind, line=fields[0][2])
    if not written or written not in tables["kinds"]:
        reference.findings.append(
            Finding(
                rule="type-unknown",
                subject=f"line {reference.line}",
                level="warning",
                says=f"the type “{written}” is not known; taken as a document"
                if written
                else "this record has no type (TY); taken as a document",
            )
        )
    meanings = {
        **tables["tags"], **tables["kind"].get(kind, {}), **tables["type"].get(written, {})
    }  # fmt: skip
    if written:
        reference.keep("type", written)
    tags = {tag for tag, _, _ in fields}
    labelled: dict[str, str] = tables["procite"] if procite else {}
    if procite:
        meanings.update(_procite_meanings(reference.kind, written, fields))
    later: list[Field] = []
    pages: dict[str, str] = {}
    dates: dict[str, str] = {}
    for tag, said, line in fields:
        if tag == "TY" or not said:
            continue
        meaning, value = meanings.get(tag, f"x-{tag.lower()}"), said
        label, colon, rest = said.partition(": ")
        if tag == "N1" and colon and label in labelled:
            meaning, value = labelled[label], rest
        if label == "Author, Subsidiary" and kind == "motion_picture" and procite:
            meaning = "@producer"
        if tag in _DATES and (tag != "C2" or kind == "patent"):
            dates[tag] = value
        elif tag in _NAMED_LATER and meaning in ("container-title", "container-title-short"):
            later.append((tag, value, line))
        elif meaning in ("=start", "=end"):
            pages.setdefault(meaning, value)
        else:
            _place(reference, meaning, value)
    _settle(reference, tags)
    _date(reference, dates)
    _containers(reference, later, tags)
    if pages:
        start, end = pages.get("=start", ""), pages.get("=end", "")
        joined = start if not end or end == start else end if not start else f"{start}-{end}"
        reference.put("page", joined.replace("\n", " "))
    return reference


def _from_procite(fields: list[Field]) -> bool:
    return any(
        tag == "N1" and re.match(r"Record (?:ID|Number): \d+$", value) for tag, value, _ in fields
    )


def _procite_meanings(kind: str, written: str, fields: list[Field]) -> dict[str, str]:
    """In ProCite's RIS, VL of a book is its edition where the volume is elsewhere."""
    tags = {tag for tag, _, _ in fields}
    noted = any(value.startswith("Volume ID: ") for _, value, _ in fields)
    if kind == "chapter" and noted:
        return {"VL": "edition"}
    if kind == "book" and written != "CTLG" and (noted or "IS" in tags):
        return {"VL": "edition", "IS": "volume"}
    return {}


def _settle(reference: Reference, tags: set[str]) -> None:
    """What one tag means where another is there or missing."""
    if reference.kind == "paper-conference" and "C1" in tags and "c1" in reference.extra:
        place = reference.variables.pop("publisher-place", "")
        reference.put("event-place", place)
        reference.put("publisher-place", reference.extra.pop("c1")[0])
    for spare, variable in (("document-number", "number"), ("size-or-medium", "medium")):
        if variable not in reference.variables and spare in reference.extra:
            reference.put(variable, reference.extra.pop(spare)[0])


def _place(reference: Reference, meaning: str, value: str) -> None:
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    flat = " ".join(lines)
    if meaning.startswith("@"):
        reference.name(meaning[1:], *(written_name(line) for line in lines))
    elif meaning == "=abstract":
        reference.abstracts.append(value)
    elif meaning == "=note":
        reference.notes.append(value)
        if found := _DOI_NOTE.match(flat):
            reference.identify("doi", found[1])
    elif meaning == "=keyword":
        reference.keywords.extend(
            word.strip() for word in re.split(r"[\n;]", value) if word.strip()
        )
    elif meaning == "=url":
        reference.urls.extend(lines)
    elif meaning == "=doi":
        reference.identify("doi", flat)
    elif meaning == "=serial":
        for line in re.split(r"\s*[\n;]\s*", value):
            reference.serial(line)
    elif meaning == "=number":  # a report's number, or the ISBN that programs write in its place
        for line in lines:
            if reference.is_serial(line):
                reference.serial(line)
            else:
                reference.put("number", line)
    elif meaning == "=accessed":
        reference.accessed.append(_accessed(flat))
    elif meaning == "=file":
        for line in lines:
            reference.keep("file", line)
    elif meaning == "PMCID":
        if re.match(r"PMC\d+$", flat, re.I):
            reference.identify("pmcid", flat)
        else:
            reference.keep("c2", flat)
    elif meaning == "genre" and (found := _DOI_NOTE.match(flat)):
        reference.identify("doi", found[1])
    elif meaning.startswith("x-"):
        reference.keep(meaning, flat)
    elif meaning == "submitted":
        date = _accessed(flat)
        reference.put("submitted", date.edtf or flat)
    else:
        reference.put(meaning, flat)


def _accessed(value: str) -> Date:
    date = read_issued(value.rstrip("/ "))
    return Date(as_written=value) if date is None else date


def _date(reference: Reference, dates: dict[str, str]) -> None:
    """DA wins over PY, PY over the old Y1, unless it says less; the others are kept."""
    read = {tag: read_issued(dates[tag].rstrip("/ ")) for tag in _DATES if tag in dates}
    usable = [(tag, date) for tag, date in read.items() if date is not None]
    good = [(tag, date) for tag, date in usable if date.edtf]
    if good:
        tag, best = good[0]
        for other, date in good[1:]:
            if (date.edtf or "").startswith(best.edtf or "") and tag != other:
                tag, best = other, date
        year = read.get("PY")
        if tag == "DA" and year and year.edtf and (best.edtf or "")[:4] != year.edtf[:4]:
            reference.keep("py", dates["PY"])
        reference.issued = Date(edtf=best.edtf, as_written=dates[tag])
        for other, value in dates.items():
            if other != tag and (read[other] is None or not (read[other] or best).edtf):
                reference.keep(other, value)
    elif usable:
        written = {tag: date.as_written for tag, date in usable}
        words = dict.fromkeys(
            written.get(tag, dates[tag]) for tag in ("PY", "Y1", "C2", "DA") if tag in dates
        )
        reference.issued = Date(as_written=" ".join(words))


def _containers(reference: Reference, later: list[Field], tags: set[str]) -> None:
    """JF and its short forms name the journal where T2 does not; a lone short form stands for it."""
    ranked = sorted(later, key=lambda field: _NAMED_LATER.index(field[0]))
    for tag, value, _ in ranked:
        flat = " ".join(value.split())
        if reference.variables.get("container-title", flat) == flat:
            if tag not in ("JF", "BT") and reference.kind in _WITH_SHORT_NAMES:
                reference.put("container-title-short", flat)
            reference.put("container-title", flat)
        elif tag in ("JF", "BT") and "T2" in tags:
            reference.keep(tag, flat)
        else:
            reference.put("container-title-short", flat)
