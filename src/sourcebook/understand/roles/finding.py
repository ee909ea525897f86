"""Find the roles and routes a text states. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from sourcebook.claims import Role, Route
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.roles.cases import with_cases
from sourcebook.understand.roles.chunks import chunks_of
from sourcebook.understand.roles.frame import Frame
from sourcebook.understand.roles.frames import frames_of, may_tell_deeds
from sourcebook.understand.roles.lexicon import lexicon
from sourcebook.understand.roles.meaning import meaning
from sourcebook.understand.roles.settling import distinct, settled
from sourcebook.understand.roles.signs import signs_of
from sourcebook.understand.roles.titles import titles_in

_TIER = "tier rating"
_TIER_ENDS = re.compile(r"(?:trafficking profile(?<!\w.{19})|current situation(?<!\w.{17}))\b|\n")
_THEY = ("they ", "most ", "the women ", "the girls ", "the men ", "the children ", "many ")
_NEAR = 4  # characters from the end of a sentence to the next
_LONG = 20_000  # characters; the longest sentence of the texts on countries has 4,000
_start = attrgetter("start")


def roles_in(ready: Prepared) -> tuple[tuple[Role, ...], tuple[Route, ...]]:
    """The roles of countries and the routes between them that a text states, in its order."""
    roles: list[Role] = []
    routes: list[Route] = []
    folded = ready.folded
    words = lexicon()
    told: list[tuple[Frame, bool]] = []
    last: Frame | None = None
    ended = -_NEAR
    for start, end, rating in _worth_reading(ready):
        places = _between(ready.places, start, end)
        signs = signs_of(
            folded,
            start,
            end,
            places=places,
            regions=_between(ready.regions, start, end),
            titles=titles_in(ready.text, start, end, places={one.start for one in places}),
            lexicon=words,
        )
        if not folded[start:end].isascii():
            signs = with_cases(signs, folded, start, end)
        if rating and not may_tell_deeds(signs):
            continue
        frames = frames_of(chunks_of(signs), last if start - ended < _NEAR else None)
        last, ended = (frames[-1] if frames else None), end
        told += [(frame, rating) for frame in frames]
    for frame, rating in told:  # a sentence may still say whose people the one before told of
        more_roles, more_routes = meaning(frame, ready.home, rating=rating)
        roles += more_roles
        routes += more_routes
    return tuple(distinct(settled(roles, ready.home))), tuple(routes)


@cache
def _gate() -> Any:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(lexicon().gate)


def _worth_reading(ready: Prepared) -> Iterator[tuple[int, int, bool]]:
    """The sentences that hold a word of the gate, and whether they speak of a rating."""
    folded = ready.folded
    found = [start for _, start, _ in _gate().find_matches_as_indexes(folded)]
    if not found:
        return
    ratings = list(_ratings(folded))
    follows = False
    for start, end in ready.sentences:
        at = bisect_left(found, start)
        if at == len(found) and not follows:
            return
        if at == len(found) or found[at] >= end:
            if follows and folded.startswith(_THEY, start) and " from " in folded[start:end]:
                yield start, end, False
            follows = False
            continue
        follows = True
        for piece in _pieces(folded, start, end):
            yield from _cut(*piece, ratings)


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or a line that is none and far too long for one in parts that end with a word."""
    while end - start > _LONG:
        cut = folded.rfind(" ", start + 1, start + _LONG)
        cut = start + _LONG if cut < 0 else cut
        yield start, cut
        start = cut
    yield start, end


def _cut(start: int, end: int, ratings: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    for begin, close in ratings:
        if begin < end and close > start:
            if start < begin:
                yield start, begin, False
            yield max(start, begin), min(end, close), True
            start = max(start, close)
    if start < end:
        yield start, end, False


def _ratings(folded: str) -> Iterator[tuple[int, int]]:
    start = folded.find(_TIER)
    while start >= 0:
        ends = _TIER_ENDS.search(folded, start)
        end = ends.start() if ends else len(folded)
        yield start, end
        start = folded.find(_TIER, end)


def _between(named: Sequence[Any], start: int, end: int) -> Sequence[Any]:
    return named[bisect_left(named, start, key=_start) : bisect_right(named, end - 1, key=_start)]
