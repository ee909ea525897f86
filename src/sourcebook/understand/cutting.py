"""Cut a very long text where it may be cut, so that one line of 50 MB takes bounded memory. Pure."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sourcebook.claims import KINDS, Understanding, each

PIECE = (
    400_000  # characters: a book of 200 pages; few reports are longer, and those have paragraphs
)
BREAKS = ("\n\n", "\n", ". ", "; ", " ")  # best first


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
        **{kind: tuple(one for part in told for one in getattr(part, kind)) for kind in KINDS},
    )


def moved(part: Understanding, by: int) -> Understanding:
    """What was understood of a piece that starts at ``by``, counted from the start of the text."""
    if not by:
        return part
    return each(part, lambda one: replace(one, start=one.start + by, end=one.end + by))
