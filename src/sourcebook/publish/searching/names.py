"""Give every country one term of its own, whatever it is called in a text. Pure.

``@kz`` is the term of every spelling of Kazakhstan, in any script: a text that says "Казакстан" and an
entry that is filed under Kazakhstan have it, so that a reader who types one name finds the others.
"""

from collections.abc import Sequence
from functools import cache

from sourcebook.search.names import Name, names_in, spellings


def term(code: str) -> str:
    """The term of a country; no word has an "@". What isn't a code (records are taken as they are) is
    one term too, so it keeps no space or line break."""
    return f"@{''.join(code.lower().split())}"


@cache
def names_of(code: str) -> tuple[str, ...]:
    """The names of a country as a reader may type them, folded, their words parted by a space."""
    return tuple(sorted(" ".join(key) for key in spellings(code)))


def named(terms: Sequence[str]) -> list[Name]:
    """The countries that a text's terms name."""
    return list(names_in(terms))
