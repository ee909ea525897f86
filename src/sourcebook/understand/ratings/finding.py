"""Find the ratings a text gives to countries, scheme by scheme. Pure.

A scheme is a row of ``SCHEMES``: words without which a text can't speak of it, and what finds it then.
"""

from collections.abc import Callable, Iterator

from sourcebook.claims import Rating
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.ratings.advancement import advancements_in
from sourcebook.understand.ratings.tiers import WORDS, tiers_in

SCHEMES: tuple[tuple[tuple[str, ...], Callable[[Prepared], Iterator[Rating]]], ...] = (
    (WORDS, tiers_in),
    (("advancement",), advancements_in),
)


def ratings_in(ready: Prepared) -> tuple[Rating, ...]:
    """The ratings a text states, in its order.

    ``year`` is the report's: what the words name, else the year that closes the statement ("(2013)"),
    else the year of publication; None where neither is known.
    """
    folded = ready.folded
    found: list[Rating] = []
    for words, find in SCHEMES:
        if any(word in folded for word in words):
            found.extend(find(ready))
    return tuple(sorted(found, key=lambda r: (r.start, r.end, r.country or "", r.value)))
