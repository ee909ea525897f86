"""The fields a query may name, other ways to write them, and what their values mean. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from msgspec import Struct

from sourcebook.search.letters import as_seen, fold

LEFT_OUT = "It was left out."
MOST_VALUES = 200  # of one choice: more than there are countries would name all
_SPLIT = re.compile(r"[,;]")
_RANGE = re.compile(r"(?P<low>\d{4})?\s*(?:\.\.+|[-–—/:]|to)\s*(?P<high>\d{4})?", re.I)
_BOUND = re.compile(r"(?P<sign>[<>]=?|[≤≥])\s*(?P<year>\d{4})")
_DECADE = re.compile(r"(?P<tens>\d{3})(?:[xXх]|0s)")


class Hint(Struct, frozen=True, kw_only=True):
    """Help with a query: what was read otherwise than written, or left out, and what to write."""

    rule: str
    says: str


class Choice(Struct, frozen=True, kw_only=True, tag="choice"):
    """Entries with one of these values in a facet; of ``year`` also a range (None: open)."""

    facet: str
    values: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


TEXT = ("title", "author", "publisher", "series")
# facet: other names for it, those of the three languages among them
CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("тема", "тақырып", "subject"),
    "country": ("countries", "place", "страна", "ел", "land"),
    "region": ("area", "регион", "аймақ"),
    "role": ("роль", "рөл"),
    "purpose": ("цель", "мақсат"),
    "aspect": ("аспект", "topic", "tag"),
    "year": ("date", "issued", "год", "жыл"),
    "language": ("lang", "язык", "тіл"),
    "age": ("ages", "возраст", "жас"),
    "standing": ("status", "quotes"),
    "address": ("link", "links", "addresses"),
    "kind": ("type", "вид", "түрі"),
    "page": ("on", "страница", "бет"),
    "id": ("entry",),
    "in": ("scope", "where", "в"),
}
_TEXT_NAMES = {
    "title": ("titles", "heading", "название", "атауы"),
    "author": ("authors", "by", "byline", "автор"),
    "publisher": ("source", "publishers", "издатель", "баспа"),
    "series": ("серия", "топтама"),
}
FACETS = (
    "theme", "country", "region", "role", "purpose", "aspect", "publisher", "series", "year", "language",
    "age", "standing", "address", "kind",
)  # fmt: skip
QUOTES = ("verified", "differs", "absent", "unchecked")
ADDRESSES = ("alive", "moved", "changed", "soft gone", "gone", "unsure", "unchecked")
ROLES = ("source", "transit", "destination", "internal")
_ROLE_NAMES = {
    "origin": "source",
    "domestic": "internal",
    "sending": "source",
    "receiving": "destination",
}
SCOPES = {
    "titles": "titles", "title": "titles", "excerpts": "excerpts", "excerpt": "excerpts", "quotes": "excerpts",
    "text": "text", "texts": "text", "fulltext": "text",
}  # fmt: skip


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for names in (CHOICES, _TEXT_NAMES):
        for field, others in names.items():
            for name in (field, *others):
                found.setdefault(fold(name), field)
    return found


def near_field(name: str, *, nearest: bool = True) -> str | None:
    """The field that a name means; with ``nearest`` one that is spelled nearly so; or None."""
    key = fold(name)
    known = _names().get(key)
    if known is not None or not nearest or len(key) < 4:
        return known
    from rapidfuzz.distance import OSA

    near = min(_names(), key=lambda other: OSA.distance(key, other))
    return _names()[near] if OSA.distance(key, near) <= 1 + (len(key) > 6) else None


def text_field(field: str) -> bool:
    """Whether a field's value is looked for word by word."""
    return field in TEXT


def resolve(field: str, value: str) -> tuple[Choice | None, list[Hint]]:
    """What a value means in a field: ``country``, "Burma" is MM. What isn't known is left out, and a
    hint names the nearest there is."""
    value = as_seen(value)
    if field == "year":
        return _years(value)
    values = [one.strip() for one in _SPLIT.split(value) if one.strip()]
    if not values:
        return None, [Hint(rule="value", says=f"{field}: names nothing. {LEFT_OUT}")]
    hints = []
    if len(values) > MOST_VALUES:
        values = values[:MOST_VALUES]
        hints.append(
            Hint(rule="many", says=f"Only the first {MOST_VALUES} values of {field}: were used.")
        )
    known: list[str] = []
    facet = field
    for one in values:
        found = _value(field, one)
        if found is not None:
            facet, code = found
            known.append(code)
        elif len(hints) < 4:
            hints.append(Hint(rule="value", says=_unknown(field, one)))
    if not known:
        return None, hints
    return Choice(facet=facet, values=tuple(dict.fromkeys(known))), hints


def _years(value: str) -> tuple[Choice | None, list[Hint]]:
    text = value.strip()
    if re.fullmatch(r"\d{4}", text):
        return Choice(facet="year", low=int(text), high=int(text)), []
    if found := _BOUND.fullmatch(text):
        year, sign = int(found["year"]), found["sign"]
        if sign in (">", ">=", "≥"):
            return Choice(facet="year", low=year + (sign == ">")), []
        return Choice(facet="year", high=year - (sign == "<")), []
    if found := _DECADE.fullmatch(text):
        return Choice(
            facet="year", low=int(found["tens"]) * 10, high=int(found["tens"]) * 10 + 9
        ), []
    found = _RANGE.fullmatch(text)
    if found and (found["low"] or found["high"]):
        low, high = (int(found[part]) if found[part] else None for part in ("low", "high"))
        if low is not None and high is not None and low > high:
            low, high = high, low
        return Choice(facet="year", low=low, high=high), []
    many = [one for one in _SPLIT.split(text) if one.strip()]
    if len(many) > 1 and all(re.fullmatch(r"\s*\d{4}\s*", one) for one in many):
        return Choice(facet="year", values=tuple(one.strip() for one in many[:MOST_VALUES])), []
    says = f"“{text[:40]}” is no year; write year:2009, year:2003..2009 or year:2003.. . {LEFT_OUT}"
    return None, [Hint(rule="year", says=says)]


def _value(field: str, value: str) -> tuple[str, str] | None:
    """The facet and the value in it."""
    if field == "standing":
        return _standing(value)
    found = _READ[field](value) if field in _READ else value
    return None if found is None else (field, found)


def _standing(value: str) -> tuple[str, str] | None:
    key = " ".join(fold(value).replace("-", " ").split())
    if key in QUOTES:
        return "standing", key
    return ("address", key) if key in ADDRESSES else None


def _address(value: str) -> str | None:
    key = " ".join(fold(value).replace("-", " ").split())
    return key if key in ADDRESSES else None


def _country(value: str) -> str | None:
    from sourcebook.understand.places.names import country_of_words
    from sourcebook.values.places import countries

    return value.upper() if value.upper() in countries() else country_of_words(value)


@cache
def _regions() -> dict[str, str]:
    from sourcebook.values.places import _places

    found = {}
    for region in _places().regions:
        for name in (region.m49, region.label, *region.names.values()):
            found[_key(name)] = region.label
    return found


def _region(value: str) -> str | None:
    return _regions().get(_key(value))


def _theme(value: str) -> str | None:
    from sourcebook.themes import find_theme

    return find_theme(value)


def _in_themes(find: str) -> Callable[[str], str | None]:
    def found(value: str) -> str | None:
        from sourcebook import themes

        look: Callable[[str, str], str | None] = getattr(themes, find)
        return next((code for theme in themes.themes() if (code := look(theme, value))), None)

    return found


def _role(value: str) -> str | None:
    key = fold(value)
    key = _ROLE_NAMES.get(key, key)
    return key if key in ROLES else None


def _language(value: str) -> str | None:
    from sourcebook.values.languages import language_tag

    tag = language_tag(value)
    return tag.partition("-")[0] if tag else None


def _scope(value: str) -> str | None:
    return SCOPES.get(fold(value))


def _page(value: str) -> str | None:
    return value.strip("/").lower() or None


_READ: dict[str, Callable[[str], str | None]] = {
    "country": _country,
    "region": _region,
    "theme": _theme,
    "aspect": _in_themes("find_aspect"),
    "purpose": _in_themes("find_aspect"),
    "age": _in_themes("find_age"),
    "role": _role,
    "language": _language,
    "address": _address,
    "in": _scope,
    "page": _page,
}


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(name))


def _there_are(field: str) -> Sequence[str]:
    """Values of a field that can be offered."""
    if field == "country":
        from sourcebook.values.places import countries

        return [country.names["en"] for country in countries().values()]
    if field == "region":
        return list(dict.fromkeys(_regions().values()))
    if field in ("theme", "aspect", "purpose", "age"):
        from sourcebook.themes import themes

        if field == "theme":
            return list(themes())
        terms: Iterable[str] = (
            term.code
            for theme in themes().values()
            for term in (theme.ages if field == "age" else theme.aspects)
            if field != "purpose" or term.kind == "purpose"
        )
        return list(dict.fromkeys(terms))
    fixed = {
        "standing": (*QUOTES, *ADDRESSES), "address": ADDRESSES, "role": ROLES,
        "in": ("titles", "excerpts", "text"), "language": ("en", "ru", "kk"),
    }  # fmt: skip
    return fixed.get(field, ())


def _unknown(field: str, value: str) -> str:
    from difflib import get_close_matches

    value = value[:60]
    there = _there_are(field)
    by_key = {_key(one): one for one in there}
    near = get_close_matches(_key(value), by_key, n=2, cutoff=0.7)
    if near:
        asked = f"did you mean {' or '.join(by_key[one] for one in near)}?"
    elif field == "country":
        asked = "write its name or its code of two letters, as in country:KZ."
    else:
        asked = f"there are {', '.join(there[:8])}{' …' if len(there) > 8 else '.'}"
    return f"{field}:{value} is none that is known; {asked} {LEFT_OUT}"
