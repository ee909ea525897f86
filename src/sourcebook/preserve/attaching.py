"""Tie captures to the entries they are of. Pure."""

from collections.abc import Iterable

from msgspec.structs import replace

from sourcebook.records import Address, AddressStanding, Entry
from sourcebook.store.keys import key_of


def page_key(url: str | None) -> str | None:
    """The key of what a server is asked for: the address without its fragment. Old bulletins keep
    many articles on one page (``…html#20``), and one capture is of them all."""
    return key_of(url.partition("#")[0]) if url else None


def to_addresses(
    entry: Entry,
    key: str,
    *,
    capture: str | None = None,
    standing: AddressStanding | None = None,
    checked: str | None = None,
) -> Entry:
    """The entry with a capture at each of its addresses with this page key, and what the visit
    showed."""

    def one(address: Address) -> Address:
        if page_key(address.url) != key:
            return address
        captures = address.captures
        if capture is not None and capture not in captures:
            captures = tuple(sorted((*captures, capture)))
        return replace(
            address,
            captures=captures,
            standing=after_visit(address.standing, standing) if standing else address.standing,
            checked=checked or address.checked,
        )

    return replace(entry, addresses=tuple(one(address) for address in entry.addresses))


def to_entry(entry: Entry, captures: Iterable[str]) -> Entry:
    """The entry with captures of files added to it."""
    added = tuple(id for id in captures if id not in entry.captures)
    return replace(entry, captures=(*entry.captures, *added)) if added else entry


def standing_of(status: int) -> AddressStanding:
    """What a single answer shows about an address. That it is gone, moved or changed, only checking
    it over days says (``check.links.verdict``)."""
    return "alive" if 200 <= status < 300 else "unsure"


def after_visit(was: AddressStanding, seen: AddressStanding) -> AddressStanding:
    """The standing after a visit: one answer doesn't overturn what checking found, unless it shows
    that a page thought gone is there."""
    if seen == "unsure" and was in ("gone", "soft gone"):
        return was
    if seen == "alive" and was in ("moved", "changed"):
        return was
    return seen
