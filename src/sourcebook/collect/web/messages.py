"""Read HTTP/1 messages: heads and how long their bodies are. Pure.

Lenient where old servers are (bare line feeds, odd field lines, RFC 9112 section 2.2 and 5.2), strict
where leniency would let one message end in two places (section 6.3).
"""

import re
from functools import lru_cache

from msgspec import Struct

from sourcebook.errors import Unreadable

LONGEST_HEAD = 262_144  # bytes; Chromium's limit for a response's head
_STATUS = re.compile(r"^HTTP/([0-9])(?:\.([0-9]))?[ \t]+([0-9]{3})(?:[ \t]+([^\r\n]*))?")
_SMALL = {capital: capital + 32 for capital in range(65, 91)}
_SPACE = " \t\n\r\x0b\x0c"  # no others: what comes are bytes
_ENDS = re.compile(rb"\r?\n\r?\n")
_NUMBER = re.compile(r"^\d{1,18}$")
_SIZE = re.compile(rb"^[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]*)?\r?$")
CODINGS = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})


class Garbled(ValueError):
    """What was sent is no HTTP, or not what it says it is."""


class Head(Struct, frozen=True, kw_only=True):
    """The head of a response: status, reason and fields, names in lower case, in their order."""

    status: int
    reason: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    size: int = 0  # bytes, the blank line counted

    def get(self, name: str) -> str:
        """The field's values, joined by ", "; "" where it isn't there."""
        return ", ".join([value for key, value in self.fields if key == name])

    def first(self, name: str) -> str:
        """The field's first value; "" where it isn't there."""
        return next((value for key, value in self.fields if key == name), "")

    def values(self, name: str) -> list[str]:
        """The field's values as a list, commas parting them too."""
        text = self.get(name)
        return [part.strip() for part in text.split(",") if part.strip()] if text else []

    @property
    def codings(self) -> list[str]:
        """The content codings that we can undo, in the order they were done."""
        return [c for c in (v.lower() for v in self.values("content-encoding")) if c in CODINGS]


def _begins(data: bytes) -> str:
    """The first letters of what came, for people; what is no text is only said to be none."""
    begin = data.partition(b"\n")[0][:40].rstrip(b"\r")
    if begin and all(32 <= byte < 127 for byte in begin):
        return f"“{begin.decode('ascii')}”"
    return "bytes that are no letters" if begin else "an empty line"


def head_end(data: bytes) -> int:
    """Where the head ends in these bytes, the blank line counted; 0 where it doesn't yet."""
    found = _ENDS.search(data)
    return found.end() if found else 0


def read_head(data: bytes) -> Head:
    """The head at the beginning of ``data``. Raises Garbled where there is none."""
    end = head_end(data)
    text = (data[:end] if end else data).decode("latin-1")
    first, *lines = text.split("\n")
    found = _STATUS.match(first)
    if found is None:
        raise Garbled(f"the answer is no HTTP: it begins with {_begins(data)}")
    # hardly a head has a folded line, or other letters than ASCII's
    plain = text.isascii() and "\n " not in text and "\n\t" not in text
    fields = _plain_fields(lines) if plain else _fields(lines)
    reason = (found[4] or "").strip(_SPACE)
    return Head(status=int(found[3]), reason=reason, fields=tuple(fields), size=end or len(data))


def _plain_fields(lines: list[str]) -> list[tuple[str, str]]:
    """As ``_fields``, of ASCII's letters, each field on one line."""
    return [
        (name.lower(), value.strip(_SPACE))
        for said, colon, value in [line.partition(":") for line in lines]
        if colon and (name := said.strip(_SPACE))
    ]


def _fields(lines: list[str]) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for raw in lines:
        if raw[:1] in (" ", "\t") and fields:  # a folded line (obs-fold)
            name, value = fields[-1]
            fields[-1] = (name, f"{value} {raw.strip(_SPACE)}")
            continue
        name, colon, value = raw.partition(":")
        if colon and (name := name.strip(_SPACE)):
            fields.append((name.translate(_SMALL), value.strip(_SPACE)))
    return fields


def _parts(value: str) -> list[str]:
    return [part.strip().lower() for part in value.split(",")]


def framing(head: Head, method: str = "GET") -> int | str:
    """How the body ends: after that many bytes, "chunked", or with the connection ("close").

    Raises Garbled for lengths that differ or are no number (RFC 9112 section 6.3).
    """
    if method == "HEAD" or head.status < 200 or head.status in (204, 304):
        return 0
    lengths: set[str] = set()
    for name, value in head.fields:  # in one pass: every answer comes this way
        if name == "content-length":
            lengths.update(part.strip() for part in value.split(",") if part.strip())
        elif name == "transfer-encoding" and "chunked" in _parts(value):
            return "chunked"
    if not lengths:
        return "close"
    if len(lengths) > 1:
        raise Garbled(f"the answer states two lengths: {', '.join(sorted(lengths))}")
    length = lengths.pop()
    if not _NUMBER.match(length):
        raise Garbled(f"the answer states the length {length[:40]!r}, which is no number")
    return int(length)


class Chunks:
    """Undo the chunked transfer coding, piece by piece (RFC 9112 section 7.1)."""

    def __init__(self) -> None:
        self._rest = b""
        self._left = 0  # bytes of the chunk still to come
        self._state = "size"
        self.done = False
        self.fault: Garbled | None = None
        self.begun = False  # a first size was read: it is chunked indeed

    @property
    def waiting(self) -> bytes:
        """What came and isn't read yet."""
        return self._rest

    def feed(self, data: bytes) -> bytes:
        """What of the body these bytes hold. Raises Garbled."""
        found = self.take(data)
        if self.fault is not None:
            raise self.fault
        return found

    def take(self, data: bytes) -> bytes:
        """As ``feed``; where what follows is garbled, what comes before is given and ``fault`` set."""
        out: list[bytes] = []
        try:
            self._read(self._rest + data if self._rest else data, out)
        except Garbled as fault:
            self.fault = fault
        return out[0] if len(out) == 1 else b"".join(out)

    def _read(self, buffer: bytes, out: list[bytes]) -> None:
        at = 0
        while not self.done:
            if self._state == "data":
                piece = buffer[at : at + self._left]
                out.append(piece)
                at += len(piece)
                self._left -= len(piece)
                if self._left:
                    break
                self._state = "end"
            line_end = buffer.find(b"\n", at)
            if (len(buffer) if line_end < 0 else line_end) - at > 4096:
                raise Garbled("a chunk's size line has no end")
            if line_end < 0:
                break
            line = buffer[at:line_end]
            at = line_end + 1
            if self._state == "end":
                if line.strip():
                    raise Garbled("a chunk is longer than it says")
                self._state = "size"
            elif self._state == "size":
                found = _SIZE.match(line)
                if found is None:
                    raise Garbled(f"a chunk begins with {line[:20]!r} where its size should be")
                self._left = int(found[1], 16)
                self.begun = True
                self._state = "data" if self._left else "trailer"
            elif not line.strip():
                self.done = True
        self._rest = buffer[at:] if not self.done else b""
        self.unused = buffer[at:] if self.done else b""

    unused = b""


def media_type(head: Head) -> str:
    """What the answer says it is, without parameters, in lower case; "" where it doesn't."""
    return _media_type(head.get("content-type"))


@lru_cache(64)
def _media_type(said: str) -> str:
    return said.partition(",")[0].partition(";")[0].strip().lower()


def head_of(data: bytes, subject: object) -> Head:
    """As ``read_head``, for bytes that somebody keeps. Raises Unreadable naming the subject."""
    try:
        return read_head(data)
    except Garbled as fault:
        raise Unreadable(subject, str(fault)) from fault
