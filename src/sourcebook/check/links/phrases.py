"""Find phrases of many languages in a few words, by patterns that are data. Pure.

Only the patterns of languages whose words stand there are tried: each pattern is known by the
beginning of its longest word, so that seventy languages cost hardly more than one.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

_GAP = r"(?: [^ ]+){0,4}? "
_BETWEEN = r"(?: [^ ]+){0,6}? "
_AFTER = r"(?: [^ ]+){0,5}? "
_LETTERS_BETWEEN = ".{0,14}?"
_KEY = 4  # letters by which a pattern's word is known
_BREAKS = re.compile(
    r"[\s!-)+-/:->@\[-^`{}~¡§«¶·»¿‐-‧‰-⁞、-〃〈-】〔-〟・！-／：-＠［-｀｛-･،؛؟۔।॥։՝՜՞๏๚๛។៕၊။]+"
)
_PLAIN_BREAKS = re.compile(r"[\s!-/:-@\[-`{-~]+")
_ARABIC = str.maketrans({
    **dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ؤ": "و",
    **dict.fromkeys(map(chr, range(0x64B, 0x653)), None), "\u0640": None, "\u0670": None,
    "\u200c": " ", "\u200d": None, "\u200b": None, "\u00ad": None, "\ufeff": None,
    "\u200e": None, "\u200f": None, "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "ß": "ss",
    "ё": "е", "ʻ": " ", "ʼ": " ", "’": " ", "‘": " ", "ʿ": " ",
})  # fmt: skip
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_DIGITS = {ord(letter): str(n) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯") for n, letter in enumerate(digits)}  # fmt: skip
_FROM, _TO = 0x300, 0x36F  # accents that join a letter


class Found(Struct, frozen=True):
    """A phrase that stands in some words: in which language, and the words."""

    language: str
    says: str

    @property
    def length(self) -> int:
        return len(self.says.replace(" ", ""))


def spoken(text: str) -> str:
    """Words as phrases are compared: small letters without accents, one space between."""
    small = text.casefold()
    if small.isascii():
        return _PLAIN_BREAKS.sub(" ", small).strip()
    return _BREAKS.sub(" ", _unaccented(small)).strip()


def _unaccented(small: str) -> str:
    parts = unicodedata.normalize("NFKD", small)
    bare = "".join([c for c in parts if not _FROM <= ord(c) <= _TO])
    return unicodedata.normalize("NFC", bare).translate(_ARABIC).translate(_DIGITS)


def _folded(pattern: str) -> str:
    """A pattern as ``spoken`` would give it, its signs kept."""
    small = pattern.casefold().replace("…", "\x01")
    text = _unaccented(small)
    return " ".join(
        re.sub(r"[^\w\s*()|?\x01̀-ͯ\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff]", " ", text).split()
    )


def _regex(pattern: str, *, spaced: bool = True) -> str:
    text = _folded(pattern)
    if not spaced:
        return text.replace(" ", "")
    text = text.replace("(", "(?:").replace("*", "[^ ]*")
    return text.replace(" \x01 ", _GAP).replace("\x01", "")


def _keys(pattern: str) -> set[str]:
    """The beginnings of words by which a pattern is known: one of them stands where it stands."""
    text = _folded(pattern)
    outside = re.sub(
        r"\([^()]*\)\??|\x01", " ", re.sub(r"\((?:[^()]|\([^()]*\))*\)\??\S*", " ", text)
    )
    best = max(outside.split(), key=lambda word: len(word.rstrip("*")), default="")
    if len(best.rstrip("*")) >= 3 or (best and not best.endswith("*") and "(" not in text):
        return {_key(best)}
    inside = re.findall(r"\(((?:[^()]|\([^()]*\))*)\)(\??)", text)
    for group, optional in inside:
        if optional:
            continue
        words = [re.sub(r"[()?]", " ", one).split() for one in re.split(r"\|", group)]
        if all(words):
            return {_key(max(one, key=lambda word: len(word.rstrip("*")))) for one in words} | (
                {_key(best)} if best else set()
            )
    return {_key(best)} if best else set()


def _key(word: str) -> str:
    return word.rstrip("*")[:_KEY]


class Language(Struct, frozen=True, kw_only=True):
    """What a language says, compiled when it is first met. ``bare`` are whole headings."""

    name: str
    regex: str
    bare: frozenset[str]
    keys: frozenset[str]
    spaced: bool = True


class Phrases:
    """Patterns of several languages, asked together."""

    def __init__(self, languages: Iterable[Language]) -> None:
        self._spaced: dict[str, list[int]] = {}
        self._unspaced: list[int] = []
        self._languages = tuple(languages)
        self.bare: dict[str, str] = {}
        self._compiled: dict[int, re.Pattern[str]] = {}
        for number, language in enumerate(self._languages):
            for word in language.bare:
                self.bare.setdefault(word.replace(" ", ""), language.name)
            if not language.spaced:
                self._unspaced.append(number)
                continue
            for key in language.keys:
                self._spaced.setdefault(key, []).append(number)

    def find(self, words: str) -> Found | None:
        """The longest of the phrases that stand in ``spoken`` words, or None."""
        return max(self.all(words), key=lambda found: found.length, default=None)

    def all(self, words: str) -> Iterator[Found]:
        """For each language that says it in ``spoken`` words, its first phrase there."""
        if not words:
            return
        table = self._spaced
        met: set[int] = set()
        for word in set(words.split(" ")):
            for key in (word[:_KEY], word[:3]):
                if key in table:
                    met.update(table[key])
        if met:
            line = f" {words} "
            for number in sorted(met):
                if found := self._pattern(number).search(line):
                    yield Found(self._languages[number].name, found[0].strip())
        if self._unspaced and not words.isascii() and _UNSPACED.search(words):
            line = words.replace(" ", "")
            for number in self._unspaced:
                if found := self._pattern(number).search(line):
                    yield Found(self._languages[number].name, found[0])

    def _pattern(self, number: int) -> re.Pattern[str]:
        if number not in self._compiled:
            self._compiled[number] = re.compile(self._languages[number].regex)
        return self._compiled[number]


def spaced(name: str, patterns: Iterable[str], bare: Iterable[str] = ()) -> Language:
    """A language, or a kind of phrases in several, with words between spaces."""
    patterns = tuple(patterns)
    keys = frozenset(key for pattern in patterns for key in _keys(pattern))
    regex = " (?:" + "|".join(_regex(pattern) for pattern in patterns) + ")(?= )"
    return Language(name=name, regex=regex, keys=keys, bare=frozenset(map(spoken, bare)))


def _language(name: str, data: dict[str, Any]) -> Language:
    _things, gone, lost = (data.get(part, ()) for part in ("things", "gone", "lost"))
    phrases = data.get("phrases", ())
    bare = frozenset(spoken(word) for word in data.get("bare", ()))
    if data.get("spaced", True):
        of = {
            part: "|".join(map(_regex, data.get(part, ()))) for part in ("things", "gone", "lost")
        }
        parts = [_regex(phrase) for phrase in phrases]
        if gone:
            parts.append(f"(?:{of['things']}){_BETWEEN}(?:{of['gone']})")
        if lost:
            parts.append(f"(?:{of['lost']}){_AFTER}(?:{of['things']})")
        keys = frozenset(key for pattern in (*phrases, *gone, *lost) for key in _keys(pattern))
        return Language(name=name, regex=f" (?:{'|'.join(parts)})(?= )", bare=bare, keys=keys)
    of = {
        part: "|".join(_regex(word, spaced=False) for word in data.get(part, ()))
        for part in ("things", "gone", "lost")
    }
    parts = [_regex(phrase, spaced=False) for phrase in phrases]
    if gone:
        parts.append(f"(?:{of['things']}){_LETTERS_BETWEEN}(?:{of['gone']})")
    if lost:
        parts.append(f"(?:{of['lost']}){_LETTERS_BETWEEN}(?:{of['things']})")
    return Language(name=name, regex="|".join(parts), bare=bare, keys=frozenset(), spaced=False)


def read(file: str) -> dict[str, Any]:
    """A file of patterns that lies beside this module."""
    return tomllib.loads(Path(__file__).with_name(file).read_text("utf-8"))


@cache
def missing() -> Phrases:
    """How sites say that something isn't there, in some seventy languages (``missing.toml``)."""
    return Phrases(_language(name, data) for name, data in read("missing.toml").items())
