"""Read plain text: paragraphs between blank lines, headings by their look, places in the file."""

import re
from itertools import pairwise
from typing import Literal

from sourcebook.collect.charsets import decode
from sourcebook.read.html.bytes import Bytes
from sourcebook.read.identifiers import identifiers_in
from sourcebook.read.language import language_of
from sourcebook.read.references.addresses import runs_on
from sourcebook.read.references.headings import begins, ends, likely, vague
from sourcebook.read.references.reading import numbered, reference
from sourcebook.records import Block, Reference, Run, Text, TextPage

_LINE = re.compile(r"[^\r\n\f]+|\r\n|\r|\n|\f")
_ITEM = re.compile(r"^\s*(?:[-*•–—·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_NUMBERED = re.compile(r"^\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]?)\s+\S")
_LETTER = re.compile(r"[^\W\d_]")


class _Laid:
    """A text in the making."""

    def __init__(self, text: str, where: Bytes) -> None:
        self.source, self.where = text, where
        self.parts: list[str] = []
        self.length = 0
        self.runs: list[Run] = []

    def put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def group(self, group: list[tuple[int, int]]) -> str:
        """Put the lines of a block; gives its text."""
        begun = len(self.parts)
        for place, (start, end) in enumerate(group):
            line = self.source[start:end]
            if place and not runs_on(self.source[slice(*group[place - 1])], line):
                self.put(" ")
            for part in re.finditer(r"\S+(?: \S+)*", line):
                if part.start():
                    self.put(" ")
                self.runs.append(
                    Run(
                        start=self.length,
                        end=self.length + len(part.group()),
                        page=0,
                        source=self.where.at(start + part.start()),
                        source_end=self.where.at(start + part.end()),
                    )
                )
                self.put(part.group())
        return "".join(self.parts[begun:])


def read(data: bytes, *, name: str, digest: str, url: str = "") -> Text:
    """The Text of a plain file. Raises Unreadable where it is empty or binary."""
    del url
    decoded = decode(data, name)
    groups, breaks = _groups(decoded.text)
    laid = _Laid(decoded.text, Bytes(data, decoded))
    blocks: list[Block] = []
    pages = [0]
    listing = False
    references: list[Reference] = []
    for number, group in enumerate(groups):
        if laid.parts:
            laid.put("\n\n")
        while breaks and breaks[0] <= group[0][0]:
            breaks.pop(0)
            pages.append(laid.length)
        begun = laid.length
        words = laid.group(group)
        if len(group) == 1 and begins(words):
            after = [
                decoded.text[slice(*line)]
                for other in groups[number + 1 : number + 30]
                for line in other
            ]
            listing = likely(after)
        elif listing and len(group) == 1 and ends(words):
            listing = False
        elif listing:
            told, rest = numbered(words)
            references.append(reference(rest, number=told))
            blocks.append(Block(start=begun, end=laid.length, kind="reference"))
            continue
        blocks.append(Block(start=begun, end=laid.length, kind=_kind(words, len(group))))
    text = "".join(laid.parts)
    starts = [*pages[: _pages(decoded.text)], len(text)]
    first = next((text[block.start : block.end] for block in blocks), "")
    return Text(
        capture=digest,
        media_type="text/plain",
        language=language_of(text),
        title=first if len(first) < 200 else "",
        identifiers=identifiers_in(text[:6000]),
        text=text,
        pages=tuple(
            TextPage(index=index, label="", start=start, end=end)
            for index, (start, end) in enumerate(pairwise(starts))
        ),
        blocks=tuple(blocks),
        runs=tuple(laid.runs),
        references=tuple(references),
        findings=decoded.findings,
    )


def _kind(words: str, lines: int) -> Literal["heading", "item", "paragraph"]:
    if _ITEM.match(words):
        return "item"
    short = lines == 1 and len(words) < 90 and _LETTER.search(words) is not None
    if short and (words.isupper() or begins(words) or not re.search(r"[.,;:!?…]$", words)):
        return "heading"
    return "paragraph"


def _pages(text: str) -> int:
    return text.rstrip("\f \r\n").count("\f") + 1


def _groups(text: str) -> tuple[list[list[tuple[int, int]]], list[int]]:
    """Lines that make a paragraph, as places in the text; and where form feeds stand. A file with
    no blank lines has a paragraph a line where its lines are long, or end sentences."""
    lines: list[tuple[int, int]] = []
    blank: list[int] = []
    breaks: list[int] = []
    ended = True
    for found in _LINE.finditer(text):
        words = found.group()
        if words == "\f":
            breaks.append(found.start())
            ended = True
        elif words in ("\r\n", "\n", "\r"):
            if ended:
                blank.append(len(lines))
            ended = True
        elif words.strip():
            lead = len(words) - len(words.lstrip())
            lines.append((found.start() + lead, found.start() + len(words.rstrip())))
            ended = False
        elif ended:
            blank.append(len(lines))
    cuts = set(blank)
    lengths = sorted(end - start for start, end in lines)
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    each = usual > 140 or (len(cuts) < 2 and len(lines) > 1 and usual < 60)
    groups: list[list[tuple[int, int]]] = []
    listed = False
    for place, (start, end) in enumerate(lines):
        words = text[start:end]
        new = (
            not groups
            or place in cuts
            or each
            or listed  # the heading of a bibliography stands alone, also where no line is blank
            or _heads(words)
            or (groups and bool(_ITEM.match(words)) and not words[:1].islower())
        )
        if not new and any(groups[-1][-1][1] <= at <= start for at in breaks):
            before = text[groups[-1][-1][0] : groups[-1][-1][1]]
            new = before.endswith((".", "!", "?", ":")) or not words[:1].islower()
        if (
            not new
            and _NUMBERED.match(words)
            and _NUMBERED.match(text[groups[-1][0][0] : groups[-1][0][1]])
        ):
            new = True
        listed = _heads(words)
        if new:
            groups.append([(start, end)])
        else:
            groups[-1].append((start, end))
    return groups, breaks


def _heads(line: str) -> bool:
    """Whether a line can only be the heading of a bibliography."""
    return line[:1].isupper() and begins(line) and not vague(line)
