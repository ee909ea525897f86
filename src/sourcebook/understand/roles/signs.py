"""A sentence as the signs that tell of people, places, ways and deeds. Pure.

All words that aren't in the lexicon and name no place are left out; each sign knows how many of them
stand before it (``gap``).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter

from msgspec import Struct

from sourcebook.claims import PlaceSaid, RegionSaid
from sourcebook.understand.roles.lexicon import Begun, Lexicon, Word
from sourcebook.understand.roles.titles import Title

# Addresses of the web are one word, and none of ours.
_TOKEN = re.compile(
    r"((?:https?:|www\.)\S+|\d(?:[\d,.]*\d)?|'s\b|[^\W_]+(?:(?:\.[a-z0-9-]{1,60}){1,5}/\S*)?|[;:,†‡]|"
    r"\(\d[\d,; –-]{0,60}\)|(?<=\s)-+(?=\s)|\.(?=\s|$)|\|)"
)
# The same for plain English, at two thirds of the cost: it begins with characters, for which the engine looks fastest.
_PLAIN = re.compile(
    r"([a-z0-9';:,|(.-](?:(?<=[a-z])(?:(?<=h)ttps?:\S+|(?<=w)ww\.\S+|[a-z0-9]*(?:(?:\.[a-z0-9-]{1,60}){1,5}/\S*)?)|(?<=\d)(?:[\d,.]*\d)?|"
    r"(?<=')s\b|(?<=[;:,|])|(?<=\()\d[\d,; -]{0,60}\)|(?<=\s-)-*(?=\s)|(?<=\.)(?=\s|$)))"
)
_BEFORE_YEARS = frozenset({"in", "since", "until", "by", "after", "before", "в", "с", "до"})
_MARKS = frozenset("(-1")  # what marks that are no words begin with
_AT_TIMES = frozenset({"on", "while"})  # tables whose words are signs only in their place
_SOME = frozenset({"some", "many", "most", "several", "few", "more"})
_ALSO = frozenset({"also", "then", "later", "often", "sometimes", "now", "still"})
_start = attrgetter("start")
_ABBREVIATION = 4  # letters of the longest
_LEADS = ("in ", "to ", "from ", "the ", "through ", "within ")
_PEOPLE = tuple(
    f" {who}"
    for who in (
        "nationals",
        "citizens",
        "women",
        "men",
        "children",
        "girls",
        "boys",
        "workers",
        "victims",
    )
)
_STEM = 4  # letters of the shortest stem
_MADE = re.compile(
    r"(?:-,?(?: and| or)? \w{1,30}(?=-(?:flagged|owned)))?[- ](?:flagged|owned|based|run|affiliated|led|backed|operated|funded|sponsored|made)\b"
)


class Sign(Struct, gc=False):
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
    titles: Sequence[Title] = (),
    lexicon: Lexicon,
) -> list[Sign]:
    """The signs of ``folded[start:end]``, in order. ``places``, ``regions`` and ``titles`` (of treaties, with
    whatever they name) are those of the sentence."""
    texts, bounds = _tokens(folded, start, end)
    named = _names(texts, bounds, [*places, *regions], titles)
    known, count = lexicon.words, len(texts)
    begins = [*map(known.get, texts)]
    signs: list[Sign] = []
    gap = at = 0
    while at < count:
        begun = begins[at]
        if begun is None:
            word = None
        elif begun.goes_on and at + 1 < count:
            several = begun.seconds.get(texts[at + 1])
            more = several is not None or begun.any_second
            word = _longest(begun, texts, at) if more else begun.alone
        else:
            word = begun.alone
        text = texts[at]
        if word is None and text and not text.isascii():
            word = _stem(texts, at, lexicon)
        if word is not None:
            kind, length, values = word.kind, word.length, word.values
            if kind == "filler" and text in _SOME and _verb_follows(begins, texts, at + 1):
                kind, values = "same", ()
            if kind == "skip" or (kind in _AT_TIMES and not _counts(kind, texts, at, length)):
                gap += 1
            elif kind != "filler":
                first, last = bounds[2 * at + 1], bounds[2 * (at + length)]
                signs.append(Sign(kind, values, first, last, gap))
                gap = 0
            at += length
            continue
        sign: Sign | None = None
        following = at + 1
        if not text:
            one, following = named[at]
            sign = _name_after(signs, one, gap, folded)
        elif text[0] in _MARKS and (mark := _mark(texts, at)) is not None:
            sign = Sign(mark, (), bounds[2 * at + 1], bounds[2 * at + 2], gap)
        elif gap == 0 and signs and signs[-1].kind == "to" and _must_do(signs, text):
            sign = Sign("serves", ("site",), bounds[2 * at + 1], bounds[2 * at + 2], gap)
        at = following
        if sign is None:
            gap += 1
        else:
            signs.append(sign)
            gap = 0
    if regions:
        _adjectives(signs, folded)
    return signs


def _counts(kind: str, texts: Sequence[str], at: int, length: int) -> bool:
    """Whether "on" leads to a people's land, and "however" stands elsewhere than between commas ("most
    victims, however, are …"); else they are words like any other."""
    after = texts[at + length] if at + length < len(texts) else "."
    if kind == "on":
        return not after
    return not (after == "," and at > 0 and texts[at - 1] == ",")


def _name_after(
    signs: list[Sign], one: PlaceSaid | RegionSaid | Title, gap: int, folded: str
) -> Sign | None:
    """The sign of a name, none where it is a thing's ("Chinese-flagged") or an ethnic group's."""
    if signs and signs[-1].kind == "ethnic" and gap == 0:
        signs.pop()
        return None
    return None if _MADE.match(folded, one.end) else _named(one, gap, folded)


def _must_do(signs: Sequence[Sign], text: str) -> bool:
    """Whether a word that isn't known is what people are "forced to", "made to" do."""
    return (
        len(signs) > 1
        and signs[-2].kind == "exploit"
        and "force" in signs[-2].values
        and signs[-1].gap == 0
        and text.isalpha()
        and not text.endswith("ly")
    )


def _verb_follows(begins: Sequence[Begun | None], texts: Sequence[str], at: int) -> bool:
    """Whether "some" or "most" stands for people: "some are …", "most also end up …"."""
    while at < len(texts) and texts[at] in _ALSO:
        at += 1
    begun = begins[at] if at < len(texts) else None
    return begun is not None and begun.alone is not None and begun.alone.kind == "being"


def _tokens(folded: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """The words and marks; the one at ``n`` stands from ``bounds[2 * n + 1]`` to ``bounds[2 * n + 2]``."""
    words = folded[start:end]
    if words.startswith("-") and start and folded[start - 1].isspace():
        start, words = start - 1, f" {words}"  # a dash is a mark between spaces only
    parts = (_PLAIN if words.isascii() else _TOKEN).split(words)
    return parts[1::2], [*accumulate(map(len, parts), initial=start)]


def _names(
    texts: list[str],
    bounds: list[int],
    named: list[PlaceSaid | RegionSaid | Title],
    titles: Sequence[Title],
) -> dict[int, tuple[PlaceSaid | RegionSaid | Title, int]]:
    """Which words are a name, whose first is made "", and which is the next word after it."""
    names: dict[int, tuple[PlaceSaid | RegionSaid | Title, int]] = {}
    if titles:
        named = [
            *titles,
            *(one for one in named if not any(t.start <= one.start < t.end for t in titles)),
        ]
    named.sort(key=_start)
    ends = bounds[2::2]
    count, following = len(texts), 0
    for one in named:
        at = max(following, bisect_right(ends, one.start))
        if at >= count or bounds[2 * at + 1] >= one.end:
            continue
        following = at + 1
        while following < count and bounds[2 * following + 1] < one.end:
            following += 1
        texts[at] = ""
        names[at] = one, following
    return names


def _mark(texts: Sequence[str], at: int) -> str | None:
    """What a mark that is no word is: a dash, numbers of notes, which end what they are the notes of, or
    a year before 1900 ("in 1834", "until 1863"; other such numbers may count people)."""
    text = texts[at]
    match text[0]:
        case "(":
            return "break"
        case "-":
            return "comma"
        case "1" if len(text) == 4 and text.isdigit() and text < "1900" and at > 0:
            return "past" if texts[at - 1] in _BEFORE_YEARS else None
        case _:
            return None


def _adjectives(signs: list[Sign], folded: str) -> None:
    """Let "Asian", "West African" before people be a word for foreigners, and no place."""
    for at in range(len(signs) - 2, -1, -1):
        sign = signs[at]
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


def _of_people(one: PlaceSaid, folded: str) -> bool:
    """Whether it is an abbreviation of whose people follow: "PRC nationals", but not "in the UK women …"."""
    return (
        one.end - one.start <= _ABBREVIATION
        and folded.startswith(_PEOPLE, one.end)
        and not folded.endswith(_LEADS, 0, one.start)
    )


def _named(one: PlaceSaid | RegionSaid | Title, gap: int, folded: str) -> Sign:
    if isinstance(one, Title):
        return Sign("response", ("strong",), one.start, one.end, gap)
    if isinstance(one, RegionSaid):
        if folded.endswith(("nationals", "citizens"), one.start, one.end):
            return Sign("people", ("foreigner",), one.start, one.end, gap)
        return Sign("region", (), one.start, one.end, gap)
    if one.kind != "people" and not _of_people(one, folded):
        part = one.kind in ("city", "region")
        return Sign("place", (one.country,), one.start, one.end, gap, part=part)
    plural = folded[one.end - 1] == "s" and folded[one.end - 2] != "s"
    return Sign("people-of", (one.country,), one.start, one.end, gap, plural)


def _stem(texts: Sequence[str], at: int, lexicon: Lexicon) -> Word | None:
    text = texts[at]
    for length in range(len(text), _STEM - 1, -1):
        begun = lexicon.stems.get(text[:length])
        if begun is not None and (word := _longest(begun, texts, at)) is not None:
            return word
    return None


def _longest(begun: Begun, texts: Sequence[str], at: int) -> Word | None:
    best = begun.alone
    several = begun.seconds.get(texts[at + 1]) if at + 1 < len(texts) else None
    for words in (several, begun.any_second):
        for word in words or ():
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
