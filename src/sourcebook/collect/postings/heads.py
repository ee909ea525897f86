"""Decide where a posting's head begins in a block of text, and which words are title and byline.

The block is everything between the last posting's access note and this one's address. Every way
to cut its end into quotes | title | byline is scored by what the words look like (see ``looks``),
and the best is taken.
"""

import re

from msgspec import Struct

from sourcebook.collect.postings.looks import (
    EDITION,
    LABELLED,
    MARKED,
    NAME,
    PARAGRAPH,
    SUBTITLE,
    WORST,
    byline_score,
    dated,
    quote_score,
    title_score,
)
from sourcebook.collect.postings.pieces import Piece


class Head(Struct, frozen=True, kw_only=True):
    """Where a head begins in its block: pieces from ``group`` (if any), ``title``, ``byline``."""

    quotes: int
    titles: int
    bylines: int
    score: float


# "Statistical Report, Volume Two": a title's second line. A journal's volume is a number.
_VOLUME = re.compile(r",\s(?:Volume|Part|Phase)\s(?:One|Two|Three|Four|Five|[IVX]{1,5})$")
_TITLE_LINES = (WORST, 0.0, -1.5, -4.0)
_BYLINE_LINES = (-2.5, 0.0, -1.0, -2.5)


def best_head(block: list[Piece], *, opening: bool) -> Head | None:
    """The best way to read the end of a block as title and byline, or None for an empty block.

    ``opening``: the block opens a section, so nothing of it can be a quote of a posting before.
    """
    size = len(block)
    if not size:
        return None
    plain = _plain_head(block, opening=opening)
    if plain is not None:
        return plain
    low = max(0, size - 6)
    worth = 0.0  # of the paragraph that the head can't reach over
    for index in range(size - 2, low - 1, -1):
        if len(block[index].text) > PARAGRAPH:
            low, worth = index + 1, 5.0
            break
    texts = [piece.text for piece in block[low:]]
    count = len(texts)
    titled = [title_score(text) for text in texts]
    volumes = [_VOLUME.search(text) is not None for text in texts]
    bylined = [
        byline_score(text) - 4.0 * volume for text, volume in zip(texts, volumes, strict=True)
    ]
    editions = [
        volume or EDITION.match(text) is not None
        for text, volume in zip(texts, volumes, strict=True)
    ]
    quoted = [worth]  # quoted[i]: score of the first i lines as quotes
    for text in texts[:-1]:
        quoted.append(quoted[-1] + (-4.0 if opening else min(5.0, quote_score(text))))
    gaps = len({piece.gap for piece in block[low:]}) > 1
    bold = len({piece.bold for piece in block[low:]}) > 1
    best: Head | None = None
    for start in range(count):
        for titles in range(1, min(3, count - start) + 1):
            bylines = count - start - titles
            if bylines > 3:
                continue
            first_byline = start + titles
            score = quoted[start] + _TITLE_LINES[titles] + _BYLINE_LINES[bylines]
            score += titled[start] - (6.0 if EDITION.match(texts[start]) else 0.0)
            for index in range(start + 1, first_byline):
                if editions[index]:
                    score += 6.0
                else:
                    score += min(2.0, titled[index]) - 0.5 * max(0.0, bylined[index])
                    if texts[index - 1][-1] in ")]" and MARKED.search(texts[index - 1]):
                        score -= 5.0  # "[PDF]" ends a title
            score += sum(bylined[first_byline:])
            if bylines and texts[first_byline - 1][-1] == ",":
                score -= 4.0
            if bylines == 2 and _needs_none(texts[-2], texts[-1]):
                score -= 2.0
            if gaps:
                score += _spaced(block, low + start)
            if bold:
                score += _weighted(block, low + start, titles)
            if best is None or score > best.score:
                best = Head(quotes=low + start, titles=titles, bylines=bylines, score=score)
    return best


def _plain_head(block: list[Piece], *, opening: bool) -> Head | None:
    """The head of most postings, a line each for title and byline after a paragraph or a heading
    of the page, or None: then all ways have to be weighed."""
    size = len(block)
    if size < 2 or (opening and size > 2):
        return None
    titled, bylined = block[-2], block[-1]
    before = block[-3] if size > 2 else None
    if before is not None and (
        len(before.text) <= 350 or before.gap != titled.gap or before.bold != titled.bold
    ):
        return None
    if titled.gap != bylined.gap or titled.bold != bylined.bold or len(bylined.text) < 8:
        return None
    looks = byline_score(bylined.text)
    if looks < 5.5 or not dated(bylined.text):
        return None
    score = title_score(titled.text)
    if score < 2.5 or dated(titled.text) > 1 or EDITION.match(titled.text):
        return None
    worth = 5.0 if before is not None else 0.0
    return Head(quotes=size - 2, titles=1, bylines=1, score=worth + score + looks)


def _needs_none(first: str, second: str) -> bool:
    """Whether a byline is whole without the line before it, which names nobody."""
    return (
        byline_score(second) >= 5
        and "," not in first
        and not dated(first)
        and not LABELLED.match(first)
        and (not NAME.match(first) or SUBTITLE.search(first) is not None)
    )


def _spaced(block: list[Piece], start: int) -> float:
    """Whether the blank lines agree: more of them before the head than inside it."""
    inside = max((piece.gap for piece in block[start + 1 :]), default=None)
    before = block[start].gap
    if inside is None:
        return 0.0
    if before > inside:
        return 2.0
    return -2.5 if before < inside else 0.0


def _weighted(block: list[Piece], start: int, titles: int) -> float:
    """Whether bold type agrees: titles are, bylines and quotes are not."""
    score = 0.0
    for index, piece in enumerate(block[start:]):
        if index < titles:
            score += 2.5 if piece.bold else -1.0
        elif piece.bold:
            score -= 2.0
    for piece in block[max(0, start - 2) : start]:
        if piece.bold and not piece.text.isupper():
            score -= 2.0
    return score
