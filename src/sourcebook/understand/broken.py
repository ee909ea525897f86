"""Tell whether a word broken at a line's end is one word: "traf-" and "ficking" are, "forced-" and
"labour" aren't.

No list of all words is needed: only the finders' own words change what is found.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDINGS = frozenset(
    "s es ed d er ers or ors ing ings ion ions ment ments ly al ies ized ised".split()  # noqa: SIM905
)
_LISTS = (
    ("roles", "words/en.toml"), ("roles", "words/ru.toml"), ("roles", "words/kk.toml"),
    ("figures", "nouns.toml"), ("figures", "numbers.toml"),
)  # fmt: skip


def is_whole(first: str, rest: str) -> bool:
    """Whether two parts, in small letters, are one word: one that a finder knows, or that begins as
    one does which reaches over the break ("traffick-ed" has only an ending behind it)."""
    known, word = _known(), first + rest
    if first in known and rest in _ENDINGS:
        return True
    return any(word[:length] in known for length in range(len(first) + 1, len(word) + 1))


@cache
def _known() -> frozenset[str]:
    """The words and beginnings of words that finders look for, of four letters or more."""
    from sourcebook.themes.wording import terms

    said = [term.pattern for term in terms()]
    for folder, name in _LISTS:
        path = files(f"sourcebook.understand.{folder}").joinpath(name)
        said += _strings(tomllib.loads(path.read_text("utf-8")))
    return frozenset(word for one in said for word in _WORD.findall(one.lower()))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
