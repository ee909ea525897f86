"""Find where a text lists its sources, whose titles and dates state no figures. Pure.

A list of sources shows by its addresses, with or without a heading over it: at least ``FEWEST`` of them
with no more than ``WIDEST`` characters from each to the next. In the DOL's reports, where half of the
characters are such lists, the widest gap inside a list is under 900 and prose has hardly an address.
"""

import re

FEWEST = 5
WIDEST = 900
_MARKS = ("http", "www.", "[online]", "[source on file", "[cited ", "[accessed ", " accessed ")
_NUMBERED = 4000  # the first sources of a report are often its own files, without address
_ITEM_ONE = re.compile(r"(?<= )1\. (?=[a-zа-я\"'(])(?=.{0,400}? 2\. )")
_AROUND = 220  # the first source's own words before its address


def _start(folded: str, first: int) -> int:
    """Where a list begins whose first address is at ``first``: at its item 1, where its items are numbered."""
    one = _ITEM_ONE.search(folded, max(0, first - _NUMBERED), first)
    return one.start() if one is not None else max(0, first - _AROUND)


def sources_in(folded: str) -> list[tuple[int, int]]:
    """Where lists of sources start and end, in order."""
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
        if index + 1 == len(marks) or marks[index + 1] - at > WIDEST:
            if index - first + 1 >= FEWEST:
                found.append((_start(folded, marks[first]), at + _AROUND))
            first = index + 1
    return found
