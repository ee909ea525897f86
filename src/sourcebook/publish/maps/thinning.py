"""Thin a line without changing how it looks: Visvalingam and Whyatt's rule. Pure.

M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points", The
Cartographic Journal 30 (1993): the point whose triangle with its neighbours is smallest goes first.
"""

import heapq
from collections.abc import Callable, Sequence

Point = tuple[float, float]


def thinned(
    line: Sequence[Point], least: float, *, weight: Callable[[Point], float] | None = None
) -> list[Point]:
    """``line`` without the points whose triangle is smaller than ``least`` (in its own units,
    squared); both ends stay, and a closed line keeps four points. ``weight`` of a point multiplies
    its triangle's area. O(n log n)."""
    points = [p for n, p in enumerate(line) if n == 0 or p != line[n - 1]]
    if len(points) < 3:
        return points
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))

    def size(n: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[n]], points[n], points[after[n]]
        area = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
        return area * weight(points[n]) if weight else area

    current = {n: size(n) for n in range(1, len(points) - 1)}
    heap = [(area, n) for n, area in current.items()]
    heapq.heapify(heap)
    left = len(points)
    fewest = 4 if points[0] == points[-1] else 2
    while heap and left > fewest:
        area, n = heapq.heappop(heap)
        if current.get(n) != area:
            continue  # it went, or was weighed again
        if area >= least:
            break
        del current[n]
        left -= 1
        a, c = before[n], after[n]
        after[a], before[c] = c, a
        for m in (a, c):
            if m in current:
                current[m] = max(area, size(m))  # never smaller than what went before it
                heapq.heappush(heap, (current[m], m))
    return [p for n, p in enumerate(points) if n in current or n in (0, len(points) - 1)]
