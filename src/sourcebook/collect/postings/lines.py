"""Hold one line of a page as a reader sees it, with where it stood; and make such lines of text."""

import re

from msgspec import Struct

# Marks without width or with direction only. The joiners U+200C and U+200D are kept: Persian and
# the Indic scripts are spelled with them.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
WIDE = re.compile(r"[ \t]*(?:\u00a0[ \t]*){3,}|[ ]{6,}|\t+")
_OTHER_SPACE = re.compile("[\t-\r\x1c-\x1f]")
_SOFT = re.compile("[\x0b\x0c\u2028\u2029\x85]")


class Link(Struct, frozen=True):
    """Where an address behind some words begins and ends in the line's text."""

    start: int
    end: int
    href: str


class Line(Struct, frozen=True, kw_only=True):
    """One line: its text with single spaces, the file's lines it came from, the blank lines before
    it, whether it is all bold, what its links point to, its columns where wide gaps part it,
    whether it was joined of several and may hold more than one thing, and how many columns a line
    of plain text is set in."""

    number: int
    last: int
    text: str
    gap: int = 0
    bold: bool = False
    links: tuple[Link, ...] = ()
    columns: tuple[str, ...] = ()
    joined: bool = False
    indent: int = 0


def visible(text: str) -> str:
    """The text without marks that have no width and no control characters."""
    return text if text.isascii() else UNSEEN.sub("", text)


def tidy(text: str) -> str:
    """The text with every run of white space, no-break spaces too, made one space."""
    if text.isascii() and "  " not in text and not _OTHER_SPACE.search(text):
        return text.strip(" ")
    return " ".join(visible(text).split())


def columns(raw: str) -> tuple[str, ...]:
    """The parts of a line that runs of at least three no-break spaces keep apart; () for one."""
    if "\u00a0\u00a0" not in raw and "      " not in raw and "\t" not in raw:
        return ()
    parts = tuple(part for part in (tidy(piece) for piece in WIDE.split(raw)) if part)
    return parts if len(parts) > 1 else ()


def _indent(raw: str) -> int:
    """How many columns a line is set in, a tab reaching to the next eighth."""
    lead = raw[: len(raw) - len(raw.lstrip())]
    return len(lead.expandtabs(8))


def plain_lines(text: str) -> list[Line]:
    """The lines of a plain text that hold anything, with single spaces, numbered from 1."""
    found: list[Line] = []
    gap = 0
    whole_lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, whole in enumerate(whole_lines, start=1):
        if not whole:
            gap += 1
            continue
        for raw in _SOFT.split(whole) if not whole.isascii() or "\x0b" in whole else (whole,):
            clean = tidy(raw)
            if not clean:
                gap += 1
                continue
            indent = 0 if raw[0] == clean[0] else _indent(raw)
            found.append(
                Line(
                    number=number, last=number, text=clean, gap=gap, columns=columns(raw),
                    indent=indent,
                )
            )  # fmt: skip
            gap = 0
    return found
