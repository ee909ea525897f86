"""Write a library as a Hugo site: the same records as content, the same pages out of templates.

What Hugo gets is what ours gets: an entry's and a page's record as front matter, names of
countries, aspects and themes as data files. Its templates (``bench/hugo``) are ours in Go's language with
Hugo's own means: content pages, ``GetPage`` for entries shown on other pages, ``return`` partials
that shape a record once, ``partialCached`` for what recurs, output formats for the exports. Which
entries stand on which aspect's, publisher's, year's and country's page it gets ready made, grouped,
sorted and cut into pages; and its citations are five short templates, where ours are CSL styles.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec

from sourcebook.publish.render import Drawn, Renderer
from sourcebook.publish.shape import words
from sourcebook.publish.shape.links import known_theme
from sourcebook.publish.views import EntryView, Head, Site, View
from sourcebook.records import Entry, Page, Series
from sourcebook.settings import Settings
from sourcebook.store import Store
from sourcebook.themes import MENU
from sourcebook.values.places import countries, region_name

HERE = Path(__file__).parent / "hugo"
LAYOUTS = {"aspect", "list", "country", "shelves"}  # the dozen others weigh nothing in the whole


class Recorder(Renderer):
    """Writes what each page is made of as a content file, instead of rendering it."""

    def __init__(self, folder: Path, store: Store) -> None:
        super().__init__()
        self.folder = folder
        self.pages = 0
        self.entries = {entry.id: entry for entry in store.stream(Entry)}
        self.curated = {page.id: page for page in store.stream(Page)}
        self.standing = store.standing()

    def page(
        self,
        template: str,
        site: Site,
        head: Head,
        view: View,
        drawn: Drawn | None = None,
    ) -> bytes:
        """Write the content file of a page; gives no HTML."""
        del site, drawn
        name = head.path.removesuffix(".html")
        front: dict[str, Any] = {"url": f"/{head.path}", "title": head.title, "type": "page"}
        if isinstance(view, EntryView):
            homes = list(dict.fromkeys(place.page for place in self.standing.get(view.id, ())))
            themes = [t for t in MENU if any(home.startswith(f"{t}/") for home in homes)]
            front |= {
                "layout": "entry",
                "record": msgspec.to_builtins(self.entries[view.id]),
                "homes": homes,
                "themes": themes,
                "theme": themes[0] if themes else "",
                "newer": msgspec.to_builtins(view.newer),
                "editions": msgspec.to_builtins(view.editions),
            }
        elif template == "curated.html":
            page = self.curated[name]
            del front["url"]  # its files in other formats stand beside it, under the same name
            front |= {
                "title": head.crumbs[-1].label,
                "layout": "curated",
                "record": msgspec.to_builtins(page),
                "theme": page.theme,
                "entries": sum(len(section.placements) for section in page.sections),
                "outputs": ["html", "bib", "ris", "csl"],
            }
        else:
            layout = template.removesuffix(".html")
            front |= {
                "layout": layout if layout in LAYOUTS else "shelves",
                "head": msgspec.to_builtins(head),
                "view": _cards(msgspec.to_builtins(view, builtin_types=(bytes,))),
            }
        file = self.folder / "content" / f"{name}.md"
        if file.stem == "index":  # no section: a page of that address
            file = file.with_name("first.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(front, ensure_ascii=False) + "\n", encoding="utf-8")
        self.pages += 1
        return b""

    def card(self, template: str, entry: View, level: str, drawn: Drawn | None = None) -> bytes:
        """Name the card: which entry, which of its excerpts, at which level."""
        del drawn
        if not isinstance(entry, EntryView):
            raise TypeError(f"a card shows an entry, not {type(entry).__name__}")
        shown = [excerpt.anchor for excerpt in entry.excerpts]
        named = {"kind": template, "id": entry.id, "level": level, "x": shown}
        return json.dumps(named).encode()


def _cards(value: Any) -> Any:
    """The view with each card's name in its place."""
    if isinstance(value, dict):
        if set(value) == {"html"}:
            return json.loads(value["html"])
        return {key: _cards(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cards(part) for part in value]
    return value


def prepare(folder: Path, settings: Settings, store: Store, assets: list[str]) -> None:
    """Put the templates, settings and data for Hugo into a folder."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    with (folder / "hugo.toml").open("a", encoding="utf-8") as file:
        file.write("\n[params]\n")
        for name in ("title", "language", "curator", "contact", "exit_to"):
            file.write(f"{name} = {json.dumps(getattr(settings, name))}\n")
        for name, suffix in (("stylesheet", ".css"), ("script", ".js")):
            path = next(path for path in assets if path.endswith(suffix))
            file.write(f"{name} = {json.dumps(path)}\n")
    themes = [known_theme(theme) for theme in MENU]
    _data(folder, "themes", [{k: getattr(t, k) for k in ("id", "title", "caution", "prompt", "teachers")} for t in themes])  # fmt: skip
    _data(folder, "aspects", {t.id: {a.code: a.labels["en"] for a in t.aspects} for t in themes})
    _data(folder, "series", {one.id: one.title for one in store.stream(Series)})
    _data(
        folder,
        "countries",
        {
            c.code: {
                "name": c.names["en"],
                "slug": c.slug,
                "region": region_name(c.region),
                "neighbours": c.neighbours,
                "own": [pair for pair in c.own if pair[1] != c.names["en"]],
            }
            for c in countries().values()
        },
    )
    _data(
        folder,
        "words",
        {
            "address": words.ADDRESS,
            "excerpt": words.EXCERPT,
            "kinds": words.KINDS,
            "sections": words.SECTIONS,
            "locators": {kind: form.replace("{}", "%s") for kind, form in words._LOCATORS.items()},
            "schema": {"report": "Report", "webpage": "WebPage", "article-newspaper": "NewsArticle",
                       "article-journal": "ScholarlyArticle"},
        },
    )  # fmt: skip


def _data(folder: Path, name: str, value: Any) -> None:
    file = folder / "data" / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
