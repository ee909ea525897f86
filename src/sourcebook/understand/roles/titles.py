"""Where a sentence names a treaty or an agreement by its title, whose words state nothing. Pure; English.

"The Protocol to Prevent, Suppress and Punish Trafficking in Persons", "the Treaty on Child Trafficking
from Benin to Nigeria": a title is an instrument's name with a capital, and the words with capitals after it.
"""

import re
from collections.abc import Container

from msgspec import Struct

_INSTRUMENTS = ("Protocol", "Convention", "Agreement", "Memorand", "Treat", "Accord", "Declaration", "Pact", "Compact", "Covenant")  # fmt: skip
_INSTRUMENT = re.compile(
    r"(?:Protocols?|Conventions?|Agreements?|Memorand(?:um|a)(?: of Understanding)?|Treat(?:y|ies)|Accords?|Declarations?|Pacts?|Compacts?|Covenants?)\b"
    r"(?= (?:to|on|against|for|concerning|between|among|of|in|relating|regarding|with)\b)"
)
_GOES_ON = re.compile(
    r"(,?) (?:(?:to|and|of|the|in|on|for|against|concerning|with|between|among|from|or|by|its|their|relating|regarding|especially) ){0,4}([A-Z][\w'’-]*)"
)


class Title(Struct, frozen=True, gc=False):
    """A title from ``start`` to ``end``."""

    start: int
    end: int


def titles_in(text: str, start: int, end: int, *, places: Container[int]) -> list[Title]:
    """The titles between ``start`` and ``end``, in order; ``places`` are where names of places start: one
    after a comma ("…, Kenya has …") is no part of a title."""
    words = text[start:end]
    if not any(name in words for name in _INSTRUMENTS):
        return []
    found: list[Title] = []
    for head in _INSTRUMENT.finditer(text, start, end):
        if found and head.start() < found[-1].end:
            continue
        stop = head.end()
        while (more := _GOES_ON.match(text, stop, end)) is not None:
            if more[1] and more.start(2) in places:
                break
            stop = more.end()
        if stop > head.end():
            found.append(Title(head.start(), stop))
    return found
