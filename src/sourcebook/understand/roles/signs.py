"""A sentence as the signs that tell of people, places, ways and deeds. Pure.

All words that aren't in the lexicon and name no place are left out; each sign knows how many of them
stand before it (``gap``).
"""

import re
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct

from sourcebook.claims import PlaceSaid, RegionSaid
from sourcebook.understand.roles.lexicon import Begun, Lexicon, Word

# Addresses of the web are one word, and none of ours.
_TOKEN = re.compile(
    r"(?:https?:|www\.)\S+|\d[\d,.]*|'s\b|[^\W_]+(?:(?:\.[a-z0-9-]{1,60}){1,5}/\S*)?|[;:,†‡]|"
    r"\(\d[\d,; –-]{0,60}\)|(?<=\s)-+(?=\s)|\.(?=\s|$)|\|"
)
_MARKS = {
    ";": "break",
    "†": "break",
    "‡": "break",
    ":": "break",
    ".": "break",
    "|": "break",
    ",": "comma",
    "'s": "possessive",
}
_BEFORE_YEARS = frozenset({"in", "since", "until", "by", "after", "before", "в", "с", "до"})
_start = attrgetter("start")
_ABBREVIATION = 4  # letters of the longest
_LEADS = frozenset({"from", "to", "in", "via", "between", "of"})
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
    plural: bool = False  # "Uzbeks": people by themselves
    part: bool = False  # a city, or a part of the country


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
    texts, spans, named = _tokens(folded, start, end, [*places, *regions])
    signs: list[Sign] = []
    gap = at = 0
    while at < len(texts):
        sign: Sign | None = None
        length = 1
        one = named.get(at)
        if one is not None:
            if signs and signs[-1].kind == "ethnic" and gap == 0:
                signs.pop()
            elif not _MADE.match(folded, one.end):
                sign = _named(one, gap, folded)
        elif _long_ago(texts, at):
            sign = Sign("past", (), *spans[at], gap)
        elif (mark := _mark(texts[at])) is not None:
            sign = Sign(mark, (), *spans[at], gap)
        elif (word := _word(texts, at, lexicon)) is not None:
            length = word.length
            if word.kind == "filler":
                at += length
                continue
            if word.kind != "skip":
                sign = Sign(word.kind, word.values, spans[at][0], spans[at + length - 1][1], gap)
        at += length
        if sign is None:
            gap += 1
        else:
            signs.append(sign)
            gap = 0
    _adjectives(signs, folded)
    return signs


def _tokens(
    folded: str, start: int, end: int, named: list[PlaceSaid | RegionSaid]
) -> tuple[list[str], list[tuple[int, int]], dict[int, PlaceSaid | RegionSaid]]:
    """The words and marks, where each stands, and which of them are names (of no word then)."""
    named.sort(key=_start, reverse=True)
    texts: list[str] = []
    spans: list[tuple[int, int]] = []
    names: dict[int, PlaceSaid | RegionSaid] = {}
    inside = -1
    for found in _TOKEN.finditer(folded, start, end):
        begin, close = found.span()
        if begin < inside:
            continue
        while named and named[-1].end <= begin:
            named.pop()
        if named and named[-1].start < close:
            one = named.pop()
            inside = one.end
            names[len(texts)] = one
            texts.append("")
            spans.append((one.start, one.end))
        else:
            texts.append(found.group())
            spans.append((begin, close))
    return texts, spans, names


def _long_ago(texts: Sequence[str], at: int) -> bool:
    """Whether this is a year before 1900: "in 1834", "until 1863"; other such numbers may count people."""
    text = texts[at]
    return (
        len(text) == 4
        and text[0] == "1"
        and text.isdigit()
        and text < "1900"
        and at > 0
        and texts[at - 1] in _BEFORE_YEARS
    )


def _mark(text: str) -> str | None:
    if text[0] == "(":
        return "break"  # numbers of notes end what they are the notes of
    return "comma" if text[0] == "-" else _MARKS.get(text)


def _adjectives(signs: list[Sign], folded: str) -> None:
    """Let "Asian", "West African" before people be a word for foreigners, and no place; "US" theirs."""
    for at in range(len(signs) - 2, -1, -1):
        sign = signs[at]
        if sign.kind == "place" and _of_people(signs, at):
            signs[at] = Sign("people-of", sign.values, sign.start, sign.end, sign.gap)
        if sign.kind != "region":
            continue
        beyond = at + 1
        joined = False
        while (
            beyond < len(signs)
            and signs[beyond].gap == 0
            and signs[beyond].kind in ("and", "comma")
        ):
            beyond += 1
            joined = True
        if beyond == len(signs) or signs[beyond].gap:
            continue
        kinds = ("foreign", "people-of") if joined else ("foreign", "people", "people-of", "agents")
        adjective = folded.endswith(("an", "ern", "ish"), sign.start, sign.end)
        if signs[beyond].kind in kinds and (adjective or not joined):
            signs[at] = Sign("foreign", (), sign.start, sign.end, sign.gap)


def _of_people(signs: Sequence[Sign], at: int) -> bool:
    """Whether "US", "PRC" before people is whose people they are: "PRC nationals"."""
    sign, after = signs[at], signs[at + 1]
    return (
        sign.end - sign.start <= _ABBREVIATION
        and after.kind == "people"
        and after.gap == 0
        and not (at and sign.gap == 0 and signs[at - 1].kind in _LEADS)
    )


def _named(one: PlaceSaid | RegionSaid, gap: int, folded: str) -> Sign:
    if isinstance(one, RegionSaid):
        return Sign("region", (), one.start, one.end, gap)
    if one.kind != "people":
        part = one.kind in ("city", "region")
        return Sign("place", (one.country,), one.start, one.end, gap, part=part)
    plural = folded[one.end - 1] == "s" and folded[one.end - 2] != "s"
    return Sign("people-of", (one.country,), one.start, one.end, gap, plural)


def _word(texts: Sequence[str], at: int, lexicon: Lexicon) -> Word | None:
    text = texts[at]
    begun = lexicon.words.get(text)
    if begun is not None and (word := _longest(begun, texts, at)) is not None:
        return word
    if lexicon.stems and not text.isascii():
        for length in range(len(text), _STEM - 1, -1):
            begun = lexicon.stems.get(text[:length])
            if begun is not None and (word := _longest(begun, texts, at)) is not None:
                return word
    return None


def _longest(begun: Begun, texts: Sequence[str], at: int) -> Word | None:
    best = begun.alone
    if at + 1 < len(texts):
        for words in (begun.seconds.get(texts[at + 1], ()), begun.any_second):
            for word in words:
                if _follows(word.rest, texts, at + 1):
                    if best is None or len(word.rest) > len(best.rest):
                        best = word
                    break
    return best


def _follows(rest: tuple[str, ...], texts: Sequence[str], at: int) -> bool:
    if at + len(rest) > len(texts):
        return False
    for offset, wanted in enumerate(rest):
        text = texts[at + offset]
        if text != wanted and not (wanted[-1] == "*" and text.startswith(wanted[:-1])):
            return False
    return True
