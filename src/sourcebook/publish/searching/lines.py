"""Say which lines of the index a thing stands in, and which of them change with it. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sourcebook.publish.searching import names
from sourcebook.publish.searching.coding import listed, numbers
from sourcebook.publish.searching.gathering import Gathered
from sourcebook.records import Date
from sourcebook.values.dates_said import year_of

_DAY = re.compile(r"\d{4}-(\d\d)(?:-(\d\d))?")


def filed(body: Gathered) -> Iterator[tuple[str, str, int]]:
    """(facet, value, small number) of a thing: the day of the year beside its year."""
    for facet, value in dict.fromkeys(body.facets):
        yield facet, value, 0
    year, day = year_and_day(body.issued)
    if year:
        yield "year", year, day


@lru_cache(maxsize=1 << 14)
def year_and_day(edtf: str) -> tuple[str, int]:
    """The year of a date, "" where none is known, and the day's place in it."""
    year = year_of(Date(edtf=edtf)) if edtf else None
    return ("", 0) if year is None else (str(year), _day(edtf))


def _day(edtf: str) -> int:
    """A day's place in its year, in months of 31 days; 0 where no month is known."""
    found = _DAY.match(edtf)
    if found is None or not 1 <= (month := int(found[1])) <= 12:
        return 0
    return (month - 1) * 31 + min(int(found[2] or 1), 31)


def facet_lines(
    facet: str, value: str, rows: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, str, str]]:
    """(file, key, line) of a facet's value in things, by number, each with its small number."""
    rows = list(rows)
    yield from facet_files(
        facet, value, listed(((place, 0) for place, _ in rows), 1), numbers(day for _, day in rows)
    )


def facet_files(facet: str, value: str, things: str, days: str) -> Iterator[tuple[str, str, str]]:
    """The line of a facet's value; of a year also the days, in the same order, in a file of their own:
    only what is sorted by date needs them."""
    yield f"f/{facet}", value, things
    if facet == "year":
        yield "f/date", value, days


def aliases(term: str) -> tuple[str, ...]:
    return names.names_of(term[1:].upper()) if term.startswith("@") else ()


def forms(body: Gathered) -> Iterator[tuple[str, str]]:
    yield from body.pairs
    for term in body.rows:
        for name in aliases(term):
            yield name, term


class Edits:
    """What changes in the lines: of terms (by place; None takes away), facets and forms."""

    def __init__(self) -> None:
        self.terms: dict[str, dict[int, tuple[int, str] | None]] = {}
        self.facets: dict[tuple[str, str], dict[int, int | None]] = {}
        self.forms: dict[tuple[str, str], int] = {}

    def change(
        self, old: Gathered | None, new: Gathered | None, was: int | None, now: int | None
    ) -> None:
        """A thing is otherwise, or elsewhere."""
        before = old.rows if old else {}
        after = new.rows if new else {}
        if was is not None:
            for term in before:
                if term not in after:
                    # where another thing stands there by now, that is what counts
                    self.terms.setdefault(term, {}).setdefault(was, None)
        if now is not None:
            for term, row in after.items():
                if before.get(term) != row:
                    self.terms.setdefault(term, {})[now] = row
        left = {(facet, value): small for facet, value, small in filed(old)} if old else {}
        fresh = {(facet, value): small for facet, value, small in filed(new)} if new else {}
        if was is not None:
            for key in left:
                if key not in fresh:
                    self.facets.setdefault(key, {}).setdefault(was, None)
        if now is not None:
            for key, small in fresh.items():
                if left.get(key) != small:
                    self.facets.setdefault(key, {})[now] = small
        for body, by in ((old, -1), (new, 1)):
            if body is not None:
                for one in forms(body):
                    self.forms[one] = self.forms.get(one, 0) + by
