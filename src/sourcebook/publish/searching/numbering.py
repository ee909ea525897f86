"""Give each findable thing a number that stays when others come or go. Pure.

Numbers in the order of ids would all move with one more entry, and with them every file of the index.
So each id has a place by its digest, and takes the next free one where that is taken: the same set of
ids gets the same numbers in whatever order it came about, and one more id moves one or two others.
"""

import hashlib
from collections.abc import Iterable

from msgspec import Struct

FEWEST = 64
LARGE = 1024
PARTS = 8  # what the places of a common term are cut into
FACES = 4  # places whose faces share a file; a quarter to half of them are taken


class Room(Struct, frozen=True, kw_only=True):
    """How large an index is laid out: ``places`` for numbers, and ``shelves`` that its terms are
    spread over."""

    places: int
    shelves: int

    @classmethod
    def for_things(cls, count: int) -> "Room":
        """For so many things. It doubles with every doubling, so that files stay as small, and lists
        with the gaps that things leave cost little."""
        full = FEWEST
        while full < count:
            full *= 2
        return cls(places=2 * full, shelves=max(4, full // 32))

    @property
    def part(self) -> int:
        """Numbers of things in a part."""
        return self.places // PARTS

    @property
    def large(self) -> int:
        """Things that a term may be in before its places are cut into parts: as many weigh some 4 KB."""
        return max(LARGE, self.places // 32)


def digest(id: str) -> int:
    """32 bits of an id."""
    return int.from_bytes(hashlib.sha256(id.encode("utf-8", "surrogatepass")).digest()[:4])


def numbered(ids: Iterable[str], room: Room) -> dict[str, int]:
    """The number of each id, from 0, rising in the order of this mapping."""
    made: dict[str, int] = {}
    free = 0
    for wanted, id in sorted((digest(id) % room.places, id) for id in ids):
        made[id] = free = max(wanted, free)
        free += 1
    return made


def mixed(text: str) -> int:
    """32 bits of a word, as the search in the browser computes them too (FNV-1a over UTF-16)."""
    value = 0x811C9DC5
    for byte in text.encode("utf-16-le", "surrogatepass"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value
