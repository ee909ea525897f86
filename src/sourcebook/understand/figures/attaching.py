"""Give a figure its time, its place and who says so, from what its part of a sentence names. Pure."""

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import NamedTuple

from sourcebook.claims import PlaceSaid
from sourcebook.understand.figures.counting import Counted
from sourcebook.understand.figures.numbers import Number
from sourcebook.understand.figures.periods import Period
from sourcebook.understand.figures.saying import Sayer
from sourcebook.understand.prepared import Prepared

_IN = re.compile(r"\b(?:in|across|within|throughout|inside|в|во)(?: the)?(?: [a-z]{1,12}){0,2} $")
_start = attrgetter("start")
_WORLD = re.compile(
    r"\b(?:worldwide|globally|around the world|in the world|across the world|world population|на планете|в мире|дүние жүзінде)\b"
)


# What is so now, whatever was done in the year named before: "relaunched in 2016, and includes 28 bodies".
_NOW = re.compile(r"\b(?:includes?|comprises?|consists|has|operates|employs|represents|contains)\b")
_APART = re.compile(
    r"; |, (?:and|while|but|whereas) |\b(?:compared|down from|up from|versus|as against|than) |\b(?:increase|decrease|rise|decline|drop|reduction|improvement)d? (?:over|from|on|since|compared) "
)
_COMPARED = re.compile(r"\b(?:compared (?:with|to)|down from|up from|versus|against|from|than) $")


def period_of(
    folded: str,
    number: Number,
    between: tuple[int, int],
    periods: list[Period],
    sentence: int,
    *,
    elliptic: bool,
) -> Period | None:
    """The time nearest: in the words up to the next number, else before in the sentence, else after.
    ``between`` is where the numbers beside it end and begin, ``sentence`` where its sentence starts."""
    own = [p for p in periods if number.end <= p.start and p.end <= between[1]]
    if own:
        first = own[0]
        gap = folded[number.end : first.start]
        opened = [p for p in periods if p.start - sentence <= 3 and p.end <= number.core]
        if opened and folded.startswith("from ", first.start):
            return opened[0]  # "in 2014 one was tried and a case from 2013 was closed"
        if not _APART.search(gap):
            return first
    earlier = [p for p in periods if p.end <= number.core]
    if earlier:
        near = earlier[-1]
        compared = _COMPARED.search(folded, max(0, number.start - 24), number.start) is not None
        now = _NOW.search(folded, near.end, number.start) is not None
        if not compared and not now:
            return near
    later = [p for p in periods if p.start >= number.end]
    if later and not elliptic:
        gap = folded[number.end : later[0].start]
        if not _APART.search(gap):
            return later[0]
    return None


def sayer_of(number: Number, sayers: list[Sayer]) -> Sayer | None:
    holding = [
        s
        for s in sayers
        if s.since <= number.core
        and (number.end <= s.until or s.until == s.outer)
        and not s.start <= number.core < s.end
    ]
    if not holding:
        return None
    return min(holding, key=lambda s: min(abs(s.outer - number.core), abs(s.stop - number.core)))


class Where(NamedTuple):
    """The places that part of a sentence says something is "in", else the country that it is about."""

    located: list[PlaceSaid]
    country: str | None


def where(ready: Prepared, sentence: tuple[int, int]) -> Where:
    """Where part of a sentence is true."""
    folded = ready.folded
    places = ready.places
    low = bisect_left(places, sentence[0], key=_start)
    high = bisect_right(places, sentence[1], key=_start)
    near = [p for p in places[low:high] if p.kind != "people"]
    located = [p for p in near if _IN.search(folded, max(sentence[0], p.start - 40), p.start)]
    if located:
        return Where(located, None)
    words = folded[sentence[0] : sentence[1]]
    world = "world" in words or "globally" in words or not words.isascii()
    if world and _WORLD.search(folded, *sentence) is not None:
        return Where([], None)
    if ready.home is not None:
        return Where([], ready.home)
    countries = {p.country for p in places[low:high]}
    return Where([], countries.pop() if len(countries) == 1 else None)


def place_of(number: Number, where: Where) -> str | None:
    """The country a figure is true of: the nearest one named "in", else the only one named, else the text's own."""
    if len(where.located) > 1:
        return min(where.located, key=lambda p: _far(p.start, p.end, number)).country
    return where.located[0].country if where.located else where.country


def _far(start: int, end: int, number: Number) -> int:
    """Words before the number are twice as far as those after it."""
    return start - number.end if start >= number.end else 2 * (number.start - end)


def is_people(ready: Prepared, counted: Counted) -> bool:
    """Whether what is counted ends in a people's name: "43,000 Nigeriens"."""
    index = bisect_right(ready.places, counted.end, key=_start)
    return (
        index > 0 and (said := ready.places[index - 1]).kind == "people" and said.end == counted.end
    )
