"""Know the names of countries and their peoples in a text and in a query, in any spelling and script. Pure.

A text is indexed with the codes of the countries it names, and a name in a query asks for the code:
Kazakstan, Казахстан, Қазақстан, Qazaqstan and Kazakhstani find the same, and weigh the same. What there is to
know of names is ``understand.places``'s: its finder reads texts, its list reads queries.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sourcebook.search.letters import as_seen, unstressed
from sourcebook.search.words import line

if TYPE_CHECKING:
    from sourcebook.understand.places.names import Name as Listed

# Words of their own in a language we read: a family's reunion, a reader's "us" and "no".
_ALSO_WORDS = frozenset(
    {"reunion", "us", "no", "is", "it", "in", "man", "chad", "dr", "the", "car"}
)
# Peoples whose name is a language of many countries, or a verb: in a query, and where nothing beside it is
# looked at, it is a word.
_SHARED = frozenset(
    """english french spanish portuguese german russian polish английск французск испанск португальск немецк
    русск ағылшын француз испан неміс орыс""".split()  # noqa: SIM905
)
_LONGEST = 6  # words of a name
_SURE = 0.65  # beneath it a text's "Congo" is either's
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LYQ = ("лық", "лік", "дық", "дік", "тық", "тік")


class Name(NamedTuple):
    """A country named: its code, and what names it: ``start`` to ``end`` of the characters of a text,
    or of a sequence of terms or words."""

    code: str
    start: int
    end: int


# --- in a text ------------------------------------------------------------------------------
def named_in(text: str, home: str | None = None) -> list[Name]:
    """The countries a text names, by themselves or by their people, in order; what has several meanings
    is told from the words beside it and ``home``, the country the text is about."""
    from sourcebook.understand.places import places_in
    from sourcebook.understand.prepared import Prepared

    found, _ = places_in(Prepared(text, home=home))
    return [
        Name(one.country, one.start, one.end)
        for one in found
        if one.kind in ("country", "people") and one.confidence >= _SURE
    ]


# --- in a query -----------------------------------------------------------------------------
def asked_for(words: Sequence[str]) -> list[Name]:
    """The countries that words of a query name, each by whole words: "Kyrgyz Republic", "US", "казахстанский"."""
    from sourcebook.understand.places.matching import hits
    from sourcebook.understand.prepared import Prepared

    words = [unstressed(as_seen(word)) for word in words]
    words = [_shouted().get(word, word) for word in words]
    starts, ends, at = {}, {}, 0
    for number, word in enumerate(words):
        starts[at], ends[at + len(word)] = number, number + 1
        at += len(word) + 1
    ready = Prepared(" ".join(words))
    return [
        Name(hit.code, starts[hit.start], ends[hit.end])
        for hit in hits(ready.text, ready.folded)
        if len(hit.code) == 2
        and hit.start in starts
        and hit.end in ends
        and (hit.kind == "country" or (hit.kind == "people" and _is_one(hit.stem)))
    ]


@cache
def _shouted() -> dict[str, str]:
    """Abbreviations as people type them, "usa" and "сша", where no word is written so."""
    from sourcebook.understand.places.names import shouted
    from sourcebook.understand.places.namesakes import SENSES

    words = (word for word, _ in shouted() if word not in SENSES)
    return {word.lower(): word for word in words if word.lower() not in _ALSO_WORDS}


def _is_one(people: str) -> bool:
    """Whether a people's name means its country whatever stands beside it."""
    from sourcebook.understand.places.namesakes import SENSES

    return people not in SENSES and people not in _SHARED


# --- among terms ----------------------------------------------------------------------------
@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names by their first term, the longest first; a name of two countries is none, and so are words that
    hold a name ("guinea pig")."""
    from sourcebook.understand.places.names import shouted

    found: dict[tuple[str, ...], str] = {}
    named = [
        (key, code) for code, names in _by_code().items() for name in names for key in _keys(name)
    ]
    named += [(key, code) for code in _by_code() for key in _own(code)]
    named += [(key, c) for word, c in shouted() if len(c) == 2 for key in _terms(word, ("und",))]
    for key, code in named:
        if found.setdefault(key, code) != code:
            found[key] = ""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, code in found.items():
        by_first.setdefault(key[0], []).append((key, code))
    return {
        first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in by_first.items()
    }


@cache
def _by_code() -> dict[str, list["Listed"]]:
    """The names of each country; under "" what names several, or none."""
    from sourcebook.understand.places.names import listed

    found: dict[str, list[Listed]] = {}
    for name in listed():
        if name.kind == "country":
            found.setdefault(name.code if len(name.code) == 2 else "", []).append(name)
    return found


def _keys(name: "Listed") -> Iterator[tuple[str, ...]]:
    for end in _LYQ if name.endings == "kk-lyq" else ("",):
        yield from _terms(name.stem + end, _languages(name))


def _own(code: str) -> Iterator[tuple[str, ...]]:
    """What a country is called in its own languages."""
    from sourcebook.values.places import countries

    for language, name in countries()[code].own if code in countries() else ():
        yield from _terms(name, (language, "und"))


def _terms(name: str, languages: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The terms of a name in each language; a short stem may be any word's."""
    for language in languages:
        key = tuple(line(name, language).split())
        key = key[1:] if key[:1] == ("the",) else key
        if not 0 < len(key) <= _LONGEST or (len(key) == 1 and _weak(key[0])):
            continue
        if len(key) > 1 or language == "und" or len(key[0]) > 3 or key[0].isascii():
            yield key


def _languages(name: "Listed") -> tuple[str, ...]:
    """Those in whose texts a name stands: its stem is another in each."""
    if name.endings.startswith("kk-latin"):
        return ("kk", "en", "und")
    if name.endings.startswith("kk"):
        return ("kk", "und")
    return ("ru", "und") if _CYRILLIC.search(name.stem) else ("en", "und")


def _weak(term: str) -> bool:
    return term in _ALSO_WORDS or (len(term) < 3 and term.isascii()) or term.isdigit()


def names_in(terms: Sequence[str]) -> Iterator[Name]:
    """The countries that terms name, in order; the longest name wins, none overlaps another. For a text
    ``named_in`` knows more: here nothing beside a name is looked at."""
    table = _table()
    if table.keys().isdisjoint(terms):
        return
    over = 0
    for at in [at for at, term in enumerate(terms) if term in table]:
        if at < over:
            continue
        for key, code in table[terms[at]]:
            if len(key) == 1 or tuple(terms[at : at + len(key)]) == key:
                over = at + len(key)
                if code:
                    yield Name(code, at, over)
                break


@cache
def spellings(code: str) -> tuple[tuple[str, ...], ...]:
    """The terms of every name of a country, each once: what a phrase may hold instead of it."""
    keys = [key for name in _by_code().get(code, ()) for key in _keys(name)]
    return tuple(dict.fromkeys([*keys, *_own(code)]))
