"""Keep connections to servers: opened to the judged address only, used again while in step. I/O."""

import asyncio
import errno
import os
import select
import socket
import ssl
from collections import OrderedDict
from typing import cast

from sourcebook.collect.web import connecting
from sourcebook.collect.web.answers import Answer
from sourcebook.collect.web.connecting import Failed, peer_of
from sourcebook.collect.web.guard import IP, Refusal, Target
from sourcebook.collect.web.messages import Garbled

IDLE = 15.0  # seconds a connection is kept for the next request; common servers close after 5 to 75
_TICK = 0.25  # seconds between two looks at the clock, at most
_OURS = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.EADDRNOTAVAIL)

# What comes is read into one buffer of all connections, and copied from there before the next is
# read: asyncio's own way makes room for 256 KiB each time.
_BUFFER = bytearray(65_536)
_VIEW = memoryview(_BUFFER)

Key = tuple[int, int, int, str, bool]  # IP (version and number), port, host, whether TLS


class Line(asyncio.BufferedProtocol):
    """One connection. ``ask`` sends a request and gives its answer; ``heard`` is when something came
    last, ``ends`` when what is asked must be done, on the loop's clock."""

    def __init__(self, loop: asyncio.AbstractEventLoop, key: Key) -> None:
        self.key = key
        self.heard = 0.0
        self.ends = 0.0
        self.closed = False
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._watch: select.poll | None = None
        self._answer: Answer | None = None
        self._over: asyncio.Future[Garbled | None] | None = None

    async def ask(self, request: bytes, answer: Answer) -> Garbled | None:
        """Send the request and read its answer; gives what went wrong, not raising it."""
        if self._transport is None or self.closed:
            return Failed("broken off", "the connection was closed without an answer")
        self._answer = answer
        self._over = self._loop.create_future()
        self.heard = self._loop.time()
        self._transport.write(request)
        return await self._over

    def silent(self) -> bool:
        """It is open, and nothing came that nobody asked for: what the loop hasn't read yet would be
        taken for the next answer."""
        if self.closed or self._transport is None:
            return False
        if not hasattr(select, "poll"):  # not on Windows
            return True
        if self._watch is None:
            self._watch = select.poll()
            self._watch.register(self._transport.get_extra_info("socket").fileno(), select.POLLIN)
        return not self._watch.poll(0)

    @property
    def in_step(self) -> bool:
        """Another request may follow."""
        answer = self._answer
        return not self.closed and answer is not None and answer.done and answer.in_step

    def fail(self, fault: Garbled) -> None:
        """End what is being asked, and the connection."""
        self._settle(fault)
        self.abort()

    def abort(self) -> None:
        """Close at once; what wasn't read yet is dropped."""
        self.closed = True
        if self._transport is not None:
            self._transport.abort()

    def _settle(self, fault: Garbled | None) -> None:
        if self._over is not None and not self._over.done():
            self._over.set_result(fault)

    # --- what asyncio calls --------------------------------------------------------------------
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def get_buffer(self, sizehint: int) -> bytearray:  # noqa: ARG002
        return _BUFFER

    def buffer_updated(self, nbytes: int) -> None:
        data = bytes(_VIEW[:nbytes])
        answer = self._answer
        if answer is None or answer.done:  # nobody asked: the next answer would be the wrong one
            self.abort()
            return
        self.heard = self._loop.time()
        try:
            done = answer.feed(data)
        except Garbled as fault:
            self.fail(fault)
            return
        if done:
            self._settle(None)

    def eof_received(self) -> bool:
        self._ended(None)
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended(exc)

    def _ended(self, exc: Exception | None) -> None:
        self.closed = True
        if self._over is None or self._over.done() or self._answer is None:
            return
        if isinstance(exc, ssl.SSLError):
            self._settle(Failed("broken off", "the secure connection broke off"))
        elif isinstance(exc, OSError):
            why = f"the connection broke off ({exc.strerror or exc})"
            self._settle(Failed("broken off", why))
        else:
            try:
                self._answer.end()
            except Garbled as fault:
                self._settle(fault)
            else:
                self._settle(None)


class Lines:
    """The connections of one run: at most ``most`` at once, idle ones among them, as long as no more
    requests are under way."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, *, most: int, silence: float, patience: float
    ) -> None:
        self._loop = loop
        self._most = most
        self._silence = silence
        self._patience = patience
        self._busy: set[Line] = set()
        self._idle: dict[Key, list[Line]] = {}
        self._order: OrderedDict[Line, float] = OrderedDict()  # idle ones, when they became so
        self._tick = max(0.01, min(_TICK, silence / 8))
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    def __len__(self) -> int:
        return len(self._busy) + len(self._order)

    def take(self, target: Target, addresses: list[IP]) -> Line | None:
        """An idle connection to one of the addresses, under the same name."""
        for ip in addresses:
            key = _key(target, ip)
            while found := self._idle.get(key):
                line = found.pop()
                if not found:
                    del self._idle[key]
                del self._order[line]
                if line.silent():
                    return self._in_use(line)
                line.abort()
        return None

    def _in_use(self, line: Line) -> Line:
        self._busy.add(line)
        if self._timer is None:
            self._timer = self._loop.call_later(self._tick, self._sweep)
        return line

    def give(self, line: Line) -> None:
        """Back from use: kept where it is in step, else closed."""
        self._busy.discard(line)
        if not line.in_step:
            line.abort()
            return
        self._idle.setdefault(line.key, []).append(line)
        self._order[line] = self._loop.time()
        while len(self) > self._most and self._order:
            self._drop(next(iter(self._order)))

    def _drop(self, line: Line) -> None:
        del self._order[line]
        others = self._idle[line.key]
        others.remove(line)
        if not others:
            del self._idle[line.key]
        line.abort()

    def _sweep(self) -> None:
        """Look at the clock for all connections at once: a timer each would cost more."""
        now = self._loop.time()
        for line in list(self._busy):
            if now > line.ends:
                line.fail(late(self._patience))
            elif now - line.heard > self._silence:
                why = f"nothing came for {self._silence:g} seconds"
                line.fail(Failed("timeout", why))
        while self._order and now - next(iter(self._order.values())) > IDLE:
            self._drop(next(iter(self._order)))
        working = self._busy or self._order
        self._timer = self._loop.call_later(self._tick, self._sweep) if working else None

    def close(self) -> None:
        """Close all, in use or not."""
        self._closed = True
        for line in list(self._order):
            self._drop(line)
        for line in list(self._busy):
            line.fail(ended())
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # --- opening -------------------------------------------------------------------------------
    async def open(
        self, target: Target, addresses: list[IP], *, ends: float, any_certificate: bool
    ) -> Line:
        """A connection to the first of the addresses that answers, TLS done under the name. Raises
        Failed; Refusal where the other end isn't who was called."""
        fault: Failed | None = None
        for ip in addresses[:4]:
            while len(self) >= self._most and self._order:
                self._drop(next(iter(self._order)))
            if self._closed:
                raise ended()
            try:
                return await self._call(target, ip, ends=ends, any_certificate=any_certificate)
            except Failed as failed:
                if failed.rule not in ("timeout", "unreachable"):
                    raise
                fault = failed
        raise fault or late(self._patience)

    async def _call(self, target: Target, ip: IP, *, ends: float, any_certificate: bool) -> Line:
        call = self._called_safely if target.secure else self._called
        line = Line(self._loop, _key(target, ip))
        try:
            await call(line, target, ip, ends, any_certificate)
            if self._closed:
                raise ended()
        except BaseException:
            line.abort()
            raise
        return self._in_use(line)

    async def _called(
        self, line: Line, target: Target, ip: IP, ends: float, any_certificate: bool
    ) -> None:
        """Connect without TLS, in one step of the loop's: half the time of a socket made by hand."""
        del any_certificate
        try:
            async with asyncio.timeout(self._wait(ends)):
                transport, _ = await self._loop.create_connection(
                    lambda: line, str(ip), target.port
                )
        except OSError as broken:
            raise self._unconnected(target, broken) from broken
        _judge(transport.get_extra_info("peername"), target, ip)

    async def _called_safely(
        self, line: Line, target: Target, ip: IP, ends: float, any_certificate: bool
    ) -> None:
        """Connect, judge whom with, and only then agree on TLS under the name."""
        made = self._socket(ip)
        try:
            try:
                async with asyncio.timeout(self._wait(ends)):
                    await self._loop.sock_connect(made, (str(ip), target.port))
            except OSError as broken:
                raise self._unconnected(target, broken) from broken
            _judge(_peer(made), target, ip)
            await self._secured(line, made, target, ends, any_certificate)
        except BaseException:
            made.close()
            raise

    def _unconnected(self, target: Target, broken: OSError) -> Failed:
        """Why there is no connection."""
        if isinstance(broken, TimeoutError):
            why = f"{target.host} did not answer within {self._silence:g} seconds"
            return Failed("timeout", why)
        return _unreachable(target, broken)

    def _socket(self, ip: IP) -> socket.socket:
        try:
            made = socket.socket(socket.AF_INET if ip.version == 4 else socket.AF_INET6)
        except OSError as broken:
            why = f"this machine has no room for another connection ({connecting.said(broken)})"
            raise Failed("no room", why) from broken
        made.setblocking(False)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    async def _secured(
        self, line: Line, made: socket.socket, target: Target, ends: float, any_certificate: bool
    ) -> None:
        host = target.host.removeprefix("[").removesuffix("]").rstrip(".")
        try:
            async with asyncio.timeout(self._wait(ends)):
                await self._loop.create_connection(
                    lambda: line,
                    sock=made,
                    ssl=connecting.context(any_certificate),
                    server_hostname=host,
                )
        except (OSError, ValueError) as broken:
            raise connecting.insecure(target.host, broken) from broken

    def _wait(self, ends: float) -> float:
        """Seconds that may be waited for one step. Raises Failed where there are none left."""
        left = ends - self._loop.time()
        if left <= 0:
            raise late(self._patience)
        return min(self._silence, left)


def ended() -> Failed:
    """What is said of what is under way when a run is ended."""
    return Failed("broken off", "asking was ended")


def _peer(made: socket.socket) -> tuple[str, int] | None:
    try:
        return cast(tuple[str, int], made.getpeername()[:2])
    except OSError:
        return None


def _judge(peer: tuple[str, int] | None, target: Target, ip: IP) -> None:
    """Raises Refusal where the other end isn't who was called, Failed where it is gone."""
    if peer is None:
        raise Failed("unreachable", f"{target.host} broke off ({os.strerror(errno.ENOTCONN)})")
    if peer[0] != str(ip) and peer_of(peer[0]) != ip:
        raise Refusal(f"{target.host} is answered for by another address")


def _key(target: Target, ip: IP) -> Key:
    return (ip.version, int(ip), target.port, target.host, target.secure)


def late(patience: float) -> Failed:
    """What is said of what takes longer than it may."""
    return Failed("timeout", f"it was not done within {patience:g} seconds")


def _unreachable(target: Target, broken: OSError) -> Failed:
    if broken.errno in _OURS:
        why = f"this machine has no room for another connection ({connecting.said(broken)})"
        return Failed("no room", why)
    # in the system's words: each event loop has its own
    known = broken.errno if os.name == "posix" else None
    words = os.strerror(known) if known else connecting.said(broken)
    return Failed("unreachable", f"{target.host} can't be reached ({words})")
