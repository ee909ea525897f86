"""Make the pages of what is said of countries: one by one, side by side, and to choose from. I/O: reads
the store and the state."""

from collections.abc import Iterator, Sequence

from sourcebook.publish import paths
from sourcebook.publish.shape import compare as comparing
from sourcebook.publish.shape import said as shaping
from sourcebook.publish.shape.links import Links
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.publish.sheets.heads import dressed
from sourcebook.publish.views import Link
from sourcebook.publish.views.said import SaidOf
from sourcebook.values.places import country_name, region_name, regions


def said(desk: Desk, code: str) -> Iterator[File]:
    """All that is said of a country, and its column for comparing."""
    if code not in desk.compared:
        return
    found = desk.spoken(code)
    if desk.state.stands.listed(f"country/{code}", most=1):
        path = paths.said_path(code)
        links = desk.frame.links(path)
        near = comparing.beside(code, desk.compared)
        view = shaping.said_view(
            found,
            links,
            desk.sources_of(found),
            known=code in desk.countries,
            compare=paths.compare_path(code) if near else "",
        )
        way: list[Link] = [Link(label="Countries", href=f"{links.root}countries/index.html")]
        if view.country:
            way.append(view.country)
        head = desk.frame.head(
            path,
            view.title,
            way=way,
            part="countries",
            description=f"{view.title} by the sources in this library, with their words.",
        )
        yield desk.html("said.html", dressed(desk, head), view)
    yield paths.column_path(code), comparing.written(desk.column(code))


def compare(desk: Desk, code: str) -> Iterator[File]:
    """A country and its neighbours side by side; nothing where none of them is in the library."""
    near = comparing.beside(code, desk.compared)
    if not near:
        return
    name = country_name(code, desk.language)
    slug = comparing.region_sheet(code).removeprefix("region/")
    others = [one for one in _regions(desk) if one[1] == paths.compare_region_path(slug)]
    yield from _table(desk, paths.compare_path(code), near, f"{name} and its neighbours", others)


def region(desk: Desk, slug: str) -> Iterator[File]:
    """A region's countries side by side; nothing where there is only one."""
    area = next((label for label in regions() if comparing.region_slug(label) == slug), "")
    here = comparing.in_region(area, desk.compared)
    if not here:
        return
    title = region_name(area, desk.language)
    yield from _table(desk, paths.compare_region_path(slug), here, title, ())


def said_of(desk: Desk, code: str, links: Links) -> SaidOf | None:
    """What a country's page says at a glance; None where nothing is said."""
    if not desk.claimed or not desk.state.stands.listed(f"country/{code}", most=1):
        return None
    found = desk.spoken(code)
    near = comparing.beside(code, desk.compared)
    to = paths.compare_path(code) if near else ""
    return shaping.said_of(found, links, desk.sources_of(found), compare=to)


def _table(
    desk: Desk, path: str, codes: Sequence[str], title: str, others: Sequence[tuple[str, str]]
) -> Iterator[File]:
    links = desk.frame.links(path)
    brief = len(codes) > comparing.ROOM
    columns = [desk.column(code, brief=brief) for code in codes]
    view = comparing.compare_view(
        columns,
        links,
        title=title,
        brief=brief,
        others=[Link(label=label, href=links.root + to) for label, to in others],
        file="table.csv",
    )
    head = desk.frame.head(
        path,
        f"{title} compared",
        way=(Link(label="Compare", href=links.root + paths.PICK),),
        part="compare",
        description=f"{comparing.listed([c.name for c in columns])} side by side.",
    )
    yield desk.html("compare.html", dressed(desk, head, "compare"), view)
    yield path.removesuffix("index.html") + "table.csv", comparing.csv_file(columns)


def pick(desk: Desk) -> Iterator[File]:
    """Where any countries can be chosen to be compared."""
    links = desk.frame.links(paths.PICK)
    view = comparing.pick_view(desk.compared, links, ready=_regions(desk), beside=_neighbours(desk))
    head = desk.frame.head(
        paths.PICK, view.title, part="compare", description="Any countries side by side."
    )
    yield desk.html("pick.html", dressed(desk, head, "compare"), view)


def _regions(desk: Desk) -> list[tuple[str, str]]:
    return [
        (region_name(area, desk.language), paths.compare_region_path(comparing.region_slug(area)))
        for area in regions()
        if comparing.in_region(area, desk.compared)
    ]


def _neighbours(desk: Desk) -> list[tuple[str, str]]:
    made = [
        (f"{country_name(code, desk.language)} and its neighbours", paths.compare_path(code))
        for code in desk.compared
        if comparing.beside(code, desk.compared)
    ]
    return sorted(made)
