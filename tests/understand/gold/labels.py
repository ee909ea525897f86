"""Labels made by hand of what real texts say, and the texts they belong to (I/O).

GUIDE.md tells how they were made. Keys only are kept here; the texts stay with the real data.
"""

import hashlib
import json
import lzma
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, get_args

import msgspec

from sourcebook.claims import Purpose, RoleKind
from sourcebook.records import Record

HERE = Path(__file__).parent
Half = Literal["dev", "held"]
Said = Literal["said", "hearsay", "negated"]
Person = Literal["women", "girls", "men", "boys", "children"]
Tier = Literal["1", "2", "2-watch-list", "3", "special-case"]
ROLES: tuple[RoleKind, ...] = get_args(RoleKind)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


class Way(Record, frozen=True, kw_only=True):
    """A pair of countries that a text states, and those on the way."""

    origin: str
    destination: str
    transit: tuple[str, ...] = ()
    hearsay: bool = False
    unsure: bool = False


class Grade(Record, frozen=True, kw_only=True):
    """The tier a text gives its country, and the report's year where it is stated."""

    value: Tier
    year: int | None = None


class Label(Record, frozen=True, kw_only=True):
    """What a reader found in one text. ``file`` is below the folder of real data; ``document``,
    ``start`` and ``end`` are given for a passage; ``sha256`` is the digest of what was read. ``roles``
    are those of ``country`` that are there at all."""

    file: str
    country: str
    year: int
    sha256: str
    document: str = ""
    start: int = 0
    end: int = 0
    roles: dict[RoleKind, Said] = msgspec.field(default_factory=dict)
    purposes: tuple[Purpose, ...] = ()
    people: tuple[Person, ...] = ()
    routes: tuple[Way, ...] = ()
    rating: Grade | None = None
    unsure: tuple[RoleKind | Purpose, ...] = ()


def half_of(country: str) -> Half:
    """Which half all texts of a country belong to."""
    return "held" if hashlib.sha256(country.encode()).digest()[-1] % 2 else "dev"


def labels(half: Half) -> tuple[Label, ...]:
    return msgspec.json.decode((HERE / f"{half}.json").read_bytes(), type=tuple[Label, ...])


def texts(wanted: Iterable[Label], data: Path) -> dict[str, str]:
    """The texts of labels under the digest each names, read from the folder of real data. A text that
    is not there, or is another by now, is left out."""
    by_file: dict[str, list[Label]] = {}
    for label in wanted:
        by_file.setdefault(label.file, []).append(label)
    found = {}
    for name, of_file in by_file.items():
        if not (data / name).is_file():
            continue
        raw = (data / name).read_bytes()
        lines = (lzma.decompress(raw) if name.endswith(".xz") else raw).splitlines()
        by_document: dict[str, list[str]] = {}
        for line in lines:
            row = json.loads(line)
            by_document.setdefault(row.get("iso2") or row["country"], []).append(row["text"])
        for label in of_file:
            for text in by_document.get(label.document or label.country, []):
                cut = text[label.start : label.end] if label.end else text
                if hashlib.sha256(cut.encode()).hexdigest() == label.sha256:
                    found[label.sha256] = cut
                    break
    return found
