"""RefWorks tagged format ("RT Journal Article") into references.

Source: RefWorks' own legend of tags, which its exports begin with.
"""

import re

from sourcebook.collect.bibliographies.reference import (
    Reference,
    drafted,
    read_issued,
    written_name,
)
from sourcebook.collect.charsets import decode
from sourcebook.collect.draft import Draft
from sourcebook.records import Date, Finding
from sourcebook.values.dates import edtf

KINDS = {
    "abstract": "article-journal", "artwork": "graphic", "bills/resolutions": "bill",
    "book, edited": "book", "book, section": "chapter", "book, whole": "book",
    "case/court decisions": "legal_case", "computer program": "software",
    "conference proceedings": "paper-conference", "dissertation": "thesis",
    "dissertation, unpublished": "thesis", "generic": "document", "grant": "document",
    "hearing": "hearing", "journal": "periodical", "journal article": "article-journal",
    "journal, electronic": "article-journal", "laws/statutes": "legislation",
    "magazine article": "article-magazine", "map": "map", "monograph": "book",
    "motion picture": "motion_picture", "music score": "musical_score",
    "newspaper article": "article-newspaper", "online discussion forum": "post",
    "patent": "patent", "personal communication": "personal_communication", "report": "report",
    "sound recording": "song", "thesis": "thesis", "thesis, unpublished": "thesis",
    "unpublished material": "manuscript", "video/ dvd": "motion_picture", "web page": "webpage",
    "dissertation/thesis": "thesis", "dissertation/thesis, unpublished": "thesis",
}  # fmt: skip
_VARIABLES = {
    "T1": "title", "T2": "container-title", "JF": "container-title", "WT": "container-title",
    "JO": "container-title-short", "T3": "collection-title", "VO": "volume", "IS": "issue",
    "PB": "publisher", "PP": "publisher-place", "ED": "edition", "LA": "language",
    "AN": "archive_location", "DB": "archive", "DS": "source", "CN": "call-number",
    "AV": "archive_location", "ST": "title-short", "OT": "original-title", "WV": "version",
}  # fmt: skip
_ROLES = {"A1": "author", "A2": "editor", "A3": "collection-editor", "A4": "translator", "A5":
          "contributor", "A6": "editor"}  # fmt: skip
_TAG = re.compile(r"^(?P<tag>[A-Z][A-Z0-9]|U\d\d|PMID|PMCID) (?P<value>.*)$")


def looks_like_refworks(text: str) -> bool:
    """Whether a text is RefWorks tagged: its legend, or an RT line and a second tagged line."""
    head = text[:20000]
    if re.match(r"\s*refworks export tagged format", head, re.I):
        return True
    return re.search(r"^RT [A-Z].*\n(?:[A-Z][A-Z0-9] .*\n){2}", head, re.M) is not None


def read(data: bytes, name: str = "") -> Draft:
    """The references of a RefWorks file; Unreadable where the bytes are no text."""
    decoded = decode(data, name)
    findings = list(decoded.findings)
    references: list[Reference] = []
    fields: list[tuple[str, str]] = []
    start = 0
    for number, line in enumerate([*decoded.text.splitlines(), "RT "], start=1):
        found = _TAG.match(line)
        if found and found["tag"] == "RT":
            if fields:
                references.append(_reference(fields, start))
            fields, start = [("RT", found["value"].strip())], number
        elif found and fields:
            fields.append((found["tag"], found["value"].strip()))
        elif fields and line.strip():
            tag, value = fields[-1]
            fields[-1] = (tag, f"{value} {line.strip()}")
    return drafted(references, name=name, findings=findings)


def _reference(fields: list[tuple[str, str]], line: int) -> Reference:
    written = fields[0][1]
    kind = KINDS.get(written.lower())
    reference = Reference(kind=kind or "document", line=line)
    if kind is None:
        reference.findings.append(
            Finding(
                rule="type-unknown",
                subject=f"line {line}",
                level="warning",
                says=f"the type “{written}” is not known; taken as a document",
            )
        )
    reference.keep("type", written)
    held: dict[str, str] = {}
    for tag, value in fields[1:]:
        if not value:
            continue
        if tag in _ROLES:
            reference.name(_ROLES[tag], written_name(value))
        elif tag in ("YR", "FD", "SP", "OP", "WP"):
            held.setdefault(tag, value)
        elif tag == "K1":
            reference.keywords.append(value)
        elif tag == "AB":
            reference.abstracts.append(value)
        elif tag == "NO":
            reference.notes.append(value)
        elif tag == "SN":
            reference.serial(value)
        elif tag == "DO":
            reference.identify("doi", value)
        elif tag in ("PMID", "PMCID"):
            reference.identify(tag.lower(), value)
        elif tag in ("UL", "LK"):
            reference.urls.append(value)
        elif tag == "RD":
            reference.accessed.append(read_issued(value) or Date(as_written=value))
        elif tag in _VARIABLES:
            reference.put(_VARIABLES[tag], value)
        else:
            reference.keep(tag, value)
    _pages(reference, held)
    _date(reference, held)
    return reference


def _pages(reference: Reference, held: dict[str, str]) -> None:
    start, end = held.get("SP", ""), held.get("OP", "")
    if reference.kind == "thesis" and start and not end:
        reference.put("number-of-pages", start)
    else:
        reference.put("page", f"{start}-{end}" if start and end else start or end)


def _date(reference: Reference, held: dict[str, str]) -> None:
    year, free = held.get("YR", ""), held.get("FD", "")
    if not year and not free:
        return
    written = free if year and year in free else " ".join(filter(None, (free, year)))
    numbers = re.fullmatch(r"(\d{1,2})/(\d{1,2})", free)
    made = edtf(written) or (
        edtf(f"{year}-{numbers[1].zfill(2)}-{numbers[2].zfill(2)}") if numbers else None
    )
    reference.issued = Date(edtf=made or edtf(year), as_written=written)
