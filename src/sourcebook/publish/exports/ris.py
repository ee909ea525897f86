"""Entries as RIS: a type for each kind, one line for each value, CRLF line ends.

Source: RIS format specification (Research Information Systems, 2011): PY is the year, DA the date,
Y2 the access date, both as YYYY/MM/DD/other.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from sourcebook.publish.cite.csl.names import told
from sourcebook.publish.cite.item import item, source_of
from sourcebook.publish.exports.remarks import all_plain, encoded_remarks, line
from sourcebook.records import Date, Entry

_TYPES = {
    "article": "JOUR", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "VIDEO",
    "chapter": "CHAP", "classic": "CLSWK", "collection": "BOOK", "dataset": "DATA",
    "entry": "ENCYC", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "interview": "PCOMM", "legal_case": "CASE",
    "legislation": "STAT", "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT",
    "musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT",
    "periodical": "SER", "personal_communication": "PCOMM", "post": "BLOG", "post-weblog": "BLOG",
    "regulation": "LEGAL", "report": "RPRT", "software": "COMP", "song": "SOUND",
    "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "treaty": "STAT", "webpage": "ELEC",
}  # fmt: skip
_SAME = (
    ("volume", "VL"), ("edition", "ET"), ("publisher-place", "CY"), ("collection-title", "T3"),
    ("DOI", "DO"), ("language", "LA"), ("abstract", "AB"), ("genre", "M3"),
    ("shortTitle", "ST"), ("container-title-short", "J2"), ("section", "SE"),
)  # fmt: skip
_SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
END = "\r\n"
_END = END.encode()
_NOTE = b"N1  - %b\r\n"
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def _name(name: dict[str, Any]) -> str:
    if "literal" in name:
        return str(name["literal"])
    family = " ".join(
        str(name[part]) for part in ("non-dropping-particle", "family") if name.get(part)
    )
    given = " ".join(str(name[part]) for part in ("given", "dropping-particle") if name.get(part))
    parts = [family, given] if given else [family]
    return ", ".join(parts + ([str(name["suffix"])] if name.get("suffix") else []))


def _names(names: list[dict[str, Any]]) -> list[str]:
    return [_name(name) for name in names]


def date(when: Date) -> str:
    """A date as RIS writes it; what RIS can't say (a range, "about") stands in its last part."""
    return (when.edtf and _readable(when.edtf)) or f"///{line(when.as_written)}"


@lru_cache(maxsize=8192)  # days recur
def _readable(edtf: str) -> str:
    """The same of a date in EDTF; "" where RIS can say nothing of it."""
    found = _DAY.match(edtf)
    if not found:
        return ""
    year, month, day = found.groups()
    if month and int(month) > 12:
        month = None
    rest = "" if found.end() == len(edtf) and month == found.group(2) else edtf
    return f"{year}/{month or ''}/{day or ''}/{rest}"


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    made = item(entry)
    yield "TY", _TYPES.get(entry.kind, "GEN")
    yield "ID", entry.id
    yield "TI", entry.title
    for variable, tag in (("author", "AU"), ("editor", "A2"), ("translator", "A4")):
        if made.get(variable):
            yield from ((tag, name) for name in told(made[variable], _names))
    # A periodical's place for an agency's own news; reference managers drop the publisher there.
    own = entry.kind in _SERIALS and not entry.container
    yield "T2", entry.publisher if own else entry.container
    yield "PB", entry.publisher
    if entry.issued is not None:
        if year := _YEAR.match(entry.issued.edtf or ""):
            yield "PY", year.group()
        yield "DA", date(entry.issued)
    if entry.edition:
        made["edition"] = entry.edition
    for variable, tag in _SAME:
        if variable in made:
            yield tag, str(made[variable])
    number = str(made.get("number") or "")
    yield "IS", str(made.get("issue") or ("" if entry.kind == "report" else number))
    if "page" in made:
        first, _, last = str(made["page"]).replace("–", "-").partition("-")
        yield "SP", first
        yield "EP", last
    if entry.kind == "report":
        yield "SN", number  # RIS 2011: a report's number stands where a book's ISBN does
    for scheme in ("ISBN", "ISSN"):
        if scheme in made:
            yield "SN", str(made[scheme])
    source = source_of(entry)
    yield "UR", source.url
    if source.accessed is not None and source.accessed.edtf:
        yield "Y2", date(source.accessed)


def one(entry: Entry) -> str:
    """One RIS record, ending in its ER line."""
    return encoded(entry).decode()


def encoded(entry: Entry) -> bytes:
    """The same in UTF-8."""
    told = [(tag, value) for tag, value in _lines(entry) if value and not value.isspace()]
    if not all_plain([value for _, value in told]):
        told = [(tag, line(value)) for tag, value in told]
    head = "".join([f"{tag}  - {value}{END}" for tag, value in told]).encode()
    # remarks are lines already
    return b"".join((head, *(_NOTE % one for one in encoded_remarks(entry)), b"ER  - ", _END))


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A .ris file, piece by piece; its line ends are CRLF (open the file with newline="")."""
    for entry in entries:
        yield one(entry) + END
