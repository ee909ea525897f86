"""Which country a sentence rates: the subject before the rating, else the country the text is about. Pure."""

import re
from bisect import bisect_left, bisect_right

from sourcebook.claims import PlaceSaid
from sourcebook.understand.prepared import Prepared

_JOINS = re.compile(r"[ ,]*(?:and|&|,|и|және|мен|the|as well as| )*[ ,]*")
# The one who rates is not rated.
_RATER = re.compile(
    r"^(?:'s|’s)? ?(?:department|state department|government's|congress|secretary|report|trafficking|tip|embassy|госдеп|государственн)"
)
_RATER_BEFORE = re.compile(r"(?:\bby the|госдеп\w*|государственный департамент) $")
_OTHERS = re.compile(
    r"\b(?:from|in|to|of|with|like|unlike|against|between|borders?|из|в|с) (?:the )?$"
)


def places_between(ready: Prepared, start: int, end: int) -> tuple[PlaceSaid, ...]:
    """The places named in part of a text."""
    places = ready.places
    low = bisect_left(places, start, key=lambda p: p.start)
    return places[low : bisect_right(places, end - 1, key=lambda p: p.start)]


def rated(ready: Prepared, start: int, at: int) -> tuple[tuple[str, ...], int]:
    """The countries rated by a statement at ``at`` in a part of a text that begins at ``start``, and where the
    first is named (``at`` where it isn't)."""
    folded = ready.folded
    named = [p for p in places_between(ready, start, at) if not _rater(ready, p)]
    subject = [
        p for p in named if not _OTHERS.search(folded, max(start, p.start - 12), p.start)
    ] or [p for p in named if p.country == ready.home]
    if ready.home is not None and any(p.country == ready.home for p in subject):
        own = [p for p in subject if p.country == ready.home]
        group = _together(ready, subject, own[-1])
    elif subject:
        group = _together(ready, subject, subject[-1])
    elif ready.home is not None:
        return (ready.home,), at
    elif named:
        group = named[-1:]
    else:
        return (), at
    return tuple(dict.fromkeys(p.country for p in group)), group[0].start


def _together(ready: Prepared, places: list[PlaceSaid], one: PlaceSaid) -> list[PlaceSaid]:
    """``one`` and the places joined to it: "Armenia, Georgia and Ukraine remained …"."""
    index = places.index(one)
    low = high = index
    while low > 0 and _joined(ready, places[low - 1], places[low]):
        low -= 1
    while high + 1 < len(places) and _joined(ready, places[high], places[high + 1]):
        high += 1
    return places[low : high + 1]


def _joined(ready: Prepared, one: PlaceSaid, two: PlaceSaid) -> bool:
    return _JOINS.fullmatch(ready.folded, one.end, two.start) is not None


def _rater(ready: Prepared, place: PlaceSaid) -> bool:
    if place.country != "US" or ready.home == "US":
        return False
    folded = ready.folded
    if _RATER.match(folded[place.end : place.end + 24].lstrip()) is not None:
        return True
    return (
        place.kind == "people"
        or _RATER_BEFORE.search(folded, max(0, place.start - 30), place.start) is not None
    )
