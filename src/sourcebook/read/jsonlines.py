"""Read texts out of JSON Lines, one in memory at a time, packed with xz or gzip or not. I/O."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec import Struct

from sourcebook.errors import Missing, Refused, Unreadable
from sourcebook.records import Finding

LONGEST = 200_000_000  # bytes of one line; whoever has a longer one has no line but a file


class Line(Struct, frozen=True, kw_only=True):
    """One object of the file: the number of its line from 1, its text, and its other fields."""

    number: int
    text: str
    fields: dict[str, Any]


def read_lines(file: Path | None, stream: IO[bytes], *, text: str) -> Iterator[Line | Finding]:
    """The objects of a stream in order, ``text`` naming the field that holds their text; a finding
    for a line that is no object or has no such text. Blank lines are passed over.

    Raises Unreadable where a packed file is damaged; what came before it was given.
    """
    name = str(file) if file is not None else "standard input"
    number = 0
    try:
        while raw := stream.readline(LONGEST + 1):
            number += 1
            subject = f"{name}, line {number}"
            if len(raw) > LONGEST and not raw.endswith(b"\n"):
                _pass(stream)
                yield _bad(subject, f"is longer than {LONGEST // 1_000_000} MB; split it")
                continue
            raw = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if raw.strip():
                yield _line(raw, number, subject, text)
    except (EOFError, OSError, _lzma_error()) as fault:
        raise Unreadable(
            name, f"is damaged or cut off after line {number} ({fault}); fetch it again"
        ) from fault


def opened(file: Path) -> IO[bytes]:
    """The file open for reading, unpacked where it is packed, whatever it is called. Missing where it
    can't be opened."""
    try:
        stream = file.open("rb")
        head = stream.read(6)
        stream.seek(0)
    except OSError as fault:
        raise Missing(
            file, f"{(fault.strerror or 'fails').lower()}; nothing was read from it"
        ) from fault
    if head.startswith(b"\x1f\x8b"):
        import gzip

        return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]
    if head == b"\xfd7zXZ\x00":
        import lzma

        return lzma.LZMAFile(stream)
    if head.startswith(b"BZh"):
        raise Refused(file, "is packed with bzip2; unpack it first, or pack it with xz or gzip")
    return stream


def _lzma_error() -> type[Exception]:
    import lzma

    return lzma.LZMAError


def _pass(stream: IO[bytes]) -> None:
    """Read on to the end of a line."""
    while (more := stream.readline(1 << 20)) and not more.endswith(b"\n"):
        pass


def _line(raw: bytes, number: int, subject: str, text: str) -> Line | Finding:
    try:
        fields = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        return _bad(subject, f"is no JSON ({fault})")
    if not isinstance(fields, dict):
        return _bad(subject, 'is no JSON object; each line must be one, like {"text": "…"}')
    found = fields.pop(text, None)
    if not isinstance(found, str):
        there = ", ".join(sorted(fields)[:8]) or "none"
        return _bad(subject, f"has no text in the field {text}; its fields are: {there}")
    return Line(number=number, text=found, fields=fields)


def _bad(subject: str, says: str) -> Finding:
    return Finding(rule="jsonl-line", subject=subject, level="error", says=says)
