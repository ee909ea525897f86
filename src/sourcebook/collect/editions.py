"""Tell which postings of a page are editions of a known series, by their titles and bylines. Pure."""

import re

from msgspec.structs import replace

from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.series import Known, known_series
from sourcebook.records import Entry, Series

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def known_as(entry: Entry) -> tuple[Known, str] | None:
    """The series whose title stands in the entry's and whose publisher in its byline, and the
    edition; None where the title names no year (an article about a report is no edition)."""
    for series in known_series():
        if series.title.casefold() not in entry.title.casefold():
            continue
        if not series.byline or not re.search(series.byline, entry.byline, re.I):
            continue
        year = entry.edition if _YEAR.fullmatch(entry.edition) else ""
        named = _YEAR.search(entry.title)
        if year or named:
            return series, year or (named.group() if named else "")
    return None


def with_editions(draft: Draft) -> Draft:
    """The draft with series, edition and country filled in where a posting of a country's page is
    an edition of a known series, so that it meets the other editions of the same country."""
    code = draft.page.subject.country if draft.page is not None else None
    if code is None:
        return draft
    found: dict[str, Series] = {series.id: series for series in draft.series}
    entries: list[DraftEntry] = []
    for drafted in draft.entries:
        entry = drafted.entry
        known = None if entry.series else known_as(entry)
        if known:
            series, edition = known
            found[series.id] = Series(id=series.id, title=series.title, publisher=series.publisher)
            entry = replace(
                entry, series=series.id, edition=edition, countries=entry.countries or (code,)
            )
        entries.append(replace(drafted, entry=entry))
    return replace(draft, entries=tuple(entries), series=tuple(found.values()))
