"""Make the links that pages share: to aspects, countries, publishers, years, entries. Pure."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from sourcebook.collect.identity import slug
from sourcebook.publish import paths
from sourcebook.publish.filing import themes_of
from sourcebook.publish.views import Link
from sourcebook.records import Helpline
from sourcebook.store.keys import fold
from sourcebook.themes import Theme, aspect, label, themes
from sourcebook.values.places import countries, country_name


class Links:
    """Links for pages at one depth; ``root`` is their way to the first page ("../").

    ``shown`` are the library's themes in order. Links are kept once made: a card asks for the same
    few hundred again and again.
    """

    def __init__(self, root: str, *, language: str, shown: Sequence[str]) -> None:
        self.root = root
        self.language = language
        self.shown = tuple(shown)
        self._aspects: dict[tuple[str, ...], _Aspects] = {}  # by the themes an entry stands in
        self._countries: dict[str, Link] = {}
        self._publishers: dict[str, Link | None] = {}
        self._themes: dict[str, Link] = {}
        self._years: dict[int, str] = {}

    def aspects(self, stands_in: Sequence[str] = ()) -> Mapping[str, Link]:
        """To the pages of any aspect, by its code, in the themes that the links of an entry lead to
        which ``stands_in`` these; each is made when it is first asked for."""
        key = tuple(stands_in)
        found = self._aspects.get(key)
        if found is None:
            found = self._aspects[key] = _Aspects(self, key)
        return found

    def aspect(self, code: str, stands_in: Sequence[str] = ()) -> Link:
        """To an aspect's page, in the theme an entry's links lead to; ``note`` is its code."""
        return self.aspects(stands_in)[code]

    def country(self, code: str) -> Link:
        """To a country's page across the themes."""
        link = self._countries.get(code)
        if link is None:
            link = self._countries[code] = Link(
                label=country_name(code, self.language), href=self.root + paths.country_path(code)
            )
        return link

    def publisher(self, name: str) -> Link | None:
        """To a publisher's page, under the name as written; ``note`` is its name in addresses."""
        if name not in self._publishers:
            link = None
            if fold(name):
                code = paths.publisher_name(name)
                href = self.root + paths.publisher_path(code)
                link = Link(label=name, href=href, note=code)
            self._publishers[name] = link
        return self._publishers[name]

    def year(self, year: int, count: int | None = None) -> Link:
        """To the page of a year."""
        name = str(year)
        href = self._years.get(year)
        if href is None:
            href = self._years[year] = self.root + paths.year_path(name)
        return Link(label=name, href=href, note=name, count=count)

    def entry(self, id: str, label: str, note: str = "") -> Link:
        """To an entry's own page."""
        return Link(label=label, href=self.root + paths.entry_path(id), note=note)

    def theme(self, theme: str) -> Link:
        """To a theme's first page."""
        link = self._themes.get(theme)
        if link is None:
            href = f"{self.root}{paths.theme_folder(theme)}/index.html"
            link = self._themes[theme] = Link(label=theme_title(theme, self.language), href=href)
        return link


class _Aspects(dict[str, Link]):
    """Links to aspects' pages in the themes an entry stands in, by code. A dictionary, since an
    entry's views ask a dozen times, and Python's own are asked three times as fast as a method."""

    def __init__(self, links: Links, stands_in: tuple[str, ...]) -> None:
        super().__init__()
        self._links = links
        self._stands_in = stands_in

    def __missing__(self, code: str) -> Link:
        links = self._links
        found = themes_of(code, self._stands_in, links.shown)
        href = links.root + paths.aspect_path(found[0], code) if found else ""
        name = aspect_name(found[0] if found else "", code, links.language)
        link = self[code] = Link(label=name, href=href, note=code)
        return link


class Placed(Struct, frozen=True, kw_only=True):
    """What other pages need to know of a curated page. ``code`` is its country, aspect or age,
    ``entries`` how many stand on it, ``featured`` the first of those it features."""

    id: str
    theme: str
    kind: str
    code: str
    title: str
    entries: int
    helplines: tuple[Helpline, ...] = ()
    featured: str = ""

    @property
    def path(self) -> str:
        """Where it stands on the site."""
        return paths.page_path(self.id, self.theme)


def known_theme(theme: str) -> Theme:
    """A theme of ours, or a bare one of that name."""
    return themes().get(theme) or Theme(id=theme, title=theme.replace("-", " ").capitalize())


def theme_title(theme: str, language: str) -> str:
    """What a theme is called."""
    found = known_theme(theme)
    return label(found.labels, language) or found.title


def aspect_name(theme: str, code: str, language: str) -> str:
    """What an aspect or age group is called in a theme; its code where it has no name."""
    found = aspect(theme, code)
    return label(found.labels, language) if found else code.replace("-", " ").capitalize()


def region_of(code: str) -> str:
    """A country's region (UN M49, in English), "" where it has none."""
    country = countries().get(code)
    return country.region if country else ""


def anchor(text: str) -> str:
    """A fragment for a heading."""
    return slug(text) if text else ""
