"""CSL's rendering elements, each compiled once into a function that appends its text to a list.

A function gets the state of one cite and a list; it appends what it renders and counts the
variables it called and found, by which groups vanish (CSL 1.0.2, "Group").
"""

from collections.abc import Callable
from typing import Any

from lxml import etree

from sourcebook.errors import Unreadable
from sourcebook.publish.cite.csl import markup
from sourcebook.publish.cite.csl.case import cased
from sourcebook.publish.cite.csl.dates import compile_date
from sourcebook.publish.cite.csl.decorate import Decorate, decorator
from sourcebook.publish.cite.csl.locale import NS, Locale
from sourcebook.publish.cite.csl.numbers import is_numeric, is_plural, number, pages
from sourcebook.publish.cite.csl.people import compile_names

NAME_VARIABLES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator "  # noqa: SIM905
    "director editor editor-translator editorial-director executive-producer guest host "
    "illustrator interviewer narrator organizer original-author performer producer recipient "
    "reviewed-author script-writer series-creator translator".split()
)
DATE_VARIABLES = frozenset(
    "accessed available-date event-date issued original-date submitted".split()  # noqa: SIM905
)
_ALIASES = {"title-short": "shortTitle", "container-title-short": "journalAbbreviation",
            "event": "event-title", "event-title": "event"}  # fmt: skip
_LITERALS = frozenset({"URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "archive_location"})


class State:
    """One cite while it is rendered: its item and locator, and what has been called and found."""

    __slots__ = (
        "called",
        "cite",
        "disambiguate",
        "english",
        "filled",
        "item",
        "number",
        "over",
        "position",
        "rich",
        "skip",
        "sorting",
        "used",
        "year_suffix",
    )  # fmt: skip

    def __init__(self, item: dict[str, Any], *, rich: bool, english: bool) -> None:
        self.item = item
        self.cite: dict[str, Any] = {}
        self.called = self.filled = 0
        self.skip: set[str] = set()
        self.used: list[str] = []
        self.over: dict[str, str] = {}
        self.number = 1
        self.position: frozenset[str] = frozenset()
        self.rich, self.english = rich, english
        self.sorting = False
        self.year_suffix = ""
        self.disambiguate = False

    def value(self, variable: str) -> str:
        """A text or number variable, ready to be joined; "" where the item has none."""
        raw = self.item.get(variable)
        if raw is None:
            raw = self._derived(variable)
        if raw is None or raw == "":
            return ""
        text = raw if isinstance(raw, str) else str(raw)
        if variable in _LITERALS:
            return markup.plain(text)
        text = markup.rich(text) if self.rich else markup.plain(text)
        return markup.quotes(text)

    def _derived(self, variable: str) -> Any:
        if variable in _ALIASES:
            return self.item.get(_ALIASES[variable])
        if variable == "citation-number":
            return str(self.number)
        if variable == "year-suffix":
            return self.year_suffix
        if variable == "locator":
            return self.cite.get("locator")
        if variable == "page-first":
            return str(self.item.get("page", "")).replace("–", "-").split("-")[0].split(",")[0]
        if variable == "first-reference-note-number":
            return self.cite.get("first-reference-note-number")
        return None

    def has(self, variable: str) -> bool:
        found = self.item.get(variable)
        if variable in DATE_VARIABLES:
            return bool(
                found and (found.get("date-parts") or found.get("literal") or found.get("raw"))
            )
        return bool(found) or bool(self._derived(variable))


Run = Callable[[State, list[str]], None]


class Scope:
    """What elements of one part of a style share while they are compiled."""

    def __init__(
        self, style: etree._Element, locale: Locale, names: dict[str, str], root: dict[str, str]
    ) -> None:
        self.locale, self.names, self.root = locale, names, root
        self.macros = {m.get("name"): m for m in style.iterfind(f"{NS}macro")}
        self._compiled: dict[str, list[Run]] = {}
        self._open: set[str] = set()

    def macro(self, name: str) -> list[Run]:
        if name not in self._compiled:
            if name not in self.macros or name in self._open:
                why = "calls itself" if name in self._open else "is called but not there"
                raise Unreadable(f"macro {name}", f"{why}; the style can't be used")
            self._open.add(name)
            self._compiled[name] = children(self.macros[name], self)
            self._open.discard(name)
        return self._compiled[name]


def children(element: etree._Element, scope: Scope) -> list[Run]:
    out: list[Run] = []
    for child in element:
        if isinstance(child.tag, str):
            maker = COMPILERS.get(child.tag.removeprefix(NS))
            if maker is not None:
                out.append(maker(child, scope))
    return out


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(k): str(v) for k, v in element.attrib.items()}


def _dresser(element: etree._Element, scope: Scope) -> Decorate:
    """Period stripping, case and decoration of an element, for English and other items alike."""
    return decorator(_attributes(element), scope.locale)


def _text(element: etree._Element, scope: Scope) -> Run:
    dress = _dresser(element, scope)
    case = element.get("text-case")
    strip = element.get("strip-periods") == "true"
    make: Callable[[State], str]
    counts = False
    variable = ""
    if (value := element.get("value")) is not None:
        literal = value

        def make(s: State) -> str:
            return literal

    elif (term := element.get("term")) is not None:
        found = scope.locale.term(term, element.get("form", "long"))
        literal = found.multiple if element.get("plural") == "true" else found.single

        def make(s: State) -> str:
            return literal

    elif (macro := element.get("macro")) is not None:
        runs = scope.macro(macro)

        def make(s: State) -> str:
            pieces: list[str] = []
            for run in runs:
                run(s, pieces)
            return "".join(pieces)

    else:
        counts = True
        variable = element.get("variable", "")
        make = _variable(element, variable, scope)

    def run(s: State, out: list[str]) -> None:
        if counts:
            s.called += 1
            if variable in s.skip:
                return
        text = make(s)
        if not text:
            return
        if counts:
            s.filled += 1
            s.used.append(variable)
        if strip:
            text = text.replace(".", "")
        if case:
            text = cased(text, case, s.english)
        out.append(dress(text))

    return run


def _variable(element: etree._Element, variable: str, scope: Scope) -> Callable[[State], str]:
    if variable in ("page", "locator"):
        style = scope.root.get("page-range-format")
        dash = scope.locale.term("page-range-delimiter").single or "–"

        def paged(s: State) -> str:
            value = s.value(variable)
            label = s.cite.get("label", "page")
            ranged = variable == "page" or label in ("page", "")
            return pages(value, style if ranged else None, dash) if value else ""

        return paged
    if element.get("form") == "short":
        short = f"{variable}-short"
        return lambda s: s.value(short) or s.value(variable)
    return lambda s: s.value(variable)


def _number(element: etree._Element, scope: Scope) -> Run:
    dress = _dresser(element, scope)
    variable, form = element.get("variable", ""), element.get("form", "numeric")
    case, strip = element.get("text-case"), element.get("strip-periods") == "true"
    locale = scope.locale
    gender = locale.term(variable).gender
    dash = locale.term("page-range-delimiter").single or "–"
    style = scope.root.get("page-range-format")

    def run(s: State, out: list[str]) -> None:
        s.called += 1
        value = "" if variable in s.skip else s.value(variable)
        if not value:
            return
        s.filled += 1
        s.used.append(variable)
        if variable == "page":
            text = pages(value, style, dash)
        else:
            text = number(value, form, locale, gender)
        if strip:
            text = text.replace(".", "")
        out.append(dress(cased(text, case, True) if case else text))

    return run


def _label(element: etree._Element, scope: Scope) -> Run:
    dress = _dresser(element, scope)
    variable, form = element.get("variable", ""), element.get("form", "long")
    plural = element.get("plural", "contextual")
    case, strip = element.get("text-case"), element.get("strip-periods") == "true"
    locale = scope.locale

    def run(s: State, out: list[str]) -> None:
        value = "" if variable in s.skip else s.value(variable)
        if not value:
            return
        name = variable
        if variable == "locator":
            name = s.cite.get("label") or "page"
            name = "sub-verbo" if name == "sub verbo" else name
        term = locale.find(name, form) or locale.find(name.replace("-", " "), form)
        if term is None:
            return
        if variable.startswith("number-of"):
            many = value.strip().isdigit() and int(value) != 1
        else:
            many = is_plural(value)
        text = (
            term.multiple
            if plural == "always" or (plural == "contextual" and many)
            else term.single
        )
        if text:
            if strip:
                text = text.replace(".", "")
            out.append(dress(cased(text, case, s.english) if case else text))

    return run


def _group(element: etree._Element, scope: Scope) -> Run:
    dress = _dresser(element, scope)
    delimiter = element.get("delimiter", "")
    inner = children(element, scope)

    def run(s: State, out: list[str]) -> None:
        called, filled = s.called, s.filled
        s.called = s.filled = 0
        pieces: list[str] = []
        for part in inner:
            part(s, pieces)
        empty = s.called and not s.filled
        s.called += called
        s.filled += filled
        if pieces and not empty:
            out.append(dress(delimiter.join(pieces)))

    return run


def _date(element: etree._Element, scope: Scope) -> Run:
    dress = _dresser(element, scope)
    variable = element.get("variable", "")
    render, _ = compile_date(element, scope.locale)
    case = element.get("text-case")

    def run(s: State, out: list[str]) -> None:
        s.called += 1
        value = None if variable in s.skip else s.item.get(variable)
        if not value:
            return
        text = render(value)
        if not text:
            return
        s.filled += 1
        s.used.append(variable)
        out.append(dress(cased(text, case, s.english) if case else text))

    return run


def _names(element: etree._Element, scope: Scope, parent: etree._Element | None = None) -> Run:
    shape = element
    if parent is not None and len(element) == 0:
        shape = parent
    locale = scope.locale
    options = dict(scope.names)
    name_element = shape.find(f"{NS}name")
    render = compile_names(name_element, options, locale, scope.root, shape.find(f"{NS}et-al"))
    label = shape.find(f"{NS}label")
    label_first = label is not None and (
        name_element is not None and list(shape).index(label) < list(shape).index(name_element)
    )
    role_label = None if label is None else _role_label(label, scope)
    attributes = _attributes(shape) | _attributes(element)
    dress = decorator(attributes, locale)
    delimiter = (
        element.get("delimiter") or shape.get("delimiter") or options.get("names-delimiter", "")
    )
    roles = element.get("variable", "").split()
    substitute = element.find(f"{NS}substitute")
    instead: list[Run] = []
    for child in () if substitute is None else substitute:
        if child.tag == f"{NS}names":
            instead.append(_names(child, scope, element))
        elif isinstance(child.tag, str):
            instead.append(COMPILERS[child.tag.removeprefix(NS)](child, scope))
    counting = (name_element is not None and name_element.get("form") == "count") or options.get(
        "form"
    ) == "count"

    def run(s: State, out: list[str]) -> None:
        s.called += 1
        pieces: list[str] = []
        asked = [r for r in roles if r not in s.skip and s.item.get(r)]
        shown = asked
        joint = ""
        if (
            {"editor", "translator"} <= set(asked)
            and s.item["editor"] == s.item["translator"]
            and locale.find("editortranslator")
        ):
            shown = [r for r in asked if r != "translator"]
            joint = "editortranslator"
        if counting and s.sorting:
            total = sum(int(render(s.item[r], s.over) or 0) for r in shown)
            if total:
                out.append(f"{total:05d}")
            return
        for role in shown:
            text = render(s.item[role], s.over)
            if not text:
                continue
            if role_label is not None and not s.sorting:
                named = joint if joint and role == "editor" else role
                text = role_label(named, text, len(s.item[role]) > 1, s, label_first)
            pieces.append(text)
            s.used.append(role)
        if pieces:
            s.filled += 1
            out.append(dress(delimiter.join(pieces)))
            return
        for option in instead:
            before, start = len(out), len(s.used)
            option(s, out)
            if len(out) > before:
                s.skip.update(s.used[start:])
                s.filled += 1
                if substitute is not None and parent is None:
                    tail = out[before:]
                    del out[before:]
                    out.append(dress("".join(tail)))
                return

    return run


def _role_label(
    label: etree._Element, scope: Scope
) -> Callable[[str, str, bool, State, bool], str]:
    dress = _dresser(label, scope)
    form, plural = label.get("form", "long"), label.get("plural", "contextual")
    case, strip = label.get("text-case"), label.get("strip-periods") == "true"

    def run(role: str, text: str, several: bool, s: State, first: bool) -> str:
        term = scope.locale.find(role, form)
        if term is None:
            return text
        many = plural == "always" or (plural == "contextual" and several)
        word = term.multiple if many else term.single
        if not word:
            return text
        if strip:
            word = word.replace(".", "")
        word = dress(cased(word, case, s.english) if case else word)
        return word + text if first else text + word

    return run


def _choose(element: etree._Element, scope: Scope) -> Run:
    branches = [
        (_condition(branch), children(branch, scope))
        for branch in element
        if isinstance(branch.tag, str)
    ]

    def run(s: State, out: list[str]) -> None:
        for test, inner in branches:
            if test(s):
                for part in inner:
                    part(s, out)
                return

    return run


Test = Callable[[State], bool]


def _condition(branch: etree._Element) -> Test:
    if branch.tag == f"{NS}else":
        return lambda s: True
    conditions = branch.find(f"{NS}conditions")
    if conditions is not None:
        inner = [_condition(c) for c in conditions.iterfind(f"{NS}condition")]
        return _matching(conditions.get("match", "all"), inner)
    tests: list[Test] = []
    for attribute, value in branch.attrib.items():
        make = _TESTS.get(str(attribute))
        if make is not None:
            tests += [make(word) for word in str(value).split()]
    return _matching(branch.get("match", "all"), tests)


def _matching(match: str, tests: list[Test]) -> Test:
    if match == "any":
        return lambda s: any(test(s) for test in tests)
    if match == "none":
        return lambda s: not any(test(s) for test in tests)
    if len(tests) == 1:
        return tests[0]
    return lambda s: all(test(s) for test in tests)


def _is_type(word: str) -> Test:
    return lambda s: s.item.get("type") == word


def _has_variable(word: str) -> Test:
    return lambda s: s.has(word)


def _is_numeric(word: str) -> Test:
    return lambda s: is_numeric(s.value(word)) if word not in DATE_VARIABLES else s.has(word)


def _is_uncertain(word: str) -> Test:
    return lambda s: bool((s.item.get(word) or {}).get("circa"))


def _has_locator(word: str) -> Test:
    wanted = word.replace("-", " ")
    return lambda s: (
        bool(s.cite.get("locator"))
        and (str(s.cite.get("label") or "page").replace("-", " ") == wanted)
    )


def _in_position(word: str) -> Test:
    return lambda s: word in s.position


def _disambiguates(word: str) -> Test:
    wanted = word == "true"
    return lambda s: s.disambiguate == wanted


_TESTS: dict[str, Callable[[str], Test]] = {
    "type": _is_type,
    "variable": _has_variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _has_locator,
    "position": _in_position,
    "disambiguate": _disambiguates,
}
COMPILERS: dict[str, Callable[[etree._Element, Scope], Run]] = {
    "text": _text,
    "number": _number,
    "label": _label,
    "group": _group,
    "date": _date,
    "names": _names,
    "choose": _choose,
}
