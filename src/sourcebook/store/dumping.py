"""Write a library as a tree of text files that diffs well, and read it back without loss. I/O.

``entries/<id>.json`` and so on for pages, series, tombstones and imports; ``changes.jsonl`` with a
line a change, oldest first; ``dump.json`` with the schema version and how many of each there are.
The same library gives the same bytes.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from sourcebook import codec
from sourcebook.errors import Conflict, Missing, NoRoom, Refused, Unreadable
from sourcebook.records import Record
from sourcebook.store import history, writing
from sourcebook.store.nouns import NOUNS, check_id, file_name
from sourcebook.store.reading import batches, count, stream
from sourcebook.store.schema import change_items, changes
from sourcebook.store.writing import Item

HEAD = "dump.json"
HISTORY = "changes.jsonl"
_NOTHING = msgspec.Raw(b"null")


class Head(Record, frozen=True):
    """What a dump says of itself: the schema version of its records, and its counts."""

    schema: int
    counts: dict[str, int]
    changes: int = 0


class Touched(Record, frozen=True):
    """One record's change in the history file; ``before`` and ``after`` are records or null."""

    noun: str
    id: str
    before: msgspec.Raw = _NOTHING
    after: msgspec.Raw = _NOTHING


class Line(Record, frozen=True):
    """One change in the history file."""

    number: int
    at: str
    who: str
    what: str
    why: str = ""
    undoes: int | None = None
    items: tuple[Touched, ...] = ()


def dump(connection: sa.Connection, folder: Path, extra: Iterable[Path] = ()) -> None:
    """Write the dump to ``folder``, aside first and then swapped, so that a stopped dump leaves
    the one that was there. ``extra`` are files (``library.toml``) to lay beside the records.

    Refused where the folder holds something that is no dump.
    """
    if folder.exists() and not _is_dump(folder):
        raise Refused(folder, "holds something that is no dump; name an empty or a new folder")
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        _write(connection, aside)
        for file in extra:
            shutil.copyfile(file, aside / file.name)
        _swap(aside, folder)
    except OSError as fault:
        raise NoRoom(folder, f"could not be written ({fault.strerror or fault})") from fault
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _is_dump(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    names = {path.name for path in folder.iterdir()}
    return HEAD in names or not {name for name in names if not name.startswith(".")}


def _swap(new: Path, old: Path) -> None:
    """Put the new folder in the old one's place; what people keep beside a dump (``.git`` and
    other dot files) moves along."""
    if not old.exists():
        old.parent.mkdir(parents=True, exist_ok=True)
        new.rename(old)
        return
    gone = old.with_name(f".{old.name}.{os.getpid()}.old")
    old.rename(gone)
    try:
        new.rename(old)
    except OSError:
        gone.rename(old)
        raise
    for path in gone.iterdir():
        if path.name.startswith("."):
            path.rename(old / path.name)
    shutil.rmtree(gone, ignore_errors=True)


def _write(connection: sa.Connection, folder: Path) -> None:
    counts = {}
    made: set[Path] = set()
    for noun in NOUNS:
        counts[noun] = count(connection, noun)
        for record in stream(connection, noun):
            file = folder / noun / file_name(str(getattr(record, "id")))  # noqa: B009
            if file.parent not in made:
                file.parent.mkdir(parents=True, exist_ok=True)
                made.add(file.parent)
            file.write_text(codec.pretty(record), encoding="utf-8", newline="\n")
    number = history.last(connection)
    with (folder / HISTORY).open("wb") as out:
        for line in _lines(connection):
            out.write(codec.encode(line) + b"\n")
    head = Head(schema=codec.SCHEMA, counts=counts, changes=number)
    (folder / HEAD).write_text(codec.pretty(head), encoding="utf-8", newline="\n")


def _raw(body: str | None) -> msgspec.Raw:
    return _NOTHING if body is None else msgspec.Raw(body.encode())


def _lines(connection: sa.Connection) -> Iterator[Line]:
    for change in reversed(list(history.log(connection))):
        yield Line(
            number=change.number,
            at=change.at,
            who=change.who,
            what=change.what,
            why=change.why,
            undoes=change.undoes,
            items=tuple(
                Touched(noun=noun, id=id, before=_raw(before), after=_raw(after))
                for noun, id, before, after in history.items(connection, change.number)
            ),
        )


def load(connection: sa.Connection, folder: Path, *, who: str) -> None:
    """Read a dump into an empty database, history and all.

    Where the files say otherwise than the history (somebody edited them), that is one more change,
    on record. Missing where the folder is no dump, Unreadable naming the file that can't be read,
    Conflict where the database isn't empty.
    """
    if any(count(connection, noun) for noun in NOUNS):
        raise Conflict("load", "needs an empty library; make one with: sourcebook new DIR")
    head = _head(folder)
    connection.execute(sa.delete(change_items))
    connection.execute(sa.delete(changes))
    state = _load_history(connection, folder / HISTORY, head)
    items: list[Item] = []
    edited: list[Item] = []
    for noun in NOUNS:
        seen = 0
        for id, body in _records(folder, noun):
            seen += 1
            items.append(Item(noun, id, None, body))
            was = state.pop((noun, id), None)
            if was != body:
                edited.append(Item(noun, id, was, body))
        if seen != head.counts.get(noun, 0):
            raise Unreadable(
                folder / noun,
                f"holds {seen} records where {HEAD} counts {head.counts.get(noun, 0)}. "
                f"If that is meant, correct the number in {HEAD}",
            )
    edited += [Item(noun, id, was, None) for (noun, id), was in state.items()]
    for batch in batches(items):
        writing.apply(connection, batch)
    if edited:
        writing.record(connection, edited, who=who, what=f"edits found in the dump {folder.name}")


def _head(folder: Path) -> Head:
    file = folder / HEAD
    if not file.is_file():
        raise Missing(folder, f"is no dump: it has no {HEAD}")
    head = codec.decode(Head, _text(file), subject=file)
    if head.schema > codec.SCHEMA:
        raise Unreadable(
            file,
            f"was written by a newer Sourcebook (schema {head.schema}, this one reads up to "
            f"{codec.SCHEMA}). Upgrade with: pip install --upgrade sourcebook",
        )
    return head


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as fault:
        raise Unreadable(file, f"is no UTF-8 text ({fault.reason})") from fault
    except OSError as fault:
        raise Unreadable(file, f"could not be read ({fault.strerror})") from fault


def _records(folder: Path, noun: str) -> Iterator[tuple[str, str]]:
    """(id, JSON) of the records below a noun's folder, in the order of their ids."""
    for file in sorted((folder / noun).rglob("*.json")):
        record: Any = codec.decode(NOUNS[noun], _text(file), subject=file)
        if (folder / noun / file_name(check_id(record.id))) != file:
            raise Unreadable(file, f"holds the record {record.id}: file and id must agree")
        yield record.id, writing.json_of(record)


def _load_history(connection: sa.Connection, file: Path, head: Head) -> dict[tuple[str, str], str]:
    """Read the history; gives the JSON each record has after it."""
    if not file.is_file():
        raise Missing(file, "is not there; a dump has its history in it")
    state: dict[tuple[str, str], str] = {}
    number = 0
    for place, text in enumerate(_text(file).split("\n"), start=1):
        if not text.strip():
            continue
        subject = f"{file}, line {place}"
        line = codec.decode(Line, text, subject=subject)
        if line.number <= number:
            raise Unreadable(subject, f"change {line.number} comes after change {number}")
        number = line.number
        items = [
            Item(item.noun, item.id, _body(item.before), _body(item.after)) for item in line.items
        ]
        writing.record(
            connection,
            items,
            number=number,
            at=line.at,
            who=line.who,
            what=line.what,
            why=line.why,
            undoes=line.undoes,
        )
        for noun, id, _, after in items:
            if noun not in NOUNS:
                raise Unreadable(subject, f"names {noun}, which is nothing a library keeps")
            if after is None:
                state.pop((noun, id), None)
            else:
                state[noun, id] = after
    if number != head.changes:
        raise Unreadable(file, f"ends with change {number} where {HEAD} says {head.changes}")
    return state


def _body(raw: msgspec.Raw) -> str | None:
    body = bytes(raw).decode()
    return None if body == "null" else body
