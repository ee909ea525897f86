"""Build a library's site: what changed since the last build, or all of it. I/O.

``build(library)`` reads one moment of the store, makes the sheets that ``plan`` names, writes what
came out differently into a tree beside the site, and shows that tree when it is whole.
"""

import errno
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from sourcebook.errors import NoRoom
from sourcebook.publish import paths, plan, render
from sourcebook.publish.filing import Home, families, rows
from sourcebook.publish.frame import Frame, Made
from sourcebook.publish.press import FIXED, File, Press
from sourcebook.publish.shape.curated import placed, placements
from sourcebook.publish.shape.links import Placed
from sourcebook.publish.state import State
from sourcebook.publish.tree import MARK, Tree, identity
from sourcebook.records import Entry, Page, Series, Tombstone
from sourcebook.settings import Settings
from sourcebook.store import Store
from sourcebook.themes import MENU

BATCH = 200  # entries read at once
Tell = Callable[[str, int, int], None]


class Source(Protocol):
    """What is built: an open library."""

    @property
    def folder(self) -> Path: ...  # noqa: D102
    @property
    def settings(self) -> Settings: ...  # noqa: D102
    @property
    def store(self) -> Store: ...  # noqa: D102


class Built(Struct, frozen=True, kw_only=True):
    """What a build did: files written, left as they were, and removed; pages of HTML there are
    now; whether all were made anew; how long it took, in seconds."""

    written: int
    unchanged: int
    removed: int
    pages: int
    full: bool
    seconds: float


def build(
    library: Source, *, out: Path | None = None, full: bool = False, progress: Tell | None = None
) -> Built:
    """Build the site of ``library`` in ``out`` (default: ``site`` in its folder).

    ``full`` makes all pages again; files that come out the same are left as they are even then.
    ``progress`` is told (words, done, total). Raises Refused where ``out`` holds other things,
    Conflict while another build runs there, NoRoom where the disk is full or may not be written;
    whatever happens, the site that was there stays whole until the new one is.
    """
    began = time.perf_counter()
    tell = progress or _silent
    tree = Tree((out or library.folder / "site").absolute())
    tree.claim()
    state = State.open(tree.state)
    try:
        with library.store.snapshot() as store:
            job = _Job(library.settings, store, state, tree, tell)
            done = job.run(full=full)
    except OSError as fault:
        tree.drop()
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            why = "the disk is full; free some space and build again"
        elif fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            why = f"may not be written ({fault.strerror})"
        else:
            raise
        raise NoRoom(tree.live, f"{why}. The site is as it was") from fault
    except BaseException:
        tree.drop()
        raise
    finally:
        state.close()
    return Built(
        written=done.written,
        unchanged=done.unchanged,
        removed=done.removed,
        pages=done.pages,
        full=done.full,
        seconds=time.perf_counter() - began,
    )


def _silent(words: str, done: int, total: int) -> None:
    del words, done, total


class _Done:
    def __init__(self) -> None:
        self.written = self.unchanged = self.removed = self.pages = 0
        self.full = False


class _Job:
    """One build, step by step."""

    def __init__(
        self, settings: Settings, store: Store, state: State, tree: Tree, tell: Tell
    ) -> None:
        self.settings = settings
        self.store = store
        self.state = state
        self.tree = tree
        self.tell = tell
        self.done = _Done()
        self.touched: list[str] = []  # paths in which the next tree differs from the shown one
        self.renderer = render.Renderer()
        self.assets = render.assets()

    def run(self, *, full: bool) -> _Done:
        mark = self.store.mark()
        changed = None if full else self._changed()
        if changed is not None and not changed:
            self._count()
            return self.done
        if changed is None:
            self._full()
        else:
            self._some(changed)
        self.state.keep_fact("mark", mark)
        self.state.keep_fact("journal", plan.json_list(self.touched))
        self.tree.show()
        self.state.keep_fact("live", identity(self.tree.live))
        self.state.keep_fact("aside", identity(self.tree.aside))
        self.state.finish()
        self._count()
        return self.done

    # --- all of it ----------------------------------------------------------------------------
    def _full(self) -> None:
        self.done.full = True
        state = self.state
        state.clear()
        pages = {page.id: placed(page, self.settings.language) for page in self._pages()}
        shown = self._shown(pages)
        pages = {id: page for id, page in pages.items() if page.theme in shown}
        state.keep_placed(pages.items())
        press = self._press(shown, pages)
        state.keep_fact("made", self._made(shown).digest())
        homes: dict[str, list[Home]] = {}
        for entry, places in self.store.standing().items():
            for page in dict.fromkeys(place.page for place in places):
                if page in pages:
                    homes.setdefault(entry, []).append(plan.home(pages[page]))
        state.file_all(
            (
                entry.id,
                rows(
                    entry,
                    homes.get(entry.id, ()),
                    shown=shown,
                    family=press.family,
                    language=self.settings.language,
                ),
            )
            for entry in self.store.stream(Entry)
        )
        self.tree.begin(None)
        self._write_all(press)

    def _write_all(self, press: Press) -> None:
        store, state = self.store, self.state
        total = store.count(Entry) + len(press.placed)
        done = 0
        seen: set[str] = set()
        made: list[tuple[str, list[str]]] = []

        def put(sheet: str, files: Iterable[File]) -> None:
            made.append((sheet, self._put_all(files)))

        for ids in _batches(press.placed):
            for page in store.many(Page, ids).values():
                entries = store.many(Entry, dict.fromkeys(id for id, _, _ in placements(page)))
                put(f"page/{page.id}", press.page(page, entries))
                for id, entry in entries.items():
                    if id not in seen:
                        seen.add(id)
                        put(f"entry/{id}", press.entry(entry))
                        press.lighten(entry)
                        done += 1
                done += 1
                self.tell("Pages", done, total)
        for ids in _batches(id for id in store.ids(Entry) if id not in seen):
            for entry in store.many(Entry, ids).values():
                put(f"entry/{entry.id}", press.entry(entry))
                press.lighten(entry)
            done += len(ids)
            self.tell("Entries", done, total)
        sheets = list(plan.every_list(state, press))
        sheets += [
            f"{noun}/{stone}" for stone in store.ids(Tombstone) for noun in plan.stones(stone)
        ]
        sheets += FIXED
        for n, sheet in enumerate(sheets):
            put(sheet, press.make(sheet))
            self.tell("Lists", n, len(sheets))
        put("mark", [(MARK, plan.MARK_TEXT)])
        state.keep_outputs(made)
        state.keep_outputs([("sitemap", self._put_all(press.sitemap()))])

    def _put_all(self, files: Iterable[File]) -> list[str]:
        """Files into a tree that starts empty; what the shown site has already is taken over."""
        found = []
        for path, data in files:
            found.append(path)
            if self.tree.read(path) == data and self.tree.keep(path):
                self.done.unchanged += 1
            else:
                self.tree.write(path, data)
                self.touched.append(path)
                self.done.written += 1
        return found

    # --- what changed -------------------------------------------------------------------------
    def _changed(self) -> set[tuple[str, str]] | None:
        """What changed in the library since the shown site was built; None where that isn't known
        for certain."""
        return None

    def _some(self, changed: set[tuple[str, str]]) -> None:
        raise NotImplementedError

    # --- parts --------------------------------------------------------------------------------
    def _pages(self) -> Iterator[Page]:
        return self.store.stream(Page)

    def _shown(self, pages: Mapping[str, Placed]) -> tuple[str, ...]:
        """The themes of the site: as set, else those with pages, ours first."""
        if self.settings.themes:
            return self.settings.themes
        there = {page.theme for page in pages.values()}
        return tuple(t for t in MENU if t in there) + tuple(sorted(there.difference(MENU)))

    def _made(self, shown: tuple[str, ...]) -> Made:
        return Made(
            settings=self.settings,
            shown=shown,
            code=render.code_digest(),
            assets=tuple(self.assets),
        )

    def _press(self, shown: tuple[str, ...], pages: Mapping[str, Placed]) -> Press:
        frame = Frame(
            self.settings,
            shown=shown,
            stylesheet=render.asset(self.assets, "site", ".css"),
            script=render.asset(self.assets, "site", ".js"),
        )
        series = {one.id: one for one in self.store.stream(Series)}
        return Press(
            self.store,
            self.state,
            frame,
            self.renderer,
            placed=pages,
            series=series,
            family=families(series),
            assets=self.assets,
            old=self.tree.read,
        )

    def _count(self) -> None:
        self.done.pages = 0


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for id in ids:
        batch.append(id)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


__all__ = ["Built", "Source", "build", "paths"]
