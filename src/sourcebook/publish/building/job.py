"""What building a site takes, all of it or what changed: the moment of the library, its settings, the
desk. I/O: reads the store."""

import json
from collections.abc import Callable, Iterable, Mapping

from sourcebook.progress import Tell
from sourcebook.publish import render
from sourcebook.publish.building.writing import Writer
from sourcebook.publish.drawer import Drawer
from sourcebook.publish.evidence import Evidence
from sourcebook.publish.filing import Home, Row, families, rows
from sourcebook.publish.frame import Frame, Made
from sourcebook.publish.shape.links import Placed
from sourcebook.publish.sheets import Desk, File
from sourcebook.publish.sheets.parts import home_of
from sourcebook.publish.state import State
from sourcebook.publish.tree import Tree
from sourcebook.records import Entry, Series
from sourcebook.search.saved import Saved
from sourcebook.settings import Settings
from sourcebook.store import Store
from sourcebook.themes import MENU


class Job:
    """One build. ``feeds`` makes the feeds of ``searches``, those that the library keeps."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        state: State,
        tree: Tree,
        *,
        tell: Tell,
        evidence: Evidence,
        drawer: Drawer,
        searches: tuple[Saved, ...],
        feeds: Callable[[], Iterable[File]],
    ) -> None:
        self.settings = settings
        self.language = settings.language
        self.store = store
        self.state = state
        self.tree = tree
        self.writer = Writer(tree, state)
        self.tell = tell
        self.searches = searches
        self._feeds = feeds
        self._evidence = evidence
        self._drawer = drawer
        self._renderer = render.Renderer()
        self._assets = render.assets()

    def rows(self, desk: Desk, entry: Entry, homes: list[Home]) -> list[Row]:
        """The lists that an entry stands in."""
        return rows(
            entry, homes, shown=desk.frame.shown, family=desk.family, language=self.language
        )

    def homes(self, ids: set[str] | None, pages: Mapping[str, Placed]) -> dict[str, list[Home]]:
        """The shown pages that entries stand on, each once."""
        found: dict[str, list[Home]] = {}
        for entry, places in self.store.standing(ids).items():
            for page in dict.fromkeys(place.page for place in places):
                if page in pages:
                    found.setdefault(entry, []).append(home_of(pages[page]))
        return found

    def shown(self, pages: Mapping[str, Placed]) -> tuple[str, ...]:
        """The themes of the site: as set, else those with pages, ours first."""
        if self.settings.themes:
            return tuple(dict.fromkeys(self.settings.themes))
        there = {page.theme for page in pages.values()}
        return tuple(t for t in MENU if t in there) + tuple(sorted(there.difference(MENU)))

    def made(self, shown: tuple[str, ...]) -> str:
        """What all pages depend on, in one word."""
        return Made(
            settings=self.settings,
            shown=shown,
            code=render.code_digest(),
            assets=tuple(self._assets),
            searches=self.searches,
        ).digest()

    def desk(self, shown: tuple[str, ...], pages: Mapping[str, Placed]) -> Desk:
        """The desk to make sheets at, with these themes and pages."""
        self.state.keep_fact("shown", json.dumps(shown))
        series = {one.id: one for one in self.store.stream(Series)}
        return Desk(
            self.store,
            self.state,
            Frame(
                self.settings,
                shown=shown,
                stylesheet=render.asset(self._assets, "site", ".css"),
                script=render.asset(self._assets, "site", ".js"),
                asking=render.asset(self._assets, "asking", ".js"),
                offers=(
                    render.asset(self._assets, "asking", ".css"),
                    render.asset(self._assets, "finding", ".js"),
                ),
                within=render.asset(self._assets, "within", ".js"),
                searches=self.searches,
            ),
            self._renderer,
            placed=pages,
            series=series,
            family=families(series),
            assets=self._assets,
            old=self.tree.read,
            evidence=self._evidence,
            drawer=self._drawer,
        )

    def put_feeds(self) -> None:
        """Write the feeds of the searches that are kept, and remove those of others."""
        before = self.state.outputs("feeds")
        now = self.writer.put(self._feeds())
        if before or now:
            self.state.keep_outputs([("feeds", now)])
        self.writer.remove(before.difference(now))
