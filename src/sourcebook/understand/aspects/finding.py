"""Find the words that speak of an aspect: one span a mention, the longest; weak words in company only. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from sourcebook.themes.wording import companies
from sourcebook.understand.aspects.automaton import (
    CYRILLIC,
    ENGLISH,
    HELP,
    VOID,
    WEAK,
    Meaning,
    automaton,
    meanings,
    worth,
)
from sourcebook.understand.aspects.forms import NEXT

# Where it starts, minus where it ends, and the number of what it means: in the order of their worth.
Hit = tuple[int, int, int]
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
    known = meanings()
    if weak:
        company = _company(held, helps, {known[n].needs for _, _, n in weak})
        if place is not None:  # sentences are counted in the text
            sentences = place.sentences(sentences)
        held = _longest([*held, *_accompanied(weak, company, sentences)])
    if place is None:
        return [(start, -end, known[n]) for start, end, n in held if n != VOID]
    return [
        (place.of(start), place.of(-end - 1) + 1, known[n]) for start, end, n in held if n != VOID
    ]


class _Places(Struct, frozen=True):
    """What was left out of a text: from offset ``cuts[n]`` of the rest on, ``shifts[n]`` characters."""

    cuts: list[int]
    shifts: list[int]

    def of(self, at: int) -> int:
        """The text's offset of an offset in the rest."""
        found = bisect_right(self.cuts, at)
        return at + self.shifts[found - 1] if found else at

    def sentences(self, some: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Spans of the text as spans of the rest."""
        ends = [cut + shift for cut, shift in zip(self.cuts, self.shifts, strict=True)]

        def back(at: int) -> int:
            found = bisect_right(ends, at)
            return at - self.shifts[found - 1] if found else at

        return [(back(start), back(end)) for start, end in some]


def _gathered(words: str, text: str) -> tuple[str, _Places | None]:
    """The words with runs of spaces made one, except between paragraphs, and what was left out."""
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
            cuts.append(start + 1 - shift)
            shift += end - start - 1
            shifts.append(shift)
            last = end
    if not cuts:
        return words, None
    parts.append(words[last:])
    return "".join(parts), _Places(cuts, shifts)


def _raw(words: str) -> tuple[list[Hit], list[Hit], list[Hit]]:
    """What may be meant, whole words only: by sure words, by weak ones, and what helps the weak."""
    scripts = []
    if _LATIN.search(words):
        scripts.append(ENGLISH)
    if not words.isascii() and _CYRILLIC.search(words):
        scripts.append(CYRILLIC)
    size = len(words)
    sure: list[Hit] = []
    weak: list[Hit] = []
    helps: list[Hit] = []
    add = (sure.append, weak.append, helps.append)
    for script in scripts:
        machine = automaton(script)
        means, hopes = machine.means, machine.hopes
        for index, start, end in machine.find.find_matches_as_indexes(words, overlapping=True):
            if start and words[start - 1].isalnum():
                continue
            numbers, starts = means[index]
            if numbers and (end == size or not words[end].isalnum()):
                for its, n in numbers:
                    add[its]((start, -end, n))
            if not starts:
                continue
            follow = words[end : end + NEXT]
            patterns = hopes.get((index, follow))
            if patterns is None:
                patterns = machine.hopeful(index, follow)
            for pattern in patterns:
                stop = pattern.end(words, start)
                if stop > start:
                    n = pattern.number
                    add[worth(n)]((start, -stop, n))
    return sure, weak, helps


def _longest(hits: list[Hit]) -> list[Hit]:
    """The first, and of those that begin alike the longest, sure before weak, the earlier list's first;
    a sure one that begins inside a weak one and is longer takes its place ("in [debt bondage]")."""
    hits.sort()
    out: list[Hit] = []
    free = size = 0
    for hit in hits:
        start, end = hit[0], -hit[1]
        if start >= free:
            out.append(hit)
        elif end - start > size and WEAK <= out[-1][2] < VOID and hit[2] < WEAK:
            out[-1] = hit
        else:
            continue
        free, size = end, end - start
    return out


@cache
def _kinds() -> dict[str, list[str]]:
    """The names of the companies that an aspect of a kind makes."""
    kinds: dict[str, list[str]] = {}
    for name, company in companies().items():
        for kind in company.kinds:
            kinds.setdefault(kind, []).append(name)
    return kinds


def _company(
    held: list[Hit], helps: list[Hit], needed: set[str]
) -> dict[str, tuple[list[int], list[int]]]:
    """Where company starts and ends, by the names that are needed, in order; what a decoy hides is none."""
    kinds = _kinds()
    found: dict[str, set[tuple[int, int]]] = {name: set() for name in needed}
    names = list(companies())
    known = meanings()
    hidden: list[int] = []
    hides: list[int] = []
    for start, end, n in held:
        if n == VOID:
            hidden.append(start)
            hides.append(-end)
        else:
            for name in kinds.get(known[n].kind, ()):
                if name in needed:
                    found[name].add((start, -end))
    for start, end, n in helps:
        name = names[n - HELP]
        if name in needed:
            at = bisect_right(hidden, start) - 1
            if at < 0 or hides[at] <= start:
                found[name].add((start, -end))
    out = {}
    for name, spans in found.items():
        rows = sorted(spans)
        out[name] = [start for start, _ in rows], [end for _, end in rows]
    return out


def _accompanied(
    weak: list[Hit],
    company: dict[str, tuple[list[int], list[int]]],
    sentences: Sequence[tuple[int, int]],
) -> Iterator[Hit]:
    """The weak words beside which, in their sentence, company stands that isn't part of them."""
    bounds = [start for start, _ in sentences]
    known = meanings()
    for hit in weak:
        start, end = hit[0], -hit[1]
        at = bisect_right(bounds, start) - 1
        if at < 0:
            continue
        first, last = sentences[at]
        begins, ends = company[known[hit[2]].needs]
        after = bisect_left(begins, end)
        if after < len(begins) and begins[after] < last:
            yield hit
            continue
        for n in range(bisect_left(begins, start) - 1, -1, -1):
            if begins[n] < first:
                break
            if ends[n] <= start:
                yield hit
                break
