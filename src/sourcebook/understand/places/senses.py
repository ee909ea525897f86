"""Which country a name in a text means, or whether it means one at all. Pure."""

import re
from collections.abc import Callable

from sourcebook.understand.places.around import SURE, Around, Sense
from sourcebook.understand.places.cities import city, city_of_several, of_a_state, part
from sourcebook.understand.places.matching import Hit
from sourcebook.understand.places.namesakes import NAMED, SENSES
from sourcebook.understand.places.peoples import cyrillic_people, people
from sourcebook.understand.places.persons import is_titled

_SORTS: dict[str, Callable[[Hit, Around], Sense]] = {"~": city_of_several}
_KINDS: dict[str, Callable[[Hit, Around], Sense]] = {"city": city, "region": part}
# "Central African" is the region's as a rule; its republic's people are called so as well.
_OF_CF = re.compile(r"s? (?:refugee|authorit|government|citizen|armed forces|army)")
_CIS = re.compile(
    r"countr|state|republic|member|independent|region|within|nation|russia|former|the $"
)


def meant(hit: Hit, around: Around) -> Sense:
    """The country a hit means and how sure that is, or None where it means none."""
    sense = SENSES.get(hit.stem) or _SORTS.get(hit.code[0]) or _KINDS.get(hit.kind)
    if hit.code.startswith("?"):
        sense = NAMED[hit.code[1:]]
    said = sense(hit, around) if sense else (hit.code, SURE[hit.kind])
    if said is None:
        return None
    if hit.kind == "people" and hit.stem[0] >= "\u0370":
        return cyrillic_people(hit, around, said)
    if hit.kind == "people":
        return people(hit, around, said)
    if hit.kind == "country" and is_titled(hit, around):
        return None
    return of_a_state(hit, around) or said


def part_meant(hit: Hit, around: Around) -> str | None:
    """The code of the part of the world a hit means, the country's where it means one, or None."""
    after = around.after(hit, 16)
    if hit.stem in {"the gulf", "the pacific"} and after.startswith(" of "):
        return None
    if hit.stem in {"african", "asian"} and re.match(r"-american", after):
        return None
    if hit.stem == "central african" and (around.home == "CF" or _OF_CF.match(after)):
        return "CF"
    if hit.stem == "CIS" and not _CIS.search(around.before(hit, 60) + after):
        return None
    return hit.code[1:]
