"""Make of a fetched body what ``matching`` judges: its titles, text and links. Pure."""

import hashlib
import re
from collections.abc import Callable
from html import unescape
from itertools import islice

import ada_url

from sourcebook.check.moves.matching import Link, Seen
from sourcebook.check.moves.tags import between
from sourcebook.records import Text

Read = Callable[[bytes, str], Text]  # a body and its address, to its text

LINKS = 2_000  # of one page; lists of ten thousand are none that a person reads
READABLE = 2_000_000  # bytes of a page in which links and titles are looked for
_WORDS = 300  # characters of a link's words

_ANCHOR = re.compile(
    r"""<a\s(?:[^<>]*?\s)?href\s*=\s*(?:"([^"<>]{1,4000})"|'([^'<>]{1,4000})'|([^\s"'<>]{1,4000}))[^<>]*>""",
    re.I,
)
_END = re.compile(r"</a\b|<a\s", re.I)
_TAG = re.compile(r"<[^<>]*>?")
_META = re.compile(r"<(meta|link|base)\b([^<>]{1,6000})>", re.I)
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_TITLE = re.compile(r"<title\b[^<>]*>([^<]{0,2000})", re.I)
_HEADING = re.compile(r"<h1\b[^<>]{0,2000}>", re.I)
_HEADING_END = re.compile(r"</h1", re.I)
_HEAD_END = re.compile(r"<body\b|</head\b", re.I)


def absolute(url: str, base: str) -> str:
    """The web address a page means, without its fragment; "" for javascript:, mailto: and the like."""
    try:
        made = ada_url.URL(unescape(url).strip(), base=base)
    except ValueError:
        return ""
    return str(made.href).partition("#")[0] if made.protocol in ("http:", "https:") else ""


def _plain(source: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", source)).split())


def links_of(page: str, base: str, *, most: int = LINKS) -> list[Link]:
    """The links of a page with their words, in its order, each once."""
    found: dict[tuple[str, str], None] = {}
    for anchor in _ANCHOR.finditer(page):
        url = absolute(anchor[1] or anchor[2] or anchor[3] or "", base)
        if not url:
            continue
        inside = page[anchor.end() : anchor.end() + 2_000]
        end = _END.search(inside)
        words = _plain(inside[: end.start()] if end else inside)[:_WORDS]
        found[url, words] = None
        if len(found) >= most:
            break
    return [Link(url=url, words=words) for url, words in found]


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, names in small letters."""
    found: dict[str, str] = {}
    for name, one, two, three in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(one or two or three))
    return found


class Head:
    """What a page's head says: its titles, the addresses it calls its own, and its other links
    (``links``: relation, address, media type, title)."""

    def __init__(self, page: str, url: str) -> None:
        end = _HEAD_END.search(page)
        head = page[: end.end() if end else 65_536]
        self.titles: list[str] = []
        self.own: list[str] = []
        self.links: list[tuple[str, str, str, str]] = []
        self.base = url
        title = _TITLE.search(head)
        if title:
            self.titles.append(_plain(title[1]))
        for number, tag in enumerate(_META.finditer(head)):
            if number > 400:
                break
            self._tag(tag[1].lower(), attributes(tag[2]))

    def _tag(self, tag: str, told: dict[str, str]) -> None:
        if tag == "base" and told.get("href"):
            self.base = absolute(told["href"], self.base) or self.base
        elif tag == "link" and told.get("href"):
            relation = told.get("rel", "").lower()
            where = absolute(told["href"], self.base)
            if where and "canonical" in relation.split():
                self.own.append(where)
            elif where and relation:
                self.links.append(
                    (relation, where, told.get("type", "").lower(), told.get("title", ""))
                )
        elif tag == "meta":
            name = (told.get("property") or told.get("name") or "").lower()
            value = told.get("content", "")
            if name == "og:url" and value:
                self.own += [it for it in [absolute(value, self.base)] if it]
            elif name in ("og:title", "citation_title", "dc.title", "dcterms.title") and value:
                self.titles.append(_plain(value))


def seen(body: bytes, *, url: str, text: Text, page: str = "") -> Seen:
    """What a body says; ``text`` is what the project's reader made of it, ``page`` a web page's
    letters ("" for anything else)."""
    titles: list[str] = []
    links: list[Link] = []
    own: list[str] = []
    if page:
        head = Head(page, url)
        titles, own = head.titles, head.own
        links = links_of(page, head.base)
        first = islice(between(page, _HEADING, _HEADING_END, longest=2_000), 3)
        headings = [_plain(inside) for _, inside in first]
        if len(headings) < 3:  # a page with many first headings lists things
            titles = [*titles, *headings]
    if text.title:
        titles = [*titles, text.title]
    return Seen(
        url=url,
        text=text,
        titles=tuple(dict.fromkeys(one for one in titles if one)),
        links=tuple(links),
        own=tuple(own),
        digest=hashlib.sha256(body).hexdigest(),
    )
