"""The search's files, where some of what it finds changed. I/O."""

from collections.abc import Iterable, Iterator

from sourcebook.publish.sheets import Desk, File, search


def found_anew(desk: Desk, sheets: Iterable[str]) -> Iterator[File]:
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
    before = set(desk.state.every_found())
    for path, data in index.whole():
        before.discard(path)
        yield path, data
    yield from ((path, None) for path in sorted(before))
