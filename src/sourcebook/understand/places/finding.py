"""Find the countries and the parts of the world in a text. Pure."""

import re

from sourcebook.claims import PlaceSaid, RegionSaid
from sourcebook.understand.places.cleaning import cleaned
from sourcebook.understand.places.matching import Hit, hits
from sourcebook.understand.places.names import members
from sourcebook.understand.places.senses import SENSES, Around, meant, part_meant
from sourcebook.understand.prepared import Prepared

LOWER = (
    0.7  # how sure a country's name in small letters is, where all around it is in small letters
)
_ADDRESS = re.compile(r"(?:https?:|www\.|@|\w\.\w{2,4}/)\S*$")


def places_in(ready: Prepared) -> tuple[tuple[PlaceSaid, ...], tuple[RegionSaid, ...]]:
    """The countries and the parts of the world a text names, in order, none overlapping another.

    Takes time in proportion to the text's length, however it is broken into lines.
    """
    clean = cleaned(ready.text, ready.folded)
    text, folded = clean.text, clean.folded
    found = tuple(hit for hit in hits(text, folded) if _is_written_as_a_name(hit, text, folded))
    around = Around(text, folded, ready.home, found)
    places: list[PlaceSaid] = []
    regions: list[RegionSaid] = []
    for hit in found:
        if not hit.code:
            continue
        start, end = clean.origin(hit.start, hit.end)
        while ready.text[end : end + 1] and "\u0300" <= ready.text[end] <= "\u036f":
            end += 1  # an accent that is a character of its own
        name = ready.text[start:end]
        if hit.code.startswith("@"):
            code = part_meant(hit, around)
            if code:
                regions.append(
                    RegionSaid(code=code, name=name, start=start, end=end, countries=members(code))
                )
            continue
        sense = meant(hit, around)
        if sense is None:
            continue
        country, sure = sense
        if _is_small(hit, text):
            sure = min(sure, LOWER)
        places.append(
            PlaceSaid(
                country=country, name=name, start=start, end=end, kind=hit.kind, confidence=sure
            )
        )
    return tuple(places), tuple(regions)


def _is_small(hit: Hit, text: str) -> bool:
    return text[hit.start].islower() and not _bends_in_small_letters(hit)


def _bends_in_small_letters(hit: Hit) -> bool:
    """Peoples and adjectives in Cyrillic are written small: "узбеки", "қазақстандық"."""
    return "\u0400" <= hit.stem[0] < "\u0530" and (hit.kind == "people" or hit.code.startswith("@"))


def _is_written_as_a_name(hit: Hit, text: str, folded: str) -> bool:
    """Whether a hit stands as names do: with a capital, save where nothing around it has one; and
    not inside an address of the web."""
    small = text[hit.start].islower()
    if small and not _bends_in_small_letters(hit):
        if hit.kind != "country" or hit.stem in SENSES or len(hit.stem) < 6:
            return False
        beside = text[max(0, hit.start - 60) : hit.end + 60]
        if beside.lower() != beside:
            return False
    before = folded[hit.start - 1 : hit.start]
    after = folded[hit.end : hit.end + 2]
    if before in {"/", ".", "_", "=", "@", "-", "%"} or (
        after and after[0] in "/._=@%" and after[1:].isalnum()
    ):
        return not _ADDRESS.search(folded, max(0, hit.start - 200), hit.start)
    return True
