"""Put side by side what sources say differently of the same thing, place and time. Pure.

Most different numbers of one kind don't contradict each other: they tell of other places, other
offences, another part of the year. Only figures that count the same words, of the same country and
the same period, got by the same act ("convicted", "the number of"), are set against each other; and not
those that can both be true ("more than 300" and 340; "about 3.7 million" and 3,736,030).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from sourcebook.claims import Claim, Figure
from sourcebook.records import Entry, Record
from sourcebook.understand.figures.numbers import numbers_in
from sourcebook.understand.lineage.alike import (
    number_in_words,
    place_of,
    publisher_of,
    telling,
    thing,
    where,
)
from sourcebook.understand.prepared import Prepared
from sourcebook.values.dates_said import spelled

NEAR = 0.05  # numbers closer than this may be one, rounded
_PARTS = re.compile(
    r"\b(?:including|of (?:whom|which|them|these)|among them|in (?:one|a single) \w+|another|additional|other|more|some of|out of)\b[^.;]{0,20}$",
    re.I,
)
_FROM_TO = re.compile(r"\b(?:from|to|с|до) ?$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_IDLE = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "were",
        "was",
        "has",
        "have",
        "had",
        "been",
        "are",
        "is",
        "also",
        "than",
        "more",
        "which",
        "who",
        "its",
        "their",
        "this",
        "about",
        "approximately",
        "some",
        "only",
        "over",
        "least",
        "most",
        "nearly",
        "almost",
        "around",
        "estimated",
        "total",
        "least",
        "during",
        "according",
        "government",
        "reported",
        "said",
    ]
)
_SCOPE = 7  # words after what is counted that may narrow it


class Contradiction(Record, frozen=True, kw_only=True):
    """Figures of one thing that can't all be true. ``claims`` and ``entries`` stand in the order of their
    entries' dates, undated last; ``says`` sets them side by side in a sentence."""

    of: str
    unit: str
    place: str
    period: str
    claims: tuple[str, ...]
    entries: tuple[str, ...]
    says: str


def contradictions(
    claims: Iterable[Claim], entries: Mapping[str, Entry]
) -> tuple[Contradiction, ...]:
    """Where entries, or those whom one entry quotes, state different numbers of the same thing."""
    buckets: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        figure = claim.figure
        if figure is None or claim.decision == "declined" or claim.entry not in entries:
            continue
        if (
            figure.period is None
            or figure.period.endswith("..")
            or not figure.of
            or figure.negated
            or figure.rule in {"elliptic", "of-them", "money", "time"}
        ):
            continue
        place = place_of(claim)
        if place:
            buckets[place, figure.unit, figure.period, thing(figure.of)].append(claim)
    found = [
        c for bucket in buckets.values() if len(bucket) > 1 for c in _in_bucket(bucket, entries)
    ]
    return tuple(sorted(found, key=lambda c: (c.place, c.period, c.of, c.claims)))


def _in_bucket(bucket: list[Claim], entries: Mapping[str, Entry]) -> Iterator[Contradiction]:
    """Join the pairs that contradict each other into one statement for each way of counting."""
    ways: dict[frozenset[str], list[Claim]] = defaultdict(list)
    for claim in bucket:
        way = _way(claim)
        if way is not None:
            ways[way].append(claim)
    for all_of_it in ways.values():
        group = list(_single_voiced(all_of_it))
        against = {
            claim.id: claim
            for one, two in combinations(group[:200], 2)
            if _against(one, two)
            for claim in (one, two)
        }
        if against:
            yield _contradiction(list(against.values()), entries)


def _single_voiced(claims: list[Claim]) -> Iterator[Claim]:
    """Without those of an entry that itself gives one voice several numbers: it tells them apart somehow."""
    voices: dict[tuple[str, str], set[object]] = defaultdict(set)
    for claim in claims:
        voices[_voice(claim)].add(_bounds_of(claim))
    return (c for c in claims if len(voices[_voice(c)]) == 1)


def _voice(claim: Claim) -> tuple[str, str]:
    assert claim.figure is not None
    return claim.entry, claim.figure.said_by.casefold()


def _bounds_of(claim: Claim) -> object:
    assert claim.figure is not None
    return claim.figure.value, claim.figure.low, claim.figure.high


def _against(one: Claim, two: Claim) -> bool:
    a, b = one.figure, two.figure
    assert a is not None
    assert b is not None
    low_a, high_a = _bounds(a)
    low_b, high_b = _bounds(b)
    return high_a * (1 + NEAR) < low_b or high_b * (1 + NEAR) < low_a


def _bounds(figure: Figure) -> tuple[float, float]:
    """What a figure leaves open: one that is an estimate, or round, may be off by a tenth."""
    if figure.value is not None:
        slack = 0.1 if figure.estimate or (telling(figure) < 2 and figure.value >= 100) else 0.0
        return figure.value * (1 - slack), figure.value * (1 + slack)
    low = figure.low if figure.low is not None else 0.0
    return low, figure.high if figure.high is not None else float("inf")


def _way(claim: Claim) -> frozenset[str] | None:
    """By which act and within which limits a claim counts: the verb beside its figure and the words that
    narrow it. None where it counts a part of something."""
    figure = claim.figure
    assert figure is not None
    ready = Prepared(" ".join(f"{claim.before} {claim.words} {claim.after}".split()))
    number = next(
        (
            n
            for n in numbers_in(ready)
            if (n.value, n.low, n.high) == (figure.value, figure.low, figure.high)
        ),
        None,
    )
    if number is None:
        return None
    before, after = ready.folded[: number.start], ready.folded[number.end :]
    if _PARTS.search(before) is not None or _FROM_TO.search(before) is not None:
        return None
    of = " ".join(figure.of.split()).casefold()
    at = after.find(of)
    rest = re.split(r"[.;,]", after[at + len(of) :] if 0 <= at < 12 else after, maxsplit=1)[0]
    narrowing = [_stem(w) for w in _WORD.findall(rest)[:_SCOPE] if w not in _IDLE]
    verb = [_stem(w) for w in _WORD.findall(before)[-6:] if w not in _IDLE]
    return frozenset({*narrowing, *verb[-1:]})


def _stem(word: str) -> str:
    return word[:6]


def _contradiction(claims: list[Claim], entries: Mapping[str, Entry]) -> Contradiction:
    ordered = sorted(claims, key=lambda c: (_when(entries[c.entry]), c.entry, c.id))
    first = ordered[0].figure
    assert first is not None
    place = place_of(ordered[0])
    sides = "; ".join(_side(c, entries[c.entry]) for c in ordered)
    return Contradiction(
        of=first.of,
        unit=first.unit,
        place=place,
        period=first.period or "",
        claims=tuple(c.id for c in ordered),
        entries=tuple(dict.fromkeys(c.entry for c in ordered)),
        says=f"{first.of[:1].upper()}{first.of[1:]}{where(place)}, {first.period}: {sides}.",
    )


def _when(entry: Entry) -> str:
    return entry.issued.edtf if entry.issued is not None and entry.issued.edtf else "9999"


def _side(claim: Claim, entry: Entry) -> str:
    figure = claim.figure
    assert figure is not None
    by = f"“{figure.said_by}” in {publisher_of(entry)}" if figure.said_by else publisher_of(entry)
    dated = spelled(entry.issued) if entry.issued is not None else ""
    return f"{number_in_words(figure)} ({by}{', ' + dated if dated else ''})"
