"""The tests of ``choose``: type, variables, numbers, dates, locators, position (CSL 1.0.2, "Choose")."""

from collections.abc import Callable

from lxml import etree

from sourcebook.publish.cite.csl.locale import NS
from sourcebook.publish.cite.csl.numbers import is_numeric
from sourcebook.publish.cite.csl.state import DATE_VARIABLES, State

Test = Callable[[State], bool]


def _always(_: State) -> bool:
    return True


def condition(branch: etree._Element) -> Test:
    if branch.tag == f"{NS}else":
        return _always
    conditions = branch.find(f"{NS}conditions")
    if conditions is not None:
        inner = [condition(c) for c in conditions.iterfind(f"{NS}condition")]
        return _matching(conditions.get("match", "all"), inner)
    tests: list[Test] = []
    match = branch.get("match", "all")
    for attribute, value in branch.attrib.items():
        make = _TESTS.get(str(attribute))
        words = str(value).split()
        if make is _is_type and match in ("any", "none") and len(words) > 1:
            tests.append(_is_one_of(frozenset(words)))
        elif make is not None:
            tests += [make(word) for word in words]
    return _matching(match, tests)


def _matching(match: str, tests: list[Test]) -> Test:
    if len(tests) == 1 and match != "none":
        return tests[0]

    # plain loops: any() and all() would make a generator for each of the 60 tests of a citation
    def some(s: State) -> bool:
        for test in tests:  # noqa: SIM110
            if test(s):
                return True
        return False

    def every(s: State) -> bool:
        for test in tests:  # noqa: SIM110
            if not test(s):
                return False
        return True

    if match == "any":
        return some
    if match == "none":
        return lambda s: not some(s)
    return every


def _is_one_of(words: frozenset[str]) -> Test:
    return lambda s: s.item.get("type") in words


def _is_type(word: str) -> Test:
    return lambda s: s.item.get("type") == word


def _has_variable(word: str) -> Test:
    return lambda s: s.has(word)


def _is_numeric(word: str) -> Test:
    return lambda s: is_numeric(s.tested(word)) if word not in DATE_VARIABLES else s.has(word)


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
