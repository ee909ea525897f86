"""Hold the facets of many things, and write the lines of their values from them. Pure."""

from array import array
from collections.abc import Iterator, Sequence

import numpy as np

from sourcebook.publish.searching.findable import Findable
from sourcebook.publish.searching.lettering import lettered
from sourcebook.publish.searching.lines import facet_files, year_and_day

Value = tuple[str, str]  # of a facet


class _Numbers(dict[Value, int]):
    """Numbers for values, as they are met."""

    def __missing__(self, value: Value) -> int:
        made = self[value] = len(self)
        return made


class Filing:
    """The facets of things, by the order in which they were taken in."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._values = array("i")
        self._many = array("i")  # values of each thing
        self._days = array("i")  # of each thing, the day of its year

    def take(self, found: Findable) -> None:
        """Take in a thing."""
        values = [self._numbers[value] for value in dict.fromkeys(found.facets)]
        year, day = year_and_day(found.issued)
        if year:
            values.append(self._numbers["year", year])
        self._values.extend(values)
        self._many.append(len(values))
        self._days.append(day)

    def lines(self, places: Sequence[int]) -> Iterator[tuple[str, str, str]]:
        """(file, key, line) of all values; ``places`` are the numbers of the things in the order in which they
        were taken in."""
        at = np.array(places, dtype=np.int64)
        things = np.repeat(np.arange(len(at)), np.array(self._many, dtype=np.int64))
        values = np.array(self._values, dtype=np.int64)
        order = np.lexsort((at[things], values))
        values, things = values[order], things[order]
        numbers = at[things]
        firsts = np.searchsorted(values, np.arange(len(self._numbers)))
        before = np.concatenate(([0], numbers[:-1])) if len(numbers) else numbers
        before[firsts] = 0
        listed, ends = lettered(numbers - before)
        days, day_ends = lettered(np.array(self._days, dtype=np.int64)[things])
        last = np.append(firsts[1:], len(values)) - 1
        for (facet, value), n in self._numbers.items():
            own, own_days = (
                text[(bounds[firsts[n] - 1] if firsts[n] else 0) : bounds[last[n]]]
                for text, bounds in ((listed, ends), (days, day_ends))
            )
            yield from facet_files(facet, value, own, own_days)
