"""What a place can be called: the names of ``names.json``, ready to be looked for. I/O: reads that file.

``scripts/make_place_names.py`` writes the file from ``values/places.json`` (CLDR, official forms, other
names) and ``scripts/place_names.toml`` (peoples, endings, cities, regions), and names its sources there.
"""

from functools import cache
from pathlib import Path

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation
from msgspec import Struct

from sourcebook.claims import PlaceKind


class Name(Struct, frozen=True, array_like=True):
    """One stem to look for. ``stem`` is folded as ``Prepared.folded`` is; ``code`` a country's,
    ``?congo`` where a sense decides, ``@143`` a part of the world, "" words that hold a name and
    name no country ("guinea pig"); ``endings`` the set of endings that may follow the stem."""

    stem: str
    code: str
    kind: PlaceKind
    endings: str


class _File(Struct, frozen=True, kw_only=True):
    sources: dict[str, str]
    endings: dict[str, tuple[str, ...]]
    names: tuple[Name, ...]
    shouted: tuple[tuple[str, str], ...]


class Lookout(Struct, frozen=True, kw_only=True):
    """The names and the two automata that find them: ``words`` in a folded text, ``letters`` (the
    abbreviations) in the text as written. Match numbers are places in ``names`` and ``shouted``."""

    names: tuple[Name, ...]
    shouted: tuple[tuple[str, str], ...]
    endings: dict[str, frozenset[str]]
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
        endings={name: frozenset(endings) for name, endings in held.endings.items()},
        words=AhoCorasick(
            [name.stem for name in held.names], implementation=Implementation.ContiguousNFA
        ),
        letters=AhoCorasick(
            [word for word, _ in held.shouted], implementation=Implementation.ContiguousNFA
        ),
    )
