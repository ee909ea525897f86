"""Where a text holds a name: whole words only, the longest where several overlap. Pure."""

from msgspec import Struct

from sourcebook.claims import PlaceKind
from sourcebook.understand.places.names import Lookout, lookout

LONGEST_ENDING = 16
RUN_ON = 5  # letters a name needs to be seen where another word runs into it
# Scripts that put no space between words: a name there has no word's end to be checked.
_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u9fff"))


class Hit(Struct, frozen=True, kw_only=True, gc=False):
    """A name that stands in a text. ``code`` as in ``Name``, ``stem`` the words it was found by."""

    start: int
    end: int
    code: str
    kind: PlaceKind
    stem: str


def hits(text: str, folded: str) -> list[Hit]:
    """The names in a text, in order, none overlapping; ``folded`` is its twin, as long as it is."""
    look = lookout()
    found = [*_words(text, folded, look), *_letters(text, look)]
    # Of two readings of one word the name that is written out ("Laos" is no plural of "Lao"), else the people
    # ("Somali" is Somalia in Kazakh).
    found.sort(key=lambda hit: (hit.start, -hit.end, -len(hit.stem), hit.kind != "people"))
    kept: list[Hit] = []
    end = 0
    for hit in found:
        if hit.start >= end:
            kept.append(hit)
            end = hit.end
    return kept


def _words(text: str, folded: str, look: Lookout) -> list[Hit]:
    found = []
    names, endings, length = look.names, look.endings, len(folded)
    for number, start, end in look.words.find_matches_as_indexes(folded, overlapping=True):
        if start and folded[start - 1].isalpha() and not _begins(text, folded, start):
            continue
        name = names[number]
        stop = end
        if not _unspaced(folded[end - 1]):
            limit = min(length, end + LONGEST_ENDING)
            while stop < limit and folded[stop].isalpha():
                stop += 1
        if (
            stop != end
            and end - start >= RUN_ON
            and text[end].isupper()
            and text[end - 1].islower()
        ):
            stop = end  # "UzbekistanTier 3": two words that ran together
        if stop == end if not name.endings else endings[name.endings].fullmatch(folded, end, stop):
            found.append(Hit(start=start, end=stop, code=name.code, kind=name.kind, stem=name.stem))
    return found


def _begins(text: str, folded: str, start: int) -> bool:
    """Whether a name can begin in the middle of letters: in a script without spaces, or at a capital
    where two words ran together."""
    return (text[start].isupper() and text[start - 1].islower()) or _unspaced(folded[start])


def _letters(text: str, look: Lookout) -> list[Hit]:
    found = []
    for number, start, end in look.letters.find_matches_as_indexes(text, overlapping=True):
        before = text[start - 1 : start]
        after = text[end : end + 1]
        if before.isalnum() or after.isalpha() or before == "&" or after == "&":
            continue
        word, code = look.shouted[number]
        found.append(Hit(start=start, end=end, code=code, kind="country", stem=word))
    return found


def _unspaced(letter: str) -> bool:
    return letter > "\u0dff" and any(low <= letter <= high for low, high in _UNSPACED)
