"""The five themes and their vocabularies, as data (TOML beside this file)."""

from msgspec import Struct


class Aspect(Struct, frozen=True, kw_only=True):
    """One term of a theme's vocabulary. ``kind`` is act, means, purpose, sector, precursor or
    response; ``labels`` maps en/ru/kk; ``also`` holds other spellings a page may use."""

    code: str
    kind: str
    labels: dict[str, str]
    also: tuple[str, ...] = ()


class Theme(Struct, frozen=True, kw_only=True):
    """A subject with its own country pages. ``folders`` are names such pages have in addresses
    (``humantrafficking``); ``names`` other ways it is written; texts are our own words."""

    id: str
    title: str
    tagline: str = ""
    about: str = ""
    caution: str = ""
    prompt: str = ""
    teachers: str = ""
    folders: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    ages: tuple[Aspect, ...] = ()


def themes() -> dict[str, Theme]:
    """The themes by id, in menu order."""
    raise NotImplementedError


def find_theme(name: str) -> str | None:
    """The id of the theme a title, a menu label or an address's folder means, or None."""
    raise NotImplementedError


def find_aspect(theme: str, name: str) -> str | None:
    """The code of the aspect a label or prompt word means in a theme ("Debt Bondage?"), or None."""
    raise NotImplementedError
