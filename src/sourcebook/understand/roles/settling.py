"""Roles of a whole text, settled beside each other: whose people those are of whom it isn't said. Pure."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from sourcebook.claims import Role
from sourcebook.understand.roles.meaning import RULES

_UNSAID = frozenset({"unplaced", "here-unsaid"})


def settled(roles: Iterable[Role], home: str | None) -> Iterator[Role]:
    """Give what is said of people of whom neither origin nor place is said to the role the text names: in
    a destination, without people of its own exploited, they are others."""
    roles = list(roles)
    mine = [role for role in roles if role.country == home and not role.negated]
    named = {role.role for role in mine if role.rule == "named"}
    other = {role.role for role in mine if role.rule not in {"named", *_UNSAID}}
    first = next(iter(mine), None)
    if first is not None and (first.role, first.rule) == ("destination", "foreign-here"):
        named.add("destination")  # "traffickers exploit foreign victims in X"
    elsewhere = "destination" in named and not (named | other) & {"source", "internal"}
    bare = all(role.rule == "within-bare" for role in roles)
    for role in () if bare else roles:
        if role.rule in _UNSAID and elsewhere:
            yield structs.replace(
                role,
                role="destination",
                rule="unplaced-as-named",
                confidence=RULES["unplaced-as-named"],
            )
        else:
            yield role


def distinct(roles: Iterable[Role]) -> Iterator[Role]:
    """Without those that say the same of the same words."""
    seen = set()
    for role in roles:
        key = (role.country, role.role, role.start, role.end)
        if key not in seen:
            seen.add(key)
            yield role
