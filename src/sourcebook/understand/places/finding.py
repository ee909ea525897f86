"""Find the countries and the parts of the world in a text. Pure."""

import re

from sourcebook.claims import PlaceKind, PlaceSaid, RegionSaid
from sourcebook.understand.places.around import SURE, Around
from sourcebook.understand.places.cleaning import Cleaned, cleaned
from sourcebook.understand.places.matching import Hit, hits
from sourcebook.understand.places.names import members
from sourcebook.understand.places.namesakes import SENSES
from sourcebook.understand.places.senses import meant, part_meant
from sourcebook.understand.places.sharing import shared
from sourcebook.understand.prepared import Prepared

SMALL = (
    0.7  # how sure a country's name in small letters is, where all around it is in small letters
)
_IN_ADDRESS = frozenset("/._=%-&?")
_ADDRESS = re.compile(r"(?:https?:|www\.|@|\w\.\w{2,4}/)\S*$")


def places_in(ready: Prepared) -> tuple[tuple[PlaceSaid, ...], tuple[RegionSaid, ...]]:
    """The countries and the parts of the world a text names, in order, none overlapping another.

    Takes time in proportion to the text's length, however it is broken into lines.
    """
    clean = cleaned(ready.text, ready.folded)
    text, folded = clean.text, clean.folded
    found = tuple(hit for hit in hits(text, folded) if _is_written_as_a_name(hit, text, folded))
    around = Around(text, folded, ready.home, found)
    said = _Said(ready.text, clean)
    last = 0
    for hit in found:
        if not hit.code:
            continue
        kind = hit.kind
        if hit.code.startswith("@"):
            code, sure = part_meant(hit, around), SURE["people"]
            kind = "people"
        else:
            code, sure = meant(hit, around) or (None, 0.0)
            if _is_small(hit, text):
                sure = min(sure, SMALL)
        if code is None:
            continue
        for first in reversed(list(shared(hit, text, folded))) if " " in hit.stem else ():
            if first.start >= last:
                said.add(first.code, first.start, first.end, "country", SURE["region"])
        article = 4 if hit.stem.startswith("the ") else 0
        said.add(code, hit.start + article, hit.end, kind, sure)
        last = hit.end
    return tuple(said.places), tuple(said.regions)


class _Said:
    """What was found so far, at its place in the text as it is."""

    def __init__(self, text: str, clean: Cleaned) -> None:
        self.text = text
        self.clean = clean
        self.places: list[PlaceSaid] = []
        self.regions: list[RegionSaid] = []

    def add(self, code: str, start: int, end: int, kind: PlaceKind, sure: float) -> None:
        start, end = self.clean.origin(start, end)
        while "\u0300" <= self.text[end : end + 1] <= "\u036f":
            end += 1  # an accent that is a character of its own
        name = self.text[start:end]
        if code.isupper():
            place = PlaceSaid(
                country=code, name=name, start=start, end=end, kind=kind, confidence=sure
            )
            self.places.append(place)
        else:
            code = code.removeprefix("@")
            region = RegionSaid(code=code, name=name, start=start, end=end, countries=members(code))
            self.regions.append(region)


def _is_small(hit: Hit, text: str) -> bool:
    said = text[hit.start : hit.end]
    return said == said.lower() and said != said.upper() and not _bends_in_small_letters(hit)


def _bends_in_small_letters(hit: Hit) -> bool:
    """Peoples and adjectives in Cyrillic are written small: "узбеки", "қазақстандық"."""
    return "\u0400" <= hit.stem[0] < "\u0530" and (hit.kind == "people" or hit.code.startswith("@"))


def _is_written_as_a_name(hit: Hit, text: str, folded: str) -> bool:
    """Whether a hit stands as names do: with a capital, save where nothing around it has one; and
    not inside an address of the web."""
    if _is_small(hit, text):
        if hit.kind != "country" or hit.stem in SENSES or len(hit.stem) < 6:
            return False
        beside = text[max(0, hit.start - 60) : hit.end + 60]
        if beside.lower() != beside:
            return False
    before = folded[hit.start - 1 : hit.start]
    after = folded[hit.end : hit.end + 2]
    if before == "@" or (after[:1] == "@" and after[1:].isalnum()):
        return False
    if before in _IN_ADDRESS or (after[:1] in _IN_ADDRESS and after[1:].isalnum()):
        return not _ADDRESS.search(folded, max(0, hit.start - 200), hit.start)
    return True
