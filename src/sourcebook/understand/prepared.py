"""A text made ready once for all that looks for something in it. Pure.

``folded`` has a character for every character of the text, so that offsets hold in both: lower case,
straight quotes and hyphens, every space a plain one.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcebook.claims import PlaceSaid, RegionSaid

_SAME = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼʻ`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−­"), "-"),
    **dict.fromkeys(
        map(ord, "\t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"), " "
    ),
    **dict.fromkeys(range(0x2000, 0x2010), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # half a character: no automaton takes it
    ord("İ"): "i",
}
# A sentence ends at . ! ? … with closing marks, before a space and something that can begin one;
# a blank line and a line that starts an item end it too. Kept by understand/sentences tests.
# Numbers of notes may follow it: "… in the mines.(12, 14) Others …". It begins with the characters
# it can begin with, for which the engine looks fastest; repetitions are bounded, for lines of dots.
_END = re.compile(
    r"[.!?…\n](?:(?<=\n)(?:[ \t\r]*\n|(?=[ \t]*[•*▪–-] ))|(?<=[.!?…])[.!?…]{0,7}[\"')\]»”’]{0,4}"
    r"(?:\s?\(\d[\d,;\s–-]{0,60}\))?(?=\s+[\"'(\[«“‘]{0,4}[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ0-9]))"
)
# What a full stop shortens more often than it ends a sentence; one letter ("U.S.", "т.е.") does too.
_SHORT = frozenset(
    """mr mrs ms dr st ste gov gen sen rep lt col sgt prof inc ltd co corp para paras jr sr dept no nos
    art sec vol p pp fig cf vs approx est jan feb mar apr jun jul aug sep sept oct nov dec
    ст г гг тыс млн млрд руб им ул обл проф см напр стр чел долл ж мың""".split()  # noqa: SIM905
)
_LONGEST_SHORT = 8
_LAST_WORD = re.compile(r"\w+$")
_ODD = re.compile("[" + "".join(chr(code) for code in _SAME if code > 127) + "]")


def _plain(found: re.Match[str]) -> str:
    return _SAME[ord(found.group())]


class Prepared:
    """A text, its folded twin, its sentences and its places, each made when first asked for.

    ``home`` is the country the text is about (ISO 3166-1 alpha-2) where that is known from outside;
    ``year`` the year it was published; ``language`` BCP 47, "" where it isn't known.
    """

    def __init__(
        self, text: str, *, home: str | None = None, language: str = "", year: int | None = None
    ) -> None:
        self.text = text
        self.home = home
        self.language = language
        self.year = year

    @cached_property
    def folded(self) -> str:
        """Lower case, one character for one."""
        low = self.text.lower()
        if len(low) != len(self.text):  # a few letters have two in lower case
            low = "".join(
                one if len(one := c.lower()) == 1 else _SAME.get(ord(c), c) for c in self.text
            )
        for space in "\t\n\r\x0b\x0c":  # five passes cost less than one table
            low = low.replace(space, " ")
        low = low.replace("`", "'")
        return low if low.isascii() else _ODD.sub(_plain, low)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence starts and ends, in order."""
        return tuple(_sentences(self.text))

    @cached_property
    def _found(self) -> "tuple[tuple[PlaceSaid, ...], tuple[RegionSaid, ...]]":
        from sourcebook.understand.places import places_in

        return places_in(self)

    @property
    def places(self) -> "tuple[PlaceSaid, ...]":
        """The countries named, in order; none overlaps another."""
        return self._found[0]

    @property
    def regions(self) -> "tuple[RegionSaid, ...]":
        """The parts of the world named, in order."""
        return self._found[1]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        at, end = found.span()
        if text[at] == "." and _shortens(text[max(start, at - _LONGEST_SHORT) : at]):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _shortens(before: str) -> bool:
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group()
    return (len(word) == 1 and word.isalpha()) or word.lower() in _SHORT


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
