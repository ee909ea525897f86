"""Say in Memento's words (RFC 7089) which copies of an address there are: TimeMaps, the nearest to a
moment, and the Link fields of answers. Pure."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from sourcebook.collect.web.linkformat import Link, written
from sourcebook.collect.web.mementos import digits, http_date
from sourcebook.records import Capture

MEDIA_TYPE = "application/link-format"


class Shown(Struct, frozen=True, kw_only=True):
    """A copy that readers may see: where, and when it was taken."""

    url: str
    at: datetime


def taken(capture: Capture) -> datetime | None:
    """When a capture was taken, or None where its record doesn't say so in ISO 8601."""
    try:
        found = datetime.fromisoformat(capture.at)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def in_order(copies: Iterable[Shown]) -> list[Shown]:
    """The copies, oldest first, of each moment one."""
    return sorted({copy.at: copy for copy in copies}.values(), key=lambda copy: copy.at)


def timemap(original: str, copies: Sequence[Shown], *, own: str, timegate: str = "") -> str:
    """The TimeMap of an address in link-format (RFC 7089 section 5), its copies in order. ``own`` is
    its own address, ``timegate`` that of the TimeGate where there is one."""
    links = [Link(original, frozenset({"original"}), {})]
    if timegate:
        links.append(Link(timegate, frozenset({"timegate"}), {}))
    told = {"type": MEDIA_TYPE}
    if copies:
        told |= {"from": http_date(copies[0].at), "until": http_date(copies[-1].at)}
    links.append(Link(own, frozenset({"self"}), told))
    links += [_link(copies, n) for n in range(len(copies))]
    return ",\n".join(map(written, links)) + "\n"


def _link(copies: Sequence[Shown], number: int, *more: str) -> Link:
    rels = {"memento", *more}
    if number == 0:
        rels.add("first")
    if number == len(copies) - 1:
        rels.add("last")
    copy = copies[number]
    return Link(copy.url, frozenset(rels), {"datetime": http_date(copy.at)})


def nearest(copies: Sequence[Shown], at: datetime | None) -> Shown | None:
    """The copy nearest to a moment, the earlier of two as near; the newest where none is asked for
    (RFC 7089 section 4.1.1)."""
    if not copies:
        return None
    if at is None:
        return copies[-1]
    return min(copies, key=lambda copy: (abs((copy.at - at).total_seconds()), copy.at))


def fields(
    original: str,
    copies: Sequence[Shown],
    *,
    timegate: str,
    timemap: str,
    here: Shown | None = None,
) -> str:
    """What the ``Link`` field of an answer about an address holds (RFC 7089 section 4.5.6); ``here``
    is the copy that is answered with: its neighbours are named too."""
    links = [
        Link(original, frozenset({"original"}), {}),
        Link(timegate, frozenset({"timegate"}), {}),
        Link(timemap, frozenset({"timemap"}), {"type": MEDIA_TYPE}),
    ]
    wanted: dict[int, list[str]] = {}
    if copies:
        wanted[0] = []
        wanted[len(copies) - 1] = []
    at = next((n for n, copy in enumerate(copies) if copy == here), None)
    if at is not None:
        wanted.setdefault(at, [])
        if at > 0:
            wanted.setdefault(at - 1, []).append("prev")
        if at < len(copies) - 1:
            wanted.setdefault(at + 1, []).append("next")
    links += [_link(copies, n, *rels) for n, rels in sorted(wanted.items())]
    return ", ".join(map(written, links))


def stamp(copy: Shown) -> str:
    """A copy's moment as 14 digits, as it stands in addresses."""
    return digits(copy.at)
