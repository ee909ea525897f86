"""Invented claims for tests of comparing."""

from hashlib import sha256
from typing import Any

from sourcebook.claims import AspectSaid, Claim, Figure, Rating, Role, Route

_WHERE: Any = {"start": 0, "end": 5, "rule": "test", "confidence": 0.9}


def _claim(kind: str, one: Any, countries: tuple[str, ...], **more: Any) -> Claim:
    entry = more.pop("entry", "herald-2009")
    number = more.pop("number", 0)
    fields: Any = {
        kind: one, "decision": "accepted", "decided_by": "me", "year": 2009, "before": "They say ",
        "after": ".",
    } | more  # fmt: skip
    words = fields.pop("words", "so it is")
    name = sha256(repr((kind, one, entry, number)).encode()).hexdigest()[:10]
    return Claim(
        id=f"{entry}/{name}", entry=entry, kind=kind, words=words, countries=countries, **fields  # type: ignore[arg-type]
    )  # fmt: skip


def role(country: str, role: str, *, claim: Any = None, **more: Any) -> Claim:
    one = Role(country=country, role=role, **more, **_WHERE)  # type: ignore[arg-type]
    return _claim("role", one, (country,), **(claim or {}))


def route(origin: str, destination: str, *transit: str, claim: Any = None, **more: Any) -> Claim:
    one = Route(origin=origin, destination=destination, transit=transit, **more, **_WHERE)
    return _claim("route", one, (origin, *transit, destination), **(claim or {}))


def aspect(country: str, kind: str, code: str, **claim: Any) -> Claim:
    return _claim("aspect", AspectSaid(kind=kind, code=code, **_WHERE), (country,), **claim)


def rating(country: str, year: int, value: str, **claim: Any) -> Claim:
    one = Rating(scheme="tip-tier", value=value, year=year, country=country, **_WHERE)
    return _claim("rating", one, (country,), **{**claim, "year": year})


def figure(country: str, value: float, of: str, *, claim: Any = None, **more: Any) -> Claim:
    one = Figure(value=value, unit="people", of=of, place=country, **more, **_WHERE)
    return _claim("figure", one, (country,), **(claim or {}))
