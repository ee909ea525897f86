"""Find where a text lists its sources, whose titles and dates state no figures. Pure.

A list of sources shows by its addresses, with or without a heading over it: at least ``FEWEST`` of them,
no more than ``WIDEST`` characters from each to the next, and hardly a verb between. In the DOL's reports,
where half of the characters are such lists, the widest gap inside a list is under 900. A page of postings
has as many addresses, but what stands between them are sentences.
"""

import re

FEWEST = 5
WIDEST = 900
_MARKS = ("http", "www.", "[online]", "[source on file", "[cited ", "[accessed ", " accessed ")
_AROUND = 220  # the first source's own words before its address
_NUMBERED = 4000  # the first sources of a report are often its own files, without address
_ITEM_ONE = re.compile(r"(?<= )1\. (?=[a-zа-я\"'(])(?=.{0,400}? 2\. )")
# Words that sentences are full of and titles lack.
_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|been|said|says|that|who|which|they|she|he|would|could|there|what|when|"
    r"был|была|были|что|которые|который|это|есть|нет|еді|болды|деп|деді)\b"
)
_SPARSE = 350  # characters to a verb, at least, in a list


def sources_in(folded: str, text: str) -> list[tuple[int, int]]:
    """Where lists of sources start and end, in order; ``folded`` is ``text`` character by character."""
    marks: list[int] = []
    for mark in _MARKS:
        at = folded.find(mark)
        while at >= 0:
            marks.append(at)
            at = folded.find(mark, at + 5)
    marks.sort()
    found: list[tuple[int, int]] = []
    first = 0
    for index, at in enumerate(marks):
        after = marks[index + 1] if index + 1 < len(marks) else None
        if after is None or after - at > WIDEST or _prose(folded[at:after]):
            if index - first + 1 >= FEWEST:
                line = text.find("\n", at, at + _AROUND // 2)
                end = line if line >= 0 else at + _AROUND // 2
                found.append((_start(folded, text, marks[first]), end))
            first = index + 1
    return found


def _prose(words: str) -> bool:
    verbs = sum(1 for _ in _VERB.finditer(words))
    return verbs >= 2 and verbs * _SPARSE > len(words)


def _start(folded: str, text: str, first: int) -> int:
    """Where a list begins whose first address is at ``first``: at its item 1, where its items are numbered."""
    one = _ITEM_ONE.search(folded, max(0, first - _NUMBERED), first)
    if one is not None and not _prose(folded[one.start() : first]):
        return one.start()
    near = max(0, first - _AROUND)
    blank = text.rfind("\n\n", near, first)
    near = blank if blank >= 0 else near
    return near if not _prose(folded[near:first]) else first
