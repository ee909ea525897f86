"""One run over a library's addresses: what is due, and going on with a run that was stopped. I/O."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sourcebook.check.links.checking import Outcome, Unfinished, check, chosen
from sourcebook.records import Entry
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
    wanted = chosen(store, entries, every=every, now=now, again=again, since=since)
    if every and keep and since is None:
        note.begin(now)
    made = check(wanted, store=store, settings=settings, keep=keep, **how)
    made.went_on = since.isoformat(timespec="seconds") if since else ""
    if every and keep:
        note.end()
    return made
