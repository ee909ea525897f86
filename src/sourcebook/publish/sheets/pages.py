"""Make a curated page and the files of its entries. I/O: reads the store."""

from collections.abc import Iterator, Mapping

from msgspec import structs

from sourcebook.publish import paths, shards
from sourcebook.publish.shape import citing
from sourcebook.publish.shape.curated import curated_view, page_title, placements
from sourcebook.publish.shape.said import GLANCED
from sourcebook.publish.sheets import said
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.publish.sheets.entries import withdrawn
from sourcebook.publish.sheets.heads import dressed, long
from sourcebook.publish.views import Card, Link
from sourcebook.records import Entry, Page


def by_id(desk: Desk, id: str) -> Iterator[File]:
    """The page with this id, or what is left of it; nothing where its theme isn't shown."""
    page = desk.store.get(Page, id)
    if page is None:
        yield from withdrawn(desk, id, paths.stone_path(id))
    elif id in desk.placed:
        ids = dict.fromkeys(entry for entry, _, _ in placements(page))
        yield from curated(desk, page, desk.store.many(Entry, ids))


def curated(desk: Desk, page: Page, entries: Mapping[str, Entry]) -> Iterator[File]:
    """A curated page. ``entries`` are those on it, by id; one that is not in the library is left
    out."""
    path = desk.placed[page.id].path
    frame = desk.frame
    links = frame.links(path)
    cards: list[Card | None] = []
    shown: dict[str, Entry] = {}
    about: dict[str, dict[str, Link]] = {}
    times: dict[str, int] = {}
    for id, level, excerpts in placements(page):
        entry = entries.get(id)
        if entry is None:
            cards.append(None)
            continue
        shown[id] = entry
        times[id] = times.get(id, 0) + 1
        name = paths.fragment(id)
        name = name if times[id] == 1 else f"{name}_{times[id]}"
        cards.append(Card(html=desk.card(entry, level, excerpts, name)))
        of = about.setdefault(id, {})
        of.update((link.note, link) for link in desk.parts(entry).shape.aspects(excerpts))
    stem = path.removesuffix(".html")
    settings = frame.settings
    view = curated_view(
        page,
        tuple(shown.values()),
        cards,
        links,
        pages=desk.country_pages,
        known=desk.countries,
        aspects=[tuple(found.values()) for found in about.values()],
        citations=citing.page_citations(
            page,
            url=frame.base + path if frame.base else "",
            curator=settings.curator,
            site=settings.title,
            style=desk.style,
            language=desk.language,
        ),
        exports=tuple(
            Link(label=label, href=links.root + stem + suffix)
            for suffix, label in shards.LABELS.items()
        ),
    )
    country = page.subject.country or ""
    told = said.said_of(desk, country, links) if page.theme in GLANCED and country else None
    if told is not None and view.glance is not None:
        view = structs.replace(view, glance=structs.replace(view.glance, said=told))
    title = page_title(page, desk.language)
    theme = links.theme(page.theme)
    head = frame.head(
        path,
        f"{title} – {theme.label}",
        way=(theme, view.region) if view.region else (theme,),
        description=view.tagline or f"{title}: reports and articles on {theme.label}.",
        part="themes",
        help="#help" if view.helplines else "",
        jsonld=citing.page_jsonld(
            page,
            tuple(shown.values()),
            url=frame.url(path),
            site=settings.title,
            language=desk.language,
        ),
    )
    here = Link(label=title, href="", here=True)
    head = structs.replace(head, crumbs=(*head.crumbs[:-1], here))
    if told is not None:
        head = dressed(desk, head)
    head = long(desk, head, len(shown))
    yield desk.html("curated.html", head, view, page.theme)
    if shown:
        records = [desk.parts(entry).records for entry in shown.values()]
        for suffix in shards.SUFFIXES:
            yield stem + suffix, shards.joined([one[suffix] for one in records], suffix)
