"""Entries as CSL-JSON, the items citation processors read (CSL 1.0.2 data schema)."""

from collections.abc import Iterable, Iterator

import msgspec

from sourcebook.publish.cite.item import item
from sourcebook.publish.exports.remarks import remarks
from sourcebook.records import Entry

_encoder = msgspec.json.Encoder()


def one(entry: Entry) -> str:
    """One item on one line; archived copy, other addresses, notes and excerpts are its ``annote``."""
    return encoded(entry).decode()


def encoded(entry: Entry) -> bytes:
    """The same in UTF-8."""
    made = item(entry)
    if entry.edition:
        made["edition"] = entry.edition
    if notes := remarks(entry):
        made["annote"] = "\n".join([str(made["annote"]), *notes] if made.get("annote") else notes)
    return _encoder.encode(made)


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A JSON array, one item a line, piece by piece."""
    before = "[\n"
    for entry in entries:
        yield before + one(entry)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"
