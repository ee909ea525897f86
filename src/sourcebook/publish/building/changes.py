"""Build what changed since the shown site: note it, name the sheets that tell of it, make those again.
I/O."""

import json
from collections.abc import Mapping

from sourcebook.claims import Claim
from sourcebook.publish import claimed, plan
from sourcebook.publish.building.found import found_anew
from sourcebook.publish.building.job import Job
from sourcebook.publish.building.refiling import refile
from sourcebook.publish.building.writing import Unknown
from sourcebook.publish.health import held
from sourcebook.publish.pasts import fold, having
from sourcebook.publish.shape.curated import placed, placements
from sourcebook.publish.shape.links import Placed
from sourcebook.publish.sheets import Desk, make
from sourcebook.publish.sheets.single import featured, sitemap
from sourcebook.publish.tree import identity
from sourcebook.records import Check, Entry, Page
from sourcebook.store.nouns import LONGEST


def changed(job: Job) -> set[tuple[str, str]]:
    """What changed in the library since the shown site was built, as (noun, id); ``Unknown`` where
    that isn't certain."""
    state = job.state
    live = identity(job.tree.live)
    shown = tuple(json.loads(state.fact("shown") or "[]"))
    if job.tree.doubtful or not live or live != state.fact("live"):
        raise Unknown
    if state.fact("made") != job.made(shown):
        raise Unknown
    found = job.store.since(state.fact("mark"))
    if found is None or any(noun == "series" for noun, _ in found):
        raise Unknown
    return found


def renew(job: Job, changed: set[tuple[str, str]]) -> None:
    """Make anew what these changes, (noun, id), touch; ``Unknown`` where that can't be told."""
    store, state = job.store, job.state
    ids = {noun: {id for kind, id in changed if kind == noun} for noun, _ in changed}
    old = state.placed()
    read = store.many(Page, ids.get("pages", ()))
    fresh = {id: placed(page, job.language) for id, page in read.items()}
    pages, shown = _pages_now(job, old, fresh, ids.get("pages", set()))
    desk = job.desk(shown, pages)
    sheets: set[str] = set()
    again = set(ids.get("entries", ()))
    for id in sorted(ids.get("pages", ())):
        stood = {entry for entry, _, _ in state.listed(f"page/{id}")}
        stands = {e for e, _, _ in placements(read[id])} if id in pages else set()
        moved, named = plan.moved_by(old.get(id), pages.get(id), stood, stands)
        again |= moved
        sheets.update(f"entry/{entry}" for entry in named)
        sheets |= plan.of_page(id, old.get(id), pages.get(id), pages.values())
    state.keep_placed((id, pages.get(id)) for id in ids.get("pages", ()))
    refiled, partly, codes = refile(job, desk, again)
    codes.update(name[8:] for name in sheets if name.startswith("country/"))
    desk.fresh = again
    desk.partly = partly - sheets
    sheets |= refiled
    for id in ids.get("tombstones", ()):
        sheets.update(plan.stones(id))
    if "entries" in ids and state.fact("entries") != str(store.count(Entry)):
        sheets |= {"home", "about"}
    if again.intersection(featured(desk)):
        sheets.add("home")
    sheets |= _checked(job, ids)
    sheets |= _claimed(job, desk, ids, again, codes)
    if "claims" in ids or next(store.claims(entries=again), None) is not None:
        sheets.add("maps")
    _print(job, desk, sheets)


def _pages_now(
    job: Job, old: Mapping[str, Placed], fresh: Mapping[str, Placed], changed: set[str]
) -> tuple[dict[str, Placed], tuple[str, ...]]:
    """All shown pages, and the themes; ``Unknown`` where other themes are shown now, since
    the menu is on every page."""
    kept = {id: page for id, page in old.items() if id not in changed}
    every = {**kept, **fresh}
    shown = job.shown(every)
    if json.dumps(shown) != job.state.fact("shown"):
        raise Unknown
    there = sorted(id for id, page in every.items() if page.theme in shown)
    return {id: every[id] for id in there}, shown


def _checked(job: Job, ids: Mapping[str, set[str]]) -> set[str]:
    """Note what checks found since; gives the sheets that tell of it: of the entries that have
    the addresses, of the pages they stand on, and of the library's health."""
    store, state = job.store, job.state
    sheets: set[str] = set()
    changed = ids.get("entries", set())
    there = store.many(Entry, changed)
    adds = ((id, held(there[id]) if id in there else None) for id in sorted(changed))
    if state.fares.keep_held(adds) or {"checks", "suggestions", "captures"} & ids.keys():
        sheets.add("health")
    if fresh := ids.get("checks"):
        found = store.many(Check, fresh)
        if len(found) < len(fresh):
            raise Unknown  # a change with checks was taken back
        keys = {check.key for check in found.values()}
        state.fares.keep_pasts(fold(c for some in store.checks_of(keys).values() for c in some))
        keys.update(having(keys, store.keys_with_fragments()))
        for entry in {id for some in store.by_addresses(keys).values() for id in some}:
            sheets.add(f"entry/{entry}")
            sheets.update(f"page/{page}" for page in state.homes_of(entry))
    return sheets


def _claimed(
    job: Job, desk: Desk, ids: Mapping[str, set[str]], refile: set[str], held: set[str]
) -> set[str]:
    """Note where claims stand now; gives the sheets that tell of those that changed, and of those
    whose entries did, and of the countries on which other things are ``held`` now."""
    store, state = job.store, job.state
    entries: set[str] = set()
    if changed := ids.get("claims"):
        there = store.many(Claim, changed)
        entries.update(claim.entry for claim in there.values())
        entries.update(id.rpartition("/")[0] for id in changed.difference(there))
        if any(len(id) >= LONGEST for id in changed.difference(there)):
            raise Unknown  # its entry's id is longer than what a claim's id has of it
    touched = entries | refile
    before = state.stands.of(touched)
    unreviewed = job.settings.unreviewed
    of = store.claims(entries=touched) if entries or before else iter(())
    lines = [s for claim in of if claimed.shown(claim, unreviewed) for s in claimed.stands(claim)]
    if before or lines:
        state.stands.keep(touched, lines)
    lists = before | {line.list for line in lines}
    aspects = claimed.aspect_sheets(lists, desk.frame.shown)
    desk.partly -= aspects
    codes = {name.removeprefix("country/") for name in lists if name.startswith("country/")}
    made = claimed.country_pages(codes, desk.placed)
    made |= claimed.compared_sheets(codes | held)
    known = set(json.loads(state.fact("compared") or "[]"))
    made |= claimed.known_sheets(known.symmetric_difference(desk.compared), desk.placed)
    state.keep_fact("compared", json.dumps([*desk.compared]))
    return made | aspects | {f"entry/{entry}" for entry in entries}


def _print(job: Job, desk: Desk, sheets: set[str]) -> None:
    """Make the sheets again; write what differs, remove what is no longer made."""
    state, put = job.state, job.writer.put
    made: dict[str, list[str]] = {}
    gone: set[str] = set()
    came_or_went = False
    for done, sheet in enumerate(sorted(sheets)):
        before = state.outputs(sheet)
        made[sheet] = put(make(desk, sheet))
        came_or_went |= before != set(made[sheet])
        gone |= before.difference(made[sheet])
        job.tell("Pages", done, len(sheets))
    for path, data in found_anew(desk, sheets):
        sheet = f"found/{path}"
        made[sheet] = put([(path, data)]) if data is not None else []
        gone |= state.outputs(sheet).difference(made[sheet])
    state.keep_outputs(made.items())
    job.writer.remove(sorted(gone.difference(*made.values())))
    if came_or_went:
        before = state.outputs("sitemap")
        now = put(sitemap(desk))
        state.keep_outputs([("sitemap", now)])
        job.writer.remove(before.difference(now))
