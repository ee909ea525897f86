"""The words by which roles and routes are told, by language, as data; found in the words of a sentence."""

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct

WORDS = Path(__file__).parent / "words"
# Where words of one length stand in two tables, the earlier table has them.
TABLES = (
    "skip", "goods", "tourism", "promise", "purpose", "traffic", "role", "country", "exploit", "people", "agents", "foreign",
    "own", "abroad", "home", "town", "move", "travel", "risk", "ethnic", "hearsay", "negation", "being", "response",
    "from", "to", "in", "via", "between", "by", "of", "and", "while", "same", "who", "serves", "filler",
)  # fmt: skip


class Word(Struct, frozen=True):
    """A word or phrase: the words after its first, the table it stands in, and its values there."""

    rest: tuple[str, ...]
    kind: str
    values: tuple[str, ...]
    length: int  # words that it takes; an "in" at its end still leads to a place


class Lexicon(Struct, frozen=True):
    """Words by their first, longest first. ``stems`` hold those that end in ``*``: any ending will do."""

    words: dict[str, tuple[Word, ...]]
    stems: dict[str, tuple[Word, ...]]
    gate: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """All languages' words in one; they don't get into each other's way."""
    words: dict[str, list[Word]] = {}
    stems: dict[str, list[Word]] = {}
    gate: list[str] = []
    for path in sorted(WORDS.glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))
        gate += tables.pop("gate")["words"]
        for kind in sorted(tables, key=TABLES.index):
            for value, phrases in tables[kind].items():
                values = () if value == "any" else tuple(value.split())
                for phrase in phrases:
                    first, *rest = phrase.split()
                    held = stems if first.endswith("*") else words
                    length = len(rest) + 1 - (kind == "exploit" and rest[-1:] in (["in"], ["into"]))
                    word = Word(tuple(rest), kind, values, length)
                    held.setdefault(first.removesuffix("*"), []).append(word)
    return Lexicon(_longest_first(words), _longest_first(stems), tuple(dict.fromkeys(gate)))


def _longest_first(words: dict[str, list[Word]]) -> dict[str, tuple[Word, ...]]:
    return {
        first: tuple(sorted(several, key=lambda word: -len(word.rest)))
        for first, several in words.items()
    }
