"""What an import proposes before anything is kept: the page, its entries in order, and findings."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from sourcebook.records import Entry, Finding, Page, Series


class Words(Struct, frozen=True, kw_only=True):
    """A text that came with an entry, which is to be kept as a capture: ``where`` it stands in its file
    ("line 12"), the SHA-256 of its UTF-8 bytes in hex, and how many bytes those are."""

    where: str
    digest: str
    length: int


class DraftEntry(Struct, frozen=True, kw_only=True):
    """An entry as one file shows it: in which section and group of the page it stands.

    ``section`` is featured, archives, earlier or the heading as written; "" where the file is no
    page. ``line`` is the 1-based line of the file its title stands on, 0 where unknown.
    """

    entry: Entry
    section: str = ""
    group: str = ""
    line: int = 0
    words: Words | None = None


class Draft(Struct, frozen=True, kw_only=True):
    """One file read. ``page`` is None for a bibliography; its sections hold no placements yet
    (prose only): they are made from ``entries`` when the draft is merged into a library. ``texts`` reads
    the file's texts again, one in memory at a time: where each stands, and its bytes."""

    source: str
    page: Page | None = None
    entries: tuple[DraftEntry, ...] = ()
    series: tuple[Series, ...] = ()
    findings: tuple[Finding, ...] = ()
    texts: Callable[[], Iterator[tuple[str, bytes]]] | None = None
