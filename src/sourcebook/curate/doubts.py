"""Say why a quote whose words all stand in a text is no true quote all the same. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sourcebook.curate.match import Part
from sourcebook.curate.negations import negation_in
from sourcebook.curate.source import Source

ELIDED = 1_000  # words that an elision may stand for
TIED = 60  # … beside a piece of fewer than four words, which stands in many places


def doubts(parts: Sequence[Part], source: Source) -> Iterator[str]:
    """Why a quote whose pieces all stand in the text is no true quote."""
    for before, part in pairwise(parts):
        if before.span is None or part.span is None:
            continue
        if part.span[0] < before.span[1]:
            yield f"“{_begin(part)}” stands before “{_begin(before)}” in the source"
            continue
        gap = source.folded.lower[before.span[1] : part.span[0]]
        words = _WORDS.findall(gap)
        if part.piece.joined == "sentence":
            left = f"{len(words):,} words are left out" if len(words) > 1 else "signs differ"
            yield f"{left} before “{_begin(part)}”, and nothing says so"
        if part.piece.joined == "item" and words and not _ITEMS.match(gap):
            yield f"words are left out at the end of the item before “{_begin(part)}”"
        if part.piece.joined != "elision":
            continue
        least = min(len(before.piece.words), len(part.piece.words))
        if len(words) > (TIED if least < 4 else ELIDED):
            yield f"the elision before “{_begin(part)}” stands for {len(words):,} words"
        lost = _negation(gap)
        if lost:
            yield f"the elision before “{_begin(part)}” leaves out “{lost}”"


# Between two items of a list: the end of one, and whole items with their letters.
_ITEMS = re.compile(r"[\s;:,.]*(?:and\s+|or\s+)?\(?[a-z]{1,5}\)")
_WORDS = re.compile(r"\w+(?:['.,-]\w+)*")


_NO_NEGATION = re.compile(r"\bno\.?\s*(?=\d)|\bno\.\s*$|\bnon-(?=\w)")  # "No. 138"; part of a word


def _begin(part: Part) -> str:
    words = part.piece.folded.cased.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def _negation(gap: str) -> str:
    """A negation in the sentences that an elision cuts into: the first and the last it touches."""
    sentences = re.split(r"[.!?]\s", _NO_NEGATION.sub(" ", gap))
    return negation_in(f"{sentences[0]} {sentences[-1]}")
