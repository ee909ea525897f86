"""Hold the lines of all terms while things are taken in, in the order of their numbers. Pure.

A million rows come by, so each costs two steps of a list: numbers wait as they are, and places are joined
by the block.
"""

from array import array
from collections import defaultdict
from functools import partial
from itertools import chain, pairwise

from sourcebook.publish.searching.coding import BETWEEN, WRITTEN
from sourcebook.publish.searching.gathering import LEVELS, Gathered

_BLOCK = 512  # things whose places are joined at once


class Held:
    """The terms of things, each with its postings and its places."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self._spots: defaultdict[str, bytearray] = defaultdict(bytearray)
        self._fresh: defaultdict[str, list[str]] = defaultdict(list)
        self._things = 0

    def take(self, place: int, body: Gathered) -> None:
        """Take in a thing; its number is higher than those before."""
        postings, fresh = self._postings, self._fresh
        lead = place * LEVELS
        for term, weight, spot in body.rows():
            postings[term].append(lead + weight)
            fresh[term].append(spot)
        self._things += 1
        if self._things % _BLOCK == 0:
            self._join()

    def _join(self) -> None:
        spots, between = self._spots, BETWEEN.encode()
        for term, some in self._fresh.items():
            line = spots[term]
            if line:
                line += between
            line += BETWEEN.join(some).encode()
        self._fresh.clear()

    def terms(self) -> list[str]:
        """All terms, in order."""
        self._join()
        return sorted(self._postings)

    def many(self, term: str) -> int:
        """How many things have a term."""
        return len(self._postings[term])

    def postings(self, term: str) -> str:
        """A term's numbers with its weights, as ``coding.listed`` writes them."""
        rows = self._postings[term]
        steps = pairwise(chain((0,), rows))
        return "".join([WRITTEN[row - (last & -LEVELS)] for last, row in steps])

    def numbers(self, term: str) -> list[int]:
        """The numbers of the things that have a term."""
        return [row // LEVELS for row in self._postings[term]]

    def spots(self, term: str) -> list[str]:
        """A term's places in each thing."""
        return self._spots[term].decode().split(BETWEEN)
