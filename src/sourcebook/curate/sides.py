"""What is compared: tokens of a quote, and of a passage, with the text they are from. Pure."""

from typing import Literal

from msgspec import Struct

from sourcebook.curate.folding import Folded
from sourcebook.curate.tokens import Token

Op = Literal["equal", "passed", "bracket", "differs"]


class Side(Struct, frozen=True):
    """One side of a comparison: a folded text and tokens of it."""

    folded: Folded
    tokens: list[Token]

    def cased(self, n: int) -> str:
        """A token with its capitals."""
        token = self.tokens[n]
        return self.folded.cased[token.start : token.end]


class Hunk(Struct, frozen=True, array_like=True):
    """Tokens of the quote and of the passage that belong together, and what they are to each other:
    equal, passed (allowed to be left out), bracket (the curator's own), or differs."""

    op: Op
    quote: tuple[int, int]
    source: tuple[int, int]
