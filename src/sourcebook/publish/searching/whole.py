"""Make all of the search's files while a site's pages are made. I/O: writes into the next tree, and the
new shelf.

What is found is said by the process that makes the pages, so both see one moment of the library.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from msgspec import Struct

from sourcebook.publish.searching.findable import Findable
from sourcebook.publish.searching.index import Index, Named
from sourcebook.publish.searching.shelf import Shelf
from sourcebook.publish.tree import Tree

if TYPE_CHECKING:  # a second process needs none of what that loads
    from sourcebook.publish.searching.labels import Labels


class Order(Struct, frozen=True, kw_only=True):
    """What to make: ``site`` is the shown tree, ``shelf`` the new shelf's file, finished with ``token``."""

    site: str
    shelf: str
    token: str
    language: str


class Making(Protocol):
    """What makes the files. Within ``with``: ``take`` every thing, ``end``, then ``files``."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...  # fmt: skip

    def take(self, found: Findable, /) -> None:
        """Take in a thing."""

    def end(self, labels: "Labels", /) -> None:
        """That was all."""

    def files(self) -> Iterator[tuple[str, bool]]:
        """Write the files and finish the shelf; gives their paths, and whether they differ from what
        the site shows."""


class Here:
    """Makes the files in this process. ``named`` says what a facet's values are called, where the labels
    are somewhere else."""

    def __init__(self, order: Order, named: Named | None = None) -> None:
        self._order = order
        self._tree = Tree(Path(order.site))
        self._shelf = Shelf.fresh(Path(order.shelf))
        self._labels: Labels | None = None
        self._index = Index(self._shelf, language=order.language, named=named or self._named)

    def _named(self, facet: str, values: Iterable[str]) -> Mapping[str, str]:
        return self._labels.of(facet, values) if self._labels else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._shelf.close()

    def take(self, found: Findable, packed: bytes = b"") -> None:
        """Take in a thing."""
        self._index.take(found, packed)

    def end(self, labels: "Labels") -> None:
        """That was all."""
        self._labels = labels

    def files(self) -> Iterator[tuple[str, bool]]:
        """Write the files and finish the shelf."""
        for path, data in self._index.whole():
            yield path, self._tree.renew(path, data)
        self._shelf.finish(self._order.token)
