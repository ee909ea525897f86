"""Read office documents and e-books by the XML inside: DOCX, ODT, EPUB. Their words and headings;
places in the packed file mean nothing, so their texts have no runs."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Literal

from sourcebook.errors import Unreadable
from sourcebook.read.html.source import take_apart
from sourcebook.read.identifiers import identifiers_in
from sourcebook.read.kinds import DOCX, EPUB, ODT
from sourcebook.read.language import language_of
from sourcebook.read.references.headings import begins, ends
from sourcebook.read.references.reading import numbered, reference
from sourcebook.records import Block, Date, Reference, Text, TextPage

LARGEST = 100_000_000  # bytes of one part, unpacked
PARTS = 2000
Kind = Literal["heading", "paragraph", "item", "row", "footnote", "reference", "furniture"]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def read(data: bytes, *, name: str, digest: str, url: str = "") -> Text:
    """The Text of a DOCX, ODT or EPUB. Raises Unreadable for one that is damaged or a bomb."""
    del url
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                kind, blocks, told = (
                    DOCX,
                    list(_docx(archive, names, name)),
                    _core(archive, names, name),
                )
            elif "META-INF/container.xml" in names:
                kind, (blocks, told) = EPUB, _epub(archive, names, name)
            elif "content.xml" in names:
                kind, blocks, told = ODT, list(_odt(archive, name)), _meta(archive, names, name)
            else:
                raise Unreadable(
                    name, "this document holds no text that can be read; save it as PDF"
                )
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        KeyError,
    ) as fault:
        raise Unreadable(name, f"this document is damaged; get another copy ({fault})") from fault
    return _text(blocks, told, kind=kind, digest=digest)


def _text(found: list[tuple[Kind, str]], told: dict[str, str], *, kind: str, digest: str) -> Text:
    parts: list[str] = []
    blocks: list[Block] = []
    references: list[Reference] = []
    length = 0
    listing = False
    for told_kind, words in found:
        what = told_kind
        if what in ("heading", "paragraph") and begins(words):
            listing, what = True, "heading"
        elif listing and (what == "heading" or ends(words)):
            listing = False
        elif listing and what in ("paragraph", "item"):
            what = "reference"
            number, rest = numbered(words)
            references.append(reference(rest, number=number))
        if parts:
            parts.append("\n\n")
            length += 2
        blocks.append(Block(start=length, end=length + len(words), kind=what))
        parts.append(words)
        length += len(words)
    text = "".join(parts)
    heading = next((words for what, words in found if what == "heading"), "")
    day = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", told.get("date", ""))
    return Text(
        capture=digest,
        media_type=kind,
        language=language_of(text, told.get("language", "")),
        title=told.get("title", "") or heading[:200],
        authors=tuple(part.strip() for part in told.get("creator", "").split(";") if part.strip()),
        byline=told.get("creator", ""),
        publisher=told.get("publisher", ""),
        issued=Date(edtf=day.group(), as_written=told["date"]) if day else None,
        identifiers=identifiers_in(text[:6000]),
        text=text,
        pages=(TextPage(index=0, label="", start=0, end=length),),
        blocks=tuple(blocks),
        references=tuple(references),
    )


def _part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """The bytes of a part, never more than ``LARGEST`` whatever the archive claims."""
    with archive.open(part) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(
            name, f"unpacks to more than {LARGEST // 1_000_000} MB ({part}); it may be a bomb"
        )
    return data


def _parsed(archive: zipfile.ZipFile, part: str, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(_part(archive, part, name), parser=parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable(name, f"{part} in it is no XML; get another copy ({fault})") from fault
    if root is None:
        raise Unreadable(name, f"{part} in it is empty; get another copy")
    return root


# --- DOCX (ECMA-376, part 1, 17) ---------------------------------------------------
def _docx(archive: zipfile.ZipFile, names: set[str], name: str) -> Iterator[tuple[Kind, str]]:
    body = _parsed(archive, "word/document.xml", name)
    yield from _docx_blocks(body.find(f"{_W}body"))
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in names:
            for note in _parsed(archive, part, name):
                if note.get(f"{_W}type") in ("separator", "continuationSeparator"):
                    continue
                words = " ".join(_docx_words(each) for each in note.iter(f"{_W}p")).strip()
                if words:
                    yield "footnote", words


def _docx_blocks(body: Any) -> Iterator[tuple[Kind, str]]:
    if body is None:
        return
    for element in body:
        if element.tag == f"{_W}p":
            words = _docx_words(element)
            if words:
                yield _docx_kind(element), words
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                cells = [
                    " ".join(filter(None, (_docx_words(each) for each in cell.iter(f"{_W}p"))))
                    for cell in row.findall(f"{_W}tc")
                ]
                if any(cells):
                    yield "row", "\t".join(cells)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            inner = element.find(f"{_W}sdtContent")
            yield from _docx_blocks(inner if inner is not None else element)


def _docx_words(paragraph: Any) -> str:
    made: list[str] = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            made.append(element.text or "")
        elif element.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            made.append(" ")
        elif element.tag == f"{_W}noBreakHyphen":
            made.append("-")
    return " ".join("".join(made).split())


def _docx_kind(paragraph: Any) -> Kind:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    if re.match(r"(?:heading|title|subtitle|titre|überschrift|заголовок|\d$)", named):
        return "heading"
    if paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None:
        return "heading"
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None or "list" in named:
        return "item"
    return "paragraph"


def _core(archive: zipfile.ZipFile, names: set[str], name: str) -> dict[str, str]:
    return (
        _told(_parsed(archive, "docProps/core.xml", name)) if "docProps/core.xml" in names else {}
    )


def _told(root: Any) -> dict[str, str]:
    """Dublin Core and its kin by their local names; the first of each."""
    found: dict[str, str] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and element.text and element.text.strip():
            found.setdefault(element.tag.rpartition("}")[2], " ".join(element.text.split()))
    found.setdefault("date", found.get("created", found.get("creation-date", "")))
    return found


# --- ODT (OASIS OpenDocument 1.2) --------------------------------------------------
def _odt(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[Kind, str]]:
    root = _parsed(archive, "content.xml", name)
    rows: set[Any] = set()
    for element in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
        above = [each.tag for each in element.iterancestors()]
        if f"{_TEXT}note" in above or f"{_TEXT}tracked-changes" in above:
            continue
        if f"{_TABLE}table-row" in above:
            row = next(each for each in element.iterancestors() if each.tag == f"{_TABLE}table-row")
            if row not in rows:
                rows.add(row)
                cells = [
                    " ".join("".join(cell.itertext()).split())
                    for cell in row.iter(f"{_TABLE}table-cell")
                ]
                if any(cells):
                    yield "row", "\t".join(cells)
            continue
        words = " ".join("".join(element.itertext()).split())
        if words:
            yield (
                (
                    "heading"
                    if element.tag == f"{_TEXT}h"
                    else "item"
                    if f"{_TEXT}list-item" in above
                    else "paragraph"
                ),
                words,
            )


def _meta(archive: zipfile.ZipFile, names: set[str], name: str) -> dict[str, str]:
    return _told(_parsed(archive, "meta.xml", name)) if "meta.xml" in names else {}


# --- EPUB (3.3) ---------------------------------------------------------------------
def _epub(
    archive: zipfile.ZipFile, names: set[str], name: str
) -> tuple[list[tuple[Kind, str]], dict[str, str]]:
    container = _parsed(archive, "META-INF/container.xml", name)
    found = next(
        (each.get("full-path") for each in container.iter() if each.get("full-path")), None
    )
    if found is None or found not in names:
        raise Unreadable(name, "this e-book does not say where its text is; get another copy")
    package = _parsed(archive, found, name)
    parts = {
        each.get("id"): posixpath.normpath(
            posixpath.join(posixpath.dirname(found), each.get("href") or "")
        )
        for each in package.iter()
        if str(each.tag).endswith("}item")
    }
    order = [each.get("idref") for each in package.iter() if str(each.tag).endswith("}itemref")]
    blocks: list[tuple[Kind, str]] = []
    for part in [parts[idref] for idref in order if idref in parts][:PARTS]:
        if part in names:
            page = take_apart(_part(archive, part, name).decode("utf-8", "replace"))
            for piece in page.pieces:
                tag = page.elements[piece.element].tag if piece.element >= 0 else ""
                kind: Kind = (
                    "heading"
                    if re.fullmatch(r"h[1-6]", tag)
                    else "item"
                    if tag == "li"
                    else "paragraph"
                )
                blocks.append((kind, piece.text))
    return blocks, _told(package)
