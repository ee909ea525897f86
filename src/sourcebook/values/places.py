"""Countries: their codes, names in three languages and older forms, regions and neighbours.

The facts are in ``places.json``, which ``scripts/make_places.py`` writes; it names its sources.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

LANGUAGES = ("en", "ru", "kk")

# Words of an official form; what is left when they go must still be one country's name.
_FORMS = frozenset(
    """arab bolivarian commonwealth confederation cooperative co operative democratic duchy emirate
    federal federated federation federative former grand great hashemite independent islamic islands
    kingdom nation oriental people peoples plurinational principality republic socialist state states
    sultanate territory transitional union united""".split()  # noqa: SIM905
)
_SMALL = frozenset({"the", "of", "and", "da", "de", "y", "et"})
_SHORT = {
    "st": "saint", "ste": "sainte", "rep": "republic", "dem": "democratic", "is": "islands",
    "isl": "islands", "isls": "islands", "fed": "federal", "terr": "territory",
}  # fmt: skip
_ENDING = re.compile(r"\.(?:html?|pdf|txt|docx?|md|json)$", re.I)
# "Ascensi303263n": tar and git write ó as \303\263, and some archives then drop the backslashes.
_OCTAL = re.compile(r"3[0-7]{2}[12][0-7]{2}")
_CAMEL = re.compile(r"(?<=[a-zà-ÿа-яёәғқңөұүһі])(?=[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ])")
_APOSTROPHE = re.compile("['’‘`´ʻʼ]")
_BREAK = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"^(?P<outer>[^()\[\]]+)[(\[](?P<inner>[^()\[\]]+)[)\]]\W*$", re.S)


class Country(Struct, frozen=True, kw_only=True):
    """One country or territory. ``code`` is ISO 3166-1 alpha-2 (Kosovo XK), ``slug`` its page's
    file name, ``names`` maps en/ru/kk to its common name, ``own`` is (language, name) in its own
    languages, ``region`` a UN M49 sub-region in English, ``neighbours`` codes of those it shares
    a land border with, in the order of the codes."""

    code: str
    slug: str
    names: dict[str, str]
    official: str = ""
    own: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    region: str = ""
    neighbours: tuple[str, ...] = ()


class Region(Struct, frozen=True, kw_only=True):
    """A UN M49 sub-region: its number, its English label and the label in en/ru/kk."""

    m49: str
    label: str
    names: dict[str, str]


class _Places(Struct, frozen=True, kw_only=True):
    sources: dict[str, str]
    unclear: tuple[str, ...]
    regions: tuple[Region, ...]
    countries: tuple[Country, ...]
    keys: dict[str, str | None]


@cache
def _places() -> _Places:
    data = Path(__file__).with_name("places.json").read_bytes()
    return msgspec.json.decode(data, type=_Places)


@cache
def countries() -> dict[str, Country]:
    """All countries by code, in the order of their English names."""
    return {country.code: country for country in _places().countries}


@cache
def regions() -> dict[str, tuple[Country, ...]]:
    """The countries of each UN M49 sub-region by its English label, in the order of M49."""
    return {
        region.label: tuple(c for c in countries().values() if c.region == region.label)
        for region in _places().regions
    }


def country_name(code: str, language: str = "en") -> str:
    """The common name of a country in a language, in English where that has none; the code
    itself for an unknown code."""
    country = countries().get(code)
    if country is None:
        return code
    return country.names.get(language) or dict(country.own).get(language) or country.names["en"]


def region_name(label: str, language: str = "en") -> str:
    """The label of a region in a language, in English where that has none."""
    for region in _places().regions:
        if region.label == label:
            return region.names.get(language, label)
    return label


def sources() -> dict[str, str]:
    """Where each kind of fact about countries is from, with the version."""
    return dict(_places().sources)


def _unmangled(found: re.Match[str]) -> str:
    pair = bytes((int(found.group()[:3], 8), int(found.group()[3:], 8)))
    return pair.decode("utf-8", errors="replace")


def _words(name: str) -> list[str]:
    """The words of a name, folded: no accents, case, marks; "SaudiArabia" is two."""
    text = _CAMEL.sub(" ", _APOSTROPHE.sub("", unicodedata.normalize("NFC", name)))
    text = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("ё", "е"))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return [_SHORT.get(word, word) for word in _BREAK.split(text) if word]


def name_keys(name: str) -> list[str]:
    """The keys a name is found by, best first: run together, without small words, in any order.

    Abbreviations (all capitals, at most four letters) have one key, which keeps the capitals, so
    that "US" is a country and "us" is not.
    """
    letters = re.sub(r"[\W_]", "", name)
    if len(letters) <= 4 and letters.isupper():
        return [letters]
    words = _words(name)
    telling = [word for word in words if word not in _SMALL] or words
    return list(dict.fromkeys(("".join(words), "".join(telling), " ".join(sorted(telling)))))


def _plain(name: str) -> str | None:
    keys = _places().keys
    for key in name_keys(name):
        if key in keys:
            return keys[key]
    telling = [word for word in _words(name) if word not in _SMALL and word not in _FORMS]
    for key in ("".join(telling), " ".join(sorted(telling))):
        if key in keys:
            return keys[key]
    return None


def find_country(name: str) -> str | None:
    """The code of the country a name, official form, older form or file name means, or None.

    ``Kazakhstan``, ``Republic of Zimbabwe``, ``KyrgyzRepublic``, ``Burma``, ``Korea, South``,
    ``Қазақстан``, ``CotedIvoire.htm`` … A name that could mean two ("Congo", "Yugoslavia") gives
    None; so does one with an aside in brackets that means something else.
    """
    text = _OCTAL.sub(_unmangled, _ENDING.sub("", name.strip()))
    if len(text) > 120:  # the longest name there is has 73 letters: this is a sentence
        return None
    found = _plain(text)
    aside = _ASIDE.match(text) if found is None else None
    if aside:
        outer, inner = _plain(aside["outer"]), _plain(aside["inner"])
        return outer if outer == inner else None
    return found
