"""Lay longitudes and latitudes out on a plane, with areas kept. Pure."""

import math
from collections.abc import Callable, Iterable

from sourcebook.publish.maps.borders import Point

Project = Callable[[Point], Point]

# Equal Earth: Šavrič, Patterson and Jenny, "The Equal Earth map projection", IJGIS 33 (2019), eq. 1-2.
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
MIDDLE = 11.0  # the world is cut in the Bering Strait, where no country lies on both sides but Russia's tip
CUT = -180 + MIDDLE


def equal_earth(point: Point) -> Point:
    """The world: x from -2.71 to 2.71 eastwards, y from -1.32 to 1.32 northwards."""
    lon, lat = point
    if lon < CUT:
        lon += 360
    at = math.asin(_M * math.sin(math.radians(lat)))
    two = at * at
    six = two**3
    a1, a2, a3, a4 = _A
    x = (
        2 * math.sqrt(3) * math.radians(lon - MIDDLE) * math.cos(at)
        / (3 * (9 * a4 * six * two + 7 * a3 * six + 3 * a2 * two + a1))
    )  # fmt: skip
    return x, at * (a1 + a2 * two + six * (a3 + a4 * two))


def around(centre: Point) -> Project:
    """A region: Lambert's azimuthal equal-area projection about ``centre`` (Snyder, "Map projections:
    a working manual", USGS 1395, eq. 24-2 to 24-4); units of the earth's radius."""
    lon0, lat0 = math.radians(centre[0]), math.radians(centre[1])
    sin0, cos0 = math.sin(lat0), math.cos(lat0)

    def project(point: Point) -> Point:
        lon, lat = math.radians(point[0]) - lon0, math.radians(point[1])
        sin, cos, turn = math.sin(lat), math.cos(lat), math.cos(lon)
        away = max(1 + sin0 * sin + cos0 * cos * turn, 1e-6)
        k = math.sqrt(2 / away)
        return k * cos * math.sin(lon), k * (cos0 * sin - sin0 * cos * turn)

    return project


def angle(one: Point, other: Point) -> float:
    """The angle between two points of the globe, in radians."""
    a, b = math.radians(one[1]), math.radians(other[1])
    turn = math.radians(other[0] - one[0])
    x = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    y = math.cos(b) * math.sin(turn)
    z = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return math.atan2(math.hypot(x, y), z)


def centre_of(points: Iterable[Point]) -> Point:
    """The middle of points on the globe: the mean of their directions."""
    x = y = z = 0.0
    for lon, lat in points:
        a, b = math.radians(lon), math.radians(lat)
        x, y, z = x + math.cos(b) * math.cos(a), y + math.cos(b) * math.sin(a), z + math.sin(b)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
