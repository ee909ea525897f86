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
from sourcebook.publish.cite.csl.dates import Day, Parts
from sourcebook.publish.cite.csl.names import Names
from sourcebook.publish.cite.csl.pattern import KEPT, YEAR, Empty, Hole, Pattern
from sourcebook.publish.cite.csl.state import State
from sourcebook.records import Entry

_CASES = 1_000  # kept of one shape
_RECUR = 2_000  # authors and the like that are kept of one shape
_OWN = frozenset({"id", "title", "URL"})  # words that no other entry has: not worth remembering
_BETWEEN = "\1"
Filled = tuple[list[str], str]


class _Voice(Struct, frozen=True):
    """A style's pattern, the places of its holes among those of all, and whether it tells when the
    entry was read."""

    citer: Citer
    pattern: Pattern
    places: tuple[int, ...]
    chosen: Callable[[list[str]], tuple[str, ...]]
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
        self._voices: list[_Voice | Citer] = []
        # Language and whatever else holes ask of a state is the shape's, but for the item.
        self._state = citers[0].state(ready)
        self._cases: dict[str, tuple[str, ...]] = {}
        patterns = [citer.patterned(ready) for citer in citers]
        usable = [
            pattern if pattern and all(hole.variable for hole in pattern.holes) else None
            for pattern in patterns
        ]
        holes: dict[str, list[Hole]] = {}
        for pattern in usable:
            for hole in pattern.holes if pattern else ():
                alike = holes.setdefault(hole.variable, [])
                if not any(hole.known is other.known for other in alike):
                    alike.append(hole)
        self._asked = [_Asked(variable, alike) for variable, alike in holes.items()]
        every = [(name, id(hole.known)) for name, alike in holes.items() for hole in alike]
        at = {of: place for place, of in enumerate(every)}
        for citer, pattern in zip(citers, usable, strict=True):
            if pattern is None:
                self._voices.append(citer)
                continue
            places = tuple(at[hole.variable, id(hole.known)] for hole in pattern.holes)
            self._voices.append(
                _Voice(citer, pattern, places, _choosing(places), "accessed" in pattern.used)
            )

    def lines(self, ready: Ready) -> list[str] | None:
        """The lines of an entry; None where its words need the elements, or more care."""
        state = self._state
        state.item = ready.item
        cores: list[str] = []
        marks = ""
        for asked in self._asked:
            found = asked.filled(state)
            if found is None:
                return None
            cores += found[0]
            marks += found[1]
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


class _Asked:
    """A variable that several holes ask for, and what filled them, of words that recur."""

    __slots__ = ("_days", "_holes", "_kept", "_variable")

    def __init__(self, variable: str, holes: Sequence[Hole]) -> None:
        self._variable = variable
        self._holes = holes
        self._kept: dict[str, Filled] | None = None if variable in _OWN else {}
        self._days: dict[Parts, tuple[str, str]] = {}

    def filled(self, state: State) -> Filled | None:
        """What is inside the holes, and the marks at their ends; None where it needs more care."""
        value: object = state.item.get(self._variable)
        if type(value) is str:
            what = value
        elif type(value) is Day:
            if value.whole:
                date = value.ends[0]
                known = self._days.get(date[1:])
                if known is not None:
                    return known[0].replace(YEAR, str(date[0])).split(_BETWEEN), known[1]
            what = value.key
        elif type(value) is Names:
            what = value.key
        else:
            return None
        kept = self._kept
        found = None if kept is None else kept.get(what)
        if found is None:
            found = self._anew(None if kept is None else what, state)
            if found is not None:
                self._keep(what, value, found)
        return found

    def _anew(self, what: str | None, state: State) -> Filled | None:
        """The same, of words that weren't kept; ``what`` they hang on is None where none else has it."""
        cores: list[str] = []
        marks = ""
        for hole in self._holes:
            try:
                ends = hole.ends(what, state, True)
            except Empty:
                return None
            if ends is None:
                return None
            cores.append(ends[0])
            marks += ends[1]
        return cores, marks

    def _keep(self, what: str, value: object, found: Filled) -> None:
        """Remember what fills the holes, of words that recur: of a day by its day of the year, where all
        of them know how to write that in any year."""
        if type(value) is Day and value.whole:
            told = [form for hole in self._holes if (form := hole.form(value, True)) is not None]
            if len(told) == len(self._holes):
                text = _BETWEEN.join([core for core, _ in told])
                self._days[value.ends[0][1:]] = (text, "".join([marks for _, marks in told]))
        elif self._kept is not None:
            if len(self._kept) >= _RECUR:
                self._kept.clear()
            self._kept[what] = found


def _choosing(places: tuple[int, ...]) -> Callable[[Any], Any]:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cores: tuple([cores[place] for place in places])


def _form(voice: "_Voice | Citer", marks: str) -> str:
    if isinstance(voice, Citer):
        return ""
    own = "".join(marks[2 * place : 2 * place + 2] for place in voice.places)
    return voice.pattern.form(own, "html")
