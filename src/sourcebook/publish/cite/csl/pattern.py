"""Remember how a style writes items of one shape, so that the next of that shape is filled in.

What a style prints of an item depends on its kind, on which variables it has, and on the content of
few of them. For a web page with one author, a title, a day and an address every choice, group and
macro comes out as for the last one: only the words differ. So the elements run once on an item
whose words are holes, and what they leave is a pattern. A hole keeps what has to be done with the
words (names by the style's rules, title case …), so a filled pattern is what the elements would
have written: ``tests/publish/cite/csl/test_pattern.py`` compares them.
"""

from collections.abc import Callable
from typing import Any

from sourcebook.publish.cite.csl.state import State

# Variables whose words no element looks into but to print them.
OPEN = frozenset({"id", "title", "container-title", "publisher", "URL"})
OPEN_DATES = frozenset({"issued", "accessed"})
KEPT = 2_000  # shapes of one style
FIRST, LAST = 0xF0000, 0xF0FFF  # private use, plane 15: holes while a pattern is taken
Fill = Callable[[State], str]


class Traced(State):
    """A state that answers with holes. ``unsure`` where an element looked into one."""

    __slots__ = ("holes", "unsure")

    def __init__(self, item: dict[str, Any], *, rich: bool, english: bool) -> None:
        super().__init__(item, rich=rich, english=english)
        self.holes: list[Fill] = []
        self.unsure = False

    def _hole(self, fill: Fill) -> str:
        self.holes.append(fill)
        return chr(FIRST + len(self.holes) - 1)

    def taken(self, text: str) -> list[str | Fill]:
        """A text's parts: words, and what fills its holes."""
        parts: list[str | Fill] = []
        words = ""
        for letter in text:
            if FIRST <= ord(letter) <= LAST:
                parts += (words, self.holes[ord(letter) - FIRST])
                words = ""
            else:
                words += letter
        return [part for part in (*parts, words) if part]

    def _then(self, text: str, change: Callable[[str], str]) -> str:
        parts = self.taken(text)
        if all(isinstance(part, str) for part in parts):
            return change(text)
        return self._hole(lambda s: change(filled(parts, s)))

    def value(self, variable: str) -> str:
        if variable in OPEN and self.item.get(variable):
            return self._hole(lambda s: s.value(variable))
        return super().value(variable)

    def names(
        self, render: Callable[[list[dict[str, Any]], dict[str, str]], str], role: str
    ) -> str:
        if role == "author":
            return self._hole(lambda s: s.names(render, role))
        return super().names(render, role)

    def date(self, render: Callable[[dict[str, Any]], str], variable: str) -> str:
        if variable in OPEN_DATES:
            return self._hole(lambda s: s.date(render, variable))
        return super().date(render, variable)

    def cased(self, text: str, case: str) -> str:
        change = super().cased
        return self._then(text, lambda words: change(words, case))

    def bare(self, text: str) -> str:
        return self._then(text, super().bare)

    def tested(self, variable: str) -> str:
        self.unsure = self.unsure or variable in OPEN
        return State.value(self, variable)


class Empty(Exception):
    """A hole had nothing to hold: the elements may choose otherwise."""


def filled(parts: list[str | Fill], s: State) -> str:
    """The parts with their holes filled; Empty where one has nothing."""
    made = []
    for part in parts:
        words = part if isinstance(part, str) else part(s)
        if not words:
            raise Empty
        made.append(words)
    return "".join(made)


def shape(item: dict[str, Any]) -> str:
    """What items must share to be written by one pattern: all but the words of ``OPEN``."""
    made = []
    for name, value in item.items():
        if name in OPEN:
            made.append(f"{name}:{bool(value)}")
        elif name == "author":
            made.append(f"author:{len(value)}")
        elif name in OPEN_DATES and isinstance(value, dict):
            parts = value.get("date-parts") or ()
            sizes = [len(part) if part and part[0] else 0 for part in parts]
            rest = {key: told for key, told in value.items() if key != "date-parts"}
            made.append(f"{name}:{sizes}{rest}")
        else:
            made.append(f"{name}:{value}")
    return "\n".join(made)
