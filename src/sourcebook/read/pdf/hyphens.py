"""Decide what becomes of a hyphen at the end of a line: part of a word, or of the break alone."""

import re
from collections.abc import Container

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_HYPHENS = "-‐‑"
_FIRST = re.compile(r"^[\"“(\[]?([^\W_]+(?:-[^\W_]+)*)")
_LAST = re.compile(r"([^\W_]+(?:-[^\W_]+)*)$")
_URL = re.compile(r"(?:https?://|www\.)\S*$|\S+@\S*$", re.I)
# Parts that keep their hyphen in English (Chicago Manual of Style, hyphenation guide); not "re", "un",
# "in", which mostly don't.
_KEPT = frozenset(
    [
        "self",
        "non",
        "well",
        "multi",
        "cross",
        "anti",
        "ex",
        "high",
        "low",
        "long",
        "short",
        "full",
        "half",
        "all",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "child",
        "decision",
        "policy",
        "law",
        "rights",
        "evidence",
        "community",
        "government",
        "state",
        "labor",
        "labour",
    ]
)


_LOOKS = 400  # places looked at in a text before its words are gathered: that takes as long


class Said:
    """The words of a document, in any case, those with hyphens whole; ``word in said`` asks for one in
    lower case. Most reports have some dozens of words that may have been broken and thousands of
    others, so they are looked for in the text; after many looks its words are gathered once."""

    def __init__(self, texts: list[str]) -> None:
        self._text = "\n".join(texts).lower()
        self._left = _LOOKS
        self._words: set[str] | None = None

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        text, size = self._text, len(word)
        at = -1
        while self._left > 0:
            self._left -= 1
            at = text.find(word, at + 1)
            if at < 0:
                return False
            before, after = text[max(0, at - 2) : at][::-1], text[at + size : at + size + 2]
            if not _goes_on(before) and not _goes_on(after):
                return _WORD.fullmatch(word) is not None
        if self._words is None:
            self._words = set(_WORD.findall(text))
        return word in self._words


def _goes_on(beside: str) -> bool:
    """Whether a word goes on with the characters beside it, the nearest first."""
    return _letter(beside[:1]) or (beside[:1] in _HYPHENS and _letter(beside[1:]))


def _letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()


def joint(above: str, below: str, words: Container[str]) -> str:
    """``-`` or nothing: what stands between the end of a line whose hyphen was cut off and the
    beginning of the next."""
    above = (
        above[-1:].strip() and above.rsplit(maxsplit=1)[-1]
    )  # none of the patterns reaches over a space
    if _URL.search(above):
        return "-"
    last, first = _LAST.search(above), _FIRST.match(below)
    if last is None or first is None:
        return "-"
    one, two = last[1].lower(), first[1].lower()
    if not first[1][0].islower() or not last[1][-1].isalpha():
        return "-"
    if f"{one}-{two}" in words:
        return "-"
    if one + two in words:
        return ""
    end = one.rsplit("-", 1)[-1]
    if "-" in one:  # "socio-eco" + "nomic"
        return "" if len(end) < 3 or end not in words else "-"
    if end in _KEPT and two in words:
        return "-"
    if len(end) >= 4 and len(two) >= 4 and end in words and two in words:
        return "-"
    return ""
