"""Open what looking for mementos needs: the archives of the settings, and who reads. I/O."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sourcebook.check.mementos.searching import Search
from sourcebook.collect.web.archives import Archives
from sourcebook.collect.web.mementos import source
from sourcebook.collect.web.visiting import Visitor
from sourcebook.curate import Source
from sourcebook.errors import Refused
from sourcebook.read import Job, Pool
from sourcebook.settings import ARCHIVES, FILE, Settings


@contextmanager
def opened(settings: Settings, *, visitor: Visitor) -> Iterator[Search]:
    """Who looks in the archives that the settings name; Refused where they name none."""
    sources = [found for line in settings.archives if (found := source(line))]
    if not sources:
        why = f'are none in {FILE}; name one, for example archives = ["{ARCHIVES[0]}"]'
        raise Refused("archives", why)
    with Pool() as pool:

        def words(data: bytes, url: str) -> Source:
            return Source(pool.read(Job(data=data, url=url)))

        yield Search(Archives(sources, visitor), words, now=datetime.now(UTC))
