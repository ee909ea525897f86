"""Make the links that pages share: to aspects, countries, publishers, years, entries. Pure."""

from collections.abc import Sequence

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
        self._kept: dict[tuple[str, ...], Link] = {}

    def aspect(self, code: str, stands_in: Sequence[str] = ()) -> Link:
        """To an aspect's page, in the theme an entry's links lead to; ``note`` is its code."""
        key = ("aspect", code, *stands_in)
        link = self._kept.get(key)
        if link is None:
            found = themes_of(code, stands_in, self.shown)
            href = self.root + paths.aspect_path(found[0], code) if found else ""
            name = aspect_name(found[0] if found else "", code, self.language)
            link = self._kept[key] = Link(label=name, href=href, note=code)
        return link

    def country(self, code: str) -> Link:
        """To a country's page across the themes."""
        key = ("country", code)
        link = self._kept.get(key)
        if link is None:
            link = self._kept[key] = Link(
                label=country_name(code, self.language), href=self.root + paths.country_path(code)
            )
        return link

    def publisher(self, name: str) -> Link | None:
        """To a publisher's page, under the name as written; ``note`` is its name in addresses."""
        if not fold(name):
            return None
        key = ("publisher", name)
        link = self._kept.get(key)
        if link is None:
            code = paths.publisher_name(name)
            href = self.root + paths.publisher_path(code)
            link = self._kept[key] = Link(label=name, href=href, note=code)
        return link

    def year(self, year: int, count: int | None = None) -> Link:
        """To the page of a year."""
        href = self.root + paths.year_path(str(year))
        return Link(label=str(year), href=href, note=str(year), count=count)

    def entry(self, id: str, label: str, note: str = "") -> Link:
        """To an entry's own page."""
        return Link(label=label, href=self.root + paths.entry_path(id), note=note)

    def theme(self, theme: str, count: int | None = None) -> Link:
        """To a theme's first page."""
        href = f"{self.root}{paths.theme_folder(theme)}/index.html"
        return Link(label=theme_title(theme, self.language), href=href, count=count)


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
