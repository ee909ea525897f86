"""Shape the first page, the themes' first pages, and the indexes of aspects and lessons. Pure."""

from collections.abc import Mapping, Sequence

from sourcebook.publish.shape import words
from sourcebook.publish.shape.links import Links, Placed, anchor, known_theme, region_of
from sourcebook.publish.views import Card, HomeView, IndexView, Link, Shelf, ThemeView
from sourcebook.themes import KINDS, label
from sourcebook.values.places import region_name, regions

ABOUT = (
    "A library of what has been published: reports and articles, each with its source, its date "
    "and everywhere it can be read, by country and by subject.",
    "Every claim here is somebody’s. Follow it back to its source before you repeat it.",
)


def aspect_shelves(
    theme: str, links: Links, counts: Mapping[tuple[str, str], int]
) -> tuple[Shelf, ...]:
    """A theme's aspects by kind, with how many entries speak of each; words that the theme's
    vocabulary lacks come last. ``counts`` is by (theme, aspect)."""
    terms = known_theme(theme).aspects
    made = []
    for kind, names in KINDS.items():
        found = tuple(
            _counted(links.aspect(term.code, (theme,)), counts.get((theme, term.code), 0))
            for term in terms
            if term.kind == kind
        )
        if found:
            title = label(names, links.language)
            made.append(Shelf(title=title, links=found, anchor=anchor(kind)))
    known = {term.code for term in terms}
    other = sorted(code for where, code in counts if where == theme and code not in known)
    if other:
        found = tuple(_counted(links.aspect(code, (theme,)), counts[theme, code]) for code in other)
        made.append(Shelf(title="Other words", links=found, anchor="other"))
    return tuple(made)


def _counted(link: Link, count: int) -> Link:
    return Link(label=link.label, href=link.href, count=count)


def country_shelves(theme: str, links: Links, pages: Sequence[Placed]) -> tuple[Shelf, ...]:
    """A theme's country pages by region; those of no known country come last."""
    here = [page for page in pages if page.theme == theme and page.kind == "country"]
    made = []
    for area in (*regions(), ""):
        found = [page for page in here if region_of(page.code) == area]
        if found:
            title = region_name(area, links.language) if area else "Elsewhere"
            made.append(Shelf(title=title, links=_page_links(found, links), anchor=anchor(title)))
    return tuple(made)


def _page_links(pages: Sequence[Placed], links: Links) -> tuple[Link, ...]:
    ordered = sorted(pages, key=lambda page: (page.title.casefold(), page.id))
    return tuple(
        Link(label=page.title, href=links.root + page.path, count=page.entries) for page in ordered
    )


def theme_view(
    theme: str,
    links: Links,
    *,
    pages: Sequence[Placed],
    entries: int,
    counts: Mapping[tuple[str, str], int],
) -> ThemeView:
    """A theme's first page. Curated aspect pages stand with the lessons, as further reading."""
    found = known_theme(theme)
    own = [page for page in pages if page.theme == theme]
    lessons = [page for page in own if page.kind in ("name", "aspect")]
    return ThemeView(
        id=links.theme(theme).href.removeprefix(links.root).partition("/")[0],
        title=links.theme(theme).label,
        tagline=found.tagline,
        about=words.paragraphs(found.about),
        caution=found.caution,
        entries=entries,
        countries=country_shelves(theme, links, pages),
        aspects=aspect_shelves(theme, links, counts),
        ages=_page_links([page for page in own if page.kind == "age"], links),
        lessons=_page_links(lessons, links),
    )


def home_view(
    title: str,
    themes: Sequence[ThemeView],
    *,
    entries: int,
    countries: int,
    publishers: int,
    years: Sequence[int],
    featured: Sequence[Card],
) -> HomeView:
    """The first page."""
    return HomeView(
        title=title,
        about=ABOUT,
        themes=tuple(themes),
        entries=entries,
        countries=countries,
        publishers=publishers,
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        featured=tuple(featured),
    )


def aspects_view(
    themes: Sequence[str], links: Links, counts: Mapping[tuple[str, str], int]
) -> IndexView:
    """Aspects by kind: of one theme, or of each theme one after the other."""
    shelves = []
    for theme in themes:
        name = links.theme(theme).label
        for shelf in aspect_shelves(theme, links, counts):
            if len(themes) == 1:
                shelves.append(shelf)
                continue
            shelves.append(
                Shelf(
                    title=f"{name}: {shelf.title[:1].lower()}{shelf.title[1:]}",
                    links=shelf.links,
                    anchor=f"{anchor(theme)}_{shelf.anchor}",
                )
            )
    one = len(themes) == 1
    return IndexView(
        title=f"Aspects of {links.theme(themes[0]).label}" if one else "Aspects",
        intro="Follow one thread through many countries.",
        shelves=tuple(shelves),
        jumps=()
        if one
        else tuple(
            Link(label=links.theme(theme).label, href=f"#{anchor(theme)}_{first}")
            for theme in themes
            if (first := _first_kind(theme, links, counts))
        ),
    )


def _first_kind(theme: str, links: Links, counts: Mapping[tuple[str, str], int]) -> str:
    return next((shelf.anchor for shelf in aspect_shelves(theme, links, counts)), "")


def teach_view(themes: Sequence[str], links: Links, pages: Sequence[Placed]) -> IndexView:
    """Lessons and further reading of each theme, and how to use its pages in class."""
    shelves = []
    for theme in themes:
        found = [page for page in pages if page.theme == theme and page.kind == "name"]
        found += [page for page in pages if page.theme == theme and page.kind == "aspect"]
        note = " ".join(words.paragraphs(known_theme(theme).teachers))
        if found or note:
            shelves.append(
                Shelf(
                    title=links.theme(theme).label,
                    links=_page_links(found, links) or (links.theme(theme),),
                    anchor=anchor(theme),
                    note=note,
                )
            )
    return IndexView(
        title="Teach",
        intro="Lessons, questions and cautions for a class.",
        shelves=tuple(shelves),
    )
