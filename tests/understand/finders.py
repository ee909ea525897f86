"""Finders of few known words, so that what is made of findings is tested apart from how they are found."""

import re

import pytest

from sourcebook.claims import AspectSaid, Figure, Rating, Role, Route
from sourcebook.understand import Prepared


def figures(ready: Prepared) -> tuple[Figure, ...]:
    """``300 people``"""
    return tuple(
        Figure(
            value=float(m[1]), unit="people", of=m[2], start=m.start(), end=m.end(), rule="count",
            confidence=0.8,
        )
        for m in re.finditer(r"(\d{1,6}) (people|women)", ready.text)
    )  # fmt: skip


def roles(ready: Prepared) -> tuple[tuple[Role, ...], tuple[Route, ...]]:
    """``a source``, ``a destination`` of the country the text is about; ``Uzbekistan to Kazakhstan``."""
    found: list[Role] = []
    for m in re.finditer(r"a (source|destination)( for women)?", ready.text):
        if ready.home:
            people = ("women",) if m[2] else ()
            found.append(
                Role(
                    country=ready.home, role=m[1], people=people, start=m.start(), end=m.end(),  # type: ignore[arg-type]
                    rule="is-a", confidence=0.95,
                )
            )  # fmt: skip
    routes = tuple(
        Route(
            origin="UZ", destination="KZ", start=m.start(), end=m.end(), rule="from-to",
            confidence=0.7,
        )
        for m in re.finditer("Uzbekistan to Kazakhstan", ready.text)
    )  # fmt: skip
    return tuple(found), routes


def aspects(ready: Prepared) -> tuple[AspectSaid, ...]:
    """``poverty``, ``shelter``"""
    kinds = {"poverty": "precursor", "shelter": "response"}
    codes = {"poverty": "poverty", "shelter": "shelter"}
    return tuple(
        AspectSaid(kind=kinds[m[0]], code=codes[m[0]], start=m.start(), end=m.end(), rule="word",
                   confidence=0.9)
        for m in re.finditer("poverty|shelter", ready.text)
    )  # fmt: skip


def ratings(ready: Prepared) -> tuple[Rating, ...]:
    """``Tier 2 in 2009``"""
    return tuple(
        Rating(scheme="tip-tier", value=m[1], year=int(m[2]), country=ready.home, start=m.start(),
               end=m.end(), rule="tier", confidence=0.99)
        for m in re.finditer(r"Tier (\d) in (\d{4})", ready.text)
    )  # fmt: skip


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put them in the place of the real ones."""
    for name, finder in (
        ("figures", figures), ("roles", roles), ("aspects", aspects), ("ratings", ratings),
    ):  # fmt: skip
        monkeypatch.setattr(f"sourcebook.understand.{name}.{name}_in", finder)
