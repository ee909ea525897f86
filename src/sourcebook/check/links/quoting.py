"""Look for quotes in what came, read in a process that a hostile page may end. I/O."""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sourcebook.check.links.known import Wanted
from sourcebook.collect.web.asking import Reply
from sourcebook.records import Sign

if TYPE_CHECKING:
    from sourcebook.read import Pool


class Quoting:
    """Compares quotes with answers. ``readers`` are how many processes read at once, at most (0: as
    many as there are processors). A context manager; nothing is begun before there is a quote."""

    def __init__(self, readers: int = 0) -> None:
        self._readers = readers
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.__exit__(kind, fault, trace)

    async def compare(self, reply: Reply, quotes: Sequence[Wanted]) -> tuple[Sign, ...]:
        """Which of the quotes stand in an answer, and which that should don't."""
        from sourcebook.check.links.comparing import compare
        from sourcebook.curate import Source
        from sourcebook.read import Job, Pool

        pool = self._pool = self._pool or Pool(self._readers)
        text = await asyncio.to_thread(pool.read, Job(data=reply.body, url=reply.url))
        return compare(quotes, Source(text), whole=reply.whole and bool(text.text))
