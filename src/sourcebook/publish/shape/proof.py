"""Shape a proof: an excerpt, the passage of its source with the words marked, and how other editions
have it. Pure."""

from collections.abc import Iterable, Sequence

from sourcebook.curate import Match, Segment, Source, segments
from sourcebook.curate.match import page_name
from sourcebook.publish.shape import words
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.views import BlockView, EditionView, Link, Piece
from sourcebook.records import Block, Text

Span = tuple[int, int]
AROUND = 20_000  # characters of a text without pages that are shown before and after a passage
LEFT_OUT = frozenset({"furniture"})
_OPS = {
    "equal": "", "delete": "theirs", "insert": "ours", "passed": "passed", "gap": "gap",
    "bracket": "ours",
}  # fmt: skip
SAYS = {
    "verified": "These words stand in the copy that was kept of the source{where}.",
    "differs": "The copy that was kept of the source has other words{where}. What differs is marked.",
    "absent": "No passage of the copy that was kept of the source comes near these words.",
    "unchecked": "These words have not been compared with a copy of the source yet.",
}


def says(standing: str, where: str) -> str:
    """A standing as a sentence; ``where`` is "page 3" or ""."""
    return SAYS[standing].format(where=f", on {where}" if where else "")


def where(source: Source, match: Match) -> str:
    """The page a passage stands on, as it is printed: "page 3", "pages 3 and 4"; "" without pages."""
    spans = match.spans
    if not spans:
        return ""
    numbers = dict.fromkeys(number for span in spans for number in source.pages(span))
    names = [name for number in numbers if (name := page_name(source, number))]
    if len(names) < 2:
        return f"page {names[0]}" if names else ""
    return f"pages {', '.join(names[:-1])} and {names[-1]}"


def shown(source: Source, spans: Sequence[Span], *, whole: bool = True) -> tuple[Span, str]:
    """Which characters of a text a proof shows, and in words which part of it that is: the pages
    that the passage stands on, or so much around it; the beginning where there is no passage. Where
    not the ``whole`` page is to be shown, the blocks that the passage touches, and nothing else."""
    text = source.text
    end = len(text.text)
    if not whole:
        touched = [
            block
            for block in text.blocks
            if any(start < block.end and stop > block.start for start, stop in spans)
        ]
        if not touched:
            return (0, 0), "not shown, as it was not found"
        return (touched[0].start, touched[-1].end), "the paragraphs that are quoted"
    if len(text.pages) > 1:
        numbers = sorted({n for span in spans for n in source.pages(span)}) or [0]
        first, last = text.pages[numbers[0]], text.pages[numbers[-1]]
        count = len(text.pages)
        part = f"page {numbers[0] + 1} of {count} in the file"
        if first is not last:
            part = f"pages {numbers[0] + 1} to {numbers[-1] + 1} of {count} in the file"
        return (first.start, last.end), part
    low = max(0, min((start for start, _ in spans), default=0) - AROUND)
    high = min(end, max((stop for _, stop in spans), default=0) + AROUND)
    if low == 0 and high == end:
        return (0, end), "the whole text"
    return (low, high), "the text around it"


def blocks(text: Text, within: Span, spans: Sequence[Span]) -> tuple[BlockView, ...]:
    """The blocks of a text inside ``within``, with the words in ``spans`` marked. Running heads are
    left out, unless they are what is quoted."""
    made = []
    for block in text.blocks or (Block(start=0, end=len(text.text)),):
        start, end = max(block.start, within[0]), min(block.end, within[1])
        if start >= end:
            continue
        inside = [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]
        if block.kind in LEFT_OUT and not inside:
            continue
        made.append(BlockView(kind=block.kind, pieces=_pieces(text.text, (start, end), inside)))
    return tuple(made)


def _pieces(text: str, within: Span, marked: Iterable[Span]) -> tuple[Piece, ...]:
    made = []
    at, stop = within
    for start, end in sorted(marked):
        if start > at:
            made.append(Piece(text=clean(text[at:start])))
        if end > max(start, at):
            made.append(Piece(text=clean(text[max(start, at) : end]), op="mark"))
        at = max(at, end)
    if at < stop:
        made.append(Piece(text=clean(text[at:stop])))
    return tuple(made)


def compared(some: Iterable[Segment]) -> tuple[Piece, ...]:
    """The segments of a comparison as pieces."""
    return tuple(Piece(text=clean(one.text), op=_OPS[one.op]) for one in some)


def edition(link: Link, source: Source, match: Match) -> EditionView:
    """How another edition has the passage: nothing but its standing where it hasn't."""
    mark, word = words.EXCERPT[match.standing]
    if match.standing == "verified":
        word = "the same words"
    elif match.standing == "differs":
        word = "other words"
    else:
        word = "no such passage"
    pieces = () if match.standing not in ("verified", "differs") else compared(segments(match))
    return EditionView(
        link=link,
        standing=match.standing,
        mark=mark,
        word=word,
        where=where(source, match),
        pieces=pieces,
    )
