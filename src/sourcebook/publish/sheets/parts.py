"""What is made of one entry and shown on many pages, each part once, when it is first asked for. Pure."""

from collections.abc import Sequence

from sourcebook.publish import shards
from sourcebook.publish.filing import Home, aspect_groups
from sourcebook.publish.render import Drawn, Renderer
from sourcebook.publish.shape import citing
from sourcebook.publish.shape.entry import Shape
from sourcebook.publish.shape.links import Placed
from sourcebook.publish.views import Cited
from sourcebook.records import Entry


class Parts:
    """What is made of one entry more than once."""

    def __init__(self, entry: Entry, homes: Sequence[Placed], shape: Shape) -> None:
        self.entry = entry
        self.homes = homes
        self.at = [home_of(page) for page in homes]
        self.shape = shape
        self._cited: tuple[Cited, ...] | None = None
        self._drawn: Drawn | None = None
        # no cached_property, which takes a lock in Python 3.11
        self._coins = ""
        self._records: dict[str, bytes] = {}
        self._groups: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}  # by theme
        # where its passages are in the drawer: many aspects show the same excerpts
        self.passages: dict[tuple[int, tuple[str, ...]], int] = {}

    def drawn(self, renderer: Renderer) -> Drawn:
        """What it looks the same in wherever it is shown."""
        if self._drawn is None:
            self._drawn = renderer.drawn(self.shape.parts())
        return self._drawn

    @property
    def coins(self) -> str:
        """What lets Zotero save it."""
        if not self._coins:
            self._coins = citing.coins(self.entry)
        return self._coins

    def cited(self, style: str, language: str) -> tuple[Cited, ...]:
        """Its citations, in the library's own style first."""
        if self._cited is None:
            self._cited = citing.cited(self.entry, style, language)
        return self._cited

    def groups(self, theme: str, code: str) -> dict[str, tuple[str, ...]]:
        """On an aspect's page of a theme: its excerpts (ids) by the group they stand in."""
        found = self._groups.get(theme)
        if found is None:
            found = self._groups[theme] = aspect_groups(self.entry, self.at, theme)
        return found.get(code, {})

    @property
    def records(self) -> dict[str, bytes]:
        """Its record in each export, by suffix; made at once, for they share what they say."""
        if not self._records:
            self._records = {
                suffix: shards.record(self.entry, suffix) for suffix in shards.SUFFIXES
            }
        return self._records


def home_of(page: Placed) -> Home:
    """A page as far as its entries' lists depend on it."""
    return Home(page.id, page.theme, page.code if page.kind == "country" else "")
