"""CSL-JSON (the data of citeproc, Zotero's and Crossref's) into references."""

import re
from typing import Any

import msgspec

from sourcebook.collect.bibliographies.reference import (
    ROLES,
    Reference,
    drafted,
    literal,
    person,
    plain,
)
from sourcebook.collect.charsets import decode
from sourcebook.collect.draft import Draft
from sourcebook.errors import Unreadable
from sourcebook.records import Date, Finding
from sourcebook.values.dates import edtf

# CSL 1.0.2, Appendix III; and what older data calls them.
_KINDS = frozenset(
    [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    ]
)
_OLDER = {
    "journal-article": "article-journal", "book-chapter": "chapter", "monograph": "book",
    "proceedings-article": "paper-conference", "dissertation": "thesis", "posted-content":
    "article", "edited-book": "book", "reference-entry": "entry", "report-component": "report",
    "": "document",
}  # fmt: skip
_IDENTIFIERS = {"DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid"}
_DATES = ("available-date", "event-date", "original-date", "submitted")
_SEASONS = {"1": 21, "2": 22, "3": 23, "4": 24}  # EDTF 2019, level 1: seasons
_TAGS = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>", re.I)
_LARGEST = 200_000_000


def looks_like_csl_json(text: str) -> bool:
    """Whether a text is JSON whose first item has a CSL type or title."""
    head = text[:20000].lstrip("\ufeff \t\r\n")
    return head[:1] in ("[", "{") and re.search(r'"(?:type|title|DOI)"\s*:', head) is not None


def read(data: bytes, name: str = "") -> Draft:
    """The references of a CSL-JSON file: an array, one item, an object with ``items``, or one item
    a line. Raises Unreadable where it is no JSON."""
    if len(data) > _LARGEST:
        raise Unreadable(name or "the file", "is over 200 MB; split the bibliography first")
    decoded = decode(data, name)
    findings = list(decoded.findings)
    references = []
    for number, item in enumerate(_items(decoded.text, name), start=1):
        if isinstance(item, dict):
            references.append(_reference(item, number))
        else:
            findings.append(
                Finding(
                    rule="item-unreadable",
                    subject=f"reference {number}",
                    level="warning",
                    says=f"is no object with fields but “{plain(item)[:60]}”; left out",
                )
            )
    return drafted(references, name=name, findings=findings)


def _items(text: str, name: str) -> list[Any]:
    subject = name or "the file"
    try:
        whole = msgspec.json.decode(text.lstrip("\ufeff"))
    except (msgspec.DecodeError, RecursionError) as fault:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            if len(lines) > 1:
                return [msgspec.json.decode(line) for line in lines]
        except (msgspec.DecodeError, RecursionError):
            pass
        raise Unreadable(subject, f"is no JSON ({fault}); export the bibliography again") from fault
    if isinstance(whole, dict):
        for key in ("items", "references", "message"):
            held = whole.get(key)
            if isinstance(held, list):
                return held
            if isinstance(held, dict):
                inner = held.get("items")
                return inner if isinstance(inner, list) else [held]
        return [whole]
    return whole if isinstance(whole, list) else [whole]


def _reference(item: dict[str, Any], number: int) -> Reference:
    written = plain(item.get("type"))
    kind = written if written in _KINDS else _OLDER.get(written)
    reference = Reference(kind=kind or "document")
    if kind is None:
        reference.findings.append(
            Finding(
                rule="type-unknown",
                subject=f"reference {number}",
                level="warning",
                says=f"the type “{written}” is not in CSL 1.0.2; taken as a document",
            )
        )
    if kind != written and written:
        reference.keep("type", written)
    for key, value in item.items():
        if key != "type" and value not in (None, "", [], {}):
            _place(reference, key, value)
    return reference


def _place(reference: Reference, key: str, value: Any) -> None:
    if key in ROLES and isinstance(value, list):
        reference.name(key, *map(_name, value))
    elif key == "issued":
        reference.issued = _date(value)
    elif key == "accessed":
        reference.accessed.append(_date(value))
    elif key in _DATES:
        date = _date(value)
        reference.put(key, date.edtf or date.as_written)
    elif key in _IDENTIFIERS:
        for one in value if isinstance(value, list) else [value]:
            reference.identify(_IDENTIFIERS[key], plain(one))
    elif key == "URL":
        reference.urls.extend(plain(one) for one in (value if isinstance(value, list) else [value]))
    elif key == "abstract":
        reference.abstracts.append(_TAGS.sub("", str(value)))
    elif key == "note":
        reference.notes.append(str(value))
    elif key in ("keyword", "categories"):
        words = value if isinstance(value, list) else re.split(r"[,;]", plain(value))
        reference.keywords.extend(plain(word) for word in words if plain(word))
    elif key in ("id", "citation-key"):
        reference.put("citation-key", plain(value))
    elif isinstance(value, dict | list):
        _nested(reference, key, value)
    else:
        _text(reference, key, plain(value))


def _text(reference: Reference, key: str, text: str) -> None:
    bare = " ".join(_TAGS.sub("", text).split())
    if bare != text:
        reference.keep(f"markup-{key}", text)
    renamed = {
        "shortTitle": "title-short", "journalAbbreviation": "container-title-short",
        "event": "event-title", "collection-name": "collection-title",
    }.get(key, key)  # fmt: skip
    reference.put(renamed, bare)


def _nested(reference: Reference, key: str, value: Any) -> None:
    """Crossref gives titles as lists; anything else with inner parts is kept as JSON."""
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        if key in ("title", "container-title", "title-short", "container-title-short"):
            for one in value:
                _text(reference, key, plain(one))
        else:
            reference.keep(key, "; ".join(plain(one) for one in value))
    else:
        reference.keep(key, msgspec.json.encode(value).decode())


def _name(name: Any) -> str:
    if not isinstance(name, dict):
        return literal(plain(name))
    if name.get("literal") or (name.get("name") and not name.get("family")):
        return literal(plain(name.get("literal") or name.get("name")))
    family = " ".join(
        filter(None, (plain(name.get("non-dropping-particle")), plain(name.get("family"))))
    )
    given = " ".join(filter(None, (plain(name.get("given")), plain(name.get("dropping-particle")))))
    if not family:
        return person(given)
    if "," in family and not given:
        return literal(family)
    return person(family, given, plain(name.get("suffix")))


def _date(value: Any) -> Date:
    """A CSL date: date-parts (numbers or strings, one or two), a season, circa, raw or literal."""
    if not isinstance(value, dict):
        text = plain(value)
        return Date(edtf=edtf(text), as_written=text)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        ends: list[str | None] = [_parts(part) for part in parts[:2] if isinstance(part, list)]
        season = _SEASONS.get(plain(value.get("season")))
        if season and ends[0] and len(ends[0]) == 4:
            ends[0] = f"{ends[0]}-{season}"
        if ends and all(ends):
            made = "/".join(end for end in ends if end)
            told = made + ("~" if value.get("circa") and "/" not in made else "")
            return Date(
                edtf=told, as_written=plain(value.get("raw") or value.get("literal") or made)
            )
        numbers = "-".join(plain(one) for part in parts for one in (part or []))
        return Date(as_written=plain(value.get("literal") or value.get("raw") or numbers))
    text = plain(value.get("raw") or value.get("literal") or value.get("date-time"))
    if re.fullmatch(r"\d{4}(-\d\d){0,2}/\d{4}(-\d\d){0,2}", text):
        return Date(edtf=text, as_written=text)
    return Date(edtf=edtf(text.split("T")[0]), as_written=text)


def _parts(part: list[Any]) -> str | None:
    numbers = [plain(one) for one in part if plain(one)]
    if not numbers or not all(re.fullmatch(r"-?\d{1,4}", one) for one in numbers):
        return None
    if len(numbers[0]) < 4:
        numbers[0] = numbers[0].zfill(4)
    if len(numbers) > 1 and 13 <= int(numbers[1]) <= 24:  # CSL writes seasons as months 13 to 16
        season = int(numbers[1])
        return f"{numbers[0]}-{season + 8 if season <= 16 else season}"
    return edtf("-".join((numbers[0], *(one.zfill(2) for one in numbers[1:3]))))
