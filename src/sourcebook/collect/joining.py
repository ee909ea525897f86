"""Join what a file says of an entry with what the library holds of it. Pure."""

import re
from collections.abc import Hashable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.collect import threeway
from sourcebook.records import Address, Date, Entry, Excerpt
from sourcebook.store.keys import fold, key_of

FIELDS = (
    "title", "byline", "authors", "publisher", "container", "issued", "edition", "series", "kind",
    "language", "lost",
)  # fmt: skip
WORDS = ("heading", "locator", "paragraphs", "voice")  # of an excerpt: what the source says
ABOUT = ("countries", "aspects", "ages")
_LEAD = re.compile(r"^\w+://(?:www\.)?")
SIMILAR = 0.5  # share of common words at which an excerpt is an older one mended


class Clash(Struct, frozen=True, kw_only=True):
    """What a file says that was not taken over: ``kept`` stays."""

    field: str
    kept: object
    offered: object


class Joined(Struct, frozen=True, kw_only=True):
    """``entry`` as it is to be kept; ``proposed`` what the file says, under the library's ids."""

    entry: Entry
    proposed: Entry
    clashes: tuple[Clash, ...] = ()


def own(draft: Entry, id: str) -> Entry:
    """A new entry under its id; excerpts with the same id get others, the same excerpt twice is
    one no longer, so that each can be placed by itself."""
    excerpts = draft.excerpts
    if len({excerpt.id for excerpt in excerpts}) < len(excerpts):
        taken: set[str] = set()
        renamed = []
        for excerpt in excerpts:
            name = free(excerpt.id, taken)
            taken.add(name)
            renamed.append(excerpt if name == excerpt.id else replace(excerpt, id=name))
        excerpts = tuple(renamed)
    if id == draft.id and excerpts is draft.excerpts:
        return draft
    return replace(draft, id=id, excerpts=excerpts)


def join(base: Entry | None, current: Entry, draft: Entry, *, removing: bool = True) -> Joined:
    """One entry of three: what the file said last (None: it never did), the library's, the file's.

    What only one side changed is taken over; where both did, the library's stays and a clash says
    so. Without ``removing``, nothing goes that the file no longer has (others may rest on it).
    """
    proposed = _under_known_ids(base, current, own(draft, current.id))
    if proposed in (base, current):
        return Joined(entry=current, proposed=proposed)
    was = base or Entry(id=current.id, title="")
    clashes: list[Clash] = []
    fresh: dict[str, object] = {}
    awaited = called_by_address(current)
    for name in FIELDS:
        now, new = getattr(current, name), getattr(proposed, name)
        found, clash = threeway.value(getattr(was, name), now, new)
        if clash and name in ("title", "kind") and awaited != called_by_address(proposed):
            found, clash = (new if awaited else now), False  # a list of addresses knows neither
        if clash and not _told_alike(now, new):
            clashes.append(Clash(field=name, kept=now, offered=new))
        fresh[name] = found
    for name in ("identifiers", "details"):
        now, new = getattr(current, name), getattr(proposed, name)
        fresh[name], both = threeway.mapping(getattr(was, name), now, new)
        clashes += [Clash(field=key, kept=now.get(key, ""), offered=new[key]) for key in both
                    if key in new]  # fmt: skip
    fresh["countries"] = tuple(
        threeway.order(was.countries, current.countries, proposed.countries, removing=removing)
    )
    fresh["notes"] = threeway.items(
        was.notes, current.notes, proposed.notes, fold, removing=removing
    )
    fresh["addresses"] = threeway.items(
        was.addresses, current.addresses, proposed.addresses, address_name,
        join=_join_addresses, removing=removing,
    )  # fmt: skip
    fresh["excerpts"] = _join_excerpts(was, current, proposed, clashes, removing=removing)
    return Joined(entry=replace(current, **fresh), proposed=proposed, clashes=tuple(clashes))


def called_by_address(entry: Entry) -> bool:
    """Whether an entry has no title of its own yet, but is called by one of its addresses."""
    title = bare(entry.title)
    return any(title in (bare(a.as_written), bare(a.url or "")) for a in entry.addresses)


def bare(address: str) -> str:
    """An address as an entry without a title is called by it: without scheme, ``www.``, last "/"."""
    return _LEAD.sub("", address).rstrip("/")


def address_name(address: Address) -> Hashable:
    """What makes two addresses of one entry the same; notes without a URL by what they say."""
    return key_of(address.url) or (
        address.as_written,
        *(date.as_written for date in address.accessed),
    )


def date_name(date: Date) -> str:
    """What makes two access dates the same: the day, or what was written."""
    return date.edtf or date.as_written


def free(id: str, taken: Iterable[str] | set[str]) -> str:
    """The id, or the next of ``e2``, ``e3`` … (``x-2`` where it ends in no number) not taken."""
    taken = taken if isinstance(taken, set) else set(taken)
    if id not in taken:
        return id
    stem = id.rstrip("0123456789")
    stem = f"{id}-" if stem in ("", id) else stem
    number = 2
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def _told_alike(one: object, two: object) -> bool:
    """Whether two values say the same but for case, punctuation or the way a day is written."""
    if isinstance(one, Date) and isinstance(two, Date):
        return one.edtf is not None and one.edtf == two.edtf
    return isinstance(one, str) and isinstance(two, str) and fold(one) == fold(two)


def _join_addresses(base: Address | None, current: Address, draft: Address) -> Address:
    accessed = threeway.items(
        base.accessed if base else (), current.accessed, draft.accessed, date_name
    )
    mementos = threeway.items(
        base.mementos if base else (), current.mementos, draft.mementos, lambda found: found.url
    )
    written = draft.as_written if not current.as_written else current.as_written
    return replace(current, as_written=written, accessed=accessed, mementos=mementos)


def _words_of(excerpt: Excerpt) -> Hashable:
    place = excerpt.locator and (excerpt.locator.kind, excerpt.locator.value)
    return place, fold(excerpt.heading), tuple(fold(text) for text in excerpt.paragraphs)


def _under_known_ids(base: Entry | None, current: Entry, draft: Entry) -> Entry:
    """The draft with the ids its excerpts have in the library already, and free ones for others."""
    if not draft.excerpts:
        return draft
    earlier = base.excerpts if base else ()
    known: dict[Hashable, list[str]] = {}
    for excerpt in (*earlier, *current.excerpts):
        ids = known.setdefault(_words_of(excerpt), [])
        if excerpt.id not in ids:
            ids.append(excerpt.id)
    names: list[str | None] = []
    used: set[str] = set()
    for excerpt in draft.excerpts:
        name = next((id for id in known.get(_words_of(excerpt), ()) if id not in used), None)
        if name is not None:
            used.add(name)
        names.append(name)
    mended = [excerpt for excerpt in earlier if excerpt.id not in used]
    taken = {excerpt.id for excerpt in (*earlier, *current.excerpts)}
    excerpts = []
    for excerpt, found in zip(draft.excerpts, names, strict=True):
        name = found
        if name is None:
            older = next((e for e in mended if e.id not in used and _similar(e, excerpt)), None)
            name = older.id if older else free(excerpt.id, taken)
            used.add(name)
            taken.add(name)
        excerpts.append(excerpt if name == excerpt.id else replace(excerpt, id=name))
    return replace(draft, excerpts=tuple(excerpts))


def _similar(one: Excerpt, two: Excerpt) -> bool:
    first = set(fold(" ".join(one.paragraphs)).split())
    second = set(fold(" ".join(two.paragraphs)).split())
    if not first or not second:
        return one.locator == two.locator and one.heading == two.heading
    return len(first & second) / len(first | second) >= SIMILAR


def _join_excerpts(
    base: Entry, current: Entry, draft: Entry, clashes: list[Clash], *, removing: bool
) -> tuple[Excerpt, ...]:
    def joined(was: Excerpt | None, now: Excerpt, new: Excerpt) -> Excerpt:
        was = was or Excerpt(id=now.id)
        fresh: dict[str, object] = {}
        for name in (*WORDS, *ABOUT):
            ours, theirs = getattr(now, name), getattr(new, name)
            fresh[name], clash = threeway.value(getattr(was, name), ours, theirs)
            if clash and name in WORDS and _words_of(now) != _words_of(new):
                clashes.append(
                    Clash(field=f"{name} of excerpt {now.id}", kept=ours, offered=theirs)
                )
        if fresh["paragraphs"] != now.paragraphs:  # other words: what was checked holds no more
            fresh |= {"standing": "unchecked", "anchor": None}
        return replace(now, **fresh)

    held = {excerpt.id: excerpt for excerpt in current.excerpts}
    offered = {excerpt.id for excerpt in draft.excerpts}
    was = tuple(  # one the file dropped but a curator worked on stays, as if it were the curator's
        excerpt
        for excerpt in base.excerpts
        if excerpt.id in offered or held.get(excerpt.id, excerpt) == excerpt
    )
    return threeway.items(
        was, current.excerpts, draft.excerpts, lambda excerpt: excerpt.id,
        join=joined, removing=removing,
    )  # fmt: skip
