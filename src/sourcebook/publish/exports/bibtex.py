"""Entries as BibLaTeX: UTF-8, one entry type for each kind, ``urldate`` and EDTF dates as they are.

Source: biblatex 3.20 manual, section 2 (types and fields; ``date`` takes EDTF level 1). Where biblatex
prints two types alike, the one that pandoc's and Zotero's readers know is taken: Zotero leaves out
an entry whose type it doesn't know.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from sourcebook.publish.cite.csl.names import told
from sourcebook.publish.cite.item import item, source_of
from sourcebook.publish.exports.remarks import encoded_remarks, line
from sourcebook.records import Entry
from sourcebook.values.languages import language_name

_TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "bill": "legislation", "book": "book", "chapter": "incollection",
    "classic": "book", "collection": "collection", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "graphic": "artwork",
    "figure": "artwork", "legal_case": "jurisdiction", "legislation": "legislation",
    "manuscript": "unpublished", "motion_picture": "movie", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "patent": "patent", "personal_communication": "letter",
    "post": "online", "post-weblog": "online", "regulation": "legislation", "report": "report",
    "review": "article", "review-book": "article", "software": "software", "song": "audio",
    "thesis": "thesis", "treaty": "legislation", "webpage": "online",
}  # fmt: skip
# The kind an entry type stands for by itself; any other kind is named in ``entrysubtype``.
_MEANT = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "inreference":
    "entry-encyclopedia", "legislation": "legislation", "misc": "document", "online": "webpage",
    "book": "book",
}  # fmt: skip
# The two that styles and readers go by are called as biblatex's manual calls them (2.3.4).
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_PEOPLE = {"author": "author", "editor": "editor", "translator": "translator"}
_SAME = {
    "volume": "volume", "number-of-pages": "pagetotal", "number-of-volumes": "volumes",
    "publisher-place": "location", "genre": "type", "collection-title": "series",
    "edition": "edition", "abstract": "abstract", "shortTitle": "shorttitle",
    "title-short": "shorttitle", "event-title": "eventtitle", "event-place": "venue",
    "chapter-number": "chapter", "version": "version",
    "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "note": "note", "medium": "howpublished",
    "keyword": "keywords", "status": "pubstate", "container-title-short": "shortjournal",
}  # fmt: skip
_ALIKE = frozenset(_SAME)
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_MARKS = "".join(_SPECIAL).encode()
_TO_ESCAPE = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")  # 5 times str.translate's pace
_IN_URLS = {"{": "%7B", "}": "%7D", "\\": "%5C", "^": "%5E", " ": "%20", '"': "%22"}
_URL = str.maketrans(_IN_URLS)
_URL_MARKS = "".join(_IN_URLS).encode()
# Styles that want sentence case, pandoc among them, lower every capital in these that isn't in braces.
_CASED = frozenset(
    {"title", "booktitle", "series", "shorttitle", "eventtitle", "titleaddon", "type"}
)
_DASH = re.compile(r"\s*[-–]+\s*")
_KEY = re.compile(r"[^A-Za-z0-9_.:+\-]+")


@lru_cache(maxsize=1024)  # publishers recur
def escaped(text: str) -> str:
    """Text with LaTeX's special characters escaped, on one line."""
    return _TO_ESCAPE.sub(_escape, line(text))


def _escape(found: re.Match[str]) -> str:
    return _SPECIAL[found.group()]


def _person(name: dict[str, Any]) -> str:
    if "literal" in name:
        return "{" + escaped(str(name["literal"])) + "}"
    family = " ".join(
        str(name[part]) for part in ("non-dropping-particle", "family") if name.get(part)
    )
    given = " ".join(str(name[part]) for part in ("given", "dropping-particle") if name.get(part))
    if " and " in f" {family} {given} ":
        return "{" + escaped(f"{given} {family}".strip()) + "}"
    parts = [escaped(family)]
    if name.get("suffix"):
        parts.append(escaped(str(name["suffix"])))
    if given:
        parts.append(escaped(given))
    return ", ".join(parts)


def _people(names: list[dict[str, Any]]) -> str:
    return " and ".join(map(_person, names))


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    made = item(entry)
    kind = _TYPES.get(entry.kind, "misc")
    for variable, field in _PEOPLE.items():
        if made.get(variable):
            yield field, told(made[variable], _people)
    yield "title", escaped(entry.title)
    if _MEANT.get(kind, entry.kind) != entry.kind:
        yield "entrysubtype", _SUBTYPES.get(entry.kind) or escaped(entry.kind)
    container = entry.container
    if kind == "article" and not container:  # an agency's own news: no style prints its publisher
        container = entry.publisher
    if container:
        yield _container(kind), escaped(container)
    if entry.publisher:
        yield _publisher(kind), escaped(entry.publisher)
    if entry.issued is not None:
        if entry.issued.edtf:
            yield "date", entry.issued.edtf
        elif entry.issued.as_written:
            yield "year", escaped(entry.issued.as_written)
    number = made.get("issue") or made.get("number")
    if number:
        yield "number", escaped(str(number))
    if made.get("page"):
        yield "pages", _DASH.sub("--", escaped(str(made["page"])))
    if entry.edition and "edition" not in made:
        made["edition"] = entry.edition
    if not _ALIKE.isdisjoint(made):  # most items have none of the two dozen
        for variable, field in _SAME.items():
            if made.get(variable):
                yield field, escaped(str(made[variable]))
    if entry.language:
        yield from _languages(entry.language)
    if made.get("DOI"):
        yield "doi", _address(str(made["DOI"]))
    source = source_of(entry)
    if source.url:
        yield "url", _address(source.url)
    if source.accessed is not None and source.accessed.edtf:
        yield "urldate", source.accessed.edtf


def _address(url: str) -> str:
    encoded = url.encode()
    if len(encoded) == len(encoded.translate(None, _URL_MARKS)):
        return url  # most; changing letter by letter takes twenty times as long
    return url.translate(_URL)


@lru_cache(maxsize=256)
def _languages(tag: str) -> tuple[tuple[str, str], ...]:
    """``language`` is printed, ``langid`` chooses hyphenation and case: both are babel's names."""
    name = language_name(tag).lower().replace(" ", "")
    if "-" in tag or name == tag:
        return (("language", escaped(tag)),)
    return ("language", name), ("langid", name)


def cased(text: str) -> str:
    """``text`` with braces around words that have a capital, which keep them as they are."""
    words = text.split(" ")
    small = text.lower().split(" ")
    # a sentence's first word keeps its first letter anyway
    first = words[0][1:]
    small[0] = words[0] if first == first.lower() else ""
    if words == small:
        return text
    made: list[str] = []
    held = False
    for word, lower in zip(words, small, strict=True):
        if word == lower:  # LaTeX's commands have no capital
            if held:
                made[-1] += "}"
            held = False
            made.append(word)
        else:
            made.append(word if held else "{" + word)
            held = True
    return " ".join(made) + ("}" if held else "")


def _container(kind: str) -> str:
    if kind in ("article", "legislation", "jurisdiction"):
        return "journaltitle"
    return "booktitle" if kind in ("incollection", "inproceedings", "inreference") else "titleaddon"


def _publisher(kind: str) -> str:
    if kind in ("report", "thesis"):
        return "institution"
    return "organization" if kind in ("online", "misc") else "publisher"


def key(entry: Entry) -> str:
    """The entry's id, without what can't stand in a BibTeX key."""
    return _KEY.sub("-", entry.id).strip("-") or "entry"


def one(entry: Entry) -> str:
    """One BibLaTeX entry, ending in a newline."""
    return encoded(entry).decode()


def encoded(entry: Entry) -> bytes:
    """The same in UTF-8."""
    lines = [f"@{_TYPES.get(entry.kind, 'misc')}{{{key(entry)},"]
    written: set[str] = set()
    for field, value in _fields(entry):
        if value and field not in written:
            written.add(field)
            lines.append(f"  {field} = {{{cased(value) if field in _CASED else value}}},")
    head = "\n".join(lines).encode()
    notes = encoded_remarks(entry)
    if not notes:
        return head + b"\n}\n"
    annote = b"\n".join(notes)  # of lines, escaped at once
    if len(annote) != len(annote.translate(None, _MARKS)):
        annote = _TO_ESCAPE.sub(_escape, annote.decode()).encode()
    annote = annote.replace(b"\n", b" \\par ")
    return b"".join((head, b"\n  annote = {", annote, b"},\n}\n"))


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A .bib file, piece by piece."""
    yield "% Encoding: UTF-8\n"
    for entry in entries:
        yield "\n" + one(entry)
