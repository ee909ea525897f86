"""Read plain text: paragraphs between blank lines, headings by their look, places in the file."""

import re

from sourcebook.collect.charsets import decode
from sourcebook.read.html.bytes import Bytes
from sourcebook.read.identifiers import identifiers_in
from sourcebook.read.language import language_of
from sourcebook.read.references.addresses import runs_on
from sourcebook.read.references.headings import begins, ends, likely
from sourcebook.read.references.reading import numbered, reference
from sourcebook.records import Block, Reference, Run, Text, TextPage

_LINE = re.compile(r"[^\r\n\f]+|\r\n|\r|\n|\f")
_ITEM = re.compile(r"^\s*(?:[-*•–—·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_NUMBERED = re.compile(r"^\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]?)\s+\S")
_LETTER = re.compile(r"[^\W\d_]")


def read(data: bytes, *, name: str, digest: str, url: str = "") -> Text:
    """The Text of a plain file. Raises Unreadable where it is empty or binary."""
    del url
    decoded = decode(data, name)
    where = Bytes(data, decoded)
    groups, breaks = _groups(decoded.text)
    parts: list[str] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    pages = [0]
    length = 0
    listing = False
    references: list[Reference] = []
    for number, group in enumerate(groups):
        while breaks and breaks[0] <= group[0][0]:
            breaks.pop(0)
            pages.append(length + (2 if parts else 0))
        words = [decoded.text[start:end] for start, end in group]
        if parts:
            parts.append("\n\n")
            length += 2
        begun = length
        for place, (start, end) in enumerate(group):
            if place and not runs_on(words[place - 1], words[place]):
                parts.append(" ")
                length += 1
            for part in re.finditer(r"\S+(?: \S+)*", decoded.text[start:end]):
                if part.start():
                    parts.append(" ")
                    length += 1
                parts.append(part.group())
                runs.append(
                    Run(
                        start=length,
                        end=length + len(part.group()),
                        page=0,
                        source=where.at(start + part.start()),
                        source_end=where.at(start + part.end()),
                    )
                )
                length += len(part.group())
        made = "".join(parts[-1:]) if len(group) == 1 else " ".join(words)
        short = len(group) == 1 and len(made) < 90
        if short and begins(made.strip()):
            following = [
                decoded.text[start:end]
                for other in groups[number + 1 : number + 30]
                for start, end in other
            ]
            listing = likely(following)
            kind = "heading"
        elif listing and short and ends(made):
            listing, kind = False, "heading"
        elif listing:
            kind = "reference"
            whole = "".join(parts)[begun:]
            told, rest = numbered(whole)
            references.append(reference(rest, number=told))
        elif (
            short
            and _LETTER.search(made)
            and (made.isupper() or not re.search(r"[.,;:!?…]$", made))
            and not _ITEM.match(made)
        ):
            kind = "heading"
        elif _ITEM.match(words[0]):
            kind = "item"
        else:
            kind = "paragraph"
        blocks.append(Block(start=begun, end=length, kind=kind))  # type: ignore[arg-type]
    text = "".join(parts)
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
            for index, (start, end) in enumerate(zip(starts, starts[1:], strict=False))
        ),
        blocks=tuple(blocks),
        runs=tuple(runs),
        references=tuple(references),
        findings=decoded.findings,
    )


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
    for place, (start, end) in enumerate(lines):
        words = text[start:end]
        new = (
            not groups
            or place in cuts
            or each
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
        if new:
            groups.append([(start, end)])
        else:
            groups[-1].append((start, end))
    return groups, breaks
