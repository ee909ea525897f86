"""Take a page apart into pieces, each with its words and where it stands. Pure.

Only pages with a word of denial on them are taken apart, which hardly any living page has: so this may
look at every tag, where ``looking`` may not.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from msgspec import Struct

from sourcebook.check.links.markup import count_words

_TAGS = 6_000  # of them are read; a page that denies says so before
_TOKEN = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>?|<[^<>]*>?|([^<]+)")
_INLINE = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span"
    r"|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_VOID = re.compile(r"area|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
_HEADING = re.compile(r"h[1-6]")
# Beside a page's matter stand what others say of it, where else one may go, and what doesn't show.
_ASIDE_TAGS = frozenset(("aside", "footer", "dialog", "blockquote"))
_ASIDE = re.compile(
    r"""\b(?:class|id)\s*=\s*(?:["'][^"']*?(?<![\w-])|(?=\w))"""
    r"(?:comments?|comment-?(?:list|body|content|area|text)|respond|disqus_thread|sidebar|side-?bar-\w+"
    r"|secondary|widget|related(?:-\w+)?|recent(?:-\w+)?|footer|colophon|cookie[\w-]*|quote)(?![\w-])",
    re.I,
)
_HIDDEN = re.compile(
    r"""\sstyle\s*=\s*["'][^"']*(?:display\s*:\s*none|visibility\s*:\s*hidden)"""
    r"""|\shidden(?=[\s=>/]|$)|\saria-hidden\s*=\s*["']?true"""
    r"""|\bclass\s*=\s*["'][^"']*?(?<![\w-])(?:hidden|d-none|is-hidden|hide|modal|visually-hidden|sr-only)(?![\w-])""",
    re.I,
)


class Piece(Struct, frozen=True, kw_only=True):
    """A heading, paragraph, cell or the like. ``text`` are its words (without those of links, where
    it is no heading and has others); ``own`` how many lead nowhere, ``linked`` how many elsewhere; ``rank`` 1 to
    6 of a heading, 0 of anything else; ``aside`` that it stands beside the page's matter."""

    text: str
    own: int = 0
    linked: int = 0
    rank: int = 0
    aside: bool = False


def pieces(body: str) -> Iterator[Piece]:
    """The pieces of a page's source (``Look.body``) that have words, in order."""
    words: list[tuple[str, int]] = []  # and whether a link leads from there
    rank = links = 0
    beside: list[str] = []  # the tag that opened what is beside, and its like within
    hidden: list[str] = []
    for number, token in enumerate(_TOKEN.finditer(body)):
        if number > _TAGS:
            break
        ends, name, inside, text = token.groups()
        if text is not None:
            if not hidden and not text.isspace():
                words.append((text, links))
            continue
        if name is None:
            continue
        name = name.lower()
        if name == "a":
            links = 0 if ends else 1
        if not _INLINE.fullmatch(name):
            if words:
                if piece := _piece(words, rank, bool(beside)):
                    yield piece
                words = []
            rank = int(name[1]) if _HEADING.fullmatch(name) and not ends else 0
            links = 0 if name != "a" else links
        if _VOID.fullmatch(name) or inside.endswith("/"):
            continue
        if name not in ("body", "html"):
            _follow(hidden, name, bool(ends), bool(inside) and bool(_HIDDEN.search(inside)))
            away = name in _ASIDE_TAGS or (bool(inside) and bool(_ASIDE.search(inside)))
            _follow(beside, name, bool(ends), away)
    if words and (piece := _piece(words, rank, bool(beside))):
        yield piece


def _follow(opened: list[str], name: str, ends: bool, begins: bool) -> None:
    """Keep count of the tags of one name between the one that opened something and its end."""
    if not opened:
        if begins and not ends:
            opened.append(name)
    elif name == opened[0]:
        if ends:
            opened.pop()
        else:
            opened.append(name)


def _piece(words: list[tuple[str, int]], rank: int, aside: bool) -> Piece | None:
    own = _joined(text for text, links in words if not links)
    linked = _joined(text for text, links in words if links)
    if not own and not linked:
        return None
    text = _joined(text for text, _ in words) if rank else own or linked
    return Piece(
        text=text, own=count_words(own), linked=count_words(linked), rank=rank, aside=aside
    )


def _joined(parts: Iterable[str]) -> str:
    text = " ".join(parts)
    return " ".join((unescape(text) if "&" in text else text).split())
