"""Join lines that an extractor broke where the page's source was wrapped, not where a reader sees a
line end.

A word processor wraps its HTML at about 80 columns, tags counted in. Extractors that keep these line
ends (trafilatura, ``get_text`` of Beautiful Soup) break titles and access notes in the middle: "[accessed
12 / October 2015]". Measured on such text: 0.30 as it comes.
"""

import re
from itertools import pairwise

from sourcebook.collect.postings import marks
from sourcebook.collect.postings.lines import Line

_BROKEN_NOTE = re.compile(r"\\?\[(?:last |date )?access[^\[\]]{0,40}$", re.I)
_NOTE = re.compile(r"\\?\[(?:last |date )?access", re.I)
_FEWEST = 2  # access notes broken in the middle that make a page such a one
_SHORT = 48  # letters; a line shorter than this is not full at any width in use
_SHORT_SHARE = (
    0.15  # of the lines that go on in lower case; on pages wrapped at a width none is short
)
_ENDED = re.compile(r"[.!?…:][\"”’')\]]*$|\]$")
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*$|\]$")
_SURE = re.compile(
    r"^(?:\*{2,}|\[\s*(?:last |date )?access|Note::|# ?[A-Z]|CAUTION\b|HOW TO USE\b|HELP for\b|Country code"
    r"|Cite this web|At one time this|Click \[|(?:Students|Teachers)$|ISBN\b|\[(?:page|pages|scroll|\d{1,3})\b)"
)


def rejoined(lines: list[Line]) -> list[Line]:
    """The lines of a page whose source was wrapped, joined as far as their ends mean nothing; those
    of other pages as they are. Joined lines that may hold several things are told as ``joined``."""
    notes = sum(1 for line in lines if _NOTE.search(line.text))
    if not _is_wrapped(lines, notes):
        return lines
    leading = [line for line in lines if _NOTE.match(line.text)]
    if len(leading) < notes / 2:
        return [_joined(lines)]  # the ends that meant something are spaces already
    if sum(1 for line in leading if line.gap) >= len(leading) * 0.8:
        return _blocks(lines)
    sizes = sorted(len(line.text) for line in lines if " " in line.text)
    width = sizes[int((len(sizes) - 1) * 0.95)]
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if groups and _goes_on(groups[-1], line, after, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(group) if len(group) > 1 else group[0] for group in groups]


def _is_wrapped(lines: list[Line], notes: int) -> bool:
    broken = going_on = short = 0
    for line, after in pairwise(lines):
        if after.gap:
            continue
        text = line.text
        if "ccess" in text and _BROKEN_NOTE.search(text) and "]" in after.text[:40]:
            broken += 1
        if after.text[0].islower() and " " in text and not _ENDED.search(text):
            if marks.url_line(after.text, before_access=True):
                continue
            going_on += 1
            short += len(text) < _SHORT
    if broken >= _FEWEST and broken >= notes * 0.1:
        return True
    return short >= 5 and short >= going_on * _SHORT_SHARE and going_on >= len(lines) * 0.1


def _blocks(lines: list[Line]) -> list[Line]:
    """Each block between blank lines as one line."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.gap:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(group, sure=True) for group in groups]


def _goes_on(group: list[Line], line: Line, after: Line | None, width: int) -> bool:
    """Whether a line goes on what the lines before it begin, on a page without blank lines."""
    last, text = group[-1].text, line.text
    if last.rfind("[") > last.rfind("]"):
        return True
    if group[0].text.startswith("***") and not _closed(group):
        return True
    noted = after is not None and _NOTE.match(after.text) is not None
    if _SURE.match(text) or (" " not in text and marks.url_line(text, before_access=noted)):
        return False
    if line.gap or _NOTE.match(group[0].text) or _closed(group):
        return False
    if " " not in last and marks.url_line(last, before_access=False):
        return False
    if text[0].islower():
        return True
    if _SENTENCE.search(last):
        return len(last) + 1 + len(text.split(" ", 1)[0]) > width
    return True


def _closed(group: list[Line]) -> bool:
    """Whether lines are a section mark with both its rows of stars."""
    whole = " ".join(line.text for line in group)
    return whole.startswith("***") and marks.SECTION.fullmatch(whole) is not None


def _joined(group: list[Line], *, sure: bool = False) -> Line:
    return Line(
        number=group[0].number,
        last=group[-1].last,
        text=" ".join(line.text for line in group),
        gap=group[0].gap,
        joined=not sure,
    )
