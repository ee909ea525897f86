"""Read records out of stored WARC and ARC files: the good ones, and what is broken between. I/O."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from sourcebook.preserve.flows import Flow, Gap, Member, Plain, Torn, Window, flows
from sourcebook.preserve.warc import LONGEST_HEAD, RecordHead, read_head

_ARC = re.compile(rb"^(\S.*?) (\S+) (\d{14}|\d{4,17}) (\S*) (?:.* )?(\d+)\s*$")
# Where a record begins, for finding the next after something broken: at the beginning of a line.
_NEXT = re.compile(
    rb"(?:^|\n)(?:WARC/(?:0\.1[78]|1\.[01])[ \t]*\r?\n|"
    rb"(?:https?|ftp|dns|file):\S[^\n]{0,8000} \S{7,45} \d{14} \S+(?: [^\n]*)? \d+\r?\n)"
)
_ARC_SOON = re.compile(rb"\S[^\n]* \d{4,18} ")


class Lines:
    """A flow with what reading records needs: lines, exact numbers of bytes, how far it is."""

    def __init__(self, flow: Flow, at: int = 0) -> None:
        self._flow = flow
        self._data = b""
        self._next = 0
        self.at = at  # bytes taken so far

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

    def head(self) -> bytes:
        """All lines up to a blank one, it too; or what there is, where none comes."""
        seen = self._next
        while True:
            found = self._data.find(b"\n\r\n", seen)
            if found >= 0:
                piece = self._data[self._next : found + 3]
                if b"\n\n" not in piece:
                    self._next = found + 3
                    self.at += len(piece)
                    return piece
                break
            if len(self._data) - self._next > LONGEST_HEAD:
                break
            seen = max(len(self._data) - self._next - 2, 0)
            if not self._more():
                break
        parts, size = [], 0
        while size <= LONGEST_HEAD and (line := self.line()):
            parts.append(line)
            size += len(line)
            if not line.strip():
                break
        return b"".join(parts)

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
            self.peek(131_072)
            found = _NEXT.search(self._data, self._next)
            if found:
                stop = found.start() + (self._data[found.start()] == 0x0A)
                self.at += stop - self._next
                self._next = stop
                return True
            keep = max(self._next, len(self._data) - 8192)
            self.at += keep - self._next
            self._next = keep
            if not self._more():
                self.at += len(self._data) - self._next
                self._next = len(self._data)
                return False


class Stored:
    """One record as it is read: its head, then its block piece by piece. ``begin`` and ``end`` count
    the bytes of its flow; ``whole`` is true once all of the block was there."""

    def __init__(
        self, head: RecordHead, lines: Lines, length: int | None, begin: int, raw: bytes = b""
    ) -> None:
        self.head = head
        self.raw_head = raw
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

    def ends_well(self) -> bool:
        """Whether the block is all there and nothing but the next record comes after it: else it
        isn't as long as its head says."""
        self.drain()
        if self.missing:
            return False
        after = self._lines.peek(4096).lstrip(b"\r\n\x00 \t")
        if not after:
            return True
        return bool(_ARC_SOON.match(after)) if self.head.arc else after.startswith(b"WARC/")


def records(flow: Flow) -> Iterator[Stored | Gap]:
    """The records of a flow, each to be read before the next is asked for. Gaps count the bytes of
    the flow. Raises Torn where a gzip member breaks.

    After a record that isn't as long as it says, what it may have swallowed is looked through again
    where the file isn't compressed.
    """
    lines = Lines(flow)
    begin_of_flow = flow.at
    while True:
        begin = lines.at
        head = lines.line()
        if not head:
            return
        if not head.strip(b"\r\n\x00 \t"):
            continue
        made: Stored | None = None
        if head.startswith(b"WARC/"):
            made = _warc(head, lines, begin)
        elif found := _ARC.match(head):
            made = _arc(found, head, lines, begin)
        if made is not None:
            yield made
            if made.ends_well():
                continue
            begin = lines.at
            if isinstance(flow, Plain):
                begin = made.begin + made.head.size
                flow.window.seek(begin_of_flow + begin)
                lines = Lines(flow, at=begin)
        more = lines.to_next()
        if made is None or lines.at > begin:
            why = "it is no record" if made is None else "the record there isn't as long as it says"
            yield Gap(start=begin, end=lines.at, why=why)
        if not more:
            return


def _warc(first: bytes, lines: Lines, begin: int) -> Stored | None:
    raw = first + lines.head()
    if len(raw) > LONGEST_HEAD:
        return None
    head = read_head(raw, len(raw))
    if head is None or not head.get("warc-type"):
        return None
    written = head.get("content-length")
    length = int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None
    return Stored(head, lines, length, begin, raw) if length is not None else None


def _arc(found: "re.Match[bytes]", line: bytes, lines: Lines, begin: int) -> Stored:
    """An ARC record (Internet Archive, ARC 1.0 and 2.0) under the names WARC has for its fields."""
    url, ip, date, media, length = (part.decode("utf-8", "replace") for part in found.groups())
    kind = "warcinfo" if url.startswith("filedesc:") else "response"
    if kind == "response" and not url.lower().startswith(("http:", "https:")):
        kind = "resource"
    content = {"warcinfo": "text/plain", "resource": media}.get(
        kind, "application/http; msgtype=response"
    )
    fields = {
        "warc-type": kind,
        "warc-target-uri": url,
        "warc-date": date,
        "warc-ip-address": ip,
        "content-type": content,
        "content-length": length,
        "x-arc-media-type": media,
    }
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
