"""Read feeds (RSS, Atom, JSON Feed) and search results in their form, as links with words. Pure.

Sources: RSS 2.0, RFC 4287, JSON Feed 1.1, OpenSearch 1.1. As with sitemaps no XML is parsed: items are
found by their tags, so that a feed that is no feed gives nothing, and a hostile one costs little.
"""

import re
from html import unescape
from typing import Any

import msgspec

from sourcebook.check.moves.matching import Link
from sourcebook.check.moves.seeing import absolute
from sourcebook.check.moves.tags import between

MOST = 1_000  # items of one feed
LARGEST = 5_000_000  # bytes

_ITEM = re.compile(rb"<(?:item|entry)\b[^<>]{0,500}>", re.I)
_ITEM_END = re.compile(rb"</(?:item|entry)\s*>", re.I)
_TITLE = re.compile(
    rb"<title\b[^<>]{0,300}>\s*(?:<!\[CDATA\[)?(.{0,2000}?)(?:\]\]>)?\s*</title>", re.I | re.S
)
_LINK = re.compile(rb"<link\b([^<>]{0,4000})>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{0,4000})", re.I)
_GUID = re.compile(rb"<(?:guid|id)\b[^<>]{0,300}>\s*(https?://[^<\s]{1,4000})", re.I)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.I)
_REL = re.compile(r"""\brel\s*=\s*["']?([\w-]+)""", re.I)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b", re.I)
_TAG = re.compile(r"<[^<>]*>?")


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed in XML does."""
    return _FEED.search(data[:2048]) is not None


def read(data: bytes, base: str) -> list[Link]:
    """The items of a feed: where each leads, and its title; none for what is no feed."""
    data = data[:LARGEST]
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _json(data, base)
    if not is_feed(data):
        return []
    found: dict[str, str] = {}
    for _, item in between(data, _ITEM, _ITEM_END, longest=100_000):
        title = _TITLE.search(item)
        url = _leads(item, base)
        if url:
            found.setdefault(url, _plain(title[1]) if title else "")
        if len(found) >= MOST:
            break
    return [Link(url=url, words=words) for url, words in found.items()]


def _leads(item: bytes, base: str) -> str:
    for link in _LINK.finditer(item):
        tag = link[1].decode("utf-8", "replace")
        href, relation = _HREF.search(tag), _REL.search(tag)
        if href and (relation is None or relation[1].lower() == "alternate"):
            return absolute(href[1], base)
        if link[2] and not href:
            return absolute(link[2].decode("utf-8", "replace"), base)
    guid = _GUID.search(item)
    return absolute(guid[1].decode("utf-8", "replace"), base) if guid else ""


def _plain(raw: bytes) -> str:
    text = unescape(unescape(raw.decode("utf-8", "replace")))
    return " ".join(_TAG.sub(" ", text).split())[:300]


def _json(data: bytes, base: str) -> list[Link]:
    """Any objects with an address and words, as JSON Feed and most search engines' answers have."""
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        return []
    found: dict[str, str] = {}
    waiting: list[Any] = [value]
    looked = 0
    while waiting and looked < 50_000 and len(found) < MOST:
        here = waiting.pop(0)
        looked += 1
        if isinstance(here, list):
            waiting += here[:MOST]
        elif isinstance(here, dict):
            url = next(
                (here[k] for k in ("url", "link", "href", "loc") if isinstance(here.get(k), str)),
                "",
            )
            words = next(
                (here[k] for k in ("title", "name", "headline") if isinstance(here.get(k), str)), ""
            )
            where = absolute(url, base) if url else ""
            if where and words:
                found.setdefault(where, _plain(words.encode("utf-8", "replace")))
            waiting += [one for one in here.values() if isinstance(one, (list, dict))]
    return [Link(url=url, words=words) for url, words in found.items()]
