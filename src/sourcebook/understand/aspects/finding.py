"""Find the words that speak of an aspect: one span a mention, the longest; weak words in company only. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from sourcebook.themes.wording import companies
from sourcebook.understand.aspects.automaton import CYRILLIC, ENGLISH, NOTHING, Meaning, automaton

# Where it starts, minus where it ends, the order among what stands at the same place, what it means.
Hit = tuple[int, int, int, Meaning]
_BY_PLACE = itemgetter(0, 1, 2)
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]")
_LATIN = re.compile("[a-z]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"']{3,400}")
_GAP = re.compile("  +")
_SPACES = " \t\r\n\xa0\u2009'’-‐‑"


def mentions(
    folded: str, text: str, sentences: Sequence[tuple[int, int]]
) -> list[tuple[int, int, Meaning]]:
    """(start, end, meaning) of each mention of an aspect, in order, none overlapping. ``folded`` has a
    character for each of ``text``; the offsets are of both."""
    words = folded
    if "www." in words or "://" in words:  # words in a web address say nothing
        words = _ADDRESS.sub(lambda found: "." * len(found[0]), words)
    words = words.replace("-", " ").replace("'", " ").replace("/", " ")
    words, place = _gathered(words, text)
    sure, weak, helps = _raw(words)
    held = _longest(sure)
    if weak:
        company = _company(held, helps)
        held = _longest([*held, *_accompanied(weak, company, place, sentences)])
    return [
        (place(start), place(-end - 1) + 1, meaning)
        for start, end, _, meaning in held
        if meaning.kind != NOTHING
    ]


def _gathered(words: str, text: str) -> tuple[str, Callable[[int], int]]:
    """The words with runs of spaces made one, except between paragraphs, and a function from their
    offsets to the text's."""
    cuts: list[int] = []
    shifts: list[int] = []
    parts: list[str] = []
    shift = last = 0
    if "  " in words:
        for gap in _GAP.finditer(words):
            start, end = gap.span()
            if text.count("\n", start, end) > 1 or text[start:end].strip(_SPACES):
                continue
            parts.append(words[last : start + 1])
            shift += end - start - 1
            cuts.append(start + 1 - (shift - (end - start - 1)))
            shifts.append(shift)
            last = end
    if not cuts:
        return words, lambda at: at
    parts.append(words[last:])

    def place(at: int) -> int:
        found = bisect_right(cuts, at)
        return at + shifts[found - 1] if found else at

    return "".join(parts), place


def _raw(words: str) -> tuple[list[Hit], list[Hit], list[Hit]]:
    """What may be meant, whole words only: by sure words, by weak ones, and what helps the weak."""
    scripts = []
    if _LATIN.search(words):
        scripts.append(ENGLISH)
    if _CYRILLIC.search(words):
        scripts.append(CYRILLIC)
    size = len(words)
    out: tuple[list[Hit], list[Hit], list[Hit]] = ([], [], [])
    for script in scripts:
        machine = automaton(script)
        means = machine.means
        for index, start, end in machine.find.find_matches_as_indexes(words, overlapping=True):
            if start and words[start - 1].isalnum():
                continue
            exact, patterns = means[index]
            if exact and (end == size or not words[end].isalnum()):
                for meaning in exact:
                    out[meaning.sort].append((start, -end, meaning.order, meaning))
            for pattern in patterns:
                stop = pattern.end(words, start)
                if stop > start:
                    meaning = pattern.meaning
                    out[meaning.sort].append((start, -stop, meaning.order, meaning))
    return out


def _longest(hits: list[Hit]) -> list[Hit]:
    """The first, and of those that begin alike the longest, sure before weak, the earlier list's first;
    a sure one that begins inside a weak one and is longer takes its place ("in [debt bondage]")."""
    hits.sort(key=_BY_PLACE)
    out: list[Hit] = []
    free = size = 0
    for hit in hits:
        start, end = hit[0], -hit[1]
        if start >= free:
            out.append(hit)
        elif end - start > size and out[-1][3].needs and not hit[3].needs:
            out[-1] = hit
        else:
            continue
        free, size = end, end - start
    return out


def _company(held: list[Hit], helps: list[Hit]) -> dict[str, tuple[list[int], list[int]]]:
    """Where company starts and ends, by name, in order; what a decoy hides is none."""
    kinds: dict[str, list[str]] = {}
    for name, company in companies().items():
        for kind in company.kinds:
            kinds.setdefault(kind, []).append(name)
    found: dict[str, set[tuple[int, int]]] = {name: set() for name in companies()}
    hidden: list[int] = []
    hides: list[int] = []
    for start, end, _, meaning in held:
        if meaning.kind == NOTHING:
            hidden.append(start)
            hides.append(-end)
        else:
            for name in kinds.get(meaning.kind, ()):
                found[name].add((start, -end))
    for start, end, _, meaning in helps:
        at = bisect_right(hidden, start) - 1
        if at < 0 or hides[at] <= start:
            found[meaning.helps].add((start, -end))
    out = {}
    for name, spans in found.items():
        rows = sorted(spans)
        out[name] = [start for start, _ in rows], [end for _, end in rows]
    return out


def _accompanied(
    weak: list[Hit],
    company: dict[str, tuple[list[int], list[int]]],
    place: Callable[[int], int],
    sentences: Sequence[tuple[int, int]],
) -> Iterator[Hit]:
    """The weak words beside which, in their sentence, company stands that isn't part of them."""
    bounds = [start for start, _ in sentences]
    for hit in weak:
        start, end = hit[0], -hit[1]
        at = bisect_right(bounds, place(start)) - 1
        if at < 0:
            continue
        first, last = sentences[at]
        begins, ends = company[hit[3].needs]
        middle = bisect_left(begins, start)
        for n in (*range(middle - 1, max(middle - 4, -1), -1), *range(middle, middle + 4)):
            if n >= len(begins):
                break
            if (ends[n] <= start or begins[n] >= end) and first <= place(begins[n]) < last:
                yield hit
                break
