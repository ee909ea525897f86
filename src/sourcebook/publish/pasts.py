"""Fold the checks of an address to what changed from one to the next, and say it in words. Pure.

Thousands of checks may say the same: what readers and figures need is when it changed.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from sourcebook.preserve.attaching import page_key
from sourcebook.records import AddressStanding, Check, Entry, SignKind

_FAULTS = {
    "dns": "its host can’t be found",
    "unreachable": "can’t be reached",
    "refused": "may not be asked",
    "timeout": "no answer in time",
    "broken off": "the answer broke off",
    "tls": "no safe connection",
    "certificate": "its certificate is not valid",
    "redirects": "redirects without end",
    "garbled": "the answer makes no sense",
    "too large": "the answer is too large",
    "robots": "asks robots to stay away",
}
_SIGNS: dict[SignKind, str] = {
    "challenge": "asks for a bot check",
    "consent": "shows a consent wall",
    "login": "asks to sign in",
    "parked": "its domain is parked",
    "not found": "says that it isn’t there",
    "like nonsense": "answers any address alike",
    "front page": "leads to a front page",
    "empty": "nothing came",
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Look(Struct, frozen=True, kw_only=True, array_like=True):
    """Checks in a row that found the same: from ``at`` to ``until`` (ISO 8601 in UTC), ``times`` of
    them. ``answer`` is what the address answered; ``why`` the reason that the first of them gave."""

    at: str
    until: str
    times: int
    standing: AddressStanding
    answer: str
    why: str = ""


class Past(Struct, frozen=True, kw_only=True, array_like=True):
    """What the checks of one address found, oldest first. ``reason`` is the newest one's in a few
    words, ``why`` in a sentence; ``led_to`` is where it was led, "" where it was not."""

    looks: tuple[Look, ...]
    reason: str = ""
    why: str = ""
    led_to: str = ""

    @property
    def last(self) -> str:
        """When it was last checked."""
        return self.looks[-1].until


def day(at: str | None) -> str:
    """The day of a time, as ISO 8601; "" where it has none."""
    found = _DAY.match(at or "")
    return found.group() if found else ""


def answer(check: Check) -> str:
    """What an address answered, in a few words: "answers 404", "its host can't be found"."""
    if check.fault:
        return _FAULTS.get(check.fault, check.fault)
    return f"answers {check.hops[-1].status}" if check.hops else "no answer"


def reason(check: Check) -> str:
    """What speaks for a check's verdict, in a few words: a sign where one tells more than the
    answer does."""
    seen = {sign.kind for sign in check.signs}
    return next((words for kind, words in _SIGNS.items() if kind in seen), "") or answer(check)


def with_check(past: Past | None, check: Check) -> Past:
    """The past with one more check, which is newer than all before."""
    looks = past.looks if past else ()
    found = answer(check)
    before = looks[-1] if looks else None
    if before and (before.standing, before.answer) == (check.standing, found):
        same = Look(
            at=before.at,
            until=check.at,
            times=before.times + 1,
            standing=before.standing,
            answer=found,
            why=before.why,
        )
        looks = (*looks[:-1], same)
    else:
        new = Look(
            at=check.at, until=check.at, times=1,
            standing=check.standing, answer=found, why=check.why,
        )  # fmt: skip
        looks = (*looks, new)
    last = check.hops[-1].url if check.hops else ""
    return Past(
        looks=looks,
        reason=reason(check),
        why=check.why,
        led_to=last if last != check.url else "",
    )


def fold(checks: Iterable[Check]) -> dict[str, Past]:
    """The past of each address, by key, from checks in the order of their times."""
    found: dict[str, Past] = {}
    for check in checks:
        found[check.key] = with_check(found.get(check.key), check)
    return found


def keys_of(entry: Entry) -> tuple[str, ...]:
    """What the servers of an entry's addresses are asked for, each once."""
    found = (page_key(address.url) for address in entry.addresses)
    return tuple(dict.fromkeys(key for key in found if key))


def having(changed: set[str], fragments: Iterable[str]) -> list[str]:
    """The keys with a fragment (``…html#20``) of addresses whose pages are among ``changed``. What
    was "%23" in a path is "#" in a key too, so every part before a "#" is looked at."""
    return [
        key
        for key in fragments
        if any(key[: found.start()] in changed for found in re.finditer("#", key))
    ]
