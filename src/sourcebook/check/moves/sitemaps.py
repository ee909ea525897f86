"""Read sitemaps, whatever they are made of, within limits. Pure.

Source: sitemaps.org protocol 0.9 (50,000 addresses and 50 MB a file, an index of 50,000 files), and
RFC 9309 section 2.2.4 for the ``Sitemap:`` lines of robots.txt. Addresses are found by their tags, not
with an XML parser: no entity is expanded, and a file that breaks off gives what it had.
"""

import re
import zlib
from html import unescape

from msgspec import Struct

from sourcebook.check.moves.tags import between

LARGEST = 50_000_000  # bytes, unpacked: the protocol's limit
MOST = 50_000  # addresses of one file: the protocol's limit

_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{8,2000})", re.I | re.M)
_ENTRY = re.compile(rb"<(?:[a-z]{1,10}:)?(?:url|sitemap)\b[^<>]{0,500}>", re.I)
_ENTRY_END = re.compile(rb"</(?:[a-z]{1,10}:)?(?:url|sitemap)\s*>", re.I)
_LOC = re.compile(
    rb"<(?!(?:image|video):)(?:[a-z]{1,10}:)?loc\b[^<>]{0,200}>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{8,4000})",
    re.I,
)
_CHANGED = re.compile(
    rb"<(?:[a-z]{1,10}:)?lastmod\b[^<>]{0,200}>\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)", re.I
)
_INDEX = re.compile(rb"<(?:[a-z]{1,10}:)?sitemapindex\b", re.I)


class Listed(Struct, frozen=True, gc=False):
    """An address of a sitemap, and the day it says the page last changed ("" where it doesn't)."""

    url: str
    changed: str = ""


class Sitemap(Struct, frozen=True, kw_only=True):
    """What a sitemap lists: pages, or further sitemaps (``index``). ``cut`` says that it has more than
    is read."""

    listed: tuple[Listed, ...] = ()
    index: bool = False
    cut: bool = False


def named_in(robots: str) -> list[str]:
    """The sitemaps that a robots.txt names."""
    return list(dict.fromkeys(_LINE.findall(robots)))[:50]


def unpacked(data: bytes, *, largest: int = LARGEST) -> bytes:
    """The bytes of a sitemap that may be packed with gzip: at most ``largest`` of them, whatever it
    claims to hold; what is no gzip or broken, as far as it goes."""
    if not data.startswith(b"\x1f\x8b"):
        return data[:largest]
    undo = zlib.decompressobj(wbits=31)
    try:
        return undo.decompress(data, largest)
    except zlib.error:
        return b""


def read(data: bytes) -> Sitemap:
    """What a sitemap lists: XML, or plain lines; nothing where it is something else."""
    data = unpacked(data).removeprefix(b"\xef\xbb\xbf")
    if not data[:4096].lstrip().startswith(b"<"):
        return _lines(data)
    if b"loc" not in data:
        return Sitemap()
    index = _INDEX.search(data[:65_536]) is not None
    found: dict[str, str] = {}
    for _, entry in between(data, _ENTRY, _ENTRY_END, longest=20_000):
        loc = _LOC.search(entry)
        if loc is None:
            continue
        changed = _CHANGED.search(entry)
        found.setdefault(_url(loc[1]), changed[1].decode() if changed else "")
        if len(found) > MOST:
            break
    if not found:  # entries that are broken, or none: the addresses alone
        for loc in _LOC.finditer(data):
            found.setdefault(_url(loc[1]), "")
            if len(found) > MOST:
                break
    listed = tuple(Listed(url, day) for url, day in found.items() if _web(url))
    return Sitemap(listed=listed[:MOST], index=index, cut=len(listed) > MOST)


def _lines(data: bytes) -> Sitemap:
    found: dict[str, None] = {}
    for line in data.split(b"\n"):
        url = _url(line.strip())
        if _web(url) and not any(c.isspace() for c in url):
            found[url] = None
            if len(found) > MOST:
                break
    return Sitemap(listed=tuple(Listed(url) for url in list(found)[:MOST]), cut=len(found) > MOST)


def _url(raw: bytes) -> str:
    return unescape(raw[:4000].decode("utf-8", "replace")).strip()


def _web(url: str) -> bool:
    return url.startswith(("http://", "https://", "HTTP://", "HTTPS://")) and len(url) < 4000
