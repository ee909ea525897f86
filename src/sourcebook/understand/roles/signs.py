"""A sentence as the signs that tell of people, places, ways and deeds. Pure.

All words that aren't in the lexicon and name no place are left out; each sign knows how many of them
stand before it (``gap``).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from sourcebook.claims import PlaceSaid, RegionSaid
from sourcebook.understand.roles.lexicon import Lexicon, Word

_TOKEN = re.compile(r"\d[\d,.]*|'s\b|[^\W_]+|[;:,]|(?<=\s)-+(?=\s)|\.(?=\s|$)|\|")
_MARKS = {";": "break", ":": "break", ".": "break", "|": "break", ",": "comma", "'s": "possessive"}
_STEM = 4  # letters of the shortest stem
_MADE = re.compile(
    r"[- ](?:flagged|owned|based|run|affiliated|led|backed|operated|funded|sponsored|made)\b"
)


class Sign(Struct):
    """What stands at ``start`` to ``end``. ``kind`` is a table of the lexicon, ``place``, ``people-of``
    (a demonym), ``region``, ``comma``, ``possessive`` or ``break``; ``values`` are the lexicon's values or the
    country's code."""

    kind: str
    values: tuple[str, ...]
    start: int
    end: int
    gap: int


def signs_of(
    folded: str,
    start: int,
    end: int,
    *,
    places: Sequence[PlaceSaid],
    regions: Sequence[RegionSaid],
    lexicon: Lexicon,
) -> list[Sign]:
    """The signs of ``folded[start:end]``, in order. ``places`` and ``regions`` are those of the sentence."""
    named: list[PlaceSaid | RegionSaid] = sorted([*places, *regions], key=lambda one: one.start)
    found = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded, start, end)]
    texts = [text for text, _, _ in found]
    starts = [at for _, at, _ in found]
    signs: list[Sign] = []
    gap = at = 0
    next_named = 0
    count = len(found)
    while at < count:
        text, begin, close = found[at]
        while next_named < len(named) and named[next_named].end <= begin:
            next_named += 1
        if next_named < len(named) and named[next_named].start < close:
            one = named[next_named]
            next_named += 1
            if not _MADE.match(folded, one.end):
                signs.append(_named(one, gap))
                gap = 0
            else:
                gap += 1
            at = bisect_left(starts, one.end, at + 1)
            continue
        mark = _MARKS.get(text)
        if mark is None and text[0] == "-":
            mark = "comma"
        if mark is not None:
            signs.append(Sign(mark, (), begin, close, gap))
            gap = 0
            at += 1
            continue
        word = _word(texts, at, lexicon)
        if word is None:
            gap += 1
            at += 1
            continue
        length = len(word.rest) + 1
        if next_named < len(named) and named[next_named].start < found[at + length - 1][2]:
            length = 1  # a phrase doesn't swallow a place
            word = _word(texts[at : at + 1], 0, lexicon)
            if word is None:
                gap += 1
                at += 1
                continue
        if word.kind == "skip":
            gap += 1
        elif word.kind != "filler":
            signs.append(Sign(word.kind, word.values, begin, found[at + length - 1][2], gap))
            gap = 0
        at += length
    return signs


def _named(one: PlaceSaid | RegionSaid, gap: int) -> Sign:
    if isinstance(one, RegionSaid):
        return Sign("region", (), one.start, one.end, gap)
    kind = "people-of" if one.kind == "people" else "place"
    return Sign(kind, (one.country,), one.start, one.end, gap)


def _word(texts: Sequence[str], at: int, lexicon: Lexicon) -> Word | None:
    text = texts[at]
    several = lexicon.words.get(text)
    if several is not None:
        for word in several:
            if not word.rest or _follows(word.rest, texts, at + 1):
                return word
    if lexicon.stems and not text.isascii():
        for length in range(len(text), _STEM - 1, -1):
            several = lexicon.stems.get(text[:length])
            if several is not None:
                for word in several:
                    if not word.rest or _follows(word.rest, texts, at + 1):
                        return word
    return None


def _follows(rest: tuple[str, ...], texts: Sequence[str], at: int) -> bool:
    if at + len(rest) > len(texts):
        return False
    for offset, wanted in enumerate(rest):
        text = texts[at + offset]
        if text != wanted and not (wanted[-1] == "*" and text.startswith(wanted[:-1])):
            return False
    return True
