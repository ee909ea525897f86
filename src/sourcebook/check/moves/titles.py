"""Decide whether what a page calls itself is an entry's title. Pure.

Forgiven are case, punctuation, entities, a site's name before or after, a word left out that counts
for nothing, and a slip of the pen in one word of some. Never a number, a year or a country: these
tell one edition of a series from the next.
"""

import re
from functools import lru_cache
from html import unescape

from rapidfuzz.distance import Levenshtein

from sourcebook.check.moves.spelling import SMALL, years_in
from sourcebook.curate.tokens import UNSPACED
from sourcebook.store.keys import fold
from sourcebook.values.places import find_country

# What parts a page's title from the name of its site; a colon doesn't: what follows it is a subtitle.
_PARTS = re.compile(r"\s+[|–—·•»›«‹~-]+\s+|\s*[|»›]\s*|\s+::\s+|\s+/\s+")
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*$")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SITE = 7  # words that the name of a site and its section may have
SLIP = 5  # letters that a word must have for slips; shorter words are others by one letter

# Folders of addresses that only list or look for others, and words their titles begin with.
FOLDERS = frozenset(
    """search tag tags tagged keyword keywords label labels feed author authors suche schlagwort
    recherche etiquette étiquette busqueda búsqueda buscar etiqueta ricerca cerca zoeken поиск тег метка
    іздеу""".split()  # noqa: SIM905
)
LISTING = FOLDERS | frozenset(
    """results result category categories topic topics archives page sitemap index browse listing
    suchergebnisse ergebnisse resultats résultats resultados risultati zoekresultaten результаты рубрика
    нәтижелер 404 403 410 500 error notfound login signin anmelden""".split()  # noqa: SIM905
)


def titled(wanted: str, shown: str) -> float:
    """How surely a page that shows this title is the one called ``wanted``: 1 the same, 0.9 but for
    slips or an end cut off, 0 another."""
    return _titled(wanted, shown)


@lru_cache(maxsize=4096)
def _titled(wanted: str, shown: str) -> float:
    wanted, shown = unescape(wanted), unescape(shown)
    if not fold(wanted) or not fold(shown):
        return 0.0
    best = 0.0
    for asked in _asked(wanted):
        cut = _CUT.search(shown)
        if cut and (begun := fold(shown[: cut.start()])):
            whole = fold(asked)
            if len(begun.split()) >= 5 and (whole + " ").startswith(begun + " "):
                return 0.9
        for run in _runs(shown, asked):
            best = max(best, _same(asked, run))
            if best == 1.0:
                return best
    return best


def _asked(wanted: str) -> list[str]:
    """The title, and without the name of a section before it ("Human Rights Reports » 2005 …")."""
    parts = [part for part in _PARTS.split(wanted) if part and part.strip()]
    if len(parts) < 2:
        return [wanted]
    longest = max(parts, key=len)
    words = len(fold(wanted).split())
    own = len(fold(longest).split()) * 2 > words and years_in(longest) == years_in(wanted)
    return (
        [wanted, longest]
        if own and _says_nothing(wanted.replace(longest, " "), longest)
        else [wanted]
    )


def _runs(shown: str, wanted: str) -> list[str]:
    """The shown title, whole and without what may be the name of its site, before or after."""
    parts = [part for part in _PARTS.split(shown) if part and part.strip()]
    runs = [shown]
    for first in range(len(parts)):
        for last in range(len(parts), first, -1):
            if last - first == len(parts) or last - first > 6:
                continue
            rest = [*parts[:first], *parts[last:]]
            if all(_says_nothing(part, wanted) for part in rest):
                runs.append(" ".join(parts[first:last]))
    return runs[:40]


def _says_nothing(part: str, wanted: str) -> bool:
    """Whether words beside a title may be a site's name: short, no number, country or listing."""
    words = fold(part).split()
    if len(words) > _SITE or not LISTING.isdisjoint(words):
        return False
    if any(any(c.isdigit() for c in word) for word in words):
        return False
    country = find_country(part.strip())
    return country is None or country == find_country(wanted.strip())


def _same(wanted: str, shown: str) -> float:
    one, two = fold(wanted), fold(shown)
    if one == two:
        return 1.0
    first = [word for word in one.split() if word not in SMALL]
    second = [word for word in two.split() if word not in SMALL]
    if not first or len(first) != len(second):
        return 1.0 if "".join(one.split()) == "".join(two.split()) else 0.0
    other = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if not other:
        return 1.0
    slips = [_slip(a, b) for a, b in other]
    if not all(slips) or sum(slips) > len(first):
        return 0.0
    return 0.9


def _slip(one: str, two: str) -> int:
    """How many words a title must have to forgive that one of them is written or spelled otherwise
    ("labour", "labor"); 0 for two words."""
    if min(len(one), len(two)) < SLIP or one[0] != two[0]:
        return 0
    if any(c.isdigit() for c in one + two) or find_country(one) or find_country(two):
        return 0
    return {1: 3, 2: 5}.get(Levenshtein.distance(one, two, score_cutoff=2), 0)


def distinctive(title: str) -> int:
    """How many words of a title tell it from others: "Human Rights Overview" has hardly any. Of scripts
    without spaces, two letters are taken for a word."""
    words = [word for word in fold(title).split() if word not in SMALL and word not in _COMMON]
    unspaced = len(_UNSPACED.findall(title))
    return max(len(words), unspaced // 2)


_COMMON = frozenset(
    """report reports annual country countries overview home about news press release article human
    rights trafficking persons child labor labour women children world freedom findings practices
    profile review update introduction page document publication publications statement summary
    fact sheet factsheet country index contents information""".split()  # noqa: SIM905
)


def lists(text: str) -> bool:
    """Whether a page's title says that it lists or looks for other pages, or that there is none."""
    words = fold(text).split()
    return bool(words) and (words[0] in LISTING or "not found" in " ".join(words))
