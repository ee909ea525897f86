"""What a command's words name: records of the library, themes, countries and regions."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from sourcebook.errors import Missing, Refused

if TYPE_CHECKING:
    from sourcebook.library import Library
    from sourcebook.records import Entry
    from sourcebook.store import Kept


def record_named(library: "Library", id: str) -> "Kept":
    """The record with this id; Missing names the nearest ids there are."""
    from difflib import get_close_matches

    from sourcebook.records import Entry, Page

    try:
        return library.record(id)
    except Missing as fault:
        ids = [*library.store.ids(Entry), *library.store.ids(Page)]
        asked = id.casefold().replace(" ", "-")
        near = get_close_matches(asked, ids, n=3) or [one for one in ids if asked in one][:3]
        if not near:
            raise
        raise Missing(id, f"is not in the library. Did you mean {' or '.join(near)}?") from fault


def entries_named(library: "Library", ids: Iterable[str]) -> "list[Entry]":
    """The entries with these ids, each once; a page's id stands for all entries on it."""
    from sourcebook.records import Entry, Page

    entries: dict[str, Entry] = {}
    for id in ids:
        found = record_named(library, id)
        if isinstance(found, Entry):
            entries[found.id] = found
        elif isinstance(found, Page):
            placed = (one.entry for section in found.sections for one in section.placements)
            entries |= {entry: library.entry(entry) for entry in placed}
        else:
            raise Refused(id, withdrawn(found) or "is a series; name its entries, or a page")
    return list(entries.values())


def withdrawn(record: object) -> str:
    """When and why a record was withdrawn, in words; "" for one that wasn't."""
    from sourcebook.records import Tombstone

    return f"was withdrawn {record.at[:10]}: {record.why}" if isinstance(record, Tombstone) else ""


def theme_named(name: str | None) -> str | None:
    """A theme's id as it was given; Missing names those there are."""
    from sourcebook.themes import themes

    if name is not None and name not in themes():
        raise Missing(name, f"is no theme; there are: {', '.join(themes())}")
    return name


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
    near = get_close_matches(name.strip().title(), names, n=3, cutoff=0.7)
    more = f" Did you mean {' or '.join(near)}?" if near else ""
    raise Refused(
        name[:80], f"is no country or region we know; give an English name or ISO code.{more}"
    )
