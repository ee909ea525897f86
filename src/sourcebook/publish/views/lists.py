"""What templates are given of pages that list: an aspect's, a publisher's, a year's, the timeline, the search."""

from sourcebook.publish.views.entries import Shown
from sourcebook.publish.views.pages import Group, Shelf
from sourcebook.publish.views.said import SpokenOf
from sourcebook.publish.views.view import Link, View


class AspectView(View, frozen=True, kw_only=True):
    """One aspect in one theme: its excerpts, grouped by country. ``pages`` links the further
    pages where there are many; ``countries`` are the groups' links (with counts)."""

    title: str
    kind: str
    theme: Link
    labels: tuple[tuple[str, str], ...]
    countries: tuple[Link, ...]
    groups: tuple[Group, ...]
    related: tuple[Link, ...] = ()
    pages: tuple[Link, ...] = ()
    spoken: SpokenOf | None = None


class IndexView(View, frozen=True, kw_only=True):
    """A page of shelves: countries by region, aspects, publishers A-Z, lessons. ``jumps`` are the
    letters or regions on top."""

    title: str
    intro: str
    shelves: tuple[Shelf, ...]
    jumps: tuple[Link, ...] = ()


class ListView(View, frozen=True, kw_only=True):
    """A plain list of entries: a publisher's, a year's. ``pages`` as in AspectView."""

    title: str
    intro: str
    entries: tuple[Shown, ...]
    pages: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()
    exports: tuple[Link, ...] = ()


class SearchView(View, frozen=True, kw_only=True):
    """The page of the search as it is without script: titles by letter, further lists, and the searches
    that are kept, each with its feed."""

    letters: tuple[Link, ...]
    lists: tuple[Link, ...]
    kept: tuple[tuple[Link, str], ...] = ()


class Bar(View, frozen=True, kw_only=True):
    """One year of the timeline; ``height`` is 0 to 1 of the tallest."""

    year: int
    count: int
    height: float
    href: str


class TimelineView(View, frozen=True, kw_only=True):
    """Entries by year: bars for the chart, shelves for the table below it (undated ones last)."""

    bars: tuple[Bar, ...]
    shelves: tuple[Shelf, ...]
    undated: int
    source: str
