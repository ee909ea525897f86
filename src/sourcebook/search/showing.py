"""Choose which passages of an entry are shown, each once, however many captures have it. Pure."""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from sourcebook.search.asking import Leaf
from sourcebook.search.passages import Passage, plain
from sourcebook.search.results import Also, Found
from sourcebook.search.snippets import snippet

SHOWN = 2  # passages of a hit
_TELLING = 60  # characters of a snippet that is the same as another's by more than chance

Candidate = tuple[
    int, Callable[[], Passage]
]  # a number that the same words share; how to read the passage


def each_once(
    candidates: Iterable[Candidate], leaves: Sequence[Leaf], most: int = SHOWN
) -> tuple[Found, ...]:
    """The first passages that differ, ``candidates`` being in order; one that has the words of another
    is told with it. No more are read than are needed."""
    made: list[Found] = []
    held: dict[int, int] = {}
    for number, read in candidates:
        at = held.get(number)
        if at is None and len(made) == most:
            continue
        passage = read()
        if at is None:
            at = next((n for n, one in enumerate(made) if _repeats(passage, one)), None)
        if at is None:
            held[number] = len(made)
            made.append(_found(passage, leaves))
        else:
            held[number] = at
            made[at] = replace(made[at], also=(*made[at].also, _also(passage)))
    return tuple(made)


def _repeats(passage: Passage, shown: Found) -> bool:
    if (passage.kind, passage.capture) == (shown.kind, shown.capture):
        return False  # two excerpts, or two places of one text
    text, words = plain(passage.text), plain(shown.snippet)
    return text == words or (
        min(len(text), len(words)) >= _TELLING and (words in text or text in words)
    )


def _also(passage: Passage) -> Also:
    return Also(
        kind=passage.kind, page=passage.page, excerpt=passage.excerpt, capture=passage.capture
    )


def _found(passage: Passage, leaves: Sequence[Leaf]) -> Found:
    start, end, marked = snippet(passage.text, passage.language, leaves)
    return Found(
        kind=passage.kind,
        snippet=passage.text[start:end],
        marks=marked,
        page=passage.page,
        place=passage.place,
        excerpt=passage.excerpt,
        capture=passage.capture,
        start=passage.start + start if passage.capture else start,
        heading=passage.heading,
    )
