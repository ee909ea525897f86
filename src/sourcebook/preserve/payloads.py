"""Take the payload out of a record's block, as a reader of the web gets it, and digest it. Pure.

Three stretches of bytes are told apart: the body as it came, the entity (chunks undone; what
WARC-Payload-Digest is of, ISO 28500 section 5.9) and the payload (content codings undone too; what a
Capture's digest is of). Crawlers differ in what they digest and keep, so each of them may match.
"""

import hashlib
from collections.abc import Iterator

from sourcebook.collect.web.codings import TooMuch, Undo
from sourcebook.collect.web.messages import (
    LONGEST_HEAD,
    Chunks,
    Garbled,
    Head,
    head_end,
    read_head,
)
from sourcebook.preserve.warc import Labelled, RecordHead, hasher

LARGEST = (
    50_000_000_000  # bytes of a payload in an archive of others; bombs are told by their ratio
)
LOOK = 8192  # first bytes kept to see what it is


class Payload:
    """A block being unpacked: ``feed`` its pieces, then ``end``. What was doubtful is in ``faults``,
    in words; ``http`` is the response's head, None for what is no HTTP."""

    def __init__(
        self, head: RecordHead, *, largest: int = LARGEST, checks: tuple[Labelled, ...] = ()
    ) -> None:
        self.http: Head | None = None
        self.head_bytes = b""
        self.faults: list[str] = []
        self.length = 0
        self.first = b""
        self.body_length = 0
        answer = head.kind in ("response", "revisit")
        self._is_http = answer and head.http
        self._may_be_http = answer and not head.http  # a head that is damaged, or says "text/html"
        self._largest = largest
        self._waiting = b""
        self._chunks: Chunks | None = None
        self._undo: Undo | None = None
        self._digest = hashlib.sha256()
        self._checks = checks
        self._algorithms = {check.algorithm for check in checks}
        self._body = {name: hasher(name) for name in self._algorithms}
        self._entity: hashlib._Hash | None = None  # SHA-256 of the entity, where it is another
        self._entities: dict[str, hashlib._Hash] = {}
        self._payloads: dict[str, hashlib._Hash] = {}
        self._began = not self._is_http

    @property
    def digest(self) -> str:
        """The payload's SHA-256 so far, in hex."""
        return self._digest.hexdigest()

    @property
    def entity_digest(self) -> str:
        """The entity's SHA-256 so far, in hex."""
        return (self._entity or self._digest).hexdigest()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What of the payload these bytes hold. Raises TooMuch for a bomb."""
        if self._may_be_http and not self.length:
            self._may_be_http = False
            self._began = not data.startswith(b"HTTP/")
        if not self._began:
            self._waiting += data
            end = head_end(self._waiting)
            if not end and len(self._waiting) <= LONGEST_HEAD:
                return
            data = self._begin(end)
        yield from self._body_piece(data)

    def _begin(self, end: int) -> bytes:
        """The head is there (or there is none); gives what of the body came with it."""
        self._began = True
        data, self._waiting = self._waiting, b""
        try:
            self.http = read_head(data[:end] if end else data)
        except Garbled as fault:
            if data:
                self.faults.append(str(fault))
            return data
        end = end or len(data)
        self.head_bytes = data[:end]
        if "chunked" in self.http.get("transfer-encoding").lower():
            self._chunks = Chunks()
        try:
            codings = self.http.codings
            if codings:
                self._undo = Undo(codings, largest=self._largest)
        except Garbled as fault:
            self.faults.append(str(fault))
        if self._chunks or self._undo:
            self._entity = hashlib.sha256() if self._undo else None
            self._entities = {name: hasher(name) for name in self._algorithms}
            self._payloads = {name: hasher(name) for name in self._algorithms}
        return data[end:]

    def _body_piece(self, data: bytes) -> Iterator[bytes]:
        if not data:
            return
        self.body_length += len(data)
        for made in self._body.values():
            made.update(data)
        if self._chunks is not None:
            data = self._dechunked(data)
        if not data:
            return
        if self._entity is not None:
            self._entity.update(data)
        for made in self._entities.values():
            made.update(data)
        if self._undo is None:
            yield self._out(data)
            return
        try:
            for piece in self._undo.feed(data):
                yield self._out(piece)
        except TooMuch:
            raise
        except Garbled as fault:
            # a body that was kept unpacked, with the head it had before
            plain, self._undo = self._undo.made == 0, None
            if plain and self.length == 0:
                self.faults.append("it isn't packed as its head says; taken as it is")
                yield self._out(data)
            else:
                self.faults.append(str(fault))
                self._stop()

    def _dechunked(self, data: bytes) -> bytes:
        chunks = self._chunks
        if chunks is None or chunks.done:
            return b""
        try:
            return chunks.feed(data)
        except Garbled as fault:
            self._chunks = None
            if not chunks.begun:  # a body that was kept without its chunks, with the head it had
                return data
            self.faults.append(str(fault))
            self._stop()
            return b""

    def _stop(self) -> None:
        """Nothing after a break means anything: what follows is passed over."""
        stopped = Chunks()
        stopped.done = True
        self._chunks = stopped
        self._undo = None

    def _out(self, data: bytes) -> bytes:
        self.length += len(data)
        if len(self.first) < LOOK:
            self.first += data[: LOOK - len(self.first)]
        self._digest.update(data)
        for made in self._payloads.values():
            made.update(data)
        return data

    def end(self) -> Iterator[bytes]:
        """Nothing more comes; gives what waited for the end of a head that has none."""
        if not self._began:
            yield from self._body_piece(self._begin(0))
        if self._chunks is not None and not self._chunks.begun and not self._chunks.done:
            waiting, self._chunks = self._chunks.waiting, None  # no chunks at all: see _dechunked
            self.body_length -= len(waiting)
            yield from self._body_piece(waiting)
        if self._chunks is not None and not self._chunks.done:
            self.faults.append("its chunks end before the last one")
        if self._undo is not None:
            try:
                self._undo.end()
            except Garbled as fault:
                self.faults.append(str(fault))

    def agrees(self, check: Labelled) -> bool:
        """Whether a digest given to ``checks`` is of the body, the entity or the payload."""
        found = (
            group[check.algorithm].digest()
            for group in (self._body, self._entities, self._payloads)
            if check.algorithm in group
        )
        return check.value in found
