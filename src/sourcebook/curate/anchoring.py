"""Bind a quote to the passage of a text that it was taken from, and say its standing. Pure.

*verified*: every piece of it stands in the text, in order, word for word (see ``comparing``).
*differs*: no such passage, but one that comes near. *absent*: none comes near enough.
"""

from collections.abc import Sequence

from sourcebook.curate.doubts import doubts as doubts_of
from sourcebook.curate.locating import near
from sourcebook.curate.marks import Span
from sourcebook.curate.match import Match, Part
from sourcebook.curate.placing import chain, compared_at, page_span, word_for_word
from sourcebook.curate.quote import Piece, Quote, of_excerpt
from sourcebook.curate.source import Source
from sourcebook.records import Excerpt

NEAR = 0.5  # least likeness of a passage that is shown as the nearest wording
SHORT = 3  # words: fewer have no nearest wording, only the same one
WHOLE = 0.85  # likeness from which on a passage is one with its quote, and not cut into sentences


def bind(excerpt: Excerpt, source: Source) -> Match:
    """An excerpt in the text it was taken from: of several equal passages, the one on the page that
    its locator names."""
    locator = excerpt.locator
    page = locator.value if locator is not None and locator.kind == "page" else ""
    return find(of_excerpt(excerpt), source, page=page)


def find(quote: Quote, source: Source, *, page: str = "", nearest: bool = True) -> Match:
    """The passage a quote was taken from, or what comes nearest. ``page`` is where it should
    stand; of several equal passages, the one there is meant. Without ``nearest``, only where all
    words stand in a row: for looking through many texts."""
    hint = page_span(source, page) if page else None
    choices = [word_for_word(piece, source, hint) for piece in quote.pieces]
    parts: list[Part] = []
    if nearest:
        for part in _row(quote.pieces, choices, source):
            parts += _items(part, source, hint) or _apart(part, source, hint) or [part]
    else:
        found = zip(quote.pieces, chain(choices), strict=True)
        parts = [part or Part(piece) for piece, part in found]
    doubts = list(doubts_of(parts, source)) if all(part.verified for part in parts) else []
    return Match(quote, source, parts, doubts)


def everywhere(quote: Quote, source: Source, *, most: int = 5) -> list[Match]:
    """Each place where a quote of one piece stands word for word; else what ``find`` gives."""
    if len(quote.pieces) == 1:
        found = word_for_word(quote.pieces[0], source, None)
        if len(found) > 1:
            return [Match(quote, source, [part], []) for part in found[:most]]
    return [find(quote, source)]


def _row(pieces: Sequence[Piece], choices: list[list[Part]], source: Source) -> list[Part]:
    """A place for each of the pieces, one after the other where that can be: of those where it
    stands word for word, else the nearest."""
    parts: list[Part] = []
    after = 0
    for piece, found in zip(pieces, chain(choices), strict=True):
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
    found = [word_for_word(one, source, hint) for one in cut]
    row = [one for one in chain(found) if one is not None]
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
    choices = [word_for_word(one, source, hint) for one in cut]
    found = sum(len(one.words) for one, some in zip(cut, choices, strict=True) if some)
    return _row(cut, choices, source) if found > len(part.piece.words) / 2 else []


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
        part = compared_at(piece, source, spot)
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
