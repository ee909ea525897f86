"""Tell what a change does to records, field by field, as lines for people or as plain data. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sourcebook.records import Record

LONGEST = 160  # letters of a value that are shown
_ONE = {"entries": "entry", "pages": "page", "series": "series", "tombstones": "tombstone"}
Triple = tuple[str, Record | None, Record | None]


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One field that changes: ``field`` is a path ("addresses › iwpr.net/… › accessed"); ``before``
    or ``after`` is None where it is added or removed."""

    field: str
    before: Any = None
    after: Any = None


def differences(before: Record, after: Record) -> list[Difference]:
    """What differs between two states of a record."""
    return list(_compared("", _plain(before), _plain(after)))


def _plain(record: Record) -> Any:
    return msgspec.json.decode(msgspec.json.encode(record))


def data(changes: Iterable[Triple]) -> list[dict[str, Any]]:
    """The changes as plain data: noun, id, and what is added, removed or differs."""
    told = []
    for noun, before, after in changes:
        if noun == "imports":
            continue
        line: dict[str, Any] = {"noun": noun, "id": _id(before, after)}
        if before is None or after is None:
            line["added" if before is None else "removed"] = _name(after or before)
        else:
            line["differs"] = msgspec.to_builtins(differences(before, after))
        told.append(line)
    return told


def lines(changes: Iterable[Triple]) -> Iterator[str]:
    """The changes as lines: ``+`` added, ``-`` removed, ``~`` a record that changes, its fields
    indented below it. New records get one line each."""
    for noun, before, after in sorted(changes, key=_changed_first):
        if noun == "imports":
            continue
        named = f"{_ONE[noun]} {_id(before, after)}"
        if before is None or after is None:
            yield f"{'+' if before is None else '-'} {named}: {_name(after or before)}"
            continue
        yield f"~ {named}"
        for found in differences(before, after):
            was, now = _brief(found.before, found.after)
            if found.before is not None:
                yield f"    - {found.field}: {was}"
            if found.after is not None:
                yield f"    + {found.field}: {now}"


def _changed_first(change: Triple) -> tuple[bool, bool]:
    return change[1] is None, change[0] != "pages"


def _id(before: Record | None, after: Record | None) -> str:
    return str(getattr(after or before, "id", ""))


def _name(record: Any) -> str:
    subject = getattr(record, "subject", None)
    return str(subject.as_written if subject is not None else record.title)


def _brief(before: Any, after: Any) -> tuple[str, str]:
    """Two values in ``LONGEST`` letters each; of long ones the part where they begin to differ."""
    was, now = (value if isinstance(value, str) else _words(value) for value in (before, after))
    if before is None or after is None:
        return _cut(was, 0), _cut(now, 0)
    pairs = enumerate(zip(was, now, strict=False))
    common = next((at for at, (one, other) in pairs if one != other), min(len(was), len(now)))
    start = common - LONGEST // 4 if common > LONGEST * 3 // 4 else 0
    return _cut(was, start), _cut(now, start)


def _cut(text: str, start: int) -> str:
    end = start + LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if len(text) > end else ''}"


def _words(value: Any) -> str:
    if isinstance(value, dict):
        first = (value.get(name) for name in _NAMES)
        return str(next((found for found in first if found), msgspec.json.encode(value).decode()))
    return msgspec.json.encode(value).decode()


# what tells one item of a list from another, best first; the same word names it to people
_NAMES = ("url", "id", "entry", "organisation", "as_written", "heading", "edtf")


def _compared(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        if {"edtf", "as_written"} >= {*before, *after}:  # a date is one value
            yield Difference(field=path, before=_words(before), after=_words(after))
            return
        for name in [*before, *(name for name in after if name not in before)]:
            yield from _compared(_below(path, name), before.get(name), after.get(name))
    elif isinstance(before, list | None) and isinstance(after, list | None):
        yield from _items(path, before or [], after or [])
    else:
        yield Difference(field=path, before=before, after=after)


def _below(path: str, name: str) -> str:
    return f"{path} › {name}" if path else name


def _items(path: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    was, now = _named(before), _named(after)
    for name, item in was.items():
        if name in now:
            yield from _compared(_below(path, name), item, now[name])
        else:
            yield Difference(field=path, before=_tell(item))
    for name, item in now.items():
        if name not in was:
            yield Difference(field=path, after=_tell(item))
    if was == now and list(was) != list(now):
        yield Difference(field=f"{path} (order)", before=", ".join(was), after=", ".join(now))


def _named(items: list[Any]) -> dict[str, Any]:
    """The items by what names them; a second of the same name gets a number."""
    found: dict[str, Any] = {}
    for item in items:
        name = stem = _words(item) if isinstance(item, dict) else str(item)
        number = 2
        while name in found:
            name = f"{stem} ({number})"
            number += 1
        found[name] = item
    return found


def _tell(item: Any) -> Any:
    """An item that comes or goes: an excerpt by its words, others by their name."""
    if isinstance(item, dict):
        paragraphs = item.get("paragraphs")
        if paragraphs:
            head = f"{item['heading']} - " if item.get("heading") else ""
            return f"[{item.get('id', '')}] {head}{' '.join(paragraphs)}"
        return _words(item)
    return item
