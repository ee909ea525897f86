"""Decide where a change of capitals is a change of words: an acronym that became a word. Pure."""

from sourcebook.curate.sides import Hunk, Side


def capitals(quote: Side, source: Side, hunks: list[Hunk]) -> list[Hunk]:
    """Part the equal stretches where an acronym became a word, or a word an acronym."""
    out: list[Hunk] = []
    for hunk in hunks:
        (first, last), (other, end) = hunk.quote, hunk.source
        if hunk.op != "equal" or last - first != end - other:
            out.append(hunk)
            continue
        begin = first
        shift = other - first
        for n in range(first, last):
            if 2 <= len(quote.tokens[n].key) <= 5 and _acronym(quote, n, source, n + shift):
                if n > begin:
                    out.append(Hunk("equal", (begin, n), (begin + shift, n + shift)))
                out.append(Hunk("differs", (n, n + 1), (n + shift, n + shift + 1)))
                begin = n + 1
        if begin < last or first == last:
            out.append(Hunk("equal", (begin, last), (begin + shift, last + shift)))
    return out


def _acronym(quote: Side, n: int, source: Side, m: int) -> bool:
    if quote.tokens[n].kind != "word":
        return False
    mine, other = quote.cased(n), source.cased(m)
    if mine == other:
        return False
    for one, two, side, at in ((mine, other, quote, n), (other, mine, source, m)):
        if one.isupper() and two.islower():
            return not _shouted(side, at)
    return False


def _shouted(side: Side, n: int) -> bool:
    """Whether the words beside are in capitals too: a heading."""
    beside = [
        side.cased(k)
        for k in range(max(0, n - 3), min(len(side.tokens), n + 4))
        if k != n and side.tokens[k].kind == "word" and len(side.tokens[k].key) > 2
    ]
    return bool(beside) and all(word.isupper() for word in beside)
