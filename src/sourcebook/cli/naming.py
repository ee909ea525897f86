"""What the countries and regions are that a command's words name."""

from collections.abc import Collection

from sourcebook.errors import Missing, Refused


def country_of(name: object) -> str | None:
    """The code of a country given by code or name; None where it is none we know, or no word."""
    if not isinstance(name, str) or not name.strip():
        return None
    from sourcebook.values.places import countries, find_country

    code = name.strip().upper()
    return code if code in countries() else find_country(name)


def country_named(name: str | None) -> str | None:
    """The same, where a name that is none we know is refused."""
    code = country_of(name)
    if name and code is None:
        raise Refused(name[:80], "is no country we know; give its English name or ISO code (KZ)")
    return code


def countries_named(name: str, known: Collection[str] | None = None) -> list[str]:
    """The country, or the countries of the region (UN M49), that a name means; of a region only those
    in ``known`` where that is given. Refused tells of the nearest names."""
    from difflib import get_close_matches

    from sourcebook.values.places import countries, country_name, regions

    code = country_of(name)
    if code is not None:
        return [code]
    wanted = name.strip().casefold()
    for title, members in regions().items():
        if title.casefold() == wanted:
            here = [c.code for c in members if known is None or c.code in known]
            if not here:
                raise Missing(name, "has no country that the library has entries on")
            return here
    names = [*(country_name(code) for code in countries()), *regions()]
    near = get_close_matches(name.strip().title(), names, n=3)
    more = f" Did you mean {' or '.join(near)}?" if near else ""
    raise Refused(
        name[:80], f"is no country or region we know; give an English name or ISO code.{more}"
    )
