"""The lines of a PDF page as PDFium sees them: their words, their place on the page, their size.

A line costs five calls into PDFium, not one a character: a character's box costs as much as all
the rest of its reading (measured, docs/decisions/0016).
"""

import ctypes
import re
from itertools import pairwise
from typing import Any

from msgspec import Struct

_BREAK = re.compile("\r\n|\r|\n|[\ufffe\x02]")
_MARKER = re.compile(r"\s*[\[(]?(?:\d{1,4}|[a-zA-Z]|[ivxIVX]{1,5}|[^\w\s])[\])]?[.)]?\s*$")
_HYPHENS = "\ufffe\x02"  # what PDFium puts for a hyphen at the end of a line
_GAP = 1.1  # of the letters' size: wider gaps are between columns or cells (a word space is 0.25)
_MANY = 4000  # pieces of text on a page; a drawing's labels are not worth more


class Line(Struct):
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
    for start, end, hyphen in _spans(text, _gaps(pdfium, raw, text, place_of)):
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = start + len(words.rstrip()) - 1
        if last < first:
            continue
        begin = first if place_of is None else place_of[first]
        final = last if place_of is None else place_of[last]
        if not loose(raw, begin, reference):
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if final != begin and loose(raw, final, reference):
            left, right = min(left, box.left), max(right, box.right)
            bottom, top = min(bottom, box.bottom), max(top, box.top)
        middle = (begin + final) // 2
        size = size_at(raw, middle)
        tall = top - bottom
        # Some files set size 1 and scale the page; the box is what a reader sees.
        if not 0.4 < size / (tall or 1) < 2.5 and final == begin:
            size = tall
        elif size < 3 or size > 2.5 * (tall or 1):
            size = tall * 0.8
        made.append(
            Line(
                page=index,
                start=begin,
                end=final + 1,
                text=text[first : last + 1],
                x0=left,
                y0=bottom,
                x1=right,
                y1=top,
                size=round(size, 1),
                bold=weight_at(raw, middle) >= 600,
                hyphen=hyphen,
                spaced=words[-1].isspace(),
            )
        )
    for before, line in pairwise(made):
        middle_y = (line.y0 + line.y1) / 2
        line.follows = before.y0 < middle_y < before.y1 and line.x0 >= before.x1 - 1
    return made


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


def _spans(text: str, gaps: list[int]) -> list[tuple[int, int, bool]]:
    """Where lines begin and end, at PDFium's breaks, its hyphens and the gaps between columns."""
    cuts: list[tuple[int, int, bool]] = [
        (found.start(), found.end(), found.group() in _HYPHENS) for found in _BREAK.finditer(text)
    ]
    cuts += [(gap, gap, False) for gap in gaps]
    cuts.sort()
    made = []
    place = 0
    for start, end, hyphen in cuts:
        if start >= place:
            made.append((place, start, hyphen))
            place = end
    made.append((place, len(text), False))
    return made


def _gaps(pdfium: Any, raw: Any, text: str, place_of: list[int] | None) -> list[int]:
    """Letters of the text before which a wide gap stands on the line: another column or cell."""
    count = pdfium.FPDFText_CountRects(raw, 0, -1)
    if not 2 <= count <= _MANY:
        return []
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    places = [ctypes.byref(value) for value in (left, top, right, bottom)]
    rect = pdfium.FPDFText_GetRect
    found: list[int] = []
    before = (0.0, 0.0, 0.0, 0.0)
    back: dict[int, int] | None = None
    for number in range(count):
        rect(raw, number, *places)
        here = (left.value, top.value, right.value, bottom.value)
        tall = min(here[1] - here[3], before[1] - before[3])
        if (
            number
            and here[0] - before[2] > _GAP * max(tall, 4)
            and min(here[1], before[1]) - max(here[3], before[3]) > 0.5 * tall > 0
        ):
            place = pdfium.FPDFText_GetCharIndexAtPos(
                raw, here[0] + 0.5, (here[1] + here[3]) / 2, 2, 4
            )
            if place > 0:
                if place_of is not None:
                    if back is None:
                        back = {kept: letter for letter, kept in enumerate(place_of)}
                    place = back.get(place, 0)
                if 0 < place < len(text) and text[place - 1].isspace():
                    begun = max(text.rfind(sign, 0, place) for sign in "\n\ufffe\x02") + 1
                    # the number or sign of a list belongs to what stands behind it
                    if place - begun > 9 or not _MARKER.match(text, begun, place):
                        found.append(place)
        before = here
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
