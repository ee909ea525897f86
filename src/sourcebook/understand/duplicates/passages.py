"""Cut texts into the passages that are compared: sentences long enough to be known again. Pure."""

import re
from collections.abc import Iterator

from msgspec import Struct

from sourcebook.understand.prepared import Prepared

WORDS = 8  # fewer are anybody's: "Please see the table below."
LONG = 400  # words of one passage: what has no full stop is cut
_PART = re.compile(r"; ")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


class Passage(Struct, frozen=True, kw_only=True):
    """Words of a source (an entry's id, a file's name). ``start`` and ``end`` count characters of its
    text, or of the excerpt named; ``when`` is EDTF, as far as known; only passages ``about`` the same
    (a country, a series; "" for anything) are compared."""

    text: str
    source: str
    excerpt: str = ""
    start: int = 0
    end: int = 0
    when: str = ""
    about: str = ""


def words_of(text: str) -> list[str]:
    """The words that are compared: lower case, without signs."""
    return _WORD.findall(Prepared(text).folded)


def passages_in(
    ready: Prepared, *, source: str, excerpt: str = "", when: str = "", about: str = ""
) -> tuple[Passage, ...]:
    """The sentences of a text that have at least ``WORDS`` words, in order."""
    found = []
    for start, end in ready.sentences:
        for first, last in _pieces(ready.folded, start, end):
            found.append(
                Passage(
                    text=ready.text[first:last],
                    source=source,
                    excerpt=excerpt,
                    start=first,
                    end=last,
                    when=when,
                    about=about,
                )
            )
    return tuple(found)


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or what its semicolons part, where each part is long enough to be known again."""
    parts = [start, *(found.end() for found in _PART.finditer(folded, start, end)), end]
    first = parts[0]
    for stop in parts[1:]:
        words = [found.span() for found in _WORD.finditer(folded, first, stop)]
        if len(words) < WORDS and stop != end:
            continue  # goes with the next
        for n in range(0, len(words), LONG):
            some = words[n : n + LONG]
            if len(some) >= WORDS:
                whole = len(words) <= LONG
                last = len(folded[first:stop].rstrip(" ;")) + first
                yield (first, last) if whole else (some[0][0], some[-1][1])
        first = stop
