"""Read the history: changes, what each touched, what changed since. I/O."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from msgspec import Struct

from sourcebook.errors import Conflict, Missing, Refused
from sourcebook.store.reading import batches, bodies
from sourcebook.store.schema import change_items, changes
from sourcebook.store.writing import Item


class Change(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was changed at once. ``at`` is ISO 8601 in UTC; ``undoes`` the number of the change
    that this one took back; ``touched`` how many records it changed."""

    number: int
    at: str
    who: str
    what: str
    why: str = ""
    undoes: int | None = None
    touched: int = 0


def log(
    connection: sa.Connection, *, record: str | None = None, limit: int | None = None
) -> Iterator[Change]:
    """The changes, newest first; with ``record``, those that touched a record with this id."""
    touched = (
        sa.select(sa.func.count())
        .where(change_items.c.change == changes.c.number, change_items.c.noun != "imports")
        .scalar_subquery()
    )
    query = sa.select(changes, touched).order_by(changes.c.number.desc())
    if record is not None:
        found = sa.select(change_items.c.change).where(
            change_items.c.id == record, change_items.c.noun != "imports"
        )
        query = query.where(changes.c.number.in_(found))
    if limit is not None:
        query = query.limit(limit)
    for number, at, who, what, why, undoes, items in connection.execute(query):
        yield Change(
            number=number, at=at, who=who, what=what, why=why, undoes=undoes, touched=items
        )


def items(connection: sa.Connection, number: int) -> list[Item]:
    """What a change touched, with the JSON before and after; Missing for an unknown number."""
    rows = connection.execute(
        sa.select(
            change_items.c.noun, change_items.c.id, change_items.c.before, change_items.c.after
        )
        .where(change_items.c.change == number)
        .order_by(change_items.c.noun, change_items.c.id)
    )
    found = [Item(noun, id, before, after) for noun, id, before, after in rows]
    if (
        not found
        and not connection.execute(
            sa.select(changes.c.number).where(changes.c.number == number)
        ).first()
    ):
        raise Missing(f"change {number}", "is not on record; see: sourcebook log")
    return found


def last(connection: sa.Connection) -> int:
    """The number of the newest change; 0 where nothing has changed yet."""
    return connection.execute(sa.select(sa.func.max(changes.c.number))).scalar() or 0


def changed_since(connection: sa.Connection, number: int) -> set[tuple[str, str]]:
    """(noun, id) of every record that changes after ``number`` touched; imports are left out."""
    rows = connection.execute(
        sa.select(change_items.c.noun, change_items.c.id)
        .where(change_items.c.change > number, change_items.c.noun != "imports")
        .distinct()
    )
    return {(noun, id) for noun, id in rows}


def came(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """When each of the entries first came into the library (ISO 8601 in UTC), as far as it did."""
    found: dict[str, str] = {}
    for batch in batches(dict.fromkeys(ids)):
        first = (
            sa.select(change_items.c.id, sa.func.min(change_items.c.change).label("number"))
            .where(change_items.c.noun == "entries", change_items.c.id.in_(batch))
            .group_by(change_items.c.id)
            .subquery()
        )
        rows = connection.execute(
            sa.select(first.c.id, changes.c.at).join(changes, changes.c.number == first.c.number)
        )
        found.update((id, at) for id, at in rows)
    return found


def mark(connection: sa.Connection) -> str:
    """A word for this state of this library: the newest change's number and when it was made."""
    newest = next(log(connection, limit=1), None)
    return f"{newest.number} {newest.at} {newest.who}" if newest else "0"


def since(connection: sa.Connection, mark: str) -> set[tuple[str, str]] | None:
    """As ``changed_since``, from a ``mark``; None where this library never had that mark."""
    number, _, rest = mark.partition(" ")
    if not number.isdigit():
        return None
    if int(number) == 0:
        return changed_since(connection, 0)
    row = connection.execute(
        sa.select(changes.c.at, changes.c.who).where(changes.c.number == int(number))
    ).first()
    if row is None or f"{row.at} {row.who}" != rest:
        return None
    return changed_since(connection, int(number))


def undoing(connection: sa.Connection, number: int) -> list[Item]:
    """What takes a change back: each record as it was before it.

    Conflict names the later change where a record isn't any more as this change left it; Refused
    where the change touched nothing.
    """
    made = items(connection, number)
    if not made:
        raise Refused(f"change {number}", "touched no record, so there is nothing to take back")
    now: dict[tuple[str, str], str] = {}
    for noun in {item.noun for item in made}:
        ids = [item.id for item in made if item.noun == noun]
        now |= {(noun, id): body for id, body in bodies(connection, noun, ids).items()}
    for item in made:
        if now.get((item.noun, item.id)) != item.after:
            raise Conflict(f"change {number}", _in_the_way(connection, number, item))
    return [
        Item(item.noun, item.id, item.after, item.before)
        for item in made
        if item.after != item.before
    ]


def _in_the_way(connection: sa.Connection, number: int, item: Item) -> str:
    now = bodies(connection, item.noun, [item.id]).get(item.id)
    rows = connection.execute(
        sa.select(
            changes.c.number, changes.c.who, changes.c.what, changes.c.undoes, change_items.c.after
        )
        .join(change_items, change_items.c.change == changes.c.number)
        .where(
            change_items.c.noun == item.noun,
            change_items.c.id == item.id,
            changes.c.number > number,
        )
        .order_by(changes.c.number)
    )
    # Of the later changes, the first that left the record as it is now: those after it were taken
    # back again, and naming the last would send a person round in circles of undoing.
    later = next((row for row in rows if row.after == now), None)
    if later is None:
        return f"can't be undone: {item.noun} {item.id} was changed without being on record"
    if now == item.before:
        return f"is undone already, by change {later.number}"
    return (
        f"can't be undone: change {later.number} ({later.what}, by {later.who}) changed "
        f"{item.id} since. Undo that one first: sourcebook undo {later.number}"
    )
