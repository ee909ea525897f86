"""The main text of a Text, and its pages: what other parts and other programs take from it. Pure."""

from sourcebook.records import Text

MAIN = frozenset({"heading", "paragraph", "item", "row", "quote"})


def main_text(text: Text) -> str:
    """The main text alone: no furniture, notes, captions or references, nor the heading over these;
    a blank line between blocks."""
    blocks = [block for block in text.blocks if block.kind not in ("furniture", "footnote")]
    kept = [
        block
        for block, after in zip(blocks, [*blocks[1:], None], strict=False)
        if block.kind in MAIN
        and not (block.kind == "heading" and after is not None and after.kind == "reference")
    ]
    return "\n\n".join(text.text[block.start : block.end] for block in kept)


def page_of(text: Text, place: int) -> int:
    """The index of the page on which a character stands."""
    for page in reversed(text.pages):
        if place >= page.start:
            return page.index
    return 0
