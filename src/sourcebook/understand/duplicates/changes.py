"""Say what changed from one wording to the next, word for word. Pure."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Change(Struct, frozen=True, kw_only=True):
    """A stretch in reading order: ``equal`` stands in both (as the later has it), ``delete`` in the
    earlier alone, ``insert`` in the later alone."""

    op: Literal["equal", "delete", "insert"]
    text: str


def changes(earlier: str, later: str) -> tuple[Change, ...]:
    """The stretches from one wording to the next; white space counts as one space, and capitals don't
    count. What is equal or inserted makes the later wording, what is equal or deleted the earlier."""
    old, new = _tokens(earlier), _tokens(later)
    keys = [word.casefold() for word, _ in old], [word.casefold() for word, _ in new]
    return tuple(_merged(_stretches(old, new, *keys)))


def _stretches(
    old: list[tuple[str, bool]], new: list[tuple[str, bool]], one: list[str], other: list[str]
) -> Iterator[Change]:
    for op in Levenshtein.opcodes(one, other):
        if op.tag == "equal":
            if old[op.src_start][1] and not new[op.dest_start][1] and op.src_start:
                yield Change(op="delete", text=" ")  # "[-a -]b": the space went with the word
            yield Change(op="equal", text=_joined(new[op.dest_start : op.dest_end]))
            continue
        if op.src_end > op.src_start:
            yield Change(op="delete", text=_joined(old[op.src_start : op.src_end]))
        if op.dest_end > op.dest_start:
            yield Change(op="insert", text=_joined(new[op.dest_start : op.dest_end]))


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Words and signs, each with whether a space stands before it."""
    found, at = [], 0
    for token in _TOKEN.finditer(text):
        found.append((token[0], token.start() > at > 0))
        at = token.end()
    return found


def _joined(tokens: list[tuple[str, bool]]) -> str:
    return "".join(f" {word}" if space else word for word, space in tokens)


def _merged(some: Iterator[Change]) -> Iterator[Change]:
    """Neighbours of a kind as one; in a changed stretch what was deleted comes first."""
    deleted = inserted = ""
    equal = ""
    for one in some:
        if one.op == "equal":
            yield from _told(deleted, inserted)
            deleted = inserted = ""
            equal += one.text
            continue
        if equal:
            yield Change(op="equal", text=equal)
            equal = ""
        if one.op == "delete":
            deleted += one.text
        else:
            inserted += one.text
    if equal:
        yield Change(op="equal", text=equal)
    yield from _told(deleted, inserted)


def _told(deleted: str, inserted: str) -> Iterator[Change]:
    if deleted:
        yield Change(op="delete", text=deleted)
    if inserted:
        yield Change(op="insert", text=inserted)
