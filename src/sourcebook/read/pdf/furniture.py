"""Tell running heads, feet and page numbers from the text, and read the printed page labels.

What stands at the same height on several pages with the same words (numbers aside) is furniture;
a number in it that grows with the pages is the page's label.
"""

import re
from collections import Counter, defaultdict

from sourcebook.read.pdf.lines import Line, Sheet

_EDGE = 6  # lines at the top and at the bottom of a page that can be furniture
_ZONE = 0.16  # of the page's height, from its edges, in which furniture stands
_NUMBER = re.compile(r"(?<![\w.,/:-])(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})(?![\w/:]|[.,-]\w)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONE = re.compile(
    r"^[\s\-–—|·•\[\]()]*(?:page|p\.|pg\.?|seite|стр\.?|страница|бет|página|pagina|صفحة)?\s*"
    r"(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})(?:\s*(?:of|/|из|von|de|sur)\s*\d{1,4})?[\s\-–—|·•\[\]()]*$",
    re.I,
)


def roman(text: str) -> int | None:
    """The value of a roman numeral that is well formed, else None."""
    total = last = 0
    for letter in reversed(text.lower()):
        value = _ROMAN.get(letter, 0)
        total += -value if value < last else value
        last = max(last, value)
    written, left = "", total
    for value, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while left >= value:
            written += letters
            left -= value
    return total if written == text.lower() and total else None


def _fold(text: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", text.lower()).strip()


def _edges(sheet: Sheet) -> list[Line]:
    """Lines near the top and bottom edge, outermost first."""
    high, low = sheet.height * (1 - _ZONE), sheet.height * _ZONE
    top = sorted((line for line in sheet.lines if line.y0 > high), key=lambda line: -line.y1)
    foot = sorted((line for line in sheet.lines if line.y1 < low), key=lambda line: line.y0)
    return top[:_EDGE] + foot[:_EDGE]


def furniture(sheets: list[Sheet]) -> tuple[set[tuple[int, int]], list[str]]:
    """(page, start) of each line that is furniture, and the printed label of each page ("" where
    none is). A title that only later pages repeat as a running head stays text where it is first."""
    edges = [_edges(sheet) for sheet in sheets]
    seen: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    for place, lines in enumerate(edges):
        for line in lines:
            seen[_fold(line.text), _height(sheets[place], line)].append((place, line))
    found: set[tuple[int, int]] = set()
    heights: Counter[int] = Counter()
    need = 2 if len(sheets) < 8 else 3
    for (fold, height), uses in seen.items():
        near = [use for step in (-1, 0, 1) for use in seen.get((fold, height + step), ())]
        pages = {place for place, _ in near}
        if len(pages) < need or not fold:
            continue
        first = min(pages)
        for place, line in uses:
            numbered = "#" in fold
            if place == first == 0 and not numbered and _is_title(line, sheets[0]):
                continue
            found.add((line.page, line.start))
            heights[height] += 1
    labels = _labels(sheets, edges, found)
    _strays(sheets, edges, found, heights)
    return found, labels


def _height(sheet: Sheet, line: Line) -> int:
    """Where a line stands, in steps of four points from the edge it is nearest to."""
    middle = (line.y0 + line.y1) / 2
    return (
        round(middle / 4)
        if middle < sheet.height / 2
        else 10_000 + round((sheet.height - middle) / 4)
    )


def _is_title(line: Line, sheet: Sheet) -> bool:
    sizes = sorted(other.size for other in sheet.lines)
    usual = sizes[len(sizes) // 2]
    return line.y0 > sheet.height / 2 and (
        line.size >= usual * 1.15 or line.text.isupper() or line.bold
    )


def _candidates(
    lines: list[Line], found: set[tuple[int, int]]
) -> list[tuple[str, int, Line, bool]]:
    """What may be a page's number: (as printed, its value, line, whether it stands alone)."""
    made: list[tuple[str, int, Line, bool]] = []
    first_foot = next((line for line in lines if line.y0 < lines[0].y0 - 200), None)
    for place, line in enumerate(lines):
        text = line.text.strip()
        alone = _LONE.match(text)
        if alone:
            value = int(alone[1]) if alone[1].isdigit() else roman(alone[1])
            if value is not None:
                made.append((alone[1], value, line, True))
            continue
        if len(text) > 120:
            continue
        numbers = list(_NUMBER.finditer(text))
        ends = [number for number in numbers if number.start() == 0 or number.end() == len(text)]
        if (line.page, line.start) in found or place == 0 or line is first_foot:
            for number in ends:
                value = int(number[1]) if number[1].isdigit() else roman(number[1])
                if value is not None:
                    made.append((number[1], value, line, False))
    return made


def _labels(sheets: list[Sheet], edges: list[list[Line]], found: set[tuple[int, int]]) -> list[str]:
    """The label printed on each page: of all numbers at the edges, those that count up with the pages."""
    every = [_candidates(lines, found) for lines in edges]
    votes: Counter[tuple[bool, int]] = Counter()
    for place, candidates in enumerate(every):
        for kind in {(text.isdigit(), value - place) for text, value, _, _ in candidates}:
            votes[kind] += 1
    labels = [""] * len(sheets)
    chosen: list[tuple[bool, int] | None] = [None] * len(sheets)
    for place, candidates in enumerate(every):
        best: tuple[int, bool, str, Line, tuple[bool, int]] | None = None
        for text, value, line, alone in candidates:
            series = (text.isdigit(), value - place)
            # a series is believed where two neighbours, or three pages anywhere, are in it
            near = any(
                (other_text.isdigit(), other_value - other) == series
                for step in (-2, -1, 1, 2)
                if 0 <= (other := place + step) < len(every)
                for other_text, other_value, _, _ in every[other]
            )
            if not near and votes[series] < 3:
                continue
            inside = (line.page, line.start) in found
            if value < 1 or (
                not alone and not inside and votes[series] < max(3, 0.4 * len(sheets))
            ):
                continue  # a line of text may begin with a number: the next reference, a year
            rank = (votes[series] + (2 if alone else 0), alone, text, line, series)
            if best is None or rank[:2] > best[:2]:
                best = rank
        if best is None and len(sheets) == 1:
            lone = [text for text, _, _, alone in candidates if alone]
            labels[place] = lone[0] if lone else ""
        elif best is not None:
            labels[place] = best[2]
            chosen[place] = best[4]
            found.add((best[3].page, best[3].start))
    for place in range(1, len(sheets) - 1):  # a number left out between two that agree
        if not labels[place] and chosen[place - 1] and chosen[place - 1] == _next(chosen, place):
            arabic, shift = chosen[place - 1] or (True, 0)
            if arabic:
                labels[place] = str(place + shift)
                chosen[place] = (arabic, shift)
    return labels


def _next(chosen: list[tuple[bool, int] | None], place: int) -> tuple[bool, int] | None:
    return next((series for series in chosen[place + 1 : place + 4] if series), None)


def _strays(
    sheets: list[Sheet],
    edges: list[list[Line]],
    found: set[tuple[int, int]],
    heights: Counter[int],
) -> None:
    """Heads that change (chapter titles) at a height where heads stand on several pages; bare
    numbers in their company."""
    usual = {height for height, count in heights.items() if count >= 3}
    for place, lines in enumerate(edges):
        sheet = sheets[place]
        for line in lines:
            key = (line.page, line.start)
            if key in found or _height(sheet, line) not in usual:
                continue
            outer = [
                other
                for other in sheet.lines
                if (other.page, other.start) not in found
                and other is not line
                and (
                    (other.y0 > line.y1 - 1)
                    if line.y0 > sheet.height / 2
                    else (other.y1 < line.y0 + 1)
                )
            ]
            inner = [
                (line.y0 - other.y1) if line.y0 > sheet.height / 2 else (other.y0 - line.y1)
                for other in sheet.lines
                if (other.page, other.start) not in found and other is not line
            ]
            gap = min((space for space in inner if space > -1), default=99.0)
            if not outer and gap > 0.9 * line.size and len(line.text) < 90 and place > 0:
                found.add(key)
