"""A CSL style, compiled for one language: bibliography entries and citations of CSL-JSON items."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from sourcebook.errors import Unreadable
from sourcebook.publish.cite.csl import markup
from sourcebook.publish.cite.csl.dates import sort_text
from sourcebook.publish.cite.csl.decorate import decorator
from sourcebook.publish.cite.csl.elements import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    Run,
    Scope,
    State,
    children,
)
from sourcebook.publish.cite.csl.locale import NS, Locale, locale
from sourcebook.publish.cite.csl.markup import Format
from sourcebook.publish.cite.csl.people import compile_names, inherited

Item = dict[str, Any]


class Cite(Struct, frozen=True, kw_only=True):
    """One cite of a citation: which item, with what locator (CSL term and value) and affixes."""

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""


class _Part:
    """``citation`` or ``bibliography``: its layout and sort keys, compiled."""

    def __init__(self, element: etree._Element, root: etree._Element, chain: Locale) -> None:
        attributes = {str(k): str(v) for k, v in root.attrib.items()}
        self.attributes = attributes | {str(k): str(v) for k, v in element.attrib.items()}
        self.scope = Scope(root, chain, inherited(root, element), attributes)
        layout = element.find(f"{NS}layout")
        if layout is None:
            raise Unreadable("style", "has a part without a layout")
        self.runs = children(layout, self.scope)
        self.delimiter = layout.get("delimiter", "")
        self.prefix, self.suffix = layout.get("prefix", ""), layout.get("suffix", "")
        fonts = {str(k): str(v) for k, v in layout.attrib.items()}
        self.dress = decorator(fonts, chain, affixes=False)
        self.keys = [
            (_key(key, root, self.scope), key.get("sort") == "descending", _cuts(key))
            for key in element.iterfind(f"{NS}sort/{NS}key")
        ]


def _cuts(key: etree._Element) -> dict[str, str]:
    over = {"name-as-sort-order": "all"}
    for far, near in (("names-min", "et-al-min"), ("names-use-first", "et-al-use-first"),
                      ("names-use-last", "et-al-use-last")):  # fmt: skip
        if (value := key.get(far)) is not None:
            over[near] = value
    return over


def _key(key: etree._Element, root: etree._Element, scope: Scope) -> Run:
    if (macro := key.get("macro")) is not None:
        inner = Scope(_plain_dates(root), scope.locale, scope.names, scope.root)
        runs = inner.macro(macro)

        def by_macro(s: State, out: list[str]) -> None:
            for run in runs:
                run(s, out)

        return by_macro
    variable = key.get("variable", "")
    names = compile_names(None, scope.names, scope.locale, scope.root, None)

    def by_variable(s: State, out: list[str]) -> None:
        if variable in NAME_VARIABLES:
            if s.item.get(variable):
                out.append(names(s.item[variable], s.over))
        elif variable in DATE_VARIABLES:
            if s.item.get(variable):
                out.append(sort_text(s.item[variable]))
        elif variable == "citation-number":
            out.append(f"{s.number:06d}")
        else:
            out.append(s.value(variable))

    return by_variable


def _plain_dates(root: etree._Element) -> etree._Element:
    """A copy of the style whose dates are written year-month-day with leading zeros, to sort by."""
    import copy

    tree = copy.deepcopy(root)
    for date in tree.iter(f"{NS}date"):
        shown = [p.get("name") for p in date.iterfind(f"{NS}date-part")]
        sizes = date.get("date-parts", "year-month-day").split("-") if date.get("form") else shown
        for part in list(date):
            date.remove(part)
        for gone in ("form", "date-parts", "delimiter"):
            date.attrib.pop(gone, "")
        for size in ("year", "month", "day"):
            if size in sizes:
                part = etree.SubElement(date, f"{NS}date-part", name=size)
                part.set("form", "numeric-leading-zeros" if size != "year" else "long")
                part.set("suffix", "-")
    return tree


class Style:
    """A compiled style. ``source`` is the CSL file's bytes, ``language`` a code such as "ru".

    ``rich`` says that values may hold CSL-JSON's HTML-like tags; without it they are plain text.
    Raises Unreadable where the file is no CSL style, Refused where the language has no locale.
    """

    def __init__(
        self, source: bytes, language: str | None = None, *, subject: object = "style",
        rich: bool = False,
    ) -> None:  # fmt: skip
        try:
            root = etree.fromstring(
                source,
                etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True),
            )
        except etree.XMLSyntaxError as fault:
            raise Unreadable(
                subject, f"is no CSL style: it is not well-formed ({fault})"
            ) from fault
        if root.tag != f"{NS}style":
            raise Unreadable(subject, "is no CSL style: its first element is not a CSL style")
        self.root = root
        self.language: str = language or str(root.get("default-locale", "en-US"))
        self.locale = locale(root, self.language)
        self.rich = rich
        parts = {}
        for name in ("citation", "bibliography"):
            found = root.find(f"{NS}{name}")
            try:
                parts[name] = None if found is None else _Part(found, root, self.locale)
            except Unreadable as fault:
                raise Unreadable(subject, str(fault)) from fault
        self.citation, self.listed = parts["citation"], parts["bibliography"]
        if self.citation is None:
            raise Unreadable(subject, "is no CSL style: it says nothing of citations")

    def _state(self, item: Item) -> State:
        language = str(item.get("language") or self.language)
        return State(item, rich=self.rich, english=language[:2].lower() == "en")

    def entry(
        self, item: Item, *, number: int = 1, format: Format = "text"
    ) -> tuple[str, list[str]]:
        """One item's entry in a bibliography, and the variables shown in it.

        A style with notes only gives the full note instead.
        """
        part = self.listed or self.citation
        assert part is not None
        state = self._state(item)
        state.number = number
        state.position = frozenset({"first"})
        pieces: list[str] = []
        for run in part.runs:
            run(state, pieces)
        text = self._finished(
            part, part.delimiter if part is not self.listed else "", pieces, format
        )
        return text, state.used

    def _finished(self, part: _Part, delimiter: str, pieces: list[str], format: Format) -> str:
        text = delimiter.join(pieces)
        if not text:
            return ""
        text = self._ended(part.prefix + part.dress(text), part.suffix)
        return markup.finish(text, format, self.locale.marks, self.locale.in_quotes)

    def _ended(self, text: str, suffix: str) -> str:
        if suffix and text.endswith(markup.RIGHT[1]):
            return text[:-1] + suffix + markup.RIGHT[1]
        return text + suffix

    def order(self, items: Sequence[Item], part: _Part | None = None) -> list[int]:
        """The places of ``items`` in the style's order; equal ones keep theirs."""
        part = part or self.listed
        places = list(range(len(items)))
        if part is None or not part.keys:
            return places
        for run, descending, over in reversed(part.keys):
            values: dict[int, str] = {}
            for place in places:
                state = self._state(items[place])
                state.sorting, state.over, state.number = True, over, place + 1
                pieces: list[str] = []
                run(state, pieces)
                values[place] = _collated("".join(pieces))
            full = [p for p in places if values[p]]
            full.sort(key=lambda p: values[p], reverse=descending)
            if descending:  # a reversed sort keeps equal ones in place only when asked twice
                full = sorted(
                    (p for p in places if values[p]),
                    key=lambda p: _Reversed(values[p]),
                )
            places = full + [p for p in places if not values[p]]
        return places

    def bibliography(self, items: Iterable[Item], *, format: Format = "html") -> list[str]:
        """The entries of ``items`` in the style's order, numbered as they come."""
        listed = list(items)
        ordered = [listed[place] for place in self.order(listed)]
        out = []
        substitute = (
            None
            if self.listed is None
            else self.listed.attributes.get("subsequent-author-substitute")
        )
        before = None
        for n, item in enumerate(ordered, 1):
            text, _ = self.entry(item, number=n, format=format)
            authors = self._first_names(item)
            if (
                substitute is not None
                and authors
                and authors == before
                and text.startswith(authors)
            ):
                text = substitute + text[len(authors) :]
            before = authors
            if text:
                out.append(text)
        return out

    def _first_names(self, item: Item) -> str:
        return ""

    def cite(
        self,
        cites: Sequence[Cite],
        items: dict[str, Item],
        *,
        numbers: dict[str, int] | None = None,
        positions: Sequence[frozenset[str]] = (),
        format: Format = "html",
    ) -> str:
        """One citation (in the text or a note) of one or more items."""
        part = self.citation
        assert part is not None
        order = self.order([items[c.id] for c in cites], part) if part.keys else range(len(cites))
        pieces = []
        for place in order:
            one = cites[place]
            state = self._state(items[one.id])
            state.number = (numbers or {}).get(one.id, place + 1)
            state.position = positions[place] if positions else frozenset({"first"})
            if "subsequent" in state.position:
                names = part.scope.names
                for far, near in (("et-al-subsequent-min", "et-al-min"),
                                  ("et-al-subsequent-use-first", "et-al-use-first")):  # fmt: skip
                    if far in names:
                        state.over = {**state.over, near: names[far]}
            if one.locator:
                state.cite = {"locator": one.locator, "label": one.label}
            out: list[str] = []
            for run in part.runs:
                run(state, out)
            text = "".join(out)
            if text:
                fix = markup.rich if self.rich else markup.plain
                pieces.append(
                    markup.quotes(fix(one.prefix)) + text + markup.quotes(fix(one.suffix))
                )
        return self._finished(part, part.delimiter, pieces, format)


class _Reversed:
    """A text that sorts after those it should come before."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __lt__(self, other: "_Reversed") -> bool:
        return other.text < self.text


def _collated(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_NO_MARKS)).casefold()
    return "".join(c for c in text if not unicodedata.combining(c) and c not in "\"'“”‘’«»[](){}.,")


_NO_MARKS = dict.fromkeys(range(0xE000, 0xE040))
