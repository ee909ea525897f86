"""Say how a quote and its passage differ, character by character, as segments to show. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from sourcebook.curate.comparing import Comparison
from sourcebook.curate.match import Match, Part
from sourcebook.curate.sides import Hunk

_SPACE = re.compile(r"\s+")
GAP = 240  # characters of what is left out between two parts that are shown


class Segment(Struct, frozen=True, kw_only=True):
    """A stretch of a passage beside its quote, in reading order.

    ``equal`` stands in both (as the source has it); ``delete`` in the source alone; ``insert`` in
    the quote alone. ``passed`` stands in the source and may be left out: a footnote mark, a running
    head; ``gap`` is what an elision or a new paragraph leaves out, shortened in its middle;
    ``bracket`` is the curator's own.
    """

    op: Literal["equal", "delete", "insert", "passed", "gap", "bracket"]
    text: str


def segments(match: Match) -> list[Segment]:
    """The passage beside the quote. ``equal``, ``delete``, ``passed`` and ``gap`` give the source's
    wording; ``equal``, ``insert`` and ``bracket`` the quote's."""
    return list(_merged(_all(match)))


def _all(match: Match) -> Iterator[Segment]:
    at: int | None = None
    for part in match.parts:
        if at is not None or part is not match.parts[0]:
            between = _between(match, at, part)
            if part.piece.joined in {"item", "sentence"} and not re.search(r"\w", between):
                yield Segment(op="equal", text=f"{between} ")  # nothing was left out
            else:
                yield Segment(op="gap", text=between)
        if part.same and part.span is not None:
            start, end = match.source.original(part.span)
            yield Segment(op="equal", text=_tidy(match.source.text.text[start:end]))
        elif part.comparison is None:
            yield Segment(op="insert", text=_tidy(part.piece.folded.cased))
            continue
        else:
            yield from _compared(match, part, part.comparison)
        at = part.span[1] if part.span else at


def _between(match: Match, at: int | None, part: Part) -> str:
    if at is None or part.span is None or part.span[0] < at:
        return ""
    start, end = match.source.original((at, part.span[0]))
    text = _tidy(match.source.text.text[start:end])
    return (
        text if len(text) <= GAP else f"{text[: GAP // 2].rstrip()} … {text[-GAP // 2 :].lstrip()}"
    )


def _compared(match: Match, part: Part, comparison: Comparison) -> Iterator[Segment]:
    for hunk in comparison.hunks:
        ours = _quoted(part, comparison, hunk)
        theirs = _sourced(match, comparison, hunk)
        if hunk.op in {"equal", "passed"}:
            yield Segment(op="equal" if hunk.op == "equal" else "passed", text=theirs)
        elif hunk.op == "bracket":
            if theirs:
                yield Segment(op="passed", text=theirs)
            yield Segment(op="bracket", text=ours)
        else:
            yield from _differing(theirs, ours)


def _differing(theirs: str, ours: str) -> Iterator[Segment]:
    """The least that differs: two words that begin or end alike share those letters."""
    head = _shared(theirs, ours)
    tail = min(min(len(theirs), len(ours)) - head, _shared(theirs[::-1], ours[::-1]))
    if head + tail < 0.7 * max(len(theirs), len(ours)):  # other words, alike by chance
        head = len(theirs[:head]) - len(theirs[:head].lstrip()) if not theirs[:head].strip() else 0
        tail = 0
    stop, end = len(theirs) - tail, len(ours) - tail
    for op, text in (
        ("equal", theirs[:head]),
        ("delete", theirs[head:stop]),
        ("insert", ours[head:end]),
        ("equal", theirs[stop:]),
    ):
        if text:
            yield Segment(op=op, text=text)  # type: ignore[arg-type]


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same


def _sourced(match: Match, comparison: Comparison, hunk: Hunk) -> str:
    first, last = hunk.source
    if first == last:
        return ""
    start = comparison.source[first - 1].end if first else comparison.source[0].start
    begin, end = match.source.original((start, comparison.source[last - 1].end))
    return _SPACE.sub(" ", match.source.text.text[begin:end])


def _quoted(part: Part, comparison: Comparison, hunk: Hunk) -> str:
    first, last = hunk.quote
    if first == last:
        return ""
    start = comparison.quote[first - 1].end if first else comparison.quote[0].start
    return _SPACE.sub(" ", part.piece.folded.cased[start : comparison.quote[last - 1].end])


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _merged(some: Iterable[Segment]) -> Iterator[Segment]:
    held: Segment | None = None
    for segment in some:
        if held is not None and held.op == segment.op != "gap":
            held = Segment(op=held.op, text=held.text + segment.text)
            continue
        if held is not None:
            yield held
        held = segment
    if held is not None:
        yield held


def in_words(some: Iterable[Segment]) -> str:
    """The segments on one line, as word-diff tools write them: ``[-source alone-]`` and
    ``{+quote alone+}``; a gap is `` […] ``."""
    out = []
    for one in some:
        if one.op == "delete":
            out.append(f"[-{one.text}-]")
        elif one.op == "insert":
            out.append(f"{{+{one.text}+}}")
        elif one.op == "gap":
            out.append(" […] ")
        else:
            out.append(one.text)
    return "".join(out).strip()
