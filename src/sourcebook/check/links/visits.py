"""Ask an address and follow where it leads, politely: robots.txt and a pace for every host. I/O."""

import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from typing import Literal, Protocol

from msgspec import Struct

from sourcebook.collect.web.asking import Reply
from sourcebook.collect.web.guard import Refusal, led_to
from sourcebook.collect.web.robots import Rules
from sourcebook.collect.web.visiting import REDIRECTS
from sourcebook.values.addresses import host_of

Method = Literal["GET", "HEAD"]
# A HEAD that isn't answered so says nothing: many servers never meant to answer one.
_TRUSTED = range(200, 400)
TOO_FAST = (429, 503)
LONGEST_BACK_OFF = 86_400.0  # seconds that a Retry-After may ask for and be understood


class Asks(Protocol):
    """What asks one address once; ``collect.web.asking.Asker`` does."""

    async def ask(
        self, url: str, *, method: Method = "GET", patience: float | None = None
    ) -> Reply: ...


class Trip(Struct, frozen=True, kw_only=True):
    """What came of following an address: the answers in order, the last of them the one it leads
    to. Where ``rule`` isn't empty it failed after those, and ``why`` says how."""

    url: str
    replies: tuple[Reply, ...] = ()
    rule: str = ""
    why: str = ""

    @property
    def answer(self) -> Reply | None:
        """The answer, or None where there is none."""
        return self.replies[-1] if self.replies and not self.rule else None


class Paces(Protocol):
    """Who gives turns at hosts; ``pacing.Pace`` does."""

    def free(self, asked: float = 0.0) -> bool:
        """Whether nobody need wait at all, of a host that asks for that delay."""
        ...

    def turn(self, host: str, asked: float = 0.0) -> AbstractAsyncContextManager[None]:
        """Wait until the host may be asked, and ask it alone."""
        ...


class Visited(Struct, frozen=True, kw_only=True):
    """A trip, by which method its last answer came, what delay the host asks for (seconds), and
    for how long it asks to be left alone (Retry-After, seconds; ``hurried`` where it said that we
    are too fast)."""

    trip: Trip
    method: Method = "GET"
    asked: float = 0.0
    hurried: bool = False
    retry_after: float = 0.0


class Visits:
    """Visits addresses for one run. ``rules`` gives the robots.txt of an address's site;
    ``ignore_robots`` asks all the same, which the caller keeps on record. Asking one address takes
    ``patience`` seconds at most, redirects counted in; waiting for turns isn't."""

    def __init__(
        self,
        asker: Asks,
        rules: Callable[[str], Awaitable[Rules]],
        pace: Paces,
        *,
        redirects: int = 20,
        patience: float = 60.0,
        ignore_robots: bool = False,
    ) -> None:
        self._asker = asker
        self._rules = rules
        self._pace = pace
        self._redirects = redirects
        self._patience = patience
        self._ignore = ignore_robots

    async def visit(self, url: str, method: Method = "GET") -> Visited:
        """Visit an address; what goes wrong is told in the trip."""
        replies: list[Reply] = []
        seen: set[str] = set()
        where, first_delay, left = url, 0.0, [self._patience]
        for count in range(self._redirects + 1):
            barred, delay = await self._allowed(where)
            first_delay = first_delay if count else delay
            if barred is not None:
                rule, why = barred
                return Visited(trip=_failed(url, replies, where, rule, why), asked=first_delay)
            reply = await self._ask(where, method, delay, left)
            if method == "HEAD" and (reply.rule or reply.status not in _TRUSTED):
                method = "GET"
                reply = await self._ask(where, method, delay, left)
            seen.add(reply.url)
            if reply.status:
                replies.append(reply)
            location = reply.head.first("location") if reply.status in REDIRECTS else ""
            if location:
                try:
                    where = led_to(reply.url, location)
                except Refusal as fault:
                    trip = _failed(url, replies, url, "refused", str(fault))
                    return Visited(trip=trip, method=method, asked=first_delay)
                if where.partition("#")[0] in seen:
                    trip = _failed(url, replies, where, "redirects", "it leads round in a circle")
                    return Visited(trip=trip, method=method, asked=first_delay)
                continue
            if reply.rule:
                trip = _failed(url, replies, where, reply.rule, reply.why)
                return Visited(trip=trip, method=method, asked=first_delay)
            hurried = reply.status in TOO_FAST and host(where) == host(url)
            return Visited(
                trip=Trip(url=url, replies=tuple(replies)),
                method=method,
                asked=first_delay,
                hurried=hurried,
                retry_after=retry_after(reply) if hurried else 0.0,
            )
        why = f"it leads on more than {self._redirects} times"
        return Visited(
            trip=_failed(url, replies, where, "redirects", why), method=method, asked=first_delay
        )

    async def _allowed(self, url: str) -> tuple[tuple[str, str] | None, float]:
        """What keeps us from asking (rule, words), or None; and the delay the host asks for."""
        rules = await self._rules(url)
        refusal = rules.refusal(url)
        if refusal and not (self._ignore and rules.rule == "robots"):
            return (rules.rule, refusal), rules.delay
        return None, rules.delay

    async def _ask(self, url: str, method: Method, delay: float, left: list[float]) -> Reply:
        """Ask once, within the seconds that are ``left`` and fewer afterwards."""
        if not self._pace.free(delay):
            async with self._pace.turn(host(url), delay):
                return await self._timed(url, method, left)
        return await self._timed(url, method, left)

    async def _timed(self, url: str, method: Method, left: list[float]) -> Reply:
        began = time.monotonic()
        reply = await self._asker.ask(url, method=method, patience=left[0])
        left[0] -= time.monotonic() - began
        return reply


@lru_cache(1 << 16)  # a run asks for each address's several times
def host(url: str) -> str:
    """The host an address is asked at; "" where it has none."""
    try:
        return host_of(url)
    except ValueError:
        return ""


def retry_after(reply: Reply) -> float:
    """Seconds that an answer asks to wait (RFC 9110 section 10.2.3), as a number or as a date; 0
    where it doesn't."""
    from email.utils import parsedate_to_datetime

    said = reply.head.first("retry-after").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), LONGEST_BACK_OFF)
    if not said:
        return 0.0
    try:
        wait = parsedate_to_datetime(said).timestamp() - reply.at
    except (ValueError, OverflowError, OSError):
        return 0.0
    return min(max(0.0, wait), LONGEST_BACK_OFF)


def _failed(url: str, replies: list[Reply], where: str, rule: str, why: str) -> Trip:
    told = why if where == url else f"leads to {where}: {why}"
    return Trip(url=url, replies=tuple(replies), rule=rule, why=told)
