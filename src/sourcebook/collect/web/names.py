"""Look names up without holding the others up, and remember what they lead to for a while. I/O."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from sourcebook.collect.web import connecting
from sourcebook.collect.web.connecting import Failed
from sourcebook.collect.web.guard import IP, Target
from sourcebook.collect.web.messages import Garbled

LIFE = 60.0  # seconds an answer counts, right or wrong: the system's resolver doesn't tell a TTL
THREADS = 64  # getaddrinfo blocks, for names without servers 5 to 30 seconds

Resolve = Callable[[str, int], list[str] | Awaitable[list[str]]]


class Names:
    """What names lead to, each looked up once in a while however many ask. ``resolve`` may be a
    function that blocks, which runs in a thread, or an asynchronous one."""

    def __init__(self, resolve: Resolve, *, loopback: bool) -> None:
        self._resolve = resolve
        self._loopback = loopback
        self._known: dict[tuple[str, int], tuple[float, asyncio.Task[list[IP]]]] = {}
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="names")

    async def addresses(self, target: Target, *, wait: float) -> list[IP]:
        """The judged addresses to try. Raises Refusal, Failed."""
        if target.ip is not None:
            return [target.ip]
        key = (target.host, target.port)
        since, task = self._known.get(key, (0.0, None))
        now = time.monotonic()
        if task is None or task.cancelled() or (task.done() and now - since > LIFE):
            task = asyncio.create_task(self._look_up(target))
            task.add_done_callback(_seen)
            self._known[key] = (now, task)
        if task.done():
            return task.result()
        try:
            async with asyncio.timeout(wait):
                return await asyncio.shield(task)  # others may wait for it when this one is ended
        except TimeoutError as fault:
            why = f"the name {target.host} was not looked up within {wait:g} seconds"
            raise Failed("timeout", why) from fault

    async def _look_up(self, target: Target) -> list[IP]:
        found: list[str] = []
        if not (self._loopback and target.host.rstrip(".").endswith(".localhost")):
            found = await self._found(target.host, target.port)
        return connecting.choose(target, lambda *_: found, loopback=self._loopback)

    async def _found(self, host: str, port: int) -> list[str]:
        try:
            if inspect.iscoroutinefunction(self._resolve):
                return list(await self._resolve(host, port))
            loop = asyncio.get_running_loop()
            found = await loop.run_in_executor(self._threads, self._resolve, host, port)
            return list(await found if inspect.isawaitable(found) else found)
        except Garbled:
            raise
        except (OSError, UnicodeError) as fault:
            raise Failed("dns", f"the name {host} leads nowhere") from fault

    def close(self) -> None:
        """Let go of the threads; a lookup under way ends by itself."""
        for _, task in self._known.values():
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)


def _seen(task: asyncio.Task[list[IP]]) -> None:
    """Fetch the fault, so that asyncio doesn't complain of one nobody waited for."""
    if not task.cancelled():
        task.exception()
