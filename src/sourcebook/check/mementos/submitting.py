"""Decide which addresses are submitted to an archive, and note the copies it made. Pure."""

from collections.abc import Iterator

from msgspec.structs import replace

from sourcebook.check.mementos.accepting import taken
from sourcebook.collect.web.submitting import Submitted
from sourcebook.preserve.attaching import page_key
from sourcebook.records import Address, Entry, Memento

WORKING = frozenset({"alive", "moved", "unchecked"})


def addresses(entry: Entry, *, again: bool = False) -> Iterator[str]:
    """The addresses of an entry to submit, without fragments, each once: those that work or were
    never checked. A copy of an error page would help nobody, nor one of a page that changed."""
    seen = set()
    for address in entry.addresses:
        page = (address.url or "").partition("#")[0]
        if not page.startswith(("http://", "https://")) or page in seen:
            continue
        if entry.lost or address.standing not in WORKING or (address.mementos and not again):
            continue
        seen.add(page)
        yield page


def noted(entry: Entry, done: Submitted) -> Entry:
    """The entry with the copy that was made at its address."""
    key, made = page_key(done.url), Memento(url=done.memento, at=taken(done.taken))

    def one(address: Address) -> Address:
        known = any(memento.url == made.url for memento in address.mementos)
        if page_key(address.url) != key or known:
            return address
        return replace(address, mementos=(*address.mementos, made))

    return replace(entry, addresses=tuple(one(address) for address in entry.addresses))
