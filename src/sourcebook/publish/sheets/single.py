"""Make the pages there is one of: first page, themes, indexes, help, about, not found. I/O: reads
the store and the state."""

from collections.abc import Iterator

from msgspec import structs

from sourcebook.publish import paths
from sourcebook.publish.render import asset
from sourcebook.publish.shape import country as nations
from sourcebook.publish.shape import lists, texts, themes
from sourcebook.publish.shape.help import help_view
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.publish.sheets.lists import year_files
from sourcebook.publish.views import Card, IndexView, ThemeView
from sourcebook.records import Entry

FEATURED = 3  # entries on the first page
SITEMAP = 40_000  # addresses in one sitemap; the protocol allows 50,000 and 50 MB
SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _theme_view(desk: Desk, theme: str, path: str) -> ThemeView:
    return themes.theme_view(
        theme,
        desk.frame.links(path),
        pages=tuple(desk.placed.values()),
        entries=desk.state.count(f"theme/{theme}"),
        counts=desk.aspect_counts,
    )


def theme(desk: Desk, name: str) -> Iterator[File]:
    """A theme's first page and its index of aspects."""
    if name not in desk.frame.shown:
        return
    folder = paths.theme_folder(name)
    path = f"{folder}/index.html"
    view = _theme_view(desk, name, path)
    head = desk.frame.head(path, view.title, part="themes", description=view.tagline)
    yield desk.html("theme.html", head, view, name)
    path = f"{folder}/aspects/index.html"
    links = desk.frame.links(path)
    index = themes.aspects_view((name,), links, desk.aspect_counts)
    head = desk.frame.head(
        path, index.title, way=(links.theme(name),), part="aspects", description=index.intro
    )
    yield desk.html("shelves.html", head, index, name)


def _index(desk: Desk, part: str, view: IndexView) -> File:
    path = f"{part}/index.html"
    head = desk.frame.head(path, view.title, part=part, description=view.intro)
    return desk.html("shelves.html", head, view)


def countries(desk: Desk) -> Iterator[File]:
    """The index of countries by region."""
    links = desk.frame.links("countries/index.html")
    view = nations.index_view(links, pages=desk.country_pages, known=desk.countries)
    yield _index(desk, "countries", view)


def aspects(desk: Desk) -> Iterator[File]:
    """The index of all themes' aspects."""
    links = desk.frame.links("aspects/index.html")
    yield _index(desk, "aspects", themes.aspects_view(desk.frame.shown, links, desk.aspect_counts))


def teach(desk: Desk) -> Iterator[File]:
    """Lessons of all themes."""
    links = desk.frame.links("teach/index.html")
    pages = tuple(desk.placed.values())
    yield _index(desk, "teach", themes.teach_view(desk.frame.shown, links, pages))


def publishers(desk: Desk) -> Iterator[File]:
    """The index of publishers, A to Z."""
    named = desk.state.spellings()
    found = {
        name: (clean(named[name]), number)
        for name, number in desk.state.counts("publisher").items()
    }
    links = desk.frame.links("publishers/index.html")
    yield _index(desk, "publishers", lists.publishers_view(found, links))


def timeline(desk: Desk) -> Iterator[File]:
    """The entries by year."""
    path = "timeline/index.html"
    view = lists.timeline_view(desk.years, desk.frame.links(path))
    head = desk.frame.head(path, "Timeline", part="timeline", description=view.source)
    yield desk.html("timeline.html", head, view)


def help_(desk: Desk) -> Iterator[File]:
    """Help by country, and how to leave."""
    said = "Helplines by country, and how to leave this site quickly."
    head = desk.frame.head("help.html", "Help", part="help", help="#main", description=said)
    yield desk.html("help.html", head, help_view(desk.placed.values(), desk.language))


def featured(desk: Desk) -> list[str]:
    """The entries on the first page: what the fullest page of each theme features first."""
    found: dict[str, None] = {}
    for name in desk.frame.shown:
        pages = [page for page in desk.placed.values() if page.theme == name and page.featured]
        for page in sorted(pages, key=lambda page: (-page.entries, page.id))[:1]:
            found.setdefault(page.featured)
    return list(found)[:FEATURED]


def home(desk: Desk) -> Iterator[File]:
    """The first page."""
    path = "index.html"
    cards = []
    for entry in desk.store.many(Entry, featured(desk)).values():
        first = [excerpt.id for excerpt in entry.excerpts[:1]]
        view = desk.parts(entry).shape.passage(first)
        html = desk.renderer.card("passage", view, "h3")
        cards.append(Card(html=html.replace(b'href="../', b'href="').decode()))
    made = themes.home_view(
        desk.frame.settings.title,
        [_theme_view(desk, name, path) for name in desk.frame.shown],
        entries=desk.store.count(Entry),
        countries=len(desk.countries),
        publishers=len(desk.state.counts("publisher")),
        years=[int(year) for year in desk.years if year],
        featured=cards,
    )
    head = desk.frame.head(path, desk.frame.settings.title, description=made.about[0])
    yield desk.html("home.html", head, made)


def about(desk: Desk) -> Iterator[File]:
    """What the library is, and its files by year."""
    settings = desk.frame.settings
    view = texts.about_view(
        settings.title,
        curator=settings.curator,
        contact=settings.contact,
        entries=desk.store.count(Entry),
        pages=len(desk.placed),
        exports=[
            link
            for year in sorted(desk.years, key=lambda name: (name == "", name))
            for link in year_files(year, "", named=True)
        ],
    )
    head = desk.frame.head("about.html", view.title, description=view.rows[0][1][0])
    yield desk.html("text.html", head, view)


def not_found(desk: Desk) -> Iterator[File]:
    """The page for an address that isn't there. A server shows it at any depth, so its links
    begin at the public address, where there is one."""
    view = texts.missing_view(desk.frame.links("404.html"))
    head = desk.frame.head("404.html", view.title)
    # countries side by side have addresses for which no page stands; the script leads on from here
    head = structs.replace(head, scripts=(asset(dict(desk.assets), "compare", ".js"),))
    yield desk.html("text.html", head, view)


def robots(desk: Desk) -> Iterator[File]:
    """What search engines may read: all of it."""
    lines = ["User-agent: *", "Allow: /"]
    if desk.frame.base:
        lines.append(f"Sitemap: {desk.frame.base}sitemap.xml")
    yield "robots.txt", ("\n".join(lines) + "\n").encode()


def assets(desk: Desk) -> Iterator[File]:
    """Style and script."""
    yield from desk.assets.items()


def sitemap(desk: Desk) -> Iterator[File]:
    """The sitemap of all pages, where the library has a public address; to be made last."""
    base = desk.frame.base
    if not base:
        return
    urls = [
        f"<url><loc>{base}{path}</loc></url>\n"
        for path in desk.state.every_output()
        if path.endswith(".html") and path != "404.html"
    ]
    lead = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if len(urls) <= SITEMAP:
        yield "sitemap.xml", f"{lead}<urlset {SITEMAPS}>\n{''.join(urls)}</urlset>\n".encode()
        return
    parts = [urls[n : n + SITEMAP] for n in range(0, len(urls), SITEMAP)]
    named = [f"sitemap_{n}.xml" for n in range(1, len(parts) + 1)]
    for name, part in zip(named, parts, strict=True):
        yield name, f"{lead}<urlset {SITEMAPS}>\n{''.join(part)}</urlset>\n".encode()
    index = "".join(f"<sitemap><loc>{base}{name}</loc></sitemap>\n" for name in named)
    yield "sitemap.xml", f"{lead}<sitemapindex {SITEMAPS}>\n{index}</sitemapindex>\n".encode()
