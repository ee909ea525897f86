"""Say where each page of the site stands: flat names that are safe on every file system. Pure.

A name is lower-case ASCII, so two never differ in case only; what can't be spelled so gets a digest
of the original behind its transliteration, so that two never meet and none depends on another.
"""

import hashlib
import re
from functools import lru_cache

from sourcebook.collect.identity import slug
from sourcebook.store.keys import fold
from sourcebook.values.places import countries

# Folders and files of the site's own: a theme of that name steps aside.
OWN = frozenset(
    ["about", "404", "aspects", "assets", "compare", "countries", "data", "entries", "feeds", "health", "help",
     "index", "map", "proofs", "ratings", "publishers", "robots", "search", "sitemap", "teach", "timeline",
     "timemaps", "titles",
     "timegate", "timemap", "memento"]
)  # fmt: skip
# A folder's own page, and names that Windows keeps for devices, whatever their ending
# (Microsoft, "Naming Files").
_TAKEN = frozenset(
    [
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10)),
    ]
)
_PLAIN = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_LONGEST = 150  # as ids; with ".csl.json" well under the 255 bytes file systems allow
_ENDS_LIKE_DIGEST = re.compile(r".*-[0-9a-f]{8}")


@lru_cache(maxsize=1 << 14)
def name_of(text: str) -> str:
    """One file name for any text: itself where it is safe already, else a slug and a digest."""
    if (
        len(text) <= _LONGEST
        and _PLAIN.fullmatch(text)
        and text not in _TAKEN
        and not _ENDS_LIKE_DIGEST.fullmatch(text)
    ):
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug(text)}-{digest}"


def fragment(id: str) -> str:
    """Where an entry's card stands on a page: its id with its parts joined by "_", which no id holds."""
    return id.replace("/", "_")


def _flat(id: str) -> str:
    """An id as one file name."""
    name = fragment(id)
    return f"{name}_" if name in _TAKEN else name


def entry_path(id: str) -> str:
    """Where an entry's own page stands (or the notice that it was withdrawn)."""
    return f"entries/{_flat(id)}.html"


def proof_path(id: str, excerpt: str) -> str:
    """Where the page stands that shows an excerpt of an entry beside its source."""
    return f"proofs/{_flat(id)}_{name_of(excerpt)}.html"


def picture_path(id: str, digest: str, page: int) -> str:
    """Where the picture of a capture's page stands, for an entry's proofs; pages count from 0."""
    return f"proofs/{_flat(id)}_{digest[:16]}_{page + 1}.png"


def timemap_path(id: str, key: str) -> str:
    """Where the TimeMap of an entry's address stands; ``key`` is the address's page key."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"timemaps/{_flat(id)}_{digest}.link"


def theme_folder(theme: str) -> str:
    """The folder of a theme's pages; an unknown theme has one too."""
    return f"{theme}_" if theme in OWN else name_of(theme)


def page_path(id: str, theme: str) -> str:
    """Where a curated page stands: in its theme's folder, under the rest of its id."""
    within = id.removeprefix(f"{theme}/")
    return f"{theme_folder(theme)}/{_flat(within) if within != id else '_' + _flat(id)}.html"


def stone_path(id: str) -> str:
    """Where the notice of a withdrawn page stands: there where the page stood."""
    return page_path(id, id.partition("/")[0])


def _numbered(stem: str, number: int) -> str:
    # "_", since a publisher may well be called "Region 2"
    return f"{stem}.html" if number == 1 else f"{stem}_{number}.html"


def aspect_path(theme: str, code: str, number: int = 1) -> str:
    """The ``number``-th page of an aspect in a theme."""
    return _numbered(f"{theme_folder(theme)}/aspects/{name_of(code)}", number)


def publisher_name(publisher: str) -> str:
    """A publisher's name in addresses; the same for spellings that the store takes for one."""
    return name_of(fold(publisher).replace(" ", "-"))


def publisher_path(name: str, number: int = 1) -> str:
    """The ``number``-th page of a publisher; ``name`` is its ``publisher_name``."""
    return _numbered(f"publishers/{name}", number)


def year_path(year: str, number: int = 1) -> str:
    """The ``number``-th page of a year; "" is for entries without one."""
    return _numbered(f"timeline/{year or 'undated'}", number)


def map_path(name: str = "") -> str:
    """Where a map of routes stands: the world's, or one named like a country's page or a choice."""
    return f"map/{name_of(name) if name else 'index'}.html"


def routes_path() -> str:
    """Where all routes stand as a table for programs."""
    return "map/routes.csv"


def ratings_path() -> str:
    """Where ratings by year stand."""
    return "ratings/index.html"


def title_path(letter: str, number: int = 1) -> str:
    """The ``number``-th page of the titles that begin with a letter."""
    return _numbered(f"titles/{letter}", number)


def health_path(number: int = 1) -> str:
    """The ``number``-th page of how the library fares."""
    return _numbered("health/index", number)


def country_path(code: str) -> str:
    """A country's page across the themes; an unknown code has one too."""
    known = countries().get(code)
    return f"countries/{known.slug if known else name_of(code)}.html"


COPIES = ("/timegate/", "/timemap/link/", "/memento/")  # where copies are asked for of the preview
PICK = "compare/index.html"  # where any countries can be chosen to be compared


def said_path(code: str) -> str:
    """Where all that is said of a country stands; "_", since no country's name holds it."""
    return f"{country_path(code).removesuffix('.html')}_said.html"


def compare_path(code: str) -> str:
    """Where a country stands beside its neighbours, whichever of them the library has."""
    return f"compare/{name_of(code.lower())}/index.html"


def compare_region_path(area: str) -> str:
    """Where a region's countries stand side by side; ``area`` is its name in addresses."""
    return f"compare/{area}/index.html"


def column_path(code: str) -> str:
    """The file of a country's column, for the page where countries are chosen."""
    return f"data/compare/{name_of(code.lower())}.js"


def up(path: str) -> str:
    """The way from a page to the site's first folder: "" or "../" as often as needed."""
    return "../" * path.count("/")
