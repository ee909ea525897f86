"""The lines of a PDF page as PDFium sees them: their words, their place on the page, their size.

A line costs five calls into PDFium, not one a character: a character's box costs as much as all
the rest of its reading (measured, decision 0021).
"""

import ctypes
import re
from itertools import pairwise
from typing import Any

from msgspec import Struct

from sourcebook.read.pdf.calls import Words, calls

_BREAK = re.compile("[\r\n\ufffe\x02]+")
_MARKER = re.compile(r"\s*[\[(]?(?:\d{1,4}|[a-zA-Z]|[ivxIVX]{1,5}|[^\w\s])[\])]?[.)]?\s*$")
_HYPHENS = "\ufffe\x02"  # what PDFium puts for a hyphen at the end of a line
_GAP = 1.4  # of the letters' height: wider gaps are between columns or cells (a word space is 0.3)
_MANY = 4000  # pieces of text on a page; a drawing's labels are not worth more


class Line(Struct, gc=False):
    """A line: ``start`` and ``end`` count characters as PDFium does; ``text`` is as PDFium gives it,
    without the line's end; the box is in points from the page's lower left corner, as it is shown;
    ``hyphen`` tells that the line ends in a hyphen that breaks a word or stands between two."""

    page: int
    start: int
    end: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool = False
    hyphen: bool = False
    spaced: bool = False  # white space stands at the line's end
    follows: bool = False  # stands on the same base line as the one before it, further right
    beside: bool = False  # so does this, but it is no cell: the gap is only a wide space


class Sheet(Struct):
    """One page: its size as shown, and its lines in the order in which the file draws them."""

    index: int
    width: float
    height: float
    lines: list[Line]
    characters: int = 0
    pictures: bool = False
    broken: bool = False


def sheet_of(document: Any, index: int) -> Sheet:
    """The lines of a page. Raises PdfiumError for a page that can't be loaded."""
    words = Words(document, index)
    try:
        return _sheet(document, words, index)
    finally:
        words.close()


def _sheet(document: Any, words: Words, index: int) -> Sheet:
    width, height = words.size()
    lines = _lines(words, index)
    if lines:
        turned, box = words.turned(), words.media()
        if turned or box[:2] != (0, 0):
            _turn(lines, turned, box)
    return Sheet(
        index=index,
        width=width,
        height=height,
        lines=lines,
        characters=words.count,
        pictures=not lines and _has_picture(document, index),
    )


def _lines(words: Words, index: int) -> list[Line]:
    text, address = words.text, words.address
    place_of = _places(words)
    call = calls()
    box_at, size_at, weight_at = call.box, call.size, call.weight
    spans = _spans(text)
    held = (ctypes.c_float * (8 * len(spans) + 4))()
    at = ctypes.addressof(held)
    ends: list[
        tuple[int, int, int, str, bool, bool]
    ] = []  # place in ``held``, first, last letter, …
    for slot, (start, end, hyphen) in enumerate(spans):
        raw = text[start:end]
        bare = raw.strip()
        if not bare:
            continue
        first = start if raw[0] == bare[0] else start + len(raw) - len(raw.lstrip())
        last = first + len(bare) - 1
        if place_of is not None:
            first, last = place_of[first], place_of[last]
        if box_at(address, first, at + 32 * slot):
            two = last != first and box_at(address, last, at + 32 * slot + 16)
            ends.append((slot, first, last, bare, hyphen, raw[-1] != bare[-1]))
            if not two:  # the first letter's box is all there is
                for n in range(8 * slot, 8 * slot + 4):
                    held[n + 4] = held[n]
    boxes = held[:]
    made: list[Line] = []
    gaps = _gaps(words)
    gap = 0
    for slot, begin, final, bare, hyphen, spaced in ends:
        left, top, right, bottom, left_, top_, right_, bottom_ = boxes[8 * slot : 8 * slot + 8]
        left = min(left, left_)
        right = max(right, right_)
        bottom = min(bottom, bottom_)
        top = max(top, top_)
        middle = (begin + final) // 2
        line = Line(
            index,
            begin,
            final + 1,
            bare,
            left,
            bottom,
            right,
            top,
            _size(size_at(address, middle), top - bottom, lone=final == begin),
            weight_at(address, middle) >= 600,
            hyphen,
            spaced,
        )
        made.append(line)
        # the gaps come in the file's order too; one on this line cuts it
        while gap < len(gaps):
            x, x_before, y = gaps[gap]
            if not (bottom < y < top and left < x < right):
                ahead = gap + 1
                if (
                    ahead < len(gaps)
                    and bottom < gaps[ahead][2] < top
                    and left < gaps[ahead][0] < right
                ):
                    gap = ahead
                    continue
                break
            gap += 1
            if place_of is None:
                _cut(words, made, x, x_before)
    for before, line in pairwise(made):
        if line.x0 >= before.x1 - 1:
            line.follows = before.y0 < (line.y0 + line.y1) / 2 < before.y1
    return made


def _size(told: float, tall: float, *, lone: bool) -> float:
    """The letters' size. Some files set size 1 and scale the page; the box is what a reader sees."""
    if lone and not 0.4 < told / (tall or 1) < 2.5:
        told = tall
    elif told < 3 or told > 2.5 * (tall or 1):
        told = tall * 0.8
    return round(told, 1)


def _cut(words: Words, made: list[Line], x: float, x_before: float) -> None:
    """Cut the last line where another column or cell begins, unless what stands before is the
    number or sign of a list."""
    line = made[-1]
    box_at, address = calls().box, words.address
    box = (ctypes.c_float * 4)()
    at = ctypes.addressof(box)
    slack = x - max(0.8, 0.3 * line.size)  # a letter begins left of its ink
    low, high = line.start, line.end - 1
    while low < high:  # the first letter at or behind x
        half = (low + high) // 2
        if box_at(address, half, at) and box[0] >= slack:
            high = half
        else:
            low = half + 1
    offset = low - line.start
    text = line.text
    if not 0 < offset < len(text) or not text[offset - 1].isspace():
        return
    head = text[:offset].rstrip()
    if len(head) <= 8 and _MARKER.match(head) and not line.follows:
        return
    made.append(
        Line(
            page=line.page,
            start=low,
            end=line.end,
            text=text[offset:],
            x0=x,
            y0=line.y0,
            x1=line.x1,
            y1=line.y1,
            size=line.size,
            bold=line.bold,
            hyphen=line.hyphen,
            spaced=line.spaced,
            follows=True,
        )
    )
    line.text, line.end, line.x1 = head, line.start + len(head), x_before
    line.hyphen, line.spaced = False, True


def _places(words: Words) -> list[int] | None:
    """For each letter of the text the character it is to PDFium; None where the two count alike."""
    if words.count == len(words.text):
        return None
    import pypdfium2.raw as pdfium

    places: list[int] = []
    unit = 0
    for letter in words.text:
        place = pdfium.FPDFText_GetCharIndexFromTextIndex(words.raw, unit)
        places.append(place if place >= 0 else (places[-1] + 1 if places else 0))
        unit += 2 if ord(letter) > 0xFFFF else 1
    return places


def _spans(text: str) -> list[tuple[int, int, bool]]:
    """Where lines begin and end, at PDFium's breaks and hyphens; whether with a hyphen."""
    made = []
    place = 0
    for found in _BREAK.finditer(text):
        start = found.start()
        made.append((place, start, text[start] in _HYPHENS))
        place = found.end()
    made.append((place, len(text), False))
    return made


def _gaps(words: Words) -> list[tuple[float, float, float]]:
    """Wide gaps on a line, between columns or cells: where the words behind begin, where those before
    end, and their middle height."""
    call, address = calls(), words.address
    count = call.rectangles(address, 0, -1)
    # a rectangle a piece: with no more of them than lines, no line is made of several
    if not 2 <= count <= _MANY or count <= words.text.count("\n") + 1:
        return []
    held = (ctypes.c_double * (4 * count))()
    at, rectangle = ctypes.addressof(held), call.rectangle
    for number in range(count):
        rectangle(address, number, at, at + 8, at + 16, at + 24)
        at += 32
    sides = held[:]
    found: list[tuple[float, float, float]] = []
    before = 1e9
    for at, (x0, x1) in enumerate(zip(sides[::4], sides[2::4], strict=True)):
        wide = x0 - before
        if wide > 4 * _GAP:
            top, bottom, y1, y0 = (sides[4 * at + n] for n in (1, 3, -3, -1))
            low, tall = sorted((top - bottom, y1 - y0))  # the lower may be a raised note number
            if wide > _GAP * tall and min(top, y1) - max(bottom, y0) > 0.5 * low > 0:
                found.append((x0, before, (top + bottom) / 2))
        before = x1
    return found


def _turn(lines: list[Line], turned: int, box: tuple[float, float, float, float]) -> None:
    """Move the boxes from the page's own space to the page as it is shown."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    for line in lines:
        x0, x1 = line.x0 - left, line.x1 - left
        y0, y1 = line.y0 - bottom, line.y1 - bottom
        if turned == 90:
            x0, y0, x1, y1 = y0, wide - x1, y1, wide - x0
        elif turned == 180:
            x0, y0, x1, y1 = wide - x1, high - y1, wide - x0, high - y0
        elif turned == 270:
            x0, y0, x1, y1 = high - y1, x0, high - y0, x1
        line.x0, line.y0, line.x1, line.y1 = x0, y0, x1, y1


def _has_picture(document: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    page = document[index]
    try:
        return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    finally:
        page.close()
