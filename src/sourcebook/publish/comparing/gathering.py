"""Gather what a library's sources say of countries, and set it side by side. I/O: reads the store."""

from collections.abc import Sequence

from sourcebook.publish.comparing.spoken import held_of, spoken
from sourcebook.publish.comparing.table import Table, table
from sourcebook.records import Entry, Series
from sourcebook.store import Store


def gathered(
    store: Store, codes: Sequence[str], *, theme: str | None, unreviewed: bool, language: str
) -> Table:
    """The table of these countries (ISO 3166-1 alpha-2), of accepted claims and, with ``unreviewed``,
    open ones; with ``theme``, of entries on its pages only."""
    on = None if theme is None else set(store.entry_ids(theme=theme))
    titles = {one.id: one.title for one in store.stream(Series)}
    found = []
    for code in codes:
        claims = [
            claim
            for claim in store.claims(country=code)
            if (claim.decision == "accepted" or (unreviewed and claim.decision == "open"))
            and (on is None or claim.entry in on)
        ]
        about = (claim.entry for claim in claims if claim.kind == "figure")
        held = held_of(store.entries(country=code, theme=theme), titles)
        entries = store.many(Entry, about)
        found.append(spoken(code, claims, held=held, entries=entries, language=language))
    return table(found)
