"""Tell what a page that denies tells besides: what it is about, and how much stands around. Pure.

A notice that something isn't there comes first, and then ways out: a search, a home page, news. Who writes
about something else says that first; a denial further down is a comment's, a widget's, or prose.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, islice

from msgspec import Struct

from sourcebook.check.links import walls
from sourcebook.check.links.looking import Look
from sourcebook.check.links.markup import count_words, host
from sourcebook.check.links.phrases import SENTENCE, spoken
from sourcebook.check.links.pieces import Piece, pieces
from sourcebook.check.links.where import path_of

_PIECES = 600
_FEW = 4  # words; less is a label, a date, a button
_LONG = 40  # words of a paragraph that is prose, though a word of denial stands in it
_HEADLINE = 4  # words of a heading that tells of something
_TEASER = 3  # linked words with which the next thing begins

Deny = Callable[[str], bool]


class Told(Struct, frozen=True, kw_only=True):
    """``seen`` whether the denial shows at all, ``aside`` that it stands beside the matter only; ``topic``
    the heading above it that tells of something else (``headline`` that it stands in that heading
    itself), ``named`` that the page's title does too;
    ``before`` and ``after`` how many words of other things stand between that heading and the denial,
    and behind it up to the next heading; ``share`` how much of its piece the denial takes."""

    seen: bool = True
    headline: bool = False
    aside: bool = False
    topic: str = ""
    named: bool = False
    before: int = 0
    after: int = 0
    share: float = 1.0


def told(look: Look, says: str, *, denies: Deny, heads: Deny) -> Told:
    """What else the page tells that ``says`` (as ``spoken``) that something isn't there; ``denies``
    whether a sentence does, ``heads`` whether a heading does."""
    some = list(islice(pieces(look.body), _PIECES))
    letters = says.replace(" ", "")
    name = host(look.url).partition(":")[0]
    place = _place(some, name, letters)
    if place < 0:
        return Told(seen=False)
    held = some[place]
    here = _letters(held.text)
    start, topic = topic_of(some[:place], look, heads)
    headline = bool(held.rank) and not heads(held.text)
    if headline:
        start, topic = place, held.text
    return Told(
        headline=headline,
        aside=held.aside,
        topic=topic,
        named=bool(topic) and named(topic, look),
        before=sum(other(piece, denies) for piece in some[start:place] if not piece.aside),
        after=rest(held.text, denies) + following(some[place + 1 :], denies),
        share=len(letters) / max(1, len(here)),
    )


def _place(some: Sequence[Piece], name: str, letters: str) -> int:
    """The first piece beside nothing in which a denial stands or begins, else the first of all; or -1.
    A denial may speak of the host (``name``) as of a page."""
    said = [_letters(piece.text.replace(name, "page") if name else piece.text) for piece in some]
    for places in ([n for n, piece in enumerate(some) if not piece.aside], range(len(some))):
        start = "".join(said[n] for n in places).find(letters)
        if start >= 0:
            ends = list(accumulate(len(said[n]) for n in places))
            return places[bisect_right(ends, start)]
    return -1


def _letters(text: str) -> str:
    return spoken(text).replace(" ", "")


def topic_of(some: Sequence[Piece], look: Look, heads: Deny) -> tuple[int, str]:
    """The last heading that tells of something, and where its matter begins."""
    for place in range(len(some) - 1, -1, -1):
        piece = some[place]
        if not 0 < piece.rank < 4 or piece.aside or piece.linked > piece.own:
            continue
        words = spoken(piece.text)
        if heads(piece.text):
            continue
        if look.site and words == spoken(look.site):
            continue
        return place + 1, piece.text
    return 0, ""


def named(topic: str, look: Look) -> bool:
    """Whether a heading is what the page is of, and not its site's name."""
    words, title = spoken(topic), spoken(look.title)
    if words and title.startswith(words) and len(title) > len(words) + 2:
        return True
    if words and words == title and len(words.split()) >= _HEADLINE:
        return True
    path = spoken(path_of(look.url))
    long = [word for word in words.split() if len(word) > 3]
    return len(long) > 1 and all(word in path for word in long)


def following(some: Sequence[Piece], denies: Deny) -> int:
    """Words of other things in pieces up to the next heading or link."""
    count = 0
    for piece in some:
        if piece.rank or piece.aside or (piece.linked >= _TEASER and piece.linked > piece.own):
            break
        count += other(piece, denies)
    return count


def other(piece: Piece, denies: Deny) -> int:
    """Words of a piece that are neither a denial, nor an apology, nor show ways out."""
    if piece.rank or piece.linked > piece.own or piece.own < _FEW:
        return 0
    if piece.own >= _LONG:
        return piece.own
    return rest(piece.text, denies)


def rest(text: str, denies: Deny) -> int:
    """The same, of sentences."""
    count = 0
    for sentence in SENTENCE.split(text):
        words = spoken(sentence)
        if words and count_words(words) >= _FEW and not (denies(sentence) or advises(words)):
            count += count_words(words)
    return count


def advises(words: str) -> bool:
    """Whether ``spoken`` words are about addresses, or show ways out (“Try a search”)."""
    return walls.advice().find(words) is not None
