"""What all views are: words and links."""

from msgspec import Struct


class View(Struct, frozen=True, kw_only=True, gc=False):
    """What all views share: frozen and keyword-only; they form no circles, so Python's collector
    need not look through them (a tenth of a build's time)."""


class Link(View, frozen=True, kw_only=True):
    """Where to go. ``count`` is how many entries wait there, ``note`` a few words on it;
    ``lang`` is set where the label is in another language; ``here`` marks the current page."""

    label: str
    href: str
    count: int | None = None
    note: str = ""
    lang: str = ""
    here: bool = False


class Piece(View, frozen=True, kw_only=True):
    """A stretch of a source's words. ``op`` is "" for plain text, "mark" for words that are quoted,
    "theirs" for what only the source has, "ours" for what only the quote has, "gap" for what was
    left out, "passed" for a mark or running head that a quote may leave out."""

    text: str
    op: str = ""
