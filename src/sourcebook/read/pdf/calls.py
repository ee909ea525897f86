"""PDFium's calls for the words of a page, bound once for being made by the thousand.

pypdfium2's objects for a page and its words cost 0.1 ms a page, which its own reading takes 2 ms for;
its bindings check each argument. Here a place to write to is an address, so that the boxes of a whole
page are written into one array, which becomes a list in one step.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct

Call = Callable[..., Any]


class Calls(Struct, frozen=True):
    """What is asked of a page's words (their handle comes first, as an address). A box is four floats
    (left, top, right, bottom), a rectangle four addresses of doubles in the same order."""

    box: Call  # FPDFText_GetLooseCharBox: words, letter, where to write → whether it has one
    size: Call  # FPDFText_GetFontSize: words, letter → points
    weight: Call  # FPDFText_GetFontWeight: words, letter → 400 is regular, 700 bold
    rectangles: Call  # FPDFText_CountRects: words, first letter, how many → count
    rectangle: Call  # FPDFText_GetRect: words, which, where to write (four)


@cache
def calls() -> Calls:
    """PDFium's calls."""
    import pypdfium2.raw as pdfium

    whole, double, at = ctypes.c_int, ctypes.c_double, ctypes.c_void_p

    def bound(function: Any, result: Any, *arguments: Any) -> Call:
        address = ctypes.cast(function, ctypes.c_void_p).value or 0
        made: Call = ctypes.PYFUNCTYPE(result, *arguments)(
            address
        )  # holds the lock: they are short
        return made

    return Calls(
        bound(pdfium.FPDFText_GetLooseCharBox, whole, at, whole, at),
        bound(pdfium.FPDFText_GetFontSize, double, at, whole),
        bound(pdfium.FPDFText_GetFontWeight, whole, at, whole),
        bound(pdfium.FPDFText_CountRects, whole, at, whole, whole),
        bound(pdfium.FPDFText_GetRect, whole, at, whole, at, at, at, at),
    )


class Words:
    """The words of one page of a document: ``text`` as PDFium gives it (it ends lines with CR LF),
    ``count`` its characters as PDFium counts them, ``page`` and ``raw`` its handles, ``address`` the
    latter's. Raises PdfiumError for a page that can't be loaded. To be closed."""

    def __init__(self, document: Any, index: int) -> None:
        import pypdfium2.raw as pdfium
        from pypdfium2 import PdfiumError

        self._pdfium = pdfium
        self.page = pdfium.FPDF_LoadPage(document.raw, index)
        if not self.page:
            raise PdfiumError("Failed to load page.")
        self.raw = pdfium.FPDFText_LoadPage(self.page)
        if not self.raw:
            pdfium.FPDF_ClosePage(self.page)
            raise PdfiumError("Failed to load text page.")
        self.address = ctypes.cast(self.raw, ctypes.c_void_p).value or 0
        self.count: int = pdfium.FPDFText_CountChars(self.raw)
        self.text = self._text() if self.count > 0 else ""

    def _text(self) -> str:
        """All characters; those at both ends that are none of the text are passed over, for PDFium
        reads too far where it starts at one (https://crbug.com/pdfium/2079)."""
        at = self._pdfium.FPDFText_GetTextIndexFromCharIndex
        raw = self.raw
        first, last = 0, self.count - 1
        while first <= last and (begin := at(raw, first)) < 0:
            first += 1
        while last >= first and (end := at(raw, last)) < 0:
            last -= 1
        if first > last:
            return ""
        held = (ctypes.c_ushort * (end + 2 - begin))()
        written = self._pdfium.FPDFText_GetText(raw, first, last - first + 1, held)
        return bytes(held)[: 2 * max(0, written - 1)].decode("utf-16-le", "ignore")

    def turned(self) -> int:
        """How far the page is turned clockwise, in degrees."""
        quarters: int = self._pdfium.FPDFPage_GetRotation(self.page)
        return 90 * max(0, quarters)

    def size(self) -> tuple[float, float]:
        """Width and height of the page as shown, in points."""
        sized = self._pdfium
        return sized.FPDF_GetPageWidthF(self.page), sized.FPDF_GetPageHeightF(self.page)

    def media(self) -> tuple[float, float, float, float]:
        """The page's MediaBox in its own space: left, bottom, right, top; a letter where it has none."""
        sides = [ctypes.c_float() for _ in range(4)]
        if not self._pdfium.FPDFPage_GetMediaBox(self.page, *sides):
            return 0, 0, 612, 792
        return sides[0].value, sides[1].value, sides[2].value, sides[3].value

    def close(self) -> None:
        """Give the page and its words back."""
        self._pdfium.FPDFText_ClosePage(self.raw)
        self._pdfium.FPDF_ClosePage(self.page)
