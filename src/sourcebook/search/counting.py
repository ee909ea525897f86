"""Count the entries that match, and the values of their facets. I/O: reads the index.

A facet that something was chosen in is counted as if nothing were chosen there ("drill sideways"), so that
its other values say what they would bring; the other facets' choices hold.
"""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from sourcebook.search.asking import Asked
from sourcebook.search.documents import FACET_FIELDS
from sourcebook.search.fields import Choice
from sourcebook.search.labels import label
from sourcebook.search.results import Count

VALUES = 20  # of a facet, and those that were chosen
YEARS = 100
_MOST = 1_000  # values of a facet that something was chosen in, among which that stands most likely
_TOTAL = {"value_count": {"field": "alphabet"}}  # every entry has one

Matching = Callable[[Asked], Any]  # a question -> a query of the index


def counted(
    searcher: Any, asked: Asked, matching: Matching, facets: Sequence[str]
) -> tuple[int, dict[str, tuple[Count, ...]]]:
    """How many entries match, and the values of these facets with theirs, the commonest first (years:
    the latest)."""
    facets = [facet for facet in facets if facet in FACET_FIELDS]
    chosen: dict[str, list[Choice]] = {}
    for choice in asked.choices:
        chosen.setdefault(choice.facet, []).append(choice)
    open_ = {facet: _values(facet, _size(facet)) for facet in facets if facet not in chosen}
    found = searcher.aggregate(matching(asked), {"": _TOTAL, **open_})
    counts: dict[str, tuple[Count, ...]] = {}
    for facet in facets:
        if facet not in chosen:
            counts[facet] = _rows(facet, _by_value(found[facet]), ())
            continue
        others = [choice for choice in asked.choices if choice.facet != facet]
        query = matching(replace(asked, choices=others))
        there = _by_value(searcher.aggregate(query, {facet: _values(facet, _MOST)})[facet])
        for value in _named(chosen[facet]) if len(there) == _MOST else ():
            if value not in there:
                own = Choice(facet=facet, values=(value,))
                narrow = matching(replace(asked, choices=[*others, own]))
                there[value] = int(searcher.aggregate(narrow, {"": _TOTAL})[""]["value"] or 0)
        counts[facet] = _rows(facet, there, chosen[facet])
    return int(found[""]["value"] or 0), counts


def _size(facet: str) -> int:
    return YEARS if facet == "year" else VALUES


def _values(facet: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": facet, "size": size}}


def _by_value(found: Any) -> dict[str, int]:
    return {str(row["key"]): int(row["doc_count"]) for row in found["buckets"]}


def _named(choices: Sequence[Choice]) -> list[str]:
    """The values that choices name; of a range of years none."""
    single = [str(c.low) for c in choices if c.low is not None and c.low == c.high]
    return list(dict.fromkeys([*single, *(value for c in choices for value in c.values)]))


def _holds(choice: Choice, value: str) -> bool:
    if choice.values or not value.isdigit():
        return value in choice.values
    low, high = choice.low, choice.high
    return (low is None or low <= int(value)) and (high is None or int(value) <= high)


def _rows(facet: str, there: dict[str, int], choices: Sequence[Choice]) -> tuple[Count, ...]:
    shown = list(there)[: _size(facet)]
    shown += [value for value in _named(choices) if value not in shown]
    rows = [
        Count(
            value=value,
            label=label(facet, value),
            count=there.get(value, 0),
            chosen=any(_holds(choice, value) for choice in choices),
        )
        for value in shown
    ]
    if facet == "year":
        rows.sort(key=lambda row: row.value, reverse=True)
    return tuple(rows)
