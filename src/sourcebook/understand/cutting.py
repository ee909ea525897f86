"""Cut a very long text where it may be cut, so that one line of 50 MB takes bounded memory. Pure."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from sourcebook.claims import Understanding

PIECE = (
    400_000  # characters: a book of 200 pages; few reports are longer, and those have paragraphs
)
BREAKS = ("\n\n", "\n", ". ", "; ", " ")  # best first

T = TypeVar("T")


def pieces(text: str, size: int = PIECE) -> Iterator[tuple[int, int]]:
    """Where each piece starts and ends; together they are the text. A piece ends at a paragraph, else
    a line, a sentence, a word in its second half; where there is none, in the middle of letters."""
    start = 0
    while len(text) - start > size:
        limit = start + size
        end = limit
        for mark in BREAKS:
            at = text.rfind(mark, start + size // 2, limit)
            if at >= 0:
                end = at + len(mark)
                break
        yield start, end
        start = end
    yield start, len(text)


def cut(parts: Iterable[str], size: int = PIECE) -> Iterator[str]:
    """The pieces of a text that comes in parts, the same as of the whole: no more than a piece and a
    part are held."""
    held = ""
    for part in parts:
        held += part
        while len(held) > size:
            _, end = next(pieces(held, size))
            yield held[:end]
            held = held[end:]
    yield held


def joined(parts: list[tuple[int, Understanding]], id: str) -> Understanding:
    """What was understood of the pieces, each with where it starts, as one."""
    told = [moved(part, by) for by, part in parts]
    return Understanding(
        id=id,
        places=tuple(one for part in told for one in part.places),
        regions=tuple(one for part in told for one in part.regions),
        roles=tuple(one for part in told for one in part.roles),
        routes=tuple(one for part in told for one in part.routes),
        aspects=tuple(one for part in told for one in part.aspects),
        figures=tuple(one for part in told for one in part.figures),
        ratings=tuple(one for part in told for one in part.ratings),
    )


def moved(part: Understanding, by: int) -> Understanding:
    """What was understood of a piece that starts at ``by``, counted from the start of the text."""
    return Understanding(
        id=part.id,
        places=tuple(_moved(one, by) for one in part.places),
        regions=tuple(_moved(one, by) for one in part.regions),
        roles=tuple(_moved(one, by) for one in part.roles),
        routes=tuple(_moved(one, by) for one in part.routes),
        aspects=tuple(_moved(one, by) for one in part.aspects),
        figures=tuple(_moved(one, by) for one in part.figures),
        ratings=tuple(_moved(one, by) for one in part.ratings),
    )


def _moved(one: T, by: int) -> T:
    said = one  # every kind of what is said has a start and an end
    return replace(said, start=said.start + by, end=said.end + by) if by else one  # type: ignore
