"""Decide whether a stretch in which a quote and its passage aren't equal is allowed. Pure.

All that is allowed, beside what ``folding`` makes equal:

- the source's footnote marks, bullets, list labels at an item's start, and what was set aside
  (running heads, footnotes, captions) may be left out;
- a word broken by a hyphen and a space is that word without them, or with the hyphen;
- words in square brackets are the curator's: they may be added, or stand for up to six of the
  source's words that hold no number and no negation;
- a quote's own bullet, "(a)" and superscript or bracketed footnote mark may be missing in the source;
- capitals count only where an acronym would become a word ("US", "us").
"""

import re
from collections.abc import Sequence
from itertools import combinations

from sourcebook.curate.folding import Folded
from sourcebook.curate.marks import number_of
from sourcebook.curate.negations import negation_in
from sourcebook.curate.sides import Hunk, Side
from sourcebook.curate.tokens import Token

REPLACED = 6  # words that a bracket may stand for
_SKIPPED = frozenset({"mark", "bullet", "aside", "label"})
_STEM = re.compile(r"^([^\W\d_]{3,})\[(?:'?s|es|ed|d|ing|ers?|en|n|ies|y|ion)\]$")
_ENDINGS = frozenset(
    ("", "s", "es", "e", "ed", "d", "ing", "er", "ers", "en", "n", "ies", "y", "ied", "'s", "ion")
)


def judge(quote: Side, source: Side, ours: tuple[int, int], theirs: tuple[int, int]) -> list[Hunk]:
    """What an unequal stretch is: allowed, in one of the ways above, or a difference."""
    left = [n for n in range(*ours) if not _added(quote, n, source.folded)]
    right = [n for n in range(*theirs) if not _passed(source, n)]
    if not left and not right and _agree(quote, ours, source, theirs):
        out = [Hunk("bracket", ours, (theirs[0], theirs[0]))] if ours[0] < ours[1] else []
        return [*out, Hunk("passed", (ours[1], ours[1]), theirs)] if theirs[0] < theirs[1] else out
    brackets = any(quote.tokens[n].kind == "bracket" for n in range(*ours))
    if left and right and not _spelled(quote, left).isdisjoint(_spelled(source, right)):
        first, last = right[0], right[-1] + 1
        around = (
            [Hunk("passed", (ours[0], ours[0]), (theirs[0], first))] if theirs[0] < first else []
        )
        after = [Hunk("passed", (ours[1], ours[1]), (last, theirs[1]))] if last < theirs[1] else []
        return [*around, Hunk("equal", ours, (first, last)), *after]
    if brackets and _literal(quote, ours) == _literal(source, theirs):
        return [Hunk("equal", ours, theirs)]
    if (
        brackets
        and not left
        and _replaceable(source, right)
        and _agree(quote, ours, source, theirs)
    ):
        return [Hunk("bracket", ours, theirs)]
    if _marked(quote, range(*ours)) and _marked(quote, range(*ours)) == _marked(
        source, range(*theirs)
    ):
        return [Hunk("equal", ours, theirs)]
    if left and right and _inflected(quote, ours, source, right):
        return [Hunk("bracket", ours, theirs)]
    return [Hunk("differs", ours, theirs)]


def _added(quote: Side, n: int, source: Folded) -> bool:
    """Whether a quote's token may be missing in the source."""
    token = quote.tokens[n]
    if token.kind == "bullet":
        return True
    if token.kind == "bracket":
        return (
            not negation_in(token.key) and token.key not in source.lower
        )  # else it is the source's
    if token.kind == "label":
        return token.key.startswith("(") and _begins(quote, n)
    if token.kind == "mark":
        said = quote.cased(n)
        touching = n > 0 and quote.tokens[n - 1].end == token.start
        return touching and not (said[0].isdigit() and said[0].isascii()) and said[0] != "("
    return False


def _agree(quote: Side, ours: tuple[int, int], source: Side, theirs: tuple[int, int]) -> bool:
    """Whether footnote marks at one place, where both have some, are the same."""
    mine = [quote.tokens[n].key for n in range(*ours) if quote.tokens[n].kind == "mark"]
    other = [source.tokens[n].key for n in range(*theirs) if source.tokens[n].kind == "mark"]
    return not mine or not other or mine == other


def _begins(side: Side, n: int) -> bool:
    """Whether a list's item may begin here."""
    if n == 0 or side.tokens[n - 1].kind != "word" or side.tokens[n - 1].key in {"and", "or"}:
        return True
    between = side.folded.cased[side.tokens[n - 1].end : side.tokens[n].start]
    return between.count("\n") > 1


def _passed(source: Side, n: int) -> bool:
    """Whether a source's token may be missing in the quote."""
    token = source.tokens[n]
    if token.kind == "label":
        return _begins(source, n)
    return token.kind in _SKIPPED


def _spelled(side: Side, which: Sequence[int]) -> set[str]:
    """What the tokens spell: a hyphen that a line's end may have made may go, or stay."""
    hyphens = [n for n in which if _may_go(side.tokens, n)][:4]
    return {
        _spell(side, which, frozenset(gone))
        for many in range(len(hyphens) + 1)
        for gone in combinations(hyphens, many)
    }


def _may_go(own: Sequence[Token], n: int) -> bool:
    """Whether a hyphen may be a line end's: it is followed by a space; or, in words that were copied
    or read without their lines, it parts two stretches of letters, neither of them short ("re-sign"
    is not "resign", "non-state" not "nonstate")."""
    token = own[n]
    if token.kind == "hyphen":
        return True
    if token.kind != "dash" or not 0 < n < len(own) - 1:
        return False
    one, other = own[n - 1], own[n + 1]
    touching = one.end == token.start and token.end == other.start
    return touching and all(word.key.isalpha() and len(word.key) > 3 for word in (one, other))


def _spell(side: Side, which: Sequence[int], gone: frozenset[int]) -> str:
    out: list[str] = []
    glue = True
    for n in which:
        if n in gone:
            glue = True
            continue
        out.append(side.tokens[n].key if glue else " " + side.tokens[n].key)
        glue = False
    return "".join(out)


def _literal(side: Side, which: tuple[int, int]) -> str:
    """What stands there, without spaces: brackets that the source has too."""
    if which[0] == which[1]:
        return ""
    start, end = side.tokens[which[0]].start, side.tokens[which[1] - 1].end
    return " ".join(re.findall(r"[^\W_]+|[^\w\s]", side.folded.lower[start:end]))


def _replaceable(source: Side, which: Sequence[int]) -> bool:
    words = [source.tokens[n] for n in which]
    if any(token.kind != "word" for token in words) or len(words) > REPLACED:
        return False
    said = " ".join(token.key for token in words)
    return not any(c.isdigit() for c in said) and not negation_in(said)


def _marked(side: Side, which: Sequence[int]) -> str:
    """The number that a stretch made of nothing but a footnote mark says; "" for anything else."""
    if not which:
        return ""
    start, end = side.tokens[which[0]].start, side.tokens[which[-1]].end
    number = number_of(side.folded.cased[start:end])
    if not any(side.tokens[n].kind == "mark" for n in which) and len(which) > 1:
        return number if re.fullmatch(r"[\d,]+", number) else ""
    return number if re.fullmatch(r"[\d,-]+|[a-z]", number) else ""


def _inflected(quote: Side, ours: tuple[int, int], source: Side, right: Sequence[int]) -> bool:
    """Whether brackets only give a word another ending: "traffick[ed]" for "trafficking"."""
    if len(right) != 1 or source.tokens[right[0]].kind != "word":
        return False
    start, end = quote.tokens[ours[0]].start, quote.tokens[ours[1] - 1].end
    stem = _STEM.match(quote.folded.lower[start:end])
    word = source.tokens[right[0]].key
    return stem is not None and word.startswith(stem[1]) and word[len(stem[1]) :] in _ENDINGS
