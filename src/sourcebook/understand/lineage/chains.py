"""Follow a figure through the entries that state it, back to the earliest of them. Pure.

Chance makes numbers meet: "two cases" stand in every report. So the fewer digits of a number say
something, the more else must agree, and a figure whose entry has no date stands in no chain.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from sourcebook.claims import Claim, Figure
from sourcebook.records import Entry, Record
from sourcebook.understand.lineage.alike import (
    Dated,
    alike,
    names,
    number_in_words,
    place_of,
    publisher_of,
    telling,
    where,
)

Bond = Literal["earliest", "names it", "same number", "same period"]


class Link(Record, frozen=True, kw_only=True):
    """One entry's statement of the figure. ``issued`` is EDTF; ``bond`` what ties it to the one before,
    ``says`` the same in a sentence."""

    claim: str
    entry: str
    issued: str
    said_by: str = ""
    bond: Bond
    says: str


class Chain(Record, frozen=True, kw_only=True):
    """A figure stated in several entries, the earliest first. ``earliest`` is its entry; it may itself name
    another source, ``said_by``, which isn't among the entries."""

    figure: Figure
    place: str
    earliest: str
    said_by: str
    links: tuple[Link, ...]
    says: str


def lineage(claims: Iterable[Claim], entries: Mapping[str, Entry]) -> tuple[Chain, ...]:
    """The figures that more than one entry states, each with its way, those of most entries first.

    ``entries`` holds the entries of the claims by id; a claim whose entry is missing or undated is left
    out, and so are declined ones.
    """
    buckets: dict[tuple[object, ...], list[Dated]] = defaultdict(list)
    for claim in claims:
        figure, entry = claim.figure, entries.get(claim.entry)
        if (
            figure is None
            or entry is None
            or claim.decision == "declined"
            or figure.negated
            or not figure.of
        ):
            continue
        if entry.issued is None or not entry.issued.edtf:
            continue
        if figure.value is None and figure.high is None and figure.estimate:
            continue  # "hundreds of thousands" is no number to follow
        key = (place_of(claim), figure.unit, figure.value, figure.low, figure.high)
        buckets[key].append(Dated(entry.issued.edtf, claim, entry))
    found = [chain for bucket in buckets.values() if len(bucket) > 1 for chain in _chains(bucket)]
    return tuple(sorted(found, key=lambda c: (-len(c.links), c.place, c.links[0].claim)))


def _chains(bucket: list[Dated]) -> Iterable[Chain]:
    """Group one number's statements: each joins the first group with whose earliest it agrees."""
    groups: list[list[tuple[Dated, Bond]]] = []
    for one in sorted(bucket, key=lambda d: (d.when, d.claim.entry, d.claim.id)):
        for group in groups:
            if any(one.claim.entry == other.claim.entry for other, _ in group):
                continue
            bond = next(
                (b for other, _ in reversed(group) if (b := _bond(other, one)) is not None), None
            )
            if bond is not None:
                group.append((one, bond))
                break
        else:
            groups.append([(one, "earliest")])
    return [_chain(group) for group in groups if len(group) > 1]


def _bond(earlier: Dated, later: Dated) -> Bond | None:
    one, two = earlier.figure, later.figure
    same = alike(one, two)
    if same == 0.0 or (one.period and two.period and one.period != two.period):
        return None
    if (
        two.period is not None
        and two.period[:4].isdigit()
        and one.period is None
        and int(two.period[:4]) > (earlier.year or 9999)
    ):
        return None  # the later tells of a time after the earlier was issued
    digits = telling(one)
    if later.when[:4] > earlier.when[:4] and names(two.said_by, earlier.entry) and same >= 0.5:
        return "names it"
    period = one.period is not None and one.period == two.period
    if period and (digits >= 2 or (digits == 1 and _large(one))) and same >= 0.5:
        return "same period"
    if digits >= 4 and same >= 0.5:
        return "same number"
    if digits == 3 and same >= 0.6:
        return "same number"
    said = bool(one.said_by) and one.said_by.casefold() == two.said_by.casefold()
    if _large(one) and same >= 0.99 and (said or digits >= 2):
        return "same number"
    return None


def _large(figure: Figure) -> bool:
    numbers = [n for n in (figure.value, figure.low, figure.high) if n is not None]
    return figure.unit != "percent" and max(numbers, default=0) >= 1000


def _chain(group: list[tuple[Dated, Bond]]) -> Chain:
    first = group[0][0]
    figure = max((d.figure for d, _ in group), key=lambda f: (f.period is not None, len(f.of)))
    joint = " of " if first.figure.unit == "percent" else " "
    what = f"{number_in_words(first.figure)}{joint}{first.figure.of}{where(place_of(first.claim))}"
    links = tuple(
        _link(one, bond, group[index - 1][0] if index else None)
        for index, (one, bond) in enumerate(group)
    )
    source = f", which says it has it from “{first.figure.said_by}”" if first.figure.said_by else ""
    return Chain(
        figure=figure,
        place=place_of(first.claim),
        earliest=first.claim.entry,
        said_by=first.figure.said_by,
        links=links,
        says=f"{what}: {len(group)} entries say so. The earliest here is {_named(first)}{source}.",
    )


def _link(one: Dated, bond: Bond, before: Dated | None) -> Link:
    if before is None:
        says = f"{_named(one)} is the earliest entry here that states it."
    elif bond == "names it":
        says = f"{_named(one)} states it and names “{one.figure.said_by}” as its source."
    elif bond == "same period":
        says = f"{_named(one)} states the same number, of the same thing, for the same time ({one.figure.period})."
    else:
        says = f"{_named(one)} states the same number of the same thing; it doesn't say where it has it from."
        if one.figure.said_by:
            says = f"{_named(one)} states the same number of the same thing, from “{one.figure.said_by}”."
    return Link(
        claim=one.claim.id,
        entry=one.claim.entry,
        issued=one.when,
        said_by=one.figure.said_by,
        bond=bond,
        says=says,
    )


def _named(one: Dated) -> str:
    by = publisher_of(one.entry)
    return (
        f"“{one.entry.title}” ({by}, {one.when[:4]})"
        if by != one.entry.title
        else f"“{by}” ({one.when[:4]})"
    )
