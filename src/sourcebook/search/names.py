"""Know the names of countries and their peoples in a text and in a query, in any spelling and script. Pure.

A text is indexed with the codes of the countries it names, and a name in a query asks for the code:
Kazakstan, Казахстан, Қазақстан, Qazaqstan and Kazakhstani find the same, and weigh the same. What there is to
know of names is ``understand.places``'s: its finder reads texts, its list reads queries.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sourcebook.search.letters import as_seen, unstressed
from sourcebook.search.name_terms import ALSO_WORDS, spelled

# Peoples whose name is a language of many countries, or a verb: in a query, and where nothing beside it is
# looked at, it is a word.
_SHARED = frozenset(
    """english french spanish portuguese german russian polish английск французск испанск португальск немецк
    русск ағылшын француз испан неміс орыс""".split()  # noqa: SIM905
)
_SURE = 0.65  # beneath it a text's "Congo" is either's


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
    return {word.lower(): word for word in words if word.lower() not in ALSO_WORDS}


def _is_one(people: str) -> bool:
    """Whether a people's name means its country whatever stands beside it."""
    from sourcebook.understand.places.namesakes import SENSES

    return people not in SENSES and people not in _SHARED


# --- among terms ----------------------------------------------------------------------------
@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names by their first term, the longest first; a name of two countries is none, and so are words that
    hold a name ("guinea pig")."""
    found: dict[str, str] = {}
    for named in (spelled().names, spelled().shouted):
        for code, keys in named.items():
            for written in keys:
                if found.setdefault(written, code) != code:
                    found[written] = ""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for written, code in found.items():
        key = tuple(written.split(" "))
        by_first.setdefault(key[0], []).append((key, code))
    return {
        first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in by_first.items()
    }


ALONE, FIRST, SECOND = 1, 2, 4  # what a term may be in names; flags


def part_in_names(term: str) -> int:
    """Whether a term may be a country's whole name (``ALONE``), or the ``FIRST`` or the ``SECOND`` of a longer
    one: a name begins only at a term that is alone, or at a first before a second."""
    return _parts().get(term, 0)


@cache
def _parts() -> dict[str, int]:
    found: dict[str, int] = {}
    for first, keys in _table().items():
        for key, _ in keys:
            found[first] = found.get(first, 0) | (ALONE if len(key) == 1 else FIRST)
            if len(key) > 1:
                found[key[1]] = found.get(key[1], 0) | SECOND
    return found


def name_at(terms: Sequence[str], at: int) -> tuple[str, int] | None:
    """The longest name that begins at a place among terms: its country's code, "" where it is nobody's,
    and where it ends; None where there is none."""
    for key, code in _table().get(terms[at], ()):
        if len(key) == 1 or tuple(terms[at : at + len(key)]) == key:
            return code, at + len(key)
    return None


def names_in(terms: Sequence[str]) -> Iterator[Name]:
    """The countries that terms name, in order; the longest name wins, none overlaps another. For a text
    ``named_in`` knows more: here nothing beside a name is looked at."""
    table = _table()
    if table.keys().isdisjoint(terms):
        return
    over = 0
    for at in [at for at, term in enumerate(terms) if term in table]:
        if at >= over and (found := name_at(terms, at)):
            code, over = found
            if code:
                yield Name(code, at, over)


@cache
def spellings(code: str) -> tuple[tuple[str, ...], ...]:
    """The terms of every name of a country, each once: what a phrase may hold instead of it."""
    return tuple(tuple(key.split(" ")) for key in spelled().names.get(code, ()))
