"""Find what is certain in a line: where access notes, addresses, marks and labels begin and end."""

import re
from collections.abc import Iterator

from sourcebook.collect.postings import marks
from sourcebook.collect.postings.lines import Line

TEXT, URL, ACCESS, LOST, CLICK, MOVED = "text", "url", "access", "lost", "click", "moved"
NOTE, SECTION, NOTICE, CITATION, ARTEFACT = "note", "section", "notice", "citation", "artefact"
BODY = frozenset({ACCESS, SECTION})  # once one was seen, the head of the page is over
ANCHORS = frozenset({URL, ACCESS, LOST, CLICK, MOVED})
_NOTICE = re.compile(
    r"(?:All material used herein (?:is )?reproduced under the\s+)?fair use exception of 17 USC\b"
    r"|All material used herein\b|PLEASE RESPECT COPYRIGHTS? OF COMPONENT",
    re.I,
)
_CITE = re.compile(r"Cite this web-?\s?page as\s*:?", re.I)
# Labels of the page's head: a flattened head is cut before and after them.
_HEAD_MARK = re.compile(
    r"(?:CAUTION\s*(?::|[-–—])(?=\s)|HOW TO USE THIS WEB-?\s?(?:PAGE|SITE)\b|HELP for Victims\b"
    r"|Country codes?\s*:\s*\+?\d{1,3}(?:[\s\-]\d{3})?-?"
    r"|Published reports (?:&|and) articles from (?:\d{4} to \d{4}|\d{4}[-–]\d{4})"
    r"|In the (?:(?:early|first|opening) years|first decade) of the 21st Century"
    r"(?:,?\s+(?:from\s+)?\d{4}(?:\s+to\s+|\s?[-–]\s?)(?:\d{4}|today|the present)\b)?)",
)
_ADVICE = re.compile(
    r"(?<=PAGE )(Students|Teachers)(?=\s)|(?<=[.!?] )(Students|Teachers)(?:$|\s(?=[A-Z]))"
    r"|^(Students|Teachers)\s(?=(?:If you|Check out)\b)"
)
_ADVISED = re.compile(r"\s*$|\s?(?:If you|Check out|You)\b")
_NOTE_END = re.compile(
    r"Worst Forms of Child Labor(?=\s+[A-Z“\"\[]|$)|(?<=[a-z]{3})[.!](?=\s|$)|\s(?=\[)"
    r"|\s(?=(?:[A-Z]{3,}[\s,:/&-]+){2})"
)
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
_HEAD_MENU = re.compile(
    r"\[[^\[\]|]{2,40}(?:\|[^\[\]|]{2,40}){1,12}\]|\[\s[^\[\]|]{2,40}\s\]"
    r"|(?:[A-Z&][\w&\-]* ){1,4}in \[[^\[\]]{2,40}\] \[other countries\]"
)
_HEAD_ADDRESS = re.compile(
    r"(?<!\S)(?:https?://)?(?:[\w\-]{1,40}\.){1,4}[a-z]{2,10}(?:/[\w\-%.~]{1,60}){1,4}\.html?(?!\S)",
    re.I,
)

Cut = tuple[int, int, str]  # where it begins and ends in a line, and its kind


def is_artefact(text: str) -> bool:
    found = marks.ARTEFACT.match(text)
    return bool(found) and (
        text.count("Description:") > 1 or len(found["of"].split()) <= 4  # type: ignore[index]
    )


def cuts_of(line: Line, names: tuple[str, ...], in_head: bool, before_access: bool) -> list[Cut]:
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
        stop = min((cut[0] for cut in found if cut[2] in BODY or cut[2] == URL), default=len(text))
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
    found.sort(key=lambda cut: (cut[0], -cut[1], cut[2]))  # an address with its [PDF] first
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
