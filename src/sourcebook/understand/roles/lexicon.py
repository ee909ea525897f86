"""The words by which roles and routes are told, by language, as data; found in the words of a sentence."""

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct

# Marks are words too.
MARKS = {
    **dict.fromkeys((";", "†", "‡", ":", ".", "|"), "break"),
    ",": "comma",
    "'s": "possessive",
    "s": "possessive",  # "Macau s sex trade", of texts that lost their apostrophes
}
WORDS = Path(__file__).parent / "words"
# Where words of one length stand in two tables, the earlier table has them.
TABLES = (
    "skip", "goods", "tourism", "promise", "purpose", "traffic", "role", "country", "exploit", "people", "agents", "foreign",
    "own", "abroad", "home", "town", "move", "travel", "past", "risk", "ethnic", "hearsay", "negation", "being", "response",
    "from", "to", "in", "on", "via", "between", "by", "of", "and", "while", "same", "who", "serves", "pact", "filler",
)  # fmt: skip


class Word(Struct, frozen=True):
    """A word or phrase: the words after its first, the table it stands in, and its values there."""

    rest: tuple[str, ...]
    kind: str
    values: tuple[str, ...]
    length: int  # words that it takes; an "in" at its end still leads to a place, a "to" to a verb


class Begun(Struct, frozen=True):
    """What begins with one word: the phrases by their second word (``any_second``: those whose second
    ends in ``*``), longest first, and the word by itself; whether it begins any phrase."""

    seconds: dict[str, tuple[Word, ...]]
    any_second: tuple[Word, ...]
    alone: Word | None
    goes_on: bool


class Lexicon(Struct, frozen=True):
    """Words by their first. ``stems`` hold those whose first ends in ``*``: any ending will do."""

    words: dict[str, Begun]
    stems: dict[str, Begun]
    gate: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """All languages' words in one; they don't get into each other's way."""
    words: dict[str, list[Word]] = {}
    stems: dict[str, list[Word]] = {}
    gate: list[str] = []
    for mark, kind in MARKS.items():
        words[mark] = [Word((), kind, (), 1)]
    for path in sorted(WORDS.glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))
        gate += tables.pop("gate")["words"]
        for kind in sorted(tables, key=TABLES.index):
            for value, phrases in tables[kind].items():
                values = () if value == "any" else tuple(value.split())
                for phrase in phrases:
                    first, *rest = phrase.split()
                    held = stems if first.endswith("*") else words
                    led = rest[-1:] in (["in"], ["into"]) or (rest == ["to"] and "force" in values)
                    length = len(rest) + 1 - (kind == "exploit" and led)
                    word = Word(tuple(rest), kind, values, length)
                    held.setdefault(first.removesuffix("*"), []).append(word)
    return Lexicon(_begun(words), _begun(stems), tuple(dict.fromkeys(gate)))


def _begun(words: dict[str, list[Word]]) -> dict[str, Begun]:
    return {first: _sorted(several) for first, several in words.items()}


def _sorted(several: list[Word]) -> Begun:
    seconds: dict[str, list[Word]] = {}
    any_second: list[Word] = []
    alone: Word | None = None
    for word in sorted(several, key=lambda word: -len(word.rest)):
        if not word.rest:
            alone = alone or word
        elif word.rest[0].endswith("*"):
            any_second.append(word)
        else:
            seconds.setdefault(word.rest[0], []).append(word)
    return Begun(
        {second: tuple(of) for second, of in seconds.items()},
        tuple(any_second),
        alone,
        bool(seconds or any_second),
    )
