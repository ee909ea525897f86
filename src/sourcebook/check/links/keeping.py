"""Say what a run changes in a library: the checks themselves, and entries whose addresses stand otherwise.
Pure."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sourcebook.preserve.attaching import page_key
from sourcebook.records import Address, Check, Entry, Finding, Level


def with_standings(entry: Entry, checks: Mapping[str, Check]) -> Entry:
    """The entry with what checks (by key) found of its addresses. ``checked`` says when the standing
    was found first: that it was found again only the checks tell, so that entries don't change with
    every run."""
    if not any(_differs(address, checks) for address in entry.addresses):
        return entry
    return replace(entry, addresses=tuple(_stood(address, checks) for address in entry.addresses))


def _differs(address: Address, checks: Mapping[str, Check]) -> bool:
    key = page_key(address.url)
    return key is not None and key in checks and checks[key].standing != address.standing


def _stood(address: Address, checks: Mapping[str, Check]) -> Address:
    key = page_key(address.url)
    if key is None or key not in checks or not _differs(address, checks):
        return address
    return replace(address, standing=checks[key].standing, checked=checks[key].at)


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
