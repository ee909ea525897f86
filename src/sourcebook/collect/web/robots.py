"""Ask robots.txt whether a page may be visited, and how slowly (RFC 9309). I/O."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any

from msgspec import Struct

from sourcebook.collect.web.codings import Undo
from sourcebook.collect.web.connecting import Failed
from sourcebook.collect.web.exchanging import PRODUCT, Exchange
from sourcebook.collect.web.guard import Refusal, Target, led_to
from sourcebook.collect.web.messages import Chunks, Garbled

LARGEST = 512_000  # bytes that are read of it (RFC 9309 section 2.5: at least 500 KiB)
REDIRECTS = 5  # RFC 9309 section 2.3.1.2
SLOWEST = 60.0  # seconds; a crawl delay beyond it would keep a curator waiting for hours

Ask = Callable[[Target], Exchange]


class Rules(Struct, frozen=True, kw_only=True):
    """What one origin's robots.txt says. ``parsed`` is protego's; None where there is no file, so
    that all is allowed; ``closed`` where it could not be had, so that nothing is (section 2.3.1.4).
    ``rule`` is what kept it from being had, where that keeps the pages too: there is no such host."""

    parsed: Any = None
    closed: str = ""
    rule: str = "robots"

    def refusal(self, url: str) -> str:
        """Why this page may not be visited, in words; "" where it may."""
        if self.closed:
            return self.closed
        if self.parsed is not None and not self.parsed.can_fetch(url, PRODUCT):
            return "its robots.txt asks visitors like us to keep out"
        return ""

    @property
    def delay(self) -> float:
        """Seconds it asks to wait between two visits; 0 where it doesn't."""
        asked = self.parsed.crawl_delay(PRODUCT) if self.parsed is not None else None
        return min(float(asked), SLOWEST) if asked else 0.0


class Robots:
    """The rules of the origins that were asked, for one run."""

    def __init__(self, ask: Ask, *, loopback: bool = False) -> None:
        self._ask = ask
        self._loopback = loopback
        self._known: dict[str, Rules] = {}
        self._turns: defaultdict[str, Lock] = defaultdict(Lock)
        self._lock = Lock()

    def rules(self, target: Target) -> Rules:
        """The rules of the target's origin, asked for once. Threads may share them."""
        with self._lock:
            turn = self._turns[target.origin]
        with turn:
            if target.origin not in self._known:
                self._known[target.origin] = self._fetch(f"{target.origin}/robots.txt")
            return self._known[target.origin]

    def _fetch(self, url: str) -> Rules:
        for _ in range(REDIRECTS + 1):
            try:
                found = self._ask(Target(url, loopback=self._loopback))
            except Refusal as fault:
                return Rules(closed=f"its robots.txt {fault}")
            except Failed as fault:
                if fault.rule in ("dns", "unreachable", "tls", "certificate"):
                    return Rules(closed=str(fault), rule=fault.rule)
                return Rules(closed=f"its robots.txt can't be had ({fault})")
            except Garbled as fault:
                return Rules(closed=f"its robots.txt can't be had ({fault})")
            try:
                status = found.head.status
                if status in (301, 302, 303, 307, 308) and found.head.first("location"):
                    url = led_to(url, found.head.first("location"))
                    continue
                if 200 <= status < 300:
                    return Rules(parsed=parse(body(found)))
                if status >= 500:
                    return Rules(closed=f"its robots.txt can't be had (answer {status})")
                return Rules()
            except Refusal as fault:
                return Rules(closed=f"its robots.txt {fault}")
            finally:
                found.close()
        return Rules()


def body(found: Exchange) -> bytes:
    """The beginning of an answer's body, chunks and codings undone as far as that goes."""
    found.spool.seek(found.head.size)
    data = found.spool.read(LARGEST)
    try:
        if "chunked" in found.head.get("transfer-encoding").lower():
            data = Chunks().feed(data)
        undo = Undo(found.head.codings, largest=LARGEST * 20)
        data = b"".join(undo.feed(data))
    except Garbled:
        return b""
    return data[:LARGEST]


@lru_cache(256)  # many sites have their maker's
def parse(data: bytes) -> Any:
    """What a robots.txt says, read by protego; whatever bytes it is made of."""
    from protego import Protego

    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\x00", "")
    return Protego.parse(text)


class Pace:
    """When each host may be asked again: one request at a time, some seconds between two. Threads
    may share it."""

    def __init__(
        self,
        delay: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._after: dict[str, float] = {}
        self._turns: defaultdict[str, Lock] = defaultdict(Lock)
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str, asked: float = 0.0) -> Iterator[None]:
        """Wait until the host may be asked, and ask it alone; ``asked`` is the delay it asks for."""
        with self._lock:
            turn = self._turns[host]
        with turn:
            left = self._after.get(host, 0.0) - self._clock()
            if left > 0:
                self._sleep(left)
            try:
                yield
            finally:
                self._after[host] = self._clock() + max(self._delay, asked)
