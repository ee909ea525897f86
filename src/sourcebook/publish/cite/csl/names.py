"""The ``names`` element: people in their roles, their labels, and what stands in for them."""

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from lxml import etree

from sourcebook.publish.cite.csl.case import cased
from sourcebook.publish.cite.csl.decorate import attributes, decorator
from sourcebook.publish.cite.csl.locale import NS
from sourcebook.publish.cite.csl.people import People
from sourcebook.publish.cite.csl.scope import Run, Scope
from sourcebook.publish.cite.csl.state import State

T = TypeVar("T")


class Names(list[dict[str, Any]]):
    """People in a role, whom nobody changes any more; ``key`` tells them from others."""

    __slots__ = ("_told", "key")

    def __init__(self, names: Iterable[dict[str, Any]]) -> None:
        super().__init__(names)
        self.key = str(self)
        self._told: dict[Any, Any] = {}

    def told(self, how: Callable[[list[dict[str, Any]]], T]) -> T:
        """What ``how`` makes of them: made once, for each format and tag asks for the same."""
        if how not in self._told:
            self._told[how] = how(self)
        made: T = self._told[how]
        return made


def told(names: list[dict[str, Any]], how: Callable[[list[dict[str, Any]]], T]) -> T:
    """What ``how`` makes of names, remembered with those that nobody changes."""
    return names.told(how) if isinstance(names, Names) else how(names)


KEPT = 5_000  # lists of names
Label = Callable[[str, str, bool, State], str]


def names(element: etree._Element, scope: Scope) -> Run:
    """The element as a function; inside ``substitute`` a bare one takes its parent's shape."""
    return _names(element, scope, element)


def _names(element: etree._Element, scope: Scope, shape: etree._Element) -> Run:
    people = People.compiled(shape, scope)
    render = _remembering(people)
    label = _label(shape, scope)
    dress = decorator(attributes(shape) | attributes(element))
    delimiter = (
        element.get("delimiter") or shape.get("delimiter") or scope.names.get("names-delimiter", "")
    )
    roles = element.get("variable", "").split()
    instead = _substitutes(element, scope)

    def run(s: State, out: list[str]) -> None:
        s.called += 1
        shown, joint = _asked(roles, s, scope)
        if people.counts:
            total = sum(int(people.render(s.item[role], s.over) or 0) for role in shown)
            if total:
                s.filled += 1
                out.append(f"{total:05d}" if s.sorting else str(total))
            return
        pieces: list[str] = []
        for role in shown:
            text = s.names(render, role)
            if not text:
                continue
            text = _repeated(text, s)
            if not text:  # told once for several cites in a row
                s.filled += 1
                return
            if label is not None and not s.sorting:
                named = joint if joint and role == "editor" else role
                text = label(named, text, len(s.item[role]) > 1, s)
            pieces.append(text)
            s.used.append(role)
        if pieces:
            s.filled += 1
            out.append(dress(delimiter.join(pieces)))
            return
        for option in instead:
            taken: list[str] = []
            start = len(s.used)
            option(s, taken)
            if taken:
                s.skip.update(s.used[start:])
                s.filled += 1
                out.append(dress("".join(taken)))
                return

    return run


def _remembering(people: People) -> Callable[[list[dict[str, Any]], Mapping[str, str]], str]:
    """How ``people`` writes names, keeping what was written: authors recur."""
    kept: dict[str, str] = {}

    def render(names: list[dict[str, Any]], over: Mapping[str, str]) -> str:
        if over:
            return people.render(names, over)
        key = names.key if isinstance(names, Names) else str(names)
        text = kept.get(key)
        if text is None:
            if len(kept) >= KEPT:
                kept.clear()
            text = kept[key] = people.render(names, over)
        return text

    return render


def _asked(roles: list[str], s: State, scope: Scope) -> tuple[list[str], str]:
    """The roles that have names; the same people as editors and translators are named once."""
    asked = [role for role in roles if role not in s.skip and s.item.get(role)]
    if (
        {"editor", "translator"} <= set(asked)
        and s.item["editor"] == s.item["translator"]
        and scope.locale.term("editortranslator").single
    ):
        return [role for role in asked if role != "translator"], "editortranslator"
    return asked, ""


def _repeated(text: str, s: State) -> str:
    """The first names of an entry, or what stands for them where the entry before had the same."""
    if s.first_names is not None or s.sorting:
        return text
    s.first_names = text
    return s.instead if text == s.before else text


def _substitutes(element: etree._Element, scope: Scope) -> list[Run]:
    substitute = element.find(f"{NS}substitute")
    if substitute is None:
        return []
    out: list[Run] = []
    for child in substitute:
        if child.tag == f"{NS}names":
            out.append(_names(child, scope, child if len(child) else element))
        else:
            holder = etree.Element(f"{NS}group")
            holder.append(copy.deepcopy(child))
            out += scope.children(holder)
    return out


def _label(shape: etree._Element, scope: Scope) -> Label | None:
    label, name = shape.find(f"{NS}label"), shape.find(f"{NS}name")
    if label is None:
        return None
    order = list(shape)
    before = name is not None and order.index(label) < order.index(name)
    dress = decorator(attributes(label))
    form, plural = label.get("form", "long"), label.get("plural", "contextual")
    case, strip = label.get("text-case"), label.get("strip-periods") == "true"

    def run(role: str, text: str, several: bool, s: State) -> str:
        term = scope.locale.find(role, form)
        if term is None:
            return text
        word = term.multiple if _many(plural, several) else term.single
        if not word:
            return text
        if strip:
            word = word.replace(".", "")
        word = dress(cased(word, case, s.english) if case else word)
        return word + text if before else text + word

    return run


def _many(plural: str, several: bool) -> bool:
    return plural == "always" or (plural == "contextual" and several)
