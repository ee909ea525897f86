"""Lay a part of the world out on a canvas: which projection, what scale, and the land as paths. Pure."""

import math
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from msgspec import Struct

from sourcebook.publish.maps import borders
from sourcebook.publish.maps.borders import Point
from sourcebook.publish.maps.projecting import Project, angle, around, centre_of, equal_earth
from sourcebook.publish.maps.thinning import thinned

WORLD = (960, 456)  # units; the world without Antarctica and the emptiest north
REGION = (480, 340)
EDGE = 26  # units between what must be seen and the edge
SMOOTH = 1.2  # square units: a triangle that small isn't seen
ISLE = 3.0  # square units: smaller islands aren't drawn
NEAR = 9.0  # degrees around a single country, so that its neighbours are seen
FARTHEST = 3.0  # radians from the middle beyond which nothing is said of where a part comes to lie
FAR = 100.0  # degrees from the middle beyond which an azimuthal map tells nothing


class Canvas(Struct, frozen=True):
    """Where points of the globe come to lie: ``project``, then ``scale`` and shift to ``width`` by
    ``height`` units, y downwards."""

    project: Project
    width: int
    height: int
    scale: float
    left: float
    top: float
    centre: Point | None = None  # what an azimuthal map is about

    def at(self, point: Point) -> Point:
        """Where a longitude and latitude lie, in units."""
        x, y = self.project(point)
        return x * self.scale + self.left, self.top - y * self.scale

    def holds(self, point: Point, *, edge: float = 0) -> bool:
        """Whether units lie on the canvas, at least ``edge`` from its rim."""
        x, y = point
        return edge <= x <= self.width - edge and edge <= y <= self.height - edge


@cache
def world() -> Canvas:
    """The whole world."""
    width, height = WORLD
    half = equal_earth((178.0 + 11.0 - 0.01, 0.0))[0]
    scale = width / 2 / half
    north = equal_earth((0.0, 83.0))[1]
    return Canvas(equal_earth, width, height, scale, width / 2, north * scale)


@cache
def region(codes: frozenset[str]) -> Canvas:
    """The part of the world that these countries take up: what they hold, but for outlying parts, and
    where their names stand."""
    width, height = REGION
    shapes = borders.shapes()
    labels = [shapes[code].label for code in sorted(codes) if code in shapes]
    if not labels:
        return world()
    centre = centre_of(labels)
    project = around(centre)
    points = [project(p) for code in sorted(codes) for p in _extent(code)]
    points += [project(label) for label in labels]
    least = math.radians(NEAR)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    wide, tall = max(max(xs) - min(xs), least), max(max(ys) - min(ys), least)
    scale = min((width - 2 * EDGE) / wide, (height - 2 * EDGE) / tall)
    return Canvas(
        project,
        width,
        height,
        scale,
        width / 2 - middle[0] * scale,
        height / 2 + middle[1] * scale,
        centre,
    )


def _extent(code: str) -> Iterable[Point]:
    """Points of a country that must be seen: its largest part's, thinned out; of a very large
    country only around where its name stands, so that it doesn't make its neighbours tiny."""
    found = borders.rings(code)
    if not found:
        return ()
    label = borders.shapes()[code].label
    reach = 14.0  # degrees
    return [
        p
        for p in found[0][::3]
        if abs(p[1] - label[1]) <= reach
        and abs((p[0] - label[0] + 180) % 360 - 180) * math.cos(math.radians(label[1])) <= reach
    ]


def land(canvas: Canvas, codes: Collection[str] | None = None) -> dict[str, str]:
    """Path data of each country that is seen on a canvas (or of those among ``codes``)."""
    made = {}
    for code in borders.shapes() if codes is None else sorted(codes):
        if code != "AQ" and (path := outline(canvas, code)):
            made[code] = path
    return made


@lru_cache(maxsize=1024)  # the world's are asked for by each map of it, a region's by one map
def outline(canvas: Canvas, code: str) -> str:
    """Path data of one country, relative and in whole units; "" where nothing of it is seen."""
    parts = []
    shape = borders.shapes().get(code)
    for n, numbers in enumerate(shape.rings if shape else ()):
        if canvas.centre is not None and _beyond(canvas, _caps(code)[n]):
            continue
        ring: list[Point] = []
        for number in numbers:
            part = _arc(canvas, number) if number >= 0 else _arc(canvas, ~number)[::-1]
            ring += part[1:] if ring else part
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        wide, tall = max(xs) - min(xs), max(ys) - min(ys)
        if max(xs) < 0 or min(xs) > canvas.width or max(ys) < 0 or min(ys) > canvas.height:
            continue
        if wide > 3 * canvas.width or (n and wide * tall < ISLE):
            continue
        parts.append(path_of(ring))
    return "".join(parts)


@cache
def _caps(code: str) -> tuple[tuple[Point, float], ...]:
    """Of each ring of a country the middle, and the angle from it that holds all of it, in radians."""
    made = []
    for ring in borders.rings(code):
        middle = centre_of(ring)
        made.append((middle, max(angle(middle, point) for point in ring)))
    return tuple(made)


def _beyond(canvas: Canvas, cap: tuple[Point, float]) -> bool:
    """Whether a ring surely lies beyond one edge of an azimuthal map, by the cap of the globe that holds
    it: most of the world does, and need not be projected point by point. At an angle ``c`` from the
    centre the map is stretched by at most 1 / cos(c / 2) (Snyder, eq. 24-2), so what is less than
    ``reach`` from the cap's middle comes to lie no farther from it than that times the stretch."""
    middle, reach = cap
    assert canvas.centre is not None
    farthest = angle(canvas.centre, middle) + reach
    if farthest > FARTHEST:
        return False
    x, y = canvas.at(middle)
    most = 1.01 * canvas.scale * reach / math.cos(farthest / 2) + 1
    return x + most < 0 or x - most > canvas.width or y + most < 0 or y - most > canvas.height


@lru_cache(maxsize=4096)
def _arc(canvas: Canvas, number: int) -> tuple[Point, ...]:
    return tuple(thinned([canvas.at(point) for point in borders.arc(number)], SMOOTH))


def path_of(ring: Iterable[Point]) -> str:
    """Path data of a closed line, relative, to a half unit: ``M12.5 3l-1 .5 …z``."""
    out: list[str] = []
    was: tuple[int, int] | None = None
    for x, y in ring:
        now = (round(x * 2), round(y * 2))
        if was is None:
            out.append(f"M{_half(now[0])} {_half(now[1])}l")
        elif now != was:
            out.append(f"{_half(now[0] - was[0])} {_half(now[1] - was[1])} ")
        was = now
    return "".join(out).rstrip(" l") + "z" if len(out) > 2 else ""


def _half(n: int) -> str:
    whole, rest = divmod(abs(n), 2)
    sign = "-" if n < 0 else ""
    return f"{sign}{whole if whole or not rest else ''}{'.5' if rest else ''}"
