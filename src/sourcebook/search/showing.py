"""Choose which passages of an entry are shown, each once, however many captures have it. Pure."""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from sourcebook.search.asking import Leaf
from sourcebook.search.passages import Passage
from sourcebook.search.results import Also, Found
from sourcebook.search.snippets import snippet

SHOWN = 2  # passages of a hit
_ALIKE = 1e-4  # by how much the scores of the same words differ at most: rounding
_TELLING = 60  # characters of a snippet that is the same as another's by more than chance

Candidate = tuple[float, Callable[[], Passage]]  # a passage's score, and how to read it


def each_once(
    candidates: Iterable[Candidate], leaves: Sequence[Leaf], most: int = SHOWN
) -> tuple[Found, ...]:
    """The first passages that differ, ``candidates`` being in order; one that has the words of another
    is told with it. No more are read than are needed."""
    made: list[Found] = []
    last = 0.0
    for score, read in candidates:
        if len(made) == most and score < last - _ALIKE:
            break
        passage = read()
        same = next((n for n, one in enumerate(made) if _repeats(passage, one)), None)
        if same is not None:
            made[same] = replace(made[same], also=(*made[same].also, _also(passage)))
        elif len(made) < most:
            made.append(_found(passage, leaves))
            last = score
    return tuple(made)


def _repeats(passage: Passage, shown: Found) -> bool:
    text, words = _plain(passage.text), _plain(shown.snippet)
    return text == words or (
        min(len(text), len(words)) >= _TELLING and (words in text or text in words)
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


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
