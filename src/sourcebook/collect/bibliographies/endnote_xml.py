"""EndNote XML into references. No entities, no DTD, no network: the parser refuses what could harm.

Source: EndNote's RSXML DTD; type numbers as EndNote writes them since version 8.
"""

import re
from typing import Any

from sourcebook.collect.bibliographies.reference import (
    Reference,
    drafted,
    read_issued,
    written_name,
)
from sourcebook.collect.draft import Draft
from sourcebook.errors import Unreadable
from sourcebook.records import Date, Finding

KINDS = {
    "aggregated database": "dataset", "ancient text": "classic", "artwork": "graphic",
    "audiovisual material": "motion_picture", "bill": "bill", "blog": "post-weblog",
    "book": "book", "book section": "chapter", "case": "legal_case", "catalog": "book",
    "chart or table": "figure", "classical work": "classic", "computer program": "software",
    "conference paper": "paper-conference", "conference proceedings": "paper-conference",
    "dataset": "dataset", "dictionary": "entry-dictionary", "discussion forum": "post",
    "edited book": "book", "electronic article": "article-journal", "electronic book": "book",
    "electronic book section": "chapter", "electronic source": "webpage",
    "encyclopedia": "entry-encyclopedia", "equation": "document", "figure": "figure",
    "film or broadcast": "motion_picture", "generic": "document",
    "government document": "report", "grant": "document", "hearing": "hearing",
    "interview": "interview", "journal article": "article-journal",
    "legal rule or regulation": "regulation", "magazine article": "article-magazine",
    "manuscript": "manuscript", "map": "map", "multimedia application": "motion_picture",
    "music": "song", "newspaper article": "article-newspaper", "online database": "dataset",
    "online multimedia": "motion_picture", "pamphlet": "pamphlet", "patent": "patent",
    "personal communication": "personal_communication", "podcast": "broadcast",
    "press release": "document", "report": "report", "serial": "book",
    "social media": "post", "standard": "standard", "statute": "legislation",
    "television episode": "broadcast", "thesis": "thesis", "unpublished work": "manuscript",
    "web page": "webpage", "video": "motion_picture",
}  # fmt: skip
_NUMBERS = {
    "0": "document", "1": "document", "2": "graphic", "3": "motion_picture", "4": "bill",
    "5": "chapter", "6": "book", "7": "legal_case", "8": "figure", "9": "software",
    "10": "paper-conference", "12": "webpage", "13": "document", "14": "bill", "17":
    "article-journal", "19": "article-magazine", "20": "map", "21": "motion_picture", "23":
    "article-newspaper", "25": "patent", "26": "personal_communication", "27": "report",
    "28": "book", "31": "legislation", "32": "thesis", "34": "manuscript", "36": "manuscript",
    "37": "figure", "38": "document", "39": "dataset", "43": "article-journal", "44": "book",
    "45": "dataset", "46": "report", "47": "paper-conference", "48": "dataset", "49": "classic",
    "50": "hearing", "51": "classic", "52": "entry-dictionary", "53": "entry-encyclopedia",
    "54": "document", "56": "post-weblog", "57": "book", "58": "book", "59": "dataset",
    "60": "chapter", "61": "song", "64": "standard",
}  # fmt: skip
# contributors/<group> → role, where the kind does not say otherwise.
_GROUPS = {
    "authors": "author", "secondary-authors": "editor", "tertiary-authors": "collection-editor",
    "subsidiary-authors": "translator", "translated-authors": "original-author",
}  # fmt: skip
_ROLES = {
    ("book", "secondary-authors"): "collection-editor", ("book", "tertiary-authors"): "editor",
    ("report", "secondary-authors"): "collection-editor",
    ("software", "secondary-authors"): "collection-editor",
    ("map", "secondary-authors"): "collection-editor",
    ("motion_picture", "authors"): "director", ("motion_picture", "secondary-authors"): "x-cast",
    ("motion_picture", "tertiary-authors"): "producer",
    ("song", "authors"): "composer", ("song", "secondary-authors"): "performer",
    ("personal_communication", "secondary-authors"): "recipient",
    ("thesis", "tertiary-authors"): "contributor", ("bill", "secondary-authors"): "x-sponsor",
    ("legal_case", "subsidiary-authors"): "x-counsel",
}  # fmt: skip
_VARIABLES = {
    "pages": "page", "volume": "volume", "number": "issue", "issue": "issue", "edition": "edition",
    "section": "section", "publisher": "publisher", "pub-location": "publisher-place",
    "num-vols": "number-of-volumes", "language": "language", "call-num": "call-number",
    "accession-num": "archive_location", "remote-database-name": "archive",
    "remote-database-provider": "source", "work-type": "genre", "label": "citation-key",
    "meeting-place": "event-place", "reprint-edition": "x-reprint",
    "reviewed-item": "reviewed-title", "auth-address": "x-author-address",
    "orig-pub": "x-original-publication", "caption": "x-caption", "custom2": "x-custom2",
}  # fmt: skip
_TITLES = {
    "title": "title", "secondary-title": "container-title", "tertiary-title": "collection-title",
    "short-title": "title-short", "alt-title": "container-title-short",
    "translated-title": "x-translated-title",
}  # fmt: skip
_MARKS = {"bold": "b", "italic": "i", "superscript": "sup", "subscript": "sub"}
_QUIET = frozenset(["database", "source-app", "rec-number", "foreign-keys", "ref-type"])
_LARGEST = 200_000_000


def looks_like_endnote(data: bytes) -> bool:
    """Whether bytes begin as EndNote XML does: <xml><records>."""
    head = re.sub(rb"\x00", b"", data[:4096])
    return re.search(rb"<xml>\s*<records>|<records>\s*<record>", head, re.I) is not None


def parse(data: bytes, name: str = "") -> Any:
    """The root element of an XML file, parsed without entities, DTD or network.

    Raises Unreadable for what is no XML at all or larger than 200 MB; a broken end is forgiven.
    """
    from lxml import etree

    if len(data) > _LARGEST:
        raise Unreadable(name or "the file", "is over 200 MB; split the bibliography first")
    if re.search(rb"<!ENTITY", data[:65536], re.I):
        raise Unreadable(
            name or "the file", "defines XML entities, which no bibliography needs; it is refused"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data.lstrip(b"\xef\xbb\xbf \t\r\n"), parser=parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable(name or "the file", f"is no XML ({fault}); export it again") from fault
    if root is None:
        raise Unreadable(name or "the file", "is no XML; export the bibliography again")
    errors = [f"line {error.line}: {error.message}" for error in parser.error_log]
    return root, errors


def read(data: bytes, name: str = "") -> Draft:
    """The references of an EndNote XML file; Unreadable as ``parse`` says."""
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
    records = root.iter("record", "RECORD")
    return drafted(map(_reference, records), name=name, findings=findings)


def _text(element: Any) -> str:
    """The words of an element whatever its <style> runs."""
    return " ".join("".join(element.itertext()).split())


def _marked(element: Any) -> str:
    """The words with CSL's rich-text tags for bold, italic, raised and lowered runs."""
    made = [element.text or ""]
    for style in element.iter("style"):
        words = "".join(style.itertext())
        tags = [_MARKS[face] for face in (style.get("face") or "").split() if face in _MARKS]
        made.append("".join(f"<{tag}>" for tag in tags) + words)
        made.append("".join(f"</{tag}>" for tag in reversed(tags)))
    return " ".join("".join(made).split())


def _kind(record: Any) -> tuple[str | None, str]:
    element = record.find("ref-type")
    if element is None:
        return None, ""
    written = element.get("name") or _text(element)
    return KINDS.get(written.lower()) or _NUMBERS.get(_text(element)), written


def _reference(record: Any) -> Reference:
    kind, written = _kind(record)
    reference = Reference(kind=kind or "document", line=record.sourceline or 0)
    if kind is None:
        reference.findings.append(
            Finding(
                rule="type-unknown",
                subject=f"line {reference.line}",
                level="warning",
                says=f"the type “{written}” is not known; taken as a document",
            )
        )
    if written:
        reference.keep("type", written)
    for element in record.iterchildren("*"):
        tag = str(element.tag)
        if tag in _QUIET:
            continue
        if tag == "contributors":
            _names(reference, element)
        elif tag == "titles":
            for title in element.iterchildren("*"):
                _title(reference, str(title.tag), title)
        elif tag in ("periodical", "alt-periodical"):
            _periodical(reference, element)
        elif tag == "dates":
            _dates(reference, element)
        elif tag == "urls":
            _urls(reference, element)
        elif tag == "keywords":
            for word in element.iterchildren("*"):
                reference.keywords.extend(w.strip() for w in _text(word).split(";") if w.strip())
        else:
            _place(reference, tag, element)
    return reference


def _names(reference: Reference, element: Any) -> None:
    for group in element.iterchildren("*"):
        role = _ROLES.get((reference.kind, group.tag)) or _GROUPS.get(group.tag)
        for author in group.iterchildren("*"):
            name = written_name(_text(author))
            if name:
                reference.name(role or f"x-{group.tag}", name)


def _title(reference: Reference, tag: str, element: Any) -> None:
    text, marked = _text(element), _marked(element)
    variable = _TITLES.get(tag, f"x-{tag}")
    if (reference.kind == "book" and tag in ("secondary-title", "tertiary-title")) or (
        reference.kind in ("report", "software", "map") and tag == "secondary-title"
    ):
        variable = "collection-title"
    elif reference.kind == "paper-conference" and tag == "secondary-title":
        variable = "event-title"
    if variable.startswith("x-"):
        reference.keep(variable, text)
    else:
        reference.put(variable, text)
    if marked != text and tag == "title":
        reference.keep(f"markup-{variable}", marked)


def _periodical(reference: Reference, element: Any) -> None:
    for part in element.iterchildren("*"):
        text = _text(part)
        known = {*reference.variables.values()}
        if part.tag == "full-title" and text not in known:
            reference.put("container-title", text)
        elif part.tag != "full-title":
            reference.put("container-title-short", text)


def _dates(reference: Reference, element: Any) -> None:
    year = _text(element.find("year")) if element.find("year") is not None else ""
    dates = [_text(date) for date in element.iterfind(".//pub-dates//date")]
    written = " ".join(filter(None, (*dates[:1], year)))
    if not written:
        return
    best = read_issued(written) if dates else None
    if best is None or best.edtf is None:
        best = read_issued(dates[0]) if dates and year in dates[0] else best
    if best is None or best.edtf is None:
        plain_year = read_issued(year) if year else None
        best = Date(edtf=plain_year.edtf if plain_year else None, as_written=written)
    reference.issued = best
    for other in dates[1:]:
        reference.keep("date", other)


def _urls(reference: Reference, element: Any) -> None:
    for group in element.iterchildren("*"):
        for url in group.iter("url") if len(group) else [group]:
            text = _text(url)
            if not text:
                continue
            if group.tag in ("pdf-urls", "image-urls", "text-urls") or text.startswith("internal-"):
                reference.keep("file", text)
            else:
                reference.urls.append(text)


def _serials(reference: Reference, text: str) -> None:
    if reference.kind in ("patent", "report", "standard"):
        reference.put("number", text)
        return
    for part in re.split(r"\s*[;\r\n]\s*|\s{2,}|(?<=\))\s+", text):
        reference.serial(part)


def _place(reference: Reference, tag: str, element: Any) -> None:
    text = _text(element)
    if not text:
        return
    if tag == "abstract":
        words = "".join(element.itertext()).replace("\r\n", "\n").replace("\r", "\n")
        reference.abstracts.append(words.strip())
    elif tag in ("notes", "research-notes"):
        reference.notes.append(text)
    elif tag == "isbn":
        _serials(reference, text)
    elif tag == "electronic-resource-num":
        reference.identify("doi", text)
    elif tag == "access-date":
        reference.accessed.append(read_issued(text) or Date(as_written=text))
    elif tag == "custom2" and re.fullmatch(r"PMC\d+", text):
        reference.identify("pmcid", text)
    elif tag == "number" and not reference.kind.startswith("article"):
        book = reference.kind in ("book", "chapter")
        reference.put("collection-number" if book else "number", text)
    elif tag == "pages" and reference.kind in ("book", "thesis", "manuscript"):
        reference.put("number-of-pages", text)
    elif tag == "work-type" and reference.kind == "graphic":
        reference.put("medium", text)
    elif tag in _VARIABLES and not _VARIABLES[tag].startswith("x-"):
        reference.put(_VARIABLES[tag], text)
    else:
        reference.keep(_VARIABLES.get(tag, tag), text)
