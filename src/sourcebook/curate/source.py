"""A text made ready for finding quotes in it: folded, its words numbered, and what may stand between
two halves of a sentence (running heads, footnotes, captions) set aside. Pure."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from math import log

from sourcebook.curate.folding import Folded, fold
from sourcebook.curate.marks import Span, marks
from sourcebook.curate.tokens import UNSPACED
from sourcebook.records import Text

# Words and what is between them, in turns: cutting a text whole and adding up lengths took half the
# time of asking each match for its span.
_PARTS = re.compile(r"[^\W_]+|[\W_]+")
_UNSPACED_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
ASIDE = frozenset({"furniture", "footnote", "caption", "reference"})


def word_spans(folded: Folded, blank: Sequence[Span] = ()) -> tuple[list[str], list[Span]]:
    """The words of a folded text, without punctuation, and where they stand; what lies in
    ``blank`` is passed over. A word broken at a line's end is one word."""
    text = folded.lower
    if blank:
        parts: list[str] = []
        at = 0
        for start, end in blank:
            if end > at:
                begin = max(start, at)
                parts += (text[at:begin], " " * (end - begin))
                at = end
        text = "".join((*parts, text[at:]))
    if not text.isascii() and _HAS_UNSPACED.search(text):
        spans = [found.span() for found in _UNSPACED_WORD.finditer(text)]
        return [folded.lower[start:end] for start, end in spans], spans
    pieces = _PARTS.findall(text)
    ends = list(accumulate(map(len, pieces), initial=0))
    first = 0 if pieces and (pieces[0][0].isalnum()) else 1
    words = pieces[first::2]
    spans = list(zip(ends[first::2], ends[first + 1 :: 2], strict=False))
    if "- " in text or "-\n" in text:
        _join(words, spans, pieces[first + 1 :: 2])
    return words, spans


def _join(words: list[str], spans: list[Span], between: list[str]) -> None:
    """Make one word of two that only a hyphen and a line's end part."""
    broken = [
        n
        for n, sign in enumerate(between[: len(words) - 1])
        if sign[0] == "-" and len(sign) > 1 and sign[1:].isspace()
    ]
    for n in reversed(broken):
        if words[n][-1].isalpha() and words[n + 1][0].isalpha():
            words[n : n + 2] = [words[n] + words[n + 1]]
            spans[n : n + 2] = [(spans[n][0], spans[n + 1][1])]


class Strand:
    """Words of a source in one order. ``line`` has one character for each word, so that strings of
    words are found as fast as strings of letters."""

    def __init__(self, words: list[str], spans: list[Span]) -> None:
        self.words = words
        self.spans = spans
        self.codes = {word: chr(n) for n, word in enumerate(dict.fromkeys(words), 1)}
        self.line = "".join(map(self.codes.__getitem__, words))
        self._counts: dict[str, int] = {}
        self._weights: dict[str, float] = {}

    def count(self, words: str) -> int:
        """How often words of ``line`` stand in it."""
        known = self._counts.get(words)
        if known is None:
            known = self._counts[words] = self.line.count(words)
        return known

    def weight(self, words: str) -> float:
        """How much words of ``line`` say about where: the rarer in this text, the more."""
        known = self._weights.get(words)
        if known is None:
            known = log(1 + len(self.line) / (self.count(words) or 0.5))
            self._weights[words] = known
        return known

    def spell(self, words: Sequence[str]) -> str:
        """The words as characters of ``line``; those that the source has not are U+0000."""
        get = self.codes.get
        return "".join([get(word, "\0") for word in words])


def _without(strand: Strand, asides: Sequence[Span], text: str) -> tuple[list[str], list[Span]]:
    """The words that stand in none of the asides; a word broken around one is one word."""
    words: list[str] = []
    spans: list[Span] = []
    starts = [start for start, _ in strand.spans]
    done = 0
    for start, end in asides:
        first = bisect_left(starts, start, done)
        last = bisect_left(starts, end, first)
        _append(words, spans, strand, (done, first), text)
        done = max(last, done)
    _append(words, spans, strand, (done, len(starts)), text)
    return words, spans


def _append(words: list[str], spans: list[Span], strand: Strand, which: Span, text: str) -> None:
    first, last = which
    if first < last and words and text[spans[-1][1]] == "-":
        after, end = strand.words[first], strand.spans[first][1]
        # what follows the hyphen, up to the aside, is nothing but a line's end
        line = text[spans[-1][1] + 1 : spans[-1][1] + 4]
        if line[:1].isspace() and words[-1][-1].isalpha() and after[0].isalpha():
            words[-1], spans[-1] = words[-1] + after, (spans[-1][0], end)
            first += 1
    words += strand.words[first:last]
    spans += strand.spans[first:last]


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
        if not self.asides:
            return self.whole
        return Strand(*_without(self.whole, self.asides, self.folded.lower))

    @cached_property
    def whole(self) -> Strand:
        """All words, those set aside too."""
        return Strand(*word_spans(self.folded, self.marks))

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
