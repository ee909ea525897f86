"""Read JSON Lines, one object in memory at a time, packed with xz or gzip or not. I/O."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec import Struct

from sourcebook.collect.tables import Table
from sourcebook.errors import Missing, Refused, Unreadable
from sourcebook.records import Finding

LONGEST = 200_000_000  # bytes of one line; whoever has a longer one has no line but a file
MOST = 500  # keys that become columns; those of a hostile file stay together in one more


class Line(Struct, frozen=True, kw_only=True):
    """One object of the file: the number of its line from 1, its text, and its other fields."""

    number: int
    text: str
    fields: dict[str, Any]


class Object(Struct, frozen=True, kw_only=True):
    """One object of the file: the number of its line from 1, and its fields."""

    number: int
    fields: dict[str, Any]


def read_lines(file: Path | None, stream: IO[bytes], *, text: str) -> Iterator[Line | Finding]:
    """The objects of a stream in order, ``text`` naming the field that holds their text; a finding
    for a line that is no object or has no such text. Blank lines are passed over.

    Raises Unreadable where a packed file is damaged; what came before it was given.
    """
    name = str(file) if file is not None else "standard input"
    for found in objects(name, stream):
        if isinstance(found, Finding):
            yield found
            continue
        fields = dict(found.fields)
        words = fields.pop(text, None)
        if isinstance(words, str):
            yield Line(number=found.number, text=words, fields=fields)
        else:
            there = ", ".join(sorted(fields)[:8]) or "none"
            says = f"has no text in the field {text}; its fields are: {there}"
            yield _bad(f"{name}, line {found.number}", says)


def objects(name: str, stream: IO[bytes]) -> Iterator[Object | Finding]:
    """The objects of a stream in order; a finding for a line that is none. Blank lines are passed
    over. Raises Unreadable where a packed file is damaged; what came before it was given."""
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
                found = _object(raw, number, subject)
                raw = b""  # one may be long: it isn't held while what it says is dealt with
                yield found
    except (EOFError, OSError, _lzma_error(), _zlib_error()) as fault:
        raise Unreadable(
            name, f"is damaged or cut off after line {number} ({fault}); fetch it again"
        ) from fault


def table(name: str, stream: IO[bytes], findings: list[Finding]) -> Table:
    """The objects as the rows of a table, each key a column; its rows are read as they are asked for.
    What is no object is added to ``findings``, and its row is empty. ``stream`` can be sought in; one
    array in place of lines is taken whole, up to ``LONGEST`` bytes."""
    headers: list[str] = []
    places: dict[str, int] = {}
    array = _begins(stream) == b"["

    def rows() -> Iterator[list[str]]:
        at = 0
        for found in _array(name, stream) if array else objects(name, stream):
            if isinstance(found, Finding):
                findings.append(found)
                continue
            while at < found.number - 1:
                yield []
                at += 1
            row = [""] * len(headers)
            over: dict[str, Any] = {}
            for key, value in found.fields.items():
                place = places.get(key)
                if place is None and len(headers) >= MOST:
                    over[key] = value
                    continue
                if place is None:
                    place = places[key] = len(headers)
                    headers.append(key)
                    row.append("")
                row[place] = cell(value)
            if over:
                row.append(cell(over))
            yield row
            at += 1

    return Table(name="", rows=rows(), headers=headers, unit="item" if array else "line")


def cell(value: Any) -> str:
    """A JSON value as the words of a cell: a list of words or numbers a line each, other lists and
    objects as they are written."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return "\n".join(map(cell, value))
    return msgspec.json.encode(value).decode()


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
    if head.startswith(b"BZh"):
        raise Refused(file, "is packed with bzip2; unpack it first, or pack it with xz or gzip")
    return unpacked(stream, head)


@contextmanager
def stream_of(file: Path | bytes) -> Iterator[IO[bytes]]:
    """A file or its bytes open for reading, unpacked."""
    if isinstance(file, Path):
        with opened(file) as stream:
            yield stream
    else:
        yield unpacked(io.BytesIO(file), file[:6])


def unpacked(stream: IO[bytes], head: bytes) -> IO[bytes]:
    """The stream, unpacked where its first bytes say that it is packed with gzip or xz."""
    if head.startswith(b"\x1f\x8b"):
        import gzip

        return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]
    if head.startswith(b"\xfd7zXZ\x00"):
        import lzma

        return lzma.LZMAFile(stream)
    return stream


def unpacked_head(head: bytes) -> bytes:
    """What the beginning of a packed file unpacks to, as far as it goes, at most 1 MB."""
    made: Any
    if head.startswith(b"\x1f\x8b"):
        import zlib

        made = zlib.decompressobj(wbits=31)
    else:
        import lzma

        made = lzma.LZMADecompressor()
    try:
        found: bytes = made.decompress(head, 1_000_000)
    except (OSError, _lzma_error(), _zlib_error()):
        return b""
    return found


def first_objects(text: str, *, most: int = 3) -> list[dict[str, Any]]:
    """The objects of a text's first lines, until one is none; a first line that is longer than the
    text is left out of account."""
    found: list[dict[str, Any]] = []
    for line in text.lstrip("\ufeff").splitlines()[:50]:
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line.encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            break
        if not isinstance(value, dict) or len(found) >= most:
            break
        found.append(value)
    return found


def _lzma_error() -> type[Exception]:
    import lzma

    return lzma.LZMAError


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error


def _pass(stream: IO[bytes]) -> None:
    """Read on to the end of a line."""
    while (more := stream.readline(1 << 20)) and not more.endswith(b"\n"):
        pass


def _begins(stream: IO[bytes]) -> bytes:
    """The first byte that is no blank; the stream is at its beginning again."""
    try:
        first = stream.read(64)
        stream.seek(0)
    except (EOFError, OSError, _lzma_error(), _zlib_error()):
        return b""  # damaged: reading it says so
    return first.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]


def _array(name: str, stream: IO[bytes]) -> Iterator[Object | Finding]:
    try:
        raw = stream.read(LONGEST + 1)
    except (EOFError, OSError, _lzma_error(), _zlib_error()) as fault:
        raise Unreadable(name, f"is damaged or cut off ({fault}); fetch it again") from fault
    if len(raw) > LONGEST:
        raise Unreadable(
            name, f"is one array of over {LONGEST // 1_000_000} MB; write a line an object"
        )
    try:
        items = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"), type=list[Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable(name, f"is no whole JSON ({fault}); fetch it again") from fault
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            yield Object(number=number, fields=item)
        else:
            yield _bad(f"{name}, item {number}", "is no JSON object; each must be one")


def _object(raw: bytes, number: int, subject: str) -> Object | Finding:
    try:
        fields = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        return _bad(subject, f"is no JSON ({fault})")
    if not isinstance(fields, dict):
        return _bad(subject, 'is no JSON object; each line must be one, like {"text": "…"}')
    return Object(number=number, fields=fields)


def _bad(subject: str, says: str) -> Finding:
    return Finding(rule="jsonl-line", subject=subject, level="error", says=says)
