"""Say what a run changes in a library: the checks themselves, and entries whose addresses stand otherwise.
Pure."""

import operator
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sourcebook.preserve.attaching import page_key
from sourcebook.records import Address, Check, Entry, Finding, Level


def with_standings(entry: Entry, checks: Mapping[str, Check]) -> Entry:
    """The entry with what checks (by key) found of its addresses. ``checked`` says when the standing
    was found first: that it was found again only the checks tell, so that entries don't change with
    every run."""
    found = tuple(_stood(address, checks) for address in entry.addresses)
    if all(map(operator.is_, found, entry.addresses)):
        return entry
    return replace(entry, addresses=found)


def _stood(address: Address, checks: Mapping[str, Check]) -> Address:
    key = page_key(address.url)
    check = checks.get(key) if key is not None else None
    if check is None or check.standing == address.standing:
        return address
    return replace(address, standing=check.standing, checked=check.at)


LEVELS: dict[str, Level] = {
    "gone": "warning", "soft gone": "warning", "changed": "warning", "moved": "info",
    "unsure": "info",
}  # fmt: skip


def findings(checks: Iterable[tuple[Check, str]]) -> Iterable[Finding]:
    """What is wrong or doubtful with addresses; each check comes with the id of an entry that has
    it."""
    for check, entry in checks:
        level = LEVELS.get(check.standing)
        if level is None:
            continue
        yield Finding(
            rule=f"link-{check.standing.replace(' ', '-')}",
            subject=f"entry {entry}, address {check.url}" if entry else f"address {check.url}",
            level=level,
            says=f"{check.standing}: {check.why}{_remedy(check, entry)}",
        )


def _remedy(check: Check, entry: str) -> str:
    if not entry:
        return ""
    if check.standing in ("gone", "soft gone"):
        return f"; look for it with: sourcebook repair {entry}"
    if check.standing == "changed":
        return f"; compare with: sourcebook check quotes {entry}"
    return ""


def summary(checks: Iterable[Check]) -> str:
    """How many have which standing: "80 alive, 3 moved, 2 gone"."""
    counts: dict[str, int] = {}
    for check in checks:
        counts[check.standing] = counts.get(check.standing, 0) + 1
    order = ("alive", "moved", "changed", "soft gone", "gone", "unsure")
    return ", ".join(f"{counts[name]:,} {name}" for name in order if counts.get(name))
