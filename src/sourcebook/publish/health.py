"""Count how a library's addresses and quotes fare, and list what there is to do. Pure.

``held`` is what one entry adds to that; ``health`` puts all of it together. The site keeps both
parts between builds, the command line reads them from the library.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from sourcebook.preserve.attaching import page_key
from sourcebook.publish.pasts import Look, Past, day
from sourcebook.records import AddressStanding, Entry, ExcerptStanding, Suggestion

STANDINGS: tuple[AddressStanding, ...] = get_args(AddressStanding)
QUOTES: tuple[ExcerptStanding, ...] = get_args(ExcerptStanding)
GONE: tuple[AddressStanding, ...] = ("gone", "soft gone")
WORK: tuple[AddressStanding, ...] = (*GONE, "changed", "moved", "unsure")  # in this order
COMMANDS: dict[AddressStanding, str] = {
    "gone": "sourcebook repair {entry}",
    "soft gone": "sourcebook repair {entry}",
    "moved": "sourcebook repair {entry}",
    "changed": "sourcebook check quotes {entry}",
    "unsure": "sourcebook check links {entry}",
}
MONTHS = (
    30  # columns of a chart that can still be told apart; more months are drawn by the quarter …
)
_STEPS = (1, 3, 12, 60)


class Spot(Struct, frozen=True, kw_only=True, array_like=True):
    """An address that was checked; ``since`` is the day its standing was found, ``copy`` whether a
    copy of it is known."""

    url: str
    key: str
    standing: AddressStanding
    since: str = ""
    copy: bool = False


class Held(Struct, frozen=True, kw_only=True, array_like=True):
    """What an entry adds to the figures. ``title`` is "" where nothing is to be done for it;
    ``unchecked`` counts its other addresses, ``copies`` those of all that a copy is known of."""

    title: str = ""
    spots: tuple[Spot, ...] = ()
    unchecked: int = 0
    copies: int = 0
    quotes: dict[str, int] = {}


class Task(Struct, frozen=True, kw_only=True):
    """An address to look after. ``why`` is its newest check's reason, ``found`` the new addresses and
    copies that wait for a decision, ``command`` what to run next."""

    entry: str
    title: str
    url: str
    standing: AddressStanding
    since: str
    why: str
    copy: bool
    found: tuple[str, ...]
    command: str


class New(Struct, frozen=True, kw_only=True):
    """An address that fares otherwise since a day."""

    entry: str
    url: str
    was: AddressStanding
    standing: AddressStanding
    at: str
    why: str


class Month(Struct, frozen=True, kw_only=True):
    """How many addresses had which standing at the end of a month ("2026-11"), as far as they had
    been checked by then."""

    month: str
    counts: dict[AddressStanding, int]


class Health(Struct, frozen=True, kw_only=True):
    """How a library fares. ``checked`` is the day of its newest check, "" where there was none;
    ``addresses`` and ``quotes`` count by standing; ``copies`` the addresses that a copy is known of;
    ``suggestions`` those that are open, by kind."""

    entries: int
    checked: str
    addresses: dict[AddressStanding, int]
    quotes: dict[ExcerptStanding, int]
    copies: int
    captures: int
    suggestions: dict[str, int]
    months: tuple[Month, ...]
    tasks: tuple[Task, ...]

    @property
    def total(self) -> int:
        """How many addresses there are."""
        return sum(self.addresses.values())

    @property
    def gone(self) -> int:
        """How many of them are gone, those that answer all the same too."""
        return sum(self.addresses[standing] for standing in GONE)


def held(entry: Entry) -> Held:
    """What an entry adds to the figures."""
    spots: list[Spot] = []
    unchecked = copies = 0
    for address in entry.addresses:
        if not address.url:
            continue
        copy = bool(address.mementos or address.captures)
        copies += copy
        if address.standing == "unchecked":
            unchecked += 1
            continue
        spots.append(
            Spot(
                url=address.url,
                key=page_key(address.url) or "",
                standing=address.standing,
                since=day(address.checked),
                copy=copy or bool(entry.captures),
            )
        )
    quotes: dict[str, int] = {}  # a Counter takes as long to make as all of the above
    for excerpt in entry.excerpts:
        if excerpt.voice == "quote":
            quotes[excerpt.standing] = quotes.get(excerpt.standing, 0) + 1
    return Held(
        title=entry.title if any(spot.standing in WORK for spot in spots) else "",
        spots=tuple(spots),
        unchecked=unchecked,
        copies=copies,
        quotes=dict(sorted(quotes.items())),
    )


def health(
    some: Iterable[tuple[str, Held]],
    pasts: Mapping[str, Past],
    suggestions: Iterable[Suggestion],
    *,
    captures: int,
) -> Health:
    """The figures of all entries (id, what each adds). ``pasts`` are by key, ``suggestions`` the open
    ones."""
    waiting: dict[tuple[str, str], list[str]] = {}
    kinds: Counter[str] = Counter()
    for one in suggestions:
        kinds[one.kind] += 1
        waiting.setdefault((one.entry, page_key(one.url) or ""), []).append(one.target)
    entries = copies = 0
    addresses: Counter[AddressStanding] = Counter()
    quotes: Counter[str] = Counter()
    lives: dict[str, tuple[Look, ...]] = {}
    tasks: list[Task] = []
    checked = ""
    for id, part in some:
        entries += 1
        addresses["unchecked"] += part.unchecked
        copies += part.copies
        quotes.update(part.quotes)
        for spot in part.spots:
            addresses[spot.standing] += 1
            past = pasts.get(spot.key)
            lives[spot.key] = past.looks if past else (_alone(spot),) if spot.since else ()
            checked = max(checked, day(past.last) if past else spot.since)
            if spot.standing in WORK:
                found = tuple(waiting.get((id, spot.key), ()))
                tasks.append(_task(id, part.title, spot, past, found))
    order = {standing: place for place, standing in enumerate(WORK)}
    tasks.sort(key=lambda task: (order[task.standing], task.since, task.entry, task.url))
    return Health(
        entries=entries,
        checked=checked,
        addresses={standing: addresses[standing] for standing in STANDINGS},
        quotes={standing: quotes[standing] for standing in QUOTES},
        copies=copies,
        captures=captures,
        suggestions=dict(sorted(kinds.items())),
        months=tuple(months(lives.values())),
        tasks=tuple(tasks),
    )


def _alone(spot: Spot) -> Look:
    """What is known of an address whose standing was found while it was captured."""
    at = spot.since
    return Look(at=at, until=at, times=1, standing=spot.standing, answer="")


def _task(id: str, title: str, spot: Spot, past: Past | None, found: tuple[str, ...]) -> Task:
    same = past is not None and past.looks[-1].standing == spot.standing
    command = COMMANDS["gone"] if found else COMMANDS[spot.standing]
    return Task(
        entry=id,
        title=title,
        url=spot.url,
        standing=spot.standing,
        since=spot.since or (day(past.looks[-1].at) if past else ""),
        why=(past.why or past.reason) if past and same else "",
        copy=spot.copy,
        found=found,
        command=command.format(entry=id),
    )


def months(lives: Iterable[Sequence[Look]]) -> Iterator[Month]:
    """The standings at the end of each month from the first check to the last, from what each
    address's checks found; of each quarter or year where there are more than ``MONTHS``."""
    moves: dict[int, Counter[AddressStanding]] = {}
    last = -1
    for looks in lives:
        before: AddressStanding | None = None
        for look in looks:
            if not day(look.at) or not day(look.until):
                continue
            at = _number(look.at)
            last = max(last, _number(look.until))
            change = moves.setdefault(at, Counter())
            change[look.standing] += 1
            if before is not None:
                change[before] -= 1
            before = look.standing
    if not moves:
        return
    first = min(moves)
    span = last - first + 1
    step = next((step for step in _STEPS if span <= step * MONTHS), _STEPS[-1])
    now: Counter[AddressStanding] = Counter()
    for month in range(first, last + 1):
        for standing, many in moves.get(month, {}).items():
            now[standing] += many
        if (month + 1) % step == 0 or month == last:
            year, rest = divmod(month, 12)
            yield Month(
                month=f"{year:04d}-{rest + 1:02d}",
                counts={standing: now[standing] for standing in STANDINGS if now[standing]},
            )


def _number(at: str) -> int:
    """A time's month, counted from the year 0."""
    return int(at[:4]) * 12 + int(at[5:7]) - 1


def news(some: Iterable[tuple[str, Held]], pasts: Mapping[str, Past], since: str) -> list[New]:
    """The addresses that fare otherwise than they did before the day ``since`` (ISO 8601), newest
    change first; those first checked since then were "unchecked"."""
    found = []
    for id, part in some:
        for spot in part.spots:
            past = pasts.get(spot.key)
            looks = past.looks if past else (_alone(spot),) if spot.since else ()
            was: AddressStanding = "unchecked"
            at = ""
            before: AddressStanding = "unchecked"
            for look in looks:
                if day(look.at) < since:
                    was = look.standing
                elif look.standing != before:
                    at = look.at
                before = look.standing
            if at and before != was:
                why = past.why or past.reason if past else ""
                found.append(
                    New(entry=id, url=spot.url, was=was, standing=before, at=day(at), why=why)
                )
    found.sort(key=lambda new: (new.entry, new.url))
    return sorted(found, key=lambda new: new.at, reverse=True)
