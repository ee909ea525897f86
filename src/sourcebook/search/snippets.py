"""Choose the stretch of a passage that shows best what was found, and mark it. Pure."""

from collections.abc import Sequence

from sourcebook.search.asking import Leaf
from sourcebook.search.letters import fold
from sourcebook.search.names import named_in
from sourcebook.search.words import spans, taken_apart

LENGTH = 240  # characters of a snippet: two to three lines
_BEFORE = 60  # characters shown before the first mark
_LOOKED = 20_000  # characters of a passage that are looked at

Mark = tuple[int, int]


def marks(text: str, language: str, leaves: Sequence[Leaf]) -> list[tuple[int, int, int]]:
    """Where things asked for stand in a text: (start, end, which leaf), in order."""
    text = text[:_LOOKED]
    written, terms = taken_apart(text, language)
    found: dict[int, int] = {}
    for number, leaf in enumerate(leaves):
        for first, last in _held(leaf, written, terms):
            for at in range(first, last):
                found.setdefault(at, number)
    places = spans(text, written, max(found) + 1) if found else []
    held = [(*places[at], number) for at, number in found.items()]
    codes = {leaf.code: number for number, leaf in enumerate(leaves) if leaf.code}
    if codes:
        named = (name for name in named_in(text) if name.code in codes)
        held += [(name.start, name.end, codes[name.code]) for name in named]
    made: list[tuple[int, int, int]] = []
    for start, end, number in sorted(held):
        if made and start < made[-1][1]:  # pairs of letters overlap, and a name its words
            made[-1] = (made[-1][0], max(end, made[-1][1]), made[-1][2])
        else:
            made.append((start, end, number))
    return made


def _held(leaf: Leaf, written: list[str], terms: list[str]) -> list[tuple[int, int]]:
    """Which words hold a leaf, as (first, behind the last)."""
    found = [(at, at + len(way)) for way in leaf.phrases for at in _runs(terms, way)]
    if leaf.surfaces:
        surfaces = set(leaf.surfaces)
        return found + [(n, n + 1) for n, word in enumerate(written) if fold(word) in surfaces]
    wanted = {*leaf.terms, *leaf.parts}
    if wanted.isdisjoint(terms):
        return found
    return found + [(n, n + 1) for n, term in enumerate(terms) if term in wanted]


def _runs(terms: list[str], way: tuple[str, ...]) -> list[int]:
    first, length = way[0], len(way)
    return [
        at
        for at, term in enumerate(terms)
        if term == first and tuple(terms[at : at + length]) == way
    ]


def snippet(
    text: str, language: str, leaves: Sequence[Leaf], *, length: int = LENGTH
) -> tuple[int, int, tuple[Mark, ...]]:
    """The stretch (start, end) of a text that has most of what was asked for, and the marks in it,
    counted from its start. Without any, the beginning."""
    found = marks(text, language, leaves)
    if len(text) <= length:
        return 0, len(text), tuple((start, end) for start, end, _ in found)
    best, best_start = (-1, -1), 0
    for n, (start, _, _) in enumerate(found):
        inside = [one for one in found[n : n + 40] if one[1] - start <= length - _BEFORE]
        score = (len({one[2] for one in inside}), len(inside))
        if score > best:
            best, best_start = score, start
    begin = max(0, best_start - _BEFORE) if found else 0
    begin = _word_start(text, begin)
    end = _word_end(text, min(len(text), begin + length))
    kept = [
        (start - begin, stop - begin) for start, stop, _ in found if begin <= start and stop <= end
    ]
    return begin, end, tuple(kept)


def _word_start(text: str, at: int) -> int:
    """From ``at``: a sentence's beginning if one is near, else a word's."""
    if at == 0:
        return 0
    for mark in (". ", "! ", "? ", "\n"):
        found = text.find(mark, at, at + _BEFORE)
        if found >= 0 and found + len(mark) < at + _BEFORE:
            return found + len(mark)
    found = text.find(" ", at, at + _BEFORE)
    return found + 1 if found >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    found = text.rfind(" ", at - 30, at + 1)
    return found if found > 0 else at
