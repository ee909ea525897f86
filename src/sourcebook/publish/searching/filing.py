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
        bits = int(at.max(initial=0)).bit_length()
        keys = np.array(self._values, dtype=np.int64)
        keys <<= bits
        keys |= np.repeat(at, np.array(self._many, dtype=np.int64))
        keys.sort()  # by value and number
        bounds = np.searchsorted(keys, np.arange(len(self._numbers) + 1) << bits)
        numbers = keys & ((1 << bits) - 1)
        steps = numbers.copy()
        steps[1:] -= numbers[:-1]
        steps[bounds[:-1]] = numbers[bounds[:-1]]
        listed, ends = lettered(steps)
        said = np.append(0, ends)[bounds].tolist()
        days = np.zeros(1 << bits, dtype=np.int32)
        days[at] = self._days
        for n, (facet, value) in enumerate(self._numbers):
            own = numbers[bounds[n] : bounds[n + 1]] if facet == "year" else numbers[:0]
            yield from facet_files(
                facet, value, listed[said[n] : said[n + 1]], lettered(days[own])[0]
            )
