"""What a place can be called: the names of ``names.json``, ready to be looked for. I/O: reads that file.

``scripts/make_place_names.py`` writes the file from ``values/places.json`` (CLDR, official forms, other
names) and ``scripts/place_names.toml`` (peoples, endings, cities, regions), and names its sources there.
"""

import re
from functools import cache
from pathlib import Path

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation
from msgspec import Struct

from sourcebook.claims import PlaceKind
from sourcebook.values.places import LANGUAGES, countries, find_country

_CYRILLIC = re.compile("[а-яё]", re.I)
_KAZAKH = re.compile("[әғқңөұүһі]", re.I)


class Name(Struct, frozen=True, array_like=True):
    """One stem to look for. ``stem`` is folded as ``Prepared.folded`` is; ``code`` a country's,
    ``?congo`` where a sense decides, ``~AF,KG`` a city of several countries, ``@143`` a part of the
    world, "" words that hold a name and
    name no country ("guinea pig"); ``endings`` the name of what may follow the stem."""

    stem: str
    code: str
    kind: PlaceKind
    endings: str


class _File(Struct, frozen=True, kw_only=True):
    sources: dict[str, str]
    endings: dict[str, str]
    members: dict[str, tuple[str, ...]]
    names: tuple[Name, ...]
    shouted: tuple[tuple[str, str], ...]
    spellings: dict[str, tuple[tuple[str, str], ...]]


class Lookout(Struct, frozen=True, kw_only=True):
    """The names and the two automata that find them: ``words`` in a folded text, ``letters`` (the
    abbreviations) in the text as written. Match numbers are places in ``names`` and ``shouted``."""

    names: tuple[Name, ...]
    shouted: tuple[tuple[str, str], ...]
    endings: dict[str, re.Pattern[str]]
    words: AhoCorasick
    letters: AhoCorasick


@cache
def _file() -> _File:
    data = Path(__file__).with_name("names.json").read_bytes()
    return msgspec.json.decode(data, type=_File)


def sources() -> dict[str, str]:
    """Where each kind of name is from."""
    return dict(_file().sources)


@cache
def lookout() -> Lookout:
    """The names ready to be looked for; made once, in some 10 ms."""
    held = _file()
    return Lookout(
        names=held.names,
        shouted=held.shouted,
        endings={name: re.compile(endings) for name, endings in held.endings.items()},
        words=AhoCorasick(
            [name.stem for name in held.names], implementation=Implementation.ContiguousNFA
        ),
        letters=AhoCorasick(
            [word for word, _ in held.shouted], implementation=Implementation.ContiguousNFA
        ),
    )


def listed() -> tuple[Name, ...]:
    """All names, as they are looked for."""
    return _file().names


def shouted() -> tuple[tuple[str, str], ...]:
    """(abbreviation, code): what is a name in capitals only."""
    return _file().shouted


@cache
def codes() -> dict[str, str]:
    """The code of each stem that needs no ending and no sense: a country's or ``@`` a part of the world's."""
    return {
        name.stem: name.code
        for name in _file().names
        if name.endings in {"", "s"} and name.code and name.code[0] not in "?~"
    }


def members(region: str) -> tuple[str, ...]:
    """The countries of a part of the world by its code ("143", "gulf-states"), in the order of their
    codes; none where nobody agrees on them."""
    return _file().members.get(region, ())


def spellings(code: str) -> tuple[tuple[str, str], ...]:
    """(language, name) of all a country is or was called, its common names first: BCP 47 codes,
    ``kk-Latn`` for Kazakh in Latin letters, "" where a name is used in several; () for an unknown code.

    ``Kazakhstan``, ``Kazakstan``, ``Казахстан``, ``Қазақстан``, ``Qazaqstan``; ``Kirghizia``, ``Burma``.
    """
    country = countries().get(code)
    if country is None:
        return ()
    named = [(language, country.names[language]) for language in LANGUAGES]
    named += [("en", country.official), *country.own]
    named += [(_language(name), name) for name in country.aliases]
    named += _file().spellings.get(code, ())
    first: dict[str, tuple[str, str]] = {}
    for language, name in named:
        first.setdefault(name, (language, name))
    return tuple(first.values())


def _language(name: str) -> str:
    if name.isascii():
        return "en"
    if _CYRILLIC.search(name):
        return "kk" if _KAZAKH.search(name) else "ru"
    return ""


def country_of_words(words: str) -> str | None:
    """The code of the country that words mean by themselves: a name as ``find_country`` reads it, a
    people ("Uzbeks", "казахстанский") or a form ("Казахстаном"); None for a part of the world, a city
    or words that mean several countries or hold more than a name."""
    from sourcebook.understand.places.matching import hits
    from sourcebook.understand.prepared import Prepared

    found = find_country(words)
    if found is not None or len(words) > 120:
        return found
    ready = Prepared(words.strip())
    seen = [hit for hit in hits(ready.text, ready.folded) if hit.end - hit.start == len(ready.text)]
    if len(seen) == 1 and len(seen[0].code) == 2 and seen[0].kind in {"country", "people"}:
        return seen[0].code
    return None
