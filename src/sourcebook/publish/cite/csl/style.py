"""A CSL style, compiled for one language: bibliography entries and citations of CSL-JSON items."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from lxml import etree
from msgspec import Struct

from sourcebook.errors import Unreadable
from sourcebook.publish.cite.csl import markup, pattern, sorting
from sourcebook.publish.cite.csl.decorate import decorator
from sourcebook.publish.cite.csl.elements import COMPILERS
from sourcebook.publish.cite.csl.locale import NS, Locale, locale
from sourcebook.publish.cite.csl.markup import LEFT, RIGHT, Format
from sourcebook.publish.cite.csl.people import inherited
from sourcebook.publish.cite.csl.scope import Scope
from sourcebook.publish.cite.csl.state import State

Item = dict[str, Any]
FIRST = frozenset({"first"})


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
        self.scope = Scope(root, chain, inherited(root, element), attributes, COMPILERS)
        layout = element.find(f"{NS}layout")
        if layout is None:
            raise Unreadable("style", "has a part without a layout")
        self.runs = self.scope.children(layout)
        self.delimiter = layout.get("delimiter", "")
        self.prefix, self.suffix = layout.get("prefix", ""), layout.get("suffix", "")
        fonts = {str(k): str(v) for k, v in layout.attrib.items()}
        self.dress = decorator(fonts, affixes=False)
        self.keys = sorting.keys(element, root, self.scope)

    def whole(self, text: str) -> str:
        """The layout's text with its affixes and fonts, which take in a second field's end."""
        if self.suffix and text.endswith(RIGHT[1]):
            return self.dress(self.prefix + text[:-1] + self.suffix + RIGHT[1])
        return self.dress(self.prefix + text + self.suffix)


class Style:
    """A compiled style. ``source`` is the CSL file's bytes, ``language`` a code such as "ru".

    ``rich`` says that values may hold CSL-JSON's HTML-like tags; without it they are plain text.
    Raises Unreadable where the file is no CSL style, Refused where the language has no locale.
    """

    def __init__(
        self,
        source: bytes,
        language: str | None = None,
        *,
        subject: object = "style",
        rich: bool = False,
    ) -> None:
        parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
        try:
            root = etree.fromstring(source, parser)
        except etree.XMLSyntaxError as fault:
            why = f"is no CSL style: it is not well-formed ({fault})"
            raise Unreadable(subject, why) from fault
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
        if parts["citation"] is None:
            raise Unreadable(subject, "is no CSL style: it says nothing of citations")
        self.citation: _Part = parts["citation"]
        self.listed = parts["bibliography"]
        self._patterns: dict[str, pattern.Pattern | str | None] = {}

    def _state(self, item: Item) -> State:
        language = str(item.get("language") or self.language)
        return State(item, rich=self.rich, english=language[:2].lower() == "en")

    def state(self, item: Item) -> State:
        """An item's state where it is cited for the first time."""
        state = self._state(item)
        state.position = FIRST
        return state

    def _finish(self, text: str, format: Format) -> str:
        return markup.finish(text, format, self.locale.marks, self.locale.in_quotes)

    def entry(
        self,
        item: Item,
        *,
        number: int = 1,
        suffix: str = "",
        format: Format = "text",
        shape: str = "",
    ) -> tuple[str, Sequence[str]]:
        """One item's entry in a bibliography, and the variables shown in it.

        ``suffix`` is the letter that tells it from others of the same author and year. A style
        that only has notes gives the full note. ``shape`` is ``pattern.shape(item)``, where it is
        known.
        """
        part = self.listed or self.citation
        if suffix or number != 1 or "second-field-align" in part.attributes:
            state = self._state(item)
            state.number, state.year_suffix, state.suffix_due = number, suffix, bool(suffix)
            return self._entry(state, format), state.used
        # the second item of a shape pays for the pattern, so a lone one costs nothing
        of = shape or pattern.shape(item)
        if of not in self._patterns:
            if len(self._patterns) >= pattern.KEPT:
                self._patterns.clear()
            self._patterns[of] = None
        elif (known := self.patterned(item, of)) is not None:
            try:
                return known.write(item, partial(self.state, item), format), known.used
            except pattern.Empty:
                pass
        state = self._state(item)
        return self._entry(state, format), state.used

    def patterned(self, item: Item, shape: str) -> pattern.Pattern | None:
        """How the style writes items of this one's shape, and what it shows of them; None where that
        hangs on their words, or on the items before them."""
        known = self._patterns.get(shape)
        if known is None:
            known = self._patterns[shape] = self._pattern(item)
        return known if isinstance(known, pattern.Pattern) else None

    def _pattern(self, item: Item) -> pattern.Pattern | str:
        part = self.listed or self.citation
        traced = pattern.Traced(item, rich=self.rich, english=self._state(item).english)
        traced.position = FIRST
        pieces: list[str] = []
        for run in part.runs:
            run(traced, pieces)
        if traced.unsure or "second-field-align" in part.attributes:
            return "unsure"
        text = (part.delimiter if part is self.citation else "").join(pieces)
        parts = traced.taken(part.whole(text) if text else "")
        return pattern.Pattern(parts, tuple(traced.used), self._finish)

    def _entry(self, state: State, format: Format) -> str:
        part = self.listed or self.citation
        state.position = FIRST
        pieces: list[str] = []
        first = ""
        for n, run in enumerate(part.runs):
            run(state, pieces)
            if n == 0 and "second-field-align" in part.attributes and len(part.runs) > 1:
                first, pieces = "".join(pieces), []
        text = (part.delimiter if part is self.citation else "").join(pieces)
        if first:
            text = f"{LEFT[0]}{first.rstrip()}{LEFT[1]}{RIGHT[0]}{text}{RIGHT[1]}"
        return self._finish(part.whole(text), format) if text else ""

    def order(self, items: Sequence[Item]) -> list[int]:
        """The places of ``items`` in the style's order; equal ones keep theirs."""
        keys = self.listed.keys if self.listed else self.citation.keys
        return sorting.order(items, keys, self._state)

    def suffixes(self, items: Sequence[Item]) -> list[str]:
        """For each item the letter "a", "b" … where the style's short form alone can't tell it
        from another of the same author and year; "" where it can (CSL 1.0.2, "Disambiguation")."""
        out = [""] * len(items)
        if self.citation.attributes.get("disambiguate-add-year-suffix") != "true":
            return out
        alike: dict[str, list[int]] = defaultdict(list)
        for place in self.order(items):
            state = self._state(items[place])
            state.position = FIRST
            pieces: list[str] = []
            for run in self.citation.runs:
                run(state, pieces)
            alike["".join(pieces)].append(place)
        for places in alike.values():
            if len(places) > 1:
                for n, place in enumerate(places):
                    out[place] = _letters(n)
        return out

    def bibliography(self, items: Iterable[Item], *, format: Format = "html") -> list[str]:
        """The entries of ``items`` in the style's order, numbered as they come."""
        listed = list(items)
        if self.listed is None:
            return []
        suffixes = self.suffixes(listed)
        instead = self.listed.attributes.get("subsequent-author-substitute")
        before: str | None = None
        out = []
        for number, place in enumerate(self.order(listed), 1):
            state = self._state(listed[place])
            state.number, state.year_suffix = number, suffixes[place]
            state.suffix_due = bool(state.year_suffix)
            if instead is not None:
                state.before, state.instead = before, instead
            text = self._entry(state, format)
            before = state.first_names
            if text:
                out.append(text)
        return out

    def cite(
        self,
        cites: Sequence[Cite],
        items: dict[str, Item],
        *,
        numbers: dict[str, int] | None = None,
        suffixes: dict[str, str] | None = None,
        positions: Sequence[frozenset[str]] = (),
        format: Format = "html",
    ) -> str:
        """One citation (in the text or a note) of one or more items.

        ``numbers`` and ``suffixes`` are the items' places in the list of references and their
        year letters, ``positions`` the CSL positions of each cite (first, ibid …).
        """
        part = self.citation
        cited = [items[one.id] for one in cites]
        order = sorting.order(cited, part.keys, self._state) if part.keys else range(len(cites))
        fix = markup.rich if self.rich else markup.plain
        kind = part.attributes.get("collapse", "")
        collapse = kind.startswith("year")
        grouped = part.attributes.get("cite-group-delimiter")
        after = part.attributes.get("after-collapse-delimiter", part.delimiter)
        was_tied = False
        if collapse or grouped is not None:
            order = self._together(list(order), cited)
        pieces: list[str] = []
        shown: list[int] = []
        before: str | None = None
        for place in order:
            one = cites[place]
            state = self._state(items[one.id])
            state.number = (numbers or {}).get(one.id, place + 1)
            state.year_suffix = (suffixes or {}).get(one.id, "")
            state.suffix_due = bool(state.year_suffix)
            state.position = positions[place] if positions else FIRST
            if "subsequent" in state.position:
                state.over = _subsequent(part.scope.names)
            if one.locator:
                state.cite = {"locator": one.locator, "label": one.label}
            if collapse and not one.prefix:
                state.before = before
            out: list[str] = []
            for run in part.runs:
                run(state, out)
            if text := "".join(out):
                affixes = markup.quotes(fix(one.prefix)), markup.quotes(fix(one.suffix))
                same = before is not None and before == state.first_names
                tied = same and (collapse or grouped is not None)
                if pieces:
                    untied = after if was_tied and collapse else part.delimiter
                    pieces.append((grouped or ", ") if tied else untied)
                was_tied = tied
                pieces.append(affixes[0] + text.lstrip(" ") + affixes[1])
                shown.append(0 if one.locator or any(affixes) else state.number)
            before = state.first_names
        if kind == "citation-number":
            pieces = _ranges(pieces, shown)
        return self._finish(part.whole("".join(pieces)), format) if pieces else ""

    def _together(self, places: list[int], items: list[Item]) -> list[int]:
        """The places with cites of the same names next to the first of them."""
        groups: dict[str, list[int]] = {}
        for place in places:
            state = self._state(items[place])
            state.position = FIRST
            for run in self.citation.runs:
                run(state, [])
            groups.setdefault(state.first_names or f"\0{place}", []).append(place)
        return [place for group in groups.values() for place in group]


def _ranges(pieces: list[str], numbers: list[int]) -> list[str]:
    """Cites and delimiters in turn, with three or more numbers in a row as a range, "[1]–[4]"."""
    out: list[str] = []
    at = 0
    while at < len(numbers):
        end = at
        while end + 1 < len(numbers) and 0 < numbers[end] == numbers[end + 1] - 1:
            end += 1
        if at:
            out.append(pieces[2 * at - 1])
        if end - at < 2:
            out.append(pieces[2 * at])
            at += 1
            continue
        out += (pieces[2 * at], "–", pieces[2 * end])
        at = end + 1
    return out


def _subsequent(names: dict[str, str]) -> dict[str, str]:
    """Name options of an item cited before."""
    over = {}
    for far, near in (
        ("et-al-subsequent-min", "et-al-min"),
        ("et-al-subsequent-use-first", "et-al-use-first"),
    ):
        if far in names:
            over[near] = names[far]
    return over


def _letters(number: int) -> str:
    """0 → "a", 25 → "z", 26 → "aa"."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(97 + rest) + out
    return out
