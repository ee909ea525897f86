"""Write what a kept search finds as a feed that readers of feeds subscribe to (Atom, RFC 4287).

The newest in the library comes first, whatever year it was published in: a feed tells what is new to a
reader. The same finds give the same bytes. I/O: asks the library's search.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol
from xml.etree import ElementTree

from sourcebook.publish import paths
from sourcebook.settings import Settings

if TYPE_CHECKING:
    from sourcebook.search.results import Hit, Results
    from sourcebook.search.saved import Saved
    from sourcebook.store import Store

ITEMS = 50  # of a feed
_LOOKED = 1_000  # entries among which the newest are looked for
_ATOM = "http://www.w3.org/2005/Atom"
_BEGINNING = "1970-01-01T00:00:00Z"  # for a feed that has found nothing yet


class Searched(Protocol):
    """What feeds are made of: an open library."""

    @property
    def settings(self) -> Settings: ...
    @property
    def store(self) -> "Store": ...
    def searches(self) -> "list[Saved]": ...
    def find(self, words: str = "", *, limit: int = 10) -> "Results": ...


def feed_path(name: str) -> str:
    """Where the feed of a search stands."""
    return f"feeds/{paths.name_of(name)}.xml"


def feeds(library: Searched) -> Iterator[tuple[str, bytes]]:
    """The feeds of all searches that are kept: path and bytes."""
    for saved in library.searches():
        found = library.find(saved.query, limit=_LOOKED)
        hits = [hit for hit in found.hits if hit.all_words]
        came = library.store.came(hit.id for hit in hits)
        hits.sort(key=lambda hit: (came.get(hit.id, ""), hit.id), reverse=True)
        yield feed_path(saved.name), atom(saved, hits[:ITEMS], came, library.settings)


def atom(
    saved: "Saved", hits: "Sequence[Hit]", came: Mapping[str, str], settings: Settings
) -> bytes:
    """A feed of these entries, in this order; ``came`` says when each came into the library (ISO 8601
    in UTC). Without the site's public address, links are relative to the feed."""
    path = feed_path(saved.name)
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": settings.language})
    newest = max((_moment(came.get(hit.id, "")) for hit in hits), default=_BEGINNING)
    _add(feed, "title", f"{saved.title or saved.query} · {settings.title}")
    _add(feed, "subtitle", saved.query)
    _add(feed, "id", _urn(f"feed {settings.base} {settings.title} {saved.name}"))
    _add(feed, "updated", newest)
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", settings.curator or settings.title)
    base = settings.base.rstrip("/") + "/" if settings.base else ""
    if base:
        _link(feed, "self", base + path, "application/atom+xml")
    _link(feed, "alternate", base or "../index.html", "text/html")
    for hit in hits:
        item = ElementTree.SubElement(feed, "entry")
        at = _moment(came.get(hit.id, ""))
        _add(item, "title", hit.title)
        _add(item, "id", _urn(f"entry {hit.id}"))
        _link(item, "alternate", (base or "../") + paths.entry_path(hit.id), "text/html")
        _add(item, "published", at)
        _add(item, "updated", at)
        if hit.byline or hit.publisher:
            _add(ElementTree.SubElement(item, "author"), "name", hit.byline or hit.publisher)
        about = ", ".join(part for part in (hit.publisher, hit.issued) if part)
        shown = [passage.snippet.strip() for passage in hit.passages]
        _add(item, "summary", "\n\n".join(part for part in (about, *shown) if part))
    ElementTree.indent(feed)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _said(text)


def _link(parent: ElementTree.Element, rel: str, href: str, type_: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "type": type_, "href": _said(href)})


def _said(text: str) -> str:
    """Without the characters that XML can't hold (XML 1.0, production 2)."""
    return "".join(
        c for c in text if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )  # fmt: skip


def _moment(at: str) -> str:
    """As RFC 3339 wants it."""
    return at.replace("+00:00", "Z") if at else _BEGINNING


def _urn(what: str) -> str:
    """An id that stays when the site moves (RFC 4287 section 4.2.6)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"sourcebook {what}").urn
