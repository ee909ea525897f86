"""Decide which addresses of which entries are due for a capture. Pure: time and records in, orders out."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from sourcebook.preserve.attaching import page_key
from sourcebook.records import Address, Entry

RETRY = timedelta(days=30)  # before an address that gave nothing is tried again


class Order(Struct, frozen=True, kw_only=True):
    """An address to capture, without its fragment, for the entries that have it (ids), and why;
    ``key`` is its ``attaching.page_key``."""

    url: str
    key: str
    entries: tuple[str, ...]
    reason: Literal["asked for", "never captured", "stale", "failed before"] = "asked for"


def orders(
    entries: Iterable[Entry], *, now: datetime, again: timedelta | None = None
) -> Iterator[Order]:
    """The addresses of the entries, each once, in their order; with ``again`` only those that were
    never captured, or not for that long."""
    found: dict[str, Order] = {}
    for entry in entries:
        for address in entry.addresses:
            key = page_key(address.url)
            if address.url is None or key is None:
                continue
            if key in found:
                order = found[key]
                if entry.id not in order.entries:
                    found[key] = Order(
                        url=order.url,
                        key=key,
                        entries=(*order.entries, entry.id),
                        reason=order.reason,
                    )
                continue
            reason = due(address, now=now, again=again) if again is not None else "asked for"
            if reason:
                found[key] = Order(
                    url=address.url.partition("#")[0],
                    key=key,
                    entries=(entry.id,),
                    reason=reason,  # type: ignore[arg-type]
                )
    yield from found.values()


def due(address: Address, *, now: datetime, again: timedelta) -> str:
    """Why an address is due, or ""."""
    if address.captures:
        newest = max(_taken(id) for id in address.captures)
        return "stale" if now - newest >= again else ""
    if address.checked is None:
        return "never captured"
    try:
        checked = datetime.fromisoformat(address.checked)
    except ValueError:
        return "never captured"
    if checked.tzinfo is None:
        checked = checked.replace(tzinfo=UTC)
    return "failed before" if now - checked >= RETRY else ""


def _taken(id: str) -> datetime:
    """When a capture was taken, by its id."""
    try:
        return datetime.strptime(id[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
