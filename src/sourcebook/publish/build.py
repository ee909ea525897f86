"""Build a library's site: what changed since the last build, or all of it. I/O.

``build(library)`` reads one moment of the store, makes the sheets that ``plan`` names, writes what
came out differently into a tree beside the site, and shows that tree when it is whole.
"""

import errno
import gc
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from sourcebook.claims import Claim
from sourcebook.errors import NoRoom
from sourcebook.publish import claimed, plan, render
from sourcebook.publish.drawer import Drawer
from sourcebook.publish.evidence import Evidence, Library
from sourcebook.publish.feeds import feeds
from sourcebook.publish.filing import Home, Row, families, rows
from sourcebook.publish.frame import Frame, Made
from sourcebook.publish.health import Held, held
from sourcebook.publish.pasts import fold, having
from sourcebook.publish.searching.whole import Making
from sourcebook.publish.shape.compare import region_sheet
from sourcebook.publish.shape.curated import placed, placements
from sourcebook.publish.shape.links import Placed
from sourcebook.publish.sheets import FIXED, Desk, File, make, search
from sourcebook.publish.sheets.desk import home_of
from sourcebook.publish.sheets.entries import files
from sourcebook.publish.sheets.pages import curated
from sourcebook.publish.sheets.single import featured, sitemap
from sourcebook.publish.state import State
from sourcebook.publish.tree import MARK, Tree, identity
from sourcebook.records import Check, Entry, Page, Series, Tombstone
from sourcebook.search.saved import Saved
from sourcebook.settings import Settings
from sourcebook.store import Store
from sourcebook.store.nouns import LONGEST
from sourcebook.themes import MENU

BATCH = 200  # records read at once
MARKED = b"This folder is made by `sourcebook build`, which removes whatever else is put in it.\n"
Tell = Callable[[str, int, int], None]


class Built(Struct, frozen=True, kw_only=True):
    """What a build did: files written, left as they were, and removed; how many pages of HTML the
    site has; whether all were made anew; how long it took, in seconds."""

    written: int
    unchanged: int
    removed: int
    pages: int
    full: bool
    seconds: float


def build(
    library: Library, *, out: Path | None = None, full: bool = False, progress: Tell | None = None
) -> Built:
    """Build the site of ``library`` in ``out`` (default: ``site`` in its folder).

    ``full`` makes all pages again; files that come out the same are left as they are even then.
    ``progress`` is told (words, done, total). Raises Refused where ``out`` holds other things,
    Conflict while another build runs there, NoRoom where the disk is full or may not be written;
    whatever happens, the site that was there stays whole until the new one is.
    """
    began = time.perf_counter()
    tree = Tree((out or library.folder / "site").absolute())
    tree.claim()
    collecting = gc.isenabled()
    gc.disable()  # millions of short-lived parts, none of them circular: looking costs a tenth
    state = None
    try:
        state = State.open(tree.state)
        with (
            library.store.snapshot() as store,
            Evidence(library) as evidence,
            Drawer(tree.live.parent) as drawer,
        ):
            job = _Job(library.settings, store, state, tree, progress or _silent, evidence, drawer)
            job.feeds = lambda: feeds(library)
            job.searches = tuple(library.searches())
            job.run(full=full)
            files, pages = state.totals()
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
        if state is not None:
            state.close()
        if collecting:
            gc.enable()
    return Built(
        written=job.written,
        unchanged=files - job.written,
        removed=job.removed,
        pages=pages,
        full=job.full,
        seconds=time.perf_counter() - began,
    )


def _silent(words: str, done: int, total: int) -> None:
    del words, done, total


class _Unknown(Exception):
    """What a change touches can't be told: all must be made anew."""


class _Job:
    """One build, step by step."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        state: State,
        tree: Tree,
        tell: Tell,
        evidence: Evidence,
        drawer: Drawer,
    ) -> None:
        self.settings = settings
        self.language = settings.language
        self.store = store
        self.state = state
        self.tree = tree
        self.tell = tell
        self.evidence = evidence
        self.drawer = drawer
        self.renderer = render.Renderer()
        self.assets = render.assets()
        self.searches: tuple[Saved, ...] = ()
        self.full = False
        self.written = 0
        self.removed = 0
        self.touched: list[str] = []  # paths in which the next tree differs from the shown one
        self.feeds: Callable[[], Iterable[File]] = tuple
        self.came_or_went = False  # whether there are other paths now

    def run(self, *, full: bool) -> None:
        """Build, show, and remember."""
        mark = self.store.mark()
        try:
            if full:
                raise _Unknown
            self._some(self._changed())
            self._feeds()
        except _Unknown:
            self._anew()
        self.state.keep_fact("mark", mark)
        self.state.keep_fact("entries", str(self.store.count(Entry)))
        if self.tree.begun:
            self.state.keep_fact("journal", json.dumps(self.touched))
            self.tree.show()
            self.state.keep_fact("live", identity(self.tree.live))
            self.state.keep_fact("aside", identity(self.tree.making))
        self.state.finish()
        if self.tree.begun:
            self.tree.settle()

    # --- all of it ----------------------------------------------------------------------------
    def _anew(self) -> None:
        self.full = True
        self.state.clear()
        self.written = self.removed = 0
        self.touched = []
        store, state = self.store, self.state
        every = {page.id: placed(page, self.language) for page in store.stream(Page)}
        shown = self._shown(every)
        pages = {id: page for id, page in every.items() if page.theme in shown}
        state.keep_placed(pages.items())
        state.keep_fact("made", self._made(shown))
        desk = self._desk(shown, pages)
        homes = self._homes(None, pages)
        adds: dict[str, Held] = {}

        def filed() -> Iterator[tuple[str, list[Row]]]:
            for entry in store.stream(Entry):
                adds[entry.id] = held(entry)
                yield entry.id, self._rows(desk, entry, homes.get(entry.id, []))

        state.file_all(filed())
        state.keep_all_held(adds.items())
        if store.count(Check):
            state.keep_pasts(fold(store.stream(Check)))
        if store.count(Claim):
            unreviewed = self.settings.unreviewed
            of = (claim for claim in store.claims() if claimed.shown(claim, unreviewed))
            state.keep_all_stands(line for claim in of for line in claimed.stands(claim))
        state.keep_fact("compared", json.dumps([*desk.compared]))
        before = set(self.tree.every_file())
        self.tree.begin(None)
        with search.whole(desk, self.tree.live, store.count(Entry)) as index:
            state.keep_all_outputs(list(self._everything(desk, index)))
        state.keep_outputs([("sitemap", self._put(sitemap(desk)))])
        self._feeds()
        gone = before.difference(state.every_output())
        self.removed = len(gone)
        self.touched += gone

    def _everything(self, desk: Desk, index: Making) -> Iterator[tuple[str, list[str]]]:
        """Make all sheets. Pages come first, each with its entries, so that each entry is read
        once and what lists show of it is made while it is at hand."""
        store = self.store
        total = store.count(Entry)
        seen: set[str] = set()
        for ids in _shares(desk.placed):
            pages = store.many(Page, ids).values()
            on = {page.id: dict.fromkeys(id for id, _, _ in placements(page)) for page in pages}
            read = store.many(Entry, {id: None for there in on.values() for id in there})
            for page in pages:
                entries = {id: read[id] for id in on[page.id] if id in read}
                desk.take(entry for id, entry in entries.items() if id not in seen)
                yield f"page/{page.id}", self._put(curated(desk, page, entries))
                index.take(search.of_page(desk, page))
                for id, entry in entries.items():
                    if id not in seen:
                        yield f"entry/{id}", self._put(files(desk, entry))
                        desk.lighten(entry)
                        index.take(search.of_entry(desk, entry))
                seen.update(entries)
                self.tell("Pages", len(seen), total)
        for ids in _batches(id for id in store.ids(Entry) if id not in seen):
            alone = store.many(Entry, ids)
            desk.take(alone.values())
            for id, entry in alone.items():
                yield f"entry/{id}", self._put(files(desk, entry))
                desk.lighten(entry)
                index.take(search.of_entry(desk, entry))
                seen.add(id)
            self.tell("Entries", len(seen), total)
        there = {*seen, *desk.placed}
        sheets = [
            *plan.every_list(
                desk.frame.shown,
                aspects=desk.aspect_counts,
                publishers=self.state.counts("publisher"),
                years=desk.years,
                known=desk.countries,
                letters=self.state.counts("title"),
            ),
            *(f"{kind}/{code}" for code in desk.compared for kind in ("said", "compare")),
            *sorted({sheet for code in desk.compared if (sheet := region_sheet(code))}),
            *(s for id in store.ids(Tombstone) for s in plan.stones(id) if id not in there),
            *FIXED,
        ]
        search.end(desk, index, sheets)
        for done, sheet in enumerate(sheets):
            yield sheet, self._put(make(desk, sheet))
            self.tell("Lists", done, len(sheets))
        self.tell("Search", total, total)
        for path, differs in index.files():
            yield f"found/{path}", [path]
            self.written += differs
            self.touched += [path] if differs else []
        yield "mark", self._put([(MARK, MARKED)])

    # --- what changed -------------------------------------------------------------------------
    def _changed(self) -> set[tuple[str, str]]:
        """What changed in the library since the shown site was built; ``_Unknown`` where that
        isn't certain."""
        state = self.state
        live = identity(self.tree.live)
        shown = tuple(json.loads(state.fact("shown") or "[]"))
        if self.tree.doubtful or not live or live != state.fact("live"):
            raise _Unknown
        if state.fact("made") != self._made(shown):
            raise _Unknown
        changed = self.store.since(state.fact("mark"))
        if changed is None or any(noun == "series" for noun, _ in changed):
            raise _Unknown
        return changed

    def _some(self, changed: set[tuple[str, str]]) -> None:
        if not changed:
            return
        store, state = self.store, self.state
        ids = {noun: {id for kind, id in changed if kind == noun} for noun, _ in changed}
        old = state.placed()
        read = store.many(Page, ids.get("pages", ()))
        fresh = {id: placed(page, self.language) for id, page in read.items()}
        pages, shown = self._pages_now(old, fresh, ids.get("pages", set()))
        desk = self._desk(shown, pages)
        sheets: set[str] = set()
        refile = set(ids.get("entries", ()))
        for id in sorted(ids.get("pages", ())):
            stood = {entry for entry, _, _ in state.listed(f"page/{id}")}
            stands = {e for e, _, _ in placements(read[id])} if id in pages else set()
            moved, named = plan.moved_by(old.get(id), pages.get(id), stood, stands)
            refile |= moved
            sheets.update(f"entry/{entry}" for entry in named)
            sheets |= plan.of_page(id, old.get(id), pages.get(id), pages.values())
        state.keep_placed((id, pages.get(id)) for id in ids.get("pages", ()))
        refiled, partly = self._refile(desk, refile)
        desk.fresh = refile
        desk.partly = partly - sheets
        sheets |= refiled
        for id in ids.get("tombstones", ()):
            sheets.update(plan.stones(id))
        if "entries" in ids and state.fact("entries") != str(store.count(Entry)):
            sheets |= {"home", "about"}
        if refile.intersection(featured(desk)):
            sheets.add("home")
        sheets |= self._checked(ids)
        sheets |= self._claimed(desk, ids, refile, sheets)
        if "claims" in ids or next(store.claims(entries=refile), None) is not None:
            sheets.add("maps")
        self._print(desk, sheets)

    def _claimed(
        self, desk: Desk, ids: Mapping[str, set[str]], refile: set[str], sheets: set[str]
    ) -> set[str]:
        """Note where claims stand now; gives the sheets that tell of those that changed, and of those
        whose entries did, and of countries on which there are other entries now."""
        store, state = self.store, self.state
        entries: set[str] = set()
        if changed := ids.get("claims"):
            there = store.many(Claim, changed)
            entries.update(claim.entry for claim in there.values())
            entries.update(id.rpartition("/")[0] for id in changed.difference(there))
            if any(len(id) >= LONGEST for id in changed.difference(there)):
                raise _Unknown  # its entry's id is longer than what a claim's id has of it
        touched = entries | refile
        before = state.stands_of(touched)
        unreviewed = self.settings.unreviewed
        of = store.claims(entries=touched) if entries or before else iter(())
        lines = [
            s for claim in of if claimed.shown(claim, unreviewed) for s in claimed.stands(claim)
        ]
        if before or lines:
            state.keep_stands(touched, lines)
        lists = before | {line.list for line in lines}
        aspects = claimed.aspect_sheets(lists, desk.frame.shown)
        desk.partly -= aspects
        codes = {name.removeprefix("country/") for name in lists if name.startswith("country/")}
        made = claimed.country_pages(codes, desk.placed)
        codes |= {name.removeprefix("country/") for name in sheets if name.startswith("country/")}
        made |= claimed.compared_sheets(codes)
        known = set(json.loads(state.fact("compared") or "[]"))
        made |= claimed.known_sheets(known.symmetric_difference(desk.compared), desk.placed)
        state.keep_fact("compared", json.dumps([*desk.compared]))
        return made | aspects | {f"entry/{entry}" for entry in entries}

    def _checked(self, ids: Mapping[str, set[str]]) -> set[str]:
        """Note what checks found since; gives the sheets that tell of it: of the entries that have
        the addresses, of the pages they stand on, and of the library's health."""
        store, state = self.store, self.state
        sheets: set[str] = set()
        changed = ids.get("entries", set())
        there = store.many(Entry, changed)
        adds = ((id, held(there[id]) if id in there else None) for id in sorted(changed))
        if state.keep_held(adds) or {"checks", "suggestions", "captures"} & ids.keys():
            sheets.add("health")
        if fresh := ids.get("checks"):
            found = store.many(Check, fresh)
            if len(found) < len(fresh):
                raise _Unknown  # a change with checks was taken back
            keys = {check.key for check in found.values()}
            state.keep_pasts(fold(c for some in store.checks_of(keys).values() for c in some))
            keys.update(having(keys, store.keys_with_fragments()))
            for entry in {id for some in store.by_addresses(keys).values() for id in some}:
                sheets.add(f"entry/{entry}")
                sheets.update(f"page/{page}" for page in state.homes_of(entry))
        return sheets

    def _pages_now(
        self, old: Mapping[str, Placed], fresh: Mapping[str, Placed], changed: set[str]
    ) -> tuple[dict[str, Placed], tuple[str, ...]]:
        """All shown pages, and the themes; ``_Unknown`` where other themes are shown now, since
        the menu is on every page."""
        kept = {id: page for id, page in old.items() if id not in changed}
        every = {**kept, **fresh}
        shown = self._shown(every)
        if json.dumps(shown) != self.state.fact("shown"):
            raise _Unknown
        there = sorted(id for id, page in every.items() if page.theme in shown)
        return {id: every[id] for id in there}, shown

    def _refile(self, desk: Desk, ids: set[str]) -> tuple[set[str], set[str]]:
        """File entries anew; gives the sheets that this touches, and which of them are lists in
        which only these entries look otherwise."""
        state = self.state
        years = set(state.counts("year")) if ids else set()
        homes = self._homes(ids, desk.placed)
        refiled, siblings = [], dict[str, set[str]]()
        entries = self.store.many(Entry, ids)
        for id in sorted(ids):
            entry = entries.get(id)
            after = tuple(self._rows(desk, entry, homes.get(id, []))) if entry else ()
            refiled.append(plan.Refiled(id=id, before=tuple(state.rows_of(id)), after=after))
        lists = {row.list for one in refiled for row in (*one.before, *one.after)}
        counts = {name: state.count(name) for name in lists}
        for name in lists:
            if name.startswith("editions/"):
                siblings[name] = {entry for entry, _, _ in state.listed(name)}
        for one in refiled:
            if set(one.before) != set(one.after):
                state.refile(one.id, one.after)
        changed = {row.list for one in refiled for row in set(one.before) ^ set(one.after)}
        state.recount(changed)
        for name in siblings:
            siblings[name].update(entry for entry, _, _ in state.listed(name))
        counted = [
            plan.Counted(list=name, before=counts[name], after=state.count(name))
            for name in changed
        ]
        sheets, partly = plan.of_entries(refiled, siblings), plan.lists_kept(refiled)
        more = plan.of_counts(counted, years | set(state.counts("year")) if changed else years)
        if came := plan.countries_that_came(counted):
            near = {other for code in came for other in plan.bordering(code)}
            more |= plan.of_neighbours(desk.placed.values(), near)
        partly -= more
        sheets |= more
        # proofs show how other editions have a passage
        others = {f"entry/{id}" for there in siblings.values() for id in there}
        sheets.update(sheet for sheet in others if len(state.outputs(sheet)) > 1)
        touched = {id for sheet in sheets if (id := sheet.removeprefix("entry/")) != sheet}
        for id in touched - ids:  # cards of editions whose newest one changed
            sheets.update(f"page/{page}" for page in state.homes_of(id))
        return sheets, partly

    def _print(self, desk: Desk, sheets: set[str]) -> None:
        """Make the sheets again; write what differs, remove what is no longer made."""
        state = self.state
        made: dict[str, list[str]] = {}
        gone: set[str] = set()
        for done, sheet in enumerate(sorted(sheets)):
            before = state.outputs(sheet)
            made[sheet] = self._put(make(desk, sheet))
            self.came_or_went |= before != set(made[sheet])
            gone |= before.difference(made[sheet])
            self.tell("Pages", done, len(sheets))
        for path, data in self._found(desk, sheets):
            sheet = f"found/{path}"
            made[sheet] = self._put([(path, data)]) if data is not None else []
            gone |= state.outputs(sheet).difference(made[sheet])
        state.keep_outputs(made.items())
        for path in sorted(gone.difference(*made.values())):
            self._begin()
            self.tree.remove(path)
            self.touched.append(path)
            self.removed += 1
        if self.came_or_went:
            before = state.outputs("sitemap")
            now = self._put(sitemap(desk))
            state.keep_outputs([("sitemap", now)])
            for path in before.difference(now):
                self.tree.remove(path)
                self.touched.append(path)

    def _found(self, desk: Desk, sheets: Iterable[str]) -> Iterator[File]:
        """The search's files that differ, None for those that are no longer made."""
        index = search.index(desk)
        things = {
            sheet: search.of_sheet(desk, sheet)
            for sheet in sheets
            if sheet.partition("/")[0] in search.KINDS
        }
        changed = index.changed(things)
        if changed is not None:
            yield from changed
            return
        index.replace(things)  # as many things as need another layout
        before = set(self.state.every_found())
        for path, data in index.whole():
            before.discard(path)
            yield path, data
        yield from ((path, None) for path in sorted(before))

    def _feeds(self) -> None:
        """Write the feeds of the searches that are kept, and remove those of others."""
        before = self.state.outputs("feeds")
        now = self._put(self.feeds())
        if before or now:
            self.state.keep_outputs([("feeds", now)])
        for path in before.difference(now):
            self._begin()
            self.tree.remove(path)
            self.touched.append(path)
            self.removed += 1

    # --- parts --------------------------------------------------------------------------------
    def _begin(self) -> None:
        """Begin the next tree with all that the shown one has."""
        if self.tree.begun:
            return
        state = self.state
        aside = identity(self.tree.aside)
        if aside and aside == state.fact("aside"):
            self.tree.begin(json.loads(state.fact("journal") or "[]"))
            return
        self.tree.begin(None)
        for path in state.every_output():
            if not self.tree.keep(path):
                self.tree.drop()
                raise _Unknown  # somebody took a file out of the site

    def _put(self, files: Iterable[File]) -> list[str]:
        """Put files into the next tree; those that the shown one has already stay the same."""
        found = []
        for path, data in files:
            found.append(path)
            if data is None:
                continue
            if self.tree.read(path) == data:
                if self.full and not self.tree.keep(path):
                    self.tree.write(path, data)
            else:
                self._begin()
                self.tree.write(path, data)
                self.touched.append(path)
                self.written += 1
        return found

    def _rows(self, desk: Desk, entry: Entry, homes: list[Home]) -> list[Row]:
        return rows(
            entry, homes, shown=desk.frame.shown, family=desk.family, language=self.language
        )

    def _homes(self, ids: set[str] | None, pages: Mapping[str, Placed]) -> dict[str, list[Home]]:
        """The shown pages that entries stand on, each once."""
        found: dict[str, list[Home]] = {}
        for entry, places in self.store.standing(ids).items():
            for page in dict.fromkeys(place.page for place in places):
                if page in pages:
                    found.setdefault(entry, []).append(home_of(pages[page]))
        return found

    def _shown(self, pages: Mapping[str, Placed]) -> tuple[str, ...]:
        """The themes of the site: as set, else those with pages, ours first."""
        if self.settings.themes:
            return tuple(dict.fromkeys(self.settings.themes))
        there = {page.theme for page in pages.values()}
        return tuple(t for t in MENU if t in there) + tuple(sorted(there.difference(MENU)))

    def _made(self, shown: tuple[str, ...]) -> str:
        return Made(
            settings=self.settings,
            shown=shown,
            code=render.code_digest(),
            assets=tuple(self.assets),
            searches=self.searches,
        ).digest()

    def _desk(self, shown: tuple[str, ...], pages: Mapping[str, Placed]) -> Desk:
        self.state.keep_fact("shown", json.dumps(shown))
        series = {one.id: one for one in self.store.stream(Series)}
        return Desk(
            self.store,
            self.state,
            Frame(
                self.settings,
                shown=shown,
                stylesheet=render.asset(self.assets, "site", ".css"),
                script=render.asset(self.assets, "site", ".js"),
                asking=render.asset(self.assets, "asking", ".js"),
                offers=(
                    render.asset(self.assets, "asking", ".css"),
                    render.asset(self.assets, "finding", ".js"),
                ),
                within=render.asset(self.assets, "within", ".js"),
                searches=self.searches,
            ),
            self.renderer,
            placed=pages,
            series=series,
            family=families(series),
            assets=self.assets,
            old=self.tree.read,
            evidence=self.evidence,
            drawer=self.drawer,
        )


def _shares(pages: Mapping[str, Placed]) -> Iterator[list[str]]:
    """Ids of pages to be read at once, with about ``BATCH`` entries."""
    share: list[str] = []
    entries = 0
    for id, page in pages.items():
        if share and entries + page.entries > BATCH:
            yield share
            share, entries = [], 0
        share.append(id)
        entries += page.entries
    if share:
        yield share


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for id in ids:
        batch.append(id)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
