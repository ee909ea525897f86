"""Pairs of an old and a new address that the library holds: of entries with several addresses, and of
redirects "for good" that checks saw. Pure."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from sourcebook.check.moves.explaining import Pair
from sourcebook.check.moves.spelling import about, domain, place, related, where
from sourcebook.records import Address, Check, Entry

FOR_GOOD = (301, 308)  # RFC 9110 sections 15.4.2 and 15.4.9
_DEAD = ("gone", "soft gone", "moved")


def of_entries(entries: Iterable[Entry]) -> Iterator[Pair]:
    """Each two addresses of an entry on hosts of one publisher, or with the same path on two hosts:
    the one that was there first, and the later one."""
    for entry in entries:
        told = [address for address in entry.addresses if address.url]
        for one, two in combinations(told, 2):
            older, newer = _in_time(one, two)
            if older.url and newer.url and _of_one(older.url, newer.url):
                yield Pair(
                    old=older.url.partition("#")[0],
                    new=newer.url.partition("#")[0],
                    about=about(entry),
                )


def _of_one(one: str, two: str) -> bool:
    """Whether two addresses can be one page's before and after a move."""
    first, second = where(one), where(two)
    if first is None or second is None or second.front or place(one) == place(two):
        return False
    return related(first.host, second.host) or (
        bool(first.segments) and first.path.strip("/") == second.path.strip("/")
    )


def _in_time(one: Address, two: Address) -> tuple[Address, Address]:
    """The older address first: what checking found counts most, then when they were accessed, then
    the order in which they are written."""
    if (one.standing in _DEAD) != (two.standing in _DEAD):
        return (one, two) if one.standing in _DEAD else (two, one)
    first, second = _last(one), _last(two)
    return (two, one) if first and second and second < first else (one, two)


def _last(address: Address) -> str:
    """When it was last accessed (EDTF), "" where that isn't known."""
    return max((date.edtf or "" for date in address.accessed), default="")


def of_checks(checks: Iterable[Check], entries: dict[str, Entry] | None = None) -> Iterator[Pair]:
    """Where addresses led for good, to a page of the same publisher that is no front page; ``entries``
    say what stands at a check's key, where known."""
    for check in checks:
        hops = check.hops
        if check.fault or len(hops) < 2 or not 200 <= hops[-1].status < 300:
            continue
        if any(hop.status not in FOR_GOOD for hop in hops[:-1]):
            continue
        if check.standing not in ("moved", "alive", "changed"):
            continue
        old, new = where(hops[0].url), where(hops[-1].url)
        if old is None or new is None or new.front or place(hops[0].url) == place(hops[-1].url):
            continue
        if domain(old.host) != domain(new.host) and old.path != new.path:
            continue
        entry = (entries or {}).get(check.key)
        made = Pair(old=hops[0].url, new=hops[-1].url)
        yield made if entry is None else Pair(old=made.old, new=made.new, about=about(entry))
