"""Shape a country's page across the themes, and the index of all countries by region. Pure."""

from collections.abc import Mapping, Sequence

from sourcebook.publish.paths import country_path
from sourcebook.publish.shape.curated import own_names
from sourcebook.publish.shape.links import Links, Placed, anchor, region_of
from sourcebook.publish.shape.words import counted
from sourcebook.publish.views import Card, CountryView, IndexView, Link, Shelf
from sourcebook.values.places import countries, country_name, region_name, regions

ASPECTS = 24  # the aspects most spoken of that a country's page lists


def theme_links(
    code: str, links: Links, pages: Mapping[tuple[str, str], Placed]
) -> tuple[Link, ...]:
    """A country's pages in the themes, in their order."""
    found = ((theme, pages.get((theme, code))) for theme in links.shown)
    return tuple(
        Link(label=links.theme(theme).label, href=links.root + page.path, count=page.entries)
        for theme, page in found
        if page is not None
    )


def country_view(
    code: str,
    links: Links,
    *,
    pages: Mapping[tuple[str, str], Placed],
    known: Mapping[str, int],
    aspects: Sequence[tuple[str, Sequence[str], int]],
    series: Sequence[tuple[str, str, Sequence[tuple[str, str]]]],
    cards: Sequence[Card],
) -> CountryView:
    """A country in all themes. ``pages`` are the country pages by (theme, country), ``known`` the
    countries with a page here, ``aspects`` (code, themes, entries) in the order to show, ``series``
    the reports on it that come out again as (title, publisher, editions as (entry, label)), ``cards``
    those other entries that stand on none of its own pages."""
    country = countries().get(code)
    title = country_name(code, links.language)
    area = region_of(code)
    beside = []
    for other in country.neighbours if country else ():
        name = country_name(other, links.language)
        found = theme_links(other, links, pages)
        if other in known:
            own = Link(label="In all themes", href=links.root + country_path(other))
            found = (*found, own)
        else:
            found = (Link(label="Nothing here yet", href=""),)
        beside.append(Shelf(title=name, links=found))
    return CountryView(
        title=title,
        own_names=own_names(code, title),
        official=country.official if country else "",
        region=Link(
            label=region_name(area, links.language),
            href=f"{links.root}countries/index.html#{anchor(area)}",
        )
        if area
        else None,
        themes=theme_links(code, links, pages),
        neighbours=tuple(beside),
        aspects=tuple(
            Link(label=link.label, href=link.href, count=count, note="")
            for link, count in (
                (links.aspect(code, themes), count) for code, themes, count in aspects[:ASPECTS]
            )
        ),
        series=tuple(
            Shelf(
                title=title,
                note=publisher,
                links=tuple(links.entry(id, label) for id, label in editions),
            )
            for title, publisher, editions in series
        ),
        entries=tuple(cards),
    )


def index_view(
    links: Links, *, pages: Mapping[tuple[str, str], Placed], known: Mapping[str, int]
) -> IndexView:
    """All countries that have a page, by region; those we can't place come last."""
    shelves = []
    placed: set[str] = set()
    for area, members in regions().items():
        here = [country.code for country in members if country.code in known]
        placed.update(here)
        if here:
            name = region_name(area, links.language)
            shelves.append(_shelf(name, anchor(area), here, links, pages, known))
    rest = sorted(code for code in known if code not in placed)
    if rest:
        shelves.append(_shelf("Elsewhere", "elsewhere", rest, links, pages, known))
    number = counted(len(known), "country", "countries")
    return IndexView(
        title="Countries",
        intro=f"{number} by region, each with the themes that speak of it." if known else "",
        shelves=tuple(shelves),
        jumps=tuple(Link(label=shelf.title, href=f"#{shelf.anchor}") for shelf in shelves),
    )


def _shelf(
    title: str,
    fragment: str,
    codes: Sequence[str],
    links: Links,
    pages: Mapping[tuple[str, str], Placed],
    known: Mapping[str, int],
) -> Shelf:
    made = []
    for code in codes:
        plain = links.country(code)
        themes = ", ".join(link.label for link in theme_links(code, links, pages))
        made.append(Link(label=plain.label, href=plain.href, count=known[code], note=themes))
    made.sort(key=lambda link: link.label.casefold())
    return Shelf(title=title, links=tuple(made), anchor=fragment)
