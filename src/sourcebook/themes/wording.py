"""The words in which texts speak of the aspects: lists beside this file (``words/*.toml``), read once.

A list holds terms, parted by commas, in a few signs that regular expressions have too: ``(a|b|)`` one of
these, ``(a)?`` perhaps, ``\\d+`` a number. ``~`` stands for the endings of a Russian or Kazakh word
(``бедност~``: бедность, бедности …), ``*`` for up to a dozen letters. A space stands for a hyphen or an
apostrophe too, British spelling for American, and an English word left bare at a term's end for its
plural.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

FILES = ("trafficking", "work", "causes", "responses", "harm", "ages")


class Term(Struct, frozen=True, kw_only=True):
    """One way to speak of an aspect (``kind`` and ``code``), in the language ``language``. A ``needs``
    other than "" names the company the words want in their sentence (a key of ``companies()``)."""

    pattern: str
    kind: str
    code: str
    language: str
    needs: str = ""


class Company(Struct, frozen=True, kw_only=True):
    """Words that make a weak term sure; ``kinds`` of aspects whose own words do as well."""

    kinds: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the lists."""
    return tuple(_terms())


@cache
def companies() -> dict[str, Company]:
    """What weak terms need beside them, by name."""
    return {
        name: Company(kinds=tuple(held.get("kinds", ())), patterns=tuple(_parts(held["words"])))
        for name, held in _read("company").items()
        if name != "nothing"
    }


@cache
def decoys() -> tuple[str, ...]:
    """Phrases that hide a word of an aspect and mean none: "labour market", "poor health"."""
    return tuple(_parts(_read("company")["nothing"]["words"]))


def _terms() -> Iterator[Term]:
    for name in FILES:
        for place, lists in _read(name).items():
            kind, _, code = place.partition("/")
            for which, words in lists.items():
                language, _, needs = which.partition("_")
                for pattern in _parts(words):
                    yield Term(
                        pattern=pattern, kind=kind, code=code, language=language, needs=needs
                    )


def _read(name: str) -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / "words" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _parts(words: str) -> Iterator[str]:
    """The terms of a list: parted at commas outside brackets."""
    depth, start = 0, 0
    for at, sign in enumerate(words + ","):
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "," and depth == 0:
            if part := re.sub(r"\s+", " ", words[start:at]).strip():
                yield part
            start = at + 1
