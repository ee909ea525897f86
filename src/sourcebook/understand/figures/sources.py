"""Find where a text lists its sources, whose titles and dates state no figures. Pure.

A list of sources shows by its addresses, with or without a heading over it: at least ``FEWEST`` of them
with no more than ``WIDEST`` characters from each to the next. In the DOL's reports, where half of the
characters are such lists, the widest gap inside a list is under 900 and prose has hardly an address.
"""

FEWEST = 5
WIDEST = 900
_MARKS = ("http", "www.", "[online]", "[source on file", "[cited ", "[accessed ", " accessed ")
_AROUND = 220  # the first source's own words before its address


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
                found.append((max(0, marks[first] - _AROUND), at + _AROUND))
            first = index + 1
    return found
