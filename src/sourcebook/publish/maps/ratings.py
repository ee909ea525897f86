"""Gather ratings by country and year, and draw one small chart for each country. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from msgspec import Struct

from sourcebook.claims import Claim
from sourcebook.records import Entry
from sourcebook.values.places import country_name

SCHEME = "tip-tier"
# From the top of a chart down: what the US Trafficking in Persons Report grades a government's effort.
STEPS = ("1", "2", "2-watch-list", "3", "special-case")
NAMES = {
    "1": "Tier 1",
    "2": "Tier 2",
    "2-watch-list": "Tier 2 Watch List",
    "3": "Tier 3",
    "special-case": "Special Case",
}
SHORT = {"1": "1", "2": "2", "2-watch-list": "2 WL", "3": "3", "special-case": "–"}
SCHEME_SAYS = (
    "The US State Department's annual Trafficking in Persons Report grades what governments do: Tier 1 "
    "is its best grade, Tier 3 its worst. It grades governments, not how much trafficking there is."
)
WIDE, ROW, LEFT, TOP = (
    160,
    17,
    42,
    4,
)  # units of a small chart, which is never drawn smaller than in pixels
SMALL = 14  # the least size of letters (map.css gives each chart its 160 pixels)


class Rated(Struct, frozen=True, kw_only=True):
    """What sources say a country was rated in a year: ``value`` of ``STEPS``, ``entries`` by id,
    ``reviewed`` whether a curator accepted one of the claims."""

    year: int
    value: str
    entries: tuple[str, ...]
    reviewed: bool


def ratings(claims: Iterable[Claim], entries: Mapping[str, Entry]) -> dict[str, tuple[Rated, ...]]:
    """By country (ISO 3166-1 alpha-2), in the order of the years; two values of a year are both
    there."""
    found: dict[tuple[str, int, str], list[Claim]] = {}
    for claim in claims:
        rating = claim.rating
        if rating is None or claim.decision == "declined" or claim.entry not in entries:
            continue
        year = rating.year or claim.year
        if rating.scheme == SCHEME and rating.country and year and rating.value in STEPS:
            found.setdefault((rating.country, year, rating.value), []).append(claim)
    made: dict[str, list[Rated]] = {}
    for (country, year, value), some in sorted(found.items()):
        made.setdefault(country, []).append(
            Rated(
                year=year,
                value=value,
                entries=tuple(sorted({claim.entry for claim in some})),
                reviewed=any(claim.decision == "accepted" for claim in some),
            )
        )
    return {country: tuple(rated) for country, rated in made.items()}


def in_words(rated: Sequence[Rated]) -> str:
    """The ratings in a sentence's part: "Tier 2 (2003–2005), Tier 2 Watch List (2006)". Years without
    a rating end a run."""
    runs: list[tuple[str, int, int]] = []
    for one in rated:
        if runs and runs[-1][0] == one.value and one.year == runs[-1][2] + 1:
            runs[-1] = (one.value, runs[-1][1], one.year)
        else:
            runs.append((one.value, one.year, one.year))
    return ", ".join(
        f"{NAMES[value]} ({first if first == last else f'{first}–{last}'})"
        for value, first, last in runs
    )


def draw(country: str, rated: Sequence[Rated], years: tuple[int, int], language: str = "en") -> str:
    """A small chart: a row for each grade, a cell for each year; ``years`` are the first and last of
    all charts that stand together. Hollow cells were not reviewed."""
    first, last = years
    steps = [s for s in STEPS if s != "special-case" or any(r.value == s for r in rated)]
    step = (WIDE - LEFT) / (last - first + 1)
    tall = TOP + ROW * len(steps) + 18
    name = country_name(country, language)
    parts = [
        f'<svg class="tiers" viewBox="0 0 {WIDE} {tall}" role="img"'
        f' aria-label="{escape(name)}: {escape(in_words(rated))}">'
    ]
    for n, value in enumerate(steps):
        y = TOP + ROW * n
        parts.append(
            f'<text x="0" y="{y + 12}" font-size="{SMALL}">{SHORT[value]}</text>'
            f'<path class="rule" d="M{LEFT} {y + 7}H{WIDE}"/>'
        )
    for value, reviewed, begin, end in _runs(rated):
        x, y = LEFT + (begin - first) * step, TOP + ROW * steps.index(value)
        wide = max((end - begin + 1) * step - 1, 1.5)
        kind = "cell" if reviewed else "cell open"
        when = str(begin) if begin == end else f"{begin}–{end}"
        parts.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{y + 1}" width="{wide:.1f}" height="12">'
            f"<title>{when}: {NAMES[value]}</title></rect>"
        )
    y = TOP + ROW * len(steps) + 13
    parts.append(
        f'<text x="{LEFT}" y="{y}" font-size="{SMALL}">{first}</text>'
        f'<text x="{WIDE}" y="{y}" font-size="{SMALL}" text-anchor="end">{last}</text></svg>'
    )
    return "".join(parts)


def _runs(rated: Sequence[Rated]) -> list[tuple[str, bool, int, int]]:
    """Years in a row with one value, as (value, reviewed, first, last)."""
    runs: list[tuple[str, bool, int, int]] = []
    for one in sorted(rated, key=lambda r: (r.value, r.year)):
        if runs and runs[-1][:2] == (one.value, one.reviewed) and one.year == runs[-1][3] + 1:
            runs[-1] = (*runs[-1][:3], one.year)
        else:
            runs.append((one.value, one.reviewed, one.year, one.year))
    return runs
