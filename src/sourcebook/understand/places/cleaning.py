"""A text as names are looked for in it: letters of other alphabets put right, hidden ones left out. Pure.

What stands in a name's way: characters of no width, a word broken at the line's end, two spaces, accents
as characters of their own, Latin or Greek letters in a Cyrillic word and the reverse, letters of mathematics.
Offsets in the cleaned text lead back to the text as it is. All of it takes time in proportion to the length.
"""

import re
import unicodedata
from bisect import bisect_right

from msgspec import Struct

from sourcebook.understand.alphabets import mixed_words, plain_letters
from sourcebook.understand.seen import HIDDEN, MARKS, SOFT

_UNSEEN = re.compile(rf"[{SOFT}{HIDDEN}{MARKS}]+(?:(?<=\u00ad)\r?\n[ \t]{{0,40}})?")
_SPACES = re.compile(r"\s{2,}")
_BROKEN = re.compile(r"[-\u2010\u2011]\r?\n[ \t]{0,40}(?=[^\W\d_])")
_HALVES = re.compile("[\ud800-\udfff]")
_STYLED = re.compile("[\uff21-\uff5a\U0001d400-\U0001d7cb]")


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
    changes = _changes(text)
    if changes:
        text, folded, at, back = _joined(text, folded, changes)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = _HALVES.sub("\ufffd", text)
        if _STYLED.search(text):
            text, folded = (
                text.translate(plain_letters()),
                folded.translate(plain_letters()).lower(),
            )
        text, folded = _in_one_alphabet(text, folded)
        folded = folded.replace("ё", "е")
    return Cleaned(text=text, folded=folded, at=at, back=back)


def _changes(text: str) -> list[tuple[int, int, str]]:
    """What is put instead of which span, in order, none overlapping."""
    found: list[tuple[int, int, str]] = []
    if not text.isascii():
        for one in _UNSEEN.finditer(text):
            start, end = one.span()
            if start and "\u0300" <= text[start] <= "\u036f" and text[start - 1].isalpha():
                whole = unicodedata.normalize("NFC", text[start - 1 : min(end, start + 4)])
                found.append((start - 1, end, whole[0]))
            else:
                found.append((start, end, ""))
    if any(two in text for two in ("  ", " \n", "\n ", "\t", "\r\n", "\xa0")):
        # A blank line parts what stands above and below it, all else is one space.
        found += [
            (*one.span(), " ") for one in _SPACES.finditer(text) if one.group().count("\n") < 2
        ]
    if "-\n" in text or "-\r\n" in text or not text.isascii():
        for one in _BROKEN.finditer(
            text
        ):  # "Kazakh-\nstan" is one word, "Guinea-\nBissau" has a hyphen
            start, end = one.span()
            if start and text[start - 1].isalpha():
                found.append((start, end, "" if text[end].islower() else "-"))
    found.sort()
    last = 0
    apart = []
    for change in found:
        if change[0] >= last:
            apart.append(change)
            last = change[1]
    return apart


def _joined(
    text: str, folded: str, changes: list[tuple[int, int, str]]
) -> tuple[str, str, tuple[int, ...], tuple[int, ...]]:
    texts: list[str] = []
    folds: list[str] = []
    at: list[int] = []
    back: list[int] = []
    last = place = 0
    for start, end, put in changes:
        texts += (text[last:start], put)
        folds += (folded[last:start], _small(put))
        place += start - last
        if put:
            at.append(place)
            back.append(start)
            place += 1
        at.append(place)
        back.append(end)
        last = end
    texts.append(text[last:])
    folds.append(folded[last:])
    return "".join(texts), "".join(folds), tuple(at), tuple(back)


def _small(word: str) -> str:
    """In small letters, as far as that keeps its length: of "İ" they are two."""
    small = word.lower()
    return small if len(small) == len(word) else word


def _in_one_alphabet(text: str, folded: str) -> tuple[str, str]:
    """Each word that mixes alphabets in the one it is meant in, where letters that look alike allow."""
    words = list(mixed_words(text))
    if not words:
        return text, folded
    texts: list[str] = []
    folds: list[str] = []
    last = 0
    for start, end, word in words:
        texts += (text[last:start], word)
        folds += (folded[last:start], _small(word))
        last = end
    texts.append(text[last:])
    folds.append(folded[last:])
    return "".join(texts), "".join(folds)
