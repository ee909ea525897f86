"""Tell numbers that belong to a name or a heading: "Decision 217", "13 Youth", "“100 Actions Against …”". Pure.

What tells them is capitals and lines, so that the text as written is asked, not its folded twin.
"""

import re

from sourcebook.understand.figures.counting import Counted
from sourcebook.understand.figures.numbers import Number
from sourcebook.understand.prepared import Prepared

_CAPITAL = re.compile(r"(?<=[\w,] )([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]*) $")
_QUOTES = '"“„«‘'
# What a sentence has that says something, and a heading hasn't.
_SAYS = re.compile(
    r"\b(?:was|were|is|are|be|been|has|have|had|will|would|can|could|may|must|did|does|do|[a-z]{3,}ed|said|found|held|took|taken|given|made|sent|sold|"
    r"went|came|left|fled|[a-z]{3,}ing)\b"
)
_ALONE = re.compile(r"[ \t]*\r?\n[ \t\r]*\n")


def is_name(ready: Prepared, number: Number, counted: Counted, start: int, end: int) -> bool:
    """Whether ``number``, in the part of a sentence from ``start`` to ``end``, is part of a name or a heading."""
    text = ready.text
    if counted.start < number.end or number.start != number.core:
        return False  # its noun stands before it, or words like "about" do
    if _ALONE.match(text, number.end, counted.start) is not None:
        return True  # the number of a page, and what stands on the next
    capital = text[counted.start].isupper()
    if capital and number.core and text[number.core - 1] in _QUOTES:
        return True
    if capital and number.core == start and text[start].isdigit():
        return _SAYS.search(ready.folded, number.end, end) is None
    if counted.known or "," in text[number.core : number.end]:
        return False
    named = _CAPITAL.search(text, max(start, number.core - 24), number.core)
    return named is not None and not _is_place(ready, named.start(1), named.end(1))


def _is_place(ready: Prepared, start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in ready.places) or any(
        one.start < end and start < one.end for one in ready.regions
    )
