"""Find passages in all captures of a library: index them first, then ask. I/O."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcebook.curate.passages import FILE, MOST, Passages
from sourcebook.curate.quote import Quote
from sourcebook.curate.texts import Texts
from sourcebook.curate.where import Hit, hits, origins, ranked
from sourcebook.progress import Tell
from sourcebook.records import Capture, Entry
from sourcebook.store import Store

Find = Callable[[Quote], list[Hit]]


@contextmanager
def finding(
    store: Store, folder: Path, texts: Texts, *, tell: Tell | None = None, most: int = 0
) -> Iterator[Find]:
    """Who looks for quotes in the captures of the library in ``folder``; in the ``most`` likeliest
    texts a quote, or thoroughly where that is 0."""
    captures = [capture for capture in store.stream(Capture) if capture.status < 400]
    from_ = origins(captures, store.stream(Entry))
    with Passages.open(folder / FILE) as index:
        index.update(captures, texts, tell=tell)

        def find(quote: Quote) -> list[Hit]:
            likely = index.holding(quote, most=most or MOST, thorough=not most)
            sources = ((digest, texts.of(digest)) for digest in likely)
            return ranked(
                hit
                for digest, source in sources
                if source is not None
                for hit in hits(quote, source, from_.get(digest, ()))
            )

        yield find
