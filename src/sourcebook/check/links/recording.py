"""Keep what a run found, a batch a change, so that a run that is stopped loses little. I/O."""

import time
from collections.abc import Callable

from sourcebook.check.links.due import Order
from sourcebook.check.links.keeping import summary, with_standings
from sourcebook.errors import Conflict
from sourcebook.records import Check, Entry
from sourcebook.store import Kept, Store

BATCH = 500  # checks in one change
PATIENCE = 3.0  # seconds that a check waits for a batch to fill
TRIES = 5


class Recording:
    """Takes checks and keeps them, with the entries whose addresses stand otherwise now. Call
    ``flush`` at the end."""

    def __init__(
        self,
        store: Store,
        *,
        who: str,
        why: str = "",
        batch: int = BATCH,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._who = who
        self._why = why
        self._batch = batch
        self._clock = clock
        self._since = clock()
        self._waiting: list[tuple[Check, Order]] = []
        self.changes: list[int] = []

    def take(self, check: Check, order: Order) -> None:
        """Keep a check, at once or with the next of them."""
        if not self._waiting:
            self._since = self._clock()
        self._waiting.append((check, order))
        if len(self._waiting) >= self._batch or self._clock() - self._since >= PATIENCE:
            self.flush()

    def flush(self) -> None:
        """Keep all that was taken."""
        some, self._waiting = self._waiting, []
        if not some:
            return
        checks = {check.key: check for check, _ in some}
        ids = dict.fromkeys(id for _, order in some for id in order.entries)
        what = f"check links: {summary(checks.values())}"
        for attempt in range(TRIES):
            changes: list[tuple[Kept | None, Kept | None]] = [(None, check) for check, _ in some]
            with self._store.snapshot() as store:
                newest, entries = store.last_change(), store.many(Entry, ids)
            for before in entries.values():
                after = with_standings(before, checks)
                if after is not before:
                    changes.append((before, after))
            try:
                number = self._store.commit(
                    changes, who=self._who, what=what, why=self._why, expect=newest
                )
            except Conflict:  # somebody edited an entry meanwhile: look at it as it is now
                if attempt == TRIES - 1:
                    raise
                continue
            self.changes.append(number)
            return
