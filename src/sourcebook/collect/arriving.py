"""Decide which of the texts that came with rows are to be kept: those that their entry has no copy of. Pure."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from msgspec import Struct

from sourcebook.collect.draft import Draft
from sourcebook.records import Capture, Entry, Level

TEXT = "text/plain"


class Desk(Protocol):
    """What is asked of the library as it would be."""

    lookup: Any

    def get(self, kind: Any, id: str) -> Any: ...
    def say(self, rule: str, subject: str, level: Level, says: str) -> None: ...


class Text(Struct, frozen=True, kw_only=True):
    """A text to keep: of which entry, its SHA-256 in hex, its bytes; ``known`` are the texts that came with
    rows and that the entry has already, oldest first."""

    entry: str
    digest: str
    length: int
    known: tuple[str, ...] = ()


class Arriving(Struct, frozen=True, kw_only=True):
    """The texts of one file to keep, by where they stand in it; ``read`` reads the file's texts again."""

    name: str
    wanted: dict[str, Text]
    read: Callable[[], Iterator[tuple[str, bytes]]]


def arriving(
    draft: Draft, ids: Sequence[str], desk: Desk, held: dict[str, dict[str, str]]
) -> Arriving:
    """Which texts of a draft are to be kept. ``ids`` are its entries' ids in the library; ``held`` has
    for each entry the digests it has or gets, and where each of those that come stands: it is added
    to. Two rows that are one entry (a country's report of a year, twice) are two captures of it; the
    same words twice are one."""
    wanted: dict[str, Text] = {}
    assert draft.texts is not None
    pairs = [
        (id, drafted.words)
        for id, drafted in zip(ids, draft.entries, strict=bool(ids))
        if drafted.words is not None
    ]
    there: dict[str, tuple[str, ...]] = {}
    for id, _ in pairs:
        entry = desk.get(Entry, id)
        if entry is not None:
            there[id] = entry.captures
    captures: dict[str, Capture] = desk.lookup.many(
        Capture, dict.fromkeys(one for some in there.values() for one in some)
    )
    for id, some in there.items():
        digests = held.setdefault(id, {})
        for one in some:
            if one in captures:
                digests.setdefault(captures[one].digest, "")
    for id, words in pairs:
        if id not in there:
            continue  # it was withdrawn, and stays so
        first = held[id].get(words.digest)
        if first is None:
            others = [where for where in held[id].values() if where]
            if others:
                desk.say(
                    "text-again",
                    f"file {draft.source}, {words.where}",
                    "info",
                    f"is entry {id} as {others[0]} is, in other words: kept as another copy of it",
                )
            held[id][words.digest] = f"{draft.source}, {words.where}"
            texts = (captures[one] for one in there[id] if one in captures)
            known = tuple(c.id for c in texts if c.how == "file" and c.media_type == TEXT)
            wanted[words.where] = Text(
                entry=id, digest=words.digest, length=words.length, known=known
            )
    return Arriving(name=draft.source, wanted=wanted, read=draft.texts)
