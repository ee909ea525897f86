"""Draw flows on a map as SVG: the wider a line, the more independent sources. Pure.

Colours come from the page's custom properties through classes, so that one drawing serves light, dark
and print. Nothing is told by colour alone: width counts sources, dashes mark what a single source
says or what nobody reviewed, arrows the direction; names stand beside what they name.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape

from msgspec import Struct

from sourcebook.publish.maps import borders
from sourcebook.publish.maps.borders import Point
from sourcebook.publish.maps.canvas import Canvas, land
from sourcebook.publish.maps.flows import Flow
from sourcebook.values.places import country_name

WIDTHS = ((10, 7.0), (5, 5.0), (3, 3.6), (2, 2.4), (1, 1.2))  # from so many sources on: units wide
MOST = 60  # lines on one map; more are a tangle, and stand in the table alone
BOW = 0.16  # how far a line bows out, of its length; there and back never lie on each other
RIM = 12.0  # units from the edge at which a route to somewhere off the map ends
LETTER = 0.56  # a letter's mean width, of the size of type
Box = tuple[float, float, float, float]


class Drawn(Struct, frozen=True, kw_only=True):
    """A map: its ``svg``, how many flows are on it, and which are not, for want of room."""

    svg: str
    shown: tuple[Flow, ...]
    left: tuple[Flow, ...] = ()


def width_of(voices: int) -> float:
    """How wide the line of a flow is, in units."""
    return next(width for least, width in WIDTHS if voices >= least)


def draw(
    flows: Sequence[Flow],
    canvas: Canvas,
    *,
    title: str,
    id: str = "map",
    language: str = "en",
    hrefs: Mapping[tuple[str, str], str] | None = None,
    subject: str = "",
    size: int = 15,
    most: int = MOST,
) -> Drawn:
    """The map of ``flows`` on ``canvas``. ``hrefs`` maps (origin, destination) to where its quotes are
    listed, ``subject`` is the country the map is of, ``size`` the type's size in units."""
    shapes = borders.shapes()
    drawn: list[Flow] = []
    left: list[Flow] = []
    for flow in flows:
        ends = (flow.origin, flow.destination)
        there = all(code in shapes for code in ends) and any(_seen(canvas, c) for c in ends)
        (drawn if there and len(drawn) < most else left).append(flow)
    named = {code: 0 for flow in drawn for code in (flow.origin, flow.destination)}
    for flow in drawn:
        for code in (flow.origin, flow.destination, *flow.via):
            named[code] = named.get(code, 0) + flow.voices
    if subject:
        named[subject] = 10**6
    role = "group" if hrefs else "img"  # a picture may hold no links
    parts = [
        f'<svg class="map" viewBox="0 0 {canvas.width} {canvas.height}" role="{role}"'
        f' aria-labelledby="{escape(id)}-title" preserveAspectRatio="xMidYMid meet">'
        f'<title id="{escape(id)}-title">{escape(title)}</title>'
    ]
    plain: list[tuple[str, str]] = []
    spoken: list[tuple[str, str]] = []
    for code, path in land(canvas).items():
        (spoken if code in named else plain).append((code, path))
    parts.append(f'<path class="land" d="{"".join(path for _, path in plain)}"/>')
    parts += [
        f'<path class="{"land spoken subject" if code == subject else "land spoken"}" d="{path}"/>'
        for code, path in spoken
    ]
    for flow in reversed(drawn):  # the best sourced lie on top
        parts.append(
            _line(flow, canvas, language, (hrefs or {}).get((flow.origin, flow.destination)))
        )
    parts += _labels(named, drawn, canvas, language, size)
    parts.append("</svg>")
    return Drawn(svg="".join(parts), shown=tuple(drawn), left=tuple(left))


def _seen(canvas: Canvas, code: str) -> bool:
    shape = borders.shapes().get(code)
    return shape is not None and canvas.holds(canvas.at(shape.label), edge=RIM)


def place(canvas: Canvas, code: str) -> Point:
    """Where a country's routes end: where its name stands, or, off the map, at the rim that is nearest
    to it as seen from the middle."""
    x, y = canvas.at(borders.shapes()[code].label)
    if canvas.holds((x, y), edge=RIM):
        return x, y
    middle = (canvas.width / 2, canvas.height / 2)
    dx, dy = x - middle[0], y - middle[1]
    room = (middle[0] - RIM, middle[1] - RIM)
    far = max(abs(dx) / room[0], abs(dy) / room[1]) or 1.0
    return middle[0] + dx / far, middle[1] + dy / far


def _ends(flow: Flow, canvas: Canvas) -> tuple[Point, Point]:
    return place(canvas, flow.origin), place(canvas, flow.destination)


def _line(flow: Flow, canvas: Canvas, language: str, href: str | None) -> str:
    """One flow: a bowed line with an arrow's head, its words for whoever points at it."""
    (ax, ay), (bx, by) = _ends(flow, canvas)
    width = width_of(flow.voices)
    long = math.hypot(bx - ax, by - ay) or 1.0
    nx, ny = (by - ay) / long, (ax - bx) / long  # to the left of the way
    cx, cy = (ax + bx) / 2 + nx * long * BOW * 2, (ay + by) / 2 + ny * long * BOW * 2
    head = 3.2 + width * 1.5
    ux, uy = bx - cx, by - cy
    away = math.hypot(ux, uy) or 1.0
    ux, uy = ux / away, uy / away
    gap = 5.0
    tip = (bx - ux * gap, by - uy * gap)
    neck = (tip[0] - ux * head, tip[1] - uy * head)
    half = head * 0.5
    kind = "flow" + (" thin" if flow.voices == 1 or flow.hearsay else "")
    kind += "" if flow.reviewed else " open"
    words = escape(told(flow, language))
    start = (
        ax + (cx - ax) / (math.hypot(cx - ax, cy - ay) or 1) * gap,
        ay + (cy - ay) / (math.hypot(cx - ax, cy - ay) or 1) * gap,
    )
    drawing = (
        f'<path class="l" d="M{_n(*start)}Q{_n(cx, cy)} {_n(*neck)}" stroke-width="{width:g}"/>'
        f'<path class="h" d="M{_n(*tip)}L{_n(neck[0] - uy * half, neck[1] + ux * half)}'
        f'L{_n(neck[0] + uy * half, neck[1] - ux * half)}z"/>'
    )
    key = f'data-key="{flow.origin}-{flow.destination}"'
    inner = f"<title>{words}</title>{drawing}"
    if href:
        return f'<a class="{kind}" {key} href="{escape(href)}" aria-label="{words}">{inner}</a>'
    return f'<g class="{kind}" {key}>{inner}</g>'


def told(flow: Flow, language: str = "en") -> str:
    """A flow in a line: "Uzbekistan → Kazakhstan: 3 independent sources, 2004–2017"."""
    ends = f"{country_name(flow.origin, language)} → {country_name(flow.destination, language)}"
    sources = "1 source" if flow.voices == 1 else f"{flow.voices} independent sources"
    parts = [sources]
    if flow.years:
        first, last = flow.years
        parts.append(str(first) if first == last else f"{first}–{last}")
    if flow.hearsay:
        parts.append("by hearsay")
    if not flow.reviewed:
        parts.append("not reviewed")
    return f"{ends}: {', '.join(parts)}"


def _labels(
    named: Mapping[str, int], flows: Sequence[Flow], canvas: Canvas, language: str, size: int
) -> list[str]:
    """A dot and a name for each country, the most told first; a name that would lie on another is
    left out (the list below the map has them all)."""
    ends = {code for flow in flows for code in (flow.origin, flow.destination)}
    points = [place(canvas, code) for code in ends]
    taken: list[Box] = [(x - 3, y - 3, x + 3, y + 3) for x, y in points]
    made = []
    shapes = borders.shapes()
    for code in sorted(named, key=lambda c: (-named[c], c)):
        if code not in shapes or (code not in ends and not _seen(canvas, code)):
            continue
        x, y = place(canvas, code)
        name = country_name(code, language)
        if _seen(canvas, code):
            made.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>')
        wide = len(name) * size * LETTER
        # beside what lies at the rim, letters are lifted off it as far as they need
        beside = min(size * 0.35, canvas.height - 2.1 - size * 0.25 - y)
        above = -(4 + size * 0.25)  # clear of the dot
        for dx, dy, anchor in (
            (7, beside, "start"), (-7, beside, "end"), (0, above, "middle"), (0, size + 3, "middle"),
            (-3, above, "start"), (3, above, "end"),
        ):  # fmt: skip
            left = x + dx - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
            box = (left, y + dy - size * 0.8, left + wide, y + dy + size * 0.25)
            inside = (
                box[0] >= 2
                and box[2] <= canvas.width - 2
                and box[1] >= 2
                and box[3] <= canvas.height - 2
            )
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                made.append(
                    f'<text x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}"'
                    f' font-size="{size}">{escape(name)}</text>'
                )
                break
    return made


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _n(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"
