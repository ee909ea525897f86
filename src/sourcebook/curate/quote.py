"""An excerpt made ready for being looked for: cut into pieces where a curator left words out. Pure.

A new paragraph and an elision ("…", "...", "[...]") may pass words of the source over; everything
within a piece must stand in one row.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from sourcebook.curate.folding import fold
from sourcebook.curate.marks import Span, marks
from sourcebook.curate.source import word_spans
from sourcebook.curate.tokens import Token, tokens
from sourcebook.records import Excerpt

_DOTS = r"(?:\.(?:[\s\u200b]{0,3}\.)+|…+)"
_ELISION = re.compile(
    rf"[\[(]\s*(?:{_DOTS}|snip|-{{2,3}}|\*{{3}})\s*[\])]"
    r"|\.(?:[\s\u200b]{0,3}\.){2,}|…+|\*\s?\*\s?\*"
)
# The curator's capital: "[T]he", and where a word has one letter: "[A] report".
_CAPITAL = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])|(?:(?<=\s)|^)\[([AaIiOoУуЯяВвСсКкИи])\](?=\s)")
_BRACKET = re.compile(r"\[[^\[\]]*[^\W\d_][^\[\]]*\]")
_LINES = re.compile(r"(?<=[.!?:;\"'”’)\]])[^\S\n]*\n[^\S\n]*|\n\s*\n")

_FIRST_MARK = re.compile(r"\s*(\(\d{1,3}(?:\s*[,;-]\s*\d{1,3})*\))")
# The end of a sentence, with its footnote marks, before what may begin another.
_SENTENCE = re.compile(
    r"""[.!?]["')\]]*(?:\s?[\[(][\d,;\s-]+[\])])*\d{0,3}\s+(?=["'(\[]?[^\W_a-z])"""
)

# What may stand around a quote without being part of it.
_AROUND = frozenset(" \n.,;:()\"'")


class Piece:
    """Words of an excerpt that must stand in one row. ``joined`` says what it follows: a new
    paragraph, an elision; or, where a piece was cut, a sentence or an item of a list."""

    def __init__(self, text: str, paragraph: int, joined: str, *, literal: bool = False) -> None:
        self.literal = literal  # whether its square brackets are taken for the source's
        self.text = text
        self.paragraph = paragraph
        self.joined = joined
        self.folded = fold(_CAPITAL.sub(r"\1\2", text))

    @cached_property
    def brackets(self) -> list[Span]:
        """Where the curator's own words stand, in square brackets."""
        if self.literal:
            return []
        taken = set(self.marks)
        found = [m.span() for m in _BRACKET.finditer(self.folded.cased)]
        return [span for span in found if span not in taken]

    @cached_property
    def marks(self) -> list[Span]:
        """Where footnote marks stand."""
        found = marks(self.folded.cased)
        first = _FIRST_MARK.match(self.folded.cased)  # after an elision, its full stop is gone
        return found if first is None or first.span(1) in found else [first.span(1), *found]

    @cached_property
    def words(self) -> list[str]:
        """The words by which it is found: no marks, no curator's words."""
        return self._spanned[0]

    @cached_property
    def _spanned(self) -> tuple[list[str], list[Span]]:
        return word_spans(self.folded, sorted([*self.marks, *self.brackets]))

    @cached_property
    def tokens(self) -> list[Token]:
        """What is compared; each bracket of the curator is one."""
        out = tokens(self.folded, marks=self.marks, asides=self.brackets)
        return [
            Token(self.folded.lower[t.start : t.end], "bracket", t.start, t.end)
            if t.kind == "aside"
            else t
            for t in out
        ]

    @cached_property
    def plain(self) -> str | None:
        """From its first word to its last, with single spaces; None where there are marks, brackets
        or signs around it that have to be compared."""
        cased = self.folded.cased
        if self.brackets or self.marks:
            return None
        spans = self._spanned[1]
        start, end = spans[0][0], spans[-1][1]
        if not _AROUND.issuperset(cased[:start] + cased[end:]):
            return None
        return " ".join(cased[start:end].split())

    @cached_property
    def to_the_letter(self) -> "Piece | None":
        """The piece with its square brackets taken for the source's own; None where it has none."""
        if not self.brackets:
            return None
        return Piece(self.text, self.paragraph, self.joined, literal=True)

    def items(self) -> list["Piece"]:
        """The piece cut before each lettered item of a list, "(b)": a reader sees by the letters that
        items were left out. Nothing where it has no second one."""
        cased = self.folded.cased
        starts = [t.start for t in self.tokens[1:] if t.kind == "label" and t.key[0] == "("]
        cuts = [at for at in starts if re.search(r"[;:,.]\s*(?:and\s+|or\s+)?$", cased[:at])]
        if not cuts:
            return []
        ends = [0, *cuts, len(cased)]
        cut = [Piece(cased[a:b], self.paragraph, "item") for a, b in pairwise(ends)]
        cut[0].joined = self.joined
        return cut if all(piece.words for piece in cut) else []

    def sentences(self) -> list["Piece"]:
        """The piece cut where its sentences end; nothing where it is one sentence, or none of them has
        four words."""
        cased = self.folded.cased
        ends = [0, *(m.end() for m in _SENTENCE.finditer(cased)), len(cased)]
        cut = [Piece(cased[a:b], self.paragraph, "sentence") for a, b in pairwise(ends)]
        cut = [piece for piece in cut if piece.words]
        if len(cut) < 2 or max(len(piece.words) for piece in cut) < 4:
            return []
        cut[0].joined = self.joined
        return cut


class Quote:
    """What is looked for: the pieces of an excerpt, or of any words."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = tuple(paragraphs)
        self.pieces: list[Piece] = []
        for number, paragraph in enumerate(paragraphs):
            joined = "paragraph"
            for text in _ELISION.split(paragraph):
                piece = Piece(text, number, joined)
                joined = "elision"
                if piece.words:
                    self.pieces.append(piece)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(piece.words) for piece in self.pieces)


def of_excerpt(excerpt: Excerpt) -> Quote:
    """The words of an excerpt; its heading where it has nothing else."""
    return Quote(excerpt.paragraphs or ((excerpt.heading,) if excerpt.heading else ()))


def of_words(words: str) -> Quote:
    """Words as somebody typed or pasted them: a line that ends as a sentence does ends a paragraph."""
    return Quote([part for part in _LINES.split(words) if part.strip()])
