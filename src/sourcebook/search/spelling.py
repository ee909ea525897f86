"""Find the words of an index that are spelled about like a given one. Pure.

The dictionary is the index's own, so that what is proposed is found.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

Dictionary = Callable[
    [str], Mapping[str, int]
]  # words that begin so, with how many entries have each
COMMONER = 20  # times a neighbour must be as common as a word that is there, to be proposed for it
_FEW = 2  # entries that have a word which may be a slip itself


class Near(Struct, frozen=True):
    """A word of the dictionary, how many letters it is away, and how many entries have it."""

    word: str
    away: int
    entries: int


def reach(word: str) -> int:
    """How many letters may be wrong, missing, too many or swapped: none in three, two in eight."""
    return 0 if len(word) < 4 or any(c.isdigit() for c in word) else 1 if len(word) < 8 else 2


def near(word: str, dictionary: Dictionary, *, most: int = 3) -> list[Near]:
    """The words spelled about so, the nearest first and of those the commonest; ``word`` is folded,
    and isn't among them. Slips in the first letter are looked for where others aren't found."""
    allowed = reach(word)
    if not allowed:
        return []
    for start in dict.fromkeys((word[0], word[1], "")):
        found = _among(word, dictionary(start), allowed)
        if found:
            return found[:most]
    return []


def _among(word: str, there: Mapping[str, int], allowed: int) -> list[Near]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    choices = [one for one in there if abs(len(one) - len(word)) <= allowed and one != word]
    found = extract(word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    made = [Near(one, int(away), there[one]) for one, away, _ in found]
    # a slip keeps the first letter more often than not; a commoner word is meant more often
    made.sort(key=lambda one: (one.away, one.word[0] != word[0], -one.entries, one.word))
    return made


def better(word: str, entries: int, dictionary: Dictionary) -> str | None:
    """For a word that few entries have: a much commoner one that is spelled about so, or None."""
    if entries > _FEW or reach(word) == 0:
        return None
    found = [one for one in near(word, dictionary) if one.entries >= COMMONER * max(entries, 1)]
    return found[0].word if found and found[0].away == 1 else None
