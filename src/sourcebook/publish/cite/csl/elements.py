"""CSL's rendering elements, each compiled once into a function that appends its text to a list.

A function gets the state of one cite and a list; it appends what it renders and counts the
variables it called and found, by which groups vanish (CSL 1.0.2, "Group").
"""

from collections.abc import Callable
from typing import Any

from lxml import etree

from sourcebook.publish.cite.csl import markup
from sourcebook.publish.cite.csl.case import cased
from sourcebook.publish.cite.csl.conditions import condition
from sourcebook.publish.cite.csl.dates import compile_date
from sourcebook.publish.cite.csl.decorate import attributes, decorator
from sourcebook.publish.cite.csl.names import names
from sourcebook.publish.cite.csl.numbers import is_plural, number, pages
from sourcebook.publish.cite.csl.scope import Run, Scope
from sourcebook.publish.cite.csl.state import State


def _text(element: etree._Element, scope: Scope) -> Run:
    dress = decorator(attributes(element))
    case = element.get("text-case")
    strip = element.get("strip-periods") == "true"
    make: Callable[[State], str]
    counts = False
    variable = ""
    if (value := element.get("value")) is not None:
        make = _always(markup.quotes(markup.rich(value)))
    elif (term := element.get("term")) is not None:
        found = scope.locale.term(term, element.get("form", "long"))
        make = _always(found.multiple if element.get("plural") == "true" else found.single)
    elif (macro := element.get("macro")) is not None:
        runs = scope.macro(macro)

        def make(s: State) -> str:
            called, filled = s.called, s.filled
            s.called = s.filled = 0
            pieces: list[str] = []
            for run in runs:
                run(s, pieces)
            empty = s.called and not s.filled
            s.called += called
            s.filled += filled
            return "" if empty else "".join(pieces)

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
            text = s.bare(text)
        if case:
            text = s.cased(text, case)
        out.append(dress(text))

    return run


def _always(text: str) -> Callable[[State], str]:
    return lambda _: text


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
    dress = decorator(attributes(element))
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
    dress = decorator(attributes(element))
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
    dress = decorator(attributes(element))
    delimiter = element.get("delimiter", "")
    inner = scope.children(element)

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
    dress = decorator(attributes(element))
    variable = element.get("variable", "")
    render, _ = compile_date(element, scope.locale)
    case = element.get("text-case")

    def run(s: State, out: list[str]) -> None:
        s.called += 1
        value = None if variable in s.skip else s.item.get(variable)
        if not value:
            return
        text = s.date(render, variable)
        if not text:
            return
        if s.suffix_due and variable == "issued" and not scope.suffixed:
            text, s.suffix_due = _with_suffix(text, value, s.year_suffix), False
        s.filled += 1
        s.used.append(variable)
        out.append(dress(s.cased(text, case) if case else text))

    return run


def _with_suffix(text: str, value: dict[str, Any], suffix: str) -> str:
    """A date with its "a", "b" after the year, for a style that gives it no place of its own."""
    year = str((value.get("date-parts") or [[""]])[0][0])
    return text.replace(year, year + suffix, 1) if year and year in text else text + suffix


def _choose(element: etree._Element, scope: Scope) -> Run:
    branches = [
        (condition(branch), scope.children(branch))
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


COMPILERS: dict[str, Callable[[etree._Element, Scope], Run]] = {
    "text": _text,
    "number": _number,
    "label": _label,
    "group": _group,
    "date": _date,
    "names": names,
    "choose": _choose,
}
