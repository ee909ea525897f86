"""Find phrases of many languages in a few words, by patterns that are data. Pure.

Only patterns whose words all stand there are tried: a pattern is known by the beginnings of its words,
so that seventy languages cost hardly more than one.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

_END = "_"  # stands where a sentence ends; no phrase goes on beyond
_GAP = r"(?: [^ _]+){0,4}? "
_BEFORE = 9  # words before it in which a phrase's thing stands
_AFTER = 6  # words after it
SENTENCE = re.compile(r"[.!?;]\s|[。！？।۔؟։]|\s[|¦•]\s")
_QUOTED = re.compile(r"[«“„][^«»“”„]{3,60}[»”“]")
_PROSE = 3  # words
_LETTERS_BETWEEN = "[^_]{0,14}?"
_KEY = 4  # letters by which a pattern's word is known
_STEM = 3  # letters of the shortest beginning of words that is
_KEPT = re.compile(
    r"[^\w\s*()|?\x01\u0300-\u036f\u07a6-\u07b0\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff]"
)
_BREAKS = re.compile(
    r"[\s!-/:-@\[-^`{-~¡§«¶·»¿‐-‧‰-⁞、-〃〈-】〔-〟・！-／：-＠［-｀｛-･،؛؟۔।॥։՝՜՞፡-፨๏๚๛។៕၊။]+"
)
_PLAIN_BREAKS = re.compile(r"[\s!-/:-@\[-`{-~]+")
_LIKE = {  # letters that stand for each other, or for nothing
    **dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ؤ": "و",
    **dict.fromkeys(map(chr, (*range(0x64B, 0x653), 0x640, 0x670)), ""),
    **dict.fromkeys("\u200b\u200d\u200e\u200f\u00ad\ufeff", ""), "\u200c": " ",
    **dict.fromkeys("ʻʼʿ’‘", " "), "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae",
    **{
        letter: str(number)
        for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯")
        for number, letter in enumerate(digits)
    },
}  # fmt: skip
_SPECIAL = re.compile("[" + "".join(_LIKE) + "]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


def _alike(found: re.Match[str]) -> str:
    return _LIKE[found[0]]


class Found(Struct, frozen=True):
    """A phrase that stands in some words: in which language, and the words. What isn't ``firm`` may
    be said of other things than pages ("the report was withdrawn")."""

    language: str
    says: str
    firm: bool = True

    @property
    def length(self) -> int:
        """Letters of it."""
        return len(self.says.replace(" ", ""))


@lru_cache(maxsize=512)  # several questions are asked of the same few words
def spoken(text: str) -> str:
    """Words as phrases are compared: small letters without accents, one space between."""
    small = text.casefold()
    if small.isascii():
        return _PLAIN_BREAKS.sub(" ", small).strip()
    return _BREAKS.sub(" ", _unaccented(small)).strip()


def sentences(text: str) -> str:
    """Words as ``spoken``, with a sign between sentences."""
    return f" {_END} ".join(filter(None, map(spoken, SENTENCE.split(text))))


def without_quoted(text: str) -> str:
    """Prose without what it quotes in a few words («page not found» stood on the screen); a text of
    hardly more than that stays as it is."""
    prose = _QUOTED.sub(" … ", text)
    return prose if len(prose.split()) > _PROSE else text


def _unaccented(small: str) -> str:
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", small))
    text = unicodedata.normalize("NFC", text)
    return _SPECIAL.sub(_alike, text)


class Pattern(Struct, frozen=True, kw_only=True):
    """A phrase of a language. ``of`` matches what it must be said of, in the words before it, or after
    where ``before`` is false; None where it says enough by itself. ``needs`` are the beginnings of
    words that all stand wherever it does, ``filed`` those under which it is looked up."""

    language: str
    regex: str
    of: str = ""
    before: bool = True
    firm: bool = True
    needs: frozenset[str] = frozenset()
    filed: frozenset[str] = frozenset()


class Phrases:
    """Patterns of several languages, asked together. ``bare`` and ``vague`` lead from what can be all
    that a heading says (without spaces) to its language; what is vague needs more words to say it."""

    def __init__(
        self,
        patterns: Iterable[Pattern],
        *,
        unspaced: Iterable[Pattern] = (),
        bare: dict[str, str] | None = None,
        vague: dict[str, str] | None = None,
    ) -> None:
        self.bare = bare or {}
        self.vague = vague or {}
        self._unspaced = tuple(unspaced)
        self._filed: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for key in pattern.filed:
                self._filed.setdefault(key, []).append(pattern)
        self._keys = frozenset(self._filed)

    def find(self, words: str) -> Found | None:
        """The longest of the phrases that stand in ``spoken`` words, or None."""
        return max(self.all(words), key=lambda found: found.length, default=None)

    def firmest(self, words: str) -> Found | None:
        """The longest of those that are firm, else of the others."""
        return max(self.all(words), key=lambda found: (found.firm, found.length), default=None)

    def all(self, words: str) -> Iterator[Found]:
        """Every phrase that stands in ``spoken`` words; those with spaces where they first do."""
        if not words:
            return
        keys = _beginnings(words)
        line = f" {words} "
        for key in keys & self._keys:
            for pattern in self._filed[key]:
                if pattern.needs <= keys and (says := _stands(pattern, line)):
                    yield Found(pattern.language, says, pattern.firm)
        if self._unspaced and not words.isascii() and UNSPACED.search(words):
            line = words.replace(" ", "")
            for pattern in self._unspaced:
                for found in _compiled(pattern.regex).finditer(line):
                    yield Found(pattern.language, found[0], pattern.firm)


@lru_cache(maxsize=64)  # the same words are asked for several kinds of phrases
def _beginnings(words: str) -> frozenset[str]:
    keys = {word[:_KEY] for word in words.split(" ")}
    return frozenset(keys | {f"{key[:_STEM]}*" for key in keys})


def _stands(pattern: Pattern, line: str) -> str:
    """The words with which a pattern stands in a line of words, or ""."""
    for found in _compiled(pattern.regex).finditer(line):
        if not pattern.of:
            return found[0].strip()
        things = _compiled(pattern.of)
        if pattern.before:
            before = line[: found.start()].rpartition(_END)[2].split(" ")
            window = " ".join(["", *before[-_BEFORE:], ""])
            if first := things.search(window):
                return f"{window[first.start() :].strip()} {found[0].strip()}"
        else:
            after = line[found.end() :].partition(_END)[0].split(" ")
            window = " ".join(["", *after[: _AFTER + 1], ""])
            if first := things.search(window):
                return f"{found[0].strip()} {window[: first.end()].strip()}"
    return ""


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


@lru_cache(maxsize=16)  # a phrase's words are asked for, and then its regular expression
def _folded(pattern: str) -> str:
    """A pattern as ``spoken`` would give its words, its signs kept; … is \x01."""
    text = _unaccented(pattern.casefold().replace("…", "\x01"))
    return " ".join(_KEPT.sub(" ", text).split())


def _regex(pattern: str) -> str:
    text = _folded(pattern).replace("(", "(?:").replace("*", "[^ ]*")
    return text.replace(" \x01 ", _GAP)


def _key(word: str) -> str:
    """The beginning by which a word, or all words that begin so, are known; "" where none is."""
    stem, open_, _ = word.partition("*")
    if len(stem) >= _KEY or not open_:
        return stem[:_KEY]
    return f"{stem}*" if len(stem) == _STEM else ""


def _ways(pattern: str) -> list[str]:
    """All that a pattern may say, its groups' choices written out; * and \x01 stay."""
    before, bracket, rest = pattern.partition("(")
    if not bracket:
        return [pattern]
    choices, depth, begin = [], 1, 0
    for place, sign in enumerate(rest):
        depth += (sign == "(") - (sign == ")")
        if (sign == "|" and depth == 1) or not depth:
            choices.append(rest[begin:place])
            begin = place + 1
        if not depth:
            break
    after = rest[begin:]
    said = [way for choice in choices for way in _ways(choice)]
    if after.startswith("?"):
        said.append("")
    return [f"{before}{way}{end}" for end in _ways(after.removeprefix("?")) for way in said]


def _keys(pattern: str) -> Iterator[frozenset[str]]:
    """Beginnings of words of which one stands wherever the pattern does, for each of its words."""
    folded = _folded(pattern).replace("\x01", " ")
    if "(" not in folded:
        yield from (frozenset({key}) for word in folded.split() if (key := _key(word)))
        return
    depth, words = 0, [""]
    for sign in folded:
        depth += (sign == "(") - (sign == ")")
        if sign == " " and not depth:
            words.append("")
        else:
            words[-1] += sign
    for word in words:
        keys = {max(map(_key, way.split()), key=len, default="") for way in _ways(word)}
        if all(keys):
            yield frozenset(keys)


@lru_cache(maxsize=128)  # phrases are said of pages, then of things
def _known_by(phrase: str) -> tuple[frozenset[str], frozenset[str]]:
    """The beginnings that all stand wherever a phrase does, and those it is looked up under: such as
    hardly any words have, so long ones ("on", "the" stand everywhere)."""
    keys = list(_keys(phrase))
    if not keys:
        raise ValueError(f"{phrase!r} has no word by which it is known")
    filed = max(keys, key=lambda some: (min(map(len, some)), -len(some), sorted(some)))
    return frozenset(key for some in keys if len(some) == 1 for key in some), filed


def spaced(
    language: str, phrase: str, *, of: str = "", before: bool = True, firm: bool = True
) -> Pattern:
    """A phrase of a language whose words stand between spaces."""
    needs, filed = _known_by(phrase)
    return Pattern(
        language=language, regex=f" {_regex(phrase)}(?= )", of=of, before=before, firm=firm,
        needs=needs, filed=filed,
    )  # fmt: skip


def _spaced_language(name: str, data: dict[str, Any]) -> Iterator[Pattern]:
    yield from (spaced(name, phrase) for phrase in data.get("phrases", ()))
    for of, firm in (("pages", True), ("things", False)):
        things = " (?:" + "|".join(map(_regex, data[of])) + ")(?= )"
        for phrase in data["gone"]:
            yield spaced(name, phrase, of=things, firm=firm)
        for phrase in data.get("lost", ()):
            yield spaced(name, phrase, of=things, before=False, firm=firm)


def _unspaced_language(name: str, data: dict[str, Any]) -> Iterator[Pattern]:
    of = {
        part: "|".join(_folded(word).replace(" ", "") for word in data.get(part, ()))
        for part in ("pages", "things", "gone", "lost", "phrases")
    }
    yield Pattern(language=name, regex=of["phrases"])
    for part, firm in (("pages", True), ("things", False)):
        gone = f"(?:{of['gone']})"
        said = f"(?:{of[part]}){_LETTERS_BETWEEN}{gone}(?:[^_]{{0,3}}?{gone})*"
        yield Pattern(language=name, regex=said, firm=firm)
        if of["lost"]:
            said = f"(?:{of['lost']}){_LETTERS_BETWEEN}(?:{of[part]})"
            yield Pattern(language=name, regex=said, firm=firm)


def read(file: str) -> dict[str, Any]:
    """A file of patterns that lies beside this module."""
    return tomllib.loads(Path(__file__).with_name(file).read_text("utf-8"))


@cache
def missing() -> Phrases:
    """How sites say that something isn't there, in some seventy languages (``missing.toml``)."""
    patterns: list[Pattern] = []
    unspaced: list[Pattern] = []
    bare: dict[str, str] = {}
    vague: dict[str, str] = {}
    for name, data in read("missing.toml").items():
        for kind, table in (("bare", bare), ("vague", vague)):
            for words in data.get(kind, ()):
                table.setdefault(spoken(words).replace(" ", ""), name)
        if data.get("spaced", True):
            patterns.extend(_spaced_language(name, data))
        else:
            unspaced.extend(_unspaced_language(name, data))
    return Phrases(patterns, unspaced=unspaced, bare=bare, vague=vague)
