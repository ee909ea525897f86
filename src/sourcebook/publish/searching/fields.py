"""Say which fields a findable thing has, what their words weigh, and whether they can be asked for. Pure."""

from collections.abc import Iterator

from msgspec import Struct

from sourcebook.publish.searching.findable import Findable
from sourcebook.publish.searching.vocabulary import IN_TITLE, OF_AUTHOR

LEVELS = 8  # weights of a term in a thing; more than eight change no order a reader would see
# BM25: how soon a word's repetition counts no more, and how much longer things are held back
# (Robertson and Zaragoza 2009). The usual length is fixed: were it the library's mean, one more entry
# would change every weight.
K1, B, USUAL = 1.2, 0.6, 160
# Places between fields and paragraphs, so that no phrase runs over their border; each begins at a
# multiple, so that one more word in a title doesn't move the places of all words that follow.
GAP, FIELD = 10, 32


class Kind(Struct, frozen=True):
    """What a word of a field weighs; ``lead`` marks terms of one that can be asked for by itself."""

    weight: float
    lead: str = ""


KINDS = (Kind(4.0, IN_TITLE), Kind(1.0, OF_AUTHOR), Kind(1.5), Kind(1.0), Kind(0.5))
TITLE, AUTHOR, HEADING, PLAIN, MORE = range(len(KINDS))
ABOUT = HEADING  # what a country weighs that a thing is about


def fields(found: Findable) -> Iterator[tuple[int, str, str]]:
    """(kind, text, language) of each field, in order; a kind is a place in ``KINDS``. Empty ones are
    left out."""
    language = found.language
    if found.title:
        yield TITLE, found.title, language
    for who in dict.fromkeys((found.by, *found.authors)):
        if who:
            yield AUTHOR, who, language
    own = MORE if found.light else PLAIN
    for passage in found.passages:
        if passage.heading:
            yield HEADING, passage.heading, language
        for paragraph in passage.text.split("\n"):
            if paragraph:
                yield own, paragraph, language
    for more in found.more:
        if more:
            yield MORE, more, ""


def lead_weight(words: int) -> int:
    """The weight of a term of a field that can be asked for: what share of the field's words it is."""
    return min(LEVELS - 1, LEVELS // words)
