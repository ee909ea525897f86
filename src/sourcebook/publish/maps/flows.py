"""Gather claims of routes into flows, and count who says so independently. Pure."""

from collections.abc import Iterable, Mapping
from typing import get_args

from msgspec import Struct, structs

from sourcebook.claims import Claim, Purpose
from sourcebook.records import Entry
from sourcebook.store.keys import fold

PURPOSES: tuple[str, ...] = get_args(Purpose)
PEOPLE = ("women", "girls", "men", "boys", "children")


class Saying(Struct, frozen=True, kw_only=True):
    """One claim of a flow and the entry that makes it. ``voice`` tells who speaks: sayings of one
    publisher have the same, and so have those in the same words, whoever printed them."""

    claim: Claim
    entry: Entry
    voice: str


class Flow(Struct, frozen=True, kw_only=True):
    """People are said to be taken from ``origin`` to ``destination`` (ISO 3166-1 alpha-2).

    ``voices`` counts the independent sources, ``firm`` those of them that state it outright (no
    hearsay) and whose claim a curator accepted. ``via`` maps a transit country to how many voices
    name it. ``sayings`` are in the order of their years.
    """

    origin: str
    destination: str
    voices: int
    firm: int
    sayings: tuple[Saying, ...]
    via: dict[str, int] = {}
    purposes: dict[str, int] = {}
    people: dict[str, int] = {}
    years: tuple[int, int] | None = None

    @property
    def reviewed(self) -> bool:
        """Whether a curator accepted one of its claims."""
        return any(saying.claim.decision == "accepted" for saying in self.sayings)

    @property
    def hearsay(self) -> bool:
        """Whether none of its sources states it outright."""
        return all(s.claim.route is not None and s.claim.route.hearsay for s in self.sayings)


class Choice(Struct, frozen=True, kw_only=True):
    """Which routes are wanted; what is empty asks for nothing. ``years`` is from and to, both within;
    ``countries`` are at one end, or on the way, of each route."""

    years: tuple[int | None, int | None] = (None, None)
    purpose: str = ""
    people: str = ""
    countries: frozenset[str] = frozenset()


def flows(
    claims: Iterable[Claim], entries: Mapping[str, Entry], choice: Choice | None = None
) -> tuple[Flow, ...]:
    """The flows that claims of routes state, best sourced first. Declined and negated claims, and those
    of entries that are not in ``entries``, count for nothing."""
    found: dict[tuple[str, str], list[Saying]] = {}
    for claim in claims:
        route, entry = claim.route, entries.get(claim.entry)
        if route is None or entry is None or route.negated or claim.decision == "declined":
            continue
        if route.origin != route.destination:
            saying = Saying(claim=claim, entry=entry, voice=voice_of(entry))
            found.setdefault((route.origin, route.destination), []).append(saying)
    every = [_flow(ends, _told_apart(sayings)) for ends, sayings in found.items()]
    return narrowed(sorted(every, key=_standing), choice or Choice())


def narrowed(every: Iterable[Flow], choice: Choice) -> tuple[Flow, ...]:
    """Of flows in their order those that a choice keeps, each with the sayings it keeps."""
    if choice == Choice():
        return tuple(every)
    made = []
    for flow in every:
        chosen = [s for s in flow.sayings if _is_wanted(s.claim, choice)]
        if len(chosen) == len(flow.sayings):
            made.append(flow)
        elif chosen:
            made.append(_flow((flow.origin, flow.destination), chosen))
    return tuple(sorted(made, key=_standing))


def _standing(flow: Flow) -> tuple[int, int, int, str, str]:
    """Best sourced first. A map has room for some sixty of a thousand: of those with as many voices the
    ones that more entries state, so that it isn't the alphabet that chooses."""
    entries = len({saying.entry.id for saying in flow.sayings})
    return -flow.voices, -flow.firm, -entries, flow.origin, flow.destination


def voice_of(entry: Entry) -> str:
    """Who speaks in an entry: its publisher, else where it appeared, else its authors, folded."""
    name = entry.publisher or entry.container or "; ".join(entry.authors) or entry.byline
    return fold(name) or entry.id


def _is_wanted(claim: Claim, choice: Choice) -> bool:
    route = claim.route
    assert route is not None
    first, last = choice.years
    if first is not None and (claim.year is None or claim.year < first):
        return False
    if last is not None and (claim.year is None or claim.year > last):
        return False
    if choice.purpose and choice.purpose not in route.purposes:
        return False
    if choice.people and choice.people not in route.people:
        return False
    ends = {route.origin, route.destination, *route.transit}
    return not choice.countries or not choice.countries.isdisjoint(ends)


def _told_apart(sayings: list[Saying]) -> list[Saying]:
    """The sayings with one voice for all that depend on each other: of one publisher, or in the same
    words. What is filtered later doesn't make two of what is one."""
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    for saying in sayings:
        one, other = find(saying.voice), find("in these words: " + fold(saying.claim.words))
        if one != other:
            leader[other] = one
    return [structs.replace(saying, voice=find(saying.voice)) for saying in sayings]


def _flow(ends: tuple[str, str], sayings: list[Saying]) -> Flow:
    ordered = tuple(sorted(sayings, key=lambda s: (s.claim.year or 0, s.claim.entry, s.claim.id)))
    years = [s.claim.year for s in ordered if s.claim.year is not None]
    return Flow(
        origin=ends[0],
        destination=ends[1],
        voices=_voices(ordered),
        firm=_voices(s for s in ordered if _is_firm(s.claim)),
        sayings=ordered,
        via=_counted(ordered, "transit"),
        purposes=_counted(ordered, "purposes"),
        people=_counted(ordered, "people"),
        years=(min(years), max(years)) if years else None,
    )


def _is_firm(claim: Claim) -> bool:
    return claim.decision == "accepted" and claim.route is not None and not claim.route.hearsay


def _voices(sayings: Iterable[Saying]) -> int:
    return len({saying.voice for saying in sayings})


def _counted(sayings: Iterable[Saying], field: str) -> dict[str, int]:
    by_value: dict[str, set[str]] = {}
    for saying in sayings:
        for value in getattr(saying.claim.route, field):
            by_value.setdefault(value, set()).add(saying.voice)
    counted = {value: len(voices) for value, voices in by_value.items()}
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
