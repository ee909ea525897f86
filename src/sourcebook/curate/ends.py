"""Decide what of the punctuation around a quote, and around a passage, is compared. Pure."""

from collections.abc import Sequence

from sourcebook.curate.sides import Side
from sourcebook.curate.tokens import Token

_OUTER = frozenset({"quote", "dots", "bullet", "dash", "hyphen"})
_OUTER_SIGNS = frozenset(".,;:()[]·|")
_GLUED_BEFORE = frozenset("$€£¥₽₸₹#@+±~<>≥≤/-?")
_GLUED_AFTER = frozenset("%‰°/@+")


def is_outer(token: Token) -> bool:
    return token.kind in _OUTER or (token.kind == "sign" and token.key in _OUTER_SIGNS)


def trimmed(quote: Side) -> list[Token]:
    """A quote's tokens without the punctuation around it; a minus before a number stays."""
    own = quote.tokens
    first, last = 0, len(own)
    while first < last and is_outer(own[first]):
        token = own[first]
        if token.kind == "dash" and _glued(own, first) and own[first + 1].key[0].isdigit():
            break
        first += 1
    while last > first and is_outer(own[last - 1]):
        last -= 1
    return own[first:last]


def _glued(own: Sequence[Token], n: int) -> bool:
    return n + 1 < len(own) and own[n].end == own[n + 1].start


def matching(ours: list[Token], quote: Side, source: Side) -> list[Token]:
    """The passage without what stands around it and isn't in the quote either."""
    own = source.tokens
    words = [n for n, token in enumerate(own) if token.kind in {"word", "label"}]
    if not words:
        return own
    heads = {token.key for token in _until_word(ours)}
    tails = {token.key for token in _until_word(ours[::-1])}
    if any(token.kind == "mark" for token in _until_word(ours[::-1])):
        tails.add("\0mark")  # another mark there is to be compared with the quote's
    if _ends(quote.tokens, ours) and any(t.key == "?" for t in own[words[-1] + 1 :]):
        tails.add("?")
    first, last = words[0], words[-1]
    if own[first].kind == "label" and own[first].key not in {t.key for t in ours[:2]}:
        first = words[1] if len(words) > 1 else first
    head = [t for n, t in enumerate(own[:first]) if _stays(own, n, heads, _GLUED_BEFORE, 1)]
    tail = [
        t
        for n, t in enumerate(own[last + 1 :], last + 1)
        if _stays(own, n, tails, _GLUED_AFTER, -1)
    ]
    bare = [token.key for token in ours if token.kind != "bracket"] or [""]
    while head and is_outer(head[0]) and bare[0] != head[0].key:
        head.pop(0)
    while tail and is_outer(tail[-1]) and bare[-1] != tail[-1].key:
        tail.pop()
    return [*head, *own[first : last + 1], *tail]


def _ends(tokens: list[Token], ours: list[Token]) -> bool:
    """Whether the quote ends as a statement does."""
    after = tokens[tokens.index(ours[-1]) + 1 :] if ours else []
    return any(token.key == "." for token in after)


def _until_word(own: Sequence[Token]) -> list[Token]:
    out = []
    for token in own:
        if token.kind == "word":
            break
        out.append(token)
    return out


def _stays(own: list[Token], n: int, keys: set[str], glued: frozenset[str], way: int) -> bool:
    token = own[n]
    if token.key in keys or (token.kind == "mark" and "\0mark" in keys):
        return True
    if token.key not in glued:
        return False
    if token.key == "-" and not own[n + 1].key[0].isdigit():
        return False
    beside = own[n + way]
    touching = token.end == beside.start if way > 0 else beside.end == token.start
    return touching and beside.kind == "word"
