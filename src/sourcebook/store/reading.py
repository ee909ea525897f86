"""Find and read records: by id, by what they are about, where they stand, counts. I/O."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Literal, TypeVar

import sqlalchemy as sa
from msgspec import Struct

from sourcebook.claims import Claim
from sourcebook.codec import decode
from sourcebook.errors import Refused
from sourcebook.records import Check, Record, Suggestion
from sourcebook.store.keys import fold
from sourcebook.store.nouns import NOUNS
from sourcebook.store.schema import (
    BY_NOUN,
    captures,
    checks,
    claim_countries,
    entries,
    entry_addresses,
    entry_files,
    entry_subjects,
    pages,
    placements,
)
from sourcebook.store.schema import (
    claims as claims_table,
)

BATCH = 500  # ids in one query; SQLite allows 32,766 variables, others fewer
By = Literal["year", "publisher", "series", "country", "aspect", "age", "theme"]
SUBJECTS = ("country", "aspect", "age")

T = TypeVar("T")


class Place(Struct, frozen=True, kw_only=True):
    """Where an entry stands: on which page, in which section, and how far down it (from 0)."""

    page: str
    section: str
    place: int


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def table_of(noun: str) -> sa.Table:
    """The table a noun is kept in; Refused for an unknown noun."""
    table = BY_NOUN.get(noun)
    if table is None:
        raise Refused(noun, f"is not kept in a library; only {', '.join(BY_NOUN)}")
    return table


def read(noun: str, id: str, body: str) -> Any:
    """A record from its row; Unreadable names the record where the row was tampered with."""
    return decode(NOUNS[noun], body, subject=f"{noun} {id}")


def bodies(connection: sa.Connection, noun: str, ids: Iterable[str]) -> dict[str, str]:
    """The JSON of those records that are there, by id."""
    table = table_of(noun)
    found: dict[str, str] = {}
    for batch in batches(dict.fromkeys(ids)):
        rows = connection.execute(sa.select(table.c.id, table.c.body).where(table.c.id.in_(batch)))
        found.update((id, body) for id, body in rows)
    return found


def many(connection: sa.Connection, noun: str, ids: Iterable[str]) -> dict[str, Any]:
    """Those records that are there, by id, in the order asked for."""
    wanted = list(dict.fromkeys(ids))
    found = bodies(connection, noun, wanted)
    return {id: read(noun, id, found[id]) for id in wanted if id in found}


def stream(connection: sa.Connection, noun: str) -> Iterator[Record]:
    """All records of a noun in the order of their ids, a few at a time."""
    table = table_of(noun)
    rows = connection.execution_options(yield_per=BATCH).execute(
        sa.select(table.c.id, table.c.body).order_by(table.c.id)
    )
    for id, body in rows:
        yield read(noun, id, body)


def entry_ids(
    connection: sa.Connection,
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
    """Ids of the entries all the given filters hold for, in alphabetical order.

    ``theme``: stands on a page of it. ``country``: it or an excerpt is about the country, or it
    stands on a page of that country. ``publisher``: same name but for case and punctuation.
    """
    chosen = sa.select(entries.c.id)
    placed = sa.select(placements.c.entry).join(pages, pages.c.id == placements.c.page)
    if theme is not None:
        chosen = chosen.where(entries.c.id.in_(placed.where(pages.c.theme == theme)))
    if country is not None:
        about = _about("country", country)
        there = placed.where(pages.c.country == country)
        chosen = chosen.where(entries.c.id.in_(sa.union(about, there)))
    if aspect is not None:
        chosen = chosen.where(entries.c.id.in_(_about("aspect", aspect)))
    if age is not None:
        chosen = chosen.where(entries.c.id.in_(_about("age", age)))
    if publisher is not None:
        chosen = chosen.where(entries.c.publisher_key == fold(publisher))
    if series is not None:
        chosen = chosen.where(entries.c.series == series)
    if year is not None:
        chosen = chosen.where(entries.c.year == year)
    if page is not None:
        on = sa.select(placements.c.entry).where(placements.c.page == page)
        chosen = chosen.where(entries.c.id.in_(on))
    return list(connection.execute(chosen.order_by(entries.c.id)).scalars())


def _about(kind: str, value: str) -> Any:
    return sa.select(entry_subjects.c.entry).where(
        entry_subjects.c.kind == kind, entry_subjects.c.value == value
    )


def standing(
    connection: sa.Connection, ids: Iterable[str] | None = None
) -> dict[str, tuple[Place, ...]]:
    """Where each of the entries (or, without ids, each entry) stands, by page and place; entries
    that stand nowhere are left out."""
    asked = sa.select(
        placements.c.entry, placements.c.page, placements.c.section, placements.c.place
    ).order_by(placements.c.page, placements.c.place)
    found: dict[str, list[Place]] = {}
    parts: Iterable[Sequence[str] | None] = [None] if ids is None else batches(dict.fromkeys(ids))
    for part in parts:
        query = asked if part is None else asked.where(placements.c.entry.in_(part))
        for entry, page, section, place in connection.execute(query):
            found.setdefault(entry, []).append(Place(page=page, section=section, place=place))
    return {entry: tuple(places) for entry, places in found.items()}


def groups(
    connection: sa.Connection, by: By, *, theme: str | None = None
) -> dict[str, tuple[str, ...]]:
    """Entry ids under each year ("" where unknown), publisher (as most write it), series,
    country, aspect, age or theme; values and ids in alphabetical order. With ``theme``, only
    entries that stand on its pages."""
    found: dict[str, list[str]] = {}
    spelled: dict[str, dict[str, int]] = {}
    for value, shown, id in connection.execute(_grouped(by, theme)):
        key = "" if value is None else str(value)
        found.setdefault(key, []).append(id)
        if by == "publisher":
            names = spelled.setdefault(key, {})
            names[shown] = names.get(shown, 0) + 1
    if by == "publisher":  # the commonest spelling stands for all; the first in a tie
        names_of = {
            key: max(sorted(names), key=names.__getitem__) for key, names in spelled.items()
        }
        return {names_of[key]: tuple(ids) for key, ids in sorted(found.items())}
    return {key: tuple(ids) for key, ids in sorted(found.items())}


def tally(connection: sa.Connection, by: By, *, theme: str | None = None) -> dict[str, int]:
    """How many entries each value has; as ``groups``, counted."""
    return {value: len(ids) for value, ids in groups(connection, by, theme=theme).items()}


def _grouped(by: By, theme: str | None) -> Any:
    if by in SUBJECTS:
        table: Any = entry_subjects
        id, value = table.c.entry, table.c.value
        query = sa.select(value, value, id).where(table.c.kind == by)
    elif by == "theme":
        id, value = placements.c.entry, pages.c.theme
        joined = placements.join(pages, pages.c.id == placements.c.page)
        query = sa.select(value, value, id).distinct().select_from(joined)
    elif by in ("year", "series"):
        id, value = entries.c.id, entries.c[by]
        query = sa.select(value, value, id)
        if by == "series":
            query = query.where(value != "")
    elif by == "publisher":
        id, value = entries.c.id, entries.c.publisher_key
        query = sa.select(value, entries.c.publisher, id)
    else:
        raise Refused(by, "is nothing entries are grouped by: year, publisher, series, theme, "
                          "country, aspect, age")  # fmt: skip
    if theme is not None:
        placed = sa.select(placements.c.entry).join(pages, pages.c.id == placements.c.page)
        query = query.where(id.in_(placed.where(pages.c.theme == theme)))
    return query.order_by(id)


def by_addresses(connection: sa.Connection, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Ids of the entries that have an address with each key (see ``keys.address_keys``)."""
    return _found(connection, entry_addresses.c.key, entry_addresses.c.entry, keys)


def by_titles(connection: sa.Connection, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Ids of the entries with each title and date (see ``keys.titled``)."""
    return _found(connection, entries.c.titled, entries.c.id, keys)


def by_files(connection: sa.Connection, digests: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Ids of the entries that are said to be a file with each SHA-256."""
    return _found(connection, entry_files.c.digest, entry_files.c.entry, digests)


def keys_with_fragments(connection: sa.Connection) -> list[str]:
    """The address keys that name a place on a page (``…html#20``)."""
    query = sa.select(entry_addresses.c.key).distinct()
    found = connection.execute(query.where(entry_addresses.c.key.contains("#")))
    return list(found.scalars())


def captures_by(
    connection: sa.Connection, column: Literal["digest", "address"], values: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Ids of the captures with each digest or address key, oldest first."""
    return _found(connection, captures.c[column], captures.c.id, values)


def _found(
    connection: sa.Connection, key: sa.Column[Any], id: sa.Column[str], keys: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for batch in batches(dict.fromkeys(keys)):
        rows = connection.execute(sa.select(key, id).where(key.in_(batch)).order_by(id))
        for value, entry in rows:
            found.setdefault(value, []).append(entry)
    return {value: tuple(ids) for value, ids in found.items()}


def count(connection: sa.Connection, noun: str) -> int:
    """How many records of a noun there are."""
    return connection.execute(sa.select(sa.func.count()).select_from(table_of(noun))).scalar() or 0


def ids(connection: sa.Connection, noun: str) -> list[str]:
    """All ids of a noun."""
    table = table_of(noun)
    return list(connection.execute(sa.select(table.c.id).order_by(table.c.id)).scalars())


def page_ids(connection: sa.Connection, **subject: str | None) -> list[str]:
    """Ids of the pages with this theme, country, aspect and age, as far as given."""
    query = sa.select(pages.c.id).order_by(pages.c.id)
    for column, value in subject.items():
        if value is not None:
            query = query.where(pages.c[column] == value)
    return list(connection.execute(query).scalars())


def checks_of(connection: sa.Connection, keys: Iterable[str]) -> dict[str, tuple[Check, ...]]:
    """All checks of each address, oldest first."""
    found: dict[str, list[Check]] = {}
    for batch in batches(dict.fromkeys(keys)):
        query = sa.select(checks.c.address, checks.c.id, checks.c.body)
        query = query.where(checks.c.address.in_(batch)).order_by(checks.c.address, checks.c.id)
        for key, id, body in connection.execute(query):
            found.setdefault(key, []).append(read("checks", id, body))
    return {key: tuple(some) for key, some in found.items()}


def last_checks(connection: sa.Connection, keys: Iterable[str] | None = None) -> dict[str, Check]:
    """The newest check of each address, or of all that were ever checked."""
    newest = sa.select(sa.func.max(checks.c.id)).group_by(checks.c.address)
    found: dict[str, Check] = {}
    some = [None] if keys is None else batches(dict.fromkeys(keys))
    for batch in some:
        chosen = newest if batch is None else newest.where(checks.c.address.in_(batch))
        query = sa.select(checks.c.address, checks.c.id, checks.c.body)
        for key, id, body in connection.execute(query.where(checks.c.id.in_(chosen))):
            found[key] = read("checks", id, body)
    return found


def suggestions(
    connection: sa.Connection, *, entry: str | None, decision: str | None
) -> list[Suggestion]:
    """The suggestions for an entry, or for all, with a decision, or with any."""
    table = BY_NOUN["suggestions"]
    query = sa.select(table.c.id, table.c.body)
    if entry is not None:
        query = query.where(table.c.entry == entry)
    if decision is not None:
        query = query.where(table.c.decision == decision)
    rows = connection.execute(query.order_by(table.c.id))
    return [read("suggestions", id, body) for id, body in rows]


def claims(
    connection: sa.Connection,
    *,
    entry: str | None = None,
    country: str | None = None,
    kind: str | None = None,
    decision: str | None = None,
    rule: str | None = None,
    at_least: float = 0.0,
    entries: Iterable[str] | None = None,
) -> Iterator[Claim]:
    """The claims that all the given filters hold for, in the order of their ids."""
    table = claims_table
    query = sa.select(table.c.id, table.c.body).order_by(table.c.id)
    # Of most claims the decision is the same: SQLite, which keeps no figures of that, went by its
    # index (0.28 s of 83,000 claims) where it better goes by country or entry (0.004 s).
    chosen = entry is not None or entries is not None or country is not None
    for column, value in ((table.c.kind, kind), (table.c.decision, decision), (table.c.rule, rule)):
        if value is not None:
            query = query.where((column.concat("") if chosen else column) == value)
    if entry is not None:
        query = query.where(table.c.entry == entry)
    if at_least > 0:
        query = query.where(table.c.confidence >= at_least)
    if country is not None:
        about = sa.select(claim_countries.c.claim).where(claim_countries.c.country == country)
        query = query.where(table.c.id.in_(about))
    some: Iterable[list[str] | None]
    some = [None] if entries is None else batches(sorted(set(entries)))
    for batch in some:
        asked = query if batch is None else query.where(table.c.entry.in_(batch))
        for id, body in connection.execution_options(yield_per=BATCH).execute(asked):
            yield read("claims", id, body)


def claims_ending(connection: sa.Connection, part: str) -> list[str]:
    """Ids of the claims whose last part begins with ``part``."""
    id = claims_table.c.id
    query = sa.select(id).where(id.contains(f"/{part}", autoescape=True)).order_by(id)
    found = connection.execute(query).scalars()
    return [one for one in found if one.rpartition("/")[2].startswith(part)]


def claim_tally(connection: sa.Connection) -> dict[tuple[str, str, str], int]:
    """How many claims there are of each (decision, kind, rule)."""
    table = claims_table
    by = (table.c.decision, table.c.kind, table.c.rule)
    rows = connection.execute(sa.select(*by, sa.func.count()).group_by(*by).order_by(*by))
    return {(decision, kind, rule): count for decision, kind, rule, count in rows}


def countries_of(connection: sa.Connection, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """The countries of the pages on which each of the entries stands, as far as there are any."""
    found: dict[str, set[str]] = {}
    for batch in batches(dict.fromkeys(ids)):
        rows = connection.execute(
            sa.select(placements.c.entry, pages.c.country)
            .distinct()
            .join(pages, pages.c.id == placements.c.page)
            .where(placements.c.entry.in_(batch), pages.c.country.is_not(None))
        )
        for entry, country in rows:
            found.setdefault(entry, set()).add(country)
    return {entry: frozenset(codes) for entry, codes in found.items()}
