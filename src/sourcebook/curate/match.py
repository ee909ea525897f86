"""What was found of a quote in a source: the places of its parts, its standing and its anchor. Pure."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from sourcebook.curate.comparing import Comparison
from sourcebook.curate.marks import Span
from sourcebook.curate.quote import Piece, Quote
from sourcebook.curate.source import Source
from sourcebook.records import Anchor, ExcerptStanding

CONTEXT = 48  # characters before and after; W3C's examples have about 32, names can be longer
LONGEST = 12_000  # characters that one anchor may span; farther parts are told in words


class Part(Struct, frozen=True):
    """What became of one piece of a quote: its place in the folded text, None where it has none,
    and how the words compare. ``same`` is true where the passage is the piece letter for letter, so
    that nothing was left to compare."""

    piece: Piece
    span: Span | None = None
    likeness: float = 0.0
    comparison: Comparison | None = None
    same: bool = False

    @property
    def verified(self) -> bool:
        """Whether it stands there word for word."""
        return self.same or (self.comparison is not None and self.comparison.same)


class Match:
    """What was found of a quote in a source."""

    def __init__(self, quote: Quote, source: Source, parts: list[Part], doubts: list[str]) -> None:
        self.quote = quote
        self.source = source
        self.parts = parts
        self.doubts = doubts  # why words that all stand there are no true quote, in words

    @cached_property
    def standing(self) -> ExcerptStanding:
        """Verified, differs or absent; unchecked where there are no words."""
        if not self.parts:
            return "unchecked"
        if all(part.verified for part in self.parts):
            return "differs" if self.doubts else "verified"
        return "differs" if any(part.span for part in self.parts) else "absent"

    @cached_property
    def likeness(self) -> float:
        """How much of the quote stands in the passage, 0 to 1, weighed by words."""
        words = sum(len(part.piece.words) for part in self.parts)
        shared = sum(len(part.piece.words) * part.likeness for part in self.parts)
        return shared / words if words else 0.0

    @cached_property
    def spans(self) -> list[Span]:
        """Where its parts stand, in offsets of the text."""
        return [self.source.original(part.span) for part in self.parts if part.span]

    @cached_property
    def anchor(self) -> Anchor | None:
        """The passage as a W3C Web Annotation target: from the first part to the last, as far as
        they stand near each other."""
        if not self.spans:
            return None
        start, end = _together(self.spans)
        text = self.source.text
        pages = self.source.pages((start, end))
        return Anchor(
            exact=text.text[start:end],
            prefix=text.text[max(0, start - CONTEXT) : start],
            suffix=text.text[end : end + CONTEXT],
            start=start,
            end=end,
            page=page_name(self.source, pages[0]) if pages else None,
            capture=text.capture or None,
        )


def page_name(source: Source, number: int) -> str:
    """A page as it is printed, or its number counted from 1; "" where a text has no pages."""
    pages = source.text.pages
    if len(pages) == 1 and not pages[0].label:
        return "" if "html" in source.text.media_type or "text" in source.text.media_type else "1"
    return pages[number].label or str(pages[number].index + 1)


def _together(spans: Sequence[Span]) -> Span:
    """The span from the first to the last that is no longer than an anchor may be, with the most
    characters of the quote in it."""
    best, most = spans[0], 0
    for n, (start, _) in enumerate(spans):
        end, held = start, 0
        for other_start, other_end in spans[n:]:
            if other_start < end or (other_end - start > LONGEST and held):
                break
            end = other_end
            held += other_end - other_start
        if held > most:
            best, most = (start, end), held
    return best
