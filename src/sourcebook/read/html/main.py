"""Decide which blocks of a page are its main text: each by its own marks, then by its neighbours.

Two linear tables, trained by ``scripts/train_main_text.py``: the first judges a block alone, the
second knows what the first thought of those around it. Why so, and how well: decision 0021.
"""

import math
from functools import cache
from importlib.resources import files

from sourcebook.read.html.marks import Marks, marks_of
from sourcebook.read.html.source import Page, Piece

THRESHOLD = 0.5
_STEPS = tuple((step, f"c:-{step}", f"c:+{step}") for step in (1, 2, 3))
_WINDOWS = tuple((size, f"c:~{size}") for size in (4, 10))
_FLOOR, _CEILING = -6.9, 6.9  # log-odds beyond these say no more
_NOTHING = (0.0, 0.0)
_OUTSIDE = -4.0  # log-odds of what lies before the first block and after the last


@cache
def weights() -> dict[str, tuple[float, float]]:
    """What each mark counts, in the first and in the second judgement."""
    found: dict[str, tuple[float, float]] = {}
    lines = files("sourcebook.read.html").joinpath("weights.tsv").read_text("utf-8")
    for line in lines.split("\n"):
        if line and not line.startswith("# "):
            name, one, two = line.split("\t")
            found[name] = (float(one), float(two))
    return found


def context(odds: list[float], sizes: list[int]) -> list[Marks]:
    """What the first judgement of the blocks around it says of each block."""
    count = len(odds)
    odds = [min(_CEILING, max(_FLOOR, value)) for value in odds]
    shares = [1 / (1 + math.exp(-value)) for value in odds]
    masses = [size * share for size, share in zip(sizes, shares, strict=True)]
    mass_sums, size_sums = [0.0], [0]
    for mass, size in zip(masses, sizes, strict=True):
        mass_sums.append(mass_sums[-1] + mass)
        size_sums.append(size_sums[-1] + size)
    total = mass_sums[-1] + 1e-9
    most = max(shares, default=0.0)
    grade = min(3.0, math.log10(total + 1))
    made: list[Marks] = []
    for place in range(count):
        marks: Marks = {"c:self": odds[place]}
        for step, behind, ahead in _STEPS:
            marks[behind] = odds[place - step] if place >= step else _OUTSIDE
            marks[ahead] = odds[place + step] if place + step < count else _OUTSIDE
        for window, around in _WINDOWS:
            low, high = max(0, place - window), min(count, place + window + 1)
            size = (size_sums[high] - size_sums[low]) or 1
            marks[around] = (mass_sums[high] - mass_sums[low]) / size
        before = mass_sums[place] / total
        after = (mass_sums[-1] - mass_sums[place + 1]) / total
        marks["c:before"] = before
        marks["c:after"] = after
        marks["c:most"] = most
        marks["c:grade"] = grade
        if before < 0.02:
            marks["c:first"] = 1.0
        if after < 0.02:
            marks["c:last"] = 1.0
        made.append(marks)
    return made


def judge(page: Page) -> list[float]:
    """How likely each block is main text, between 0 and 1."""
    table = weights()
    get = table.get
    first: list[float] = []
    second: list[float] = []
    shared: dict[int, tuple[float, float]] = {}
    for near, far, marks in marks_of(page):
        one = two = 0.0
        for names in (near, far):
            sums = shared.get(id(names))
            if sums is None:
                some = [table[name] for name in names if name in table]
                sums = sum(pair[0] for pair in some), sum(pair[1] for pair in some)
                shared[id(names)] = sums
            one, two = one + sums[0], two + sums[1]
        for name, value in marks.items():
            counts = get(name)
            if counts is not None:
                one += counts[0] * value
                two += counts[1] * value
        first.append(one)
        second.append(two)
    made = []
    for base, marks in zip(
        second, context(first, [len(piece.text) for piece in page.pieces]), strict=True
    ):
        odds = base + sum([get(name, _NOTHING)[1] * value for name, value in marks.items()])
        made.append(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))))
    named = [
        0.0 if _elsewhere(page, piece) else chance
        for piece, chance in zip(page.pieces, made, strict=True)
    ]
    return named if any(chance > THRESHOLD for chance in named) else made


def _elsewhere(page: Page, piece: Piece) -> bool:
    """Whether a block stands in what its page itself calls navigation, or in the page's own footer
    (HTML Standard, 4.3.4 and 4.3.9). Pages of the suite never gain or lose by it; small ones do."""
    place, footer = piece.element, False
    while place >= 0:
        element = page.elements[place]
        if element.tag == "nav":
            return True
        if element.tag in ("article", "main"):
            footer = False
            break
        footer = footer or element.tag == "footer"
        place = element.parent
    return footer
