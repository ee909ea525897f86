"""Find whose captures somebody's archive holds: entries by their addresses, redirects followed. I/O."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from sourcebook.collect.web.guard import Refusal, led_to
from sourcebook.preserve.attaching import page_key, to_addresses
from sourcebook.records import Capture, Entry
from sourcebook.store import Store

MOST = 600_000  # redirects that are remembered of one file
HOPS = 20


class Tying:
    """Ties the captures of one run of importing. ``taken`` says whether a capture's id is used."""

    def __init__(self, store: Store, taken: Callable[[str], bool]) -> None:
        self.store = store
        self._taken = taken
        self._places: dict[str, list[str]] | None = (
            None  # address keys with a fragment, by page key
        )
        self._led: dict[
            str, str
        ] = {}  # where redirects lead, by the page key of what was asked for

    def tied(self, made: list[Capture]) -> tuple[list[tuple[Entry, Entry]], int]:
        """The entries whose addresses were captured, before and after; and how many ties that is."""
        keys = {c.id: page_key(c.url) for c in made if 200 <= c.status < 300}
        found = self._having([key for key in keys.values() if key])
        if not found:
            return [], 0
        entries = self.store.many(Entry, {id for ids in found.values() for id in ids})
        after = dict(entries)
        count = 0
        for capture in made:
            key = keys.get(capture.id)
            for id in found.get(key, ()) if key else ():
                after[id] = to_addresses(after[id], key or "", capture=capture.id)
                count += 1
        return [(entries[id], after[id]) for id in entries if after[id] != entries[id]], count

    def _having(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Ids of the entries that have an address with each page key, at whatever place of it."""
        if self._places is None:
            self._places = {}
            for full in self.store.keys_with_fragments():
                self._places.setdefault(full.partition("#")[0], []).append(full)
        wanted = list(dict.fromkeys(keys))
        more = {full: key for key in wanted for full in self._places.get(key, ())}
        found = self.store.by_addresses([*wanted, *more])
        having: dict[str, tuple[str, ...]] = {}
        for full, ids in found.items():
            key = more.get(full, full)
            having[key] = tuple(dict.fromkeys((*having.get(key, ()), *ids)))
        return having

    def leads(self, url: str, location: str) -> None:
        """Remember that an address led elsewhere."""
        key = page_key(url)
        if key is None or len(self._led) >= MOST:
            return
        try:
            self._led[key] = led_to(url, location)
        except Refusal:
            return

    def redirected(self, wanted: dict[str, str]) -> list[Capture]:
        """Captures of addresses that led elsewhere, where an entry has one of them or it is
        ``wanted`` (by page key): the records are those of where it led."""
        found = self._having(self._led)
        made: list[Capture] = []
        used: set[str] = set()
        for key in dict.fromkeys((*found, *(key for key in wanted if key in self._led))):
            hops = self._hops(key)
            held = self.store.captures_by_address([key]).get(key, ())
            had = {(c.at, c.digest) for c in self.store.many(Capture, held).values()}
            url = (wanted.get(key) or self._url_of(found[key][0], key) or "").partition("#")[0]
            for capture in self._of(page_key(hops[-1])):
                if (capture.at, capture.digest) in had:
                    continue
                number = 2
                while (id := f"{capture.id}-{number}") in used or self._taken(id):
                    number += 1
                used.add(id)
                made.append(replace(capture, id=id, url=url, redirects=tuple(hops)))
        self._led = {}
        return made

    def _hops(self, key: str) -> list[str]:
        """Where an address led, one after the other."""
        hops: list[str] = []
        at: str | None = key
        while at in self._led and len(hops) < HOPS:
            hops.append(self._led[at])
            at = page_key(hops[-1])
        return hops

    def _of(self, key: str | None) -> list[Capture]:
        """The imported captures of an address that led nowhere else."""
        ids = self.store.captures_by_address([key]).get(key, ()) if key else ()
        return [
            c
            for c in self.store.many(Capture, ids).values()
            if 200 <= c.status < 300 and c.how == "imported" and not c.redirects
        ]

    def _url_of(self, id: str, key: str) -> str | None:
        """The address of an entry that has this page key, as the entry has it."""
        entry = self.store.get(Entry, id)
        addresses = entry.addresses if entry else ()
        return next((a.url for a in addresses if page_key(a.url) == key), None)
