"""A library's records and their history, open for reading and changing. I/O."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, cast

import sqlalchemy as sa

from sourcebook.claims import Claim
from sourcebook.errors import Refused
from sourcebook.records import Capture, Check, Entry, Page, Record, Series, Suggestion, Tombstone
from sourcebook.store import dumping, history, reading, writing
from sourcebook.store.database import WAIT, Database, connect, create
from sourcebook.store.history import Change
from sourcebook.store.keys import found_alike
from sourcebook.store.nouns import NOUN_OF, Imported, Kept, noun_of
from sourcebook.store.reading import By, Place
from sourcebook.store.writing import Item

R = TypeVar("R", Entry, Page, Series, Tombstone, Imported, Capture, Check, Suggestion, Claim)


class Store:
    """An open library database; a context manager. One thread at a time.

    Readers never wait and never see half a change; a writer holds the database alone. Records come
    out as they went in; lists are in the order of ids unless it says otherwise. All methods raise
    Unreadable (damaged), Conflict (held by another), NoRoom (full, not writable).
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._open: sa.Connection | None = None

    @classmethod
    def open(cls, file: Path, *, wait: float = WAIT) -> Self:
        """The store in ``file``; ``wait`` is how many seconds to wait for another writer. Where
        the folder may not be written, it can be read. An older schema is migrated, on record."""
        return cls(connect(file, wait=wait))

    @classmethod
    def create(cls, file: Path, *, wait: float = WAIT) -> Self:
        """A new, empty store in ``file``."""
        return cls(create(file, wait=wait))

    def close(self) -> None:
        """Close it; what was committed is kept."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        if self._open is not None:
            yield self._open
            return
        with self.database.reading() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """All reads inside see the state at its first read, whatever others write meanwhile; they
        are quicker too, since they share one connection."""
        if self._open is not None:
            yield self
            return
        with self.database.reading() as connection:
            self._open = connection
            try:
                yield self
            finally:
                self._open = None

    # --- records ------------------------------------------------------------------------------
    def get(self, kind: type[R], id: str) -> R | None:
        """The record with this id, or None: ``store.get(Entry, "iwpr-2005-…")``."""
        return self.many(kind, [id]).get(id)

    def many(self, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
        """Those of the records that are there, by id, in the order asked for."""
        with self._reading() as connection:
            return reading.many(connection, _noun(kind), ids)

    def stream(self, kind: type[R]) -> Iterator[R]:
        """All records of a kind, a few in memory at a time."""
        with self._reading() as connection:
            yield from cast(Iterator[R], reading.stream(connection, _noun(kind)))

    def find(self, id: str) -> Entry | Page | Series | Tombstone | None:
        """The entry, page, series or tombstone with this id, looked for in that order."""
        with self.snapshot():
            return (
                self.get(Entry, id)
                or self.get(Page, id)
                or self.get(Series, id)
                or self.get(Tombstone, id)
            )

    def count(self, kind: type[R]) -> int:
        """How many records of a kind there are."""
        with self._reading() as connection:
            return reading.count(connection, _noun(kind))

    def ids(self, kind: type[R]) -> list[str]:
        """All ids of a kind."""
        with self._reading() as connection:
            return reading.ids(connection, _noun(kind))

    # --- finding entries ----------------------------------------------------------------------
    def entry_ids(
        self,
        *,
        theme: str | None = None,
        country: str | None = None,
        aspect: str | None = None,
        age: str | None = None,
        publisher: str | None = None,
        series: str | None = None,
        year: int | None = None,
        page: str | None = None,
    ) -> list[str]:
        """Ids of the entries that all the given filters hold for, without reading bodies.

        ``theme``: stands on a page of it. ``country``: the entry or an excerpt is about it, or the
        entry stands on one of its pages. ``publisher``: the same but for case and punctuation.
        """
        with self._reading() as connection:
            return reading.entry_ids(
                connection,
                theme=theme,
                country=country,
                aspect=aspect,
                age=age,
                publisher=publisher,
                series=series,
                year=year,
                page=page,
            )

    def entries(self, **filters: Any) -> Iterator[Entry]:
        """The entries that the filters of ``entry_ids`` hold for, a few in memory at a time."""
        if not filters:
            yield from self.stream(Entry)
            return
        for batch in reading.batches(self.entry_ids(**filters)):
            yield from self.many(Entry, batch).values()

    def standing(self, ids: Iterable[str] | None = None) -> dict[str, tuple[Place, ...]]:
        """Where each of the entries (without ids: each entry) stands, in the order of page and
        place; entries that stand nowhere are left out."""
        with self._reading() as connection:
            return reading.standing(connection, ids)

    def groups(self, by: By, *, theme: str | None = None) -> dict[str, tuple[str, ...]]:
        """Entry ids under each "year" ("" where unknown), "publisher" ("" where none; as most
        entries write it), "series", "country", "aspect", "age" or "theme"; with ``theme``, only
        entries that stand on its pages. No bodies are read."""
        with self._reading() as connection:
            return reading.groups(connection, by, theme=theme)

    def tally(self, by: By, *, theme: str | None = None) -> dict[str, int]:
        """How many entries each value of ``groups`` has."""
        with self._reading() as connection:
            return reading.tally(connection, by, theme=theme)

    def page_ids(
        self,
        *,
        theme: str | None = None,
        country: str | None = None,
        aspect: str | None = None,
        age: str | None = None,
    ) -> list[str]:
        """Ids of the pages with this theme and subject."""
        with self._reading() as connection:
            return reading.page_ids(
                connection, theme=theme, country=country, aspect=aspect, age=age
            )

    def by_addresses(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Ids of the entries under each address key (``keys.address_keys``)."""
        with self._reading() as connection:
            return reading.by_addresses(connection, keys)

    def by_titles(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Ids of the entries under each title-and-date key (``keys.titled``)."""
        with self._reading() as connection:
            return reading.by_titles(connection, keys)

    def by_files(self, digests: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Ids of the entries that are said to be a file with each SHA-256 (identifier sha-256)."""
        with self._reading() as connection:
            return reading.by_files(connection, digests)

    def keys_with_fragments(self) -> list[str]:
        """The address keys that name a place on a page (``…html#20``)."""
        with self._reading() as connection:
            return reading.keys_with_fragments(connection)

    def captures_by_digest(self, digests: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Ids of the captures of each payload, oldest first."""
        with self._reading() as connection:
            return reading.captures_by(connection, "digest", digests)

    def captures_by_address(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Ids of the captures of each address (``keys.key_of``), oldest first."""
        with self._reading() as connection:
            return reading.captures_by(connection, "address", keys)

    def checks_of(self, keys: Iterable[str]) -> dict[str, tuple[Check, ...]]:
        """All checks of each address (``keys.key_of``), oldest first."""
        with self._reading() as connection:
            return reading.checks_of(connection, keys)

    def last_checks(self, keys: Iterable[str] | None = None) -> dict[str, Check]:
        """The newest check of each address (without keys: of all that were ever checked)."""
        with self._reading() as connection:
            return reading.last_checks(connection, keys)

    def suggestions(
        self, *, entry: str | None = None, decision: str | None = None
    ) -> list[Suggestion]:
        """The suggestions for an entry, or for all; with ``decision`` only those that are open,
        accepted or declined."""
        with self._reading() as connection:
            return reading.suggestions(connection, entry=entry, decision=decision)

    def claims(
        self,
        *,
        entry: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        decision: str | None = None,
        rule: str | None = None,
        at_least: float = 0.0,
        entries: Iterable[str] | None = None,
    ) -> Iterator[Claim]:
        """The claims that all the given filters hold for, a few in memory at a time: of an entry or
        several, about a country, of a kind (role, route, aspect, figure, rating), with a decision
        (open, accepted, declined), proposed by a rule, with at least that confidence."""
        with self._reading() as connection:
            yield from reading.claims(
                connection,
                entry=entry,
                country=country,
                kind=kind,
                decision=decision,
                rule=rule,
                at_least=at_least,
                entries=entries,
            )

    def claims_ending(self, part: str) -> list[str]:
        """Ids of the claims whose last part begins with ``part``."""
        with self._reading() as connection:
            return reading.claims_ending(connection, part)

    def claim_tally(self) -> dict[tuple[str, str, str], int]:
        """How many claims there are of each (decision, kind, rule)."""
        with self._reading() as connection:
            return reading.claim_tally(connection)

    def countries_of(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """ISO codes of the countries whose pages each of the entries stands on."""
        with self._reading() as connection:
            return reading.countries_of(connection, ids)

    # --- history ------------------------------------------------------------------------------
    def last_change(self) -> int:
        """The newest change's number; 0 where nothing has changed yet."""
        with self._reading() as connection:
            return history.last(connection)

    def changed_since(self, number: int) -> set[tuple[str, str]]:
        """(noun, id) of what changes after ``number`` touched; nouns are "entries", "pages",
        "series", "tombstones"."""
        with self._reading() as connection:
            return history.changed_since(connection, number)

    def came(self, ids: Iterable[str]) -> dict[str, str]:
        """When each of these entries first came into the library (ISO 8601 in UTC)."""
        with self._reading() as connection:
            return history.came(connection, ids)

    def mark(self) -> str:
        """A word for this state of this library, to keep and ask ``since`` with later."""
        with self._reading() as connection:
            return history.mark(connection)

    def since(self, mark: str) -> set[tuple[str, str]] | None:
        """What changed since ``mark`` was taken; None where this library never had it (it is
        another library, or was loaded anew): then everything may have changed."""
        with self._reading() as connection:
            return history.since(connection, mark)

    def log(self, *, record: str | None = None, limit: int | None = None) -> list[Change]:
        """The changes, newest first; with ``record``, those that touched that id."""
        with self._reading() as connection:
            return list(history.log(connection, record=record, limit=limit))

    def items(self, number: int) -> list[Item]:
        """What a change touched, each with its JSON before and after."""
        with self._reading() as connection:
            return history.items(connection, number)

    def soundness(self) -> str:
        """What SQLite finds damaged in the file, in words; "" where it is sound."""
        if self.database.engine.dialect.name != "sqlite":
            return ""
        with self._reading() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(5)").scalars().all()
        return "" if list(found) == ["ok"] else "; ".join(str(line) for line in found)

    # --- changing -----------------------------------------------------------------------------
    def commit(
        self,
        changes: Sequence[tuple[Record | None, Record | None]],
        *,
        who: str,
        what: str,
        why: str = "",
        expect: int | None = None,
    ) -> int:
        """Write (before, after) pairs as one change and give its number.

        Conflict where a ``before`` is not what is there any more. ``expect``: the newest change's
        number when the pairs were made; while it is still the newest, nothing is compared.
        """
        items = [_item(before, after) for before, after in changes]
        made: dict[tuple[str, str], Record] = {}
        alike: set[tuple[str, str]] = set()
        for before, after in changes:
            if after is not None:
                key = (noun_of(after), _id(after))
                made[key] = after
                if before is not None and found_alike(before, after):
                    alike.add(key)
        with self.database.writing(what) as connection:
            return writing.commit(
                connection, items, who=who, what=what, why=why, records=made, alike=alike,
                expect=expect,
            )  # fmt: skip

    def put(self, records: Iterable[Kept], *, who: str, what: str, why: str = "") -> int | None:
        """Keep the records as they are given, new or changed, as one change; its number, or None
        where all are there already. A tombstone of the same id goes."""
        kept = {(noun_of(record), record.id): record for record in records}
        with self.database.writing(what) as connection:
            items = []
            for noun in dict.fromkeys(noun for noun, _ in kept):
                ids = [id for kind, id in kept if kind == noun]
                there = reading.bodies(connection, noun, ids)
                for id in ids:
                    after = writing.json_of(kept[noun, id])
                    if there.get(id) != after:
                        items.append(Item(noun, id, there.get(id), after))
            back = [id for noun, id in kept if noun in ("entries", "pages")]
            for id, body in reading.bodies(connection, "tombstones", back).items():
                if ("tombstones", id) not in kept:
                    items.append(Item("tombstones", id, body, None))
            if not items:
                return None
            found = cast(dict[tuple[str, str], Record], kept)
            return writing.commit(connection, items, who=who, what=what, why=why, records=found)

    def remove(self, id: str, *, who: str, why: str, what: str = "") -> int:
        """Withdraw an entry, page or series: it goes, with its placements, claims and suggestions; a
        Tombstone says why. Missing where there is none."""
        what = what or f"withdraw {id}"
        with self.database.writing(what) as connection:
            items = writing.withdrawing(connection, id, why)
            return writing.commit(connection, items, who=who, what=what, why=why)

    def undo(self, number: int, *, who: str, why: str = "") -> int:
        """Take a change back, as a new change; gives its number. Conflict names the later change
        that touched the same record since."""
        what = f"undo change {number}"
        with self.database.writing(what) as connection:
            items = history.undoing(connection, number)
            return writing.commit(connection, items, who=who, what=what, why=why, undoes=number)

    # --- moving -------------------------------------------------------------------------------
    def dump(self, folder: Path, *, extra: Iterable[Path] = ()) -> None:
        """Write all records and the history as a tree of text files, with copies of the ``extra``
        files beside them; see ``dumping``."""
        with self._reading() as connection:
            dumping.dump(connection, folder, extra)

    def load(self, folder: Path, *, who: str) -> None:
        """Read such a tree into this store, which must be empty; all of it or nothing. What was
        edited in the tree since it was dumped becomes a change by ``who``."""
        with self.database.writing(f"loading {folder}") as connection:
            dumping.load(connection, folder, who=who)


def _noun(kind: type[R]) -> str:
    return NOUN_OF[kind]


def _id(record: Record) -> str:
    return str(cast(Any, record).id)


def _item(before: Record | None, after: Record | None) -> Item:
    record = after if after is not None else before
    if record is None:
        raise Refused("change", "has neither a before nor an after")
    return Item(
        noun_of(record),
        _id(record),
        None if before is None else writing.json_of(before),
        None if after is None else writing.json_of(after),
    )
