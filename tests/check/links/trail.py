"""Checks made by hand for the tests: ``seen(day, 404)``."""

from datetime import UTC, datetime, timedelta

from sourcebook.records import AddressStanding, Check, Hop, Sign, SignKind

URL = "https://example.org/reports/beds.html"
BEGAN = datetime(2026, 1, 1, 12, tzinfo=UTC)


def seen(
    day: float = 0,
    *statuses: int,
    fault: str = "",
    signs: tuple[SignKind, ...] = (),
    led: str = "",
    url: str = URL,
    media_type: str = "text/html",
    how: str = "GET",
    standing: AddressStanding = "unchecked",
) -> Check:
    """A check on a day: the statuses of its answers in order (the last at ``led``, the others on
    the way), or a fault."""
    at = (BEGAN + timedelta(days=day)).isoformat(timespec="seconds")
    hops = tuple(
        Hop(url=led if led and n == len(statuses) - 1 else url, status=status)
        for n, status in enumerate(statuses)
    )
    return Check(
        id=f"x-{abs(int(day * 1000))}",
        key="example.org/reports/beds.html",
        url=url,
        at=at,
        how=how,  # type: ignore[arg-type]
        hops=hops,
        fault=fault,
        media_type=media_type,
        signs=tuple(Sign(kind=kind, says="words") for kind in signs),
        standing=standing,
    )
