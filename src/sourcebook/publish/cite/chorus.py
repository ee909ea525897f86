"""Cite an entry in several styles at once: what they share is looked up once. Pure.

Five styles ask for the same title, people and days. Where each has a pattern for entries of this shape
(see ``csl.pattern``), their holes are filled together, and the marks at the ends of what fills
them say at once how each style's punctuation settles.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from msgspec import Struct

from sourcebook.publish.cite.citer import Citer, Ready, ready_of
from sourcebook.publish.cite.csl.dates import Day
from sourcebook.publish.cite.csl.pattern import KEPT, YEAR, Empty, Ends, Hole, Pattern, key
from sourcebook.publish.cite.csl.state import State
from sourcebook.records import Entry

_CASES = 1_000  # kept of one shape
_RECUR = 2_000  # authors and the like that are kept of one shape
_OWN = frozenset({"id", "title", "URL"})  # words that no other entry has: not worth remembering
_BETWEEN = "\1"
Filled = tuple[str, ...]


class _Voice(Struct, frozen=True):
    """A style's pattern, the places of its holes among those of all, and whether it tells when the
    entry was read."""

    citer: Citer
    pattern: Pattern
    places: tuple[int, ...]
    chosen: Callable[[Filled], Filled]
    read: bool


class Chorus:
    """Cites in these styles, in their order, as HTML: each line is what its citer writes."""

    def __init__(self, citers: Sequence[Citer]) -> None:
        self._citers = tuple(citers)
        self._scores: dict[str, _Score | None] = {}

    def cite(self, entry: Entry) -> list[str]:
        """The entry's line in each style."""
        ready = ready_of(entry)
        score = self._scores.get(ready.shape)
        if score is not None:
            lines = score.lines(ready)
            if lines is not None:
                return lines
        elif ready.shape in self._scores:  # the second of a shape
            self._scores[ready.shape] = _Score(self._citers, ready)
        else:
            if len(self._scores) >= KEPT:
                self._scores.clear()
            self._scores[ready.shape] = None
        return [citer.line(ready, "html") for citer in self._citers]


class _Score:
    """How all styles write entries of one shape."""

    def __init__(self, citers: Sequence[Citer], ready: Ready) -> None:
        self._citers = citers
        self._voices: list[_Voice | Citer] = []
        self._state = citers[0].state(
            ready
        )  # language and all that holes ask is the shape's, but the item
        self._holes: dict[str, list[tuple[dict[str, Ends], Hole]]] = {}
        self._cases: dict[str, tuple[str, ...]] = {}
        self._days: dict[tuple[str | int, ...], tuple[str, str]] = {}
        self._kept: dict[str, dict[str, tuple[Filled, str]]] = {
            variable: {} for variable in ("author", "publisher", "container-title", "accessed")
        }
        patterns = [citer.patterned(ready) for citer in citers]
        usable = [
            pattern if pattern and all(hole.variable for hole in pattern.holes) else None
            for pattern in patterns
        ]
        for pattern in usable:
            for hole in pattern.holes if pattern else ():
                known = hole.known[True]
                alike = self._holes.setdefault(hole.variable, [])
                if not any(known is other for other, _ in alike):
                    alike.append((known, hole))
        order = [id(known) for alike in self._holes.values() for known, _ in alike]
        names = [name for name, alike in self._holes.items() for _ in alike]
        at = {of: place for place, of in enumerate(zip(names, order, strict=True))}
        for citer, pattern in zip(citers, usable, strict=True):
            if pattern is None:
                self._voices.append(citer)
                continue
            places = tuple(at[hole.variable, id(hole.known[True])] for hole in pattern.holes)
            self._voices.append(
                _Voice(citer, pattern, places, _choosing(places), "accessed" in pattern.used)
            )

    def lines(self, ready: Ready) -> list[str] | None:
        """The lines of an entry; None where its words need the elements, or more care."""
        filled = self._filled(ready)
        if filled is None:
            return None
        cores, marks = filled
        forms = self._cases.get(marks)
        if forms is None:
            if len(self._cases) >= _CASES:
                self._cases.clear()
            forms = self._cases[marks] = tuple(_form(voice, marks) for voice in self._voices)
        lines = []
        url = "" if ready.memento else ready.url[True]
        for voice, form in zip(self._voices, forms, strict=True):
            if isinstance(voice, Citer):
                lines.append(voice.line(ready, "html"))
                continue
            text = form % voice.chosen(cores)
            if not (url and voice.read and url in text):  # else it tells all that it has to
                text = voice.citer.completed(ready, text, voice.read, "html")
            lines.append(text)
        return lines

    def _filled(self, ready: Ready) -> tuple[Filled, str] | None:
        """What is inside the holes, and the marks at their ends."""
        item = self._state.item = ready.item
        cores: list[str] = []
        marks = ""
        for variable, alike in self._holes.items():
            value = item.get(variable)
            if type(value) is Day and value.whole:
                year, month, of_month = value.ends[0]
                known = self._days.get((variable, month, of_month))
                if known is not None:
                    cores += known[0].replace(YEAR, str(year)).split(_BETWEEN)
                    marks += known[1]
                    continue
            what = key(item, variable)
            if what is None:
                return None
            kept = self._kept.get(variable)
            found = kept.get(what) if kept is not None else None
            if found is None:
                found = _asked(alike, None if variable in _OWN else what, self._state)
                if found is None:
                    return None
                self._keep(variable, what, value, found)
            cores += found[0]
            marks += found[1]
        return tuple(cores), marks

    def _keep(self, variable: str, what: str, day: object, found: tuple[Filled, str]) -> None:
        """Remember what fills all holes of a variable, of those that recur: a day by its day of the
        year, which all of them know how to write in any year."""
        if type(day) is Day and day.whole:
            forms = [hole.form(day, True) for _, hole in self._holes[variable]]
            told = [form for form in forms if form is not None]
            if len(told) == len(forms):
                text = _BETWEEN.join(core for core, _ in told)
                at: tuple[str | int, ...] = (variable, *day.ends[0][1:])
                self._days[at] = (text, "".join(marks for _, marks in told))
        elif (kept := self._kept.get(variable)) is not None:
            if len(kept) >= _RECUR:
                kept.clear()
            kept[what] = found


def _asked(
    alike: Sequence[tuple[dict[str, Ends], Hole]], what: str | None, state: State
) -> tuple[Filled, str] | None:
    """What fills each of these holes, which hang on ``what``, and the marks at the ends; None where it
    needs more care."""
    cores: list[str] = []
    marks = ""
    for known, hole in alike:
        ends = known.get(what) if what is not None else None
        if ends is None:
            try:
                ends = hole.ends(what, state, True)
            except Empty:
                return None
            if ends is None:
                return None
        cores.append(ends[0])
        marks += ends[1]
    return tuple(cores), marks


def _choosing(places: tuple[int, ...]) -> Callable[[Any], Any]:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cores: tuple(cores[place] for place in places)


def _form(voice: "_Voice | Citer", marks: str) -> str:
    if isinstance(voice, Citer):
        return ""
    own = "".join(marks[2 * place : 2 * place + 2] for place in voice.places)
    return voice.pattern.form(own, "html")
