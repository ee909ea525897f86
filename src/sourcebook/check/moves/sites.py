"""What a publisher's site says of its own pages: sitemaps, feeds, searches. I/O through ``web``."""

import re
from collections.abc import Iterator
from functools import cached_property

from sourcebook.check.moves import feeds, searching, sitemaps
from sourcebook.check.moves.matching import Link
from sourcebook.check.moves.seeing import Head, links_of
from sourcebook.check.moves.sitemaps import Listed
from sourcebook.check.moves.spelling import place, related, where
from sourcebook.check.moves.web import Fetched, Web

FILES = 12  # sitemaps of one site that are read
MOST = 250_000  # addresses of one site that are ranked
DEEP = 3  # indexes of indexes
FEEDS = 3
SEARCHES = 3
_NEWS = re.compile(r"post|article|news|stor|report|publication|page|content|doc", re.I)
_OTHER = re.compile(r"image|video|product|author|tag|categor|user", re.I)


class Site:
    """One site, asked for no more than once for each thing. ``origin`` is where it was known to be;
    ``here`` where its front page stands now."""

    def __init__(self, origin: str, web: Web) -> None:
        self._origin = origin
        self._web = web

    @cached_property
    def front(self) -> Fetched:
        """The front page."""
        return self._web.get(f"{self._origin}/")

    @property
    def there(self) -> bool:
        """Whether anything answers, and still as a site of the same publisher."""
        found, was = where(self.front.url), where(self._origin)
        if self.front.rule or found is None or was is None:
            return False
        return related(found.host, was.host)

    @property
    def here(self) -> str:
        """The origin that the front page has in the end."""
        found = where(self.front.url)
        return found.origin if found is not None else self._origin

    @cached_property
    def _head(self) -> Head:
        return Head(self.front.page, self.front.url)

    # --- sitemaps ------------------------------------------------------------------------------
    def listed(self, years: frozenset[str] = frozenset()) -> list[Listed]:
        """All pages that the sitemaps list, as far as they are read; of many, those whose names fit
        the ``years`` come first."""
        return self._listed(tuple(sorted(years)))

    @cached_property
    def _named(self) -> list[str]:
        robots = self._web.get(f"{self.here}/robots.txt")
        named = []
        if robots.good:
            named = sitemaps.named_in(robots.body[:512_000].decode("utf-8", "replace"))
        return named or [f"{self.here}/sitemap.xml", f"{self.here}/sitemap_index.xml"]

    def _listed(self, years: tuple[str, ...]) -> list[Listed]:
        known = self.__dict__.get("_all")
        if known is not None:
            return list(known)
        found: dict[str, Listed] = {}
        waiting = [(url, 1) for url in self._named]
        done: set[str] = set()
        while waiting and len(done) < FILES and len(found) < MOST and not self._web.spent:
            url, depth = waiting.pop(0)
            if url in done:
                continue
            done.add(url)
            answer = self._web.get(url)
            if not answer.good or answer.html:
                continue
            read = sitemaps.read(answer.body)
            if not read.index:
                more = read.listed or [Listed(link.url) for link in feeds.read(answer.body, url)]
                found.update((one.url, one) for one in more if self._own(one.url))
            elif depth < DEEP:
                inner = sorted(read.listed, key=lambda one: _order(one.url, years))
                waiting += [(one.url, depth + 1) for one in inner if self._own(one.url)]
        self.__dict__["_all"] = list(found.values())
        return list(found.values())

    def _own(self, url: str) -> bool:
        found, here = where(url), where(self.here)
        return found is not None and here is not None and related(found.host, here.host)

    # --- feeds ---------------------------------------------------------------------------------
    @cached_property
    def fed(self) -> list[Link]:
        """What the site's feeds hold."""
        named = [
            url
            for relation, url, kind, _ in self._head.links
            if "alternate" in relation and any(it in kind for it in ("rss", "atom", "feed+json"))
        ]
        found: list[Link] = []
        for url in list(dict.fromkeys(named or [f"{self.here}/feed/"]))[:FEEDS]:
            if self._web.spent:
                break
            answer = self._web.get(url)
            if answer.good:
                found += feeds.read(answer.body, answer.url)
        return [link for link in found if self._own(link.url)]

    @cached_property
    def shown(self) -> list[Link]:
        """What the front page links."""
        links = links_of(self.front.page, self._head.base) if self.front.html else []
        return [link for link in links if self._own(link.url)]

    # --- searches ------------------------------------------------------------------------------
    @cached_property
    def searches(self) -> list[str]:
        """The searches the site offers, with {query}: its forms', those it describes, common ones."""
        if not self.front.good:
            return []
        found = searching.forms(self.front.page, self._head.base)
        for relation, url, kind, _ in self._head.links:
            if relation == "search" or "opensearch" in kind:
                answer = self._web.get(url)
                if answer.good:
                    found += searching.description(answer.body, answer.url)
        return [url for url in dict.fromkeys(found) if self._own(url)] or searching.common(
            self.here
        )

    def answers(self, title: str) -> Iterator[Link]:
        """What the site's searches find for a title."""
        for search in self.searches[:SEARCHES]:
            if self._web.spent:
                return
            found = [link for link in results_of(self._web, search, title) if self._own(link.url)]
            yield from found
            if found:
                return


def results_of(web: Web, search: str, title: str) -> list[Link]:
    """What one search finds: links of a page, or of a feed or JSON."""
    answer = web.get(searching.filled(search, title))
    if not answer.good:
        return []
    links = feeds.read(answer.body, answer.url)
    if not links and answer.html:
        links = links_of(answer.page, Head(answer.page, answer.url).base)
    own = place(answer.url)
    return [
        link
        for link in searching.results(links, title)
        if place(link.url).partition("?")[0] != own.partition("?")[0]
    ]


def _order(url: str, years: tuple[str, ...]) -> tuple[bool, bool, bool, str]:
    return (
        not any(year in url for year in years),
        bool(_OTHER.search(url)),
        not _NEWS.search(url),
        url,
    )
