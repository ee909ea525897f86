"""Remember how a style writes items of one shape, so that the next of that shape is filled in.

What a style prints of an item depends on its kind, on which variables it has, and on the content of
few of them. For a web page with one author, a title, a day and an address every choice, group and
macro comes out as for the last one: only the words differ. So the elements run once on an item
whose words are holes, and what they leave is a pattern. A hole keeps what has to be done with the
words (names by the style's rules, title case …), so a filled pattern is what the elements would
have written: ``tests/publish/cite/csl/test_pattern.py`` compares them.
"""

import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from sourcebook.publish.cite.csl.dates import Day, whole_day
from sourcebook.publish.cite.csl.markup import Format, escape
from sourcebook.publish.cite.csl.names import Names
from sourcebook.publish.cite.csl.state import LITERALS, State

# Variables whose words no element looks into but to print them.
OPEN = frozenset({"id", "title", "container-title", "publisher", "URL"})
OPEN_DATES = frozenset({"issued", "accessed"})
KEPT = 2_000  # shapes of one style
FIRST, LAST = 0xF0000, 0xF0FFF  # private use, plane 15: holes while a pattern is taken
Fill = Callable[[State], str]
Ends = tuple[str, str] | None
SHARED = 10_000  # days, and authors, that are remembered of one kind of hole; 27 years of days
YEAR = "\0"  # what stands for any
ELSEWHEN = (
    11  # years to another in which a day is tried, of which all four digits can be told apart
)
WORDS = 512  # titles and the like: five styles ask for one, then nobody does


class _Held:
    """What holes of one kind held: words by what was in the item, as text and as HTML, and those of a
    day by the day of the year."""

    __slots__ = ("days", "words")

    def __init__(self) -> None:
        self.words: tuple[dict[str, Ends], dict[str, Ends]] = {}, {}
        self.days: dict[tuple[int, ...], Ends] = {}


@lru_cache(maxsize=1024)
def _held(how: Hashable) -> _Held:
    """What holes of one kind held. All patterns and, of plain values, all styles share it: five styles
    ask for the same title."""
    del how
    return _Held()


def key(item: dict[str, Any], variable: str) -> str | None:
    """What words that are made of a variable alone hang on; None where it can't be told."""
    raw = item.get(variable)
    if type(raw) is str:
        return raw
    return raw.key if type(raw) is Day or type(raw) is Names else None


class Hole:
    """What fills a hole. ``variable`` is the one it hangs on, "" where it hangs on several, and ``how``
    what is done with it. ``known`` are words that it held, as text and as HTML, by their key."""

    __slots__ = ("_days", "_most", "fill", "how", "known", "variable")

    def __init__(self, fill: Fill, variable: str, how: Hashable) -> None:
        self.fill, self.variable, self.how = fill, variable, how
        self._most = WORDS if isinstance(how, tuple) else SHARED
        held = _held(how)
        self._days, self.known = held.days, held.words

    def ends(self, what: str | None, s: State, html: bool) -> Ends:
        """What ``_ends`` says of the words in it, which hang on ``what`` (None where that isn't worth
        remembering); Empty where there are none."""
        known = self.known[html]
        if what is not None and what in known:
            return known[what]
        day = s.item.get(self.variable)
        if type(day) is Day and day.whole:
            form = self.form(day, html)
            if form is not None:
                return form[0].replace(YEAR, str(day.ends[0][0])), form[1]
            found = self._of_day(day, s, html)
        else:
            found = self._taken(s, html)
        if what is not None:
            if len(known) >= self._most:
                known.clear()
            known[what] = found
        return found

    def _taken(self, s: State, html: bool) -> Ends:
        words = self.fill(s)
        if not words:
            raise Empty
        return _ends(words, html)

    def form(self, day: Day, html: bool) -> Ends:
        """The words of a day of the year with ``YEAR`` for the year; None where they aren't known."""
        return self._days.get((html, *day.ends[0][1:]))

    def _of_day(self, day: Day, s: State, html: bool) -> Ends:
        """The words of a whole day: where another year gives the same but for its four digits, so does
        any, and that day of the year is written no more."""
        year, month, of_month = day.ends[0]
        found = self._taken(s, html)
        if (html, month, of_month) not in self._days:
            other = year + ELSEWHEN if year < 5000 else year - ELSEWHEN
            item = {self.variable: whole_day(other, month, of_month)}
            then = self._taken(State(item, rich=s.rich, english=s.english), html)
            form = found and (found[0].replace(str(year), YEAR), found[1])
            same = form == (then and (then[0].replace(str(other), YEAR), then[1]))
            self._days[html, month, of_month] = form if same else None
        return found


class Traced(State):
    """A state that answers with holes. ``unsure`` where an element looked into one."""

    __slots__ = ("holes", "unsure")

    def __init__(self, item: dict[str, Any], *, rich: bool, english: bool) -> None:
        super().__init__(item, rich=rich, english=english)
        self.holes: list[Hole] = []
        self.unsure = False

    def _hole(self, fill: Fill, variable: str = "", how: Hashable = None) -> str:
        self.holes.append(Hole(fill, variable, how))
        return chr(FIRST + len(self.holes) - 1)

    def taken(self, text: str) -> list[str | Hole]:
        """A text's parts: words, and what fills its holes."""
        parts: list[str | Hole] = []
        words = ""
        for letter in text:
            if FIRST <= ord(letter) <= LAST:
                parts += (words, self.holes[ord(letter) - FIRST])
                words = ""
            else:
                words += letter
        return [part for part in (*parts, words) if part]

    def _then(self, text: str, change: Callable[[str], str], how: Hashable) -> str:
        parts = self.taken(text)
        if all(isinstance(part, str) for part in parts):
            return change(text)
        if len(parts) == 1 and not isinstance(parts[0], str):
            hole = parts[0]
            how = hole.how and (hole.how, how)
            return self._hole(_changing(hole.fill, change), hole.variable, how)
        return self._hole(lambda s: change(filled(parts, s)))

    def value(self, variable: str) -> str:
        if variable in OPEN and self.item.get(variable):
            how = ("value", variable in LITERALS, self.rich)
            return self._hole(lambda s: State.value(s, variable), variable, how)
        return super().value(variable)

    def names(
        self, render: Callable[[list[dict[str, Any]], dict[str, str]], str], role: str
    ) -> str:
        if role == "author":
            return self._hole(lambda s: render(s.item[role], s.over), role, render)
        return super().names(render, role)

    def date(self, render: Callable[[dict[str, Any]], str], variable: str) -> str:
        if variable in OPEN_DATES:
            return self._hole(lambda s: render(s.item[variable]), variable, render)
        return super().date(render, variable)

    def cased(self, text: str, case: str) -> str:
        change = super().cased
        return self._then(text, lambda words: change(words, case), (case, self.english))

    def bare(self, text: str) -> str:
        return self._then(text, super().bare, "bare")

    def tested(self, variable: str) -> str:
        self.unsure = self.unsure or variable in OPEN
        return State.value(self, variable)


def _changing(fill: Fill, change: Callable[[str], str]) -> Fill:
    def run(s: State) -> str:
        words = fill(s)
        return change(words) if words else ""

    return run


class Empty(Exception):
    """A hole had nothing to hold: the elements may choose otherwise."""


def filled(parts: list[str | Hole], s: State) -> str:
    """The parts with their holes filled; Empty where one has nothing."""
    made = []
    for part in parts:
        words = part if isinstance(part, str) else part.fill(s)
        if not words:
            raise Empty
        made.append(words)
    return "".join(made)


_EDGES = frozenset(".,;:!? ")
# What ``markup.finish`` might change inside words: marks, doubled blanks, punctuation that meets.
# It begins with one class for all, which is what makes the search fast.
_UNSETTLED = re.compile(
    "[ .,;:!?\ue000-\ue03f\U000f0000-\U000f0fff]"
    "(?:(?<=[\ue000-\U000f0fff])|(?<= ) |(?<=[.,;:!?])[.,;:!?])"
)

_STOPS = b".,;:!?"
_UNSETTLED_ASCII = re.compile("[.,;:!?]{2}")


def _unsettled(words: str) -> bool:
    if not words.isascii():
        return _UNSETTLED.search(words) is not None
    settled = words.encode().translate(None, _STOPS)
    # where there is one stop, there are no two that meet
    return "  " in words or (
        len(words) - len(settled) > 1 and _UNSETTLED_ASCII.search(words) is not None
    )


def _ends(words: str, html: bool) -> Ends:
    """What ``finish`` leaves of words wherever they stand, escaped, and the marks at their two
    ends, which it may change ("-" where there is none); None where it changes their inside."""
    if _unsettled(words):
        return None
    first = last = "-"
    if words[0] in _EDGES:
        first, words = words[0], words[1:]
    if words and words[-1] in _EDGES:
        last, words = words[-1], words[:-1]
    if not words or words[0] in _EDGES or words[-1] in _EDGES:
        return None
    return (escape(words) if html else words), first + last


class Pattern:
    """What a style leaves of items of one shape: words with holes, and the variables shown.

    Punctuation settles where pieces meet, so all that a filled pattern looks like is decided by
    its own words and by the marks at the ends of what fills it: each such case is finished once.
    ``finish`` is the style's way to do that.
    """

    __slots__ = ("_cases", "_finish", "_parts", "holes", "used")

    def __init__(
        self,
        parts: list[str | Hole],
        used: tuple[str, ...],
        finish: Callable[[str, Format], str],
    ) -> None:
        self._parts = parts
        self._finish = finish
        self._cases: dict[tuple[str, Format], str] = {}
        self.holes = [part for part in parts if not isinstance(part, str)]
        self.used = used

    def write(self, item: dict[str, Any], state: Callable[[], State], format: Format) -> str:
        """The finished text for one item; Empty where a hole has nothing to hold. ``state`` makes the
        item's state, which is seldom needed."""
        html = format == "html"
        cores: list[str] = []
        marks = ""
        s: State | None = None
        for hole in self.holes:
            what = key(item, hole.variable)
            ends = hole.known[html].get(what) if what is not None else None
            if ends is None:
                s = s or state()
                ends = hole.ends(what, s, html)
                if ends is None:
                    return self._finish(filled(self._parts, s), format)
            cores.append(ends[0])
            marks += ends[1]
        return self.form(marks, format) % tuple(cores)

    def form(self, marks: str, format: Format) -> str:
        """The finished text with ``%s`` for what is inside the holes, two ``marks`` at the ends of each
        ("-" where there is none)."""
        text = self._cases.get((marks, format))
        if text is not None:
            return text
        holes = [
            f"{marks[2 * n]}{chr(FIRST + n)}{marks[2 * n + 1]}".replace("-", "")
            for n in range(len(self.holes))
        ]
        given = iter(holes)
        words = "".join(part if isinstance(part, str) else next(given) for part in self._parts)
        text = self._finish(words, format).replace("%", "%%")
        for n in range(len(self.holes)):
            text = text.replace(chr(FIRST + n), "%s")
        self._cases[marks, format] = text
        return text


_FILLED = {name: f"{name}:True" for name in OPEN}


def shape(item: dict[str, Any]) -> str:
    """What items must share to be written by one pattern: all but the words of ``OPEN``."""
    made = []
    for name, value in item.items():
        if name in OPEN:
            made.append(_FILLED[name] if value else f"{name}:False")
        elif name == "author":
            made.append(f"author:{len(value)}")
        elif name in OPEN_DATES and isinstance(value, dict):
            made.append(f"{name}:{value.shape if type(value) is Day else Day(value).shape}")
        else:
            made.append(f"{name}:{value}")
    return "\n".join(made)
