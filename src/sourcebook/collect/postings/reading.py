"""Read a posting page: bytes in, a draft with everything it says out. Pure."""

import re
from functools import partial

from msgspec import structs

from sourcebook.collect.charsets import Decoded, decode
from sourcebook.collect.draft import Draft
from sourcebook.collect.identity import slug
from sourcebook.collect.postings import flat
from sourcebook.collect.postings import header as heads
from sourcebook.collect.postings.cuts import ACCESS as ACCESS_PIECE
from sourcebook.collect.postings.cuts import ANCHORS, ARTEFACT, CITATION, NOTICE, TEXT, URL
from sourcebook.collect.postings.cuts import SECTION as SECTION_PIECE
from sourcebook.collect.postings.entries import read_body
from sourcebook.collect.postings.groups import group_name, prefixed, trailing_group
from sourcebook.collect.postings.helplines import help_ends, is_help
from sourcebook.collect.postings.ledger import Ledger, lines_subject
from sourcebook.collect.postings.lines import Line, plain_lines
from sourcebook.collect.postings.markdown import looks_like_markdown, markdown_lines
from sourcebook.collect.postings.marks import ACCESS, MISSPELLED, SECTION
from sourcebook.collect.postings.markup import html_lines, looks_like_html
from sourcebook.collect.postings.pieces import Piece, pieces
from sourcebook.collect.postings.place import Place, is_page_address, place
from sourcebook.collect.postings.seams import opened
from sourcebook.collect.postings.sourcelines import rejoined
from sourcebook.collect.postings.wrapping import unwrapped, whole_addresses
from sourcebook.errors import Unreadable
from sourcebook.records import Finding, Page, Subject
from sourcebook.values.places import countries, country_name, find_country

_CITED_ADDRESS = re.compile(r"https?://[^\s,\"'<>\]]+")
_ADDRESS_IN_TEXT = re.compile(
    r"(?:https?://)?(?:[\w\-]+\.)+[a-z]{2,6}(?:/[\w\-%.]+){1,4}\.html?\b", re.I
)
_PRE = re.compile(r"<pre\b", re.I)
_CITE_LABEL = re.compile(r"^Cite this web-?\s?page as\s*:?\s*", re.I)
_FINISHED = re.compile(r"[.!?…:;\"”’')\]»>]\s*$|\S/\S*$|\bwww\.\S+$")


def looks_like(data: bytes, name: str = "") -> bool:
    """Whether bytes look like a posting page: access notes, section marks or its citation line."""
    try:
        text = decode(data[:400_000], name).text
    except Unreadable:
        return False
    if SECTION.search(text) and "***" in text:
        return True
    found = 0
    for _ in ACCESS.finditer(text):
        found += 1
        if found >= 2:
            return True
    return "Cite this webpage as" in text or "HOW TO USE THIS WEB" in text or (
        found == 1 and "\n" in text
    )  # fmt: skip


def read(data: bytes, *, name: str = "", address: str = "") -> Draft:
    """The draft of a posting page in HTML or plain text, whole, flattened or cut.

    ``name`` is the file's name (its folder tells the theme where nothing else does), ``address``
    where the page was published, if known. Every non-blank line ends in a field or in a finding
    that names it. Raises Unreadable for empty and binary data.
    """
    decoded = decode(data, name)
    return read_text(decoded, name=name, address=address)


def read_text(decoded: Decoded, *, name: str = "", address: str = "") -> Draft:
    """The draft of a page that is text already; see ``read``."""
    findings = list(decoded.findings)
    if looks_like_html(decoded.text):
        lines, cut = html_lines(decoded.text)
        if _PRE.search(decoded.text):
            lines = unwrapped(lines)
        lines = whole_addresses(lines, marked_up=True)
        findings.extend(cut)
    else:
        lines = opened(unwrapped(whole_addresses(rejoined(plain_lines(decoded.text)))))
        if looks_like_markdown(lines):
            lines = markdown_lines(lines)
    if not lines:
        raise Unreadable(name or "the file", "it holds no words; there is nothing to import")
    if _may_slip(decoded.text):
        lines = _respelled(lines)
    known = place(_addresses(lines, address, name))
    found = pieces(lines, subject_names=_names(known.country))
    ledger = Ledger()
    closing = next((i for i, piece in enumerate(found) if piece.kind in {NOTICE, CITATION}), None)
    end = len(found) if closing is None else closing
    split = _body_start(found, end, known.country)
    size = len(found)
    found, split = _subject_apart(found, split, known)
    found, split = _head_apart(found, split, known)
    found, split = _group_apart(found, split, known)
    end += len(found) - size
    header = heads.read_header(found[:split], known, ledger)
    for piece in found[:split]:
        if piece.kind == ARTEFACT:
            ledger.furniture(piece, "the text of an image, dropped")
    country = header.subject.country if header.subject else None
    body = read_body(
        found[split:end], ledger, country=country, grouped=country is None, headed=split > 0
    )
    notice, citation = _ending(found[end:], ledger)
    findings.extend(body.findings)
    findings.extend(ledger.findings(found))
    last = _cut_short(found, end, closing)
    if last is not None:
        findings.append(last)
    subject = header.subject or Subject(kind="name", name="", as_written="")
    page = Page(
        id=f"{header.theme or 'unplaced'}/{_slug(subject, known, name)}",
        theme=header.theme or "",
        subject=subject,
        tagline=header.tagline,
        range=header.range,
        address=known.address,
        background=header.background,
        summary=header.summary,
        caution=header.caution,
        prompt=header.prompt,
        aspects_prompted=header.aspects_prompted,
        teachers=header.teachers,
        helplines=header.helplines,
        sections=body.sections,
        menu=header.menu,
        citation=citation,
        notice=notice,
    )
    return Draft(
        source=name, page=page, entries=body.entries, findings=tuple(sorted(findings, key=_place))
    )


def _may_slip(text: str) -> bool:
    """Whether a page may hold an access note with a slip in its word: few do, and counting is fast."""
    sound = text.count("[accessed ") + text.count("[access information")
    return (
        text.count("[a") > sound
        or "(ac" in text
        or "[Ac" in text
        or text.count("[L") + text.count("[l") > text.count("[Last acce")
    )


def _respelled(lines: list[Line]) -> list[Line]:
    """The lines with the word of their access notes spelled right."""
    return [
        structs.replace(line, text=MISSPELLED.sub(r"\1accessed", line.text))
        if ("[" in line.text or "(" in line.text) and MISSPELLED.search(line.text)
        else line
        for line in lines
    ]


def _place(finding: Finding) -> tuple[int, str]:
    number = re.search(r"^lines? (\d+)", finding.subject)
    return (int(number[1]) if number else 0, finding.rule)


def _addresses(lines: list[Line], address: str, name: str) -> list[str]:
    """Where the page may say what it is about: its address as given, in its head, in its citation,
    and its file name, in this order."""
    found = [address]
    for line in lines[:60]:
        if "." not in line.text or "/" not in line.text:
            continue
        if ACCESS.search(line.text) and len(line.text) < 400:
            break
        for part in line.columns or (line.text[:3000],):
            where = _ADDRESS_IN_TEXT.search(part)
            if where and is_page_address(where.group()):
                stop = ACCESS.search(part)
                if stop is None or where.start() < stop.start():
                    found.append(where.group())
                    break
    for line in lines[-12:]:
        at = line.text.lower().find("cite this web")
        if at >= 0:
            cited = _CITED_ADDRESS.search(line.text, at)
            if cited:
                found.append(cited.group().rstrip(".,;"))
    found.append(name)
    return found


def _names(country: str | None) -> tuple[str, ...]:
    if country is None:
        return ()
    known = countries()[country]
    return tuple(
        sorted(
            {country_name(country), known.official, *known.aliases} - {""}, key=len, reverse=True
        )
    )


def _body_start(found: list[Piece], end: int, country: str | None) -> int:
    """The piece that the body begins with: the first section mark, or the first posting's head."""
    first_anchor = next((i for i, p in enumerate(found[:end]) if p.kind == ACCESS_PIECE), None)
    first_section = next((i for i, p in enumerate(found[:end]) if p.kind == SECTION_PIECE), None)
    if first_section is not None and (first_anchor is None or first_section < first_anchor):
        return first_section
    for i, piece in enumerate(found[: first_anchor if first_anchor is not None else end]):
        if piece.kind in ANCHORS and piece.kind != URL:
            first_anchor = i
            break
    if first_anchor is None:
        first_anchor = next(
            (
                i for i, p in enumerate(found[:end])
                if p.kind == URL and not is_page_address(p.text)
            ),
            end,
        )  # fmt: skip
    while first_anchor > 0 and found[first_anchor - 1].kind == URL and first_anchor < end:
        first_anchor -= 1  # the addresses before the first access note are a posting's
    texts = [piece.text for piece in found[:first_anchor]]
    help_at = next((i for i, t in enumerate(texts) if is_help(t)), None)
    if help_at is not None:
        return min(first_anchor, help_at + 1 + help_ends(texts[help_at + 1 :]))
    marker = max((i for i, t in enumerate(texts) if heads.is_marker(t)), default=None)
    if marker is not None:
        return min(first_anchor, marker + 2)
    return heads.head_ends(found[:first_anchor], country)


def _subject_apart(found: list[Piece], split: int, known: Place) -> tuple[list[Piece], int]:
    """The pieces with the aspect or age group that a flattened page begins with cut off, and where
    the body then begins. A line of its own is cut only before a country that groups postings."""
    if known.country is not None or not 0 < split < len(found):
        return found, split
    for at in (split, split - 1):
        whole = found[at]
        if whole.kind != TEXT or at == 0 or not is_page_address(found[at - 1].text):
            continue
        if group_name(whole.text):
            continue
        theme = known.theme or place([found[at - 1].text]).theme
        name = heads.subject_prefix(whole.text, theme)
        rest = whole.text[len(name) :].strip()
        if not name or not rest or rest[0] in "-–—":
            continue  # "Debt Bondage - Malawi": a group
        if not whole.flat and not (name[-1].isalnum() and (group_name(rest) or prefixed(rest)[0])):
            continue  # "Camel Jockeys - United Arab Emirates" is a group itself
        parts = [
            Piece(kind=TEXT, text=text, number=whole.number, last=whole.last, flat=whole.flat)
            for text in (name, rest)
        ]
        return [*found[:at], *parts, *found[at + 1 :]], at + 1
    return found, split


def _head_apart(found: list[Piece], split: int, known: Place) -> tuple[list[Piece], int]:
    """The pieces with the first posting's head cut off from flattened words of the page's own that
    stand before it (a caution, a background), and where the body then begins."""
    if not 0 < split < len(found) or found[split].kind not in ANCHORS:
        return found, split
    whole = found[split - 1]
    if whole.kind != TEXT or not whole.flat:
        return found, split
    prefix = None if known.country else partial(prefixed, country=None)
    parted = flat.part(whole.text, opening=False, prefixed=prefix)
    if parted is None or parted.score < 1.0 or not parted.at:
        return found, split
    parts = [
        structs.replace(whole, text=text)
        for text in (whole.text[: parted.at].strip(), whole.text[parted.at :].strip())
    ]
    return [*found[: split - 1], *parts, *found[split:]], split


def _group_apart(found: list[Piece], split: int, known: Place) -> tuple[list[Piece], int]:
    """The pieces with the name of the first group cut off from the page's own flattened words, at
    whose end it stands, and where the body then begins."""
    if known.country is not None or not 0 < split < len(found):
        return found, split
    whole = found[split - 1]
    if whole.kind != TEXT or not whole.flat:
        return found, split
    if group_name(whole.text) and find_country(whole.text) is None:
        return found, split - 1  # "Debt Bondage - Malawi" on a line of its own
    name = trailing_group(whole.text)
    if not name:
        return found, split
    parts = [
        structs.replace(whole, text=whole.text[: -len(name)].strip(), links=(), columns=()),
        structs.replace(whole, text=name, links=(), columns=()),
    ]
    return [*found[: split - 1], *parts, *found[split:]], split


def _ending(closing: list[Piece], ledger: Ledger) -> tuple[str, str]:
    """The fair-use notice and the page's citation; what follows them is unplaced."""
    notice: list[str] = []
    citation = ""
    for piece in closing:
        if piece.kind == NOTICE:
            notice.append(piece.text)
            ledger.furniture(piece, "the page's fair-use notice")
        elif piece.kind == CITATION and not citation:
            citation = _CITE_LABEL.sub("", piece.text)
            ledger.furniture(piece, "how to cite the page")
        elif piece.kind == TEXT and notice and not citation:
            notice.append(piece.text)
            ledger.furniture(piece, "the page's fair-use notice")
        elif (piece.kind == TEXT and citation == "") or (citation and not citation.endswith("]")):
            citation = f"{citation} {piece.text}".strip()
            ledger.furniture(piece, "how to cite the page")
    return " ".join(notice), citation


def _cut_short(found: list[Piece], end: int, closing: int | None) -> Finding | None:
    """A finding where the page stops in mid-sentence and its usual end is missing."""
    if closing is not None or not found[:end]:
        return None
    last = found[end - 1]
    if last.kind != TEXT or len(last.text) < 25 or _FINISHED.search(last.text):
        return None
    return Finding(
        rule="cut",
        subject=lines_subject(last.last, last.last),
        level="warning",
        says=f"the page seems cut off here: “…{last.text[-40:]}”; the last posting may lack its end",
    )


def _slug(subject: Subject, known: Place, name: str) -> str:
    if subject.kind == "country" and subject.country:
        return heads.slug_of(subject.country)
    stem = known.stem or re.sub(r"\.\w+$", "", name.rsplit("/", 1)[-1])
    return slug(subject.aspect or subject.age or subject.name or stem or "page")
