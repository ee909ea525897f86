"""Bind a quote to the passage of a text that it was taken from, and say its standing. Pure.

*verified*: every piece of it stands in the text, in order, word for word (see ``comparing``).
*differs*: no such passage, but one that comes near. *absent*: none comes near enough.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from sourcebook.curate.comparing import NEGATIONS, Comparison, Side, compare
from sourcebook.curate.locating import Spot, exact, near
from sourcebook.curate.marks import Span
from sourcebook.curate.quote import Piece, Quote
from sourcebook.curate.source import Source
from sourcebook.curate.tokens import tokens
from sourcebook.records import Anchor, ExcerptStanding

CONTEXT = 48  # characters before and after; W3C's examples have about 32, names can be longer
LONGEST = 12_000  # characters that one anchor may span; farther parts are told in words
NEAR = 0.5  # least likeness of a passage that is shown as the nearest wording
SHORT = 3  # words: fewer have no nearest wording, only the same one
WHOLE = 0.85  # likeness from which on a passage is one with its quote, and not cut into sentences
ELIDED = 1_000  # words that an elision may stand for
TIED = 60  # … beside a piece of fewer than four words, which stands in many places


class Part(Struct, frozen=True):
    """What became of one piece of a quote: its place in the folded text, None where it has none,
    and how the words compare. ``same`` is true where the passage is the piece letter for letter, so
    that nothing was left to compare."""

    piece: Piece
    span: Span | None = None
    likeness: float = 0.0
    comparison: Comparison | None = None
    same: bool = False

    @property
    def verified(self) -> bool:
        """Whether it stands there word for word."""
        return self.same or (self.comparison is not None and self.comparison.same)


class Match:
    """What was found of a quote in a source."""

    def __init__(self, quote: Quote, source: Source, parts: list[Part], doubts: list[str]) -> None:
        self.quote = quote
        self.source = source
        self.parts = parts
        self.doubts = doubts  # why words that all stand there are no true quote, in words

    @cached_property
    def standing(self) -> ExcerptStanding:
        """Verified, differs or absent; unchecked where there are no words."""
        if not self.parts:
            return "unchecked"
        if all(part.verified for part in self.parts):
            return "differs" if self.doubts else "verified"
        return "differs" if any(part.span for part in self.parts) else "absent"

    @cached_property
    def likeness(self) -> float:
        """How much of the quote stands in the passage, 0 to 1, weighed by words."""
        words = sum(len(part.piece.words) for part in self.parts)
        shared = sum(len(part.piece.words) * part.likeness for part in self.parts)
        return shared / words if words else 0.0

    @cached_property
    def spans(self) -> list[Span]:
        """Where its parts stand, in offsets of the text."""
        return [self.source.original(part.span) for part in self.parts if part.span]

    @cached_property
    def anchor(self) -> Anchor | None:
        """The passage as a W3C Web Annotation target: from the first part to the last, as far as
        they stand near each other."""
        if not self.spans:
            return None
        start, end = _together(self.spans)
        text = self.source.text
        pages = self.source.pages((start, end))
        return Anchor(
            exact=text.text[start:end],
            prefix=text.text[max(0, start - CONTEXT) : start],
            suffix=text.text[end : end + CONTEXT],
            start=start,
            end=end,
            page=page_name(self.source, pages[0]) if pages else None,
            capture=text.capture or None,
        )


def page_name(source: Source, number: int) -> str:
    """A page as it is printed, or its number counted from 1; "" where a text has no pages."""
    pages = source.text.pages
    if len(pages) == 1 and not pages[0].label:
        return "" if "html" in source.text.media_type or "text" in source.text.media_type else "1"
    return pages[number].label or str(pages[number].index + 1)


def _together(spans: Sequence[Span]) -> Span:
    """The span from the first to the last that is no longer than an anchor may be, with the most
    characters of the quote in it."""
    best, most = spans[0], 0
    for n, (start, _) in enumerate(spans):
        end, held = start, 0
        for other_start, other_end in spans[n:]:
            if other_start < end or (other_end - start > LONGEST and held):
                break
            end = other_end
            held += other_end - other_start
        if held > most:
            best, most = (start, end), held
    return best


def find(quote: Quote, source: Source, *, page: str = "", nearest: bool = True) -> Match:
    """The passage a quote was taken from, or what comes nearest. ``page`` is where it should
    stand; of several equal passages, the one there is meant. Without ``nearest``, only where all
    words stand in a row: for looking through many texts."""
    hint = _page_span(source, page) if page else None
    parts: list[Part] = []
    if not nearest:
        choices = [_verified(piece, source, hint) for piece in quote.pieces]
        found = zip(quote.pieces, _chain(choices), strict=True)
        parts = [part or Part(piece) for piece, part in found]
        doubts = list(_doubts(parts, source)) if all(part.verified for part in parts) else []
        return Match(quote, source, parts, doubts)
    choices = [_verified(piece, source, hint) for piece in quote.pieces]
    for part in _row(quote.pieces, choices, source):
        parts += _items(part, source, hint) or _apart(part, source, hint) or [part]
    doubts = list(_doubts(parts, source)) if all(part.verified for part in parts) else []
    return Match(quote, source, parts, doubts)


def everywhere(quote: Quote, source: Source, *, most: int = 5) -> list[Match]:
    """Each place where a quote of one piece stands word for word; else what ``find`` gives."""
    if len(quote.pieces) == 1:
        found = _verified(quote.pieces[0], source, None)
        if len(found) > 1:
            return [Match(quote, source, [part], []) for part in found[:most]]
    return [find(quote, source)]


def _row(pieces: Sequence[Piece], choices: list[list[Part]], source: Source) -> list[Part]:
    """A place for each of the pieces, one after the other where that can be: of those where it
    stands word for word, else the nearest."""
    parts: list[Part] = []
    after = 0
    for piece, found in zip(pieces, _chain(choices), strict=True):
        part = found or _nearest(piece, source, after)
        if part.span:
            after = max(after, part.span[1])
        parts.append(part)
    return parts


def _items(part: Part, source: Source, hint: Span | None) -> list[Part]:
    """The items of a list that a piece quotes, where each stands word for word after its letter."""
    if part.verified:
        return []
    cut = part.piece.items()
    found = [_verified(one, source, hint) for one in cut]
    row = [one for one in _chain(found) if one is not None]
    return row if len(row) == len(cut) and all(map(_lettered, row[1:])) else []


def _lettered(part: Part) -> bool:
    """Whether the passage begins with the same letter as the item."""
    if part.comparison is None:
        return part.same
    return bool(part.comparison.source) and part.comparison.source[0].kind == "label"


def _apart(part: Part, source: Source, hint: Span | None) -> list[Part]:
    """The sentences of a piece, where most of it stands word for word but not in one row: so that
    what is left out between them can be shown. Else nothing."""
    if part.likeness >= WHOLE:
        return []
    cut = part.piece.sentences()
    choices = [_verified(one, source, hint) for one in cut]
    found = sum(len(one.words) for one, some in zip(cut, choices, strict=True) if some)
    return _row(cut, choices, source) if found > len(part.piece.words) / 2 else []


# --- word for word ------------------------------------------------------------------------------
def _verified(piece: Piece, source: Source, hint: Span | None) -> list[Part]:
    """The places where a piece stands word for word, in order; first those on the page named."""
    found: list[Part] = []
    for spot in exact(piece, source):
        part = _part(piece, source, spot)
        if part.verified:
            found.append(part)
    if not found:
        literal = piece.to_the_letter if "[" in source.folded.cased else None
        return _verified(literal, source, hint) if literal else found
    if hint:
        there = [p for p in found if p.span and p.span[0] < hint[1] and p.span[1] > hint[0]]
        return there or found
    return found


def _chain(choices: list[list[Part]]) -> list[Part | None]:
    """One place for each piece, so that each follows the one before as closely as can be."""
    best: list[Part | None] = [None] * len(choices)
    first = next((n for n, some in enumerate(choices) if some), None)
    if first is None:
        return best
    shortest: tuple[int, int] | None = None
    for start in choices[first]:
        chain: list[Part | None] = [None] * len(choices)
        chain[first] = start
        end = start.span[1] if start.span else 0
        missed = 0
        for n in range(first + 1, len(choices)):
            following = (p for p in choices[n] if p.span and p.span[0] >= end)
            chosen = next(following, None)
            if chosen is None and choices[n]:
                missed += 1
                chosen = choices[n][0]
            elif chosen is not None and chosen.span:
                end = chosen.span[1]
            chain[n] = chosen
        length = end - (start.span[0] if start.span else 0)
        if shortest is None or (missed, length) < shortest:
            best, shortest = chain, (missed, length)
    return best


def _part(piece: Piece, source: Source, spot: Spot) -> Part:
    """A piece compared with the words at a spot, with or without what is set aside there."""
    spans = spot.strand.spans
    span = spans[spot.first][0], spans[spot.last - 1][1]
    if _letter_for_letter(piece, source, span):
        return Part(piece, span, 1.0, same=True)
    start, end = _around(source, span)
    asides = [aside for aside in source.asides if start < aside[0] and aside[1] < end]
    comparison = _compared(piece, source, (start, end), asides)
    if asides and not comparison.same:
        other = _compared(piece, source, (start, end), [])
        comparison = other if other.same else comparison
    held = comparison.source
    if held:
        span = held[0].start, held[-1].end
    return Part(piece, span, 1.0 if comparison.same else spot.likeness, comparison)


# Signs beside a passage that are none of its words.
_BEFORE = frozenset(("", " ", "\n", "(", "[", '"'))
_AFTER = frozenset(("", " ", "\n", "(", "[", '"', ".", ",", ";", ":", ")", "]"))


def _letter_for_letter(piece: Piece, source: Source, span: Span) -> bool:
    """Whether the passage is the piece, with all capitals and signs, but for spaces and what stands
    around both; half of all quotes are, and need no comparing."""
    if piece.plain is None:
        return False
    text = source.folded.cased
    start, end = span
    after = text[end : end + 3]
    if text[max(0, start - 1) : start] not in _BEFORE or after[:1] not in _AFTER or "?" in after:
        return False
    if after[:1] in (".", ",") and after[1:2].isalnum():  # a number goes on, or a word
        return False
    return " ".join(text[start:end].split()) == piece.plain


def _compared(piece: Piece, source: Source, span: Span, asides: Sequence[Span]) -> Comparison:
    theirs = tokens(source.folded, *span, marks=source.marks, asides=asides)
    return compare(Side(piece.folded, piece.tokens), Side(source.folded, theirs))


_JOINS = frozenset("-'/&@_")


def _around(source: Source, span: Span) -> Span:
    """The span with the punctuation and marks beside it; and with the rest of a number or of a
    compound that it would cut ("5" of "5.6", "governmental" of "non-governmental")."""
    text = source.folded.cased
    start, end = span
    start, end = _uncut(source, start, -1), _uncut(source, end, 1)
    marks = source.marks
    left = start
    at = _first_after(marks, start) - 1
    while left > 0 and start - left < 12:
        if at >= 0 and marks[at][1] == left:
            left = start = marks[at][0]
            at -= 1
            continue
        if text[left - 1].isalnum() or text[max(0, left - 2) : left] == "\n\n":
            break
        left -= 1
    right = end
    at = _first_after(marks, end)
    while right < len(text) and right - end < 12:
        if at < len(marks) and marks[at][0] == right:
            right = end = marks[at][1]
            at += 1
            continue
        if text[right].isalnum() or text[right : right + 2] == "\n\n":
            break
        right += 1
    return left, right


def _first_after(spans: Sequence[Span], offset: int) -> int:
    return bisect_left(spans, (offset, -1))


def _uncut(source: Source, at: int, way: int) -> int:
    """``at``, or where the number or compound ends that it would cut."""
    text = source.folded.cased
    marked = _first_after(source.marks, at)
    while True:
        beside, beyond = (at, at + 1) if way > 0 else (at - 1, at - 2)
        if not (0 <= beyond < len(text)) or not text[beyond].isalnum():
            return at
        joint = text[beside]
        inner = text[at - 1] if way > 0 else text[at]
        number = joint in ".," and inner.isdigit() and text[beyond].isdigit()
        if not number and joint not in _JOINS:
            return at
        if joint == "-" and source.text.text[source.folded.start(beside)] in "–—―":
            return at
        if marked < len(source.marks) and source.marks[marked][0] in (beside, beyond):
            return at
        at = beyond
        while 0 <= at < len(text) and text[at].isalnum():
            at += way
        if way < 0:
            at += 1


# --- what all the words do not make true ---------------------------------------------------------
def _doubts(parts: Sequence[Part], source: Source) -> Iterator[str]:
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
    words: list[str] = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", f"{sentences[0]} {sentences[-1]}")
    return next((word for word in words if word in NEGATIONS), "")


# --- what comes nearest --------------------------------------------------------------------------
def _nearest(piece: Piece, source: Source, after: int) -> Part:
    """The passage that comes nearest to a piece; of equals, the first after ``after``."""
    if len(piece.words) < SHORT:
        return Part(piece)
    best: Part | None = None
    literal = piece.to_the_letter if "[" in source.folded.cased else None
    if literal is not None:
        best = _nearest(literal, source, after)
        if best.verified:
            return best
    for spot in near(piece, source):
        if best is not None and spot.likeness < best.likeness - 0.05:
            break
        part = _part(piece, source, spot)
        if part.verified:
            return part
        if best is None or _better(part, best, after):
            best = part
    if best is None or best.likeness < least_likeness(len(piece.words)):
        return Part(piece, likeness=best.likeness if best else 0.0)
    return best


def least_likeness(words: int) -> float:
    """From how much likeness on a passage is near: few words are alike by chance."""
    return NEAR + 0.25 * max(0.0, (12 - words) / 9)


def _better(part: Part, best: Part, after: int) -> bool:
    if abs(part.likeness - best.likeness) > 0.02:
        return part.likeness > best.likeness
    return _follows(part, after) > _follows(best, after)


def _follows(part: Part, after: int) -> bool:
    return part.span is not None and part.span[0] >= after


def _page_span(source: Source, page: str) -> Span | None:
    for one in source.text.pages:
        if page in (one.label, str(one.index + 1)):
            return source.folded.find(one.start), source.folded.find(one.end)
    return None
