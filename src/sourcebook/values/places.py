"""Countries: their codes, names in three languages and older forms, regions and neighbours."""

from msgspec import Struct


class Country(Struct, frozen=True, kw_only=True):
    """One country or territory. ``code`` is ISO 3166-1 alpha-2, ``slug`` its page's file name,
    ``names`` maps en/ru/kk to its common name, ``own`` is (language, name) in its own languages,
    ``region`` a UN M49 sub-region in English, ``neighbours`` codes of those it shares a land
    border with."""

    code: str
    slug: str
    names: dict[str, str]
    official: str = ""
    own: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    region: str = ""
    neighbours: tuple[str, ...] = ()


def countries() -> dict[str, Country]:
    """All countries by code, in the order of their English names."""
    raise NotImplementedError


def find_country(name: str) -> str | None:
    """The code of the country a name, official form, older form or file name means, or None.

    ``Kazakhstan``, ``Republic of Zimbabwe``, ``KyrgyzRepublic``, ``Burma``, ``Қазақстан`` …
    """
    raise NotImplementedError
