"""Ask a server once and keep what was said, to the byte, within limits. I/O."""

import socket
import ssl
import tempfile
from collections.abc import Iterator
from typing import IO, Literal

from msgspec import Struct

from sourcebook import __version__
from sourcebook.collect.web import connecting
from sourcebook.collect.web.codings import TooMuch, Undo
from sourcebook.collect.web.connecting import Deadline, Failed, Resolve
from sourcebook.collect.web.guard import Target
from sourcebook.collect.web.messages import (
    LONGEST_HEAD,
    Chunks,
    Garbled,
    Head,
    framing,
    head_end,
    read_head,
)

PIECE = 65_536
IN_MEMORY = 1_000_000  # bytes of an answer kept in memory; the rest goes to a temporary file
PRODUCT = "Sourcebook"  # how robots.txt names us

End = Literal["whole", "cut", "closed"]


class Limits(Struct, frozen=True, kw_only=True):
    """What one answer may take: bytes as sent and unpacked, seconds in all (``patience``) and of
    silence; redirects. ``loopback`` is the switch for tests."""

    largest: int = 500_000_000
    patience: float = 300.0
    silence: float = 30.0
    redirects: int = 20  # as browsers (WHATWG Fetch, HTTP-redirect fetch)
    loopback: bool = False
    any_certificate: bool = False


class Exchange:
    """One request and its answer. ``sent`` are the request's bytes, ``spool`` holds the answer's as
    they came, the head first; ``head`` is read from them. ``end`` says whether the body was whole;
    ``note`` what was odd. Close it when its bytes are kept."""

    def __init__(self, target: Target, sent: bytes, at: float) -> None:
        self.target = target
        self.sent = sent
        self.at = at
        self.ip = ""
        self.spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self.size = 0
        self.head: Head = Head(status=0)
        self.end: End = "whole"
        self.fault: Failed | None = None
        self.parts: tuple[str, ...] = ()  # where it was gone on with, after it broke off

    def raw(self) -> Iterator[bytes]:
        """The answer as it came."""
        self.spool.seek(0)
        while piece := self.spool.read(PIECE):
            yield piece

    def body_size(self) -> int:
        """Bytes of the body so far, as they came."""
        return self.size - self.head.size

    def close(self) -> None:
        """Let go of the bytes."""
        self.spool.close()


def agent(contact: str) -> str:
    """How we name ourselves to servers; ``contact`` is an address or URL to write to."""
    # a parenthesis or line end would end the comment (RFC 9110 section 5.6.5)
    clean = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in '()\\"')
    told = f" (+{clean.strip()})" if clean.strip() else ""
    return f"{PRODUCT}/{__version__}{told}"


def request(target: Target, fields: dict[str, str], content: bytes | None = None) -> bytes:
    """The request's bytes: a GET, or a POST of some content."""
    method = "GET" if content is None else "POST"
    lines = [f"{method} {target.path} HTTP/1.1", f"Host: {target.authority}"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    if content is not None:
        lines.append(f"Content-Length: {len(content)}")
    head = "\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n"
    return head.encode("ascii", "ignore") + (content or b"")


def exchange(
    target: Target,
    fields: dict[str, str],
    *,
    limits: Limits,
    deadline: Deadline,
    at: float,
    resolve: Resolve,
    content: bytes | None = None,
) -> Exchange:
    """Ask once. Raises Refusal and Failed where nothing usable came; an answer that breaks off or
    stalls comes back with ``end`` "cut" and its ``fault``. TooMuch ends it at once."""
    addresses = connecting.choose(target, resolve, loopback=limits.loopback)
    made = connecting.connect(
        target,
        addresses,
        deadline=deadline,
        wait=limits.silence,
        any_certificate=limits.any_certificate,
    )
    found = Exchange(target, request(target, fields, content), at)
    try:
        with made:
            found.ip = str(connecting.judge_peer(made))
            made.settimeout(min(limits.silence, deadline.left()))
            made.sendall(found.sent)
            _Answer(made, found, limits, deadline).read()
        return found
    except BaseException as fault:
        found.close()
        if isinstance(fault, TimeoutError):
            raise Failed("timeout", f"{target.host} took nothing in time") from fault
        if isinstance(fault, OSError):
            raise Failed("broken off", f"{target.host} broke off ({fault})") from fault
        raise


class _Bombs:
    """Unpacks what comes only to see that it stays within limits: a coding that is broken, or isn't
    there, is judged when the payload is read."""

    def __init__(self, codings: list[str], largest: int) -> None:
        self._undo: Undo | None = Undo(codings, largest=largest) if codings else None

    def feed(self, data: bytes) -> None:
        if self._undo is None:
            return
        try:
            for _ in self._undo.feed(data):
                pass
        except TooMuch:
            raise
        except Garbled:
            self._undo = None


class _Answer:
    """Reads one answer from a connection into an exchange."""

    def __init__(
        self, made: socket.socket, found: Exchange, limits: Limits, deadline: Deadline
    ) -> None:
        self._made = made
        self._found = found
        self._limits = limits
        self._deadline = deadline

    def _receive(self) -> bytes:
        self._made.settimeout(min(self._limits.silence, self._deadline.left()))
        try:
            return self._made.recv(PIECE)
        except TimeoutError as fault:
            left = self._deadline.left()
            why = f"nothing came for {min(self._limits.silence, left):g} seconds"
            raise Failed("timeout", why) from fault
        except ssl.SSLError as fault:
            raise Failed("broken off", "the secure connection broke off") from fault
        except OSError as fault:
            raise Failed("broken off", f"the connection broke off ({fault.strerror})") from fault

    def _keep(self, data: bytes) -> None:
        try:
            self._found.spool.write(data)
        except OSError as fault:
            why = f"there is no room for it in the folder for temporary files ({fault.strerror})"
            raise Failed("no room", why) from fault
        self._found.size += len(data)
        if self._found.size > self._limits.largest + LONGEST_HEAD:
            raise TooMuch(f"it is larger than {self._limits.largest // 1_000_000:,} MB")

    def read(self) -> None:
        body = self._read_head()
        found = self._found
        how = framing(found.head)
        stated = how if isinstance(how, int) else 0
        if stated > self._limits.largest:
            raise TooMuch(
                f"it says it has {stated // 1_000_000:,} MB, over the "
                f"{self._limits.largest // 1_000_000:,} MB that are fetched"
            )
        checking = _Bombs(found.head.codings, self._limits.largest)
        try:
            if how == "chunked":
                self._chunked(body, checking)
            else:
                self._counted(body, checking, None if how == "close" else int(how))
        except Failed as fault:
            if fault.rule == "timeout" and not found.body_size():
                raise
            found.end, found.fault = "cut", fault

    def _read_head(self) -> bytes:
        """Keep the head; gives what of the body came with it. "Wait" answers (1xx) go by."""
        data = b""
        while True:
            end = head_end(data)
            if end:
                head = read_head(data)  # raises Garbled
                if 100 <= head.status < 200 and head.status != 101:
                    data = data[end:]
                    continue
                self._keep(data[:end])
                self._found.head = head
                return data[end:]
            if len(data) > LONGEST_HEAD:
                raise Failed("garbled", "the answer's head is endless")
            if len(data) >= 5 and not data.startswith(b"HTTP/"):
                read_head(data)  # says what it is instead
            more = self._receive()
            if not more:
                why = "in the middle of its head" if data else "without an answer"
                raise Failed("broken off", f"the connection was closed {why}")
            data += more

    def _counted(self, body: bytes, checking: _Bombs, length: int | None) -> None:
        """A body of a length, or one that ends with the connection."""
        left = length
        while left is None or left > 0:
            piece = body or self._receive()
            body = b""
            if not piece:
                if left is None:
                    self._found.end = "closed"
                    return
                raise Failed("broken off", f"the answer broke off {left:,} bytes before its end")
            if left is not None:
                piece = piece[:left]
                left -= len(piece)
            self._keep(piece)
            checking.feed(piece)

    def _chunked(self, body: bytes, checking: _Bombs) -> None:
        chunks = Chunks()
        while not chunks.done:
            piece = body or self._receive()
            body = b""
            if not piece:
                raise Failed("broken off", "the answer broke off between two chunks")
            try:
                inner = chunks.feed(piece)
            except Garbled as fault:
                raise Failed("garbled", str(fault)) from fault
            if chunks.done and chunks.unused:
                piece = piece[: len(piece) - len(chunks.unused)]
            self._keep(piece)
            checking.feed(inner)
