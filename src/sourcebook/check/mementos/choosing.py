"""Decide which addresses a memento is wanted for, of when, and in which order mementos are tried. Pure."""

import calendar
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from sourcebook.collect.web.mementos import Listed, shown_form
from sourcebook.records import Address, Date, Entry
from sourcebook.store.keys import key_of

TRIES = 6  # mementos that are fetched, nearest first
FAR = (
    4  # and that many more, each twice as far down the list, where a whole stretch of them is wrong
)
BROKEN = frozenset({"gone", "soft gone", "changed", "unsure"})
_PART = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T.*)?")
# EDTF level 1 seasons as months, on the northern half; "21" is spring
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


class Wanted(Struct, frozen=True, kw_only=True):
    """Of when a memento is wanted: spans of time, each first moment to last, in order of weight, and
    what they rest on. Where only the day of issue is known, nothing from before it is as good."""

    spans: tuple[tuple[datetime, datetime], ...]
    by: Literal["accessed", "issued", "now"]

    @property
    def at(self) -> datetime:
        """The moment that an archive is told: the middle of the first span."""
        begins, ends = self.spans[0]
        return (begins + (ends - begins) / 2).replace(microsecond=0)

    def far(self, at: datetime) -> float:
        """Seconds from a moment to the nearest of the spans; 0 within one. A copy from before the
        day of issue counts as ten times as far: it can only be of what stood there before."""
        away = []
        for begins, ends in self.spans:
            before, after = (begins - at).total_seconds(), (at - ends).total_seconds()
            away.append(max(before * (10 if self.by == "issued" else 1), after, 0.0))
        return min(away)

    def days(self, at: datetime) -> int:
        """Whole days from a moment to the nearest of the spans, on either side."""
        both = ((b - at, at - e) for b, e in self.spans)
        return min(max(before, after, timedelta(0)) for before, after in both).days


def wanted(address: Address, entry: Entry, now: datetime) -> Wanted:
    """Of when a memento of the address is wanted: when the curator read it; where that isn't on
    record, when it was issued; else now."""
    spans = tuple(found for date in address.accessed if (found := span(date)))
    if spans:
        return Wanted(spans=spans, by="accessed")
    issued = span(entry.issued)
    if issued:
        return Wanted(spans=(issued,), by="issued")
    return Wanted(spans=((now, now),), by="now")


def span(date: Date | None) -> tuple[datetime, datetime] | None:
    """The first and last moment of an EDTF date (ISO 8601-2 level 1), or None; an open interval is
    its known end."""
    if date is None or not date.edtf:
        return None
    begins, slash, ends = date.edtf.partition("/")
    first = _one(begins)
    last = _one(ends) if slash else first
    known = [found for found in (first, last) if found]
    return (known[0][0], known[-1][1]) if known and known[0][0] <= known[-1][1] else None


def _one(text: str) -> tuple[datetime, datetime] | None:
    found = _PART.fullmatch(text.rstrip("?~%"))
    if not found:
        return None
    year, month, day = found.groups()
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    months = (1, 12)
    if month and month != "XX":
        number = int(month)
        months = _SEASONS.get(number, (number, number))
    try:
        days = (1, calendar.monthrange(last, months[1])[1])
        if day and day != "XX":
            days = (int(day), int(day))
        return (
            datetime(first, months[0], days[0], tzinfo=UTC),
            datetime(last, months[1], days[1], 23, 59, 59, tzinfo=UTC),
        )
    except ValueError:
        return None


def addresses(entry: Entry, *, all_: bool = False) -> Iterator[Address]:
    """The addresses of an entry that want a memento: without one, and not known to work as they did
    (gone, soft gone, changed, unsure, or of an entry that is lost); with ``all_`` whatever they are.
    Each page is wanted once."""
    seen = set()
    for address in entry.addresses:
        if not address.url or not address.url.startswith(("http://", "https://")):
            continue
        page = address.url.partition("#")[0]
        if address.mementos or page in seen:
            continue
        if all_ or entry.lost or address.standing in BROKEN:
            seen.add(page)
            yield address


def merged(lists: Iterable[Sequence[Listed]], far: Callable[[datetime], float]) -> list[Listed]:
    """All mementos, each once, nearest first; of two as near the earlier, since pages leave the web
    and don't come back. What the lists say of one is put together."""
    found: dict[str, Listed] = {}
    for some in lists:
        for one in some:
            key = memento_key(one.url)
            known = found.get(key)
            if known is None or (not known.status and one.status):
                found[key] = one
    return sorted(found.values(), key=lambda one: (far(one.at), one.at, one.url))


def memento_key(url: str) -> str:
    """What the ways to write one memento's address share."""
    shown = shown_form(url)
    return key_of(shown) or shown


def turn(
    ordered: Sequence[Listed],
    tried: Collection[str],
    *,
    wrong: Collection[str] = (),
    near: int = TRIES,
    far: int = FAR,
) -> Listed | None:
    """The next memento to try, None at the end. ``tried`` are the keys of those that were, ``wrong``
    the digests of those that were no copy. First come the ``near`` nearest, then each time one twice
    as far down the list as the last, ``far`` times: a site that answered wrongly did so for years."""
    rest = [one for one in ordered if not refusal(one, wrong) or memento_key(one.url) in tried]
    keys = [memento_key(one.url) for one in rest]
    done = sum(key in tried for key in keys)
    if done >= near + far:
        return None
    first = 0
    if done >= near and len(rest) > near + far:
        first = min(near * 2 ** (done - near + 1), len(rest)) - 1
    places = [*range(first, len(rest)), *reversed(range(first))]
    place = next((n for n in places if keys[n] not in tried), None)
    return None if place is None else rest[place]


def refusal(one: Listed, wrong: Collection[str] = ()) -> str:
    """Why a memento isn't worth fetching, by what the list says of it; "" where it may be."""
    if one.status and one.status != 200:
        return f"the archive lists it as an answer {one.status}"
    if one.digest and one.digest in wrong:
        return "has the same bytes as one that is no copy"
    return ""
