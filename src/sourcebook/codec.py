"""Records to JSON and back; holds the schema version that dumps carry."""

from typing import Any, TypeVar

import msgspec

from sourcebook.errors import Unreadable
from sourcebook.records import Record

SCHEMA = 1  # raised when a record's JSON changes so that an older reader would refuse it

R = TypeVar("R", bound=Record)

_encoder = msgspec.json.Encoder(order="deterministic")
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def encode(record: Any) -> bytes:
    """The record as compact UTF-8 JSON; equal records give equal bytes."""
    return _encoder.encode(record)


def pretty(record: Any) -> str:
    """The record as JSON that diffs well: two-space indent, one field a line, final newline."""
    return msgspec.json.format(encode(record), indent=2).decode() + "\n"


def decode(kind: type[R], data: bytes | str, *, subject: object = "record") -> R:
    """One record of ``kind``; Unreadable names ``subject`` and the field that does not fit."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    try:
        return decoder.decode(data)  # type: ignore[no-any-return]
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise Unreadable(subject, f"is no {kind.__name__.lower()} record ({fault})") from fault
