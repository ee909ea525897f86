"""Put letters of another alphabet that look the same right, character for character. Pure.

What looks alike is after Unicode's confusables (UTS 39), as far as the alphabets of our texts go.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_LATIN = "A-Za-z\u00c0-\u024f"
_OTHER = "\u0370-\u052f"  # Greek and Cyrillic
_LONGEST = 40  # letters to either side that are looked at as one word
_NEAR = (
    60  # characters to either side that tell in which alphabet a word is meant that could be in two
)
_FOREIGN = re.compile(f"[{_OTHER}]")
# Where a word mixes alphabets, looked for by the letters that are rarer in the text: the same places.
_MIXED = (
    re.compile(rf"[{_OTHER}](?:(?=[{_LATIN}])|(?<=[{_LATIN}].))"),
    re.compile(rf"[{_LATIN}](?:(?=[{_OTHER}])|(?<=[{_OTHER}].))"),
)
_TO_CYRILLIC = str.maketrans("aceopxyihkəABCEHKMOPTXYIƏ", "асеорхуіһкәАВСЕНКМОРТХУІӘ")
_TO_LATIN = str.maketrans(
    "асеорхуіһԁԛԝѕјкүәАВСЕНКМОРТХУІЅЈҮҺԌԚԜӘαορικνυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aceopxyihdqwsjkyəABCEHKMOPTXYISJYHGQWƏaopikvuABEZHIKMNOPTYX",
)
# A whole word of letters that look like another alphabet's, between words of that alphabet: "а source"
# with a Cyrillic а. Of capitals only the first: "СССР" stays.
_LONE = (
    re.compile(r"[АОСЕРНВІасеорхуіѕј](?<!\w.)[асеорхуіѕј]{0,20}(?!\w)"),
    re.compile(r"[ABCEHKOPTYaceopxy](?<!\w.)[aceopxy]{0,20}(?!\w)"),
)
_BESIDE = 8  # characters to either side of such a word in which its neighbour begins


@cache
def plain_letters() -> dict[int, str]:
    """Full-width letters and digits and those of mathematics to plain ones (NFKC)."""
    styled = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B), *range(0x1D400, 0x1D800))
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for code in styled}
    return {code: letter for code, letter in plain.items() if len(letter) == 1}


def in_one_alphabet(text: str) -> str:
    """Each word that mixes alphabets in the one it is meant in, where letters that look alike allow; and
    a word of look-alikes alone in the one of the words around it. As long as it was."""
    mixed = list(mixed_words(text))
    text = _with(text, mixed) if mixed else text
    lone = list(_lone_words(text))
    return _with(text, lone) if lone else text


def mixed_words(text: str) -> Iterator[tuple[int, int, str]]:
    """The words that mix alphabets: where each starts and ends, and how it is meant; in order."""
    if _FOREIGN.search(text) is None:
        return
    last = 0
    for found in _MIXED[_is_latin_rarer(text)].finditer(text):
        if found.start() < last:
            continue
        start, end = found.span()
        floor, ceiling = max(last, start - _LONGEST), min(len(text), end + _LONGEST)
        while start > floor and text[start - 1].isalpha():
            start -= 1
        while end < ceiling and text[end].isalpha():
            end += 1
        last = end
        word = _meant(text, start, end)
        if word is not None:
            yield start, end, word


def _lone_words(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of the rarer alphabet's letters that stand as words of the other between such words."""
    if _FOREIGN.search(text) is None:
        return
    rarer = _is_latin_rarer(text)
    for found in _LONE[rarer].finditer(text):
        start, end = found.span()
        beside = [
            next((c for c in reversed(text[max(0, start - _BESIDE) : start]) if c.isalpha()), ""),
            next((c for c in text[end : end + _BESIDE] if c.isalpha()), ""),
        ]
        if any(beside) and all(not c or (c >= "\u0370") == rarer for c in beside):
            yield start, end, found.group().translate(_TO_CYRILLIC if rarer else _TO_LATIN)


def _with(text: str, words: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    last = 0
    for start, end, word in words:
        parts += (text[last:start], word)
        last = end
    return "".join([*parts, text[last:]])


def _is_latin_rarer(text: str) -> bool:
    sample = text[:4000]
    return 2 * sum(c > "\u036f" for c in sample) > len(sample)


def _meant(text: str, start: int, end: int) -> str | None:
    """A word in one alphabet, or None where letters without a twin forbid it. One that could be in two
    is in that of nearly all letters near it, else in that of more of its own."""
    word = text[start:end]
    latin, cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    is_latin = all(c < "\u0370" for c in latin)
    is_cyrillic = all("\u0400" <= c <= "\u052f" for c in cyrillic)
    if is_latin != is_cyrillic:
        return latin if is_latin else cyrillic
    if not is_latin:
        return None
    near = text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]
    others = sum(c >= "\u0370" for c in near if c.isalpha())
    ours = sum(c < "\u0370" for c in near if c.isalpha())
    if max(others, ours) <= 4 * min(others, ours) or others == ours:
        others, ours = sum(c >= "\u0370" for c in word), sum(c < "\u0370" for c in word)
    return latin if ours > others else cyrillic
