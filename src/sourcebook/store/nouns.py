"""Hold what a library keeps: its nouns, their record types, and which ids are allowed. Pure."""

import re

from sourcebook.claims import Claim
from sourcebook.errors import Refused
from sourcebook.records import (
    Capture,
    Check,
    Entry,
    Page,
    Record,
    Series,
    Stored,
    Suggestion,
    Tombstone,
)

ID = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*(?:/[a-z0-9]+(?:-+[a-z0-9]+)*)*")
LONGEST = 150  # with ".json" and a suffix well under the 255 bytes file systems allow
# Names that Windows keeps for devices, whatever their ending (Microsoft, "Naming Files").
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10))]
)


class Source(Record, frozen=True):
    """What one file proposed when it was last imported, under the ids it got in the library.
    ``digest`` is of all that was read, so that a file that says the same is known at once;
    ``postings`` maps the digest of each posting to the id of its entry."""

    name: str
    digest: str = ""
    postings: dict[str, str] = {}  # noqa: RUF012  # msgspec gives each its own
    page: Page | None = None
    entries: tuple[Entry, ...] = ()


class Imported(Record, frozen=True):
    """What imports last proposed for one page (``id`` is the page's) or one file without a page
    (``files/<name>``): the common ancestor of a file's changes and a curator's."""

    id: str
    sources: tuple[Source, ...] = ()


NOUNS: dict[str, type[Record]] = {
    "entries": Entry,
    "pages": Page,
    "series": Series,
    "tombstones": Tombstone,
    "imports": Imported,
    "captures": Capture,
    "checks": Check,
    "suggestions": Suggestion,
    "claims": Claim,
}
NOUN_OF: dict[type[Record], str] = {kind: noun for noun, kind in NOUNS.items()}
Kept = Stored | Imported | Capture | Check | Suggestion | Claim


def noun_of(record: Record) -> str:
    """The noun a record is kept under: ``entries`` for an Entry …"""
    noun = NOUN_OF.get(type(record))
    if noun is None:
        raise Refused(type(record).__name__, f"is not kept in a library; only {', '.join(NOUNS)}")
    return noun


def check_id(id: str) -> str:
    """The id itself where it is allowed, else Refused.

    Lower-case ASCII letters and digits, in words joined by ``-`` and parts joined by ``/``: such
    an id is a file name and a web path on every system, and two never differ in case only.
    """
    if len(id) <= LONGEST and ID.fullmatch(id):
        return id
    raise Refused(
        f"id {id!r}"[:200],
        f"can't be used: lower-case letters a-z, digits, - and / only, at most {LONGEST}",
    )


def file_name(id: str) -> str:
    """The path of a record's file below its noun's folder; a device name gets ``_`` after it."""
    *folders, last = (part + "_" if part in _DEVICES else part for part in id.split("/"))
    return "/".join([*folders, f"{last}.json"])
