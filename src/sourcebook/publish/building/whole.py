"""Build all of a site: file every entry, make every sheet. I/O."""

import json
from collections.abc import Iterable, Iterator, Mapping

from sourcebook.claims import Claim
from sourcebook.publish import claimed, plan
from sourcebook.publish.building.job import Job
from sourcebook.publish.filing import Row
from sourcebook.publish.health import Held, held
from sourcebook.publish.pasts import fold
from sourcebook.publish.searching.whole import Making
from sourcebook.publish.shape.compare import region_sheet
from sourcebook.publish.shape.curated import placed, placements
from sourcebook.publish.shape.links import Placed
from sourcebook.publish.sheets import FIXED, Desk, make, search
from sourcebook.publish.sheets.entries import files
from sourcebook.publish.sheets.pages import curated
from sourcebook.publish.sheets.single import sitemap
from sourcebook.publish.tree import MARK
from sourcebook.records import Check, Entry, Page, Tombstone
from sourcebook.store.reading import batches

BATCH = 200  # records read at once
MARKED = b"This folder is made by `sourcebook build`, which removes whatever else is put in it.\n"


def anew(job: Job) -> None:
    """Make all sheets, whatever was remembered."""
    store, state, writer = job.store, job.state, job.writer
    writer.full = True
    state.clear()
    every = {page.id: placed(page, job.language) for page in store.stream(Page)}
    shown = job.shown(every)
    pages = {id: page for id, page in every.items() if page.theme in shown}
    state.keep_placed(pages.items())
    state.keep_fact("made", job.made(shown))
    desk = job.desk(shown, pages)
    _file(job, desk)
    before = writer.anew()
    with search.whole(desk, job.tree.live, store.count(Entry)) as index:
        state.keep_all_outputs(list(_everything(job, desk, index)))
    state.keep_outputs([("sitemap", writer.put(sitemap(desk)))])
    job.put_feeds()
    gone = before.difference(state.every_output()) if before else before
    writer.removed = len(gone)
    writer.touched += gone


def _file(job: Job, desk: Desk) -> None:
    """Note in which lists each entry stands, what is held, checked and claimed."""
    store, state = job.store, job.state
    homes = job.homes(None, desk.placed)
    adds: dict[str, Held] = {}

    def filed() -> Iterator[tuple[str, list[Row]]]:
        for entry in store.stream(Entry):
            adds[entry.id] = held(entry)
            yield entry.id, job.rows(desk, entry, homes.get(entry.id, []))

    state.file_all(filed())
    state.fares.keep_all_held(adds.items())
    if store.count(Check):
        state.fares.keep_pasts(fold(store.stream(Check)))
    if store.count(Claim):
        unreviewed = job.settings.unreviewed
        of = (claim for claim in store.claims() if claimed.shown(claim, unreviewed))
        state.stands.keep_all(line for claim in of for line in claimed.stands(claim))
    state.keep_fact("compared", json.dumps([*desk.compared]))


def _everything(job: Job, desk: Desk, index: Making) -> Iterator[tuple[str, list[str]]]:
    """Make all sheets; gives the paths of each. Pages come first, each with its entries, so that each
    entry is read once and what lists show of it is made while it is at hand."""
    store, put = job.store, job.writer.put
    total = store.count(Entry)
    seen: set[str] = set()

    def alone(entries: Iterable[Entry]) -> Iterator[tuple[str, list[str]]]:
        for entry in entries:
            yield f"entry/{entry.id}", put(files(desk, entry))
            desk.lighten(entry)
            index.take(search.of_entry(desk, entry))
            seen.add(entry.id)

    for ids in _shares(desk.placed):
        pages = store.many(Page, ids).values()
        on = {page.id: dict.fromkeys(id for id, _, _ in placements(page)) for page in pages}
        read = store.many(Entry, {id: None for there in on.values() for id in there})
        for page in pages:
            entries = {id: read[id] for id in on[page.id] if id in read}
            fresh = [entry for id, entry in entries.items() if id not in seen]
            desk.take(fresh)
            yield f"page/{page.id}", put(curated(desk, page, entries))
            index.take(search.of_page(desk, page))
            yield from alone(fresh)
            job.tell("Pages", len(seen), total)
    for some in batches((id for id in store.ids(Entry) if id not in seen), BATCH):
        others = store.many(Entry, some)
        desk.take(others.values())
        yield from alone(others.values())
        job.tell("Entries", len(seen), total)
    sheets = [*_lists(job, desk, seen), *FIXED]
    search.end(desk, index, sheets)
    for done, sheet in enumerate(sheets):
        yield sheet, put(make(desk, sheet))
        job.tell("Lists", done, len(sheets))
    job.tell("Search", total, total)
    for path, differs in index.files():
        yield f"found/{path}", [path]
        job.writer.count(path, differs=differs)
    yield "mark", put([(MARK, MARKED)])


def _lists(job: Job, desk: Desk, seen: set[str]) -> Iterator[str]:
    """The sheets of lists, and of what was withdrawn."""
    state = job.state
    there = seen.union(desk.placed)
    yield from plan.every_list(
        desk.frame.shown,
        aspects=desk.aspect_counts,
        publishers=state.counts("publisher"),
        years=desk.years,
        known=desk.countries,
        letters=state.counts("title"),
    )
    yield from (f"{kind}/{code}" for code in desk.compared for kind in ("said", "compare"))
    yield from sorted({sheet for code in desk.compared if (sheet := region_sheet(code))})
    yield from (s for id in job.store.ids(Tombstone) for s in plan.stones(id) if id not in there)


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
