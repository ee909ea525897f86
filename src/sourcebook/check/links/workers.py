"""Have a run's addresses asked by several processes, each with hosts of its own; this one keeps. I/O.

They hold nothing that would be lost: what is known comes from here, and what they find is handed
over within moments. Turns at hosts that want to be asked slowly are given here, for all of them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace

from sourcebook.check.links import saying
from sourcebook.check.links.calling import Calls
from sourcebook.check.links.due import Order
from sourcebook.check.links.knowing import Knowing
from sourcebook.check.links.pacing import Pace
from sourcebook.check.links.running import Manner
from sourcebook.check.links.saying import Told
from sourcebook.check.links.shares import part
from sourcebook.check.links.worker import received
from sourcebook.errors import Failed
from sourcebook.records import Check
from sourcebook.store import Store
from sourcebook.values.processors import processors


class Workers:
    """The processes of one run. ``shares`` are the numbers of the orders that each has; ``give`` takes
    each check with its order's number; what ``manner`` allows they share; ``calls`` has them."""

    def __init__(
        self,
        orders: Sequence[Order],
        shares: Sequence[Sequence[int]],
        *,
        store: Store,
        give: Callable[[int, Check], Awaitable[None]],
        manner: Manner,
        calls: Calls,
    ) -> None:
        self._orders = orders
        self._shares = shares
        self._store = store
        self._give = give
        self._manner = manner
        self._calls = calls
        self._pace = Pace(manner.delay)
        self._deferred: list[int] = []

    async def go(self) -> list[int]:
        """Ask them all; the numbers of those left for another run. Failed where a process ended
        before its work was done."""
        self._calls.at_least(len(self._shares))
        tasks = [asyncio.create_task(self._have(n)) for n in range(len(self._shares))]
        try:
            for ended in asyncio.as_completed(tasks):
                await ended
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return self._deferred

    async def _have(self, number: int) -> None:
        """Have one process ask its share."""
        share, count = self._shares[number], len(self._shares)
        orders = [self._orders[item] for item in share]
        reader, writer = await asyncio.open_connection(sock=self._calls.take())
        line = Line(writer, self._pace)
        try:
            manner = replace(self._manner, at_once=part(self._manner.at_once, number, count))
            readers = part(processors(), number, count)
            line.say(saying.Begin(orders, manner, readers))
            await self._serve(reader, line, Knowing(self._store, orders), share)
        finally:
            line.close()

    async def _serve(
        self, reader: asyncio.StreamReader, line: "Line", knowing: Knowing, share: Sequence[int]
    ) -> None:
        while True:
            try:
                messages = saying.heard(await received(reader))
            except EOFError:
                why = "a process that asks addresses was ended; what it found is kept. Run it again"
                raise Failed("check links", why) from None
            for message in messages:
                match message:
                    case saying.Found(item, check):
                        await self._give(share[item], check)
                    case saying.Need(block):
                        line.say(saying.Know(block, knowing.block(block)))
                    case saying.Want(turn, host, asked):
                        line.want(turn, host, asked)
                    case saying.Over(turn):
                        line.over(turn)
                    case saying.Broke(says):
                        why = f"a process that asks addresses failed ({says}); please report it"
                        raise Failed("check links", why)
                    case saying.Done(deferred):
                        self._deferred += [share[item] for item in deferred]
                        return


class Line:
    """What is said to one process, and the turns it has or waits for."""

    def __init__(self, writer: asyncio.StreamWriter, pace: Pace) -> None:
        self._writer = writer
        self._pace = pace
        self._turns: dict[int, tuple[asyncio.Task[None], asyncio.Event]] = {}

    def say(self, message: Told) -> None:
        """Say something."""
        if not self._writer.is_closing():
            self._writer.write(saying.frame([message]))

    def want(self, turn: int, host: str, asked: float) -> None:
        """Give a turn at a host as soon as there is one."""
        over = asyncio.Event()
        self._turns[turn] = (asyncio.create_task(self._turn(turn, host, asked, over)), over)

    async def _turn(self, turn: int, host: str, asked: float, over: asyncio.Event) -> None:
        async with self._pace.turn(host, asked):
            self.say(saying.Go(turn))
            await over.wait()

    def over(self, turn: int) -> None:
        """A turn is over, whether it had come or not."""
        task, over = self._turns.pop(turn)
        over.set()
        del task

    def close(self) -> None:
        """Say no more; turns that it has are over."""
        for task, _ in self._turns.values():
            task.cancel()
        self._turns.clear()
        self._writer.close()
