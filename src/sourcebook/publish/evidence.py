"""The captures behind a library's quotes, as a build asks for them: their texts, their pages as
pictures. I/O: reads captures, and texts kept of them.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from sourcebook.records import Capture, Entry, Excerpt, Finding, Text
from sourcebook.settings import Settings
from sourcebook.store import Store

if TYPE_CHECKING:  # what finds quotes is loaded by the first page that shows one
    from sourcebook.curate import Source
    from sourcebook.curate.texts import Texts
    from sourcebook.search.results import Results
    from sourcebook.search.saved import Saved

Span = tuple[int, int]
PICTURES = 3  # pages of one passage that are shown; one that runs on is cut
DPI = 110  # letters of 8 points can be read; a page weighs about 100 KB


class Library(Protocol):
    """What is built: an open library."""

    @property
    def folder(self) -> Path: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def store(self) -> Store: ...
    def reading(self) -> "AbstractContextManager[Texts]": ...
    def payload(self, capture: Capture) -> bytes: ...
    def searches(self) -> "list[Saved]": ...
    def find(self, words: str = "", *, limit: int = 10) -> "Results": ...


class Picture(Struct, frozen=True, kw_only=True):
    """A page as a PNG picture; its size and the ``boxes`` (x, y, width, height) of what is quoted
    in points from the upper left corner."""

    index: int
    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...]


class Evidence:
    """Opened with the first capture that is asked for: most builds need none. A context manager."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stack = ExitStack()
        self._texts: Texts | None = None

    def __enter__(self) -> "Evidence":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def captures(self, entry: Entry) -> list[Capture]:
        """An entry's captures that hold a source, newest first."""
        found = self._library.store.many(Capture, entry.every_capture).values()
        return sorted((c for c in found if c.status < 400), key=lambda c: c.at, reverse=True)

    def source(self, capture: Capture) -> "Source | Finding":
        """A capture's text, or what keeps it from being read."""
        if self._texts is None:
            self._texts = self._stack.enter_context(self._library.reading())
        return self._texts.source(capture)

    def pages(self, capture: Capture, text: Text, spans: Iterable[Span]) -> list[Picture]:
        """The pages of a PDF that hold the spans; none where it can't be drawn."""
        from sourcebook.read import runs_in

        if self._texts is None:
            return []
        runs = [run for start, end in spans for run in runs_in(text, start, end)]
        return [
            Picture(
                index=page.index,
                width=page.width,
                height=page.height,
                boxes=tuple(
                    (box.x0, page.height - box.y1, box.x1 - box.x0, box.y1 - box.y0)
                    for box in page.boxes
                ),
            )
            for page in self._texts.pages(capture, runs)[:PICTURES]
        ]

    def png(self, capture: Capture, index: int) -> bytes:
        """A page of a PDF as a picture in shades of grey; b"" where it can't be drawn."""
        if self._texts is None:
            return b""
        found = self._texts.pages(capture, draw=[index], dpi=DPI)
        return found[0].png if found else b""


def provable(entry: Entry) -> list[Excerpt]:
    """The excerpts that have a page which shows them beside their source: they were compared with
    a capture."""
    if not entry.every_capture:
        return []
    return [excerpt for excerpt in entry.excerpts if excerpt.standing != "unchecked"]
