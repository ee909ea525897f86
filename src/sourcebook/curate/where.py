"""Say which texts hold a passage, on which pages, and how its wording differs elsewhere. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sourcebook.curate.anchoring import everywhere
from sourcebook.curate.match import page_name
from sourcebook.curate.quote import Quote
from sourcebook.curate.segments import Segment, segments
from sourcebook.curate.source import Source
from sourcebook.records import Capture, Entry, ExcerptStanding, Text


class Hit(Struct, frozen=True, kw_only=True):
    """A text that holds a passage (*verified*), or what comes nearest to it there (*differs*).

    ``entry`` and ``capture`` are ids of the library (``file`` a name, for a file outside it);
    ``page`` counts the file's pages from 1, ``page_label`` is what is printed on it; ``start`` and
    ``end`` count characters of the text; ``text`` is the source's own wording; ``diff`` is empty
    where the passage is verified.
    """

    entry: str | None = None
    capture: str | None = None
    file: str = ""
    title: str = ""
    edition: str = ""
    page: int | None = None
    page_label: str = ""
    start: int = 0
    end: int = 0
    standing: ExcerptStanding = "differs"
    likeness: float = 0.0
    text: str = ""
    diff: tuple[Segment, ...] = ()
    doubts: tuple[str, ...] = ()


class Origin(Struct, frozen=True, kw_only=True):
    """Where a text is from: the entries that have its capture, or a file's name."""

    entry: Entry | None = None
    capture: Capture | None = None
    file: str = ""


def hits(quote: Quote, source: Source, origins: Sequence[Origin]) -> Iterator[Hit]:
    """What one text holds of the quote, once for each of its origins."""
    for match in everywhere(quote, source):
        anchor = match.anchor
        if anchor is None or anchor.start is None or anchor.end is None:
            continue
        pages = source.pages((anchor.start, anchor.end))
        page = source.text.pages[pages[0]] if pages else None
        for origin in origins or (Origin(),):
            yield Hit(
                entry=origin.entry.id if origin.entry else None,
                capture=origin.capture.id if origin.capture else source.text.capture or None,
                file=origin.file or (origin.capture.file_name if origin.capture else ""),
                title=origin.entry.title if origin.entry else source.text.title,
                edition=edition_of(origin.entry, source.text),
                page=page.index + 1 if page and page_name(source, pages[0]) else None,
                page_label=page.label if page else "",
                start=anchor.start,
                end=anchor.end,
                standing=match.standing,
                likeness=round(match.likeness, 3),
                text=anchor.exact,
                diff=() if match.standing == "verified" else tuple(segments(match)),
                doubts=tuple(match.doubts),
            )


def origins(captures: Iterable[Capture], entries: Iterable[Entry]) -> dict[str, list[Origin]]:
    """Where each text is from, by its capture's digest: once for each entry that has it, with its
    latest capture."""
    latest = {capture.id: capture for capture in captures}
    found: dict[str, dict[str, Origin]] = {}
    for entry in entries:
        ids = entry.every_capture
        for capture in sorted((latest[id] for id in ids if id in latest), key=lambda c: c.at):
            found.setdefault(capture.digest, {})[entry.id] = Origin(entry=entry, capture=capture)
    for capture in sorted(latest.values(), key=lambda c: c.at):
        if not any(origin.entry for origin in found.get(capture.digest, {}).values()):
            found[capture.digest] = {"": Origin(capture=capture)}
    return {digest: list(some.values()) for digest, some in found.items()}


def edition_of(entry: Entry | None, text: Text) -> str:
    """Which edition a text is: as its entry says, else as it says itself, else the entry's year."""
    issued = entry.issued.edtf if entry and entry.issued else None
    return (entry.edition if entry else "") or text.edition or (issued or "")[:4]


def ranked(found: Iterable[Hit]) -> list[Hit]:
    """Best first: verified before differs, then by likeness, the latest edition first."""
    return sorted(
        sorted(found, key=lambda hit: (hit.edition, -hit.start), reverse=True),
        key=lambda hit: (hit.standing != "verified", -hit.likeness),
    )
