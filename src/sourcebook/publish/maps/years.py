"""Draw a country's years: its entries, its ratings and what its sources count, one above another. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from msgspec import Struct

from sourcebook.claims import Claim, Figure
from sourcebook.publish.maps.ratings import NAMES, SHORT, Rated
from sourcebook.publish.shape.safe import clean
from sourcebook.records import Entry

WIDE, LEFT = 720, 84  # units; the lanes' names stand at the left
BARS, LANE = 56, 30  # how tall the entries' lane and another are
MOST = 40  # years on one drawing; older ones stand in the table alone


class Event(Struct, frozen=True, kw_only=True):
    """Something a source counts in a year: its words, and the entry."""

    year: int
    says: str
    entry: str
    reviewed: bool


class Year(Struct, frozen=True, kw_only=True):
    """What there is of one year, for the table: ratings and events in words."""

    year: int
    entries: int
    ratings: tuple[str, ...]
    events: tuple[str, ...]


def events(claims: Iterable[Claim], entries: Mapping[str, Entry]) -> dict[str, tuple[Event, ...]]:
    """The figures that have a year of their own, by country, in the order of the years."""
    made: dict[str, list[Event]] = {}
    for claim in claims:
        figure = claim.figure
        if figure is None or claim.decision == "declined" or claim.entry not in entries:
            continue
        year = _year(figure)
        if year is None:
            continue
        event = Event(
            year=year,
            says=clean(claim.words),
            entry=claim.entry,
            reviewed=claim.decision == "accepted",
        )
        for country in dict.fromkeys((figure.place, *claim.countries)):
            if country:
                made.setdefault(country, []).append(event)
    return {
        country: tuple(sorted(some, key=lambda e: (e.year, e.entry, e.says)))
        for country, some in made.items()
    }


def table(
    counts: Mapping[int, int], rated: Sequence[Rated], told: Sequence[Event]
) -> tuple[Year, ...]:
    """Every year that has something, oldest first. ``counts`` are entries by year."""
    years = sorted({*counts, *(r.year for r in rated), *(e.year for e in told)})
    return tuple(
        Year(
            year=year,
            entries=counts.get(year, 0),
            ratings=tuple(NAMES[r.value] for r in rated if r.year == year),
            events=tuple(dict.fromkeys(e.says for e in told if e.year == year)),
        )
        for year in years
    )


def draw(years: Sequence[Year], *, name: str) -> str:
    """The drawing; "" for fewer than two years. The table beneath it has all that it shows."""
    shown = [year for year in years if years[-1].year - year.year < MOST] if years else []
    if len(shown) < 2:
        return ""
    first, last = shown[0].year, shown[-1].year
    step = (WIDE - LEFT) / (last - first + 1)
    most = max(year.entries for year in shown) or 1
    tall = BARS + 2 * LANE + 22
    label = (
        f"{name}, {first} to {last}: entries, ratings and figures by year; the table has them all"
    )
    parts = [
        f'<svg class="years-of" viewBox="0 0 {WIDE} {tall}" role="img" aria-label="{escape(label)}">'
    ]
    for words, y in (("Entries", BARS - 4), ("Rating", BARS + 21), ("Figures", BARS + LANE + 21)):
        parts.append(f'<text x="0" y="{y}" font-size="14">{words}</text>')
    for year in shown:
        x = LEFT + (year.year - first) * step
        middle = x + step / 2
        if year.entries:
            high = (BARS - 16) * year.entries / most
            parts.append(
                f'<rect x="{x + 1:.1f}" y="{BARS - high:.1f}" width="{step - 2:.1f}" height="{high:.1f}">'
                f"<title>{year.year}: {year.entries} entries</title></rect>"
            )
        if year.ratings:
            short = "/".join(SHORT[code] for code, name_ in NAMES.items() if name_ in year.ratings)
            size = 13 if len(short) < 3 and step > 16 else 9
            parts.append(
                f'<text x="{middle:.1f}" y="{BARS + 21}" font-size="{size}" text-anchor="middle">{short}'
                f"<title>{year.year}: {', '.join(year.ratings)}</title></text>"
            )
        if year.events:
            r = min(3 + len(year.events), 9, step / 2)
            says = "; ".join(year.events[:5])
            parts.append(
                f'<circle cx="{middle:.1f}" cy="{BARS + LANE + 16}" r="{r:.1f}">'
                f"<title>{year.year}: {escape(says)}</title></circle>"
            )
    every = next(n for n in (1, 2, 5, 10) if n * step >= 40)
    for number in range(first, last + 1):
        if number % every == 0:
            x = LEFT + (number - first + 0.5) * step
            parts.append(
                f'<text x="{x:.1f}" y="{tall - 6}" font-size="13" text-anchor="middle">{number}</text>'
            )
    parts.append("</svg>")
    return "".join(parts)


def _year(figure: Figure) -> int | None:
    period = figure.period or ""
    return int(period[:4]) if len(period) >= 4 and period[:4].isdigit() else None
