"""A library's search: an index that is always fresh, and what is found in it. I/O.

What changed is indexed before a question is answered; a broken index, one of another version, or none is
made anew by itself. Where another process is indexing, or the folder may only be read, what can be
searched is searched, and a hint says so.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sourcebook.errors import Refused
from sourcebook.progress import Tell
from sourcebook.records import Series
from sourcebook.search.fields import (
    CHOICES,
    FACETS,
    LEFT_OUT,
    TEXT,
    Choice,
    Hint,
    near_field,
    resolve,
)
from sourcebook.search.finding import DEEPEST, LIMIT, MOST, SORTS, Finder, Sort
from sourcebook.search.index import Busy, Index, only_faults
from sourcebook.search.letters import fold
from sourcebook.search.results import Results
from sourcebook.search.updating import pending, read_pending, update
from sourcebook.store import Store

if TYPE_CHECKING:
    from sourcebook.curate.texts import Texts
    from sourcebook.search.meaning import Encode, Meanings

_BUSY = Hint(
    rule="busy",
    says="Another process is bringing the index up to date; what changed last may be missing.",
)


class Searching:
    """Finds in a library. ``kept`` gives texts that were read before, ``reading`` those that weren't,
    in processes of their own."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        kept: "Callable[[], Texts]",
        reading: "Callable[[], AbstractContextManager[Texts]]",
    ) -> None:
        self._folder = folder
        self._store = store
        self._kept = kept
        self._reading = reading
        self._index: Index | None = None
        self._finder: Finder | None = None
        self._meanings: Meanings | None = None
        self.encoder: Encode | None = None  # another than the extra's
        self._state = ""  # the library's, that the finder shows

    def find(
        self,
        words: str,
        *,
        limit: int = LIMIT,
        offset: int = 0,
        sort: Sort = "relevance",
        facets: Sequence[str] = (),
        semantic: bool = False,
        tell: Tell | None = None,
        **choices: Any,
    ) -> Results:
        """What matches; with ``semantic`` also what is near in meaning (Missing without the extra); Refused where an argument can't be (not for what the words are)."""
        chosen, hints = read_choices(choices)
        how = {"limit": _within("limit", limit, MOST), "offset": _within("offset", offset, DEEPEST)}
        if sort not in SORTS:
            raise Refused(f"sort {sort!r}", f"is none; sort by {', '.join(SORTS)}")
        unknown = [facet for facet in facets if facet not in FACETS]
        if unknown:
            raise Refused(f"facet {unknown[0][:40]!r}", f"is none; there are: {', '.join(FACETS)}")
        facets = tuple(dict.fromkeys(facets))
        titles: dict[str, str] = {}
        if "series" in facets or any(choice.facet == "series" for choice in chosen):
            titles = {series.id: series.title for series in self._store.stream(Series)}
            chosen = [_by_id(choice, titles) for choice in chosen]
        for again in (False, True):
            try:
                told = self.refresh(tell=tell)
                assert self._finder is not None  # refresh made it
                near = self._near(tell) if semantic else None
                found = self._finder.find(
                    words,
                    sort=sort,
                    facets=facets,
                    choices=chosen,
                    hints=[*hints, *told],
                    near=near,
                    **how,
                )
                return _titled(found, titles) if titles else found
            except BaseException as fault:
                only_faults(fault)  # a damaged file shows itself when it is read, as a panic
                if again:
                    raise
                self._start_anew()
        raise AssertionError("unreachable")

    def refresh(self, *, tell: Tell | None = None) -> list[Hint]:
        """Bring the index up to the library; hints say what kept it from that."""
        mark = self._store.mark()
        if self._finder is not None and mark == self._state:
            return []
        index = self._open()
        try:
            update(index, self._store, self._kept, tell=tell)
            if pending(index):
                with self._reading() as texts:
                    read_pending(index, self._store, texts, tell=tell)
        except Busy:
            index.reload()
            self._finder = Finder(index)
            return [_BUSY]
        self._finder, self._state = Finder(index), mark
        return []

    def _near(self, tell: Tell | None) -> Callable[[str], Mapping[int, float]]:
        from sourcebook.records import Entry
        from sourcebook.search.meaning import Meanings, encoder

        if self._meanings is None:
            folder = self._folder if _writable(self._folder) else None
            self._meanings = Meanings(self.encoder or encoder(), folder)
        self._meanings.refresh(self._store.stream(Entry), self._store.mark(), tell)
        return self._meanings.near

    def _open(self) -> Index:
        if self._index is None:
            open_ = Index.open if _writable(self._folder) else Index.mirrored
            self._index = open_(self._folder)
        else:
            self._index.reload()
        return self._index

    def _start_anew(self) -> None:
        self._finder, self._state = None, ""
        self._index = Index.anew(self._folder) if _writable(self._folder) else Index.in_memory()


def read_choices(choices: Mapping[str, Any]) -> tuple[list[Choice], list[Hint]]:
    """Conditions given by name: ``country="KZ"``, ``year="2003..2009"``, several as a list; Refused
    where one can't be read."""
    made: list[Choice] = []
    hints: list[Hint] = []
    for name, value in choices.items():
        given = [value] if isinstance(value, (str, int)) else list(value or ())
        if not given:
            continue
        field = near_field(name, nearest=False)
        if field is None or (field not in CHOICES and field not in TEXT) or field == "in":
            raise Refused(
                name[:40], f"is nothing to choose by; there are: {', '.join(FACETS)}, page"
            )
        if field in TEXT:  # publishers and series are chosen as they are called
            made.append(Choice(facet=field, values=tuple(str(one) for one in given)[:200]))
            continue
        choice, told = resolve(field, ",".join(str(one) for one in given))
        wrong = [hint for hint in told if hint.rule != "many"]
        if wrong:
            raise Refused(name, wrong[0].says.removesuffix(LEFT_OUT).strip())
        hints += told
        if choice is not None:
            made.append(choice)
    return made, hints


def _by_id(choice: Choice, titles: Mapping[str, str]) -> Choice:
    """Series that are chosen by their titles, by their ids."""
    if choice.facet != "series":
        return choice
    ids = {fold(title): id for id, title in titles.items()}
    values = (one if one in titles else ids.get(fold(one), one) for one in choice.values)
    return replace(choice, values=tuple(values))


def _titled(found: Results, titles: Mapping[str, str]) -> Results:
    """The counts of series under their titles."""
    counts = tuple(
        replace(count, label=titles.get(count.value) or count.label)
        for count in found.facets.get("series", ())
    )
    return replace(found, facets={**found.facets, "series": counts}) if counts else found


def _within(name: str, number: int, most: int) -> int:
    if not 0 <= number <= most:
        raise Refused(f"{name} {number}", f"must be from 0 to {most:,}")
    return number


def _writable(folder: Path) -> bool:
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    return os.access(there, os.W_OK)
