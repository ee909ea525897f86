"""Put an accepted memento with the address it is of. Pure."""

from msgspec.structs import replace

from sourcebook.preserve.attaching import page_key
from sourcebook.records import Address, Date, Entry, Memento, Suggestion


def apply_memento(entry: Entry, suggestion: Suggestion) -> Entry:
    """The entry with the suggested memento at each of its addresses of that page; as it is where it
    has that memento, or no longer the address."""
    key = page_key(suggestion.url)
    made = Memento(url=suggestion.target, at=taken(suggestion.taken))

    def one(address: Address) -> Address:
        if page_key(address.url) != key or any(m.url == made.url for m in address.mementos):
            return address
        some = (*address.mementos, made)
        return replace(address, mementos=tuple(sorted(some, key=_when)))

    if key is None or suggestion.kind != "memento":
        return entry
    return replace(entry, addresses=tuple(one(address) for address in entry.addresses))


def taken(at: str) -> Date | None:
    """When a memento was taken: the day as EDTF, the moment as it was told."""
    return Date(edtf=at[:10], as_written=at) if at else None


def _when(memento: Memento) -> str:
    return (memento.at and memento.at.edtf) or ""
