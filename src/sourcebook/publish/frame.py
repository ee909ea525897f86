"""What all pages of one build share: settings, the menu, and each page's frame. Pure."""

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from sourcebook.publish.paths import up
from sourcebook.publish.shape.links import Links
from sourcebook.publish.views import Head, Link, Site
from sourcebook.search.saved import Saved
from sourcebook.settings import Settings

DESCRIPTION = 200  # letters; more of a description no search engine shows


class Frame:
    """One build's constants. ``shown`` are the themes with pages, in the library's order."""

    def __init__(
        self,
        settings: Settings,
        *,
        shown: Sequence[str],
        stylesheet: str,
        script: str,
        asking: str = "",
        offers: tuple[str, ...] = (),
        within: str = "",
        searches: Sequence[Saved] = (),
    ) -> None:
        self.settings = settings
        self.shown = tuple(shown)
        self.base = settings.base if settings.base.endswith("/") else f"{settings.base}/"
        self.base = self.base if settings.base else ""
        # a server shows 404.html at any depth: its links must not depend on where it stands
        self._anywhere = f"/{self.base.partition('://')[2].partition('/')[2]}"
        self._stylesheet = stylesheet
        self._script = script
        self._asking = asking
        self._offers = offers
        self.within = within  # the script of long pages
        self.searches = tuple(searches)  # that are kept
        self._links: dict[str, Links] = {}
        self._first: dict[str, Link] = {}  # to the first page, by the way there
        self._sites: dict[tuple[str, str], Site] = {}

    def links(self, path: str) -> Links:
        """Links for the page at ``path``; pages of one depth share them."""
        root = self._anywhere if path == "404.html" else up(path)
        links = self._links.get(root)
        if links is None:
            links = Links(root, language=self.settings.language, shown=self.shown)
            self._links[root] = links
            self._first[root] = Link(label=self.settings.title, href=f"{root}index.html")
        return links

    def site(self, path: str, theme: str = "") -> Site:
        """What the page at ``path`` shares with all; ``theme`` is the one it belongs to."""
        links = self.links(path)
        key = (links.root, theme)
        site = self._sites.get(key)
        if site is None:
            menu = [(shown, links.theme(shown)) for shown in self.shown]
            site = self._sites[key] = Site(
                title=self.settings.title,
                language=self.settings.language,
                root=links.root,
                stylesheet=self._stylesheet,
                script=self._script,
                asking=self._asking,
                offers=self._offers,
                themes=tuple(
                    Link(label=link.label, href=link.href, here=shown == theme)
                    for shown, link in menu
                ),
                exit_to=self.settings.exit_to,
                contact=self.settings.contact,
                curator=self.settings.curator,
            )
        return site

    def url(self, path: str) -> str:
        """A page's public address; its path where the library has none."""
        return self.base + path

    def head(
        self,
        path: str,
        title: str,
        *,
        way: Sequence[Link] = (),
        description: str = "",
        part: str = "",
        help: str = "",
        meta: tuple[tuple[str, str], ...] = (),
        jsonld: str = "",
    ) -> Head:
        """A page's frame. ``way`` are the pages between the first page and this one."""
        first = self._first[self.links(path).root]
        text = " ".join(description.split())
        if len(text) > DESCRIPTION:
            text = text[:DESCRIPTION].rsplit(" ", 1)[0] + " …"
        return Head(
            title=title,
            description=text,
            path=path,
            part=part,
            help=help,
            crumbs=(first, *way, Link(label=title, href="", here=True))
            if path != "index.html"
            else (),
            canonical=self.base + path if self.base else "",
            meta=meta,
            jsonld=jsonld,
        )


class Made(Struct, frozen=True, kw_only=True):
    """What decides the look of all pages beside the records; when it changes all are made anew."""

    settings: Settings
    shown: tuple[str, ...]
    code: str
    assets: tuple[str, ...]
    searches: tuple[Saved, ...] = ()

    def digest(self) -> str:
        """One word for it."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()
