"""The main text of a Text, and its pages: what other parts and other programs take from it. Pure."""

from sourcebook.records import Text

MAIN = frozenset({"heading", "paragraph", "item", "row", "quote"})


def main_text(text: Text) -> str:
    """The main text alone: no furniture, notes, captions or references; a blank line between blocks."""
    return "\n\n".join(
        text.text[block.start : block.end] for block in text.blocks if block.kind in MAIN
    )


def page_of(text: Text, place: int) -> int:
    """The index of the page on which a character stands."""
    for page in reversed(text.pages):
        if place >= page.start:
            return page.index
    return 0
