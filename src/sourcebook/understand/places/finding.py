"""Find the countries and the parts of the world in a text. Pure."""

from sourcebook.claims import PlaceSaid, RegionSaid
from sourcebook.understand.places.matching import Hit, hits
from sourcebook.understand.places.senses import Around, meant
from sourcebook.understand.prepared import Prepared


def places_in(ready: Prepared) -> tuple[tuple[PlaceSaid, ...], tuple[RegionSaid, ...]]:
    """The countries and the parts of the world a text names, in order, none overlapping another."""
    text, folded = ready.text, ready.folded
    found = tuple(hit for hit in hits(text, folded) if _written_as_a_name(hit, text))
    around = Around(text, folded, ready.home, found)
    places = []
    for hit in found:
        sense = meant(hit, around) if hit.code else None
        if sense is None:
            continue
        country, confidence = sense
        places.append(
            PlaceSaid(
                country=country,
                name=text[hit.start : hit.end],
                start=hit.start,
                end=hit.end,
                kind=hit.kind,
                confidence=confidence,
            )
        )
    return tuple(places), ()


def _written_as_a_name(hit: Hit, text: str) -> bool:
    return not text[hit.start].islower()
