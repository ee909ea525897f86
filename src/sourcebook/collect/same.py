"""Decide whether two entries that share an address, or title and date, are one. Pure.

They are, unless something tells against it; then the words say what, for a finding.
"""

import re
from collections.abc import Set as AbstractSet

from msgspec import Struct

from sourcebook.records import Entry
from sourcebook.store.keys import address_keys, fold
from sourcebook.values.addresses import host_of
from sourcebook.values.places import find_country

ALIKE = 0.5  # share of common words; the titles of one article on two pages had 0.6 and more
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Known(Struct, frozen=True):
    """An entry, and the countries it is on record for: its own, and those of pages it stands on."""

    entry: Entry
    countries: AbstractSet[str]


def apart_by_address(one: Known, two: Known, *, one_page: bool) -> str:
    """Why two entries with an address in common are not one; "" where they are."""
    first, second = one.entry, two.entry
    if _editions_differ(first, second):
        return f"is another edition ({first.edition}, {second.edition})"
    if fold(first.title) == fold(second.title):
        return ""
    if _only_countries_differ(one, two):
        return "differs in the country its title names"
    if alike(first.title, second.title):
        return ""
    if _front_pages_only(first, second):
        return "shares only a site's front page with it, under another title"
    if one_page:
        return "stands on the same page under another title"
    days = {entry.issued.edtf for entry in (first, second) if entry.issued and entry.issued.edtf}
    if len(days) == 2:
        return "has another title and another date"
    return ""


def apart_by_title(one: Known, two: Known, *, one_page: bool) -> str:
    """Why two entries of the same title and date are not one; "" where they are."""
    first, second = one.entry, two.entry
    if _editions_differ(first, second):
        return f"is another edition ({first.edition}, {second.edition})"
    if first.series and first.series == second.series and _about_others(first, second):
        return "is about another country, in the same series"
    if not _addresses(first) or not _addresses(second):
        return ""
    if set(address_keys(first)) & set(address_keys(second)):
        return ""
    if _hosts(first) & _hosts(second):
        if one.countries and two.countries and not one.countries & two.countries:
            return "is about another country, at an address of its own"
        return "stands on the same page with an address of its own" if one_page else ""
    if not _to_the_day(first) and _publishers_differ(first, second):
        return "has another publisher, and the date is no exact day"
    return ""


def one_edition(one: Entry, two: Entry) -> bool:
    """Whether two entries are one edition of one series about just the same countries, whatever they
    are called: a page's posting of a yearly report, and its file. Where both have an address, those
    decide."""
    if not (one.series and one.edition and one.countries):
        return False
    same = (one.series, one.edition) == (two.series, two.edition)
    return (
        same and {*one.countries} == {*two.countries} and not (_addresses(one) and _addresses(two))
    )


def alike(one: str, two: str) -> bool:
    """Whether two titles are near enough to be one title written twice."""
    first, second = set(fold(one).split()), set(fold(two).split())
    if not first or not second:
        return True
    common = len(first & second)
    shorter = min(len(first), len(second))
    return common / len(first | second) >= ALIKE or (common == shorter and shorter >= 3)


def country_difference(one: str, two: str) -> tuple[str | None, str | None] | None:
    """The codes of the countries that alone tell two titles apart (None where one names none), or
    None where they differ in other words too, or in nothing."""
    first, second = _WORDS.findall(one), _WORDS.findall(two)
    low, lower = [word.casefold() for word in first], [word.casefold() for word in second]
    if low == lower:
        return None
    head = 0
    while head < min(len(low), len(lower)) and low[head] == lower[head]:
        head += 1
    tail = 0
    most = min(len(low), len(lower)) - head
    while tail < most and low[-1 - tail] == lower[-1 - tail]:
        tail += 1
    # "Republic of" and the like are common to both but part of each name: widen a little
    for before in range(head, max(head - 3, -1), -1):
        for after in range(tail, max(tail - 3, -1), -1):
            found = _named(first, before, after), _named(second, before, after)
            if found[0] != found[1] and "" not in found:
                return found
    return None


def _named(words: list[str], head: int, tail: int) -> str | None:
    """The country that words between head and tail name; None for no words, "" for others."""
    middle = words[head : len(words) - tail]
    return (find_country(" ".join(middle)) or "") if middle else None


def _only_countries_differ(one: Known, two: Known) -> bool:
    found = country_difference(one.entry.title, two.entry.title)
    if found is None:
        return False
    if None in found:  # one names a country, the other none: where they stand decides
        first = one.countries | ({found[0]} if found[0] else set())
        second = two.countries | ({found[1]} if found[1] else set())
        return bool(first and second and not first & second)
    return True


def _editions_differ(one: Entry, two: Entry) -> bool:
    return bool(one.edition and two.edition and fold(one.edition) != fold(two.edition))


def _about_others(one: Entry, two: Entry) -> bool:
    """Whether two entries are each by themselves about a country, and about none in common."""
    return bool(one.countries and two.countries and not {*one.countries} & {*two.countries})


def _publishers_differ(one: Entry, two: Entry) -> bool:
    first, second = fold(one.publisher or one.byline), fold(two.publisher or two.byline)
    return bool(first and second and first != second)


def _to_the_day(entry: Entry) -> bool:
    return bool(entry.issued and entry.issued.edtf and len(entry.issued.edtf) == 10)


def _addresses(entry: Entry) -> bool:
    return any(address.url for address in entry.addresses)


def _hosts(entry: Entry) -> set[str]:
    return {host_of(address.url) for address in entry.addresses if address.url}


def _front_pages_only(one: Entry, two: Entry) -> bool:
    shared = set(address_keys(one)) & set(address_keys(two))
    return all(not re.search(r"[/?#]", key) for key in shared)
