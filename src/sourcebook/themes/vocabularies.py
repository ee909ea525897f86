"""The five themes and their vocabularies, read from the TOML beside this file."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

MENU = ("human-trafficking", "csec", "street-children", "torture", "poverty")

KINDS: dict[str, dict[str, str]] = {  # in the order a page lists them
    "act": {"en": "Acts", "ru": "Деяния", "kk": "Әрекеттер"},
    "means": {"en": "Means", "ru": "Способы", "kk": "Тәсілдер"},
    "purpose": {"en": "Purposes", "ru": "Цели", "kk": "Мақсаттар"},
    "sector": {"en": "Sectors", "ru": "Отрасли", "kk": "Салалар"},
    "setting": {"en": "Places", "ru": "Где это происходит", "kk": "Қайда болады"},
    "precursor": {"en": "Causes and conditions", "ru": "Причины и условия", "kk": "Себептер мен жағдайлар"},
    "effect": {"en": "What it does to people", "ru": "Последствия", "kk": "Салдары"},
    "response": {"en": "Responses", "ru": "Меры", "kk": "Шаралар"},
}  # fmt: skip


class Aspect(Struct, frozen=True, kw_only=True):
    """One term of a theme's vocabulary. ``kind`` is a key of ``KINDS`` (``age`` for age groups);
    ``labels`` maps en/ru/kk; ``also`` holds other spellings a page may use."""

    code: str
    kind: str
    labels: dict[str, str]
    also: tuple[str, ...] = ()


class Theme(Struct, frozen=True, kw_only=True):
    """A subject with its own country pages. ``labels`` maps en/ru/kk to its title; ``folders``
    are names such pages have in addresses (``humantrafficking``); ``names`` other ways it is
    written; texts are our own words, paragraphs separated by a blank line."""

    id: str
    title: str
    tagline: str = ""
    about: str = ""
    caution: str = ""
    prompt: str = ""
    teachers: str = ""
    labels: dict[str, str] = {}
    folders: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    ages: tuple[Aspect, ...] = ()


@cache
def themes() -> dict[str, Theme]:
    """The themes by id, in menu order."""
    folder = Path(__file__).parent
    ages = tomllib.loads(folder.joinpath("ages.toml").read_text("utf-8"))["ages"]
    made = {}
    for name in MENU:
        data = tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8"))
        for text in ("about", "caution", "prompt", "teachers"):
            data[text] = _unwrapped(data.get(text, ""))
        made[name] = msgspec.convert({"id": name, "ages": ages, **data}, type=Theme)
    return made


def find_theme(name: str) -> str | None:
    """The id of the theme a title, a menu label or an address's folder means, or None."""
    return _theme_keys().get(_key(name))


def find_aspect(theme: str, name: str) -> str | None:
    """The code of the aspect a label or prompt word means in a theme ("Debt Bondage?"), or None."""
    return _aspect_keys(theme, "aspects").get(_key(name))


def find_age(theme: str, name: str) -> str | None:
    """The code of the age group a heading means in a theme ("Adolescents"), or None."""
    return _aspect_keys(theme, "ages").get(_key(name))


def aspect(theme: str, code: str) -> Aspect | None:
    """The aspect or age group of a theme with this code, or None."""
    found = themes().get(theme)
    return (
        next((a for a in (*found.aspects, *found.ages) if a.code == code), None) if found else None
    )


def label(labels: dict[str, str], language: str = "en") -> str:
    """The label in a language, in English where that has none."""
    return labels.get(language) or labels.get("en", "")


def _unwrapped(text: str) -> str:
    """Paragraphs of a TOML text with their line breaks made spaces."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


def _key(name: str) -> str:
    """Letters and digits of a name, folded: "Forced-Labor?" and "forced labour" are near twins
    (British spelling counts as American)."""
    text = unicodedata.normalize("NFKD", name.replace("&", " and ").casefold())
    return re.sub(r"[\W_]+", "", text).replace("labour", "labor").replace("isation", "ization")


@cache
def _theme_keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for theme in themes().values():
        for name in (theme.id, theme.title, *theme.labels.values(), *theme.folders, *theme.names):
            keys.setdefault(_key(name), theme.id)
    return keys


@cache
def _aspect_keys(theme: str, part: str) -> dict[str, str]:
    found = themes().get(theme)
    keys: dict[str, str] = {}
    terms: tuple[Aspect, ...] = getattr(found, part) if found else ()
    for rank in ("own", "also"):  # a term's own code and labels win over another's spellings
        for term in terms:
            for name in (term.code, *term.labels.values()) if rank == "own" else term.also:
                keys.setdefault(_key(name), term.code)
    return keys
