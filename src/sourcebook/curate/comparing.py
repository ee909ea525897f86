"""Decide whether two rows of words say the same, word for word and sign for sign. Pure.

This is the only place where a quote can become *verified*. The quote and the passage are aligned;
whatever is not equal must be one of the allowances below, or the quote differs:

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
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from sourcebook.curate.folding import Folded
from sourcebook.curate.marks import number_of
from sourcebook.curate.tokens import Token

Op = Literal["equal", "passed", "bracket", "differs"]

REPLACED = 6  # words that a bracket may stand for
NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nor",
        "neither",
        "nobody",
        "nothing",
        "nowhere",
        "without",
        "cannot",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "don't",
        "doesn't",
        "didn't",
        "won't",
        "wouldn't",
        "can't",
        "couldn't",
        "shouldn't",
        "hasn't",
        "haven't",
        "hadn't",
        "mustn't",
        "hardly",
        "barely",
        "unless",
        "except",
        "refuse",
        "refused",
        "deny",
        "denied",
        "denies",
        "fail",
        "failed",
        "fails",
        "не",
        "ни",
        "нет",
        "без",
        "никогда",
        "никто",
        "жоқ",
        "емес",
        "ne",
        "pas",
        "jamais",
        "sans",
        "aucun",
        "aucune",
        "rien",
        "nicht",
        "kein",
        "keine",
        "keinen",
        "keiner",
        "nie",
        "ohne",
        "ningún",
        "ninguna",
        "nunca",
        "sin",
        "não",
        "nem",
        "sem",
        "non",
        "nessun",
        "nessuna",
        "mai",
        "senza",
        "yok",
        "değil",
        "hiç",
    ]
)
_OUTER = frozenset({"quote", "dots", "bullet", "dash", "hyphen"})
_OUTER_SIGNS = frozenset(".,;:()[]·|")
_GLUED_BEFORE = frozenset("$€£¥₽₸₹#@+±~<>≥≤/-?")
_GLUED_AFTER = frozenset("%‰°/@+")
_SKIPPED = frozenset({"mark", "bullet", "aside", "label"})
_STEM = re.compile(r"^([^\W\d_]{3,})\[(?:'?s|es|ed|d|ing|ers?|en|n|ies|y|ion)\]$")
_ENDINGS = frozenset(
    ("", "s", "es", "e", "ed", "d", "ing", "er", "ers", "en", "n", "ies", "y", "ied", "'s", "ion")
)


class Hunk(Struct, frozen=True, array_like=True):
    """Tokens of the quote and of the passage that belong together, and what they are to each other:
    equal, passed (allowed to be left out), bracket (the curator's own), or differs."""

    op: Op
    quote: tuple[int, int]
    source: tuple[int, int]


class Comparison(Struct, frozen=True):
    """The alignment of a quote's tokens with a passage's."""

    quote: list[Token]
    source: list[Token]
    hunks: list[Hunk]

    @property
    def same(self) -> bool:
        """Whether the passage says what the quote says."""
        return all(hunk.op != "differs" for hunk in self.hunks)


class Side(Struct, frozen=True):
    """One side of a comparison: a folded text and tokens of it."""

    folded: Folded
    tokens: list[Token]

    def cased(self, n: int) -> str:
        """A token with its capitals."""
        token = self.tokens[n]
        return self.folded.cased[token.start : token.end]


def compare(quote: Side, source: Side) -> Comparison:
    """Align a piece of a quote with a passage that reaches from the word before it to the word after
    it, exclusively."""
    ours = _trimmed(quote)
    theirs = _matching(ours, quote, source)
    quote, source = Side(quote.folded, ours), Side(source.folded, theirs)
    mine, other = _keys(ours, "\0ours"), _keys(theirs, "\0theirs")
    if mine == other:
        hunks = [Hunk("equal", (0, len(mine)), (0, len(other)))]
    else:
        hunks = _hunks(quote, source, mine, other)
    return Comparison(ours, theirs, _case(quote, source, hunks))


def _keys(own: list[Token], hyphen: str) -> list[str]:
    """What is aligned. A line end's hyphen is no other's equal, so that words broken at different
    letters fall into one stretch, to be judged as a whole."""
    return [hyphen if token.kind == "hyphen" else token.key for token in own]


# --- the ends -----------------------------------------------------------------------------------
def _is_outer(token: Token) -> bool:
    return token.kind in _OUTER or (token.kind == "sign" and token.key in _OUTER_SIGNS)


def _trimmed(quote: Side) -> list[Token]:
    """A quote's tokens without the punctuation around it; a minus before a number stays."""
    own = quote.tokens
    first, last = 0, len(own)
    while first < last and _is_outer(own[first]):
        token = own[first]
        if token.kind == "dash" and _glued(own, first) and own[first + 1].key[0].isdigit():
            break
        first += 1
    while last > first and _is_outer(own[last - 1]):
        last -= 1
    return own[first:last]


def _glued(own: Sequence[Token], n: int) -> bool:
    return n + 1 < len(own) and own[n].end == own[n + 1].start


def _matching(ours: list[Token], quote: Side, source: Side) -> list[Token]:
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
    while head and _is_outer(head[0]) and (not ours or ours[0].key != head[0].key):
        head.pop(0)
    while tail and _is_outer(tail[-1]) and (not ours or ours[-1].key != tail[-1].key):
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


# --- between ------------------------------------------------------------------------------------
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
            _judge(
                quote,
                source,
                (begin.src_start, ops[n].src_end),
                (begin.dest_start, ops[n].dest_end),
            )
        )
        n += 1
    return hunks


def _judge(quote: Side, source: Side, ours: tuple[int, int], theirs: tuple[int, int]) -> list[Hunk]:
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
        return not _says_no(token.key) and token.key not in source.lower  # else it is the source's
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


def _says_no(words: str) -> bool:
    return not NEGATIONS.isdisjoint(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", words))


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
    return not any(c.isdigit() for c in said) and not _says_no(said)


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


# --- capitals -----------------------------------------------------------------------------------
def _case(quote: Side, source: Side, hunks: list[Hunk]) -> list[Hunk]:
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
