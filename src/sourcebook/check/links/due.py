"""Decide which addresses are due for a check, and how each is asked. Pure: records and time in, orders out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from sourcebook.check.links.verdict import dying, moment
from sourcebook.records import Check, Entry

Reason = Literal["asked for", "never checked", "doubtful", "stale"]

# A sign of being gone is looked at again soon, so that the days it needs (``verdict.NEEDED``) tell
# soon; other doubts twice as late each time, up to the usual wait.
SOON = timedelta(days=1)
GONE = 3  # times the usual wait before a gone address is asked again: few come back


class Order(Struct, frozen=True, kw_only=True):
    """An address to check, without its fragment, for the entries that have it (ids); ``key`` is its
    ``attaching.page_key``."""

    url: str
    key: str
    entries: tuple[str, ...]
    reason: Reason = "asked for"


def orders(entries: Iterable[Entry]) -> list[Order]:
    """The addresses of the entries, each once, in their order."""
    from sourcebook.preserve.attaching import page_key  # the store, which a worker needn't load

    urls: dict[str, str] = {}
    holders: dict[str, list[str]] = {}
    for entry in entries:
        for address in entry.addresses:
            key = page_key(address.url)
            if address.url is None or key is None:
                continue
            urls.setdefault(key, address.url.partition("#")[0])
            ids = holders.setdefault(key, [])
            if entry.id not in ids:
                ids.append(entry.id)
    return [Order(url=url, key=key, entries=tuple(holders[key])) for key, url in urls.items()]


def due(
    wanted: Iterable[Order],
    checks: Mapping[str, Sequence[Check]],
    *,
    now: datetime,
    again: timedelta,
) -> Iterator[Order]:
    """Those of the orders that are due: never checked, in doubt, or not checked for so long.
    ``checks`` are those of each key, oldest first; ``again`` the usual wait."""
    for order in wanted:
        reason = why_due(checks.get(order.key, ()), now=now, again=again)
        if reason:
            yield Order(url=order.url, key=order.key, entries=order.entries, reason=reason)


def why_due(checks: Sequence[Check], *, now: datetime, again: timedelta) -> Reason | None:
    """Why an address is due, by its checks (oldest first), or None."""
    if not checks:
        return "never checked"
    last = checks[-1]
    since = now - moment(last.at)
    if since < timedelta(0):  # the clock was put back: what it said then can't be relied on
        return "stale"
    if last.standing == "unsure":
        return "doubtful" if since >= _patience(checks, again) else None
    wait = again * GONE if last.standing in ("gone", "soft gone") else again
    return "stale" if since >= wait else None


def _patience(checks: Sequence[Check], again: timedelta) -> timedelta:
    doubts = 0
    for check in reversed(checks):
        if check.standing != "unsure":
            break
        doubts += 1
    if dying(checks[-1]):
        return min(SOON * 3, again) if doubts > 1 else min(SOON, again)
    return min(SOON * (1 << min(doubts, 20)), again)


def turned(checks: Sequence[Check], media_type: str) -> bool:
    """Whether another kind of thing answers a HEAD than answered the last GET: then it is read."""
    gets = [check for check in checks if not check.fault and check.how == "GET"]
    return bool(gets) and gets[-1].media_type != media_type


def method(checks: Sequence[Check], *, compared: bool) -> Literal["HEAD", "GET"]:
    """How to ask: with HEAD where the page's words don't matter (``compared`` is false, or it is no
    page of words) and a HEAD was answered here as a GET was before; else with GET."""
    answered = [check for check in checks if not check.fault and check.how != "capture"]
    gets = [check for check in answered if check.how == "GET"]
    if not gets:
        return "GET"
    last = gets[-1]
    if last.standing != "alive" or not last.media_type:
        return "GET"
    words = last.media_type.endswith(("html", "xml")) or last.media_type.startswith("text/")
    if words and compared:
        return "GET"
    heads = [check for check in answered if check.how == "HEAD"]
    if heads and heads[-1].standing != "alive":
        return "GET"
    # every fourth time all the same: what HEAD says may rot unseen
    trail = 0
    for check in reversed(answered):
        if check.how != "HEAD":
            break
        trail += 1
    return "GET" if trail >= 3 else "HEAD"
