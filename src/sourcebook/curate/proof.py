"""What a page needs to show a quote beside its source: the passage in its context, what differs, and the
same passage in other editions. Pure."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from sourcebook.curate.anchoring import find
from sourcebook.curate.marks import Span
from sourcebook.curate.match import page_name
from sourcebook.curate.quote import Quote, of_excerpt
from sourcebook.curate.segments import Segment, segments
from sourcebook.curate.source import ASIDE, Source
from sourcebook.curate.where import Hit, Origin, edition_of, hits
from sourcebook.records import Anchor, Excerpt, ExcerptStanding, Text

CONTEXT = 600  # characters shown before and after: a paragraph or so

_SPACE = re.compile(r"[^\S\n]+")


class Passage(Struct, frozen=True, kw_only=True):
    """A passage in its context. ``before`` and ``after`` are the source's words around it, without
    running heads and footnotes, paragraphs parted by a blank line; ``segments`` the passage beside
    the quote; ``start`` and ``end`` count characters of the text; ``page`` is as printed or counted,
    ``page_index`` counts from 0."""

    before: str
    segments: tuple[Segment, ...]
    after: str
    start: int
    end: int
    page: str = ""
    page_index: int = 0
    standing: ExcerptStanding = "unchecked"


def passage(source: Source, excerpt: Excerpt, *, context: int = CONTEXT) -> Passage | None:
    """An anchored excerpt's passage in a text; None where the text holds nothing like it. Where the
    text was read anew since, the anchor's words are looked for again."""
    span = place(source.text, excerpt.anchor) if excerpt.anchor else None
    quote = of_excerpt(excerpt)
    if span is None:
        match = find(quote, source)
        if match.anchor is None or match.anchor.start is None or match.anchor.end is None:
            return None
        span, standing = (match.anchor.start, match.anchor.end), match.standing
    else:
        inside = Source(Text(capture=source.text.capture, text=source.text.text[slice(*span)]))
        match = find(quote, inside)
        if match.standing == "absent":
            return None
        standing = match.standing
        if standing != "verified":  # its running heads are set aside in the whole text alone
            whole = find(quote, source)
            if whole.standing == "verified":
                match, standing = whole, whole.standing
    start, end = span
    pages = source.pages(span)
    return Passage(
        before=_told(source.text, max(0, start - context), start, cut_first=True),
        segments=tuple(segments(match)),
        after=_told(source.text, end, min(len(source.text.text), end + context), cut_first=False),
        start=start,
        end=end,
        page=page_name(source, pages[0]) if pages else "",
        page_index=source.text.pages[pages[0]].index if pages else 0,
        standing=standing,
    )


def place(text: Text, anchor: Anchor) -> Span | None:
    """Where an anchor's words stand in a text: at its position, or, where the text was read anew, at the
    place whose surroundings are most like its prefix and suffix; None where they don't stand."""
    start, end = anchor.start, anchor.end
    if start is not None and end is not None and text.text[start:end] == anchor.exact:
        return start, end
    best: tuple[int, int] | None = None
    at = text.text.find(anchor.exact) if anchor.exact else -1
    while at >= 0:
        end = at + len(anchor.exact)
        alike = _alike(text.text[:at][::-1], anchor.prefix[::-1]) + _alike(
            text.text[end:], anchor.suffix
        )
        if best is None or alike > best[0]:
            best = alike, at
        at = text.text.find(anchor.exact, at + 1)
    return None if best is None else (best[1], best[1] + len(anchor.exact))


def _alike(one: str, other: str) -> int:
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same


def _told(text: Text, start: int, end: int, *, cut_first: bool) -> str:
    """The main words between two places, from a word's beginning to a word's end."""
    parts: list[str] = []
    at = start
    asides = (block for block in text.blocks if block.kind in ASIDE)
    for first, last in sorted((block.start, block.end) for block in asides):
        if last <= at or first >= end:
            continue
        parts.append(text.text[at : max(at, first)])
        at = min(last, end)
    parts.append(text.text[at:end])
    told = "\n\n".join(part.strip() for part in parts if part.strip())
    told = re.sub(r"\n\s*\n\s*", "\n\n", _SPACE.sub(" ", told))
    if cut_first and start > 0 and " " in told:
        return "… " + told.partition(" ")[2]
    if not cut_first and end < len(text.text) and " " in told:
        return told.rpartition(" ")[0] + " …"
    return told


def editions(quote: Quote, texts: Iterable[tuple[Origin, Source]]) -> list[Hit]:
    """The passage in each of some texts, one hit a text, by edition; *absent* where one has nothing like
    it: to be shown side by side."""
    found: list[Hit] = []
    for origin, source in texts:
        hit = next(iter(_best(hits(quote, source, [origin]))), None)
        found.append(hit or _absent(origin, source))
    return sorted(found, key=lambda hit: (hit.edition, hit.entry or hit.file))


def _best(some: Iterable[Hit]) -> Sequence[Hit]:
    return sorted(some, key=lambda hit: (hit.standing != "verified", -hit.likeness, hit.start))


def _absent(origin: Origin, source: Source) -> Hit:
    return Hit(
        entry=origin.entry.id if origin.entry else None,
        capture=origin.capture.id if origin.capture else source.text.capture or None,
        file=origin.file,
        title=origin.entry.title if origin.entry else source.text.title,
        edition=edition_of(origin.entry, source.text),
        standing="absent",
    )
