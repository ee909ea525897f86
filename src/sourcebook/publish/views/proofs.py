"""What templates are given of an excerpt beside its source."""

from sourcebook.publish.views.entries import ExcerptView
from sourcebook.publish.views.view import Link, Piece, View


class BlockView(View, frozen=True, kw_only=True):
    """A part of a source's text: heading, paragraph, item, row, quote, footnote, caption …"""

    kind: str
    pieces: tuple[Piece, ...]


class PictureView(View, frozen=True, kw_only=True):
    """A page of a source as a picture; ``boxes`` are (x, y, width, height) of what is quoted, in
    the picture's own points, as text, from the upper left corner."""

    href: str
    width: str
    height: str
    label: str
    boxes: tuple[tuple[str, str, str, str], ...] = ()


class EditionView(View, frozen=True, kw_only=True):
    """How another edition has the same passage."""

    link: Link
    standing: str
    mark: str
    word: str
    where: str = ""
    pieces: tuple[Piece, ...] = ()


class ProofView(View, frozen=True, kw_only=True):
    """One excerpt beside the source it was taken from. ``says`` tells the standing in a sentence,
    ``facts`` are (what, value, href) of the capture, ``part`` says which part of it is shown, and
    ``fault`` why none is; ``compared`` is how the quote differs, where it does; ``doubts`` are
    sentences on what is odd besides, such as a page number that doesn't fit."""

    title: str
    entry: Link
    byline: str
    excerpt: ExcerptView
    lang: str
    dir: str
    says: str
    part: str
    source_lang: str = ""
    source_dir: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()
    pictures: tuple[PictureView, ...] = ()
    blocks: tuple[BlockView, ...] = ()
    compared: tuple[Piece, ...] = ()
    editions: tuple[EditionView, ...] = ()
    fault: str = ""
    doubts: tuple[str, ...] = ()
