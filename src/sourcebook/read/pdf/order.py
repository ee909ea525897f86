"""Decide in which order a reader reads the lines of a page: columns one after the other, top down.

The file's own order is kept where it makes sense, for most files are written in it; where it jumps
back up or to and fro between columns, whole runs of lines are ordered by where they stand
(Breuel's two rules, "High Performance Document Layout Analysis", 2003).
"""

from itertools import pairwise

from msgspec import Struct

from sourcebook.read.pdf.lines import Line

_MOST = 120  # runs on a page that are worth ordering among each other; the cost is their cube


_LOOK = 40  # runs that are compared with one another to see whether any is out of place


class Chunk(Struct):
    """Lines that follow one another downwards in the file, and the box around them."""

    lines: list[Line]
    x0: float
    y0: float
    x1: float
    y1: float


def chunks_of(lines: list[Line]) -> list[Chunk]:
    """Runs of lines each of which stands right below, or right beside, the one before."""
    made: list[Chunk] = []
    for line in lines:
        if made:
            chunk = made[-1]
            before = chunk.lines[-1]
            if line.follows or _continues(before, line):
                chunk.lines.append(line)
                chunk.x0 = min(chunk.x0, line.x0)
                chunk.x1 = max(chunk.x1, line.x1)
                chunk.y0 = min(chunk.y0, line.y0)
                chunk.y1 = max(chunk.y1, line.y1)
                continue
        made.append(Chunk(lines=[line], x0=line.x0, y0=line.y0, x1=line.x1, y1=line.y1))
    return made


def _continues(before: Line, line: Line) -> bool:
    if line.x0 >= before.x1 or before.x0 >= line.x1:
        return False
    tall = max(before.size, line.size, 4)
    return -0.2 * tall <= before.y0 - line.y0 <= 2.2 * tall


def ordered(lines: list[Line]) -> list[Line]:
    """The lines in reading order."""
    if _interleaved(lines):
        return _by_columns(lines)
    chunks = chunks_of(lines)
    if len(chunks) < 2 or not _jumps(chunks):
        return lines
    if len(chunks) > _MOST:
        chunks.sort(key=lambda chunk: (-round(chunk.y1 / 6), chunk.x0))
    else:
        chunks = _sorted(chunks)
    return [line for chunk in chunks for line in chunk.lines]


def _jumps(chunks: list[Chunk]) -> bool:
    """Whether the file's order goes back up in a column, or from a right one to its left."""
    for before, after in pairwise(chunks):
        if before.x0 < after.x1 and after.x0 < before.x1:  # one above the other
            if after.y0 > before.y1 - 2:
                return True
        elif after.x1 <= before.x0 + 2 and before.y0 + 4 < after.y1 and after.y0 + 4 < before.y1:
            return True
    some = chunks[:_LOOK]
    for place, first in enumerate(some):
        top, left, right = first.y1, first.x0, first.x1
        for later in some[place + 2 :]:
            if later.y0 > top and left < later.x1 and later.x0 < right:
                return True
    return False


def _sorted(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks so that each comes after all that must be read before it."""
    count = len(chunks)
    before: list[set[int]] = [set() for _ in chunks]
    for one in range(count):
        for two in range(count):
            if one != two and _first(chunks, one, two):
                before[two].add(one)
    left = list(range(count))
    made: list[int] = []
    done: set[int] = set()
    while left:
        ready = [place for place in left if before[place] <= done]
        if not ready:  # a ring: boxes that lie over one another; the highest goes first
            ready = [max(left, key=lambda place: chunks[place].y1)]
        # the file's own order where it is free to choose
        chosen = ready[0]
        made.append(chosen)
        done.add(chosen)
        left.remove(chosen)
    return [chunks[place] for place in made]


def _first(chunks: list[Chunk], one: int, two: int) -> bool:
    a, b = chunks[one], chunks[two]
    if a.x0 + 1 < b.x1 and b.x0 + 1 < a.x1:  # one above the other
        return (a.y0 + a.y1) > (b.y0 + b.y1)
    if a.x1 > b.x0 + 1:
        return False
    # side by side: left first, unless something wide stands between
    low = a.y0 if a.y0 < b.y0 else b.y0
    high = a.y1 if a.y1 > b.y1 else b.y1
    for place, c in enumerate(chunks):
        if c.x0 + 1 < a.x1 and c.x1 > b.x0 + 1 and place not in (one, two):
            middle = (c.y0 + c.y1) / 2
            if low < middle < high and c.x1 > a.x0 + 1 and c.x0 + 1 < b.x1:
                return False
    return True


def _gutter(lines: list[Line]) -> float | None:
    """The middle of an empty strip that parts the page's full-width text in two columns."""
    long = [line for line in lines if len(line.text) >= 15]
    if len(long) < 12:
        return None
    left, right = min(line.x0 for line in long), max(line.x1 for line in long)
    wide = right - left
    starts = sorted({round(line.x0) for line in long if line.x0 > left + 0.25 * wide})
    for start in starts:
        near = [line for line in long if abs(line.x0 - start) <= 3]
        if len(near) < 6:
            continue
        other = [line for line in long if line.x1 <= start - 4 and line.x0 < start]
        crossing = sum(line.x0 < start - 4 and line.x1 > start for line in long)
        if len(other) < 6 or crossing > 0.5 * len(long):
            continue
        # columns of prose are filled; the cells of a table are not
        column = max(line.x1 for line in other) - min(line.x0 for line in other)
        full = sum((line.x1 - line.x0) > 0.7 * column for line in other)
        mine = max(line.x1 for line in near) - start
        filled = sum((line.x1 - line.x0) > 0.7 * mine for line in near)
        if full >= 0.5 * len(other) and filled >= 0.5 * len(near):
            return float(start) - 2
    return None


def _interleaved(lines: list[Line]) -> bool:
    """Whether the file draws across the columns: many lines follow on one base line."""
    follow = sum(line.follows for line in lines)
    return follow >= 8 and follow > 0.25 * len(lines) and _gutter(lines) is not None


def _by_columns(lines: list[Line]) -> list[Line]:
    """Bands between full-width lines; in each the left column, then the right."""
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    down = sorted(lines, key=lambda line: (-round((line.y0 + line.y1) / 2), line.x0))
    made: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in down:
        if line.x0 < gutter - 2 and line.x1 > gutter + 2:
            made += left + right
            left, right = [], []
            made.append(line)
        elif line.x0 >= gutter - 2:
            right.append(line)
        else:
            left.append(line)
    made += left + right
    for line in made:
        line.follows = False
    return made
