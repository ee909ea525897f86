"""Judge whether a memento is a copy of what an entry quotes, by the words that stand in it. Pure."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from sourcebook.check.links.markup import count_words
from sourcebook.check.quotes import has_words
from sourcebook.curate import Source, bind, find, in_words, of_excerpt, of_words, segments
from sourcebook.read import main_text
from sourcebook.records import Entry, Excerpt, Sign, Text
from sourcebook.store.keys import fold

ALIKE = (
    0.8  # of a quote's words, from which on a passage is one with it: scans and edits cost words
)
BODY = 60  # words of main text: pages that only say something went wrong mostly have fewer
LITTLE = 10  # words beside a title, below which nothing is there that could be a copy
HEAD = 3_000  # characters, a report's first page, on which its title stands
TITLE = 4  # words: a shorter title ("Kazakhstan") stands in many pages and proves nothing
BAD = {  # signs that what was archived is no copy, whatever words stand in it
    "not found": "says that the page isn't there",
    "like nonsense": "is what the site answered to anything",
    "parked": "is a parked domain",
    "challenge": "is a check for robots",
    "consent": "is a consent wall",
    "login": "is a log-in",
    "front page": "is the site's front page",
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
    quotes = quotes_of(entry)
    bad = next((sign for sign in cues if sign.kind in BAD), None)
    if not has_words(source):
        return Judged(verdict="wrong", why="has no words to compare", signs=tuple(cues))
    found = _excerpts(quotes, source) if quotes else _title(entry, source, cues)
    signs = tuple(dict.fromkeys((*found.signs, *cues)))
    if bad is not None and (not quotes or found.verdict != "stands"):
        told = f" ({bad.says})" if bad.says else ""
        return Judged(verdict="wrong", why=f"{BAD[bad.kind]}{told}", signs=signs)
    return Judged(verdict=found.verdict, why=found.why, signs=signs, share=found.share)


def quotes_of(entry: Entry) -> list[Excerpt]:
    """The excerpts of an entry that hold its source's own words."""
    return [e for e in entry.excerpts if e.voice == "quote" and of_excerpt(e).pieces]


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


def _title(entry: Entry, source: Source, cues: Sequence[Sign]) -> Judged:
    """Where nothing is quoted: the title, as what a web page calls itself (its look says so), or at
    the head of another file. Notes that a page moved and lists of links name titles too, but have
    hardly any words beside."""
    quote = of_words(entry.title)
    sign = next((sign for sign in cues if sign.kind == "title"), None)
    if sign is None and "html" not in source.text.media_type and quote.pieces:
        beginning = Source(Text(capture="", text=source.text.text[:HEAD]))
        if fold(source.text.title) == fold(entry.title) or (
            find(quote, beginning, nearest=False).standing == "verified"
        ):
            sign = Sign(kind="title", says=entry.title)
    if sign is None:
        return Judged(verdict="wrong", why="neither title nor excerpt stands there")
    beside = count_words(main_text(source.text)) - count_words(entry.title)
    if beside < LITTLE:
        why = "the title stands there with hardly any words beside"
        return Judged(verdict="wrong", why=why, signs=(sign,))
    called = {fold(source.text.title), *map(fold, _headings(source.text))}
    if "html" in source.text.media_type and fold(entry.title) not in called:
        why = "nearly the title stands there"
        return Judged(verdict="partly", why=why, signs=(sign,), share=0.8)
    if beside < BODY:
        why = f"the title stands there, with {beside:,} words beside"
        return Judged(verdict="partly", why=why, signs=(sign,), share=0.9)
    if count_words(entry.title) < TITLE:
        why = "the title stands there, but is too short to prove anything"
        return Judged(verdict="partly", why=why, signs=(sign,), share=0.5)
    return Judged(verdict="stands", why="the title stands there", signs=(sign,), share=1.0)


def _headings(text: Text) -> list[str]:
    return [text.text[block.start : block.end] for block in text.blocks if block.kind == "heading"]
