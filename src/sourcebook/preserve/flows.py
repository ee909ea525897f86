"""Read stored files as flows of bytes: gzip member by member, so that none ends unnoticed. I/O.

A gzip cut short ends silently in warcio and fastwarc, and after corruption they stop or raise. Here a
member is whole only when its own check sum says so, and after a broken one the next is looked for.
"""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from msgspec import Struct

WINDOW = 262_144  # bytes read from the file at once
_FEED = 16_384  # bytes given to zlib at once: most members are shorter, the rest is copied back
_PIECE = 131_072  # bytes let out at once
MAGIC = b"\x1f\x8b\x08"
# What a member holds at its beginning if it is one of ours or theirs: a WARC record, an ARC record.
_RECORD = re.compile(
    rb"^\s*(?:WARC/\d|filedesc:|(?:https?|ftp|dns|urn|file|warcinfo|metadata|about|data):?\S* \S+ \d{14} )"
)


class Torn(ValueError):
    """A member or record is broken: ``at`` is where in the file, ``cut`` whether the file just
    ended in it."""

    def __init__(self, at: int, why: str, *, cut: bool = False) -> None:
        super().__init__(why)
        self.at = at
        self.why = why
        self.cut = cut


class Window:
    """A seekable file, read through one buffer; ``at`` is where the next byte stands. Others may read
    the file elsewhere in between."""

    def __init__(self, file: BinaryIO, at: int = 0) -> None:
        self._file = file
        self._data = b""
        self._next = 0
        self._begin = at

    def _fetch(self) -> bytes:
        self._file.seek(self._begin + len(self._data))
        return self._file.read(WINDOW)

    @property
    def at(self) -> int:
        return self._begin + self._next

    def peek(self, size: int) -> bytes:
        """The next bytes, fewer only at the end of the file; nothing is taken."""
        while len(self._data) - self._next < size:
            more = self._fetch()
            if not more:
                break
            self._begin += self._next
            self._data = self._data[self._next :] + more
            self._next = 0
        return self._data[self._next : self._next + size]

    def take(self, size: int) -> bytes:
        """Up to that many bytes; b"" at the end of the file."""
        if self._next >= len(self._data):
            more = self._fetch()
            self._begin += len(self._data)
            self._data, self._next = more, 0
        piece = self._data[self._next : self._next + size]
        self._next += len(piece)
        return piece

    def back(self, count: int) -> None:
        """Give back the last bytes of what ``take`` gave."""
        self._next -= count

    def seek(self, at: int) -> None:
        """Go on at another place."""
        if self._begin <= at <= self._begin + len(self._data):
            self._next = at - self._begin
            return
        self._data, self._next, self._begin = b"", 0, at

    def find(self, wanted: bytes) -> int:
        """Where the next such bytes stand, from here on, or -1; goes there, or to the end."""
        while True:
            self.peek(len(wanted))
            found = self._data.find(wanted, self._next)
            if found >= 0:
                self._next = found
                return self.at
            held = len(self._data) - self._next
            if held < len(wanted):
                self._next = len(self._data)
                return -1
            self._next = len(self._data) - len(wanted) + 1
            before = len(self._data) - self._next
            if len(self.peek(len(wanted))) == before:
                self._next = len(self._data)
                return -1


class Flow(Protocol):
    """Bytes of one stored stretch, in order. ``piece`` gives b"" at its end and raises Torn."""

    at: int

    def piece(self) -> bytes: ...


class Member:
    """One gzip member as a flow; ``end`` is where it ended in the file, once it is read whole."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._undo = zlib.decompressobj(31)
        self._rest = b""
        self.at = window.at
        self.end = -1
        self.made = 0

    def piece(self) -> bytes:
        """The next bytes. Raises Torn where the member is broken or the file ends in it."""
        while self.end < 0:
            data = self._rest or self._window.take(_FEED)
            if not data:
                raise Torn(self.at, "the file ends in the middle of a record", cut=True)
            try:
                out = self._undo.decompress(data, _PIECE)
            except zlib.error as fault:
                raise Torn(self.at, f"it can't be unpacked ({fault})") from fault
            self._rest = self._undo.unconsumed_tail
            if self._undo.eof:
                self._window.back(len(self._undo.unused_data))
                self.end = self._window.at
            if out:
                self.made += len(out)
                return out
        return b""


class Plain:
    """The file from here on as a flow, not compressed."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.at = window.at

    def piece(self) -> bytes:
        """The next bytes."""
        return self.window.take(_PIECE)


class Gap(Struct, frozen=True, kw_only=True):
    """A stretch of a file in which nothing could be read, and why. ``cut``: the file ended in it."""

    start: int
    end: int
    why: str
    cut: bool = False


def begins_member(window: Window) -> bool:
    """Whether a gzip member that holds a record begins here; nothing is taken."""
    head = window.peek(2048)
    if not head.startswith(MAGIC):
        return False
    try:
        return bool(_RECORD.match(zlib.decompressobj(31).decompress(head, 512)))
    except zlib.error:
        return False


def next_member(window: Window) -> bool:
    """Go to the next gzip member that holds a record, from here on; False at the end of the file."""
    while window.find(MAGIC) >= 0:
        if begins_member(window):
            return True
        window.seek(window.at + 1)
    return False


def flows(window: Window) -> Iterator[Member | Plain | Gap]:
    """The stretches of a stored file: its gzip members, what isn't compressed, and gaps. Each flow
    must be read to its end before the next is asked for; a Member that isn't was broken, and the
    next is looked for from its beginning on."""
    while window.peek(1):
        start = window.at
        if window.peek(3) == MAGIC:
            member = Member(window)
            yield member
            if member.end >= 0:
                continue
            window.seek(start + 1)
            next_member(window)
            continue
        if _RECORD.match(window.peek(512)):
            yield Plain(window)
            continue
        blank = window.peek(WINDOW)
        if not blank.strip(b"\x00\r\n\t "):
            window.seek(start + len(blank))
            if not blank.strip(b"\r\n\t "):
                continue
            yield Gap(start=start, end=window.at, why="it is filled with zeros")
            continue
        found = next_member(window)
        yield Gap(
            start=start,
            end=window.at,
            why="it holds no record" if found else "it holds no record, up to the file's end",
        )
