"""Check many addresses in one run, politely and at the same time; what was found is handed over as it
comes. I/O.

A run may be stopped at any moment: what was handed over is kept, and the next run goes on with what
is still due.
"""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlsplit

from msgspec import Struct

from sourcebook.check.links.cues import signs, undecided
from sourcebook.check.links.due import Order, method, turned
from sourcebook.check.links.judging import facts, judged
from sourcebook.check.links.known import Known, Wanted
from sourcebook.check.links.looking import Look, look
from sourcebook.check.links.nonsense import Nonsense, nonsense_of
from sourcebook.check.links.plan import Plan
from sourcebook.check.links.quoting import Quoting
from sourcebook.check.links.visits import Paces, Visited, Visits, host
from sourcebook.collect.web import connecting
from sourcebook.collect.web.asking import Asker, Bounds, Reply
from sourcebook.collect.web.messages import media_type
from sourcebook.collect.web.names import Resolve
from sourcebook.collect.web.permitting import Permits
from sourcebook.records import Check, Sign

AT_ONCE = 48  # requests at the same time, each to another host


class Manner(Struct, frozen=True, kw_only=True):
    """How a run asks: ``contact`` is told to every site; ``delay`` in seconds lies between two
    requests to a host; ``at_once`` addresses are asked at the same time."""

    limits: Bounds
    contact: str = ""
    delay: float = 0.0
    at_once: int = AT_ONCE
    ignore_robots: bool = False


class Knows(Protocol):
    """Who knows of addresses; ``knowing.Knowing`` reads it from a library."""

    async def of(self, number: int) -> Known:
        """What is known of the order with this number."""
        ...


Compare = Callable[[Reply, Sequence[Wanted]], Awaitable[tuple[Sign, ...]]]
Give = Callable[[int, Check], Awaitable[None]]


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let Python look for garbage far less often: among records that all stay, that took a fifteenth
    of a run."""
    was = gc.get_threshold()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*was)


async def ask_all(
    orders: Sequence[Order],
    manner: Manner,
    *,
    known: Knows,
    give: Give,
    pace: Paces,
    readers: int = 0,
    resolve: Resolve = connecting.resolve,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[int]:
    """Ask all that is ordered, as ``Run`` says; the numbers of those left for another run.
    ``readers`` are how many processes read pages for quotes at once (see ``Quoting``)."""
    limits = manner.limits
    asker = Asker(
        limits=limits,
        contact=manner.contact,
        resolve=resolve,
        now=lambda: now().timestamp(),
    )
    with Quoting(readers) as quoting:
        async with asker:
            visits = Visits(
                asker,
                Permits(asker).rules,
                pace,
                redirects=limits.redirects,
                patience=limits.patience,
                ignore_robots=manner.ignore_robots,
            )
            run = Run(
                orders,
                visits=visits,
                known=known,
                compare=quoting.compare,
                give=give,
                delay=manner.delay,
                at_once=manner.at_once,
                now=now,
            )
            await run.go()
            return run.deferred


class Run:
    """One run over ``orders``. ``give`` takes each check with its order's number; ``compare`` looks for
    quotes in what came; ``now`` is the time that checks are dated with."""

    def __init__(
        self,
        orders: Sequence[Order],
        *,
        visits: Visits,
        known: Knows,
        compare: Compare,
        give: Give,
        delay: float,
        at_once: int = AT_ONCE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.orders = orders
        self.plan = Plan((host(order.url) for order in orders), delay=delay)
        self._visits = visits
        self._known = known
        self._compare = compare
        self._give = give
        self._at_once = at_once
        self._now = now
        self._probes: dict[str, asyncio.Task[Nonsense | None]] = {}
        self._changed = asyncio.Event()
        self._no_room: list[int] = []

    @property
    def deferred(self) -> list[int]:
        """The numbers of the orders that are left for another run."""
        return [*self.plan.deferred, *self._no_room]

    async def go(self) -> None:
        """Check them all."""
        many = max(1, min(self._at_once, self.plan.hosts))
        tasks = [asyncio.create_task(self._work()) for _ in range(many)]
        try:
            for ended in asyncio.as_completed(tasks):
                await ended
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
        known = await self._known.of(item)
        compared = bool(known.quotes or known.expected.titles)
        visited = await self._visits.visit(order.url, method(known.before, compared=compared))
        answer = visited.trip.answer
        head = answer.head if answer is not None and visited.method == "HEAD" else None
        if head is not None and turned(known.before, media_type(head)):
            visited = await self._visits.visit(order.url)
            answer = visited.trip.answer
        title = ""
        found: tuple[Sign, ...] = ()
        if answer is not None and visited.method == "GET" and answer.status:
            title, found = await self._seen(order, answer, known)
        if visited.trip.rule == "no room":  # of this machine, which says nothing of the address
            self._no_room.append(item)
            return visited
        at = self._now()
        check = judged(facts(order, visited, at=at, title=title, signs=found), known.before)
        await self._give(item, check)
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
            if nonsense is not None or not undecided(
                seen, found, asked=order.url, led=answer.url, status=answer.status
            ):
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


def _all_in(known: Known, seen: Look) -> bool:
    """Whether all quotes plainly stand there, so that they needn't be compared word by word."""
    pieces = known.expected.pieces
    return len(pieces) >= len(known.quotes) and all(piece in seen.folded for piece in pieces)
