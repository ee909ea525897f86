"""MODS 3, the Library of Congress's descriptions of books and articles, into references.

Source: MODS User Guidelines, version 3; parsed as EndNote XML is, without entities or network.
"""

import re
from typing import Any

from sourcebook.collect.bibliographies.endnote_xml import parse
from sourcebook.collect.bibliographies.reference import (
    Reference,
    drafted,
    literal,
    person,
    read_issued,
    written_name,
)
from sourcebook.collect.draft import Draft
from sourcebook.records import Date, Finding
from sourcebook.values.dates import edtf

# typeOfResource → CSL, where no genre says more.
_RESOURCES = {
    "software, multimedia": "software", "cartographic": "map", "notated music": "musical_score",
    "sound recording": "song", "sound recording-musical": "song",
    "sound recording-nonmusical": "song", "still image": "graphic",
    "moving image": "motion_picture", "three dimensional object": "graphic",
}  # fmt: skip
# genre, whatever its authority, as a part of its words → CSL. The first that fits is taken.
_GENRES = (
    ("journal article", "article-journal"), ("newspaper article", "article-newspaper"),
    ("magazine article", "article-magazine"), ("bill", "bill"), ("hearing", "hearing"),
    ("web site", "webpage"), ("website", "webpage"), ("thesis", "thesis"),
    ("theses", "thesis"), ("dissertation", "thesis"), ("letter", "personal_communication"),
    ("conference publication", "book"), ("technical report", "report"), ("report", "report"),
    ("patent", "patent"), ("dictionary", "book"), ("map", "map"), ("dataset", "dataset"),
    ("manuscript", "manuscript"), ("film", "motion_picture"), ("videorecording", "motion_picture"),
    ("computer program", "software"), ("picture", "graphic"), ("book", "book"),
)  # fmt: skip
# MARC relators and their codes → role.
_ROLES = {
    "aut": "author", "author": "author", "creator": "author", "cre": "author", "edt": "editor",
    "editor": "editor", "trl": "translator", "translator": "translator", "ctb": "contributor",
    "contributor": "contributor", "cmp": "composer", "composer": "composer", "prf": "performer",
    "performer": "performer", "drt": "director", "director": "director", "pro": "producer",
    "rcp": "recipient", "recipient": "recipient", "ill": "illustrator", "spn": "x-sponsor",
    "sponsor": "x-sponsor", "pht": "author", "photographer": "author", "art": "author",
    "artist": "author", "prg": "author", "programmer": "author", "ctg": "author",
    "cartographer": "author", "addressee": "recipient",
}  # fmt: skip
_IDENTIFIERS = frozenset(["doi", "isbn", "issn", "lccn", "hdl", "urn", "oclc", "pmid"])
_VOLUME = {"volume": "volume", "issue": "issue", "number": "issue", "section": "section"}


def looks_like_mods(data: bytes) -> bool:
    """Whether bytes begin as MODS does: a mods or modsCollection element."""
    head = data[:4096].replace(b"\x00", b"")
    return re.search(rb"<(?:\w+:)?mods(?:Collection)?[\s>]", head) is not None


def read(data: bytes, name: str = "") -> Draft:
    """The descriptions of a MODS file; Unreadable for what is no XML or defines entities."""
    root, errors = parse(data, name)
    findings = [
        Finding(
            rule="xml-broken",
            subject=f"file {name}",
            level="warning",
            says=f"the XML is broken ({errors[0]}); what could be read was, count the references",
        )
        for _ in errors[:1]
    ]
    records = list(root.iter("{*}mods"))
    return drafted(map(_reference, records), name=name, findings=findings)


def _text(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _all(parent: Any, path: str) -> list[Any]:
    """The elements at a path below a parent, whatever their namespace."""
    return list(parent.iterfind("/".join(f"{{*}}{step}" for step in path.split("/"))))


def _reference(record: Any) -> Reference:
    host = next((item for item in _all(record, "relatedItem") if item.get("type") == "host"), None)
    reference = Reference(kind=_kind(record, host), line=record.sourceline or 0)
    for title in _all(record, "titleInfo"):
        _title(reference, title)
    for name in _all(record, "name"):
        _name(reference, name, "author")
    _origin(reference, record)
    for item in record.iterchildren("*"):
        _place(reference, str(item.tag).rpartition("}")[2], item)
    if host is not None:
        _host(reference, host)
    for series in _all(record, "relatedItem"):
        if series.get("type") == "original":
            for location in _all(series, "location"):
                _location(reference, location)
        if series.get("type") == "series":
            for title in _all(series, "titleInfo"):
                reference.put("collection-title", _whole_title(title))
    return reference


def _kind(record: Any, host: Any) -> str:
    genres = [_text(genre).lower() for genre in _all(record, "genre")]
    for words, kind in _GENRES:
        if any(words in genre for genre in genres):
            return kind
    resource = _RESOURCES.get(_text(next(iter(_all(record, "typeOfResource")), None)).lower())
    if resource:
        return resource
    if host is not None:
        serial = {_text(issuance) for issuance in _all(host, "originInfo/issuance")}
        serial |= {_text(genre).lower() for genre in _all(host, "genre")}
        parts = {part.get("type") for part in _all(host, "part/detail")}
        if serial & {"continuing", "serial", "periodical", "journal"} or parts & {
            "issue", "number", "volume",
        }:  # fmt: skip
            return "article-journal"
        if _all(host, "part"):
            return "chapter"
    if any(item.get("collection") == "yes" for item in _all(record, "typeOfResource")):
        return "document"
    media = {_text(item) for item in _all(record, "physicalDescription/internetMediaType")}
    if "text/html" in media and _all(record, "location/url"):
        return "webpage"
    issuance = {_text(item) for item in _all(record, "originInfo/issuance")}
    return "book" if issuance & {"monographic", "single unit"} else "document"


def _whole_title(element: Any) -> str:
    article = _text(next(iter(_all(element, "nonSort")), None))
    title = _text(next(iter(_all(element, "title")), None))
    rest = _text(next(iter(_all(element, "subTitle")), None))
    part = " ".join(
        _text(item) for tag in ("partNumber", "partName") for item in _all(element, tag)
    )
    whole = " ".join(filter(None, (article, title)))
    made = f"{whole}{' ' if whole.endswith(':') else ': '}{rest}" if rest else whole
    return ". ".join(filter(None, (made, part)))


def _title(reference: Reference, element: Any) -> None:
    kind = element.get("type")
    text = _whole_title(element)
    if kind is None:
        reference.put("title", text)
    elif kind == "abbreviated":
        reference.put("title-short", text)
    else:
        reference.keep(f"{kind}-title", text)


def _name(reference: Reference, element: Any, role: str) -> None:
    terms = [_text(term).lower().rstrip(".") for term in _all(element, "role/roleTerm")]
    terms += [_text(term).lower() for term in _all(element, "role") if not _all(term, "roleTerm")]
    named = next((_ROLES[term] for term in terms if term in _ROLES), "")
    other = next((term for term in terms if term and term not in _ROLES), "")
    if other and not named:
        reference.keep("contributor-roles", other)
    role = named or ("contributor" if other else role)
    parts: dict[str, list[str]] = {}
    for part in _all(element, "namePart"):
        if _text(part):
            parts.setdefault(part.get("type") or "", []).append(_text(part))
    if element.get("type") in ("corporate", "conference"):
        body = ". ".join(part.rstrip(".") for part in parts.get("", []))
        reference.name(role, literal(body))
    elif "family" in parts:
        given = " ".join(parts.get("given", []))
        reference.name(role, person(" ".join(parts["family"]), given))
    elif parts.get("") or parts.get("given"):
        told = re.sub(
            r"\s*[\[(]?\d{4}-(?:\d{4})?[\])]?\s*$", "", (parts.get("") or parts["given"])[0]
        )
        reference.name(role, written_name(told.rstrip(",")))
    else:
        reference.name(role, _text(next(iter(_all(element, "displayForm")), None)))


def _origin(reference: Reference, parent: Any) -> None:
    for place in _all(parent, "originInfo/place"):
        for term in [*_all(place, "placeTerm"), *_all(place, "text")]:
            if term.get("type") != "code":
                reference.put("publisher-place", _text(term))
    for tag, variable in (("publisher", "publisher"), ("edition", "edition")):
        for item in _all(parent, f"originInfo/{tag}"):
            reference.put(variable, _text(item).rstrip(","))
    dates = [
        item
        for tag in ("copyrightDate", "dateIssued", "dateCreated")
        for item in _all(parent, f"originInfo/{tag}")
    ]
    ranked = sorted(
        dates, key=lambda item: (item.get("encoding") is None, item.get("point") == "end")
    )
    if ranked and reference.issued is None:
        reference.issued = _date(_text(ranked[0]))


def _date(text: str) -> Date:
    """A date in words, ISO 8601 (20020702) or MARC ("c1999", "[1999?]")."""
    packed = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text)
    if packed:
        return Date(edtf=edtf("-".join(packed.groups())), as_written=text)
    date = read_issued(text) or Date(as_written=text)
    bare = re.fullmatch(r"[\[(]?[cp©]?\s?(\d{4})\??[\])]?\.?", text)
    return Date(edtf=bare[1], as_written=text) if bare and date.edtf is None else date


def _place(reference: Reference, tag: str, item: Any) -> None:
    text = _text(item)
    kind = item.get("type") or ""
    if tag in ("titleInfo", "name", "typeOfResource", "originInfo", "relatedItem", "recordInfo"):
        return
    if tag == "language":
        terms = _all(item, "languageTerm")
        codes = [_text(term) for term in terms if term.get("type") != "text"]
        told = [reference.variables.get("language", ""), *(codes or [text])]
        reference.variables["language"] = "; ".join(dict.fromkeys(filter(None, told)))
    elif tag == "abstract":
        reference.abstracts.append(text)
    elif tag in ("note", "tableOfContents"):
        label = "Table of Contents" if tag == "tableOfContents" else kind
        reference.notes.append(f"{label}: {text}" if label else text)
    elif tag == "subject":
        reference.keywords.extend(_text(topic) for topic in _all(item, "topic"))
        for scale in _all(item, "cartographics/scale"):
            ratio = re.search(r"1\s?:\s?[\d,. ]*\d", _text(scale))
            reference.put("scale", ratio.group() if ratio else _text(scale))
        for other in item.iterchildren("*"):
            name = str(other.tag).rpartition("}")[2]
            if name not in ("topic", "cartographics") and _text(other):
                reference.keep(f"subject-{name.lower()}", _text(other))
    elif tag == "identifier":
        _identifier(reference, kind.lower(), text)
    elif tag == "location":
        _location(reference, item)
    elif tag == "classification":
        held = reference.variables.get("call-number")
        reference.variables["call-number"] = f"{held}, {text}" if held else text
    elif tag == "accessCondition":
        reference.keep("rights", text)
    elif tag == "physicalDescription":
        _physical(reference, item)
    elif tag == "part":
        _part(reference, item)
    elif text:
        reference.keep(tag.lower(), text)


def _identifier(reference: Reference, kind: str, text: str) -> None:
    if kind in _IDENTIFIERS:
        number = re.match(r"[\dXx\- ]+", text) if kind in ("isbn", "issn") else None
        reference.identify(kind, number.group().strip() if number else text)
    elif kind == "uri" or (not kind and re.match(r"https?://", text)):
        reference.urls.append(text)
    else:
        reference.keep(f"identifier-{kind}" if kind else "identifier", text)


def _location(reference: Reference, item: Any) -> None:
    urls = sorted(_all(item, "url"), key=lambda url: url.get("usage") != "primary display")
    reference.urls.extend(_text(url) for url in urls if _text(url))
    for place in _all(item, "physicalLocation"):
        held = reference.variables.get("archive_location")
        reference.variables["archive_location"] = "; ".join(filter(None, (held, _text(place))))
    for shelf in _all(item, "shelfLocator"):
        reference.put("call-number", _text(shelf))


def _physical(reference: Reference, item: Any) -> None:
    for extent in _all(item, "extent"):
        pages = re.search(r"(\d+)\s*p(?:\.|ages?\b)", _text(extent))
        if pages and reference.kind in ("book", "thesis", "report", "manuscript"):
            reference.put("number-of-pages", pages[1])
        reference.keep("extent", _text(extent))
    for other in item.iterchildren("*"):
        name = str(other.tag).rpartition("}")[2]
        if name == "note":
            reference.notes.append(_text(other))
        elif name != "extent" and _text(other):
            reference.keep(name.lower(), _text(other))


def _host(reference: Reference, host: Any) -> None:
    """What the whole says of its part: its title, people, house, numbers and pages."""
    for title in _all(host, "titleInfo"):
        short = title.get("type") == "abbreviated"
        reference.put("container-title-short" if short else "container-title", _whole_title(title))
    for name in _all(host, "name"):
        _name(reference, name, "container-author")
    for part in _all(host, "part"):
        _part(reference, part)
    _origin(reference, host)
    for identifier in _all(host, "identifier"):
        _identifier(reference, (identifier.get("type") or "").lower(), _text(identifier))
    for url in _all(host, "location/url"):
        reference.keep("container-url", _text(url))


def _part(reference: Reference, part: Any) -> None:
    for detail in _all(part, "detail"):
        number = _text(next(iter(_all(detail, "number")), None)) or _text(detail)
        kind = (detail.get("type") or "").lower()
        if kind in _VOLUME:
            reference.put(_VOLUME[kind], number)
        else:
            reference.keep(f"part-{kind}" if kind else "part", number)
    for extent in _all(part, "extent"):
        if (extent.get("unit") or "page").startswith("page"):
            start, end = (_text(next(iter(_all(extent, end)), None)) for end in ("start", "end"))
            listed = _text(next(iter(_all(extent, "list")), None))
            joined = f"{start}-{end}" if start and end and start != end else start or end
            reference.put("page", joined or listed)
    for date in _all(part, "date"):
        read_date = _date(_text(date))
        if reference.issued is None:
            reference.issued = read_date
        else:
            reference.keep("part-date", _text(date))
