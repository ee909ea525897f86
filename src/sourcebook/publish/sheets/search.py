"""Make the page of the search, and say of what is on the site how it may be found. I/O: reads the store
and the state."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from msgspec import structs

from sourcebook.publish.render import asset
from sourcebook.publish.searching import describing
from sourcebook.publish.searching.beside import making
from sourcebook.publish.searching.findable import Findable
from sourcebook.publish.searching.index import Index
from sourcebook.publish.searching.labels import Labels
from sourcebook.publish.searching.whole import Making, Order
from sourcebook.publish.shape import lists
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.publish.state import new_token
from sourcebook.records import Entry, Page

KINDS = ("entry", "page", "country", "aspect")  # the sheets that a search finds


def page(desk: Desk) -> Iterator[File]:
    """The page of the search; its files are made by ``index``."""
    path = "search/index.html"
    view = lists.search_view(
        desk.state.counts("title"), desk.frame.links(path), desk.frame.searches
    )
    said = "Search all reports, articles and pages of this library."
    head = desk.frame.head(path, "Search", part="search", description=said)
    head = structs.replace(
        head,
        styles=(asset(dict(desk.assets), "search", ".css"),),
        scripts=(
            asset(dict(desk.assets), "finding", ".js"),
            asset(dict(desk.assets), "search", ".js"),
        ),
    )
    yield desk.html("search.html", head, view)


def index(desk: Desk) -> Index:
    """What changes the search's files."""
    labels = cache(lambda: _labels(desk))
    return Index(
        desk.state.shelf,
        language=desk.language,
        named=lambda facet, values: labels().of(facet, values),
    )


@contextmanager
def whole(desk: Desk, site: Path, things: int) -> Iterator[Making]:
    """What makes all of the search's files, of about so many things."""
    order = Order(
        site=str(site), shelf=str(desk.state.new_found), token=new_token(), language=desk.language
    )
    with making(order, things) as made:
        yield made
        desk.state.adopt(order.token)


def end(desk: Desk, made: Making, sheets: Iterable[str]) -> None:
    """Take in the countries and aspects among these sheets, the last that can be found."""
    for sheet in sheets:
        if sheet.startswith(("country/", "aspect/")) and (found := of_sheet(desk, sheet)):
            made.take(found)
    made.end(_labels(desk))


def _labels(desk: Desk) -> Labels:
    return Labels(
        language=desk.language,
        themes=desk.frame.shown,
        publishers=desk.state.spellings(),
        series={id: series.title for id, series in desk.series.items()},
    )


def of_entry(desk: Desk, entry: Entry) -> Findable:
    """How an entry may be found."""
    parts = desk.parts(entry)
    series = desk.series.get(entry.series)
    claims = [
        claim for claim in desk.claims(entry=entry.id) if not getattr(claim.said, "negated", False)
    ]
    return describing.of_entry(
        entry,
        parts.shape.row(),
        parts.shape.parts(),
        parts.homes,
        series=clean(series.title) if series else "",
        language=desk.language,
        claims=claims,
    )


def of_page(desk: Desk, page: Page) -> Findable:
    """How a curated page may be found."""
    return describing.of_page(page, desk.placed[page.id], desk.language)


def of_sheet(desk: Desk, sheet: str) -> Findable | None:
    """How what a sheet shows may be found, None where it isn't there any more."""
    kind, _, name = sheet.partition("/")
    if kind == "entry":
        entry = desk.store.get(Entry, name)
        return of_entry(desk, entry) if entry else None
    if kind == "page":
        page = desk.store.get(Page, name) if name in desk.placed else None
        return of_page(desk, page) if page else None
    if kind == "country":
        if name not in desk.countries:
            return None
        return describing.of_country(name, desk.countries[name], desk.language)
    theme, _, code = name.partition("\t")
    entries = desk.aspect_counts.get((theme, code), 0)
    if not entries:
        return None
    return describing.of_aspect(theme, code, entries, desk.language)
