"""Read a web page: its words in blocks that point into the file's bytes, main text told apart."""

from typing import Literal

from sourcebook.collect.charsets import Decoded, decode
from sourcebook.read.html.bytes import Bytes
from sourcebook.read.html.head import head
from sourcebook.read.html.main import THRESHOLD, judge
from sourcebook.read.html.marks import headline_of
from sourcebook.read.html.source import Page, Piece, take_apart
from sourcebook.read.language import language_of
from sourcebook.read.references.headings import begins, ends, likely, vague
from sourcebook.read.references.reading import numbered, reference
from sourcebook.records import Block, Finding, Reference, Run, Text, TextPage

Kind = Literal["heading", "paragraph", "item", "row", "quote", "caption", "reference", "furniture"]
DEEP = 3000  # open elements at once; pages made by people stay under a hundred
_KINDS: dict[str, Kind] = {
    "li": "item", "dd": "item", "dt": "item", "blockquote": "quote", "figcaption": "caption",
    "caption": "caption", "td": "row", "th": "row", "tr": "row",
}  # fmt: skip


def read(data: bytes, *, name: str, digest: str, url: str = "") -> Text:
    """The Text of a page. Raises Unreadable where the bytes are empty or no text."""
    decoded = decode(data, name)
    page = take_apart(decoded.text)
    return text_of(page, data, decoded, name=name, digest=digest, url=url)


def text_of(page: Page, data: bytes, decoded: Decoded, *, name: str, digest: str, url: str) -> Text:
    """The Text of a page taken apart."""
    kept = [chance > THRESHOLD for chance in judge(page)]
    kinds = [_kind(page, piece, keep) for piece, keep in zip(page.pieces, kept, strict=True)]
    listed = _bibliography(page, kinds)
    where = Bytes(data, decoded)
    parts: list[str] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    length = 0
    row = -1
    for place, piece in enumerate(page.pieces):
        kind = kinds[place]
        line = _row(page, piece) if kind == "row" else -1
        if parts:
            beside = line >= 0 and line == row
            parts.append("\t" if beside else "\n\n")
            length += len(parts[-1])
            if beside:
                blocks[-1] = Block(start=blocks[-1].start, end=length + len(piece.text), kind="row")
        if line < 0 or line != row:
            blocks.append(Block(start=length, end=length + len(piece.text), kind=kind))
        row = line
        for part in piece.parts:
            runs.append(
                Run(
                    start=length + part.start,
                    end=length + part.end,
                    page=0,
                    source=where.at(part.source),
                    source_end=where.at(part.source_end),
                )
            )
        parts.append(piece.text)
        length += len(piece.text)
    text = "".join(parts)
    said = head(page, headline=headline_of(page), kept=kept, url=url)
    main = "\n".join(piece.text for piece, keep in zip(page.pieces, kept, strict=True) if keep)
    findings = list(decoded.findings)
    if page.deep > DEEP:
        says = f"has {page.deep:,} elements inside one another; read as it stands, order may be off"
        findings.append(Finding(rule="read-nested", subject=name, level="warning", says=says))
    if not any(kept):
        says = "no main text was found on this page; its words are all kept as furniture"
        findings.append(Finding(rule="read-no-main", subject=name, level="warning", says=says))
    return Text(
        capture=digest,
        media_type="text/html",
        language=language_of(main or text, said.language),
        title=said.title,
        authors=said.authors,
        byline=", ".join(said.authors),
        publisher=said.publisher,
        issued=said.issued,
        identifiers=said.identifiers,
        text=text,
        pages=(TextPage(index=0, label="", start=0, end=len(text)),),
        blocks=tuple(blocks),
        runs=tuple(runs),
        references=tuple(listed),
        findings=tuple(findings),
    )


def _kind(page: Page, piece: Piece, keep: bool) -> Kind:
    if not keep:
        return "furniture"
    place = piece.element
    for _ in range(4):
        if place < 0:
            break
        tag = page.elements[place].tag
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            return "heading"
        if tag in _KINDS:
            return _KINDS[tag]
        place = page.elements[place].parent
    return "paragraph"


def _row(page: Page, piece: Piece) -> int:
    """The table row a cell is in, for cells that hold nothing but words; -1 for others."""
    if piece.element < 0:
        return -1
    cell = page.elements[piece.element]
    if cell.tag in ("td", "th") and cell.parent >= 0 and len(piece.text) < 200:
        return cell.parent
    return -1


def _bibliography(page: Page, kinds: list[Kind]) -> list[Reference]:
    """The references under a heading that announces them; their blocks are marked as such."""
    made: list[Reference] = []
    pieces = page.pieces
    place = 0
    while place < len(pieces):
        text = pieces[place].text.strip()
        if not begins(text) or not _announces(page, place):
            place += 1
            continue
        end = place + 1
        while end < len(pieces) and not _stops(page, end, kinds):
            end += 1
        texts = [piece.text for piece in pieces[place + 1 : end]]
        if likely(texts) and (len(texts) > 1 or not vague(text)):
            for other in range(place + 1, end):
                words = pieces[other].text
                if len(words) < 15:
                    continue
                number, rest = numbered(words)
                if not number and _in_list(page, pieces[other]):
                    number = str(len(made) + 1)
                made.append(reference(rest.lstrip("^↑ "), number=number))
                kinds[other] = "reference"
        place = end
    return made


def _announces(page: Page, place: int) -> bool:
    piece = page.pieces[place]
    return _is_heading(page, piece) or piece.bold >= 0.9 * len(piece.text) or piece.text.isupper()


def _is_heading(page: Page, piece: Piece) -> bool:
    place = piece.element
    for _ in range(3):
        if place < 0:
            return False
        tag = page.elements[place].tag
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            return True
        place = page.elements[place].parent
    return False


def _stops(page: Page, place: int, kinds: list[Kind]) -> bool:
    piece = page.pieces[place]
    if _is_heading(page, piece) or ends(piece.text):
        return True
    # furniture after the list: the site's own foot; a list of sources itself is often judged so
    return (
        kinds[place] == "furniture"
        and piece.linked > 0.9 * len(piece.text)
        and len(piece.text) < 40
    )


def _in_list(page: Page, piece: Piece) -> bool:
    place = piece.element
    for _ in range(4):
        if place < 0:
            return False
        if page.elements[place].tag == "li":
            parent = page.elements[place].parent
            return parent >= 0 and page.elements[parent].tag == "ol"
        place = page.elements[place].parent
    return False
