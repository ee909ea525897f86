"""Write ``publish/maps/borders.json`` from Natural Earth's 1:50m countries. I/O.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python -m scripts.make_borders package/countries-50m.json

Natural Earth is in the public domain; ``world-atlas`` (ISC) has it as TopoJSON. Arcs are shared by the
two countries they part, so that a border is drawn once and stays shut after simplifying; see
``publish/maps/thinning.py``.
"""

import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel.core import get_global

from sourcebook.publish.maps.thinning import thinned

TARGET = Path("src/sourcebook/publish/maps/borders.json")
GRID = 0.02  # degrees; 2 km, half a pixel of a map of Central Asia
SMALLEST = 0.012  # square degrees
ISLE = 0.06  # square degrees: islands smaller than this go, but for a country's largest
# What Natural Earth gives no ISO number, as this project names it; parts of another are drawn as a part.
NAMED = {
    "Kosovo": "XK",
    "Somaliland": "SO",
    "N. Cyprus": "CY",
    "Siachen Glacier": "",
    "Indian Ocean Ter.": "",
    "Ashmore and Cartier Is.": "",
}
# Where a country's name and the ends of its routes stand, where its largest part's middle misleads:
# (longitude, latitude), by eye.
LABELS = {
    "RU": (48.0, 57.0),
    "US": (-97.0, 39.0),
    "CA": (-105.0, 55.0),
    "NO": (9.5, 61.5),
    "CL": (-71.0, -33.5),
    "VN": (106.0, 16.5),
    "HR": (16.2, 45.4),
    "MY": (102.3, 4.0),
    "ID": (110.0, -7.2),
    "JP": (138.2, 36.3),
    "NZ": (172.0, -42.0),
    "SO": (45.5, 4.0),
    "CY": (33.1, 34.95),
}
# Parts of another country at Natural Earth's, or too small for it: where they are, to the degree's tenth.
POINTS = {
    "BQ": (-68.3, 12.2),
    "CC": (96.8, -12.2),
    "CX": (105.7, -10.5),
    "GF": (-53.1, 3.9),
    "GI": (-5.4, 36.1),
    "GP": (-61.5, 16.2),
    "MQ": (-61.0, 14.6),
    "RE": (55.5, -21.1),
    "SJ": (16.0, 78.5),
    "TK": (-171.8, -9.2),
    "TV": (179.2, -8.5),
    "YT": (45.2, -12.8),
}
Point = tuple[float, float]  # of the grid


def main(file: str) -> None:
    """Read TopoJSON, write ours."""
    topology = json.loads(Path(file).read_text("utf-8"))
    raw = _arcs(topology)
    aliases = get_global("territory_aliases")
    rings: dict[str, list[list[int]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = _code(shape, aliases)
        if not code:
            continue
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings.setdefault(code, []).extend(ring for part in parts for ring in part)
    finest: dict[int, float] = {}  # how much of each arc may go: a small country keeps its shape
    for all_rings in rings.values():
        size = sum(abs(_area(_points(ring, raw))) for ring in all_rings)
        for ring in all_rings:
            for arc in ring:
                least = min(SMALLEST, size / 200, finest.get(_one(arc), SMALLEST))
                finest[_one(arc)] = least
    arcs = [
        thinned(arc, finest.get(n, SMALLEST) / GRID / GRID, weight=_wide)
        for n, arc in enumerate(raw)
    ]
    kept: dict[str, dict[str, Any]] = {}
    for code, all_rings in sorted(rings.items()):
        sized = sorted(((abs(_area(_points(r, arcs))), r) for r in all_rings), key=lambda x: -x[0])
        chosen = [
            r
            for n, (size, r) in enumerate(sized)
            if (n == 0 or size >= ISLE) and len(_points(r, arcs)) > 3
        ]
        largest = _points(sized[0][1], arcs)
        lon, lat = LABELS.get(code) or _middle(largest)
        kept[code] = {
            "label": [round(lon, 1), round(lat, 1)],
            "area": round(sum(size for size, _ in sized), 2),
            "rings": chosen,
        }
    for code, point in POINTS.items():
        kept[code] = {"label": point, "area": 0, "rings": []}
    used = sorted({_one(arc) for shape in kept.values() for ring in shape["rings"] for arc in ring})
    number = {old: new for new, old in enumerate(used)}
    for shape in kept.values():
        shape["rings"] = [
            [number[a] if a >= 0 else ~number[~a] for a in ring] for ring in shape["rings"]
        ]
    data = {
        "source": "Natural Earth 1:50m, public domain, through world-atlas 2.0.2 (ISC)",
        "grid": GRID,
        "arcs": [_deltas(arcs[old]) for old in used],
        "countries": kept,
    }
    TARGET.write_text(json.dumps(data, separators=(",", ":")) + "\n", "utf-8")
    points = sum(len(arcs[old]) for old in used)
    print(
        f"{len(kept)} countries, {len(used)} arcs, {points} points, {TARGET.stat().st_size:,} bytes"
    )


def _one(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _code(shape: dict[str, Any], aliases: Mapping[str, Any]) -> str:
    name = shape["properties"]["name"]
    if name in NAMED:
        return NAMED[name]
    found = aliases.get(shape.get("id", ""))
    if not found:
        print("no code:", name, shape.get("id"))
        return ""
    return str(found[0])


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    made = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * kx + x0) / GRID), round((y * ky + y0) / GRID)))
        made.append(points)
    return made


def _wide(point: tuple[float, float]) -> float:
    """How wide a degree is at a point of the grid, beside one at the equator."""
    return math.cos(math.radians(min(80.0, abs(point[1] * GRID))))


def _points(ring: list[int], arcs: list[list[Point]]) -> list[tuple[float, float]]:
    out: list[Point] = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        out += part[1:] if out else part
    return [(x * GRID, y * GRID) for x, y in out]


def _area(ring: list[tuple[float, float]]) -> float:
    """Signed, in square degrees of the equator."""
    total = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        total += (ax * by - bx * ay) * math.cos(math.radians((ay + by) / 2))
    return total / 2


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float]:
    """The point inside a ring that is furthest from its edge, of a grid of points (label point)."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best, found = -1.0, (sum(xs) / len(xs), sum(ys) / len(ys))
    steps = 24
    for i in range(1, steps):
        for j in range(1, steps):
            x = min(xs) + (max(xs) - min(xs)) * i / steps
            y = min(ys) + (max(ys) - min(ys)) * j / steps
            if _inside(x, y, ring):
                k = math.cos(math.radians(y))
                near = min(math.hypot((x - px) * k, y - py) for px, py in ring)
                if near > best:
                    best, found = near, (x, y)
    return found


def _inside(x: float, y: float, ring: list[tuple[float, float]]) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _deltas(arc: list[Point]) -> list[int]:
    out: list[int] = []
    x = y = 0.0
    for px, py in arc:
        out += [round(px - x), round(py - y)]
        x, y = px, py
    return out


if __name__ == "__main__":
    main(sys.argv[1])
