"""Where words of a PDF's Text stand on its pages, and a page as a picture, for showing a proof."""

import ctypes
import struct
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct

from sourcebook.errors import Refused
from sourcebook.read.pdf.lines import Line, _turn
from sourcebook.read.pdf.reading import opened
from sourcebook.records import Run, Text

LARGEST = 40_000_000  # points of a picture; a page of A0 at 150 dpi has 35 million
_START = attrgetter("start")


class Box(Struct, frozen=True):
    """A rectangle on a page in points (1/72 inch) from the lower left corner of the page as shown."""

    x0: float
    y0: float
    x1: float
    y1: float


def runs_in(text: Text, start: int, end: int) -> list[Run]:
    """The parts of the text's runs between two characters, cut to them where one is cut."""
    runs = text.runs
    made: list[Run] = []
    for place in range(max(0, bisect_right(runs, start, key=_START) - 1), len(runs)):
        run = runs[place]
        if run.start >= end:
            break
        if run.end <= start:
            continue
        low, high = max(start, run.start), min(end, run.end)
        if run.end - run.start == run.source_end - run.source:
            source, source_end = run.source + low - run.start, run.source_end - (run.end - high)
        else:  # letters that became others: the whole of it
            source, source_end = run.source, run.source_end
        made.append(Run(start=low, end=high, page=run.page, source=source, source_end=source_end))
    return made


def boxes(data: bytes, text: Text, start: int, end: int) -> dict[int, list[Box]]:
    """For each page (by index) the rectangles that cover characters ``start`` to ``end`` of the text.

    Raises Unreadable where the bytes are no PDF that opens, Refused for places outside the text.
    """
    if not 0 <= start <= end <= len(text.text):
        raise Refused(
            f"{start}-{end}", f"lies outside the text, which has {len(text.text):,} characters"
        )
    return _boxes(data, runs_in(text, start, end))


def _boxes(data: bytes, some: Sequence[Run]) -> dict[int, list[Box]]:
    import pypdfium2.raw as pdfium

    found: dict[int, list[Box]] = {}
    document = opened(data, "the file")
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    try:
        for number, runs in _by_page(some).items():
            if number >= len(document):
                continue
            page = document[number]
            words = page.get_textpage()
            lines: list[Line] = []
            for run in runs:
                count = pdfium.FPDFText_CountRects(
                    words.raw, run.source, run.source_end - run.source
                )
                for rect in range(max(0, count)):
                    pdfium.FPDFText_GetRect(
                        words.raw, rect, *map(ctypes.byref, (left, top, right, bottom))
                    )
                    lines.append(
                        Line(
                            page=number, start=run.source, end=run.source_end, text="",
                            x0=left.value, y0=bottom.value, x1=right.value, y1=top.value, size=0,
                        )
                    )  # fmt: skip
            if lines and (page.get_rotation() or page.get_mediabox()[:2] != (0, 0)):
                _turn(lines, page.get_rotation(), page.get_mediabox())
            found[number] = [Box(line.x0, line.y0, line.x1, line.y1) for line in lines]
            words.close()
            page.close()
    finally:
        document.close()
    return found


def _by_page(runs: Sequence[Run]) -> dict[int, list[Run]]:
    found: dict[int, list[Run]] = {}
    for run in runs:
        before = found.setdefault(run.page, [])
        if before and 0 <= run.source - before[-1].source_end <= 1:
            last = before.pop()
            whole = Run(
                start=last.start,
                end=run.end,
                page=run.page,
                source=last.source,
                source_end=run.source_end,
            )
            before.append(whole)
        else:
            before.append(run)
    return found


class Seen(Struct, frozen=True, kw_only=True):
    """A page as it is shown: its index, width and height in points, ``boxes`` of what was asked for
    on it, and the page as a PNG picture where that was asked for."""

    index: int
    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    png: bytes = b""


def look(
    data: bytes, runs: Sequence[Run], *, draw: Sequence[int] = (), dpi: float = 96
) -> list[Seen]:
    """The pages that runs of a text stand on, with their boxes, and pictures of the pages ``draw``.
    Pages that aren't there are left out. Raises Unreadable where the bytes are no PDF that opens."""
    found = _boxes(data, runs)
    document = opened(data, "the file")
    sizes: dict[int, tuple[float, float]] = {}
    try:
        for index in sorted({*found, *draw}):
            if 0 <= index < len(document):
                wide, high = document[index].get_size()
                sizes[index] = (float(wide), float(high))
    finally:
        document.close()
    return [
        Seen(
            index=index,
            width=wide,
            height=high,
            boxes=tuple(found.get(index, ())),
            png=render(data, index, dpi=dpi) if index in draw else b"",
        )
        for index, (wide, high) in sizes.items()
    ]


def render(data: bytes, index: int, *, dpi: float = 96) -> bytes:
    """A page as a PNG picture in shades of grey, at ``dpi`` or less where it would be too large.

    Raises Unreadable where the bytes are no PDF that opens, Refused for a page that isn't there.
    """
    document = opened(data, "the file")
    try:
        if not 0 <= index < len(document):
            raise Refused(f"page {index + 1}", f"isn't there; the file has {len(document):,} pages")
        page = document[index]
        width, height = page.get_size()
        scale = dpi / 72
        scale = min(scale, (LARGEST / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        wide, high, stride, bands = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
        raw = bytes(bitmap.buffer)
        bitmap.close()
        page.close()
    finally:
        document.close()
    rows = bytearray()
    for row in range(high):
        line = raw[row * stride : row * stride + wide * bands]
        rows.append(0)
        if bands == 4:
            kept = bytearray(wide * 3)
            for band in range(3):
                kept[band::3] = line[band::4]
            rows += kept
        else:
            rows += line
    return _png(wide, high, bytes(rows), grey=bands == 1)


def _png(wide: int, high: int, rows: bytes, *, grey: bool) -> bytes:
    """A PNG file (W3C PNG, third edition): header, one block of data, end."""

    def part(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0 if grey else 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(rows, 6))
        + part(b"IEND", b"")
    )
