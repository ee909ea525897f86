"""Find the bibliography in the lines of a PDF, and which lines make one reference."""

import re
from collections import Counter
from itertools import pairwise

from msgspec import Struct

from sourcebook.read.pdf.lines import Line
from sourcebook.read.references.headings import begins, ends, likely, vague

_NUMBERS = (
    re.compile(r"^\[(\d{1,4})\]\s*\S"),
    re.compile(r"^\((\d{1,4})\)\s*\S"),
    re.compile(r"^(\d{1,4})[.)]\s*(?=[^\d\s])"),
    re.compile(r"^(\d{1,4})\s+(?=\S)"),
    re.compile(r"^(\d{1,4})(?=[^\W\d_])"),
    re.compile(r"^(\d{1,4})$"),
)
_DONE = (".", ")", "]", "/", "”", '"', ":", ";")
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)",
    re.I,
)
_AHEAD = 3  # numbers that may be missing between two that are there


class Listed(Struct):
    """One reference: its number ("" where the list has none) and its lines."""

    number: str
    lines: list[Line]


def split(lines: list[Line], size: float, *, within: bool) -> list[tuple[bool, list[Line]]]:
    """Stretches of lines, each inside (True) or outside a bibliography. ``within`` says that the
    page before ended inside one; ``size`` is that of the text. Its heading is outside."""
    made: list[tuple[bool, list[Line]]] = []
    now = within
    begun = 0
    for place, line in enumerate(lines):
        text = line.text.strip()
        if not now and begins(text) and _heads(line, lines, place, size):
            made.append((False, lines[begun : place + 1]))
            begun, now = place + 1, True
        elif now and place >= begun and _over(line, text, size):
            made.append((True, lines[begun:place]))
            begun, now = place, False
    made.append((now, lines[begun:]))
    return [(inside, some) for inside, some in made if some] or [(now, [])]


def _heads(line: Line, lines: list[Line], place: int, size: float) -> bool:
    """Whether a line that reads like the heading is one: it stands out, and sources follow it."""
    after = [other.text for other in lines[place + 1 : place + 41]]
    stands_out = line.size >= size * 1.1 or line.bold or line.text.isupper()
    if not after:
        return stands_out and not vague(line.text)
    first = any(
        (found := pattern.match(text)) and found[1] == "1"
        for text in after[:3]
        for pattern in _NUMBERS
    )
    if vague(line.text):
        return first and likely(after)
    return (stands_out or first) and (first or likely(after))


def _over(line: Line, text: str, size: float) -> bool:
    if ends(text) and (line.bold or line.size >= size * 1.1 or text.isupper()):
        return True
    return line.size >= size * 1.3 and len(text) > 3 and not begins(text)


def listed(lines: list[Line]) -> list[Listed]:
    """The references in these lines."""
    if not lines:
        return []
    pattern = _numbering(lines)
    return _by_number(lines, pattern) if pattern is not None else _by_shape(lines)


def _numbering(lines: list[Line]) -> re.Pattern[str] | None:
    """The way the list writes its numbers: the one that counts furthest from where it begins."""
    best: tuple[int, re.Pattern[str]] | None = None
    for pattern in _NUMBERS:
        count = expected = 0
        for line in lines:
            found = pattern.match(line.text)
            if found and (not expected or expected <= int(found[1]) <= expected + _AHEAD):
                if not expected and int(found[1]) > 3:
                    continue
                count += 1
                expected = int(found[1]) + 1
        if count >= 3 and (best is None or count > best[0]):
            best = (count, pattern)
    if best is None:
        found = next((p.match(lines[0].text) for p in _NUMBERS if p.match(lines[0].text)), None)
        if found is not None and found[1] == "1":
            return found.re
        return None
    return best[1]


def _by_number(lines: list[Line], pattern: re.Pattern[str]) -> list[Listed]:
    edges: Counter[int] = Counter()  # where numbers stand, once some have been seen
    made: list[Listed] = []
    expected = 1
    for place, line in enumerate(lines):
        found = pattern.match(line.text)
        starts = False
        if found is not None:
            number = int(found[1])
            at = round(line.x0)
            usual = any(edges.get(at + step) for step in range(-4, 5))
            if number == expected:
                starts = not made or not _inside(made[-1], line, found, lines, place, usual)
            elif expected < number <= expected + _AHEAD:
                starts = (usual or not made) and not _later(lines, place, pattern, expected)
            elif not made and number <= 500:
                starts = True
            if starts:
                edges[at] += 1
        if starts and found is not None:
            made.append(Listed(number=found[1], lines=[line]))
            expected = int(found[1]) + 1
        elif made:
            made[-1].lines.append(line)
        else:
            made.append(Listed(number="", lines=[line]))
    return made


def _inside(
    last: Listed, line: Line, found: re.Match[str], lines: list[Line], place: int, usual: bool
) -> bool:
    """Whether the number we wait for is only a number in the text of the reference before."""
    above = last.lines[-1].text.rstrip()
    after = line.text[found.end() :].lstrip()[:12]
    if usual and (above.endswith(_DONE) or "://" in above):
        return False
    cut = above.endswith((",", " no", "No.", "Vol.", "Article", " of", " in", " and", " effective"))
    if not (cut or after[:1].islower() or _MONTH.match(after)):
        return False
    # the same number comes again where numbers stand, before the one after it
    for other in lines[place + 1 : place + 60]:
        again = found.re.match(other.text)
        if again is not None and abs(other.x0 - last.lines[0].x0) < 4:
            if again[1] == found[1]:
                return True
            if int(again[1]) == int(found[1]) + 1:
                return False
    return False


def _later(lines: list[Line], place: int, pattern: re.Pattern[str], expected: int) -> bool:
    """Whether the number we wait for still comes, so that this one is text."""
    return any(
        (found := pattern.match(other.text)) is not None and int(found[1]) == expected
        for other in lines[place + 1 : place + 30]
    )


def _by_shape(lines: list[Line]) -> list[Listed]:
    """By hanging indent; else by wider steps; else where a line ended early."""
    left: dict[int, float] = {}
    column = 0
    columns: list[int] = []
    for place, line in enumerate(lines):
        if place and (line.page != lines[place - 1].page or line.y0 > lines[place - 1].y1):
            column += 1
        columns.append(column)
        left[column] = min(left.get(column, line.x0), line.x0)
    hanging = sum(
        line.x0 > left[col] + 5 for line, col in zip(lines, columns, strict=True)
    ) >= 0.25 * len(lines)
    steps = Counter(
        round(before.y0 - line.y0) for before, line in pairwise(lines) if before.y0 > line.y0
    )
    step = steps.most_common(1)[0][0] if steps else 12
    spaced = sum(count for drop, count in steps.items() if drop > 1.25 * step) >= 0.08 * len(lines)
    right: dict[int, float] = {}
    for line, col in zip(lines, columns, strict=True):
        right[col] = max(right.get(col, line.x1), line.x1)
    made: list[Listed] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        if before is None:
            starts = True
        elif before.hyphen:
            starts = False
        elif hanging:
            starts = abs(line.x0 - left[columns[place]]) < 3
        elif spaced and columns[place] == columns[place - 1]:
            starts = before.y0 - line.y0 > 1.25 * step
        else:
            early = before.x1 < right[columns[place - 1]] - 0.12 * (
                right[columns[place - 1]] - left[columns[place - 1]]
            )
            done = before.text.rstrip().endswith((".", "/", ")", "]")) or "://" in before.text
            starts = done and early and not line.text[:1].islower()
        if starts:
            made.append(Listed(number="", lines=[line]))
        else:
            made[-1].lines.append(line)
    return made
