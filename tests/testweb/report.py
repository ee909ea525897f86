"""Compare what a checker said with what is true: the confusion matrix, and what must never be said. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from sourcebook.records import Check, Suggestion
from testweb.days import day_of
from testweb.truth import Truth, right, truth
from testweb.world import Spot, World

STANDINGS = ("alive", "moved", "changed", "soft gone", "gone", "unsure", "unchecked")
ORDER = (
    "alive", "hampered", "redirected", "detour", "refresh", "drifted", "replaced", "walled", "down", "away",
    "loop", "chain", "note", "moved", "soft gone", "elsewhere", "parked", "usurped", "gone", "dns", "refused",
)  # fmt: skip


class Fault(Struct, frozen=True, kw_only=True):
    """Something that was said of an address and may not be."""

    url: str
    day: int
    said: str
    told: Truth
    why: str = ""


class Confusion(Struct, frozen=True, kw_only=True):
    """``cells`` count (state, standing); ``violations`` are pages that live and were called gone or
    soft gone; ``wrong`` other standings that are not acceptable; ``best`` counts, by state, addresses
    of which the best standing was said."""

    cells: Mapping[tuple[str, str], int]
    violations: tuple[Fault, ...]
    wrong: tuple[Fault, ...]
    best: Mapping[str, int]

    @property
    def states(self) -> list[str]:
        """The states that occur, in a fixed order."""
        found = {state for state, _ in self.cells}
        return [s for s in ORDER if s in found] + sorted(found - set(ORDER))

    def total(self, state: str) -> int:
        """How many addresses were in a state."""
        return sum(count for (of, _), count in self.cells.items() if of == state)

    @property
    def count(self) -> int:
        """All addresses."""
        return sum(self.cells.values())

    def said(self, standing: str) -> tuple[int, int]:
        """How often a standing was said, and how often that was acceptable."""
        often = sum(count for (_, of), count in self.cells.items() if of == standing)
        bad = sum(fault.said == standing for fault in (*self.violations, *self.wrong))
        return often, often - bad

    def table(self) -> str:
        """The matrix as a Markdown table."""
        lines = [
            f"| truly | {' | '.join(STANDINGS)} | best said |",
            "|" + "---|" * (len(STANDINGS) + 2),
        ]
        for state in self.states:
            row = [str(self.cells.get((state, standing), 0) or "·") for standing in STANDINGS]
            share = self.best.get(state, 0) / self.total(state)
            lines.append(f"| {state} | {' | '.join(row)} | {share:.1%} |")
        return "\n".join(lines)


def state_of(told: Truth) -> str:
    """The row of the matrix an address belongs in."""
    if told.burden:
        return "hampered"
    return (
        told.state.partition(": ")[2] or told.state
        if not told.lives
        else told.state.partition(":")[0]
    )


def confusion(
    checks: Iterable[Check], world: World, day: int | None = None, *, unchecked: Iterable[str] = ()
) -> Confusion:
    """The matrix of checks, each against what was true on the day it was made (or on ``day``);
    ``unchecked`` are URLs that were to be checked and weren't."""
    cells: Counter[tuple[str, str]] = Counter()
    best: Counter[str] = Counter()
    violations, wrong = [], []
    said = [(one.url, one.standing, _day(one) if day is None else day, one.why) for one in checks]
    said += [(url, "unchecked", day or 0, "") for url in unchecked]
    for url, standing, on, why in said:
        told = truth(world, url, on)
        state = state_of(told)
        cells[state, standing] += 1
        best[state] += standing == told.best
        if standing in told.acceptable or standing == "unchecked":
            continue
        fault = Fault(url=url, day=on, said=standing, told=told, why=why)
        if told.lives and standing in ("gone", "soft gone"):
            violations.append(fault)
        else:
            wrong.append(fault)
    return Confusion(cells=cells, violations=tuple(violations), wrong=tuple(wrong), best=best)


def _day(check: Check) -> int:
    return day_of(datetime.fromisoformat(check.at).date())


# --- repair ----------------------------------------------------------------------------------------
class Repair(Struct, frozen=True, kw_only=True):
    """What suggesting new addresses brought: of ``moved`` addresses, ``found`` had the right one first
    among their suggestions, ``listed`` anywhere among them; ``offered`` addresses had suggestions, of
    which ``good`` had a right one first. ``by_way`` counts (found, moved) for each way by which the
    new address could be found, "none" for those without any."""

    moved: int
    found: int
    listed: int
    offered: int
    good: int
    by_way: Mapping[str, tuple[int, int]]
    wrong: tuple[tuple[str, str, str], ...] = ()

    @property
    def share(self) -> float:
        """Of the addresses that moved, how many had the right new one suggested."""
        return self.found / max(1, self.moved)

    @property
    def precision(self) -> float:
        """Of the addresses for which something was suggested, how often the first was right."""
        return self.good / max(1, self.offered)


def broken(world: World, day: int, spots: Iterable[Spot] | None = None) -> list[Spot]:
    """Addresses that no longer lead to their page, which stands elsewhere on that day."""
    found = []
    for spot in spots if spots is not None else world.spots():
        told = truth(world, spot, day)
        if not told.lives and told.now_at and told.state not in ("redirected", "detour"):
            found.append(spot)
    return found


def repair(
    suggestions: Iterable[Suggestion], world: World, day: int, spots: Iterable[Spot]
) -> Repair:
    """How well moves were suggested for the broken ones of ``spots``; suggestions for one address stand
    in their order, the best first."""
    by_url: dict[str, list[str]] = {}
    for one in suggestions:
        if one.kind == "move":
            by_url.setdefault(one.url.partition("#")[0], []).append(one.target)
    moved = broken(world, day, spots)
    ways: dict[str, list[int]] = {}
    found = listed = 0
    for spot in moved:
        offers = by_url.get(world.url(spot), [])
        hit = bool(offers) and right(world, spot, offers[0], day)
        found += hit
        listed += any(right(world, spot, target, day) for target in offers)
        for way in truth(world, spot, day).ways or ("none",):
            tally = ways.setdefault(way, [0, 0])
            tally[0] += hit
            tally[1] += 1
    good, wrong = 0, []
    for url, offers in by_url.items():
        place = world.spot(url)
        if place is not None and right(world, place, offers[0], day):
            good += 1
        else:
            wrong.append((url, offers[0], truth(world, url, day).now_at if place else ""))
    return Repair(
        moved=len(moved),
        found=found,
        listed=listed,
        offered=len(by_url),
        good=good,
        by_way={way: (hits, of) for way, (hits, of) in sorted(ways.items())},
        wrong=tuple(wrong),
    )
