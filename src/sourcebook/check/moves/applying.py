"""Find the suggestion that a person names, and keep what was decided of it as one change. I/O."""

from sourcebook.check.moves import deciding
from sourcebook.errors import Missing, Refused
from sourcebook.records import Entry, Suggestion
from sourcebook.store import Store
from sourcebook.store.writing import now as this_moment


def suggestion_of(store: Store, named: str) -> Suggestion:
    """The suggestion that a person names: by its id, the beginning of one, or its entry's id where that
    has one that is open. Missing and Refused say what to do."""
    found = store.get(Suggestion, named)
    if found is not None:
        return found
    every = store.suggestions()
    some = [one for one in every if one.id.startswith(named) and len(named) > 6]
    if not some:
        some = [one for one in every if one.entry == named and one.decision == "open"]
    if not some:
        raise Missing(named, "is no suggestion; see: sourcebook repair --list")
    if len(some) > 1:
        ids = ", ".join(one.id for one in some[:4])
        raise Refused(named, f"may be any of {len(some)}: {ids}; name one")
    return some[0]


def decide(
    store: Store, one: Suggestion, *, accept: bool, who: str, why: str = "", now: str = ""
) -> int:
    """Accept or decline a suggestion; gives the change's number. Undoing it brings both back. Missing
    where the entry is no longer there, Conflict where it was changed meanwhile."""
    moment = now or this_moment()
    entry = store.get(Entry, one.entry)
    if entry is None and accept:
        raise Missing(one.entry, f"is no longer in the library; decline {one.id}")
    if entry is None or not accept:
        after = deciding.declined(one, who=who, now=moment, why=why)
        proposed = "a new address for" if one.kind == "move" else "a memento of"
        what = f"decline {proposed} {one.entry}"
        return store.commit([(one, after)], who=who, what=what, why=why)
    changed, after = deciding.accepted(entry, one, who=who, now=moment, why=why)
    what = (
        f"repair {entry.id}: {one.target}" if one.kind == "move" else f"add a memento to {entry.id}"
    )
    pairs: list[tuple[Entry | Suggestion, Entry | Suggestion]] = [(one, after)]
    if changed != entry:
        pairs.insert(0, (entry, changed))
    return store.commit(pairs, who=who, what=what, why=why)
