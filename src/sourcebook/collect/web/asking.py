"""Ask addresses whether they still answer, many at once, within limits. I/O."""

import asyncio
import time
from collections.abc import Callable
from types import TracebackType
from typing import Literal, Self

from msgspec import Struct

from sourcebook.collect.web import connecting
from sourcebook.collect.web.answers import Answer
from sourcebook.collect.web.codings import TooMuch
from sourcebook.collect.web.connecting import Failed
from sourcebook.collect.web.exchanging import agent
from sourcebook.collect.web.guard import Refusal, Target, target_of
from sourcebook.collect.web.lines import Line, Lines, ended, late
from sourcebook.collect.web.messages import Garbled, Head
from sourcebook.collect.web.names import Names, Resolve
from sourcebook.collect.web.visiting import ACCEPT

Method = Literal["GET", "HEAD"]
SPARE = 64  # open files left to others, of those that a process may have


class Bounds(Struct, frozen=True, kw_only=True):
    """What asking one address may take: bytes of the body that are read, as sent and again unpacked;
    seconds in all (``patience``, redirects counted in) and of silence; redirects. ``connections`` are
    open at once, idle ones among them, as far as the system gives files. ``loopback`` is the switch for tests."""

    largest: int = 262_144
    patience: float = 60.0
    silence: float = 20.0
    redirects: int = 20  # as browsers (WHATWG Fetch, HTTP-redirect fetch)
    connections: int = 4000
    loopback: bool = False
    any_certificate: bool = False


class Reply(Struct, frozen=True, kw_only=True):
    """What came of asking one address once, at ``at`` (seconds since 1970). ``body`` has its content
    codings undone; ``whole`` says that it ended within the limit. Where ``rule`` isn't empty something
    failed, ``why`` says it in words, and ``status`` is 0 unless a head had come before; "refused" is
    for what the guard refuses."""

    url: str
    at: float
    method: Method = "GET"
    status: int = 0
    head: Head = Head(status=0)
    body: bytes = b""
    whole: bool = False
    rule: str = ""
    why: str = ""


class Asker:
    """Asks addresses, any number at once; a scheduler sees to politeness. What the network does is
    told in the Reply, never raised. ``resolve`` may block or be asynchronous; ``now`` gives
    seconds since 1970. Use it as ``async with Asker(…) as asker``."""

    def __init__(
        self,
        *,
        limits: Bounds | None = None,
        contact: str = "",
        resolve: Resolve = connecting.resolve,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.limits = limits or Bounds()
        self._resolve = resolve
        self._now = now
        fields = f"User-Agent: {agent(contact)}\r\nAccept: {ACCEPT}\r\n"
        fields += "Accept-Encoding: gzip, br, zstd\r\nAccept-Language: *\r\n\r\n"
        self._fields = fields.encode("ascii")
        self._names: Names | None = None
        self._lines: Lines | None = None

    async def __aenter__(self) -> Self:
        limits = self.limits
        self._loop = asyncio.get_running_loop()
        self._names = Names(self._resolve, loopback=limits.loopback)
        most = max(1, min(limits.connections, _files() - SPARE))
        self._room = asyncio.Semaphore(most)  # who waits for it doesn't use up the patience
        self._lines = Lines(self._loop, most=most, silence=limits.silence, patience=limits.patience)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        names, self._names = self._names, None
        lines, self._lines = self._lines, None
        if names is not None:
            names.close()
        if lines is not None:
            lines.close()
            await asyncio.sleep(0)  # connections are closed in the loop's next round

    async def ask(
        self,
        url: str,
        *,
        method: Method = "GET",
        largest: int | None = None,
        patience: float | None = None,
    ) -> Reply:
        """Ask an address once; where it leads to isn't followed (``check.links.visits`` does).
        ``largest`` and ``patience``, of which some may be used up, override the limits."""
        try:
            target = target_of(url, self.limits.loopback)
        except Refusal as fault:
            return Reply(url=url, at=self._now(), method=method, rule="refused", why=str(fault))
        async with self._room:
            ends = self._loop.time() + (self.limits.patience if patience is None else patience)
            return await self._ask(target, method, largest or self.limits.largest, ends)

    async def _ask(self, target: Target, method: Method, largest: int, ends: float) -> Reply:
        at = self._now()
        answer = Answer(method, largest)
        fault = await self._exchange(target, method, answer, ends)
        body, whole = b"", False
        try:
            body, whole = answer.body()
        except Garbled as broken:
            fault = fault or broken
        rule, why = ("", "") if fault is None else (_rule(fault), str(fault))
        head = answer.head
        if head is None:
            return Reply(url=target.url, at=at, method=method, rule=rule, why=why)
        return Reply(
            url=target.url,
            at=at,
            method=method,
            status=head.status,
            head=head,
            body=body,
            whole=whole and not rule,
            rule=rule,
            why=why,
        )

    async def _exchange(
        self, target: Target, method: Method, answer: Answer, ends: float
    ) -> Garbled | None:
        """Ask, and read the answer; gives what went wrong."""
        lines, names = self._lines, self._names
        if lines is None or names is None:
            return ended()
        limits = self.limits
        request = f"{method} {target.path} HTTP/1.1\r\nHost: {target.authority}\r\n"
        sent = request.encode("ascii", "ignore") + self._fields
        line: Line | None = None
        try:
            left = ends - self._loop.time()
            if left <= 0:
                return late(limits.patience)
            addresses = (
                [target.ip]
                if target.ip is not None
                else await names.addresses(target, wait=min(limits.silence, left))
            )
            line = lines.take(target, addresses)
            if line is not None:
                line.ends = ends
                fault = await line.ask(sent, answer)
                if fault is None or answer.begun or not line.closed or _rule(fault) != "broken off":
                    return fault
                lines.give(line)  # it was closed while idle (RFC 9112 section 9.3.1): ask anew
            line = await lines.open(
                target, addresses, ends=ends, any_certificate=limits.any_certificate
            )
            line.ends = ends
            return await line.ask(sent, answer)
        except Garbled as broken:
            return broken
        finally:
            if line is not None:
                lines.give(line)


def _rule(fault: Garbled) -> str:
    """The word for what went wrong, as in a Visit."""
    if isinstance(fault, Failed):
        return fault.rule
    if isinstance(fault, Refusal):
        return "refused"
    return "too large" if isinstance(fault, TooMuch) else "garbled"


def _files() -> int:
    """How many files this process may have open."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 512
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return soft if soft > 0 else 65_536
