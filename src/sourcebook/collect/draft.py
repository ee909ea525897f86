"""What an import proposes before anything is kept: the page, its entries in order, and findings."""

from msgspec import Struct

from sourcebook.records import Entry, Finding, Page, Series


class DraftEntry(Struct, frozen=True, kw_only=True):
    """An entry as one file shows it: in which section and group of the page it stands.

    ``section`` is featured, archives, earlier or the heading as written; "" where the file is no
    page. ``line`` is the 1-based line of the file its title stands on, 0 where unknown.
    """

    entry: Entry
    section: str = ""
    group: str = ""
    line: int = 0


class Draft(Struct, frozen=True, kw_only=True):
    """One file read. ``page`` is None for a bibliography; its sections hold no placements yet
    (prose only): they are made from ``entries`` when the draft is merged into a library."""

    source: str
    page: Page | None = None
    entries: tuple[DraftEntry, ...] = ()
    series: tuple[Series, ...] = ()
    findings: tuple[Finding, ...] = ()
