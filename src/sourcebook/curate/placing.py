"""Compare a piece of a quote with the words at a place, and choose one place for each piece. Pure."""

from bisect import bisect_left
from collections.abc import Sequence

from sourcebook.curate.comparing import Comparison, compare
from sourcebook.curate.locating import Spot, exact
from sourcebook.curate.marks import Span
from sourcebook.curate.match import Part
from sourcebook.curate.quote import Piece
from sourcebook.curate.sides import Side
from sourcebook.curate.source import Source
from sourcebook.curate.tokens import tokens


def word_for_word(piece: Piece, source: Source, hint: Span | None) -> list[Part]:
    """The places where a piece stands word for word, in order; first those on the page named."""
    found: list[Part] = []
    for spot in exact(piece, source):
        part = compared_at(piece, source, spot)
        if part.verified:
            found.append(part)
    if not found:
        literal = piece.to_the_letter if "[" in source.folded.cased else None
        return word_for_word(literal, source, hint) if literal else found
    if hint:
        there = [p for p in found if p.span and p.span[0] < hint[1] and p.span[1] > hint[0]]
        return there or found
    return found


def chain(choices: list[list[Part]]) -> list[Part | None]:
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


def compared_at(piece: Piece, source: Source, spot: Spot) -> Part:
    """A piece compared with the words at a spot, with or without what is set aside there."""
    strand = spot.strand
    span = strand.span(spot.first)[0], strand.span(spot.last - 1)[1]
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


def page_span(source: Source, page: str) -> Span | None:
    for one in source.text.pages:
        if page in (one.label, str(one.index + 1)):
            return source.folded.find(one.start), source.folded.find(one.end)
    return None
