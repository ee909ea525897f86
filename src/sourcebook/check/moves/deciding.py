"""Decide what a decision about a suggestion makes of the entry and the suggestion. Pure.

Accepted, a move gives the entry a new address right after the old one, which keeps its standing: what
stood there once is part of the record. Declined, it is never proposed again.
"""

import hashlib
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from sourcebook.check.mementos.accepting import apply_memento
from sourcebook.check.moves.spelling import place
from sourcebook.errors import Refused
from sourcebook.preserve.attaching import page_key
from sourcebook.records import Address, Date, Entry, Suggestion
from sourcebook.values.dates_said import spelled


def id_of(entry: str, url: str, target: str) -> str:
    """The id of the suggestion that what stood at ``url`` stands at ``target``: found again, it is the
    same."""
    told = "\n".join((entry, page_key(url) or url, place(target)))
    return f"move-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def accepted(
    entry: Entry, suggestion: Suggestion, *, who: str, now: str, why: str = ""
) -> tuple[Entry, Suggestion]:
    """The entry with what is proposed, and the suggestion as accepted. ``now`` is ISO 8601 in UTC.
    Refused where it was decided before, or is not of this entry."""
    if suggestion.entry != entry.id:
        raise Refused(suggestion.id, f"is of {suggestion.entry}, not of {entry.id}")
    _open(suggestion)
    after = APPLY[suggestion.kind](entry, suggestion, now)
    return after, _decided(suggestion, "accepted", who=who, now=now, why=why)


def declined(suggestion: Suggestion, *, who: str, now: str, why: str = "") -> Suggestion:
    """The suggestion as declined. Refused where it was decided before."""
    _open(suggestion)
    return _decided(suggestion, "declined", who=who, now=now, why=why)


def _open(suggestion: Suggestion) -> None:
    if suggestion.decision != "open":
        day = suggestion.decided_at[:10]
        raise Refused(
            suggestion.id,
            f"was {suggestion.decision} {day} by {suggestion.decided_by}; take that change back with: "
            "sourcebook log, sourcebook undo",
        )


def _decided(suggestion: Suggestion, decision: str, *, who: str, now: str, why: str) -> Suggestion:
    return replace(suggestion, decision=decision, decided_by=who, decided_at=now, why=why)


def with_address(entry: Entry, url: str, target: str, *, now: str) -> Entry:
    """The entry with ``target`` after its address ``url`` (after the last where it has none such); as it
    is where it has it already, but for its standing."""
    there = [one for one in entry.addresses if _same(one, url, target)]
    if there:
        return replace(
            entry,
            addresses=tuple(
                replace(one, standing="alive", checked=now)
                if one in there and one.standing != "alive"
                else one
                for one in entry.addresses
            ),
        )
    day = Date(edtf=now[:10])
    made = Address(
        url=target,
        as_written=target,
        accessed=(replace(day, as_written=spelled(day)),),
        standing="alive",
        checked=now,
    )
    before = list(entry.addresses)
    at = _after(before, url)
    return replace(entry, addresses=(*before[:at], made, *before[at:]))


def _same(one: Address, url: str, target: str) -> bool:
    """Whether an address is the target, in whatever spelling; the old address only in the very same,
    since it may be just another spelling that works."""
    if one.url is None:
        return False
    if page_key(one.url) == page_key(url):
        return one.url.partition("#")[0] == target.partition("#")[0]
    return place(one.url) == place(target)


def _after(addresses: list[Address], url: str) -> int:
    """Where the new one goes: after the old address; for a lost original after the note that stands for
    it, else at the end."""
    for number, one in enumerate(addresses):
        if (url and page_key(one.url) == page_key(url)) or (not url and one.url is None):
            return number + 1
    return len(addresses)


def _move(entry: Entry, suggestion: Suggestion, now: str) -> Entry:
    return with_address(entry, suggestion.url, suggestion.target, now=now)


def _memento(entry: Entry, suggestion: Suggestion, now: str) -> Entry:
    del now
    return apply_memento(entry, suggestion)


APPLY: dict[str, Callable[[Entry, Suggestion, str], Entry]] = {  # an extension is one more row
    "move": _move,
    "memento": _memento,
}


def exact(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Those that ``--accept exact`` takes: every word quoted stands there. Of two for one address of an
    entry none is taken: a person has to look."""
    some = [one for one in suggestions if one.decision == "open"]
    counts: dict[tuple[str, str, str], int] = {}
    for one in some:
        key = (one.kind, one.entry, page_key(one.url) or "")
        counts[key] = counts.get(key, 0) + 1
    return [
        one
        for one in some
        if one.exact and counts[one.kind, one.entry, page_key(one.url) or ""] == 1
    ]
