"""Where a text holds a name: whole words only, the longest where several overlap. Pure."""

from msgspec import Struct

from sourcebook.claims import PlaceKind
from sourcebook.understand.places.names import Lookout, lookout

LONGEST_ENDING = 16
# Scripts that put no space between words: a name there has no word's end to be checked.
_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u9fff"))


class Hit(Struct, frozen=True, kw_only=True):
    """A name that stands in a text. ``code`` as in ``Name``, ``stem`` the words it was found by,
    ``endings`` their set."""

    start: int
    end: int
    code: str
    kind: PlaceKind
    stem: str
    endings: str = ""


def hits(text: str, folded: str) -> list[Hit]:
    """The names in a text, in order, none overlapping; ``folded`` is its twin, as long as it is."""
    look = lookout()
    found = [*_words(folded, look), *_letters(text, look)]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    end = 0
    for hit in found:
        if hit.start >= end:
            kept.append(hit)
            end = hit.end
    return kept


def _words(folded: str, look: Lookout) -> list[Hit]:
    found = []
    names, endings, length = look.names, look.endings, len(folded)
    for number, start, end in look.words.find_matches_as_indexes(folded, overlapping=True):
        name = names[number]
        if start and folded[start - 1].isalnum() and not _unspaced(folded[start]):
            continue
        stop = end
        if not _unspaced(folded[end - 1]):
            limit = min(length, end + LONGEST_ENDING)
            while stop < limit and folded[stop].isalnum():
                stop += 1
        if folded[end:stop] in endings[name.endings]:
            found.append(
                Hit(
                    start=start,
                    end=stop,
                    code=name.code,
                    kind=name.kind,
                    stem=name.stem,
                    endings=name.endings,
                )
            )
    return found


def _letters(text: str, look: Lookout) -> list[Hit]:
    found = []
    for number, start, end in look.letters.find_matches_as_indexes(text, overlapping=True):
        before = text[start - 1 : start]
        after = text[end : end + 1]
        if before.isalnum() or after.isalnum() or before == "&" or after == "&":
            continue
        word, code = look.shouted[number]
        found.append(Hit(start=start, end=end, code=code, kind="country", stem=word))
    return found


def _unspaced(letter: str) -> bool:
    return letter > "\u0dff" and any(low <= letter <= high for low, high in _UNSPACED)
