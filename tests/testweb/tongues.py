"""Hold the words of the test web's languages, and make names, sentences and paragraphs of them. Pure."""

import random
import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct

_SYLLABLES = {
    "latin": (
        [
            "tar",
            "vin",
            "mel",
            "kor",
            "ash",
            "ben",
            "lo",
            "du",
            "ri",
            "sten",
            "wick",
            "dra",
            "nov",
            "ul",
            "per",
            "gan",
            "hol",
            "mir",
            "cas",
            "ter",
            "bo",
            "lin",
            "far",
            "el",
            "os",
            "qua",
            "zi",
            "yor",
            "ham",
            "pes",
            "tu",
            "vel",
            "gri",
            "mon",
            "sa",
            "ked",
        ]
    ),
    "cyrillic": [
        "тар",
        "вин",
        "мел",
        "кор",
        "бен",
        "ло",
        "ду",
        "ри",
        "стен",
        "дра",
        "нов",
        "ул",
        "пер",
        "ган",
        "хол",
        "мир",
        "кас",
        "тер",
        "бо",
        "лин",
        "фар",
        "зи",
        "йор",
        "сам",
        "пес",
    ],
    "greek": [
        "ταρ",
        "βιν",
        "μελ",
        "κορ",
        "λο",
        "ντου",
        "ρι",
        "στεν",
        "νοβ",
        "περ",
        "γκαν",
        "μιρ",
        "κας",
        "τερ",
        "μπο",
        "λιν",
        "φαρ",
        "ζι",
        "σαμ",
    ],
}
_SCRIPTS = {"ru": "cyrillic", "uk": "cyrillic", "kk": "cyrillic", "el": "greek"}
_LATIN = frozenset(
    ["en", "es", "fr", "de", "pt", "it", "nl", "pl", "tr", "id", "ro", "cs", "sv", "hu", "vi"]
)


class Tongue(Struct, frozen=True, kw_only=True):
    """One language: its words, and what its sites say. ``missing`` are (title, sentence)."""

    code: str
    weight: int
    joined: bool
    words: tuple[str, ...]
    verbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    links: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    none: str
    menu: tuple[str, ...]
    hard: tuple[str, ...]
    hardtext: str

    def sentence(self, dice: random.Random) -> str:
        """A sentence of nine to twenty words."""
        made: list[str] = []
        for _ in range(dice.randint(3, 5)):
            made += [dice.choice(self.links), dice.choice(self.adjectives), dice.choice(self.words)]
            if dice.random() < 0.45:
                made.append(dice.choice(self.verbs))
            if dice.random() < 0.22:
                made.append(self.name(dice))
            if dice.random() < 0.13:
                made.append(str(dice.randint(3, 9800)))
        return self._ended(made[1:])

    def title(self, dice: random.Random) -> str:
        """A headline of five to nine words, with a name in it that few others have."""
        made = [dice.choice(self.adjectives), dice.choice(self.words), dice.choice(self.verbs)]
        made += [dice.choice(self.links), dice.choice(self.words), dice.choice(self.links)]
        made.append(self.name(dice))
        if dice.random() < 0.5:
            made += [dice.choice(self.links), dice.choice(self.adjectives), dice.choice(self.words)]
        if self.joined:
            return "".join(made)
        text = " ".join(made)
        return text.title() if self.code == "en" else text[0].upper() + text[1:]

    def name(self, dice: random.Random) -> str:
        """A place or person that isn't."""
        if self.code in _LATIN or self.code in _SCRIPTS:
            script = _SYLLABLES[_SCRIPTS.get(self.code, "latin")]
            return "".join(dice.choices(script, k=dice.randint(2, 3))).capitalize()
        first, second = dice.choices(self.words, k=2)
        return first[:2] + second[:2] if self.joined else first[:3] + second[-3:]

    def _ended(self, words: list[str]) -> str:
        if self.joined:
            return "".join(words) + "。"
        text = " ".join(words)
        return text[0].upper() + text[1:] + ("।" if self.code == "hi" else ".")


@cache
def tongues() -> dict[str, Tongue]:
    """All languages, by code."""
    read = tomllib.loads((Path(__file__).parent / "tongues.toml").read_text(encoding="utf-8"))
    return {code: _tongue(code, said) for code, said in read.items()}


def _tongue(code: str, said: dict[str, object]) -> Tongue:
    def split(name: str, by: str | None = None) -> tuple[str, ...]:
        return tuple(str(said.get(name, "")).split(by))

    missing = said["missing"]
    hard = said.get("hard", [])
    assert isinstance(missing, list)
    assert isinstance(hard, list)
    return Tongue(
        code=code,
        weight=int(str(said["weight"])),
        joined=bool(said.get("joined", False)),
        words=split("words"),
        verbs=split("verbs"),
        adjectives=split("adjectives"),
        links=split("links"),
        missing=tuple((a, b) for a, _, b in (text.partition(" | ") for text in missing)),
        none=str(said["none"]),
        menu=split("menu", "|"),
        hard=tuple(hard),
        hardtext=str(said.get("hardtext", "")),
    )


def coin(dice: random.Random, parts: int = 2) -> str:
    """A made-up word of Latin letters, for names of hosts and slugs."""
    return "".join(dice.choices(_SYLLABLES["latin"], k=parts))
