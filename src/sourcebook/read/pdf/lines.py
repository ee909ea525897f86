"""The lines of a PDF page as PDFium sees them: their words, their place on the page, their size.

A line costs five calls into PDFium, not one a character: a character's box costs as much as all
the rest of its reading (measured, decision 0021).
"""

import ctypes
import re
from itertools import pairwise
from typing import Any

from msgspec import Struct

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
    page = document[index]
    try:
        return _sheet(page, index)
    finally:
        page.close()


def _sheet(page: Any, index: int) -> Sheet:
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        raw = textpage.raw
        count = pdfium.FPDFText_CountChars(raw)
        text = textpage.get_text_range() if count > 0 else ""
        lines = _lines(pdfium, raw, text, count, index)
        turned = page.get_rotation()
        if lines and (turned or page.get_mediabox()[:2] != (0, 0)):
            _turn(lines, turned, page.get_mediabox())
        pictures = not lines and _has_picture(pdfium, page)
        return Sheet(
            index=index,
            width=width,
            height=height,
            lines=lines,
            characters=count,
            pictures=pictures,
        )
    finally:
        textpage.close()


def _lines(pdfium: Any, raw: Any, text: str, count: int, index: int) -> list[Line]:
    place_of = _places(pdfium, raw, text, count)
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    loose = pdfium.FPDFText_GetLooseCharBox
    size_at = pdfium.FPDFText_GetFontSize
    weight_at = pdfium.FPDFText_GetFontWeight
    made: list[Line] = []
    gaps = _gaps(pdfium, raw, text)
    gap = 0
    for start, end, hyphen in _spans(text):
        words = text[start:end]
        bare = words.strip()
        if not bare:
            continue
        first = start + (0 if words[0] == bare[0] else len(words) - len(words.lstrip()))
        last = first + len(bare) - 1
        if place_of is None:
            begin, final = first, last
        else:
            begin, final = place_of[first], place_of[last]
        if not loose(raw, begin, reference):
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if final != begin and loose(raw, final, reference):
            left, right = min(left, box.left), max(right, box.right)
            bottom, top = min(bottom, box.bottom), max(top, box.top)
        middle = (begin + final) // 2
        tall = top - bottom
        line = Line(
            page=index,
            start=begin,
            end=final + 1,
            text=bare,
            x0=left,
            y0=bottom,
            x1=right,
            y1=top,
            size=_size(size_at(raw, middle), tall, lone=final == begin),
            bold=weight_at(raw, middle) >= 600,
            hyphen=hyphen,
            spaced=words[-1] != bare[-1],
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
                _cut(loose, raw, made, x, x_before, (box, reference))
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


def _cut(
    loose: Any, raw: Any, made: list[Line], x: float, x_before: float, at: tuple[Any, Any]
) -> None:
    """Cut the last line where another column or cell begins, unless what stands before is the
    number or sign of a list."""
    line = made[-1]
    box, reference = at
    slack = x - max(0.8, 0.3 * line.size)  # a letter begins left of its ink
    low, high = line.start, line.end - 1
    while low < high:  # the first letter at or behind x
        half = (low + high) // 2
        if loose(raw, half, reference) and box.left >= slack:
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


def _places(pdfium: Any, raw: Any, text: str, count: int) -> list[int] | None:
    """For each letter of the text the character it is to PDFium; None where the two count alike."""
    if count == len(text):
        return None
    places: list[int] = []
    unit = 0
    for letter in text:
        place = pdfium.FPDFText_GetCharIndexFromTextIndex(raw, unit)
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


def _gaps(pdfium: Any, raw: Any, text: str) -> list[tuple[float, float, float]]:
    """Wide gaps on a line, between columns or cells: where the words behind begin, where those before
    end, and their middle height."""
    count = pdfium.FPDFText_CountRects(raw, 0, -1)
    # a rectangle a piece: with no more of them than lines, no line is made of several
    if not 2 <= count <= _MANY or count <= text.count("\n") + 1:
        return []
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    one, two, three, four = (ctypes.byref(value) for value in (left, top, right, bottom))
    rect = pdfium.FPDFText_GetRect
    found: list[tuple[float, float, float]] = []
    x1 = y0 = y1 = 1e9
    for number in range(count):
        rect(raw, number, one, two, three, four)
        x0, top_, bottom_ = left.value, top.value, bottom.value
        wide = x0 - x1
        if wide > 4 * _GAP:
            low, tall = sorted((top_ - bottom_, y1 - y0))  # the lower may be a raised note number
            if wide > _GAP * tall and min(top_, y1) - max(bottom_, y0) > 0.5 * low > 0:
                found.append((x0, x1, (top_ + bottom_) / 2))
        x1, y0, y1 = right.value, bottom_, top_
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


def _has_picture(pdfium: Any, page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
