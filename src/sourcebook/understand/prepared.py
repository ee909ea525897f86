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
# Numbers of notes may follow it: "… in the mines.(12, 14) Others …".
_END = re.compile(
    r"[.!?…]+[\"')\]»”’]*(?:\s?\(\d[\d,;\s–-]{0,60}\))?(?=\s+[\"'(\[«“‘]*[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ0-9])|\n[ \t]*\n|\n(?=[ \t]*[•*▪–-] )"
)
_SHORT = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|nos|art|sec|vol|pp?|fig|cf|vs|approx|est|jan|feb|mar|apr|jun|jul|aug|sept?|oct|"
    r"nov|dec|u\.s|u\.k|u\.n|e\.g|i\.e|ст|гг?|тыс|млн|млрд|руб|им|ул|т\.е|т\.д|ж|мың)|\b[A-ZА-ЯӘҒҚҢӨҰҮҺІ])$",
    re.I,
)


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
        text = self.text if self.text.isascii() else self.text.translate(_SAME)
        low = text.lower()
        if len(low) != len(text):  # a few letters have two in lower case
            low = "".join(one if len(one := c.lower()) == 1 else c for c in text)
        return low if not self.text.isascii() else low.translate(_SAME)

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
        if found.group().startswith(".") and _SHORT.search(
            text, max(start, found.start() - 12), found.start()
        ):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
