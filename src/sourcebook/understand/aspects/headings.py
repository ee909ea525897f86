"""Find labels of the vocabularies that stand alone: a heading, a line of a list, a question ("Migration?"). Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sourcebook.themes import aspect, find_aspect, themes, vocabulary

LONGEST = 80  # characters; no label is longer
_AROUND = " \t\r\n?!.:;,*•-–—()[]\"'0123456789"


def headings(
    folded: str, sentences: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, kind, code) of each sentence that is a label and nothing else, in order."""
    known = _labels()
    for start, end in sentences:
        if end - start > LONGEST:
            continue
        said = folded[start:end].strip(_AROUND)
        found = known.get(" ".join(said.split()))
        if found:
            first = folded.index(said, start)
            yield first, first + len(said), *found


@cache
def _labels() -> dict[str, tuple[str, str]]:
    """Each label and question of a prompt, folded, in the first theme of the menu that has it."""
    out: dict[str, tuple[str, str]] = {}
    for term in vocabulary().values():
        for language, label in term.aspect.labels.items():
            folded = label.lower().replace("’", "'").replace("‑", "-")
            meant = (term.aspect.kind, term.aspect.code)
            out.setdefault(folded, meant)
            if language == "en":
                out.setdefault(folded.replace("labour", "labor").replace("centre", "center"), meant)
    for theme in themes().values():  # and as its prompt asks: "Disasters?"
        for asked in re.findall(r"([A-Z][^.?!:]*)\?", theme.prompt):
            named = aspect(theme.id, find_aspect(theme.id, asked) or "")
            if named:
                out.setdefault(asked.lower(), (named.kind, named.code))
    return out
