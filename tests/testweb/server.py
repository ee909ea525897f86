"""Play the world over HTTP on loopback addresses, at a day that can be set. I/O.

Every host is an address of 127/8 on one port; mortal ones listen on the port after it, on sockets of
their own that are closed when they die, so that connecting is refused. Run as a program it takes
``--seed``, ``--hosts``, ``--addresses``, ``--port``, ``--control``: http://127.0.0.1:CONTROL/day?d=5000
sets the day, /stop ends it.
"""

import argparse
import asyncio
import gzip
import socket
import threading
from collections import Counter
from contextlib import suppress
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from testweb.answer import REASONS, Answer
from testweb.answers import Answering, Asked
from testweb.archive import Archive
from testweb.events import happens as happens  # offered beside the server, for tests
from testweb.services import Services
from testweb.world import ARCHIVE, World

HEAD = 65_536  # bytes of a request at most


class Clock:
    """The day it is in the world, and how patient those who ask are (seconds)."""

    def __init__(self, day: int, patience: float) -> None:
        self.day = day
        self.patience = patience


class Player:
    """Answers requests for everybody in the world, and counts them."""

    def __init__(self, world: World, clock: Clock) -> None:
        self.world, self.clock = world, clock
        self.answering = Answering(world)
        self.services = Services(world, self.answering)
        self.archive = Archive(world, self.answering)
        self.asked: Counter[str] = Counter()

    def answer(self, asked: Asked) -> Answer:
        """The answer; what nobody would answer comes as a reset."""
        self.asked[asked.authority] += 1
        day = self.clock.day
        if asked.authority == ARCHIVE:
            return self.archive.answer(asked, day)
        found = self.services.answer(asked, day)
        if found is None:
            found = self.answering.answer(asked, day)
        return found if found is not None else Answer(delivery="reset")


class Connection(asyncio.Protocol):
    """One connection; requests are answered in their order."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._got = b""
        self._busy = False
        self._transport: asyncio.Transport
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        if self._timer is not None:
            self._timer.cancel()

    def data_received(self, data: bytes) -> None:
        self._got += data
        if not self._busy:
            self._next()

    def _next(self) -> None:
        while not self._busy and not self._transport.is_closing():
            ends = self._got.find(b"\r\n\r\n")
            if ends < 0:
                if len(self._got) > HEAD:
                    self._transport.abort()
                return
            head, self._got = self._got[:ends], self._got[ends + 4 :]
            self._one(head)

    def _one(self, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            fields[name.strip().lower()] = value.strip()
        length = fields.get("content-length", "0")
        if length.isdigit() and int(length):  # a body is taken with what came; none is looked at
            self._got = self._got[int(length) :]
        if len(words) < 2:
            self._transport.abort()
            return
        method, path = words[0], words[1]
        if not path.startswith("/"):
            parts = urlsplit(path)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        authority = fields.get("host", "").rpartition(":")[0] or fields.get("host", "")
        if not authority:
            authority = str(self._transport.get_extra_info("sockname")[0])
        asked = Asked(authority=authority.lower(), path=path, method=method, fields=fields)
        close = fields.get("connection", "").lower() == "close" or words[-1] == "HTTP/1.0"
        self._send(self._player.answer(asked), method, close)

    def _send(self, answer: Answer, method: str, close: bool) -> None:
        loop = asyncio.get_running_loop()
        patience = self._player.clock.patience
        how = answer.delivery
        if how == "reset":
            _abort(self._transport)
        elif how == "stall":
            self._busy = True
            self._timer = loop.call_later(patience * 3, self._transport.abort)
        elif how == "raw":
            self._transport.write(answer.body)
            self._transport.close()
        elif how == "slow":
            self._busy = True
            self._timer = loop.call_later(patience / 4, self._whole, answer, method, close)
        elif how in ("drip", "endless drip", "endless body") and method != "HEAD":
            self._busy = True
            self._drip(answer)
        else:
            self._whole(answer, method, close)

    def _whole(self, answer: Answer, method: str, close: bool) -> None:
        if self._transport.is_closing():
            return
        self._busy = False
        self._transport.write(_bytes(answer, method, close))
        if close or answer.coding == "close":
            self._transport.close()
        elif self._got:
            self._next()

    def _drip(self, answer: Answer) -> None:
        """A body that comes in drops: twelve of them over three patiences, or without an end."""
        endless = answer.delivery != "drip"
        fields = "".join(f"{name}: {value}\r\n" for name, value in answer.fields)
        length = "" if endless else f"Content-Length: {len(answer.body)}\r\n"
        self._transport.write(
            f"HTTP/1.1 200 OK\r\n{fields}{length}Connection: close\r\n\r\n".encode()
        )
        size = max(1, len(answer.body) // 12 + 1)
        drops = [answer.body[n : n + size] for n in range(0, len(answer.body), size)]
        wait = self._player.clock.patience / 4
        if answer.delivery == "endless body":
            self._transport.write(answer.body)
            self._pour(0)
            return
        self._drop(drops, 0, wait, endless)

    def _drop(self, drops: list[bytes], at: int, wait: float, endless: bool) -> None:
        if self._transport.is_closing():
            return
        if at < len(drops):
            self._transport.write(drops[at])
        elif not endless or at > 400:
            self._transport.close()
            return
        else:
            self._transport.write(b" ")
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(wait, self._drop, drops, at + 1, wait, endless)

    def _pour(self, at: int) -> None:
        """A body of up to 64 MB, as fast as it is taken."""
        if self._transport.is_closing():
            return
        if at > 1024:
            self._transport.close()
            return
        if self._transport.get_write_buffer_size() < 262_144:
            self._transport.write(b"<p>and on and on</p>\n" * 3000)
            at += 1
        self._timer = asyncio.get_running_loop().call_later(0.005, self._pour, at)


def _abort(transport: asyncio.Transport) -> None:
    """Close with a reset, as a machine does that knows nothing of the connection."""
    found: socket.socket | None = transport.get_extra_info("socket")
    if found is not None:
        with suppress(OSError):
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    transport.abort()


def _bytes(answer: Answer, method: str, close: bool) -> bytes:
    body = answer.body
    lines = [f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, 'Other')}"]
    lines += [f"{name}: {value}" for name, value in answer.fields]
    if answer.coding == "gzip":
        body = gzip.compress(body, 1, mtime=0)
        lines.append("Content-Encoding: gzip")
    if answer.coding == "chunked":
        lines.append("Transfer-Encoding: chunked")
        half = len(body) // 2
        parts = [part for part in (body[:half], body[half:]) if part]
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    elif answer.coding != "close":
        lines.append(f"Content-Length: {len(body)}")
    if close or answer.coding == "close":
        lines.append("Connection: close")
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
    return head if method == "HEAD" else head + body


class Server:
    """A world being played, in a thread of its own; a context manager. Chooses a port and gives it to
    the world where that has none. ``day`` may be set at any time."""

    def __init__(self, world: World, *, day: int = 0, patience: float = 0.5) -> None:
        self.world = world
        self.clock = Clock(day, patience)
        if not world.port:
            world.port = _free()
        self.player = Player(world, self.clock)
        self._mortals: dict[str, asyncio.Server] = {}
        self._loop: asyncio.AbstractEventLoop
        self._thread: threading.Thread | None = None

    @property
    def day(self) -> int:
        """The day it is in the world."""
        return self.clock.day

    @day.setter
    def day(self, day: int) -> None:
        self.clock.day = day
        if self._thread is not None:
            asyncio.run_coroutine_threadsafe(self._mortality(), self._loop).result(30)

    @property
    def asked(self) -> Counter[str]:
        """How many requests each host got."""
        return self.player.asked

    def resolve(self, host: str, port: int) -> list[str]:
        """The IP addresses of a name on the day it is, as the asker's resolver. Raises Failed."""
        return resolve(self.world, host, port, self.day)

    def __enter__(self) -> Self:
        ready = threading.Event()
        fault: list[BaseException] = []

        def run() -> None:
            self._loop = asyncio.new_event_loop()
            try:
                self._loop.run_until_complete(self._open())
            except BaseException as failed:
                fault.append(failed)
                ready.set()
                return
            ready.set()
            self._loop.run_forever()
            self._loop.run_until_complete(self._shut())
            self._loop.close()

        self._thread = threading.Thread(target=run, daemon=True, name="testweb")
        self._thread.start()
        ready.wait(30)
        if fault:
            raise fault[0]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._thread is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
            self._thread = None

    async def _open(self) -> None:
        loop = asyncio.get_running_loop()
        self._main = await loop.create_server(
            self._connection, "0.0.0.0", self.world.port, backlog=4096
        )
        await self._mortality()

    async def _shut(self) -> None:
        self._main.close()
        for server in self._mortals.values():
            server.close()
        await asyncio.sleep(0)

    def _connection(self) -> Connection:
        return Connection(self.player)

    async def _mortality(self) -> None:
        """Open and close the sockets of those who live and die on the day it is."""
        loop = asyncio.get_running_loop()
        for host in self.world.hosts:
            if not host.mortal:
                continue
            lives = host.ends is None or self.day < host.ends
            if lives and host.ip not in self._mortals:
                self._mortals[host.ip] = await loop.create_server(
                    self._connection, host.ip, self.world.port + 1, backlog=256
                )
            elif not lives and host.ip in self._mortals:
                self._mortals.pop(host.ip).close()


def resolve(world: World, host: str, port: int, day: int) -> list[str]:
    """The IP addresses of a name on a day; raises Failed where it leads nowhere. Names ending in
    .localhost are looked after by the asker itself."""
    from sourcebook.collect.web.connecting import Failed
    from testweb.events import weather

    del port
    found = world.host_at(host.rstrip(".").lower())
    if found is None:
        raise Failed("dns", f"the name {host} leads nowhere")
    above = weather(world, found[0], found[1], day)
    if above is not None and above.kind == "dns":
        raise Failed("dns", f"the name {host} leads nowhere")
    return [found[0].ip]


def _free() -> int:
    """A port that is free, and so is the one after it."""
    for _ in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("0.0.0.0", 0))
            port = int(first.getsockname()[1])
            if port >= 65_000:
                continue
            try:
                second.bind(("0.0.0.0", port + 1))
            except OSError:
                continue
            return port
    raise OSError("no two ports in a row are free")


def main(arguments: list[str] | None = None) -> int:
    """Run it as a program until /stop is asked for at the control port."""
    parser = argparse.ArgumentParser(description="play the test web")
    for name, default in (("seed", 1), ("hosts", 2000), ("addresses", 10_000), ("port", 0),
                          ("control", 0), ("day", 5600)):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--patience", type=float, default=0.5)
    chosen = parser.parse_args(arguments)
    world = World.make(
        chosen.seed, hosts=chosen.hosts, addresses=chosen.addresses, port=chosen.port
    )
    with Server(world, day=chosen.day, patience=chosen.patience) as server:
        asyncio.run(_control(server, chosen.control))
    return 0


async def _control(server: Server, port: int) -> None:
    stop = asyncio.Event()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split(" ")
        parts = urlsplit(line[1])
        if parts.path == "/day":
            wanted = parse_qs(parts.query).get("d", ["0"])[0]
            await asyncio.to_thread(setattr, server, "day", int(wanted))
        body = f"{server.day}\n".encode()
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body
        )
        await writer.drain()
        writer.close()
        if parts.path == "/stop":
            stop.set()

    control: Any = await asyncio.start_server(take, "127.0.0.1", port)
    print(f"port {server.world.port} control {control.sockets[0].getsockname()[1]}", flush=True)
    await stop.wait()
    control.close()


if __name__ == "__main__":
    raise SystemExit(main())
