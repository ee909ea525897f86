"""Find what a page needs to be shown: its styles, pictures, fonts and scripts. Pure."""

import re
from collections.abc import Iterator

from sourcebook.collect.web.guard import Refusal, led_to

MOST = 200  # of one page; pages of our trials have at most 130
DEEP = 3  # styles that call styles that call styles
_LINKS = frozenset(
    {"stylesheet", "icon", "shortcut", "apple-touch-icon", "preload", "modulepreload", "manifest"}
)
_SOURCES = {
    "img": ("src", "srcset", "data-src", "data-srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "video": ("poster", "src"),
    "audio": ("src",),
    "input": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "iframe": ("src",),
    "frame": ("src",),
    "body": ("background",),
    "table": ("background",),
    "td": ("background",),
    "image": ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_CSS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.I
)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def in_page(data: bytes, base: str, charset: str = "") -> list[str]:
    """The addresses a web page needs, each once, in its order, at most ``MOST``. ``base`` is where it
    was; a page that can't be parsed needs nothing."""
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding=charset or None)
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError, AssertionError):
        return []
    stated = next((e.get("href") for e in root.iter("base") if e.get("href")), None)
    if stated:
        base = _joined(base, stated) or base
    found: dict[str, None] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for written in _of(element):
            url = _joined(base, written)
            if url:
                found.setdefault(url)
        if len(found) >= MOST:
            break
    return list(found)[:MOST]


def _of(element: "object") -> Iterator[str]:
    from typing import Any, cast

    one = cast(Any, element)
    if one.tag == "link":
        if _LINKS & set((one.get("rel") or "").lower().split()):
            yield one.get("href") or ""
    elif one.tag == "style":
        yield from _in_css(one.text or "")
    for name in _SOURCES.get(one.tag, ()):
        value = one.get(name)
        if not value:
            continue
        if name.endswith("srcset"):
            yield from (part.split()[0] for part in value.split(",") if part.split())
        else:
            yield value
    if one.get("style"):
        yield from _in_css(one.get("style"))


def in_style(data: bytes, base: str) -> list[str]:
    """The addresses a style sheet needs, each once, at most ``MOST``."""
    text = data[:5_000_000].decode("utf-8", "replace")
    found = dict.fromkeys(url for written in _in_css(text) if (url := _joined(base, written)))
    return list(found)[:MOST]


def _in_css(text: str) -> Iterator[str]:
    for found in _CSS.finditer(_COMMENT.sub(" ", text)):
        yield next((group for group in found.groups() if group), "")


def _joined(base: str, written: str) -> str:
    """The address, without its fragment; "" for what isn't fetched (data:, mailto:, about: …)."""
    written = written.strip()
    if not written or written.startswith("#"):
        return ""
    try:
        url = led_to(base, written).partition("#")[0]
    except (Refusal, ValueError):
        return ""
    return url if url.startswith(("http:", "https:")) else ""
