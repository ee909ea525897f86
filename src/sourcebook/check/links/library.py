"""One run over a library's addresses: what is due, and going on with a run that was stopped. I/O."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sourcebook.check.links.calling import Calls
from sourcebook.check.links.checking import Outcome, Unfinished, check, chosen, manner_of, worth
from sourcebook.records import Check, Entry
from sourcebook.settings import Settings
from sourcebook.store import Store


def run(
    store: Store,
    folder: Path,
    settings: Settings,
    entries: Iterable[Entry] | None = None,
    *,
    every: bool = False,
    afresh: bool = False,
    keep: bool = True,
    **how: Any,
) -> Outcome:
    """Check the addresses of ``entries``, or of all: those that are due, or with ``every`` each one.
    A run over all that was stopped is gone on with, unless ``afresh``. ``how`` is for ``check``."""
    now = how.get("now", lambda: datetime.now(UTC))()
    note = Unfinished(folder)
    since = note.began() if every and keep and not afresh else None
    again = timedelta(days=settings.check_again)
    early = _early(store, settings, every=every, **how) if entries is None and not since else 0
    with Calls(early) as calls:
        wanted = chosen(store, entries, every=every, now=now, again=again, since=since)
        if every and keep and since is None:
            note.begin(now)
        made = check(wanted, store=store, settings=settings, keep=keep, calls=calls, **how)
    made.went_on = since.isoformat(timespec="seconds") if since else ""
    if every and keep:
        note.end()
    return made


def _early(
    store: Store,
    settings: Settings,
    *,
    every: bool,
    processes: int = 0,
    delay: float | None = None,
    at_once: int = 0,
    **how: Any,
) -> int:
    """How many processes to call before it is known what they ask: as many as it will take where each
    address is asked, for all that can be told; else none."""
    if how.keys() & {"now", "resolve"} or not (every or not store.count(Check)):
        return 0
    count = store.count(Entry)
    many = processes or worth(manner_of(settings, delay=delay, at_once=at_once), count, count)
    return many if many > 1 else 0
