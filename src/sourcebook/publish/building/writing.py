"""Put files into the next tree, and take others out: only what differs from the shown site. I/O."""

import json
from collections.abc import Iterable

from sourcebook.publish.sheets import File
from sourcebook.publish.state import State
from sourcebook.publish.tree import Tree, identity


class Unknown(Exception):
    """What a change touches can't be told: all must be made anew."""


class Writer:
    """Writes one build's files. ``full`` says that all are made anew, so that the next tree began
    empty; ``touched`` are the paths in which it differs from the shown one."""

    def __init__(self, tree: Tree, state: State) -> None:
        self.tree = tree
        self.state = state
        self.full = False
        self.written = 0
        self.removed = 0
        self.touched: list[str] = []

    def put(self, files: Iterable[File]) -> list[str]:
        """Put files into the next tree; those that the shown one has already stay the same. Gives
        the paths of all."""
        found = []
        for path, data in files:
            found.append(path)
            if data is None:
                continue
            if self.tree.read(path) == data:
                if self.full and not self.tree.keep(path):
                    self.tree.write(path, data)
            else:
                self._begin()
                self.tree.write(path, data)
                self.count(path, differs=True)
        return found

    def count(self, path: str, *, differs: bool) -> None:
        """Note a file that is in the next tree by now."""
        if differs:
            self.touched.append(path)
            self.written += 1

    def remove(self, paths: Iterable[str]) -> None:
        """Leave files out of the next tree."""
        for path in paths:
            self._begin()
            self.tree.remove(path)
            self.touched.append(path)
            self.removed += 1

    def anew(self) -> set[str]:
        """Begin an empty tree; gives the paths of all files that are shown now."""
        self.written = self.removed = 0
        self.touched = []
        before = set(self.tree.every_file())
        self.tree.begin(None)
        return before

    def _begin(self) -> None:
        """Begin the next tree with all that the shown one has."""
        if self.tree.begun:
            return
        state = self.state
        aside = identity(self.tree.aside)
        if aside and aside == state.fact("aside"):
            self.tree.begin(json.loads(state.fact("journal") or "[]"))
            return
        self.tree.begin(None)
        for path in state.every_output():
            if not self.tree.keep(path):
                self.tree.drop()
                raise Unknown  # somebody took a file out of the site
