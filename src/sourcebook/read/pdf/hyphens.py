"""Decide what becomes of a hyphen at the end of a line: part of a word, or of the break alone."""

import re

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


def words_in(texts: list[str]) -> set[str]:
    """The words of a document in lower case, those with hyphens too. Signs are replaced kind by kind,
    then the text is split: a fourth of the time of a pattern for words."""
    text = "\n".join(texts).lower()
    for sign in set(text):
        if sign not in _HYPHENS and (not sign.isalnum() or sign.isdecimal()):
            text = text.replace(sign, " ")
    words = set(text.split())
    for word in [word for word in words if not word.isalnum()]:
        words.remove(word)
        words.update(_WORD.findall(word))
    return words


def joint(above: str, below: str, words: set[str]) -> str:
    """``-`` or nothing: what stands between the end of a line whose hyphen was cut off and the
    beginning of the next."""
    above = above[-1:].strip() and above.split()[-1]  # none of the patterns reaches over a space
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
