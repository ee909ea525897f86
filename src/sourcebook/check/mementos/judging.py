"""Judge whether a memento is a copy of what an entry quotes, by the words that stand in it. Pure."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from sourcebook.check.quotes import has_words
from sourcebook.curate import Source, bind, find, in_words, of_excerpt, of_words, segments
from sourcebook.records import Entry, Excerpt, Sign
from sourcebook.store.keys import fold

ALIKE = (
    0.8  # of a quote's words, from which on a passage is one with it: scans and edits cost words
)
TITLE = 4  # words: a shorter title ("Kazakhstan") stands in many pages and proves nothing
BAD = {  # signs that what was archived is no copy, whatever words stand in it
    "not found": "says that the page isn't there",
    "like nonsense": "is what the site answered to anything",
    "parked": "is a parked domain",
    "challenge": "is a check for robots",
    "consent": "is a consent wall",
    "login": "is a log-in",
    "front page": "is the site's front page",
    "empty": "is empty",
}


class Judged(Struct, frozen=True, kw_only=True):
    """Whether a memento is a copy: *stands* where all that is quoted stands there word for word (or
    the title does where nothing is quoted), *partly* where some of it does, or nearly; *wrong*. The
    reason in words, and the signs it rests on."""

    verdict: Literal["stands", "partly", "wrong"]
    why: str
    signs: tuple[Sign, ...] = ()
    share: float = 0.0  # of the quoted words, how many stand there


def judge(entry: Entry, source: Source, cues: Sequence[Sign] = ()) -> Judged:
    """Judge a memento's text. ``cues`` are the signs that its look gave; an excerpt that stands there
    outweighs what only looks like an error, a title doesn't: error pages repeat titles."""
    quotes = [excerpt for excerpt in entry.excerpts if _quoted(excerpt)]
    bad = next((sign for sign in cues if sign.kind in BAD), None)
    if not has_words(source):
        return Judged(verdict="wrong", why="has no words to compare", signs=tuple(cues))
    found = _excerpts(quotes, source) if quotes else _title(entry, source)
    signs = (*found.signs, *cues)
    if bad is not None and (not quotes or found.verdict != "stands"):
        told = f" ({bad.says})" if bad.says else ""
        return Judged(verdict="wrong", why=f"{BAD[bad.kind]}{told}", signs=signs)
    return Judged(verdict=found.verdict, why=found.why, signs=signs, share=found.share)


def _quoted(excerpt: Excerpt) -> bool:
    return excerpt.voice == "quote" and bool(of_excerpt(excerpt).pieces)


def _excerpts(quotes: Sequence[Excerpt], source: Source) -> Judged:
    signs: list[Sign] = []
    whole, near, words, held = 0, 0, 0, 0.0
    worst = ""
    for excerpt in quotes:
        match = bind(excerpt, source)
        words += match.quote.words
        held += match.quote.words * match.likeness
        if match.standing == "verified":
            whole += 1
            signs.append(
                Sign(kind="excerpt", says=f"excerpt {excerpt.id} stands there word for word")
            )
        elif match.standing == "differs" and match.likeness >= ALIKE:
            near += 1
            worst = worst or f"excerpt {excerpt.id} differs: {in_words(segments(match))[:300]}"
            signs.append(Sign(kind="excerpt", says=worst))
        else:
            worst = worst or f"excerpt {excerpt.id} doesn't stand there"
    share = round(held / words, 3) if words else 0.0
    many = len(quotes)
    if whole == many:
        why = "the excerpt stands there" if many == 1 else f"all {many} excerpts stand there"
        return Judged(verdict="stands", why=why, signs=tuple(signs), share=share)
    if whole or near:
        why = f"{whole} of {many} excerpts stand there word for word"
        if near:
            why += f", {near} nearly"
        return Judged(verdict="partly", why=f"{why}; {worst}", signs=tuple(signs), share=share)
    why = "the excerpt doesn't stand there" if many == 1 else "none of the excerpts stands there"
    return Judged(verdict="wrong", why=why, share=share)


def _title(entry: Entry, source: Source) -> Judged:
    """Where nothing is quoted: the title, in the text or as what the page calls itself."""
    quote = of_words(entry.title)
    title = fold(entry.title)
    called = f" {fold(source.text.title)} "
    stands = bool(quote.pieces) and find(quote, source, nearest=False).standing == "verified"
    if not title or not (stands or f" {title} " in called):
        return Judged(verdict="wrong", why="neither title nor excerpt stands there")
    sign = Sign(kind="title", says=f"“{entry.title}” stands there")
    if len(title.split()) < TITLE:
        why = "the title stands there, but is too short to prove anything"
        return Judged(verdict="partly", why=why, signs=(sign,), share=0.5)
    return Judged(verdict="stands", why="the title stands there", signs=(sign,), share=1.0)
