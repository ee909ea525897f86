"""Say under which terms the names of countries stand. I/O: reads ``name_terms.json``.

``scripts/make_name_terms.py`` writes the file with ``made``, which takes a tenth of a second; where other
stemmers are installed than it was written with, they are made here.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from sourcebook.search.words import line, stemmers

if TYPE_CHECKING:
    from sourcebook.understand.places.names import Name as Listed

FILE = Path(__file__).with_name("name_terms.json")
LONGEST = 6  # words of a name
# Words of their own in a language we read: a family's reunion, a reader's "us" and "no".
ALSO_WORDS = frozenset({"reunion", "us", "no", "is", "it", "in", "man", "chad", "dr", "the", "car"})
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LYQ = ("лық", "лік", "дық", "дік", "тық", "тік")


class Spelled(Struct, frozen=True):
    """The names of each country by its code, and what is a name in capitals only, each as its terms, joined
    by spaces; under "" what names several countries, or none. ``stemmers`` made them."""

    stemmers: str
    names: dict[str, tuple[str, ...]]
    shouted: dict[str, tuple[str, ...]]


@cache
def spelled() -> Spelled:
    """All names."""
    held = msgspec.json.decode(FILE.read_bytes(), type=Spelled) if FILE.exists() else None
    return held if held and held.stemmers == stemmers() else made()


def made() -> Spelled:
    """All names, from ``understand.places`` and the stemmers that are installed."""
    from sourcebook.understand.places.names import shouted

    loud: dict[str, list[str]] = {}
    for word, code in shouted():
        if len(code) == 2:
            loud.setdefault(code, []).extend(_terms(word, ("und",)))
    return Spelled(
        stemmers=stemmers(),
        names={
            code: tuple(dict.fromkeys([*(k for one in some for k in _keys(one)), *_own(code)]))
            for code, some in sorted(_by_code().items())
        },
        shouted={code: tuple(dict.fromkeys(keys)) for code, keys in sorted(loud.items())},
    )


def _by_code() -> dict[str, list["Listed"]]:
    """The names of each country; under "" what names several, or none."""
    from sourcebook.understand.places.names import listed

    found: dict[str, list[Listed]] = {}
    for name in listed():
        if name.kind == "country":
            found.setdefault(name.code if len(name.code) == 2 else "", []).append(name)
    return found


def _keys(name: "Listed") -> Iterator[str]:
    for end in _LYQ if name.endings == "kk-lyq" else ("",):
        yield from _terms(name.stem + end, _languages(name))


def _own(code: str) -> Iterator[str]:
    """What a country is called in its own languages."""
    from sourcebook.values.places import countries

    for language, name in countries()[code].own if code in countries() else ():
        yield from _terms(name, (language, "und"))


def _terms(name: str, languages: Sequence[str]) -> Iterator[str]:
    """The terms of a name in each language; a short stem may be any word's."""
    for language in languages:
        key = line(name, language).split()
        key = key[1:] if key[:1] == ["the"] else key
        if not 0 < len(key) <= LONGEST or (len(key) == 1 and _weak(key[0])):
            continue
        if len(key) > 1 or language == "und" or len(key[0]) > 3 or key[0].isascii():
            yield " ".join(key)


def _languages(name: "Listed") -> tuple[str, ...]:
    """Those in whose texts a name stands: its stem is another in each."""
    if name.endings.startswith("kk-latin"):
        return ("kk", "en", "und")
    if name.endings.startswith("kk"):
        return ("kk", "und")
    return ("ru", "und") if _CYRILLIC.search(name.stem) else ("en", "und")


def _weak(term: str) -> bool:
    return term in ALSO_WORDS or (len(term) < 3 and term.isascii()) or term.isdigit()
