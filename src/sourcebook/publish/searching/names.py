"""Find countries under any of their names in a text's words, and give each one term of its own. Pure.

``@kz`` is the term of every spelling of Kazakhstan, in any script: a text that says "Казакстан" and an
entry that is filed under Kazakhstan have it, so that a reader who types one name finds the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sourcebook.search.stop_words import ALL
from sourcebook.search.words import terms_of, words
from sourcebook.values.places import countries, find_country

# Folded, these are words of their own: an abbreviation that reads like them is left out.
_WORDS = frozenset(["car", "us"])
SHORTEST = 4  # letters of a name that is known by its stem too


def term(code: str) -> str:
    """The term of a country; no word has an "@"."""
    return f"@{code.lower()}"


def forms(name: str) -> tuple[str, ...]:
    """The words of a name, folded."""
    fold = terms_of("und")
    return tuple(part for word in words(name) for part in fold[word].split())


@cache
def spellings() -> Mapping[tuple[str, ...], str]:
    """Codes by the folded words of each name; a name that two countries have is left out."""
    found: dict[tuple[str, ...], str] = {}
    doubtful = set()
    for country in countries().values():
        own = (name for _, name in country.own)
        for name in (*country.names.values(), country.official, *country.aliases, *own):
            key = forms(name)
            if not key or key[0] in ALL or " ".join(key) in _WORDS or find_country(name) is None:
                continue
            if found.setdefault(key, country.code) != country.code:
                doubtful.add(key)
    return {key: code for key, code in found.items() if key not in doubtful}


@cache
def _stems() -> Mapping[str, str]:
    """Codes by the stem of each name of one word, in the languages that decline them."""
    found: dict[str, str] = {}
    doubtful = set()
    for key, code in spellings().items():
        if len(key) > 1 or len(key[0]) < SHORTEST:
            continue
        for language in ("ru", "kk"):
            stem = terms_of(language)[key[0]]
            if found.setdefault(stem, code) != code:
                doubtful.add(stem)
    return {stem: code for stem, code in found.items() if stem not in doubtful}


@cache
def _by_first() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    made: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, code in spellings().items():
        made.setdefault(key[0], []).append((key, code))
    return {
        first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in made.items()
    }


@cache
def names_of(code: str) -> tuple[str, ...]:
    """The names of a country as a reader may type them, folded, their words parted by a space."""
    return tuple(sorted(" ".join(key) for key, other in spellings().items() if other == code))


def named(forms: Sequence[str], terms: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """(place, code, whether declined) of each country named in a text's words, by their forms and terms;
    the longest name counts."""
    first, stems = _by_first(), _stems()
    past = 0
    for place, form in enumerate(forms):
        some = first.get(form, ())
        if place < past:
            continue
        for key, code in some:
            if tuple(forms[place : place + len(key)]) == key:
                yield place, code, False
                past = place + len(key)
                break
        else:
            stem = terms[place]
            if not stem.isascii() and stem in stems:
                yield place, stems[stem], True
