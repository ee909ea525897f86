"""Know the names of countries among the terms of a text, in any spelling and script. Pure.

A text is indexed with the codes of the countries it names, and a name in a query asks for the code:
Kazakstan, Казахстан, Қазақстан and Qazaqstan find the same, and weigh the same.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sourcebook.search.kazakh import latin
from sourcebook.search.words import line, terms_of, words

# Words of their own in a language we read: a family's reunion, a reader's "us" and "no".
_ALSO_WORDS = frozenset(
    {"reunion", "us", "no", "is", "it", "in", "man", "chad", "dr", "the", "car"}
)
_LONGEST = 6  # words of a name
_ABBREVIATED = {"US": "US", "U.S.": "US", "U.S": "US"}


class Name(NamedTuple):
    """A country named: its code, and which terms name it (``terms[start:end]``)."""

    code: str
    start: int
    end: int


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names by their first term, the longest first; a name of two countries is none."""
    from sourcebook.values.places import countries

    found: dict[tuple[str, ...], str | None] = {}

    def add(name: str, code: str, languages: Sequence[str]) -> None:
        for language in languages:
            key = tuple(line(name, language).split())
            key = key[1:] if key[:1] == ("the",) else key
            if not 0 < len(key) <= _LONGEST or (len(key) == 1 and _weak(key[0])):
                continue
            if found.setdefault(key, code) != code:
                found[key] = None

    for country in countries().values():
        code = country.code
        for name in (country.names["en"], country.official, *country.aliases):
            if name and "(" not in name and "," not in name:
                add(name, code, ("en", "ru", "kk", "und") if not name.isascii() else ("en", "und"))
        for language, name in (*country.names.items(), *country.own):
            add(name, code, (language, "und"))
            for form in _declined(name) if language == "ru" else ():
                add(form, code, ("ru",))
        if "kk" in country.names:
            add(latin(country.names["kk"]), code, ("en", "und", "kk"))
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, sole in found.items():
        if sole is not None:
            by_first.setdefault(key[0], []).append((key, sole))
    return {
        first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in by_first.items()
    }


def _declined(name: str) -> list[str]:
    """A Russian name's cases: Snowball brings "Казахстана" and "Казахстане" to different stems."""
    if name.endswith("ия"):
        return [name[:-1] + ending for ending in ("и", "ю", "ей")]
    if name.endswith(("а", "я")):
        return [name[:-1] + ending for ending in ("ы", "и", "е", "у", "ю", "ой", "ей")]
    if name[-1] in "бвгджзклмнпрстфхцчшщ":
        return [name + ending for ending in ("а", "у", "ом", "е")]
    return []


def _weak(term: str) -> bool:
    return term in _ALSO_WORDS or (len(term) < 3 and term.isascii()) or term.isdigit()


def names_in(terms: Sequence[str]) -> Iterator[Name]:
    """The countries that terms name, in order; the longest name wins, none overlaps another."""
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
                yield Name(code, at, over)
                break


def codes(terms: Sequence[str], text: str = "") -> list[str]:
    """The codes of the countries named, as often as each is; ``text``, what the terms are of, tells
    the United States from us."""
    found = [name.code for name in names_in(terms)]
    if "us" in terms and "U" in text:
        found += [_ABBREVIATED[word] for word in words(text) if word in _ABBREVIATED]
    return found


@cache
def spellings(code: str) -> tuple[tuple[str, ...], ...]:
    """The terms of every name of a country, each once: what a phrase may hold instead of it."""
    return tuple(key for some in _table().values() for key, one in some if one == code)


def name_of(written: str) -> str | None:
    """The country that words of a query name alone, "Kyrgyz Republic" or "US", or None."""
    if written in _ABBREVIATED:
        return _ABBREVIATED[written]
    for language in ("en", "ru", "kk", "und"):
        terms = [terms_of(language)[word] for word in words(written)]
        found = list(names_in(terms))
        if len(found) == 1 and found[0].end - found[0].start == len(terms):
            return found[0].code
    return None
