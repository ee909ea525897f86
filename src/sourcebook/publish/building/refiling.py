"""File changed entries anew, and tell which sheets that touches. I/O: reads and writes the state."""

from sourcebook.publish import plan
from sourcebook.publish.building.job import Job
from sourcebook.publish.sheets import Desk
from sourcebook.records import Entry


def refile(job: Job, desk: Desk, ids: set[str]) -> tuple[set[str], set[str], set[str]]:
    """File entries anew; gives the sheets that this touches, which of them are lists in which only
    these entries look otherwise, and the countries on which other things are held now."""
    state = job.state
    years = set(state.counts("year")) if ids else set()
    homes = job.homes(ids, desk.placed)
    refiled, siblings = [], dict[str, set[str]]()
    entries = job.store.many(Entry, ids)
    for id in sorted(ids):
        entry = entries.get(id)
        after = tuple(job.rows(desk, entry, homes.get(id, []))) if entry else ()
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
        plan.Counted(list=name, before=counts[name], after=state.count(name)) for name in changed
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
    return sheets, partly, plan.held_otherwise(refiled)
