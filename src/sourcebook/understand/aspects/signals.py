"""Where something may be denied and where an age may be told: looked for once a text, so that the costly
patterns are tried there only. Pure."""

from functools import cache

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

_DENIAL = (
    "no ", "not ", "n't ", "nor ", "neither ", "never ", "without ", "zero ", "free of", "free from",
    "absence of", "cannot ", "нет", "без ", "не ", "ни ", "никак", "отсутств", "жоқ", "емес", "маған",
    "мады", "меген", "меді", "паған", "пады", "пеген", "педі", "пейді", "майды", "мейді",
)  # fmt: skip
_AGE = (
    "age ", "ages ", "aged ", "year", "under ", "over ", "below ", "above ", "younger ", "older ",
    "between ", "young as", "less than ", "лет", "возраст", "года", "жас",
)  # fmt: skip


class Signals(Struct, frozen=True):
    """Offsets of words without which nothing is denied, and of words without which no age is told."""

    denials: list[int]
    ages: list[int]


def signals(folded: str) -> Signals:
    """The offsets in a folded text, each list in order."""
    denials: list[int] = []
    ages: list[int] = []
    for index, start, _ in _machine().find_matches_as_indexes(folded, overlapping=True):
        (denials if index < len(_DENIAL) else ages).append(start)
    return Signals(denials, ages)


@cache
def _machine() -> AhoCorasick:
    return AhoCorasick([*_DENIAL, *_AGE])
