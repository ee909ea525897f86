"""Hold the library as it would be with what is planned so far. Pure, given a lookup."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from sourcebook.codec import encode
from sourcebook.collect import laying
from sourcebook.collect.draft import Draft
from sourcebook.collect.identity import slug
from sourcebook.collect.same import Known
from sourcebook.records import Entry, Finding, Level, Page, Record, Series, Tombstone
from sourcebook.store import Imported, Place
from sourcebook.store.keys import address_keys, fold, titled
from sourcebook.store.nouns import LONGEST, NOUN_OF

R = TypeVar("R", Entry, Page, Series, Tombstone, Imported)
Change = tuple[str, Record | None, Record | None]


class Lookup(Protocol):
    """What planning asks of a library; ``store.Store`` answers it."""

    def last_change(self) -> int: ...
    def ids(self, kind: type[R]) -> list[str]: ...
    def many(self, kind: type[R], ids: Iterable[str]) -> dict[str, R]: ...
    def by_addresses(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]: ...
    def by_titles(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]: ...
    def standing(self, ids: Iterable[str] | None = None) -> dict[str, tuple[Place, ...]]: ...
    def countries_of(self, ids: Iterable[str]) -> dict[str, frozenset[str]]: ...
    def entry_ids(self, *, series: str | None = None) -> list[str]: ...


def file_name(draft: Draft) -> str:
    """The file's own name: the same file is known again from another folder."""
    return draft.source.replace("\\", "/").rstrip("/").rsplit("/", maxsplit=1)[-1]


def import_id(draft: Draft) -> str:
    """Under which id the library remembers what a draft proposed: its page's, or its file's."""
    return draft.page.id if draft.page else f"files/{slug(file_name(draft), LONGEST - 6)}"


def prints_of(draft: Draft) -> list[str]:
    """A digest of each posting; one that comes again gets a number."""
    seen: dict[str, int] = {}
    prints = []
    for drafted in draft.entries:
        told = encode(drafted.entry)
        if drafted.words is not None:
            told += drafted.words.digest.encode()
        found = hashlib.blake2b(told, digest_size=8).hexdigest()
        seen[found] = seen.get(found, 0) + 1
        prints.append(found if seen[found] == 1 else f"{found}-{seen[found]}")
    return prints


def digest_of(draft: Draft, prints: Sequence[str]) -> str:
    """A digest of what was read: the same file gives the same, wherever its lines stand."""
    places = [(d.section, d.group, p) for d, p in zip(draft.entries, prints, strict=True)]
    data = encode((draft.page, draft.series, places))
    return hashlib.blake2b(data, digest_size=8).hexdigest()


class Desk:
    """The library as it would be with what is planned so far; loads what the drafts may touch."""

    def __init__(self, lookup: Lookup, drafts: Sequence[Draft]) -> None:
        self.lookup = lookup
        self.at = lookup.last_change()
        self.findings: list[Finding] = []
        self.before: dict[tuple[str, str], Record] = {}
        self.after: dict[tuple[str, str], Record] = {}
        self.taken: set[str] = set()
        stones = lookup.ids(Tombstone)
        self._fetch(Tombstone, stones)
        self.taken.update(lookup.ids(Entry), lookup.ids(Series), stones)
        self.addresses: dict[str, list[str]] = {}
        self.titles: dict[str, list[str]] = {}
        self.editions: dict[tuple[str, str], list[str]] = {}
        self.countries: dict[str, set[str]] = {}
        self.pages_of: dict[str, set[str]] = {}
        self.unplaced: dict[str, str] = {}
        self._load(drafts)

    def _load(self, drafts: Sequence[Draft]) -> None:
        self._fetch(Imported, [import_id(draft) for draft in drafts])
        self._fetch(Page, [draft.page.id for draft in drafts if draft.page])
        self._fetch(Series, [series.id for draft in drafts for series in draft.series])
        if not self.taken:
            return
        fresh = [draft for draft in drafts if not self.unchanged(draft)]
        entries = [drafted.entry for draft in fresh for drafted in draft.entries]
        by_address = self.lookup.by_addresses(
            {key: None for entry in entries for key in address_keys(entry)}
        )
        by_title = self.lookup.by_titles(
            {key: None for entry in entries if (key := titled(entry)) is not None}
        )
        series = dict.fromkeys(entry.series for entry in entries if entry.series and entry.edition)
        by_series = [self.lookup.entry_ids(series=id) for id in series]
        found = (*by_address.values(), *by_title.values(), *by_series)
        wanted = {id: None for ids in found for id in ids}
        for draft in fresh:
            imported = self.get(Imported, import_id(draft))
            for source in imported.sources if imported else ():
                wanted |= {entry.id: None for entry in source.entries}
                wanted |= laying.entries_of(source.page) if source.page else {}
        for entry in self._fetch(Entry, wanted).values():
            self._index(entry)
        for id, places in self.lookup.standing(wanted).items():
            self.pages_of[id] = {place.page for place in places}
        for id, codes in self.lookup.countries_of(wanted).items():
            self.countries.setdefault(id, set()).update(codes)

    def _fetch(self, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
        found = self.lookup.many(kind, ids)
        noun = NOUN_OF[kind]
        for id, record in found.items():
            self.before[noun, id] = self.after[noun, id] = record
        return found

    def unchanged(self, draft: Draft) -> bool:
        """Whether the draft says just what its file said at its last import."""
        imported = self.get(Imported, import_id(draft))
        named = [s for s in imported.sources if s.name == file_name(draft)] if imported else []
        digest = digest_of(draft, prints_of(draft)) if named else ""
        return any(source.digest == digest for source in named)

    def get(self, kind: type[R], id: str) -> R | None:
        found: Any = self.after.get((NOUN_OF[kind], id))
        return found  # type: ignore[no-any-return]

    def keep(self, record: Entry | Page | Series | Imported) -> None:
        self.after[NOUN_OF[type(record)], record.id] = record
        if isinstance(record, Entry):
            self.taken.add(record.id)
            self._index(record)

    def _index(self, entry: Entry) -> None:
        for key in address_keys(entry):
            ids = self.addresses.setdefault(key, [])
            if entry.id not in ids:
                ids.append(entry.id)
        named = titled(entry)
        if named is not None:
            ids = self.titles.setdefault(named, [])
            if entry.id not in ids:
                ids.append(entry.id)
        if entry.series and entry.edition:
            ids = self.editions.setdefault((entry.series, entry.edition), [])
            if entry.id not in ids:
                ids.append(entry.id)
        if entry.countries:
            self.countries.setdefault(entry.id, set()).update(entry.countries)

    def at_addresses(self, entry: Entry) -> list[str]:
        """Ids of the entries with an address of this one's; those of its title first."""
        found = {id: None for key in address_keys(entry) for id in self.addresses.get(key, ())}
        if len(found) < 2:
            return list(found)
        title = fold(entry.title)
        return sorted(found, key=lambda id: fold(self.entry(id).title) != title)

    def known(self, entry: Entry) -> Known:
        return Known(entry, self.countries.get(entry.id, set()) | set(entry.countries))

    def entry(self, id: str) -> Entry:
        """The entry with this id, which is known to be there."""
        found: Entry = self.after["entries", id]  # type: ignore[assignment]
        return found

    def unplace(self, entry: str, page: str) -> None:
        self.pages_of.setdefault(entry, set()).discard(page)
        self.unplaced[entry] = page

    def finish(self) -> None:
        """Say which entries lost their last place."""
        for id, page in self.unplaced.items():
            if not self.pages_of.get(id) and ("entries", id) in self.after:
                self.say(
                    "no-place", f"entry {id}", "info",
                    f"“{self.entry(id).title}” stands on no page any more: it went from {page}. "
                    f"It stays in the library; to take it out: sourcebook withdraw {id} --why …",
                )  # fmt: skip

    def place(self, entry: str, page: str, countries: Iterable[str]) -> None:
        self.pages_of.setdefault(entry, set()).add(page)
        self.countries.setdefault(entry, set()).update(countries)

    def say(self, rule: str, subject: str, level: Level, says: str) -> None:
        self.findings.append(Finding(rule=rule, subject=subject, level=level, says=says))

    def changes(self) -> tuple[Change, ...]:
        return tuple(
            (noun, self.before.get((noun, id)), record)
            for (noun, id), record in self.after.items()
            if self.before.get((noun, id)) != record
        )
