"""Decide which addresses of which entries are to be found again. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from sourcebook.preserve.attaching import page_key
from sourcebook.records import Address, Check, Entry

LONG = timedelta(days=30)  # unsure for that long is worth a look; shorter, it may be the weather
AGAIN = timedelta(days=30)  # before the same is looked for again

_GONE = ("gone", "soft gone", "moved", "changed")
_SHORT = 4_000  # bytes of a page that says little more than where something went


class Wanted(Struct, frozen=True, kw_only=True):
    """An entry and the address to find again ("" for a lost original), and why."""

    entry: Entry
    url: str
    why: Literal[
        "lost", "gone", "soft gone", "moved", "changed", "unsure for long", "front page",
        "says nothing of it", "asked for",
    ]  # fmt: skip

    @property
    def key(self) -> str:
        """What a search for it is remembered by."""
        return f"{self.entry.id} {page_key(self.url) or ''}".strip()


def wanted(
    entries: Iterable[Entry],
    checks: Mapping[str, Check],
    *,
    now: datetime,
    named: bool = False,
    tried: Mapping[str, str] | None = None,
) -> list[Wanted]:
    """What to look for, lost originals first. ``checks`` are the newest by page key; ``named`` says that
    a person named these entries: then whatever isn't alive is looked for, and again; ``tried`` says
    when each was last looked for (ISO 8601 by ``Wanted.key``)."""
    found: list[Wanted] = []
    for entry in entries:
        for one in _of(entry, checks, now=now, named=named):
            last = (tried or {}).get(one.key, "")
            if named or not last or now - _at(last, now) >= AGAIN:
                found.append(one)
    return sorted(found, key=lambda one: one.why != "lost")


def _of(entry: Entry, checks: Mapping[str, Check], *, now: datetime, named: bool) -> list[Wanted]:
    told = [address for address in entry.addresses if address.url]
    if not named and any(_fine(one, checks) for one in told):
        return []
    found = []
    for number, address in enumerate(told):
        later = told[number + 1 :]
        if any(one.standing in ("alive", "unchecked") for one in later):
            continue  # it was found again before, as far as is known
        why = _why(address, checks.get(page_key(address.url) or ""), now=now)
        if not why and named and address.standing != "alive":
            why = "asked for"
        if why and address.url:
            found.append(Wanted(entry=entry, url=address.url, why=why))  # type: ignore[arg-type]
    nowhere = any(address.url is None for address in entry.addresses)
    if (entry.lost or nowhere) and not told:
        found.append(Wanted(entry=entry, url="", why="lost"))
    return found


def _fine(address: Address, checks: Mapping[str, Check]) -> bool:
    """Whether a page stands there that may well be the entry's."""
    return address.standing == "alive" and not _bare(checks.get(page_key(address.url) or ""))


def _bare(check: Check | None) -> bool:
    """Whether what answers is short and shows neither title nor quoted words: it may say where the page
    went."""
    if check is None or check.how != "GET" or check.fault or check.length > _SHORT:
        return False
    return "html" in check.media_type and not {"title", "excerpt", "same bytes"} & {
        sign.kind for sign in check.signs
    }


def _why(address: Address, check: Check | None, *, now: datetime) -> str:
    if address.standing in _GONE:
        return address.standing
    if address.standing == "alive" and _bare(check):
        return "says nothing of it"
    if address.standing != "unsure":
        return ""
    if check is not None and any(sign.kind == "front page" for sign in check.signs):
        return "front page"
    since = _at(address.checked or "", now)
    return "unsure for long" if now - since >= LONG else ""


def _at(written: str, now: datetime) -> datetime:
    """A moment as written; ``now`` where it can't be read."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return now
    return found if found.tzinfo is not None else found.replace(tzinfo=now.tzinfo)
