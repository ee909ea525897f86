"""Entries as CSL-JSON, the items citation processors read (CSL 1.0.2 data schema)."""

from collections.abc import Iterable, Iterator

import msgspec

from sourcebook.publish.cite.item import item
from sourcebook.publish.exports.remarks import encoded_remarks
from sourcebook.records import Entry

_encoder = msgspec.json.Encoder()
_TO_ESCAPE = bytes((*range(32), 34, 92, 127))  # what JSON may write otherwise


def one(entry: Entry) -> str:
    """One item on one line; archived copy, other addresses, notes and excerpts are its ``annote``."""
    return encoded(entry).decode()


def encoded(entry: Entry) -> bytes:
    """The same in UTF-8."""
    made = item(entry)
    if entry.edition:
        made["edition"] = entry.edition
    if notes := encoded_remarks(entry):
        text = b"\n".join(notes)
        if made.get("annote"):
            made["annote"] = f"{made['annote']}\n{text.decode()}"
        elif len(text) - text.count(b"\n") == len(text.translate(None, _TO_ESCAPE)):
            made["annote"] = msgspec.Raw(b'"%b"' % text.replace(b"\n", b"\\n"))
        else:
            made["annote"] = text.decode()
    return _encoder.encode(made)


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A JSON array, one item a line, piece by piece."""
    before = "[\n"
    for entry in entries:
        yield before + one(entry)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"
