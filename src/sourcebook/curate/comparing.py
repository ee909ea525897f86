"""Decide whether two rows of words say the same, word for word and sign for sign. Pure.

This is the only place where a quote can become *verified*. The quote and the passage are aligned;
whatever is not equal must be one of the ``allowances``, or the quote differs.
"""

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from sourcebook.curate.allowances import judge
from sourcebook.curate.capitals import capitals
from sourcebook.curate.ends import matching, trimmed
from sourcebook.curate.sides import Hunk, Side
from sourcebook.curate.tokens import Token


class Comparison(Struct, frozen=True):
    """The alignment of a quote's tokens with a passage's."""

    quote: list[Token]
    source: list[Token]
    hunks: list[Hunk]

    @property
    def same(self) -> bool:
        """Whether the passage says what the quote says."""
        return all(hunk.op != "differs" for hunk in self.hunks)


def compare(quote: Side, source: Side) -> Comparison:
    """Align a piece of a quote with a passage that reaches from the word before it to the word after
    it, exclusively."""
    ours = trimmed(quote)
    theirs = matching(ours, quote, source)
    quote, source = Side(quote.folded, ours), Side(source.folded, theirs)
    mine, other = _keys(ours, "\0ours"), _keys(theirs, "\0theirs")
    if mine == other:
        hunks = [Hunk("equal", (0, len(mine)), (0, len(other)))]
    else:
        hunks = _hunks(quote, source, mine, other)
    return Comparison(ours, theirs, capitals(quote, source, hunks))


def _keys(own: list[Token], hyphen: str) -> list[str]:
    """What is aligned. A line end's hyphen is no other's equal, so that words broken at different
    letters fall into one stretch, to be judged as a whole."""
    return [hyphen if token.kind == "hyphen" else token.key for token in own]


def _hunks(quote: Side, source: Side, mine: list[str], other: list[str]) -> list[Hunk]:
    hunks: list[Hunk] = []
    opcodes = Levenshtein.opcodes(mine, other)
    n = 0
    ops = list(opcodes)
    while n < len(ops):
        op = ops[n]
        if op.tag == "equal":
            hunks.append(Hunk("equal", (op.src_start, op.src_end), (op.dest_start, op.dest_end)))
            n += 1
            continue
        begin = op
        while n + 1 < len(ops) and ops[n + 1].tag != "equal":
            n += 1
        hunks.extend(
            judge(
                quote,
                source,
                (begin.src_start, ops[n].src_end),
                (begin.dest_start, ops[n].dest_end),
            )
        )
        n += 1
    return hunks
