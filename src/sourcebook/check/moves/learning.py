"""Learn rules of rewriting from pairs of an old and a new address. Pure.

Each pair gives a few rules, from one that holds for its own folder alone to one that holds for the
whole host; what other pairs of the host say then ranks them. One pair is enough to propose: every
address a rule makes is fetched and judged before anybody sees it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sourcebook.check.moves.explaining import Pair, Sides, factors_of, rules_of
from sourcebook.check.moves.rules import Rule, rewritten
from sourcebook.check.moves.spelling import place, related, where

MOST = 400  # rules of one host that are compared with its pairs
PAIRS = 400  # pairs of one host they are compared with
LONGEST = 1_000  # characters of an address that is learned from


def learn(pairs: Iterable[Pair]) -> list[Rule]:
    """Rules that explain the pairs, each with its support, in the order of their rank."""
    by_host: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in dict.fromkeys(pairs):
        found = where(pair.old)
        if len(pair.old) > LONGEST or len(pair.new) > LONGEST:
            continue
        if found is not None and place(pair.old) != place(pair.new):
            by_host[found.host].append(pair)
    made = [rule for some in by_host.values() for rule in _of_host(some)]
    return sorted(made, key=lambda rule: (rule.rank, rule.old, rule.new))


def _of_host(pairs: Sequence[Pair]) -> list[Rule]:
    found: defaultdict[Sides, set[int]] = defaultdict(set)
    for number, pair in enumerate(pairs):
        for sides in (*rules_of(pair), *factors_of(pair)):
            found[sides].add(number)
    for sides, of in _widened(found).items():
        found[sides] |= of
    likely = sorted(found, key=lambda sides: (-len(found[sides]), len(sides.old), sides))[:MOST]
    tested = pairs[:PAIRS]
    made = []
    for sides in likely:
        rule = _tested(sides, tested, found[sides])
        example = pairs[min(found[sides])]
        if rule.support > rule.against or not (rule.support or rule.against):
            made.append(replace(rule, example=(example.old, example.new)))
    return made


def _tested(sides: Sides, pairs: Sequence[Pair], of: set[int]) -> Rule:
    """The rule with what the pairs say for and against it; those it is a factor of say nothing."""
    support = against = 0
    for number, pair in enumerate(pairs):
        made = rewritten(*sides, pair.old, pair.about)
        if made is None:
            continue
        if place(made) == place(pair.new):
            support += 1
        elif number not in of:
            against += 1
    return Rule(old=sides.old, new=sides.new, support=support, against=against)


def _widened(found: dict[Sides, set[int]]) -> dict[Sides, set[int]]:
    """Rules that differ in one folder of the old address only, and lead to the same: any folder may
    stand there."""
    alike: defaultdict[tuple[str, tuple[str, ...], int], set[Sides]] = defaultdict(set)
    for sides in found:
        parts = sides.old.split("/")
        for n in range(1, len(parts) - 1):
            if "{" not in parts[n]:
                key = (sides.new, (*parts[:n], "", *parts[n + 1 :]), n)
                alike[key].add(sides)
    made: dict[Sides, set[int]] = {}
    for (new, kept, n), some in alike.items():
        if len(some) < 2:
            continue
        taken = sum("{name" in part for part in kept)
        any_folder = "{name9}" if taken else "{name}"
        if "{name}" in new or "{name9}" in new:
            continue
        old = "/".join((*kept[:n], any_folder, *kept[n + 1 :]))
        made[Sides(old, new)] = set().union(*(found[sides] for sides in some))
    return made


def from_related(rules: Iterable[Rule], host: str) -> list[Rule]:
    """The rules of other hosts of the same publisher, as if they had been learned on ``host``: those
    that leave the host as it is."""
    made = []
    for rule in rules:
        target = where(rule.new.replace("{", "").replace("}", ""))
        if rule.host == host or target is None or target.host != rule.host:
            continue
        if related(rule.host, host):
            origin = target.origin.replace(rule.host, host)
            made.append(
                replace(
                    rule,
                    old=host + rule.old.removeprefix(rule.host),
                    new=origin + rule.new.removeprefix(target.origin),
                    against=rule.against + 1,
                )
            )
    return made
