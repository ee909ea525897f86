"""Invented claims and entries for tests of maps."""

from typing import Any

from sourcebook.claims import Claim, Figure, Purpose, Rating, Route
from sourcebook.records import Date, Entry


def entry(id: str, publisher: str = "", year: int = 2005) -> Entry:
    """An entry of a publisher."""
    return Entry(
        id=id,
        title=f"Report {id}",
        publisher=publisher or f"House of {id}",
        issued=Date(edtf=str(year)),
    )


def route(
    entry: str,
    origin: str,
    destination: str,
    *,
    year: int | None = 2005,
    words: str = "",
    transit: tuple[str, ...] = (),
    purposes: tuple[Purpose, ...] = (),
    people: tuple[str, ...] = (),
    hearsay: bool = False,
    negated: bool = False,
    decision: Any = "accepted",
) -> Claim:
    """A claim of a route."""
    said = Route(
        origin=origin,
        destination=destination,
        transit=transit,
        purposes=purposes,
        people=people,
        hearsay=hearsay,
        negated=negated,
        start=0,
        end=1,
        rule="test",
        confidence=0.9,
    )
    return Claim(
        id=f"{entry}/{origin.lower()}{destination.lower()}{year}",
        entry=entry,
        kind="route",
        route=said,
        words=words or f"from {origin} to {destination}, says {entry}",
        year=year,
        decision=decision,
        countries=(origin, destination),
    )


def rating(entry: str, country: str, year: int, value: str, *, decision: Any = "accepted") -> Claim:
    """A claim of a rating."""
    said = Rating(scheme="tip-tier", value=value, year=year, country=country, start=0, end=1)
    return Claim(
        id=f"{entry}/r{country.lower()}{year}{value[0]}",
        entry=entry,
        kind="rating",
        rating=said,
        words=value,
        year=year,
        decision=decision,
        countries=(country,),
    )


def figure(entry: str, country: str, period: str | None, words: str) -> Claim:
    """A claim of a figure."""
    said = Figure(
        value=42, unit="cases", of="convictions", place=country, period=period, start=0, end=1
    )
    return Claim(
        id=f"{entry}/f{country.lower()}{(period or 'none')[:4]}",
        entry=entry,
        kind="figure",
        figure=said,
        words=words,
        countries=(country,),
        decision="accepted",
    )
