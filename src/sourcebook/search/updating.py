"""Bring the index up to what the library holds now: only what changed, or all of it. I/O."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from sourcebook.claims import Claim
from sourcebook.errors import Missing
from sourcebook.progress import Tell
from sourcebook.records import Capture, Entry, Page, Series, Text
from sourcebook.search.documents import Home, of_entry
from sourcebook.search.index import Index, Writer
from sourcebook.search.passages import Passage, of_text
from sourcebook.search.passages import of_entry as passages_of
from sourcebook.store import Store
from sourcebook.store.reading import batches

if TYPE_CHECKING:
    from sourcebook.curate.texts import Texts

BATCH = 500  # entries whose records are read at once
_READ = 32  # entries whose captures are read at once, in as many processes as there are
_TURN = 5.0  # seconds of reading between two commits, of which each waits for the disk
_BULK = 200  # entries from which on the writer gets more room
_SEGMENTS = 12  # pieces of an index from which on it is worth while to wait for their merging


def stale(index: Index, store: Store) -> bool:
    """Whether the library changed since the index was written."""
    return index.mark() != store.mark()


def update(
    index: Index, store: Store, kept: "Callable[[], Texts]", *, tell: Tell | None = None
) -> int:
    """Index what changed since the index was last written, with the texts that were read already
    (``kept`` is called where something changed); gives how many entries that were. ``index.Busy``
    where another process is at it."""
    with store.snapshot():
        mark = store.mark()
        if index.mark() == mark:
            return 0
        with index.writer(bulk=True) if not index.mark() else index.writer(bulk=False) as writer:
            index.reload()  # another process may have done it while this one waited
            held = index.mark()
            if held == mark:
                return 0
            changed = store.since(held) if held else None
            if changed is None:
                writer.clear()
                wanted = store.ids(Entry)
            else:
                ids = _touched(index, store, changed)
                writer.drop(ids)
                wanted = sorted(ids)
            keeper = _Keeper(store, kept())
            done = 0
            for batch in batches(wanted, BATCH):
                for entry, passages, pending in keeper.read(batch):
                    keeper.write(writer, entry, passages, pending=pending)
                    done += 1
                if tell:
                    tell("Indexing", done, len(wanted))
            writer.commit(mark)
            if changed is None or index.entries.searcher.num_segments > _SEGMENTS:
                writer.settle()
                index.reload()
    return done


def pending(index: Index) -> list[str]:
    """Ids of entries with captures that were not read yet."""
    import tantivy

    part = index.entries
    query = tantivy.Query.term_query(part.schema, "pending", "yes")
    found = part.searcher.search(query, 100_000, count=False).hits
    return sorted(part.searcher.doc(address)["id"][0] for _, address in found)


def read_pending(index: Index, store: Store, texts: "Texts", *, tell: Tell | None = None) -> int:
    """Read the captures that were not read yet and index their texts; what can't be read isn't tried
    again. What was read is kept every few seconds, and another process let in. Gives how many entries that were."""
    wanted = pending(index)
    done = 0
    while done < len(wanted):
        with index.writer(bulk=len(wanted) - done > _BULK) as writer:
            ends = time.monotonic() + _TURN
            while done < len(wanted) and (time.monotonic() < ends):
                batch = wanted[done : done + _READ]
                with store.snapshot():
                    keeper = _Keeper(store, texts, reading=True)
                    writer.drop(batch)
                    for entry, passages, _ in keeper.read(batch):
                        keeper.write(writer, entry, passages, pending=False)
                done += len(batch)
                if tell:
                    tell("Reading", done, len(wanted))
            writer.commit(index.mark())
    return done


def _touched(index: Index, store: Store, changed: Iterable[tuple[str, str]]) -> set[str]:
    """Ids of the entries whose documents may look different now."""
    by_noun: dict[str, list[str]] = {}
    for noun, id in changed:
        by_noun.setdefault(noun, []).append(id)
    ids = set(by_noun.get("entries", ()))
    ids |= {id for id in by_noun.get("tombstones", ()) if "/" not in id}
    ids |= {id.rpartition("/")[0] for id in by_noun.get("claims", ())}
    for page in by_noun.get("pages", ()):
        ids |= _holding(index, "page", page)
        ids |= set(store.entry_ids(page=page))
    for series in by_noun.get("series", ()):
        ids |= set(store.entry_ids(series=series))
    return ids


def _holding(index: Index, facet: str, value: str) -> set[str]:
    import tantivy

    part = index.entries
    query = tantivy.Query.term_query(part.schema, facet, value)
    found = part.searcher.search(query, 1_000_000, count=False).hits
    return {part.searcher.doc(address)["id"][0] for _, address in found}


class _Keeper:
    """Reads entries with all that their documents need."""

    def __init__(self, store: Store, texts: "Texts", *, reading: bool = False) -> None:
        self._store = store
        self._texts = texts
        self._reading = reading
        self._pages: dict[str, Home] = {}
        self._series = {series.id: series.title for series in store.stream(Series)}
        self._homes: dict[str, tuple[Home, ...]] = {}
        self._claims: dict[str, list[Claim]] = {}

    def read(self, ids: list[str]) -> Iterator[tuple[Entry, list[Passage], bool]]:
        """Each entry that is there, its passages, and whether captures of it wait to be read."""
        store = self._store
        entries = store.many(Entry, ids)
        standing = store.standing(ids)
        self._know({place.page for places in standing.values() for place in places})
        self._homes = {
            id: tuple({place.page: self._pages[place.page] for place in places}.values())
            for id, places in standing.items()
        }
        self._claims = {}
        for claim in store.claims(entries=ids):
            self._claims.setdefault(claim.entry, []).append(claim)
        captures = store.many(Capture, (id for e in entries.values() for id in e.every_capture))
        newest = {id: _newest(entry, captures) for id, entry in entries.items()}
        now: dict[str, Text] = {}
        if self._reading:
            now = self._read(capture for some in newest.values() for capture in some)
        for id, entry in entries.items():
            passages = list(passages_of(entry))
            waiting = False
            for capture in newest[id]:
                text = now.get(capture.digest) or self._text(capture)
                if text is None:
                    waiting = True
                else:
                    passages += of_text(text, language=entry.language)
            yield entry, passages, waiting

    def write(
        self, writer: Writer, entry: Entry, passages: list[Passage], *, pending: bool
    ) -> None:
        """Hand an entry that ``read`` gave to the writer."""
        document, parts = of_entry(
            entry,
            passages,
            homes=self._homes.get(entry.id, ()),
            series=self._series.get(entry.series, entry.series),
            claims=self._claims.get(entry.id, ()),
            pending=pending,
        )
        writer.add(document, parts)

    def _know(self, ids: set[str]) -> None:
        new = ids - self._pages.keys()
        for id, page in self._store.many(Page, new).items():
            self._pages[id] = Home(id=id, theme=page.theme, country=page.subject.country or "")
        for id in new - self._pages.keys():
            self._pages[id] = Home(id=id, theme=id.partition("/")[0])

    def _read(self, captures: Iterable[Capture]) -> dict[str, Text]:
        """The texts of captures by digest, several read at once; without those after one that needs
        what is missing here."""
        found: dict[str, Text] = {}
        with suppress(Missing):
            for capture, text in self._texts.all(captures):
                found[capture.digest] = (
                    text if isinstance(text, Text) else Text(capture=capture.digest)
                )
        return found

    def _text(self, capture: Capture) -> Text | None:
        """Its text; None where it wasn't read yet, and isn't to be now."""
        kept = self._texts.kept(capture)
        if kept is not None or not self._reading:
            return kept
        try:
            read = self._texts.one(capture)
        except Missing:
            return Text(capture=capture.digest)
        return read if isinstance(read, Text) else Text(capture=capture.digest)


def _newest(entry: Entry, captures: dict[str, Capture]) -> list[Capture]:
    """The captures that are searched: of each address the newest that answered, and all added files;
    each payload once."""
    found: dict[str, Capture] = {}
    for ids in ((id,) for id in entry.captures):
        found |= {captures[id].digest: captures[id] for id in ids if id in captures}
    for address in entry.addresses:
        answered = [captures[id] for id in address.captures if id in captures]
        answered = [capture for capture in answered if capture.status < 400]
        if answered:
            newest = max(answered, key=lambda capture: capture.at)
            found.setdefault(newest.digest, newest)
    return list(found.values())
