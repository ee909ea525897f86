"""Check the quotes of a library's entries in their captures, and keep their standings. I/O."""

from collections.abc import Sequence
from pathlib import Path

from sourcebook.check import quotes
from sourcebook.check.quotes import Checked
from sourcebook.curate.finding import finding
from sourcebook.curate.quote import of_excerpt
from sourcebook.curate.texts import Texts, newest
from sourcebook.progress import Tell
from sourcebook.records import Capture, Entry
from sourcebook.store import Kept, Store

FEW = 8  # texts looked into for a quote that its own captures don't bear out


def check(
    store: Store,
    folder: Path,
    entries: Sequence[Entry],
    texts: Texts,
    *,
    who: str,
    why: str = "",
    keep: bool = True,
    tell: Tell | None = None,
) -> tuple[list[Checked], int | None]:
    """The standing of each excerpt of ``entries``; what is new is kept as one change, unless ``keep``
    is false. What was found, and the change's number. ``folder`` is the library's."""
    checked: list[Checked] = []
    changes: list[tuple[Kept | None, Kept | None]] = []
    for number, entry in enumerate(entries):
        if tell:
            tell(entry.id, number, len(entries))
        read = [(capture, texts.source(capture)) for capture in newest(store, entry)]
        found = [quotes.check(entry, excerpt, read) for excerpt in entry.excerpts]
        after = quotes.with_standings(entry, found)
        if after != entry:
            changes.append((entry, after))
        checked += found
    checked = _elsewhere(store, folder, checked, entries, texts)
    if not keep or not changes:
        return checked, None
    what = f"check quotes: {quotes.summary(checked)}"
    return checked, store.commit(changes, who=who, what=what, why=why)


def _elsewhere(
    store: Store, folder: Path, checked: list[Checked], entries: Sequence[Entry], texts: Texts
) -> list[Checked]:
    """For quotes that their own captures don't bear out: where else their words stand."""
    excerpts = {(e.id, excerpt.id): excerpt for e in entries for excerpt in e.excerpts}
    wanted = [quotes.wanted_elsewhere(one, excerpts[one.entry, one.excerpt]) for one in checked]
    if not any(wanted) or next(store.stream(Capture), None) is None:
        return checked
    with finding(store, folder, texts, most=FEW) as find:
        return [
            quotes.elsewhere(one, excerpt, find(of_excerpt(excerpt))) if is_wanted else one
            for one, is_wanted in zip(checked, wanted, strict=True)
            for excerpt in [excerpts[one.entry, one.excerpt]]
        ]
