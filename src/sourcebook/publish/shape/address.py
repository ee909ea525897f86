"""Shape an address: its standing in words with its date, the copies beside it, what its checks found.
Pure."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from sourcebook.preserve.attaching import page_key
from sourcebook.publish.pasts import Look, Past, day
from sourcebook.publish.paths import proof_path
from sourcebook.publish.shape import words
from sourcebook.publish.shape.safe import bounded, clean, own_file, shown_address, web_href
from sourcebook.publish.views import Accessed, AddressView, Copy, Link, LookView, Piece
from sourcebook.records import Address, AddressStanding, Date, Entry
from sourcebook.values.dates_said import spelled

_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_CAPTURED = re.compile(r"(\d{4})(\d\d)(\d\d)\d{6}-([0-9a-f]{16})")  # a capture's id
_CHANGES = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.S)  # as check.links.comparing writes them
COPY_FIRST: tuple[AddressStanding, ...] = ("gone", "soft gone", "changed")
# Which address to follow first; of equals the last, which was added last.
_BEST = (
    "gone", "soft gone", "changed", "unsure", "unchecked", "moved", "alive",
)  # fmt: skip
LOOKS = 40  # changes told of one address; one that came and went for years has hundreds


def iso(date: Date | None) -> str:
    """The date for machines, as ``<time datetime>`` allows it; "" for a range or an unread one."""
    return date.edtf if date and date.edtf and _ISO.fullmatch(date.edtf) else ""


def said(at: str | None) -> str:
    """The day of a time in words; "" where it has none."""
    known = day(at)
    return spelled(Date(edtf=known)) if known else ""


@lru_cache(maxsize=4096)  # days recur
def accessed_view(date: Date) -> Accessed:
    """An access date in words."""
    if date.edtf is None:
        return Accessed(words=clean(date.as_written), readable=False)
    return Accessed(words=clean(spelled(date)), iso=iso(date))


def views(entry: Entry, pasts: Mapping[str, Past], root: str) -> tuple[AddressView, ...]:
    """The entry's addresses. ``pasts`` are what checks found of them, by key; ``root`` is the way to
    the site's first page."""
    proofs = {
        excerpt.anchor.capture[:16]: root + proof_path(entry.id, excerpt.id)
        for excerpt in entry.excerpts
        if excerpt.anchor and excerpt.anchor.capture and excerpt.standing != "unchecked"
    }
    return tuple(
        address_view(address, _past(address, pasts), proofs) for address in entry.addresses
    )


def _past(address: Address, pasts: Mapping[str, Past]) -> Past | None:
    return pasts.get(page_key(address.url) or "") if pasts else None


def address_view(
    address: Address, past: Past | None = None, proofs: Mapping[str, str] | None = None
) -> AddressView:
    """An address with its dates and copies; what isn't of the web is told, not linked. ``proofs`` are
    the pages that show captures, by the first 16 digits of their digests."""
    href = web_href(address.url)
    mark, word = words.ADDRESS[address.standing]
    to = None
    if address.standing != "unchecked":
        word, to = in_words(address, past)
    shown = shown_address(href) if href else bounded(address.url or address.as_written)
    if not href and own_file(shown):
        shown = "a file on its reader’s own machine"
    found = copies(address, proofs or {})
    linked = [copy for copy in found if copy.href]
    version = next((copy for copy in linked if not copy.own), None)
    first = linked[0] if linked and address.standing in COPY_FIRST else None
    return AddressView(
        href=href,
        shown=shown,
        standing=address.standing,
        mark=mark,
        word=word,
        to=to,
        accessed=tuple(map(accessed_view, address.accessed)),
        first=first,
        copies=tuple(copy for copy in found if copy is not first),
        # a list of addresses, parted by spaces
        version=version.href.replace(" ", "%20") if version else "",
        versioned=(version.iso if version else "") or _read(address),
    )


def _read(address: Address) -> str:
    """The day it was last read, for machines; "" where no whole day is known."""
    days = [day(date.edtf) for date in address.accessed]
    return max(days, default="")


def copies(address: Address, proofs: Mapping[str, str]) -> list[Copy]:
    """The copies of an address: other archives' first, the one nearest to the day it was last read
    before all, then our own, the newest first."""
    if not (address.mementos or address.captures):
        return []
    made = []
    for memento in address.mementos:
        if href := web_href(memento.url):
            at = memento.at
            known = day(at.edtf) if at else ""
            made.append(Copy(href=href, when=said(known) or clean(spelled(at)), iso=known))
    made.reverse()  # what was added last comes first, where nothing else decides
    if read := _read(address):
        made.sort(key=lambda copy: _between(copy.iso, read))
    for id in sorted(address.captures, reverse=True):
        if found := _CAPTURED.fullmatch(id):
            year, month, date, digest = found.groups()
            known = f"{year}-{month}-{date}"
            made.append(Copy(href=proofs.get(digest, ""), when=said(known), iso=known, own=True))
    return made


def _between(one: str, other: str) -> int:
    """About how many days lie between two days; far where one isn't known."""
    if not one:
        return 1 << 20
    years, months, days = (
        int(a) - int(b) for a, b in zip(one.split("-"), other.split("-"), strict=True)
    )
    return abs(years * 365 + months * 30 + days)


def in_words(address: Address, past: Past | None) -> tuple[str, Link | None]:
    """A checked address's standing with its date: "alive, seen 26 November 2026", "gone since 3 March
    2025 (answers 404)"; and where it moved to."""
    standing = address.standing
    _, word = words.ADDRESS[standing]
    same = past if past and past.looks[-1].standing == standing else None
    since = said(address.checked) or (said(same.looks[-1].at) if same else "")
    seen = said(max(day(same.last), day(address.checked)) if same else address.checked)
    reason = clean(same.reason) if same else ""
    to = None
    if standing == "gone":
        word = f"gone since {since}" if since else word
        word += f" ({reason})" if reason else ""
    elif standing == "soft gone":
        word = f"gone since {since}, though it answers" if since else word
    elif standing == "unsure":
        word = f"unsure: {reason}" if reason else word
        word += f" ({seen})" if seen else ""
    else:
        word += f", seen {seen}" if seen else ""
        if standing == "moved" and same and (led := web_href(same.led_to)):
            to = Link(label=shown_address(led), href=led, note=f", seen {seen}" if seen else "")
            word = "moved to"
    return word, to


def best(shown: Sequence[AddressView]) -> AddressView | None:
    """The address to follow first."""
    if len(shown) == 1:
        return shown[0]
    return max(
        reversed(shown),
        key=lambda one: _BEST.index(one.standing),
        default=None,
    )


def recovered(shown: Sequence[AddressView]) -> str:
    """What was found for a source whose own readers were told that it is gone."""
    if any(one.standing in ("alive", "moved") for one in shown):
        return "It has been found again: its address below was seen to work."
    linked = [copy for one in shown for copy in (one.first, *one.copies) if copy and copy.href]
    if linked:
        when = f" of {linked[0].when}" if linked[0].when else ""
        return f"A copy{when} has been found, and stands beside its address."
    if any(one.copies for one in shown):
        return "A copy of it is kept with this library."
    if any(one.standing != "unchecked" for one in shown):
        return "No copy has been found yet."
    return ""


def told(
    shown: Sequence[AddressView], entry: Entry, pasts: Mapping[str, Past]
) -> tuple[AddressView, ...]:
    """The addresses with the reason of each standing and what checks found before."""
    made = []
    for one, address in zip(shown, entry.addresses, strict=True):
        past = _past(address, pasts)
        if past is None:
            made.append(one)
            continue
        looks = past.looks[::-1]
        same = looks[0].standing == address.standing
        made.append(
            replace(
                one,
                why=reason(past.why) if same else (),
                looks=tuple(map(look_view, looks[:LOOKS])),
                earlier=max(0, len(looks) - LOOKS),
            )
        )
    return tuple(made)


def look_view(look: Look) -> LookView:
    """Checks in a row that found the same, in words."""
    mark, word = words.ADDRESS[look.standing]
    first, last = said(look.at), said(look.until)
    return LookView(
        when=first if first == last else f"{first} to {last}",
        answer=f"{clean(look.answer)}, {look.times} times"
        if look.times > 1
        else clean(look.answer),
        mark=mark,
        word=word,
        why=reason(look.why),
    )


def reason(why: str) -> tuple[Piece, ...]:
    """Why an address stands as it does, as a sentence that begins with a capital: quoted words that
    went from its page as "ours", those that came in their place as "theirs"."""
    made: list[Piece] = []
    for number, part in enumerate(_CHANGES.split(clean(why[:1].upper() + why[1:]))):
        op = ("", "ours", "theirs")[number % 3]
        if part:
            made.append(Piece(text=part, op=op))
    return tuple(made)
