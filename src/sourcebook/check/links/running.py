"""Check many addresses in one run, politely and at the same time; what was found is handed over as it
comes. I/O.

A run may be stopped at any moment: what was handed over is kept, and the next run goes on with what
is still due.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlsplit

from msgspec import Struct

from sourcebook.check.links.comparing import Wanted
from sourcebook.check.links.cues import signs, undecided
from sourcebook.check.links.due import Order, method
from sourcebook.check.links.judging import facts, judged
from sourcebook.check.links.known import Expected
from sourcebook.check.links.looking import Look, look
from sourcebook.check.links.nonsense import Nonsense, nonsense_of
from sourcebook.check.links.plan import Plan
from sourcebook.check.links.visits import Visited, Visits, host
from sourcebook.collect.web.asking import Reply
from sourcebook.errors import Refused
from sourcebook.records import Check, Sign

AT_ONCE = 48  # requests at the same time, each to another host
DOUBT = 30  # checks that failed in a row before we ask whether it is our own connection that failed
# Faults that our own connection may be the cause of.
_OURS = frozenset({"dns", "unreachable", "timeout"})


class Known(Struct, frozen=True, kw_only=True):
    """What a library knows of an address before it is checked: what its page should say, the quotes
    that should stand there, the digests of captures in which they do, the checks before (oldest
    first)."""

    expected: Expected
    quotes: tuple[Wanted, ...] = ()
    proven: frozenset[str] = frozenset()
    before: tuple[Check, ...] = ()


class Knows(Protocol):
    """Who knows of addresses; ``knowing.Knowing`` reads it from a library."""

    def of(self, number: int) -> Known:
        """What is known of the order with this number."""
        ...


Compare = Callable[[Reply, Sequence[Wanted]], Awaitable[tuple[Sign, ...]]]


class Run:
    """One run over ``orders``. ``keep`` takes each check once it may be kept; ``compare`` looks for
    quotes in what came; ``online`` says whether this machine is connected at all; ``now`` is the
    time that checks are dated with."""

    def __init__(
        self,
        orders: Sequence[Order],
        *,
        visits: Visits,
        known: Knows,
        compare: Compare,
        keep: Callable[[Check, Order], None],
        delay: float,
        at_once: int = AT_ONCE,
        online: Callable[[], bool] = lambda: True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tell: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.orders = orders
        self.plan = Plan((host(order.url) for order in orders), delay=delay)
        self._visits = visits
        self._known = known
        self._compare = compare
        self._keep = keep
        self._at_once = at_once
        self._online = online
        self._now = now
        self._tell = tell
        self._held: list[tuple[Check, Order]] = []
        self._probes: dict[str, asyncio.Task[Nonsense | None]] = {}
        self._changed = asyncio.Event()
        self._done = 0

    async def go(self) -> None:
        """Check them all. Refused where this machine turns out not to be connected: what failed
        for that reason is not kept."""
        many = max(1, min(self._at_once, self.plan.hosts))
        tasks = [asyncio.create_task(self._work()) for _ in range(many)]
        try:
            for ended in asyncio.as_completed(tasks):
                await ended
            await self._settle()
        finally:
            probes = list(self._probes.values())
            for task in (*tasks, *probes):
                task.cancel()
            await asyncio.gather(*tasks, *probes, return_exceptions=True)

    async def _work(self) -> None:
        plan = self.plan
        while True:
            turn = plan.take(time.monotonic())
            if turn is None:
                if plan.done:
                    return
                wait = plan.wait(time.monotonic())
                self._changed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), wait)
                continue
            visited: Visited | None = None
            try:
                visited = await self._one(turn.item)
            finally:
                if visited is not None and visited.hurried:
                    plan.slower(turn, time.monotonic(), retry_after=visited.retry_after)
                else:
                    asked = visited.asked if visited else 0.0
                    plan.finish(turn, time.monotonic(), asked=asked)
                self._changed.set()

    async def _one(self, item: int) -> Visited:
        order = self.orders[item]
        known = self._known.of(item)
        compared = bool(known.quotes or known.expected.titles)
        visited = await self._visits.visit(order.url, method(known.before, compared=compared))
        title = ""
        found: tuple[Sign, ...] = ()
        answer = visited.trip.answer
        if answer is not None and visited.method == "GET" and answer.status:
            title, found = await self._seen(order, answer, known)
        if visited.trip.rule == "no room":  # of this machine, which says nothing of the address
            self.plan.deferred.append(item)
            return visited
        at = self._now()
        check = judged(facts(order, visited, at=at, title=title, signs=found), known.before)
        await self._give(check, order)
        self._done += 1
        if self._tell:
            self._tell(order.url, self._done, len(self.orders))
        return visited

    async def _seen(
        self, order: Order, answer: Reply, known: Known
    ) -> tuple[str, tuple[Sign, ...]]:
        """The title of what came, and what was seen in it."""
        head_type = answer.head.first("content-type")
        seen = look(answer.body, url=answer.url, head_type=head_type, whole=answer.whole)
        if known.proven and sha256(answer.body).hexdigest() in known.proven and answer.whole:
            return seen.title, (Sign(kind="same bytes", says="as in the capture"),)
        good = 200 <= answer.status < 300
        nonsense: Nonsense | None = None
        while True:
            found = signs(
                seen,
                asked=order.url,
                led=answer.url,
                status=answer.status,
                nonsense=nonsense,
                expected=known.expected,
            )
            if nonsense is not None or not undecided(seen, found, status=answer.status):
                break
            nonsense = await self._nonsense(order.url)
            if nonsense is None:
                break
        if good and known.quotes and seen.kind in ("html", "text") and not _all_in(known, seen):
            compared = await self._compare(answer, known.quotes)
            found = (*(sign for sign in found if sign.kind != "excerpt"), *compared)
        return seen.title, found

    # --- what an address made up answers --------------------------------------------------------
    async def _nonsense(self, url: str) -> Nonsense | None:
        """How the site answers for an address made up beside this one: asked once a folder."""
        made = nonsense_of(url)
        if not made:
            return None
        parts = urlsplit(made)
        folder, _, name = parts.path.rpartition("/")
        _, dot, ending = name.rpartition(".")
        key = f"{parts.scheme}://{parts.netloc}{folder}/{dot}{ending if dot else ''}?{bool(parts.query)}"
        task = self._probes.get(key)
        if task is None:
            task = self._probes[key] = asyncio.create_task(self._probe(made))
        return await asyncio.shield(task)

    async def _probe(self, made: str) -> Nonsense | None:
        visited = await self._visits.visit(made)
        answer = visited.trip.answer
        if answer is None:
            return None
        head_type = answer.head.first("content-type")
        seen = look(answer.body, url=answer.url, head_type=head_type, whole=answer.whole)
        return Nonsense(led=answer.url, status=answer.status, look=seen)

    # --- handing over ---------------------------------------------------------------------------
    async def _give(self, check: Check, order: Order) -> None:
        """Hand a check over, unless it may be our own connection that failed: then it is held until
        an answer of anybody proves that we are connected."""
        if check.fault not in _OURS or check.hops:
            if check.hops:
                self._release()
            self._keep(check, order)
            return
        self._held.append((check, order))
        if len(self._held) >= DOUBT:
            await self._settle()

    def _release(self) -> None:
        held, self._held = self._held, []
        for check, order in held:
            self._keep(check, order)

    async def _settle(self) -> None:
        if not self._held:
            return
        if not await asyncio.to_thread(self._online):
            count = len(self._held)
            self._held.clear()
            raise Refused(
                "check links",
                f"this machine seems not to be connected: the last {count} addresses gave no answer, "
                "and no known name can be looked up. They were not counted; try again later",
            )
        self._release()


def _all_in(known: Known, seen: Look) -> bool:
    """Whether all quotes plainly stand there, so that they needn't be compared word by word."""
    pieces = known.expected.pieces
    return len(pieces) >= len(known.quotes) and all(piece in seen.folded for piece in pieces)
