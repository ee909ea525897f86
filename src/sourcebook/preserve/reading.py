"""Read records out of stored WARC and ARC files: the good ones, and what is broken between. I/O."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from sourcebook.preserve.flows import Flow, Gap, Member, Plain, Torn, Window, flows
from sourcebook.preserve.warc import LONGEST_HEAD, RecordHead, read_head

_ARC = re.compile(rb"^(\S.*?) (\S+) (\d{14}|\d{4,17}) (\S*) (?:.* )?(\d+)\s*$")
_NEXT = re.compile(rb"(?:^|\n)WARC/(?:0\.1[78]|1\.[01])[ \t]*\r?\n")


class Lines:
    """A flow with what reading records needs: lines, exact numbers of bytes, how far it is."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._data = b""
        self._next = 0
        self.at = 0  # bytes taken so far

    def _more(self) -> bool:
        more = self._flow.piece()
        if not more:
            return False
        self._data = self._data[self._next :] + more if self._next < len(self._data) else more
        self._next = 0
        return True

    def line(self, longest: int = LONGEST_HEAD) -> bytes:
        """The next line with its end; b"" at the end; a longer one is given in parts."""
        seen = self._next
        while True:
            found = self._data.find(b"\n", seen)
            if found >= 0:
                stop = found + 1
                break
            if len(self._data) - self._next >= longest:
                stop = self._next + longest
                break
            seen = len(self._data) - self._next
            if not self._more():
                stop = len(self._data)
                break
        line = self._data[self._next : stop]
        self._next = stop
        self.at += len(line)
        return line

    def some(self, most: int) -> bytes:
        """Up to that many bytes; b"" at the end only."""
        if self._next >= len(self._data) and not self._more():
            return b""
        piece = self._data[self._next : self._next + most]
        self._next += len(piece)
        self.at += len(piece)
        return piece

    def peek(self, size: int) -> bytes:
        """The next bytes, not taken."""
        while len(self._data) - self._next < size and self._more():
            pass
        return self._data[self._next : self._next + size]

    def to_next(self) -> bool:
        """Go to the next line that begins a WARC record; False at the end."""
        while True:
            self.peek(65_536)
            found = _NEXT.search(self._data, self._next)
            if found:
                stop = found.start() + (self._data[found.start()] == 0x0A)
                self.at += stop - self._next
                self._next = stop
                return True
            keep = max(self._next, len(self._data) - 16)
            self.at += keep - self._next
            self._next = keep
            if not self._more():
                self.at += len(self._data) - self._next
                self._next = len(self._data)
                return False


class Stored:
    """One record as it is read: its head, then its block piece by piece. ``begin`` and ``end`` count
    the bytes of its flow; ``whole`` is true once all of the block was there."""

    def __init__(self, head: RecordHead, lines: Lines, length: int | None, begin: int) -> None:
        self.head = head
        self.length = length
        self.begin = begin
        self._lines = lines
        self._left = length
        self.missing = 0

    def blocks(self) -> Iterator[bytes]:
        """The block. Raises Torn where the flow breaks; a block cut short leaves ``missing``."""
        while self._left is None or self._left > 0:
            piece = self._lines.some(131_072 if self._left is None else min(self._left, 131_072))
            if not piece:
                self.missing = self._left or 0
                self._left = 0
                return
            if self._left is not None:
                self._left -= len(piece)
            yield piece

    def drain(self) -> None:
        """Read what is left of the block."""
        for _ in self.blocks():
            pass


def records(flow: Flow) -> Iterator[Stored | Gap]:
    """The records of a flow, each to be read before the next is asked for. Gaps count the bytes of
    the flow. Raises Torn where a gzip member breaks."""
    lines = Lines(flow)
    arc_fields = 0
    while True:
        begin = lines.at
        head = lines.line()
        if not head:
            return
        if not head.strip():
            continue
        made: Stored | None = None
        if head.startswith(b"WARC/"):
            made = _warc(head, lines, begin)
        elif found := _ARC.match(head):
            made = _arc(found, head, lines, begin)
            arc_fields += 1
        if made is None:
            if not lines.to_next():
                yield Gap(start=begin, end=lines.at, why="it is no record", cut=False)
                return
            yield Gap(start=begin, end=lines.at, why="it is no record")
            continue
        yield made
        made.drain()
        if made.missing:
            continue
        if made.head.arc or made.length is None:
            continue
        after = lines.peek(4)
        if after[:2] in (b"\r\n", b"\n\n", b"\n") or not after or after.startswith(b"WARC/"):
            continue
        start = lines.at
        if not lines.to_next():
            yield Gap(start=start, end=lines.at, why="the record before it is longer than it says")
            return
        yield Gap(start=start, end=lines.at, why="the record before it is longer than it says")


def _warc(first: bytes, lines: Lines, begin: int) -> Stored | None:
    parts, size = [first], len(first)
    while True:
        line = lines.line()
        parts.append(line)
        size += len(line)
        if not line.strip():
            break
        if size > LONGEST_HEAD:
            return None
    head = read_head(b"".join(parts), size)
    if head is None or not head.get("warc-type"):
        return None
    written = head.get("content-length")
    length = int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None
    return Stored(head, lines, length, begin) if length is not None else None


def _arc(found: "re.Match[bytes]", line: bytes, lines: Lines, begin: int) -> Stored:
    """An ARC record (Internet Archive, ARC 1.0 and 2.0) under the names WARC has for its fields."""
    url, ip, date, media, length = (part.decode("utf-8", "replace") for part in found.groups())
    kind = "warcinfo" if url.startswith("filedesc:") else "response"
    if kind == "response" and not url.lower().startswith(("http:", "https:")):
        kind = "resource"
    content = {"warcinfo": "text/plain", "resource": media}.get(
        kind, "application/http; msgtype=response"
    )
    fields = (
        ("warc-type", kind),
        ("warc-target-uri", url),
        ("warc-date", date),
        ("warc-ip-address", ip),
        ("content-type", content),
        ("content-length", length),
        ("x-arc-media-type", media),
    )
    head = RecordHead(version="arc", fields=fields, size=len(line), arc=True)
    return Stored(head, lines, int(length), begin)


def read_at(file: BinaryIO, offset: int) -> Stored:
    """The record that begins at this offset of a stored file. Raises Torn where there is none."""
    window = Window(file, offset)
    if window.peek(2) == b"\x1f\x8b":
        flow: Flow = Member(window)
    else:
        flow = Plain(window)
    for found in records(flow):
        if isinstance(found, Stored):
            return found
        break
    raise Torn(offset, "there is no record where one should begin")


__all__ = ["Gap", "Lines", "Member", "Plain", "Stored", "Torn", "flows", "read_at", "records"]
