"""A text made ready for finding quotes in it: folded, its words numbered, and what may stand between
two halves of a sentence (running heads, footnotes, captions) set aside. Pure."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import log

from sourcebook.curate.folding import Folded, fold
from sourcebook.curate.marks import Span, marks
from sourcebook.curate.tokens import UNSPACED
from sourcebook.records import Text

_WORD = re.compile(r"[^\W_]+(?:(?<=[^\W\d_])-\s+(?=[^\W\d_])[^\W_]+)*")
_UNSPACED_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
_BREAK = re.compile(r"-\s+")
ASIDE = frozenset({"furniture", "footnote", "caption", "reference"})


def word_spans(folded: Folded, blank: Sequence[Span] = ()) -> tuple[list[str], list[Span]]:
    """The words of a folded text, without punctuation, and where they stand; what lies in
    ``blank`` is passed over. A word broken at a line's end is one word."""
    text = folded.cased
    if blank:
        parts: list[str] = []
        at = 0
        for start, end in blank:
            if end > at:
                begin = max(start, at)
                parts += (text[at:begin], " " * (end - begin))
                at = end
        text = "".join((*parts, text[at:]))
    pattern = _WORD if not _HAS_UNSPACED.search(text) else _UNSPACED_WORD
    spans = [found.span() for found in pattern.finditer(text)]
    lower = folded.lower
    words = [lower[start:end] for start, end in spans]
    if "- " in text or "-\n" in text:
        words = [_BREAK.sub("", word) if "-" in word else word for word in words]
    return words, spans


class Strand:
    """Words of a source in one order. ``line`` has one character for each word, so that strings of
    words are found as fast as strings of letters."""

    def __init__(self, words: list[str], spans: list[Span]) -> None:
        self.spans = spans
        self.codes: dict[str, int] = {}
        self._weights: dict[str, float] = {}
        codes = self.codes
        self.line = "".join([chr(codes.setdefault(word, len(codes) + 1)) for word in words])

    def weight(self, letter: str) -> float:
        """How much a word says about where: the rarer in this text, the more. A word of ``line``."""
        known = self._weights.get(letter)
        if known is None:
            known = self._weights[letter] = log(
                1 + len(self.line) / (self.line.count(letter) or 0.5)
            )
        return known

    def spell(self, words: Sequence[str]) -> str:
        """The words as characters of ``line``; those that the source has not are U+0000."""
        get = self.codes.get
        return "".join([chr(get(word, 0)) for word in words])


class Source:
    """A text ready for finding quotes in it; make it once for all quotes of a text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.folded = fold(text.text)

    @cached_property
    def marks(self) -> list[Span]:
        """Where footnote marks stand."""
        return marks(self.folded.cased)

    @cached_property
    def asides(self) -> list[Span]:
        """Where running heads, footnotes, captions and references stand, in folded offsets."""
        find = self.folded.find
        spans = [(find(b.start), find(b.end)) for b in self.text.blocks if b.kind in ASIDE]
        return sorted(spans)

    @cached_property
    def main(self) -> Strand:
        """The words of the text itself."""
        return Strand(*word_spans(self.folded, sorted([*self.marks, *self.asides])))

    @cached_property
    def whole(self) -> Strand:
        """All words, those set aside too."""
        return Strand(*word_spans(self.folded, self.marks)) if self.asides else self.main

    @cached_property
    def breaks(self) -> list[int]:
        """Where blocks begin, in folded offsets."""
        return sorted(self.folded.find(block.start) for block in self.text.blocks)

    def original(self, span: Span) -> Span:
        """A span of the folded text, in offsets of the text."""
        return self.folded.start(span[0]), self.folded.end(span[1])

    def pages(self, span: Span) -> list[int]:
        """Which of the text's pages (their places in ``text.pages``) a span of the text touches."""
        start, end = span
        if not self.text.pages:
            return []
        starts = [page.start for page in self.text.pages]
        first = max(bisect_left(starts, start + 1) - 1, 0)
        last = max(bisect_left(starts, max(end, start + 1)) - 1, first)
        return list(range(first, last + 1))


def overlaps(spans: Sequence[Span]) -> bool:
    """Whether any two of the spans, in order, overlap."""
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))
