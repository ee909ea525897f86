"""Write changes: records, what they are found by, and the history, in one transaction. I/O."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence, Set
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from msgspec.structs import replace

from sourcebook.claims import Claim
from sourcebook.codec import decode, encode
from sourcebook.errors import Conflict, Missing, Refused
from sourcebook.records import Capture, Check, Entry, Page, Record, Suggestion, Tombstone
from sourcebook.store import keys, schema
from sourcebook.store.nouns import NOUNS, check_id
from sourcebook.store.reading import batches, bodies, read, standing

DERIVED = {
    "entries": (
        (schema.entry_addresses, "entry"),
        (schema.entry_subjects, "entry"),
        (schema.entry_files, "entry"),
    ),
    "pages": ((schema.placements, "page"),),
    "claims": ((schema.claim_countries, "claim"),),
}


class Item(NamedTuple):
    """One record's change: its JSON before (None: it wasn't there) and after (None: it went)."""

    noun: str
    id: str
    before: str | None
    after: str | None


def now() -> str:
    """This moment as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def json_of(record: Record) -> str:
    """The record's JSON as the store keeps it."""
    return encode(record).decode()


def commit(
    connection: sa.Connection,
    items: Sequence[Item],
    *,
    who: str,
    what: str,
    why: str = "",
    at: str = "",
    undoes: int | None = None,
    records: dict[tuple[str, str], Record] | None = None,
    alike: Set[tuple[str, str]] = frozenset(),
    expect: int | None = None,
) -> int:
    """Write the items as one change and give its number. Call inside ``Database.writing``.

    Each item's ``before`` must be what is there, else Conflict and nothing is written; where
    ``expect`` is still the newest change's number that holds without looking. ``records`` are the
    items' records by (noun, id) where the caller has them, so that they needn't be read again;
    ``alike`` those of them that are found by the same as before (``keys.found_alike``).
    """
    if expect is None or expect != _newest(connection):
        _check(connection, items)
    number = record(connection, items, who=who, what=what, why=why, at=at, undoes=undoes)
    apply(connection, items, records or {}, alike)
    return number


def _newest(connection: sa.Connection) -> int:
    return connection.execute(sa.select(sa.func.max(schema.changes.c.number))).scalar() or 0


def record(
    connection: sa.Connection,
    items: Iterable[Item],
    *,
    who: str,
    what: str,
    why: str = "",
    at: str = "",
    undoes: int | None = None,
    number: int | None = None,
) -> int:
    """Write a change into the history only, and give its number (the next, unless given)."""
    if number is None:
        number = _newest(connection) + 1
    connection.execute(
        sa.insert(schema.changes).values(
            number=number, at=at or now(), who=who, what=what, why=why, undoes=undoes
        )
    )
    rows = [(item.noun, item.id, number, item.before, item.after) for item in items]
    add(connection, schema.change_items, rows)
    return number


def apply(
    connection: sa.Connection,
    items: Iterable[Item],
    records: dict[tuple[str, str], Record] | None = None,
    alike: Set[tuple[str, str]] = frozenset(),
) -> None:
    """Bring the tables of records, and what they are found by, to the items' ``after``; of those
    ``alike`` only the body differs."""
    stale: defaultdict[str, list[str]] = defaultdict(list)
    fresh: defaultdict[str, list[Item]] = defaultdict(list)
    same: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        if (item.noun, item.id) in alike:
            same[item.noun].append(item)
            continue
        if item.before is not None:
            stale[item.noun].append(item.id)
        if item.after is not None:
            check_id(item.id)
            fresh[item.noun].append(item)
    for noun, ids in stale.items():
        remove(connection, schema.BY_NOUN[noun], "id", ids)
        for table, column in DERIVED.get(noun, ()):
            remove(connection, table, column, ids)
    for noun, made in fresh.items():
        _keep(connection, noun, made, records or {})
    for noun, made in same.items():
        _rewrite(connection, schema.BY_NOUN[noun], made)


def _keep(
    connection: sa.Connection,
    noun: str,
    items: list[Item],
    records: dict[tuple[str, str], Record],
) -> None:
    rows: list[keys.Row] = []
    derived: tuple[list[keys.Row], ...] = ([], [], [])
    for _, id, _, after in items:
        body = after or ""
        record: Any = records.get((noun, id)) or read(noun, id, body)
        if isinstance(record, Entry):
            rows.append(keys.entry_row(record, body))
            derived[0].extend([(id, key) for key in keys.address_keys(record)])
            derived[1].extend(keys.subject_rows(record))
            derived[2].extend(keys.file_rows(record))
        elif isinstance(record, Page):
            rows.append(keys.page_row(record, body))
            derived[0].extend(keys.placement_rows(record))
        elif isinstance(record, Capture):
            rows.append(keys.capture_row(record, body))
        elif isinstance(record, Check):
            rows.append(keys.check_row(record, body))
        elif isinstance(record, Suggestion):
            rows.append(keys.suggestion_row(record, body))
        elif isinstance(record, Claim):
            rows.append(keys.claim_row(record, body))
            derived[0].extend(keys.country_rows(record))
        else:
            rows.append(keys.plain_row(record, body))
    add(connection, schema.BY_NOUN[noun], rows)
    for (table, _), found in zip(DERIVED.get(noun, ()), derived, strict=False):
        add(connection, table, found)


def _check(connection: sa.Connection, items: Sequence[Item]) -> None:
    by_noun: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_noun[item.noun].append(item)
    for noun, some in by_noun.items():
        there = bodies(connection, noun, [item.id for item in some])
        for item in some:
            if not _same(noun, there.get(item.id), item.before):
                raise Conflict(
                    item.id,
                    "was changed meanwhile by somebody else; nothing was written. Try again",
                )


def _same(noun: str, there: str | None, before: str | None) -> bool:
    """Whether two bodies say the same. A default that was given as an equal string is written out,
    and left out once the record was read: the same record in other letters."""
    if there == before or there is None or before is None:
        return there == before
    kind = NOUNS[noun]
    return decode(kind, there) == decode(kind, before)


def add(connection: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows, each a value per column in the table's order.

    The statement is SQLAlchemy's, run with plain tuples where the driver takes them: measured at
    twice the speed of one dictionary a row.
    """
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        statement = _statement(table)
        connection.exec_driver_sql(statement, [tuple(row) for row in rows])
        return
    names = [column.name for column in table.columns]
    connection.execute(sa.insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def _rewrite(connection: sa.Connection, table: sa.Table, items: Iterable[Item]) -> None:
    """Give rows the items' bodies, and leave what else they hold."""
    query = sa.update(table).where(table.c.id == sa.bindparam("of"))
    rows = [{"of": item.id, "body": item.after} for item in items]
    connection.execute(query.values(body=sa.bindparam("body")), rows)


@cache
def _statement(table: sa.Table) -> str:
    from sqlalchemy.dialects import sqlite

    return str(sa.insert(table).compile(dialect=sqlite.dialect()))


def remove(connection: sa.Connection, table: sa.Table, column: str, values: Iterable[str]) -> None:
    """Delete the rows whose column has one of the values."""
    for batch in batches(values):
        connection.execute(sa.delete(table).where(table.c[column].in_(batch)))


def withdrawing(connection: sa.Connection, id: str, why: str) -> list[Item]:
    """What takes a record out: it goes, so do its placements, claims and suggestions, and
    a tombstone stays."""
    for noun in ("entries", "pages", "series"):
        body = bodies(connection, noun, [id]).get(id)
        if body is not None:
            break
    else:
        raise Missing(id, "is not in the library; see: sourcebook list")
    if noun == "series":
        _unused(connection, id)
    record = read(noun, id, body)
    title = record.subject.as_written or id if isinstance(record, Page) else record.title
    stone = json_of(Tombstone(id=id, title=title, why=why, at=now()))
    before = bodies(connection, "tombstones", [id]).get(id)
    items = [Item(noun, id, body, None), Item("tombstones", id, before, stone)]
    if noun == "entries":
        pages = (place.page for place in standing(connection, [id]).get(id, ()))
        for page, was in bodies(connection, "pages", pages).items():
            items.append(Item("pages", page, was, json_of(without(read("pages", page, was), {id}))))
        for of in ("claims", "suggestions"):
            table = schema.BY_NOUN[of]
            made = sa.select(table.c.id, table.c.body).where(table.c.entry == id)
            items += [Item(of, one, was, None) for one, was in connection.execute(made)]
    return items


def _unused(connection: sa.Connection, series: str) -> None:
    """Refused where entries are of a series: they would point to nothing."""
    entries = schema.BY_NOUN["entries"]
    query = sa.select(entries.c.id).where(entries.c.series == series).order_by(entries.c.id)
    ids = connection.execute(query).scalars().all()
    if ids:
        more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
        raise Refused(
            series,
            f"is the series of {ids[0]}{more}; withdraw those first, or take them out of it with: "
            "sourcebook edit ID --set series=",
        )


def without(page: Page, entries: Container[str]) -> Page:
    """The page without the placements of these entries."""
    if not any(p.entry in entries for section in page.sections for p in section.placements):
        return page
    return replace(
        page,
        sections=tuple(
            replace(
                section, placements=tuple(p for p in section.placements if p.entry not in entries)
            )
            for section in page.sections
        ),
    )
