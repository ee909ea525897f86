"""Give each host its turns, one request at a time and some seconds between two. I/O (it waits)."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager


class Pace:
    """Turns at hosts, for the tasks of one run. ``delay`` and what a host asks for are seconds
    from the end of one request to the beginning of the next; without any, nobody waits."""

    def __init__(
        self,
        delay: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._after: dict[str, float] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def free(self, asked: float = 0.0) -> bool:
        """Whether nobody need wait at all, of a host that asks for that delay."""
        return not max(self._delay, asked)

    @asynccontextmanager
    async def turn(self, host: str, asked: float = 0.0) -> AsyncIterator[None]:
        """Wait until the host may be asked, and ask it alone; ``asked`` is the delay it asks for."""
        delay = max(self._delay, asked)
        async with self._turns[host]:
            left = self._after.get(host, 0.0) - self._clock()
            if left > 0:
                await self._sleep(left)
            try:
                yield
            finally:
                self._after[host] = self._clock() + delay
