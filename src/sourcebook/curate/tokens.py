"""Cut folded text into what is compared: words, numbers, punctuation, and the units that may be
passed over as a whole (footnote marks, bullets, running heads). Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sourcebook.curate.folding import Folded
from sourcebook.curate.marks import Span, number_of

# Scripts written without spaces: each letter is a word of its own.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
BULLETS = "•▪●◦‣▫■□➢►✓✔❖∙\uf0b7\uf0a7\uf0d8\uf076"
_TOKEN = re.compile(
    rf"(?P<bullet>[{BULLETS}])"
    r"|(?P<number>\d+(?:[.,]\d+)+(?!\w))"
    rf"|(?P<word>[{UNSPACED}]|[^\W_{UNSPACED}]+(?:'[^\W_{UNSPACED}]+)*)"
    r"|(?P<hyphen>(?<=[^\W\d_])-\s+(?=[^\W\d_]))"
    r"|(?P<dots>(?:\.\s?){2,}\.|…)"
    r"|(?P<quote>''|[\"'])"
    r"|(?P<dash>-+)"
    r"|(?P<sign>[^\s])"
)
# "(a)", "b)", "(iv)" anywhere but glued to a word; "12." and "12)" where a block begins.
_LABEL = re.compile(
    r"(?<!\w)\((?:[a-z]|([a-z])\1|[ivx]{2,5})\)|(?<![\w('-])(?:[a-z]|[ivx]{2,5})\)(?=\s)", re.I
)
_NUMBER_LABEL = re.compile(r"(?:\A|\n[ ]*\n\s*)(\d{1,3}[.)])(?=\s+[^\W\d_])")


class Token(Struct, frozen=True, array_like=True, gc=False):
    """``key`` is what is compared; ``kind`` word, sign, quote, dash, hyphen (one that may be a line
    end's), dots, mark, label, bullet or aside; ``start`` and ``end`` count folded characters."""

    key: str
    kind: str
    start: int
    end: int


def tokens(
    folded: Folded,
    start: int = 0,
    end: int | None = None,
    *,
    marks: Sequence[Span] = (),
    asides: Sequence[Span] = (),
    labels: bool = True,
) -> list[Token]:
    """The tokens between two offsets of a folded text, in order; each of ``marks`` and ``asides``
    (footnotes, running heads …) is one."""
    end = len(folded.cased) if end is None else end
    units = [(first, last, "aside") for first, last in _within(asides, start, end)]
    units += [(first, last, "mark") for first, last in _within(marks, start, end)]
    if labels:
        units += _labels(folded.cased, start, end)
    units.sort()
    out: list[Token] = []
    at = start
    for first, last, kind in units:
        if first < at:
            continue
        out.extend(_plain(folded, at, first))
        said = folded.lower[first:last]
        if kind == "mark":
            out.append(Token(number_of(said), kind, first, last))
        elif kind == "label" and said[0].isdigit():  # "12." may be "12" and "." in a quote
            out.append(Token(said[:-1], kind, first, last - 1))
            out.append(Token(said[-1], kind, last - 1, last))
        elif kind == "label":
            out.append(Token(f"({re.sub(r'[^a-z]', '', said)})", kind, first, last))
        else:
            out.append(Token(f"\0aside {first}", kind, first, last))
        at = last
    out.extend(_plain(folded, at, end))
    return out


def _within(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    for first, last in spans[bisect_left(spans, (start, -1)) :]:
        if first >= end:
            return
        yield first, min(last, end)


def _labels(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    if text.find(")", start, end) >= 0:
        for found in _LABEL.finditer(text, start, end):
            yield found.start(), found.end(), "label"
    if start > 0 and text.find("\n", max(0, start - 1), end) < 0:
        return
    for found in _NUMBER_LABEL.finditer(text, max(0, start - 1), end):
        if found.start(1) >= start:
            yield found.start(1), found.end(1), "label"


_SAME = {"dash": "-", "hyphen": "-", "quote": '"', "dots": "…"}


def _plain(folded: Folded, start: int, end: int) -> list[Token]:
    lower = folded.lower
    out: list[Token] = []
    for found in _TOKEN.finditer(lower, start, end):
        first, last = found.span()
        kind = found.lastgroup or "sign"
        if kind in ("word", "number"):
            out.append(Token(lower[first:last], "word", first, last))
        else:
            out.append(Token(_SAME.get(kind) or lower[first:last], kind, first, last))
    return out
