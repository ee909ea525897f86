"""The order of a list of references: ``sort`` keys compiled into functions that give texts."""

import copy
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree

from sourcebook.publish.cite.csl.dates import sort_text
from sourcebook.publish.cite.csl.elements import COMPILERS
from sourcebook.publish.cite.csl.locale import NS
from sourcebook.publish.cite.csl.people import People
from sourcebook.publish.cite.csl.scope import Run, Scope
from sourcebook.publish.cite.csl.state import DATE_VARIABLES, NAME_VARIABLES, State

Key = tuple[Run, bool, dict[str, str]]  # what to render, whether descending, name options
_MARKS = dict.fromkeys(range(0xE000, 0xE040))
_IGNORED = frozenset("\"'“”‘’«»[](){}.,")


def keys(part: etree._Element, root: etree._Element, scope: Scope) -> list[Key]:
    """The sort keys of ``citation`` or ``bibliography``, first to last."""
    return [
        (_key(key, root, scope), key.get("sort") == "descending", _cuts(key))
        for key in part.iterfind(f"{NS}sort/{NS}key")
    ]


def _cuts(key: etree._Element) -> dict[str, str]:
    over = {"name-as-sort-order": "all"}
    for far, near in (
        ("names-min", "et-al-min"),
        ("names-use-first", "et-al-use-first"),
        ("names-use-last", "et-al-use-last"),
    ):
        if (value := key.get(far)) is not None:
            over[near] = value
    return over


def _key(key: etree._Element, root: etree._Element, scope: Scope) -> Run:
    if (macro := key.get("macro")) is not None:
        inner = Scope(_plain_dates(root), scope.locale, scope.names, scope.root, COMPILERS)
        runs = inner.macro(macro)

        def by_macro(s: State, out: list[str]) -> None:
            for run in runs:
                run(s, out)

        return by_macro
    variable = key.get("variable", "")
    people = People.compiled(None, scope)

    def by_variable(s: State, out: list[str]) -> None:
        if variable in NAME_VARIABLES:
            if s.item.get(variable):
                out.append(people.render(s.item[variable], s.over))
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


def order(
    items: Sequence[dict[str, Any]], keys: list[Key], state: Callable[[dict[str, Any]], State]
) -> list[int]:
    """The places of ``items`` in order; equal ones keep theirs, those without a key come last."""
    places = list(range(len(items)))
    for run, descending, over in reversed(keys):
        values: dict[int, str] = {}
        for place in places:
            s = state(items[place])
            s.sorting, s.over, s.number = True, over, place + 1
            pieces: list[str] = []
            run(s, pieces)
            values[place] = _collated("".join(pieces))
        full = [place for place in places if values[place]]
        if descending:  # reversed twice, so that equal ones keep their places
            full.reverse()
        full.sort(key=values.__getitem__)
        if descending:
            full.reverse()
        places = full + [place for place in places if not values[place]]
    return places


def _collated(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold()
    return "".join(c for c in text if not unicodedata.combining(c) and c not in _IGNORED)
