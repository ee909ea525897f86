"""Make the files of the site, sheet by sheet: read what each needs, shape it, render it. I/O: reads
the store and the state; writes nothing.

A sheet is what is made at once, and named like the list it shows: ``page/<id>``, ``entry/<id>``,
``aspect/<theme><tab><code>``, ``publisher/<name>``, ``year/<year>``, ``country/<code>``,
``theme/<theme>``, ``data/<year>``, or one of ``FIXED``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import structs

from sourcebook.publish import paths, shards
from sourcebook.publish.filing import (
    Home,
    Row,
    aspect_groups,
    edition_year,
    editions_list,
    in_order,
)
from sourcebook.publish.frame import Frame
from sourcebook.publish.render import Renderer
from sourcebook.publish.runs import runs
from sourcebook.publish.shape import citing, lists, texts, themes
from sourcebook.publish.shape import aspect as aspects
from sourcebook.publish.shape import country as nations
from sourcebook.publish.shape.curated import curated_view, page_title, placements
from sourcebook.publish.shape.entry import clean, entry_view
from sourcebook.publish.shape.help import help_view
from sourcebook.publish.shape.links import Placed
from sourcebook.publish.state import State
from sourcebook.publish.views import Card, Head, IndexView, Link, ThemeView, View
from sourcebook.records import Entry, Page, Series, Tombstone
from sourcebook.store import Store

FIXED = ("home", "themes", "countries", "aspects", "publishers", "timeline", "teach", "help",
         "about", "404", "sitemap", "robots", "assets")  # fmt: skip
KEPT = 96 * 1024 * 1024  # bytes of cards that are kept for the lists; others are made again
FEATURED = 3  # entries on the first page
SITEMAP = 40_000  # addresses in one sitemap; the protocol allows 50,000 and 50 MB

File = tuple[str, bytes]


class Press:
    """Makes sheets of one moment of a library. ``old`` reads a file of the site as it is now."""

    def __init__(
        self,
        store: Store,
        state: State,
        frame: Frame,
        renderer: Renderer,
        *,
        placed: Mapping[str, Placed],
        series: Mapping[str, Series],
        family: Mapping[str, str],
        assets: Mapping[str, bytes],
        old: Callable[[str], bytes | None],
    ) -> None:
        self.store = store
        self.state = state
        self.frame = frame
        self.renderer = renderer
        self.placed = placed
        self.series = series
        self.family = family
        self.assets = assets
        self.old = old
        self.language = frame.settings.language
        self._cards: dict[tuple[str, str, str], bytes] = {}
        self._weight = 0
        self.fresh: set[str] | None = None  # entries changed since the old files; None: all
        self._makers: dict[str, Callable[[str], Iterator[File]]] = {
            "page": self._page,
            "entry": self._entry_by_id,
            "aspect": self._aspect,
            "publisher": self._publisher,
            "year": self._year,
            "country": self._country,
            "theme": self._theme,
            "data": self._data,
        }

    # --- what sheets share --------------------------------------------------------------------
    @cached_property
    def countries(self) -> dict[str, int]:
        """How many entries each country has; those without a page or entries have none."""
        found = self.state.counts("country")
        for page in self.placed.values():
            if page.kind == "country" and page.code:
                found.setdefault(page.code, 0)
        return found

    @cached_property
    def country_pages(self) -> dict[tuple[str, str], Placed]:
        return self._by_code("country")

    @cached_property
    def aspect_pages(self) -> dict[tuple[str, str], Placed]:
        return self._by_code("aspect")

    def _by_code(self, kind: str) -> dict[tuple[str, str], Placed]:
        found: dict[tuple[str, str], Placed] = {}
        for page in self.placed.values():
            if page.kind == kind and page.code:
                found.setdefault((page.theme, page.code), page)
        return found

    @cached_property
    def shown_pages(self) -> list[Placed]:
        return list(self.placed.values())

    @cached_property
    def aspect_counts(self) -> dict[tuple[str, str], int]:
        found = {}
        for name, number in self.state.counts("aspect").items():
            theme, _, code = name.partition("\t")
            found[theme, code] = number
        return found

    def homes(self, entry: str) -> list[Placed]:
        """The pages an entry stands on, in the order of their ids."""
        lead = "page/"
        listed = [row.list[len(lead) :] for row in self._rows(entry) if row.list.startswith(lead)]
        return [self.placed[id] for id in listed if id in self.placed]

    def _rows(self, entry: str) -> list[Row]:
        return self.state.rows_of(entry)

    def _html(self, template: str, head: Head, view: View, theme: str = "") -> File:
        site = self.frame.site(head.path, theme)
        return head.path, self.renderer.page(template, site, head, view)

    # --- entries ------------------------------------------------------------------------------
    def _themes(self, homes: Iterable[Placed]) -> tuple[str, ...]:
        return in_order({page.theme for page in homes}, self.frame.shown)

    def _editions(self, entry: Entry, path: str) -> tuple[Link | None, tuple[Link, ...]]:
        """The newest edition that is newer than this one, and all of them, oldest first."""
        listed = editions_list(entry, self.family)
        rows = self.state.listed(listed) if listed else []
        if len(rows) < 2:
            return None, ()
        links = self.frame.links(path)
        made = tuple(
            structs.replace(links.entry(id, clean(label)), here=id == entry.id)
            for id, label, _ in rows
        )
        newest, label, sort = rows[-1]
        own = edition_year(entry)
        newer = None
        if newest != entry.id and own is not None and int(sort[:4]) > own:
            plain = label.casefold().removeprefix("the ").removesuffix(" edition")
            words = label if not plain[:4].isdigit() else plain
            newer = links.entry(newest, f"the {clean(words)} edition")
        return newer, made

    def _card(
        self, entry: Entry, homes: Sequence[Placed], level: str, excerpts: Sequence[str], id: str
    ) -> Card:
        """An entry's card on a curated page, with the excerpts chosen there."""
        path = "theme/page.html"  # any page of one folder's depth: its links are the same
        newer, _ = self._editions(entry, path)
        view = entry_view(
            entry,
            self.frame.links(path),
            themes=self._themes(homes),
            excerpts=excerpts,
            newer=newer,
            citations=(citing.cited(entry, self.frame.settings.style, self.language),),
            coins=citing.coins(entry),
        )
        if id != view.id:
            view = structs.replace(view, id=id)
        return Card(html=self.renderer.card("card", view, level))

    def _keep(self, key: tuple[str, str, str], html: str) -> bytes:
        data = html.encode()
        if self._weight + len(data) <= KEPT:
            self._weight += len(data)
            self._cards[key] = data
        return data

    def _entry_by_id(self, id: str) -> Iterator[File]:
        entry = self.store.get(Entry, id)
        if entry is not None:
            yield from self.entry(entry)
            return
        yield from self._stone(id, paths.entry_path(id), "publishers")

    def _stone(self, id: str, path: str, part: str) -> Iterator[File]:
        stone = self.store.get(Tombstone, id)
        if stone is not None:
            view = texts.withdrawn_view(stone, self.frame.links(path))
            head = self.frame.head(path, view.title, part=part, description="Withdrawn.")
            yield self._html("withdrawn.html", head, view)

    def entry(self, entry: Entry) -> Iterator[File]:
        """An entry's own page."""
        path = paths.entry_path(entry.id)
        links = self.frame.links(path)
        homes = self.homes(entry.id)
        newer, editions = self._editions(entry, path)
        style = self.frame.settings.style
        known = self.series.get(entry.series)
        view = entry_view(
            entry,
            links,
            themes=self._themes(homes),
            whole=True,
            series=clean(known.title if known else ""),
            newer=newer,
            editions=editions,
            citations=tuple(
                citing.cited(entry, name, self.language) for name in citing.every_style(style)
            ),
            coins=citing.coins(entry),
            placed=tuple(
                Link(
                    label=page.title,
                    href=f"{links.root}{page.path}#{entry.id.replace('/', '_')}",
                    note=links.theme(page.theme).label,
                )
                for page in homes
            ),
        )
        first = homes[0] if homes else None
        way = (
            (
                links.theme(first.theme),
                Link(label=first.title, href=links.root + first.path),
            )
            if first
            else ()
        )
        head = self.frame.head(
            path,
            view.title or "Untitled",
            way=way,
            description=" · ".join(filter(None, (view.byline, view.issued))),
            meta=citing.entry_tags(entry),
            jsonld=citing.entry_jsonld(
                entry, url=self.frame.url(path), site=self.frame.settings.title,
                language=self.language,
            ),
        )  # fmt: skip
        yield self._html("entry.html", head, view, first.theme if first else "")

    # --- curated pages ------------------------------------------------------------------------
    def _page(self, id: str) -> Iterator[File]:
        page = self.store.get(Page, id)
        if page is None or id not in self.placed:
            if page is None:
                yield from self._stone(id, paths.stone_path(id), "themes")
            return
        ids = dict.fromkeys(entry for entry, _, _ in placements(page))
        yield from self.page(page, self.store.many(Entry, ids))

    def page(self, page: Page, entries: Mapping[str, Entry]) -> Iterator[File]:
        """A curated page and the files of its entries. ``entries`` are those on it, by id; one
        that is not in the library is left out."""
        placed = self.placed[page.id]
        path = placed.path
        links = self.frame.links(path)
        cards: list[Card | None] = []
        shown: dict[str, Entry] = {}
        about: dict[str, dict[str, Link]] = {}
        times: dict[str, int] = {}
        for id, level, excerpts in placements(page):
            entry = entries.get(id)
            if entry is None:
                cards.append(None)
                continue
            homes = self.homes(id)
            shown[id] = entry
            times[id] = times.get(id, 0) + 1
            name = id.replace("/", "_")
            name = name if times[id] == 1 else f"{name}_{times[id]}"
            cards.append(self._card(entry, homes, level, excerpts, name))
            in_themes = self._themes(homes)
            of = about.setdefault(id, {})
            for excerpt in entry.excerpts:
                if excerpt.id in excerpts:
                    of.update((code, links.aspect(code, in_themes)) for code in excerpt.aspects)
        stem = path.removesuffix(".html")
        files = tuple(
            Link(label=label, href=links.root + stem + suffix)
            for suffix, label in shards.LABELS.items()
        )
        settings = self.frame.settings
        view = curated_view(
            page,
            tuple(shown.values()),
            cards,
            links,
            pages=self.country_pages,
            known=self.countries,
            aspects=[tuple(found.values()) for found in about.values()],
            citations=citing.page_citations(
                page,
                url=self.frame.base + path if self.frame.base else "",
                curator=settings.curator,
                site=settings.title,
                style=settings.style,
                language=self.language,
            ),
            exports=files,
        )
        title = page_title(page, self.language)
        theme = links.theme(page.theme)
        way = [theme]
        if view.region is not None:
            way.append(view.region)
        head = self.frame.head(
            path,
            f"{title} – {theme.label}",
            way=way,
            description=view.tagline or f"{title}: reports and articles on {theme.label}.",
            part="themes",
            jsonld=citing.page_jsonld(
                page, tuple(shown.values()), url=self.frame.url(path), site=settings.title,
                language=self.language,
            ),
        )  # fmt: skip
        head = structs.replace(
            head, crumbs=(*head.crumbs[:-1], Link(label=title, href="", here=True))
        )
        yield self._html("curated.html", head, view, page.theme)
        if shown:
            for suffix in shards.SUFFIXES:
                records = [shards.record(entry, suffix) for entry in shown.values()]
                yield stem + suffix, shards.joined(records, suffix).encode()

    # --- lists --------------------------------------------------------------------------------
    def _rows_html(self, ids: Sequence[str]) -> list[Card]:
        """The lines of entries on a list."""
        missing = [id for id in ids if ("row", "", id) not in self._cards]
        made: dict[str, bytes] = {}
        for id, entry in self.store.many(Entry, missing).items() if missing else ():
            made[id] = self._row(entry, self.homes(id))
        found = [made.get(id) or self._cards.get(("row", "", id)) for id in ids]
        return [Card(html=data.decode()) for data in found if data is not None]

    def _row(self, entry: Entry, homes: Sequence[Placed]) -> bytes:
        links = self.frame.links("lists/page.html")
        view = entry_view(entry, links, themes=self._themes(homes), coins=citing.coins(entry))
        return self._keep(("row", "", entry.id), self.renderer.card("row", view, "h2"))

    def _passages(self, theme: str, code: str, wanted: Sequence[tuple[str, str]]) -> list[Card]:
        """The cards of (entry, group) on an aspect's page."""
        listed = f"{theme}\t{code}"
        missing = [id for id, group in wanted if (listed, group, id) not in self._cards]
        made: dict[tuple[str, str, str], bytes] = {}
        for entry in self.store.many(Entry, missing).values() if missing else ():
            made.update(self.passages(entry, self.homes(entry.id), only=(theme, code)))
        keys = [(listed, group, id) for id, group in wanted]
        return [
            Card(html=data.decode())
            for key in keys
            if (data := made.get(key) or self._cards.get(key)) is not None
        ]

    def passages(
        self, entry: Entry, homes: Sequence[Placed], only: tuple[str, str] | None = None
    ) -> dict[tuple[str, str, str], bytes]:
        """What is shown of an entry on aspects' pages, made and kept: by list, group and entry."""
        links = self.frame.links("theme/aspects/page.html")
        in_themes = self._themes(homes)
        made = {}
        at = [
            Home(page.id, page.theme, page.code if page.kind == "country" else "") for page in homes
        ]
        listed = {row.list for row in self._rows(entry.id)} if only is None else set()
        for code in dict.fromkeys(code for x in entry.excerpts for code in x.aspects):
            if only is not None and code != only[1]:
                continue
            for theme in self.frame.shown:
                if only is not None and theme != only[0]:
                    continue
                if only is None and f"aspect/{theme}\t{code}" not in listed:
                    continue
                for n, (group, ids) in enumerate(aspect_groups(entry, at, theme, code).items()):
                    view = entry_view(entry, links, themes=in_themes, excerpts=ids)
                    if n:
                        view = structs.replace(view, id=f"{view.id}_{n + 1}")
                    html = self.renderer.card("passage", view, "h3")
                    key = (f"{theme}\t{code}", group, entry.id)
                    made[key] = self._keep(key, html)
        return made

    def lighten(self, entry: Entry) -> None:
        """Make what lists and aspects' pages show of an entry, while it is at hand."""
        homes = self.homes(entry.id)
        self._row(entry, homes)
        self.passages(entry, homes)

    def _aspect(self, name: str) -> Iterator[File]:
        theme, _, code = name.partition("\t")
        rows = [(entry, note) for entry, note, _ in self.state.listed(f"aspect/{name}")]
        parts = runs([entry for entry, _ in rows])
        groups = [[note for _, note in rows[part]] for part in parts]
        for number, part in enumerate(parts, 1):
            path = paths.aspect_path(theme, code, number)
            links = self.frame.links(path)
            view = aspects.aspect_view(
                theme,
                code,
                links,
                number=number,
                groups=groups,
                cards=self._passages(theme, code, rows[part]),
                pages=self.aspect_pages,
            )
            index = f"{links.root}{paths.theme_folder(theme)}/aspects/index.html"
            way = (links.theme(theme), Link(label="Aspects", href=index))
            head = self.frame.head(
                path, view.title, way=way, part="aspects",
                description=f"{view.title}: what is said of it, by country.",
            )  # fmt: skip
            yield self._html("aspect.html", head, view, theme)

    def _publisher(self, name: str) -> Iterator[File]:
        ids = [entry for entry, _, _ in self.state.listed(f"publisher/{name}")]
        if not ids:
            return
        title = clean(self.state.spellings(name).get(name, name))
        parts = runs(ids)
        for number, part in enumerate(parts, 1):
            path = paths.publisher_path(name, number)
            links = self.frame.links(path)
            view = lists.publisher_view(
                name, title, links, number=number, pages=len(parts), count=len(ids),
                cards=self._rows_html(ids[part]),
            )  # fmt: skip
            way = (Link(label="Publishers", href=f"{links.root}publishers/index.html"),)
            head = self.frame.head(
                path, title, way=way, part="publishers", description=f"{title}: {view.intro}"
            )
            yield self._html("list.html", head, view)

    @cached_property
    def years(self) -> dict[str, int]:
        return self.state.counts("year")

    def _year(self, year: str) -> Iterator[File]:
        ids = [entry for entry, _, _ in self.state.listed(f"year/{year}")]
        if not ids:
            return
        dated = sorted((int(y) for y in self.years if y), reverse=True)
        beside: list[str] = []
        if year:
            later = [y for y in dated if y > int(year)]
            earlier = [y for y in dated if y < int(year)]
            beside = [str(y) for y in (*later[-1:], *earlier[:1])]
        parts = runs(ids)
        for number, part in enumerate(parts, 1):
            path = paths.year_path(year, number)
            links = self.frame.links(path)
            view = lists.year_view(
                year, links, number=number, pages=len(parts), count=len(ids),
                cards=self._rows_html(ids[part]), beside=beside,
                exports=self.year_files(year, links.root),
            )  # fmt: skip
            way = (Link(label="Timeline", href=f"{links.root}timeline/index.html"),)
            head = self.frame.head(
                path, view.title, way=way, part="timeline", description=view.intro
            )
            yield self._html("list.html", head, view)

    def year_files(self, year: str, root: str, *, named: bool = False) -> tuple[Link, ...]:
        """Links to the files of a year's entries."""
        stem = f"data/{year or 'undated'}"
        return tuple(
            Link(
                label=f"{year or 'undated'}: {label}" if named else label,
                href=f"{root}{stem}{suffix}",
            )
            for suffix, label in shards.LABELS.items()
        )

    def _data(self, year: str) -> Iterator[File]:
        ids = sorted(entry for entry, _, _ in self.state.listed(f"year/{year}"))
        if not ids:
            return
        known = self.fresh
        fresh = self.store.many(Entry, ids if known is None else [id for id in ids if id in known])
        for suffix in shards.SUFFIXES:
            path = f"data/{year or 'undated'}{suffix}"
            old = self.old(path) if known is not None else None
            made = {id: shards.record(entry, suffix) for id, entry in fresh.items()}
            text = shards.changed(old.decode() if old else None, suffix, ids, made)
            if text is None:  # the file isn't what we left there
                records = [shards.record(e, suffix) for e in self.store.many(Entry, ids).values()]
                text = shards.joined(records, suffix)
            yield path, text.encode()

    def _country(self, code: str) -> Iterator[File]:
        if code not in self.countries:
            return
        own = {
            page.id for page in self.placed.values() if page.kind == "country" and page.code == code
        }
        ids = []
        for entry, _, _ in self.state.listed(f"country/{code}"):
            if not own.intersection(page.id for page in self.homes(entry)):
                ids.append(entry)
        path = paths.country_path(code)
        links = self.frame.links(path)
        spoken: dict[str, tuple[list[str], int]] = {}
        for theme, aspect, many in self.state.aspects_of(code):
            found = spoken.setdefault(aspect, ([], many))
            found[0].append(theme)
        view = nations.country_view(
            code,
            links,
            pages=self.country_pages,
            known=self.countries,
            aspects=[(aspect, (found[0][0],), found[1]) for aspect, found in spoken.items()],
            cards=self._rows_html(ids),
        )
        way = [Link(label="Countries", href="index.html")]
        if view.region is not None:
            way.append(view.region)
        head = self.frame.head(
            path, view.title, way=way, part="countries",
            description=f"{view.title}: reports and articles in all themes.",
        )  # fmt: skip
        yield self._html("country.html", head, view)

    # --- single pages -------------------------------------------------------------------------
    def _theme_view(self, theme: str, path: str) -> ThemeView:
        return themes.theme_view(
            theme,
            self.frame.links(path),
            pages=self.shown_pages,
            entries=self.state.count(f"theme/{theme}"),
            counts=self.aspect_counts,
        )

    def _theme(self, theme: str) -> Iterator[File]:
        if theme not in self.frame.shown:
            return
        folder = paths.theme_folder(theme)
        path = f"{folder}/index.html"
        view = self._theme_view(theme, path)
        head = self.frame.head(path, view.title, part="themes", description=view.tagline)
        yield self._html("theme.html", head, view, theme)
        path = f"{folder}/aspects/index.html"
        links = self.frame.links(path)
        index = themes.aspects_view((theme,), links, self.aspect_counts)
        head = self.frame.head(
            path, index.title, way=(links.theme(theme),), part="aspects", description=index.intro
        )
        yield self._html("shelves.html", head, index, theme)

    def _fixed(self, sheet: str) -> Iterator[File]:
        links = self.frame.links(f"{sheet}/index.html")
        path = f"{sheet}/index.html"
        if sheet == "home":
            yield self._home()
        elif sheet == "countries":
            view: Any = nations.index_view(links, pages=self.country_pages, known=self.countries)
            yield self._index(path, sheet, view)
        elif sheet == "aspects":
            view = themes.aspects_view(self.frame.shown, links, self.aspect_counts)
            yield self._index(path, sheet, view)
        elif sheet == "teach":
            view = themes.teach_view(self.frame.shown, links, self.shown_pages)
            yield self._index(path, sheet, view)
        elif sheet == "publishers":
            counts = self.state.counts("publisher")
            named = self.state.spellings()
            view = lists.publishers_view(
                {name: (clean(named[name]), number) for name, number in counts.items()}, links
            )
            yield self._index(path, sheet, view)
        elif sheet == "timeline":
            view = lists.timeline_view(self.years, links)
            head = self.frame.head(path, "Timeline", part=sheet, description=view.source)
            yield self._html("timeline.html", head, view)
        elif sheet == "help":
            view = help_view(self.shown_pages, self.language)
            head = self.frame.head(
                "help.html", "Help", part="help",
                description="Helplines by country, and how to leave this site quickly.",
            )  # fmt: skip
            yield self._html("help.html", head, view)
        elif sheet == "about":
            yield self._about()
        elif sheet == "404":
            view = texts.missing_view(self.frame.links("404.html"))
            yield self._html("text.html", self.frame.head("404.html", view.title), view)
        elif sheet == "robots":
            lines = ["User-agent: *", "Allow: /"]
            if self.frame.base:
                lines.append(f"Sitemap: {self.frame.base}sitemap.xml")
            yield "robots.txt", ("\n".join(lines) + "\n").encode()
        elif sheet == "assets":
            yield from self.assets.items()

    def _index(self, path: str, part: str, view: IndexView) -> File:
        title, intro = view.title, view.intro
        head = self.frame.head(path, title, part=part, description=intro)
        return self._html("shelves.html", head, view)

    def featured(self) -> list[str]:
        """The entries on the first page: of each theme's fullest page the first it features."""
        found: dict[str, None] = {}
        for theme in self.frame.shown:
            pages = [p for p in self.placed.values() if p.theme == theme and p.featured]
            for page in sorted(pages, key=lambda page: (-page.entries, page.id))[:1]:
                found.setdefault(page.featured)
        return list(found)[:FEATURED]

    def _home(self) -> File:
        path = "index.html"
        links = self.frame.links(path)
        years = [int(year) for year in self.years if year]
        cards = []
        for entry in self.store.many(Entry, self.featured()).values():
            view = entry_view(entry, links, themes=self._themes(self.homes(entry.id)))
            view = structs.replace(view, excerpts=view.excerpts[:1])
            cards.append(Card(html=self.renderer.card("passage", view, "h3")))
        home = themes.home_view(
            self.frame.settings.title,
            [self._theme_view(theme, path) for theme in self.frame.shown],
            entries=self.store.count(Entry),
            countries=len(self.countries),
            publishers=len(self.state.counts("publisher")),
            years=years,
            featured=cards,
        )
        head = self.frame.head(path, self.frame.settings.title, description=home.about[0])
        return self._html("home.html", head, home)

    def _about(self) -> File:
        settings = self.frame.settings
        files = [
            link
            for year in sorted(self.years, key=lambda y: (y == "", y))
            for link in self.year_files(year, "", named=True)
        ]
        view = texts.about_view(
            settings.title,
            curator=settings.curator,
            contact=settings.contact,
            entries=self.store.count(Entry),
            pages=len(self.placed),
            exports=files,
        )
        head = self.frame.head("about.html", view.title, description=view.rows[0][1][0])
        return self._html("text.html", head, view)

    def sitemap(self) -> Iterator[File]:
        """The sitemap of all pages, where the library has a public address; to be made last."""
        if not self.frame.base:
            return
        urls = [
            f"<url><loc>{self.frame.base}{path}</loc></url>\n"
            for path in self.state.every_output()
            if path.endswith(".html") and path != "404.html"
        ]
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        lead = '<?xml version="1.0" encoding="UTF-8"?>\n'
        if len(urls) <= SITEMAP:
            yield "sitemap.xml", f"{lead}<urlset {space}>\n{''.join(urls)}</urlset>\n".encode()
            return
        parts = [urls[n : n + SITEMAP] for n in range(0, len(urls), SITEMAP)]
        named = [f"sitemap_{n}.xml" for n in range(1, len(parts) + 1)]
        for name, part in zip(named, parts, strict=True):
            yield name, f"{lead}<urlset {space}>\n{''.join(part)}</urlset>\n".encode()
        index = "".join(f"<sitemap><loc>{self.frame.base}{n}</loc></sitemap>\n" for n in named)
        yield "sitemap.xml", f"{lead}<sitemapindex {space}>\n{index}</sitemapindex>\n".encode()

    def make(self, sheet: str) -> Iterator[File]:
        """The files of a sheet; none where what it shows is no longer there."""
        kind, slash, name = sheet.partition("/")
        if slash:
            yield from self._makers[kind](name)
        else:
            yield from self._fixed(sheet)
