"""Open what finding needs: who fetches within which limits, who reads, whom else to ask. I/O."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from sourcebook.check.moves.running import Moves, Payload
from sourcebook.check.moves.sources import Elsewhere
from sourcebook.check.moves.web import LARGEST, PATIENCE
from sourcebook.collect.web.visiting import Visitor
from sourcebook.read import Job, Pool
from sourcebook.records import Text
from sourcebook.settings import Settings
from sourcebook.store import Store
from sourcebook.values.addresses import host_of


@contextmanager
def opened(
    store: Store, folder: Path, settings: Settings, *, visitor: Visitor, payload: Payload
) -> Iterator[Moves]:
    """Finding for the library in ``folder``; ``visitor`` is given tighter limits."""
    patience = min(visitor.limits.patience, PATIENCE)
    visitor.limits = replace(visitor.limits, largest=LARGEST, patience=patience)
    with Pool() as pool:

        def read(body: bytes, url: str) -> Text:
            return pool.read(Job(data=body, url=url))

        yield Moves(
            store,
            folder,
            visitor=visitor,
            payload=payload,
            read=read,
            elsewhere=Elsewhere(
                engine=settings.search_engine,
                doi=settings.doi_resolver,
                handle=settings.handle_resolver,
            ),
            own=(host_of(settings.base),) if settings.base else (),
        )
