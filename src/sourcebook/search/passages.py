"""Cut an entry and its texts into the passages that a search shows. Pure.

An excerpt or a note is one passage, whatever its length; a text is cut at its blocks, never across
pages, into passages of some 1,000 characters, so that a page number can be given with each.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from sourcebook.records import Block, Entry, Excerpt, Text, TextPage

LENGTH = 1_000  # characters: a page of print has three; a snippet is chosen inside
_LONGEST = 4_000  # a block beyond that is cut at a space
KINDS = ("title", "excerpt", "note", "text")
Kind = Literal["title", "excerpt", "note", "text"]


class Passage(Struct, frozen=True, kw_only=True, omit_defaults=True, array_like=True):
    """Words of an entry. ``page`` is its label as printed or counted from 1, ``capture`` the digest of
    the payload whose text holds it at ``start``, ``excerpt`` the excerpt's id, ``place`` its locator
    as written ("page 107")."""

    kind: Kind
    text: str
    language: str = ""
    heading: str = ""
    excerpt: str = ""
    place: str = ""
    page: str = ""
    capture: str = ""
    start: int = 0


def plain(text: str) -> str:
    """A text without what only its lines make of it."""
    return " ".join(text.split())


def of_entry(entry: Entry) -> Iterator[Passage]:
    """Its excerpts and notes; an excerpt without words of its own by its heading."""
    language = entry.language
    for excerpt in entry.excerpts:
        text = "\n\n".join(excerpt.paragraphs) or excerpt.heading
        if text:
            yield Passage(
                kind="excerpt", text=text, language=language, heading=excerpt.heading,
                excerpt=excerpt.id, place=_place(excerpt), page=_page(excerpt),
            )  # fmt: skip
    for note in entry.notes:
        if note:
            yield Passage(kind="note", text=note, language=language)


def of_text(text: Text, *, language: str = "") -> Iterator[Passage]:
    """The passages of a text without its furniture, in order."""
    pages = text.pages or (TextPage(index=0, label="", start=0, end=len(text.text)),)
    paged = len(pages) > 1
    language = text.language or language
    for page, start, end in _spans(text, pages):
        words = text.text[start:end]
        if words.strip():
            yield Passage(
                kind="text", text=words, language=language, capture=text.capture, start=start,
                page=(page.label or str(page.index + 1)) if paged else "",
            )  # fmt: skip


def _spans(text: Text, pages: Iterable[TextPage]) -> Iterator[tuple[TextPage, int, int]]:
    blocks = text.blocks or (Block(start=0, end=len(text.text)),)
    kept = [block for block in blocks if block.kind != "furniture" and block.end > block.start]
    at = 0
    for page in pages:
        start = end = -1
        while at < len(kept) and kept[at].start < page.end:
            block = kept[at]
            at += 1
            if start >= 0 and (block.end - start > LENGTH or block.start < end):
                yield page, start, end
                start = -1
            if block.end - block.start > _LONGEST:
                if start >= 0:
                    yield page, start, end
                    start = -1
                yield from ((page, *cut) for cut in _cut(text.text, block.start, block.end))
                continue
            start, end = (block.start if start < 0 else start), block.end
        if start >= 0:
            yield page, start, end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A long block, such as a text in one line, in parts that end at a space."""
    while end - start > _LONGEST:
        stop = text.rfind(" ", start + LENGTH // 2, start + LENGTH)
        stop = stop if stop > 0 else start + LENGTH
        yield start, stop
        start = stop
    yield start, end


def _place(excerpt: Excerpt) -> str:
    locator = excerpt.locator
    return (locator.as_written or f"{locator.kind} {locator.value}") if locator else ""


def _page(excerpt: Excerpt) -> str:
    if excerpt.anchor is not None and excerpt.anchor.page:
        return excerpt.anchor.page
    locator = excerpt.locator
    return locator.value if locator is not None and locator.kind == "page" else ""
