"""Cut lines into pieces of one kind each: text, address, access note, section mark, note, notice.

A line of a well-kept page is one piece. In a flattened text one line may hold whole postings, so
each line is cut at everything that is certain; what is between stays text, marked as flat.
"""

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from sourcebook.collect.postings import marks
from sourcebook.collect.postings.cuts import (
    ACCESS,
    ARTEFACT,
    BODY,
    NOTE,
    SECTION,
    TEXT,
    URL,
    Cut,
    cuts_of,
    is_artefact,
)
from sourcebook.collect.postings.lines import Line, Link

_JOINED_SHARE = 0.2  # of addresses and access notes beside other words; above it none is safe
_SENTENCE_END = re.compile(r"[.!?…:;\"”’')\]»]$")
_NOTE_GOES_ON = re.compile(
    r"Worst Forms of Child Labor\s+[A-Z“\"\[]\S|\s\[(?:page|p\.|\d|scroll)|\s(?:[A-Z]{3,}[\s,:/&-]+){2}|\[access"
)
_CUT_ACCESS = re.compile(r"^\[(?:last )?access[^\]]*$", re.I)


class Piece(Struct, frozen=True, kw_only=True):
    """Some words of one kind and the lines they came from. ``flat``: on a line that may hold more
    than one thing, so that the lack of line breaks means nothing. ``columns`` and ``links`` as in
    Line."""

    kind: str
    text: str
    number: int
    last: int
    gap: int = 0
    bold: bool = False
    flat: bool = False
    links: tuple[Link, ...] = ()
    columns: tuple[str, ...] = ()


def pieces(lines: list[Line], *, subject_names: tuple[str, ...] = ()) -> list[Piece]:
    """All pieces of a page in order. ``subject_names``: how the page's country may be written,
    to know where an image's alternative text ends inside a line."""
    found: list[Piece] = []
    access_next = _access_ahead(lines)
    in_head = True
    for index, line in enumerate(lines):
        start = len(found)
        kind = _whole(line, access_next[index])
        cuts = [] if kind else cuts_of(line, subject_names, in_head, access_next[index])
        if cuts:
            found.extend(_parted(line, cuts))
        else:
            found.append(
                Piece(
                    kind=kind or TEXT,
                    text=line.text,
                    number=line.number,
                    last=line.last,
                    gap=line.gap,
                    bold=line.bold,
                    flat=line.joined,
                    links=line.links,
                    columns=line.columns,
                )
            )
        if in_head:
            in_head = all(piece.kind not in BODY for piece in found[start:])
    return _mended(_loosened(found))


def _loosened(found: list[Piece]) -> list[Piece]:
    """The pieces, with all text flat on a page whose lines were joined at random places: there a
    line that was not cut may hold two things as well."""
    anchors = [piece for piece in found if piece.kind in {ACCESS, URL}]
    joined = sum(1 for piece in anchors if piece.flat)
    if not joined or joined < len(anchors) * _JOINED_SHARE:
        return found
    return [
        structs.replace(piece, flat=True) if piece.kind == TEXT and not piece.flat else piece
        for piece in found
    ]


def _access_ahead(lines: list[Line]) -> list[bool]:
    """For each line, whether the next one is an access note."""
    notes = [
        line.text[:1] in "[(aAlL"
        and ("ccess" in line.text)
        and (marks.ACCESS.match(line.text) is not None or marks.is_access_line(line.text))
        for line in lines
    ]
    return [*notes[1:], False]


def _whole(line: Line, before_access: bool) -> str | None:
    """The kind of a line that is one thing as a whole and not plain text, or None."""
    text = line.text
    start = text[0]
    if (start == "*" or text.isupper()) and marks.section_name(text) is not None:
        return SECTION
    if "ccess" in text:
        note = marks.ACCESS.match(text)
        if note and note.end() == len(text):
            return ACCESS
        if marks.is_access_line(text) or (len(text) < 40 and _CUT_ACCESS.match(text)):
            return ACCESS
    if (" " not in text or len(text) < 400) and marks.url_line(text, before_access=before_access):
        return None if "ccess" in text and marks.ACCESS.search(text) else URL
    if start in "[(ic" and len(text) < 80 and marks.PICTURE.fullmatch(text):
        return ARTEFACT
    if start in "DN":
        if start == "D" and marks.ARTEFACT.match(text) and is_artefact(text):
            return ARTEFACT
        if len(text) < 400 and marks.NOTE.match(text) and not _NOTE_GOES_ON.search(text, 12):
            return NOTE
    return None


def _parted(line: Line, cuts: list[Cut]) -> Iterator[Piece]:
    """The pieces of a line that is cut."""
    text = line.text
    at = 0
    first = True
    whole = len(cuts) == 1 and cuts[0][0] == 0 and cuts[0][1] >= len(text)

    def piece(start: int, end: int, kind: str) -> Iterator[Piece]:
        nonlocal first
        raw = text[start:end]
        said = raw.strip()
        if not said or (kind == TEXT and not any(c.isalnum() for c in said) and len(said) < 3):
            return
        lead = start + len(raw) - len(raw.lstrip())
        yield Piece(
            kind=kind,
            text=said,
            number=line.number,
            last=line.last,
            gap=line.gap if first else 0,
            bold=line.bold,
            flat=not whole or line.joined,
            links=_within(line.links, lead, lead + len(said)) if line.links else (),
        )
        first = False

    for start, end, kind in cuts:
        yield from piece(at, start, TEXT)
        yield from piece(start, end, kind)
        at = end
    yield from piece(at, len(text), TEXT)


def _within(links: tuple[Link, ...], start: int, end: int) -> tuple[Link, ...]:
    """The links that stand between two places, counted from the first."""
    return tuple(
        Link(max(link.start, start) - start, min(link.end, end) - start, link.href)
        for link in links
        if link.start < end and link.end > start
    )


def _mended(found: list[Piece]) -> list[Piece]:
    """The pieces with sentences joined again where an image's text stood in the middle."""
    if not any(piece.kind == ARTEFACT for piece in found):
        return found
    made: list[Piece] = []
    held: list[Piece] = []  # artefacts since the last piece that was not one
    for piece in found:
        if piece.kind == ARTEFACT:
            held.append(piece)
            continue
        before = made[-1] if made else None
        if (
            held
            and before is not None
            and before.kind == piece.kind == TEXT
            and not _SENTENCE_END.search(before.text)
            and (piece.text[:1].islower() or (len(before.text) > 80 and len(piece.text) > 40))
        ):
            made[-1] = _joined(before, piece)
            made[-1:-1] = held  # kept before the sentence, so that they are accounted for
        else:
            made.extend(held)
            made.append(piece)
        held = []
    return [*made, *held]


def _joined(one: Piece, two: Piece) -> Piece:
    return Piece(
        kind=TEXT,
        text=f"{one.text} {two.text}",
        number=one.number,
        last=two.last,
        gap=one.gap,
        bold=one.bold and two.bold,
        flat=one.flat or two.flat,
    )
