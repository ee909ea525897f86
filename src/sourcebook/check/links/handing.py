"""Hand checks over, unless it may be our own connection that failed. I/O (it asks whether it did)."""

import asyncio
from collections.abc import Callable

from sourcebook.check.links.due import Order
from sourcebook.errors import Refused
from sourcebook.records import Check

DOUBT = 30  # checks that failed in a row before we ask whether it is our own connection that failed
# Faults that our own connection may be the cause of.
_OURS = frozenset({"dns", "unreachable", "timeout"})


class Handing:
    """Takes the checks of a run, whoever made them. ``keep`` gets each once it may be kept; ``online``
    says whether this machine is connected at all, and may block. Call ``settle`` at the end."""

    def __init__(
        self, keep: Callable[[Check, Order], None], *, online: Callable[[], bool] = lambda: True
    ) -> None:
        self._keep = keep
        self._online = online
        self._held: list[tuple[Check, Order]] = []

    async def give(self, check: Check, order: Order) -> None:
        """Keep a check, or hold it until an answer of anybody proves that we are connected."""
        if check.fault not in _OURS or check.hops:
            if check.hops:
                self._release()
            self._keep(check, order)
            return
        self._held.append((check, order))
        if len(self._held) >= DOUBT:
            await self.settle()

    def _release(self) -> None:
        held, self._held = self._held, []
        for check, order in held:
            self._keep(check, order)

    async def settle(self) -> None:
        """Keep what is held. Refused where this machine turns out not to be connected: what failed
        for that reason is not kept."""
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
