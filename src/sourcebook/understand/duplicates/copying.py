"""Measure how far one text was copied from another. Pure.

Two shares of the text are told and averaged: of its word pairs, how many stand in the source
(containment, as in Broder 1997), and of its words, how many stand in the source's order (the longest
common subsequence). The first falls where words are replaced, the second where sentences are moved.
"""

from collections import Counter
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from sourcebook.understand.duplicates.passages import words_of

Level = Literal["copy", "light revision", "heavy revision", "own words"]
# Where the degrees part that were found in the 95 graded answers of Clough and Stevenson (2011), by the
# cuts that tell most of them apart. Two people would not always agree between neighbours either.
CUTS: tuple[tuple[float, Level], ...] = (
    (0.90, "copy"),
    (0.64, "light revision"),
    (0.27, "heavy revision"),
)


class Copied(Struct, frozen=True, kw_only=True):
    """How far a text was copied: ``pairs`` and ``order`` are the two shares, ``degree`` their mean, all
    from 0 to 1; ``level`` names the degree."""

    pairs: float
    order: float
    degree: float
    level: Level


def copied(text: str, source: str) -> Copied:
    """How far ``text`` was copied from ``source``; not the same the other way round, where one is
    longer. Texts of fewer than two words share nothing."""
    ours, theirs = words_of(text), words_of(source)
    if len(ours) < 2:
        return Copied(pairs=0.0, order=0.0, degree=0.0, level="own words")
    mine, other = Counter(pairwise(ours)), Counter(pairwise(theirs))
    pairs = sum((mine & other).values()) / (len(ours) - 1)
    order = LCSseq.similarity(ours, theirs) / len(ours)
    degree = (pairs + order) / 2
    level: Level = next((name for cut, name in CUTS if degree > cut), "own words")
    return Copied(pairs=pairs, order=order, degree=degree, level=level)
