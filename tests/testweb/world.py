"""Hold a world: hosts, their pages, and what is to happen to them; find them by address. Pure."""

import random
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from msgspec import Struct

from testweb import pages
from testweb.layouts import LAYOUTS, Filed, slug_of, words_of
from testweb.pages import Article, Site

ARCHIVE = "127.0.0.2"  # speaks Memento, CDX, availability; takes orders to save
RESOLVER = "127.0.0.3"  # answers for DOIs and handles
ENGINE = "127.0.0.4"  # a search engine over all pages
PARKING = "127.0.0.5"  # where some parked domains lead to
DOI = "10.5555/tw."
HANDLE = "20.500.99999/"


class Page(Struct, frozen=True, kw_only=True):
    """A page of a host: how it is written and filed, and its own fate.

    ``cited`` is the day on which the curator read it (None: nobody did), ``again`` the day on which
    she wrote down its new address too. ``fate`` (from day ``turn``): "" nothing; removed, withdrawn
    (410), update, teaser, retitle, marks, replace (drifts), away (404 for a week), hop, hops (permanent
    redirects), detour (temporary redirect), refresh (by meta), loop, chain (of 50), elsewhere (redirect
    to another page).
    """

    number: int  # within its host
    id: int  # in the whole world
    issued: int
    old: str  # layout
    new: str  # layout after the reorganisation
    filed: Filed
    cited: int | None = None
    again: int | None = None
    fate: str = ""
    turn: int = 0
    form: str = "html"  # html, pdf, plain
    size: str = "long"
    hard: bool = False
    series: str = ""  # its title, where it comes out every year under nearly the same
    doi: bool = False
    handle: bool = False
    quoted: bool = False

    @property
    def path(self) -> str:
        """Where it stands at first."""
        return LAYOUTS[self.old](self.filed)

    @property
    def later_path(self) -> str:
        """Where it stands after the reorganisation."""
        return LAYOUTS[self.new](self.filed)


class Reorganised(Struct, frozen=True, kw_only=True):
    """When and how a site was reorganised. ``redirects`` says what old addresses do until ``until``:
    right (permanent redirects), temporary, front (all to the front page), copy (the old page stays, with
    rel=canonical), note (a page that says where it went), none; after that they are missing.
    ``ways`` are those by which the new address can be found: sitemap, feed, search, canonical."""

    kind: str
    day: int
    redirects: str
    until: int
    ways: frozenset[str]


class Host(Struct, frozen=True, kw_only=True):
    """A host: ``authority`` (an IP or a name, without port), ``mortal`` where it listens on the port
    whose sockets are closed when it dies, ``later`` its name after a renaming.

    ``missing`` is how it answers for what isn't there (see ``missing.MANNERS``); ``ends`` is the day on
    which it dies in the manner ``ending`` (dns, refused, parked, usurped); ``trait`` from day
    ``trait_from`` is what its answers suffer from.
    """

    number: int
    ip: str
    authority: str
    site: Site
    missing: str
    mortal: bool = False
    later: str = ""
    ends: int | None = None
    ending: str = ""
    parking: str = ""
    trait: str = ""
    trait_from: int = 0
    move: Reorganised | None = None
    feed: bool = False
    sitemap: bool = False
    search: str = ""  # "q" (/search?q=), "s" (/?s=) or ""
    filler: str = ""
    pages: tuple[Page, ...] = ()

    def serves(self, page: Page, day: int) -> bool:
        """Whether the page was published by then."""
        return page.issued <= day


class Spot(Struct, frozen=True, kw_only=True):
    """A page of a host at its old or its later address."""

    host: Host
    page: Page
    later: bool = False


class World:
    """All hosts. ``port`` is where they listen, ``port + 1`` where the mortal ones do; 0 until a
    server chose one. Everything else follows from the seed."""

    def __init__(self, seed: int, hosts: tuple[Host, ...], *, port: int = 0) -> None:
        self.seed = seed
        self.hosts = hosts
        self.port = port
        self._by_authority: dict[str, tuple[Host, bool]] = {}
        for host in hosts:
            self._by_authority[host.authority] = (host, False)
            if host.later:
                self._by_authority[host.later] = (host, True)
        self._by_path = {host.number: _paths(host) for host in hosts}
        self.article = lru_cache(maxsize=30_000)(self._article)

    @classmethod
    def make(
        cls, seed: int, *, hosts: int = 2000, addresses: int = 10_000, port: int = 0
    ) -> "World":
        """Invent one."""
        from testweb.hosts import invent

        return cls(seed, invent(seed, hosts, addresses), port=port)

    # --- addresses -----------------------------------------------------------------------------
    def spots(self) -> Iterator[Spot]:
        """The pages somebody cited, at their old addresses, in a fixed order."""
        for host in self.hosts:
            for page in host.pages:
                if page.cited is not None:
                    yield Spot(host=host, page=page)

    def addresses(self) -> list[str]:
        """Their URLs."""
        return [self.url(spot) for spot in self.spots()]

    def url(self, spot: Spot) -> str:
        """The URL of a page at its old or later address."""
        return self.at(
            spot.host, spot.page.later_path if spot.later else spot.page.path, spot.later
        )

    def at(self, host: Host, path: str, later: bool = False) -> str:
        """The URL of a path on a host, under its later name where it has one."""
        authority = host.later if later and host.later else host.authority
        return f"http://{authority}:{self.port + host.mortal}{path}"

    def service(self, ip: str, path: str = "") -> str:
        """The URL of a path on the archive, the resolver, the search engine …"""
        return f"http://{ip}:{self.port}{path}"

    def host_at(self, authority: str) -> tuple[Host, bool] | None:
        """Who is called so, and whether by its later name."""
        return self._by_authority.get(authority)

    def spot(self, url: str) -> Spot | None:
        """The page that a URL was, is, or will be the address of."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        found = self.host_at(parts.hostname or "")
        return self.spot_on(*found, path) if found else None

    def spot_on(self, host: Host, named_later: bool, path: str) -> Spot | None:
        """The page with this path on a host."""
        found = self._by_path[host.number].get(path)
        if found is None:
            return None
        page, later = found
        if host.later:  # the same paths, under another name
            later = named_later
        return Spot(host=host, page=page, later=later)

    # --- words ---------------------------------------------------------------------------------
    def _article(self, host: int, number: int) -> Article:
        page = self.hosts[host].pages[number]
        return write_page(self.seed, self.hosts[host].site.language, page)

    def excerpts(self, spot: Spot) -> tuple[str, ...]:
        """What the curator quoted of a page: one or two passages of two sentences or so."""
        if not spot.page.quoted:
            return ()
        article: Article = self.article(spot.host.number, spot.page.number)
        dice = random.Random(f"{self.seed}/quote/{spot.page.id}")
        rows = range(1, len(article.paragraphs)) if len(article.paragraphs) > 1 else range(1)
        chosen = sorted(dice.sample(rows, k=min(len(rows), dice.randint(1, 2))))
        return tuple(article.text[row] for row in chosen)


def write_page(seed: int, language: str, page: Page) -> Article:
    """A page's article as first published."""
    return pages.write(
        f"{seed}/page/{page.id}",
        language,
        page.issued,
        size=page.size,
        hard=page.hard,
        series=page.series,
    )


def file_page(
    title: str, language: str, issued: int, dice: random.Random, *, id: int, ending: str, word: str
) -> Filed:
    """What the paths of a page are made of."""
    other = f"{language}-{id}-{dice.randrange(16**4):04x}"
    slug = slug_of(title, other=other)
    return Filed(
        slug=slug if len(slug) < 90 else slug[:90].rstrip("-"),
        title=words_of(title, other=other),
        id=id,
        code=f"{word[:3]}_{dice.randrange(10):01}{id}",
        token=f"{dice.randrange(16**8):08x}",
        issued=issued,
        ending=ending,
        word=word,
    )


def _paths(host: Host) -> dict[str, tuple[Page, bool]]:
    found: dict[str, tuple[Page, bool]] = {}
    for page in host.pages:
        found[page.path] = (page, False)
        if host.move is not None and page.later_path != page.path:
            found[page.later_path] = (page, True)
    return found
