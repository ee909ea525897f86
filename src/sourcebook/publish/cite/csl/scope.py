"""What the elements of one part of a style share while they are compiled."""

from collections.abc import Callable

from lxml import etree

from sourcebook.errors import Unreadable
from sourcebook.publish.cite.csl.locale import NS, Locale
from sourcebook.publish.cite.csl.state import State

Run = Callable[[State, list[str]], None]


class Scope:
    """Locale, inherited name options, the style's own attributes, and its macros, compiled once.

    ``compilers`` makes a function of each kind of element; what it doesn't name is skipped.
    """

    def __init__(
        self,
        style: etree._Element,
        locale: Locale,
        names: dict[str, str],
        root: dict[str, str],
        compilers: dict[str, Callable[[etree._Element, "Scope"], Run]],
    ) -> None:
        self.locale, self.names, self.root = locale, names, root
        self.suffixed = any(t.get("variable") == "year-suffix" for t in style.iter(f"{NS}text"))
        self.macros = {m.get("name"): m for m in style.iterfind(f"{NS}macro")}
        self._compilers = compilers
        self._compiled: dict[str, list[Run]] = {}
        self._open: set[str] = set()

    def macro(self, name: str) -> list[Run]:
        """A macro's functions; Unreadable where it is missing or calls itself."""
        if name not in self._compiled:
            if name not in self.macros or name in self._open:
                why = "calls itself" if name in self._open else "is called but not there"
                raise Unreadable(f"macro {name}", f"{why}; the style can't be used")
            self._open.add(name)
            self._compiled[name] = self.children(self.macros[name])
            self._open.discard(name)
        return self._compiled[name]

    def children(self, element: etree._Element) -> list[Run]:
        """The functions of an element's children, in order."""
        out: list[Run] = []
        for child in element:
            if isinstance(child.tag, str):
                maker = self._compilers.get(child.tag.removeprefix(NS))
                if maker is not None:
                    out.append(maker(child, self))
        return out
