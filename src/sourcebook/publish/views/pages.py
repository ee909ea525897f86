"""What templates are given of pages with sections of their own: curated ones, themes, countries, the first."""

from sourcebook.publish.views.entries import Cited, Shown
from sourcebook.publish.views.said import SaidOf
from sourcebook.publish.views.view import Link, View


class Group(View, frozen=True, kw_only=True):
    """Entries under one line of a section ("Brazil - Spain"); ``title`` is "" where ungrouped."""

    title: str
    entries: tuple[Shown, ...]
    anchor: str = ""


class SectionView(View, frozen=True, kw_only=True):
    """A section of a page: its title in plain words, plain prose, then entries."""

    anchor: str
    title: str
    count: int
    prose: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


class SourcedView(View, frozen=True, kw_only=True):
    """A passage with the source it names."""

    paragraphs: tuple[str, ...]
    source: str = ""


class HelplineView(View, frozen=True, kw_only=True):
    """Who to turn to. ``tel`` is a tel: href or ""; ``confirmed`` is words such as "last confirmed
    3 May 2026" or "not confirmed since it was copied: check before you rely on it"."""

    organisation: str
    number: str
    tel: str = ""
    country: str = ""
    country_code: str = ""
    url: str = ""
    hours: str = ""
    confirmed: str = ""
    stale: bool = True


class Standing(View, frozen=True, kw_only=True):
    """How many addresses (or excerpts) have one standing."""

    mark: str
    word: str
    count: int


class Glance(View, frozen=True, kw_only=True):
    """The side column of a country page. ``alive`` says how many of the addresses are, once they were
    checked; ``addresses`` are then the others."""

    entries: int
    first_year: int | None
    last_year: int | None
    alive: str = ""
    addresses: tuple[Standing, ...] = ()
    excerpts: tuple[Standing, ...] = ()
    neighbours: tuple[Link, ...] = ()
    elsewhere: tuple[Link, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    said: SaidOf | None = None


class CuratedView(View, frozen=True, kw_only=True):
    """A curated page: country, aspect, age group or lesson, in one theme.

    ``own_names`` are (language, name); ``prompts`` link each aspect the prompt names to its page;
    ``exports`` are files of this page's entries; ``filters`` are (field, label, values) with each
    value a Link whose ``note`` is its code, for the filter bar that works on ``data-`` attributes.
    """

    kind: str
    title: str
    theme: Link
    region: Link | None = None
    own_names: tuple[tuple[str, str], ...] = ()
    tagline: str = ""
    range: str = ""
    background: SourcedView | None = None
    summary: SourcedView | None = None
    caution: str = ""
    prompt: tuple[str, ...] = ()
    prompts: tuple[Link, ...] = ()
    teachers: tuple[str, ...] = ()
    helplines: tuple[HelplineView, ...] = ()
    glance: Glance | None = None
    sections: tuple[SectionView, ...] = ()
    citations: tuple[Cited, ...] = ()
    notice: str = ""
    address: str = ""
    exports: tuple[Link, ...] = ()
    filters: tuple[tuple[str, str, tuple[Link, ...]], ...] = ()


class Shelf(View, frozen=True, kw_only=True):
    """A titled list of links: a region's countries, a letter's publishers, a year's entries."""

    title: str
    links: tuple[Link, ...]
    anchor: str = ""
    note: str = ""


class ThemeView(View, frozen=True, kw_only=True):
    """A theme's first page: its countries by region, aspects by kind, ages, lessons."""

    id: str
    title: str
    tagline: str
    about: tuple[str, ...]
    caution: str
    entries: int
    countries: tuple[Shelf, ...] = ()
    aspects: tuple[Shelf, ...] = ()
    ages: tuple[Link, ...] = ()
    lessons: tuple[Link, ...] = ()


class HomeView(View, frozen=True, kw_only=True):
    """The first page: what this is, the themes, where to begin, what is new."""

    title: str
    about: tuple[str, ...]
    themes: tuple[ThemeView, ...]
    entries: int
    countries: int
    publishers: int
    first_year: int | None
    last_year: int | None
    featured: tuple[Shown, ...] = ()


class CountryView(View, frozen=True, kw_only=True):
    """A country across all themes, with its neighbours beside it (for comparing). ``series`` has the
    reports on it that come out again, each with its editions."""

    title: str
    own_names: tuple[tuple[str, str], ...]
    official: str
    region: Link | None
    themes: tuple[Link, ...]
    neighbours: tuple[Shelf, ...] = ()
    aspects: tuple[Link, ...] = ()
    series: tuple[Shelf, ...] = ()
    entries: tuple[Shown, ...] = ()
    said: SaidOf | None = None
    compare: Link | None = None


class HelpView(View, frozen=True, kw_only=True):
    """Help for victims, by country, and how to leave this site quickly."""

    groups: tuple[tuple[str, str, tuple[HelplineView, ...]], ...]
    steps: tuple[str, ...]


class TextView(View, frozen=True, kw_only=True):
    """A page of plain text: about, how to cite, not found, withdrawn. ``rows`` is (heading, paragraphs)."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    links: tuple[Link, ...] = ()
