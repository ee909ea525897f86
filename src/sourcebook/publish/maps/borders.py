"""Where countries lie: their outlines and the point their name stands at. I/O: reads its data once.

``borders.json`` is Natural Earth's 1:50m world (public domain), thinned by ``scripts/make_borders.py``.
It shows who holds a place, not who should: Natural Earth's de facto view.
"""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

Point = tuple[float, float]  # longitude, latitude, in degrees
Ring = tuple[Point, ...]


class Shape(Struct, frozen=True, kw_only=True):
    """A country: ``label`` is where its name stands, ``area`` in square degrees of the equator (0 for
    one without an outline), ``rings`` its outlines' arcs (``~n`` is arc n backwards)."""

    label: Point
    area: float
    rings: tuple[tuple[int, ...], ...]


class _File(Struct, frozen=True, kw_only=True):
    source: str
    grid: float
    arcs: tuple[tuple[int, ...], ...]
    countries: dict[str, Shape]


@cache
def _file() -> _File:
    data = Path(__file__).with_name("borders.json").read_bytes()
    return msgspec.json.decode(data, type=_File)


def source() -> str:
    """Where the outlines are from."""
    return _file().source


def shapes() -> dict[str, Shape]:
    """Every country by its code (ISO 3166-1 alpha-2, XK for Kosovo)."""
    return _file().countries


@cache
def arc(number: int) -> Ring:
    """One arc: the line that two countries share, or a coast."""
    file, points, x, y = _file(), [], 0, 0
    deltas = file.arcs[number]
    for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * file.grid, y * file.grid))
    return tuple(points)


@cache
def rings(code: str) -> tuple[Ring, ...]:
    """The outlines of a country, largest first; () for one without."""
    shape = shapes().get(code)
    return tuple(_joined(ring) for ring in shape.rings) if shape else ()


def _joined(numbers: tuple[int, ...]) -> Ring:
    out: list[Point] = []
    for number in numbers:
        part = arc(number) if number >= 0 else arc(~number)[::-1]
        out += part[1:] if out else part
    return tuple(out)
