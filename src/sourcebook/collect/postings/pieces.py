"""Cut lines into pieces of one kind each: text, address, access note, section mark, note, notice.

A line of a well-kept page is one piece. In a flattened text one line may hold whole postings, so
each line is cut at everything that is certain; what is between stays text, marked as flat.
"""

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from sourcebook.collect.postings import marks
from sourcebook.collect.postings.lines import Line, Link

TEXT, URL, ACCESS, LOST, CLICK, MOVED = "text", "url", "access", "lost", "click", "moved"
NOTE, SECTION, NOTICE, CITATION, ARTEFACT = "note", "section", "notice", "citation", "artefact"
_BODY = frozenset({ACCESS, SECTION})  # once one was seen, the head of the page is over
_JOINED_SHARE = 0.2  # of addresses and access notes beside other words; above it none is safe
ANCHORS = frozenset({URL, ACCESS, LOST, CLICK, MOVED})

_NOTICE = re.compile(
    r"(?:All material used herein (?:is )?reproduced under the\s+)?fair use exception of 17 USC\b"
    r"|All material used herein\b|PLEASE RESPECT COPYRIGHTS? OF COMPONENT",
    re.I,
)
_CITE = re.compile(r"Cite this web-?\s?page as\s*:?", re.I)
# Labels of the page's head: a flattened head is cut before and after them.
_HEAD_MARK = re.compile(
    r"(?:CAUTION\s*:(?=\s)|HOW TO USE THIS WEB-?\s?(?:PAGE|SITE)\b|HELP for Victims\b"
    r"|Country codes?\s*:\s*\+?\d{1,3}(?:[\s\-]\d{3})?-?"
    r"|Published reports (?:&|and) articles from (?:\d{4} to \d{4}|\d{4}[-–]\d{4})"
    r"|In the (?:early|first) years of the 21st Century"
    r"(?:,?\s+(?:from\s+)?\d{4}(?:\s+to\s+|\s?[-–]\s?)(?:\d{4}|today|the present)\b)?)",
)
_ADVICE = re.compile(
    r"(?<=PAGE )(Students|Teachers)(?=\s)|(?<=[.!?] )(Students|Teachers)(?:$|\s(?=[A-Z]))"
    r"|^(Students|Teachers)\s(?=(?:If you|Check out)\b)"
)
_ADVISED = re.compile(r"\s*$|\s?(?:If you|Check out|You)\b")
_SENTENCE_END = re.compile(r"[.!?…:;\"”’')\]»]$")
_NOTE_END = re.compile(
    r"Worst Forms of Child Labor(?=\s+[A-Z“\"\[]|$)|(?<=[a-z]{3})[.!](?=\s|$)|\s(?=\[)"
    r"|\s(?=(?:[A-Z]{3,}[\s,:/&-]+){2})"
)


_NOTE_GOES_ON = re.compile(
    r"Worst Forms of Child Labor\s+[A-Z“\"\[]\S|\s\[(?:page|p\.|\d|scroll)|\s(?:[A-Z]{3,}[\s,:/&-]+){2}|\[access"
)
_CUT_ACCESS = re.compile(r"^\[(?:last )?access[^\]]*$", re.I)
_DATED_URL = re.compile(
    r",\s?(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\.?,?\s)?(?:\d{1,2},\s?)?(?:19|20)?\d\d\s"
    r"(?=(?:https?://|www\.|[\w\-]+\.[\w\-.]+/)\S)"
)
# An address that no access note tells: after a name, number or bracket, before a beginning.
_BARE_URL = re.compile(
    r"(?:https?://[^\s/]{3,100}/|www\d?\.[^\s/]{3,100}/?|(?:[\w\-]{1,40}\.){1,5}[a-z]{2,15}/)\S*"
    r"(?=$|\s+[A-Z\d“‘\"'(\[«*#¿¡À-Þ]|\s+(?:https?://|www\d?\.|[\w\-]+(?:\.[\w\-]+)+/))"
)
_NAMED_BEFORE = re.compile(r"(?:(?:^|[\s(“‘\"'–—-])[A-Z\dÀ-Þ][^\s]*[^\s.,:;(]|[\])?!”’\"])\s+$")
_SENTENCE_INSIDE = re.compile(r"[a-z)]\.\s+[A-Z]")
_GROUP_MARK = re.compile(r"(?<!\S)#\s?[A-ZÀ-Þ][^\W\d_][^\d#\[\].]{1,60}?\s?#(?!\S)")
_HEAD_MENU = re.compile(r"\[[^\[\]|]{2,40}(?:\|[^\[\]|]{2,40}){1,12}\]")
_HEAD_ADDRESS = re.compile(
    r"(?<!\S)(?:https?://)?(?:[\w\-]{1,40}\.){1,4}[a-z]{2,10}(?:/[\w\-%.~]{1,60}){1,4}\.html?(?!\S)",
    re.I,
)


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


Cut = tuple[int, int, str]


def pieces(lines: list[Line], *, subject_names: tuple[str, ...] = ()) -> list[Piece]:
    """All pieces of a page in order. ``subject_names``: how the page's country may be written,
    to know where an image's alternative text ends inside a line."""
    found: list[Piece] = []
    access_next = _access_ahead(lines)
    in_head = True
    for index, line in enumerate(lines):
        start = len(found)
        kind = _whole(line, access_next[index])
        cuts = [] if kind else _cuts(line, subject_names, in_head, access_next[index])
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
            in_head = all(piece.kind not in _BODY for piece in found[start:])
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
        if start == "D" and marks.ARTEFACT.match(text) and _is_artefact(text):
            return ARTEFACT
        if len(text) < 400 and marks.NOTE.match(text) and not _NOTE_GOES_ON.search(text, 12):
            return NOTE
    return None


def _is_artefact(text: str) -> bool:
    found = marks.ARTEFACT.match(text)
    return bool(found) and (
        text.count("Description:") > 1 or len(found["of"].split()) <= 4  # type: ignore[index]
    )


def _cuts(line: Line, names: tuple[str, ...], in_head: bool, before_access: bool) -> list[Cut]:
    """Where a line must be cut: start, end and kind of each certain thing in it, in order."""
    text = line.text
    found: list[Cut] = []
    if "ccess" in text:
        found.extend(_access_cuts(text))
    if before_access and "." in text[-400:] and len(text) > 30:
        url = _url_before(text, 0, len(text))  # its access note stands on the next line
        if url and marks.url_line(text[url[0] : url[1]], before_access=False):
            found.append(url)
    if "." in text and len(text) > 60:
        found.extend(_dated_cuts(text))
    if "/" in text and len(text) > 30:
        head = (
            min((cut[0] for cut in found if cut[2] == ACCESS), default=len(text)) if in_head else 0
        )
        found.extend(_bare_cuts(text, bool(found), head))
    if "**" in text:
        found.extend(_section_cuts(text))
    if "[" in text or "here" in text:
        if " article" in text or " archived" in text or " been " in text or " was " in text:
            found.extend((m.start(), m.end(), LOST) for m in marks.LOST.finditer(text))
        if "lick" in text:
            found.extend((m.start(), m.end(), CLICK) for m in marks.CLICK.finditer(text))
    if len(text) < 140 and "no longer" in text and marks.is_lost(text) and not found:
        found.append((0, len(text), LOST))
    if " moved" in text:
        for m in marks.MOVED.finditer(text):
            if m.start() == 0 and not found and len(text) < 250:
                found.extend(_moved_cuts(text, m.end()))
            elif found:
                found.append((m.start(), m.end(), MOVED))
    if "#" in text:
        found.extend((m.start(), m.end(), TEXT) for m in _GROUP_MARK.finditer(text))
    if "Note" in text:
        for m in marks.NOTE_INSIDE.finditer(text):
            rest = _NOTE_END.search(text, m.end() + 12, m.end() + 240)
            end = rest.end() if rest else min(len(text), m.end() + 160)
            found.append((m.start(), end, NOTE))
    if "escription:" in text:
        found.extend(_artefact_cuts(text, names))
    found.extend(_closing_cuts(text))
    if in_head:
        if "[" in text:
            found.extend(
                (m.start(), m.end(), ARTEFACT) for m in marks.PICTURE_INSIDE.finditer(text)
            )
        stop = min((cut[0] for cut in found if cut[2] in _BODY or cut[2] == URL), default=len(text))
        found.extend(_head_cuts(text, stop))
    return _in_order(found)


def _section_cuts(text: str) -> Iterator[Cut]:
    """Section marks inside a line; looked for at stars only, which are few."""
    star = text.find("**")
    while star >= 0:
        m = marks.SECTION.match(text, star)
        if m:
            yield m.start(), m.end(), SECTION
        end = m.end() if m else star + 2
        while text[end : end + 1] == "*":
            end += 1
        star = text.find("**", end)


def _closing_cuts(text: str) -> Iterator[Cut]:
    """The page's fair-use notice and the line that says how to cite it."""
    lower = text.lower()
    if "fair use exception of 17" in lower or "all material used herein" in lower or (
        "respect copyright" in lower
    ):  # fmt: skip
        notice = _NOTICE.search(text)
        if notice:
            cite = _CITE.search(text, notice.start())
            yield notice.start(), cite.start() if cite else len(text), NOTICE
    if "cite this web" in lower:
        cite = _CITE.search(text)
        if cite:
            yield cite.start(), len(text), CITATION


def _head_cuts(text: str, stop: int) -> Iterator[Cut]:
    """The labels, menu and address of a page's head, as far as a place in the line."""
    yield from ((m.start(), m.end(), TEXT) for m in _HEAD_MARK.finditer(text, 0, stop))
    if "tudents" in text or "eachers" in text:
        how = max(0, text.find("HOW TO USE"))
        yield from (
            (m.start(m.lastindex or 0), m.end(m.lastindex or 0), TEXT)
            for m in _ADVICE.finditer(text, how, stop)
            if how or text.startswith(("Students", "Teachers")) or _ADVISED.match(text, m.end())
        )
    yield from ((m.start(), m.end(), TEXT) for m in _HEAD_MENU.finditer(text, 0, stop))
    yield from ((m.start(), m.end(), TEXT) for m in _HEAD_ADDRESS.finditer(text, 0, stop))


def _in_order(found: list[Cut]) -> list[Cut]:
    """The cuts by place, those that overlap an earlier one left out."""
    found.sort()
    kept: list[Cut] = []
    end = 0
    for cut in found:
        if cut[0] >= end and cut[1] > cut[0]:
            kept.append(cut)
            end = cut[1]
    return kept


def _access_cuts(text: str) -> Iterator[Cut]:
    """Access notes inside a line, each with the address before it."""
    before = 0
    for note in marks.ACCESS.finditer(text):
        url = _url_before(text, before, note.start())
        if url:
            yield url
        yield note.start(), note.end(), ACCESS
        before = note.end()


def _dated_cuts(text: str) -> Iterator[Cut]:
    """Addresses that follow a byline's date where no access note tells them: ", 4 May 2005 www.…"."""
    for m in _DATED_URL.finditer(text):
        end = text.find(" ", m.end())
        end = len(text) if end < 0 else end
        after = text[end + 1 : end + 2]
        if (not after or not after.islower()) and marks.url_line(
            text[m.end() : end], before_access=False
        ):
            yield m.end(), end, URL


def _bare_cuts(text: str, cut: bool, head: int) -> Iterator[Cut]:
    """Addresses of a head that no access note follows. ``cut``: the line holds other certain
    things; else an address inside a paragraph is left in peace. ``head``: where the page's own
    head may end, whose address is none of a posting's."""
    slash = text.find("/")
    while slash >= 0:
        start = text.rfind(" ", 0, slash) + 1
        m = _BARE_URL.match(text, start)
        after = text.find(" ", slash)
        slash = text.find("/", m.end() if m else after) if m or after >= 0 else -1
        if m is None:
            continue
        if start and not _NAMED_BEFORE.search(text, max(0, start - 60), start):
            continue
        if (
            start
            and not cut
            and (start > 350 or m.end() < len(text) or _SENTENCE_INSIDE.search(text))
        ):
            continue
        if marks.url_line(m.group(), before_access=False) and not (
            start < head and _HEAD_ADDRESS.fullmatch(m.group())
        ):
            yield start, m.end(), URL


def _url_before(text: str, low: int, stop: int) -> Cut | None:
    """The address that ends just before a place, if the last word before it is one."""
    end = stop
    while end > low and text[end - 1] == " ":
        end -= 1
    start = text.rfind(" ", max(low, end - 2000), end) + 1
    start = max(start, low)
    word = text[start:end]
    if marks.url_line(word, before_access=True):
        return start, end, URL
    if word.startswith(("[", "(")) and len(word) < 8:  # an address and then [PDF]
        start2 = max(text.rfind(" ", low, max(start - 1, low)) + 1, low)
        if start2 < start and marks.url_line(text[start2 : start - 1], before_access=True):
            return start2, end, URL
    return None


def _moved_cuts(text: str, end: int) -> Iterator[Cut]:
    """ "… website has moved to ADDRESS": the note, and the address if it stands there."""
    rest = text[end:].strip()
    if rest and marks.url_line(rest, before_access=True):
        start = text.index(rest, end)
        yield 0, start, MOVED
        yield start, len(text), URL
    else:
        yield 0, len(text), MOVED


def _artefact_cuts(text: str, names: tuple[str, ...]) -> Iterator[Cut]:
    """An image's alternative text inside a line: its marks, and the subject's name after them."""
    for m in marks.ARTEFACT_INSIDE.finditer(text):
        rest = text[m.end() : m.end() + 80]
        name = next((name for name in names if rest.startswith(name)), "")
        if name:
            yield m.start(), m.end() + len(name), ARTEFACT
        elif m.group().count("Description:") > 1:
            word = re.match(r"(?:[A-Z][\w'’\-]*)", rest)
            yield m.start(), m.end() + (word.end() if word else 0), ARTEFACT


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
