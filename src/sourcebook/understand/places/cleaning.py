"""A text as names are looked for in it: letters of other alphabets put right, hidden ones left out. Pure.

What stands in a name's way: characters of no width, a word broken at the line's end, two spaces, accents
as characters of their own, Latin or Greek letters in a Cyrillic word and the reverse, letters of mathematics.
Offsets in the cleaned text lead back to the text as it is. All of it takes time in proportion to the length.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cache

from msgspec import Struct

_HIDDEN = (
    "\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\u00ad\u180e\u034f\ufe00-\ufe0f"
)
_MARKS = "\u0300-\u036f"
_MAYBE = re.compile(rf"[{_HIDDEN}{_MARKS}]|\s\s|[-\u2010\u2011]\r?\n")
# What a cleaned text leaves out or joins; every repetition is bounded or of one class.
_CHANGED = re.compile(
    rf"(?P<marked>[^\W\d_][{_MARKS}]{{1,8}})"
    rf"|(?P<broken>(?<=[^\W\d_])[-\u2010\u2011\u00ad]\r?\n[ \t]{{0,40}}(?=[^\W\d_]))"
    rf"|(?P<hidden>[{_HIDDEN}{_MARKS}]+)"
    r"|(?P<spaces>\s{2,})"
)
_STYLED = re.compile("[\uff21-\uff5a\U0001d400-\U0001d7cb]")
_MIXED = re.compile(r"[a-z][\u0370-\u04ff]|[\u0370-\u04ff][a-z]|[\u0370-\u03ff][\u0400-\u04ff]")
_LONGEST = 40  # letters to either side that are looked at as one word
_TO_CYRILLIC = str.maketrans("aceopxyihkABCEHKMOPTXYI", "асеорхуіһкАВСЕНКМОРТХУІ")
_TO_LATIN = str.maketrans(
    "асеорхуіһԁԛԝѕјАВСЕНКМОРТХУІЅЈαορικνΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aceopxyihdqwsjABCEHKMOPTXYISJaopikvABEZHIKMNOPTYX",
)


class Cleaned(Struct, frozen=True, kw_only=True):
    """``text`` and ``folded`` as long as each other. ``at`` holds where the distance to the text as it
    is changes, and ``back`` that text's offset there."""

    text: str
    folded: str
    at: tuple[int, ...] = ()
    back: tuple[int, ...] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the cleaned text, of at least a character, stands in the text as it is."""
        return (self._one(start), self._one(end - 1) + 1) if self.at else (start, end)

    def _one(self, place: int) -> int:
        held = bisect_right(self.at, place) - 1
        return place if held < 0 else self.back[held] + place - self.at[held]


def cleaned(text: str, folded: str) -> Cleaned:
    """The text and its folded twin without what stands in a name's way."""
    at: tuple[int, ...] = ()
    back: tuple[int, ...] = ()
    if _MAYBE.search(text):
        text, folded, at, back = _joined(text, folded)
    if not text.isascii():
        if _STYLED.search(text):
            text, folded = (
                text.translate(_plain_letters()),
                folded.translate(_plain_letters()).lower(),
            )
        if _MIXED.search(folded):
            text, folded = _in_one_alphabet(text, folded)
        folded = folded.replace("ё", "е")
    return Cleaned(text=text, folded=folded, at=at, back=back)


def _joined(text: str, folded: str) -> tuple[str, str, tuple[int, ...], tuple[int, ...]]:
    texts: list[str] = []
    folds: list[str] = []
    at: list[int] = []
    back: list[int] = []
    last = place = 0
    for found in _CHANGED.finditer(text):
        put = _put(found)
        if put is None:
            continue
        start, end = found.span()
        texts += (text[last:start], put)
        folds += (folded[last:start], put.lower())
        place += start - last
        if put:
            at.append(place)
            back.append(start)
        place += len(put)
        at.append(place)
        back.append(end)
        last = end
    texts.append(text[last:])
    folds.append(folded[last:])
    return "".join(texts), "".join(folds), tuple(at), tuple(back)


def _put(found: re.Match[str]) -> str | None:
    """What stands in the cleaned text instead, None where all stays as it is."""
    said = found.group()
    match found.lastgroup:
        case "marked":
            whole = unicodedata.normalize("NFC", said)
            return whole if len(whole) == 1 else said[0]
        case "broken":  # "Kazakh-\nstan" is one word, "Guinea-\nBissau" keeps its hyphen
            following = found.string[found.end()]
            return "" if following.islower() or said[0] == "\u00ad" else "-"
        case "spaces":  # a blank line parts, all else is one space
            return None if said.count("\n") > 1 else " "
        case _:
            return ""


@cache
def _plain_letters() -> dict[int, str]:
    """Full-width letters and those of mathematics to plain ones (NFKC)."""
    styled = (*range(0xFF21, 0xFF5B), *range(0x1D400, 0x1D7CC))
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for code in styled}
    return {code: letter for code, letter in plain.items() if len(letter) == 1}


def _in_one_alphabet(text: str, folded: str) -> tuple[str, str]:
    """Each word that mixes alphabets in the one it is meant in, where letters that look alike allow."""
    texts: list[str] = []
    folds: list[str] = []
    last = 0
    for found in _MIXED.finditer(folded):
        if found.start() < last:
            continue
        start, end = found.span()
        floor, ceiling = max(last, start - _LONGEST), min(len(text), end + _LONGEST)
        while start > floor and text[start - 1].isalpha():
            start -= 1
        while end < ceiling and text[end].isalpha():
            end += 1
        word = _of_one_alphabet(text[start:end])
        texts += (text[last:start], word)
        folds += (folded[last:start], word.lower() if len(word.lower()) == len(word) else word)
        last = end
    texts.append(text[last:])
    folds.append(folded[last:])
    return "".join(texts), "".join(folds)


def _of_one_alphabet(word: str) -> str:
    latin, cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    is_latin = all(c < "\u0370" for c in latin)
    is_cyrillic = all("\u0400" <= c <= "\u04ff" for c in cyrillic)
    if is_latin and is_cyrillic:  # could be both: as more of its letters are
        return latin if 2 * sum(c < "\u0370" for c in word) > len(word) else cyrillic
    return latin if is_latin else cyrillic if is_cyrillic else word
