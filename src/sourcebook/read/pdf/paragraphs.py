"""Join lines into paragraphs and say what each is: heading, item, row, footnote, caption, furniture."""

import re
from collections import Counter
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from sourcebook.read.pdf.bibliography import split
from sourcebook.read.pdf.lines import Line, Sheet
from sourcebook.read.pdf.order import chunks_of, ordered

Kind = Literal[
    "heading", "paragraph", "item", "row", "quote", "footnote", "caption", "reference", "furniture"
]
_ENDS = re.compile(r"[.:;!?…。][\"”’»)\]\s\d,;-]*$")
_BULLET = re.compile(
    r"^(?:[•●▪■◦‣⁃∙·►➢➤✓❖\uf0b7\uf0a7o§]|[–—-](?=\s)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s))\s*\S"
)
_NOTE = re.compile(r"^(?:(\d{1,3})[\s.)]*(?=[^\d\s.,%)-])|[*†‡§¶]{1,3}\s*\S)")
_MARK = re.compile(r"^[*†‡§¶]{1,3}\s*\S")
_CAPTION = re.compile(
    r"^(?:fig(?:ure|\.)|photo(?:graph)?|chart|map|graph|image|рис(?:унок|\.)|фото|сурет|abb(?:ildung|\.)|"
    r"©|source: ©)\s*(?:[\dIVX]+\s*[.:–—-]|credit|:|by\b|©|\S+ \S+/)",
    re.I,
)
_CAPITALS = re.compile(r"^[^a-zа-яё]*$")
_LETTER = re.compile(r"[^\W\d_]")


class Item(Struct):
    """A block and its lines."""

    kind: Kind
    lines: list[Line]
    page: int
    number: str = ""


class Setting(Struct):
    """How a document is set: the size of most of its letters and the usual step between lines."""

    size: float
    steps: dict[float, float]


def setting_of(sheets: list[Sheet]) -> Setting:
    """The usual size and steps, weighed by letters."""
    steps: dict[float, Counter[float]] = {}
    letters: dict[float, int] = {}
    drops: list[tuple[float, float]] = []
    for sheet in sheets:
        for before, line in pairwise(sheet.lines):
            size = line.size
            letters[size] = letters.get(size, 0) + len(line.text)
            drop = before.y0 - line.y0
            if before.size == size and 0.7 * size < drop < 3 * size:
                drops.append((size, drop))
        if len(sheet.lines) == 1:
            size = sheet.lines[0].size
            letters[size] = letters.get(size, 0) + len(sheet.lines[0].text)
    sizes = Counter(letters)
    for size, drop in drops:
        seen = steps.get(size)
        if seen is None:
            seen = steps[size] = Counter()
        seen[round(drop * 2) / 2] += 1
    usual = sizes.most_common(1)[0][0] if sizes else 10.0
    return Setting(
        size=usual, steps={size: seen.most_common(1)[0][0] for size, seen in steps.items()}
    )


def items_of(
    sheet: Sheet, furniture: set[tuple[int, int]], setting: Setting, *, listing: bool = False
) -> list[Item]:
    """The blocks of a page in reading order, furniture at the page's ends. ``listing`` says that
    the page before ended inside a bibliography; lines of one make a single block of references,
    to be parted when all of it is there."""
    aside = [line for line in sheet.lines if (line.page, line.start) in furniture]
    kept = (
        [line for line in sheet.lines if (line.page, line.start) not in furniture]
        if aside
        else list(sheet.lines)
    )
    lines = ordered(kept)
    parts = split(lines, setting.size, within=listing)
    notes: list[list[Line]] = []
    if not any(inside for inside, _ in parts):
        lines, notes = _footnotes(lines, setting, sheet)
        parts = [(False, lines)]
    items = [Item(kind="furniture", lines=[line], page=sheet.index) for line in _tops(aside, sheet)]
    if listing and parts[-1][0]:  # what else is on the page goes before its references
        items += _feet(aside, sheet)
    for inside, some in parts:
        if inside:
            if some:  # a page without words in the midst of a bibliography has none
                items.append(Item(kind="reference", lines=some, page=sheet.index))
            continue
        made: list[Item] = []
        for chunk in chunks_of(some):
            made += _paragraphs(chunk.lines, setting, sheet.index)
        for item in (made := _rejoined(made)):
            if item.kind == "paragraph":
                item.kind = _kind(item, setting)
        items += made
    items += [Item(kind="footnote", lines=note, page=sheet.index) for note in notes]
    if not (listing and parts[-1][0]):
        feet = _feet(aside, sheet)
        at = len(items) - (1 if items and items[-1].kind == "reference" else 0)
        items[at:at] = feet
    return items


def _feet(aside: list[Line], sheet: Sheet) -> list[Item]:
    return [
        Item(kind="furniture", lines=[line], page=sheet.index)
        for line in aside
        if line.y0 <= sheet.height / 2
    ]


def _tops(aside: list[Line], sheet: Sheet) -> list[Line]:
    return [line for line in aside if line.y0 > sheet.height / 2]


def _footnotes(
    lines: list[Line], setting: Setting, sheet: Sheet
) -> tuple[list[Line], list[list[Line]]]:
    """The lines without the notes at the foot of the page, and the notes."""
    if len(lines) < 3:
        return lines, []
    limit = setting.size * 0.93
    first = len(lines)
    while first > 0 and lines[first - 1].size <= limit:
        first -= 1
    if first == len(lines) or first == 0:
        return lines, []
    low = min(line.y0 for line in lines[:first])
    margin = min(line.x0 for line in lines)
    notes: list[list[Line]] = []
    kept = lines[:first]
    number = 0
    for line in lines[first:]:
        found = _NOTE.match(line.text)
        starts = False
        if found and not line.follows and line.y1 < sheet.height * 0.7:
            if found[1] is None:
                starts = True
            elif line.x0 < margin + 0.25 * sheet.width and line.y0 < low + 2:
                value = int(found[1])
                starts = 0 < value < 500 and (not number or number < value <= number + 2)
                number = value if starts else number
        if starts:
            notes.append([line])
        elif notes and line.y0 < notes[-1][0].y1:
            notes[-1].append(line)
        else:
            kept.append(line)
    return kept, notes


def _paragraphs(lines: list[Line], setting: Setting, page: int) -> list[Item]:
    made: list[Item] = []
    _spaces(lines)
    left = _left(lines)
    for place, line in enumerate(lines):
        if made and not _parts(lines, place, left, setting, made[-1]):
            made[-1].lines.append(line)
        else:
            made.append(Item(kind="paragraph", lines=[line], page=page))
        if line.follows:
            made[-1].kind = "row"
    return made


def _spaces(lines: list[Line]) -> None:
    """Tell wide spaces in prose from gaps between cells, which stand below one another."""
    for place, line in enumerate(lines):
        if not line.follows or not place:
            continue
        before = lines[place - 1]
        if line.x0 - before.x1 > 3 * line.size:
            continue
        near = lines[max(0, place - 4) : place] + lines[place + 1 : place + 5]
        if not any(other.follows and abs(other.x0 - line.x0) < 0.6 * line.size for other in near):
            line.follows, line.beside = False, True


def _left(lines: list[Line]) -> float:
    if len(lines) == 1:
        return 0.0 if lines[0].follows or lines[0].beside else float(round(lines[0].x0))
    seen = Counter([round(line.x0) for line in lines if not line.follows and not line.beside])
    return float(max(seen, key=seen.__getitem__)) if seen else 0.0


def _parts(lines: list[Line], place: int, left: float, setting: Setting, item: Item) -> bool:
    """Whether a new block begins at this line."""
    before, line = lines[place - 1], lines[place]
    if line.follows or line.beside or before.hyphen:
        return False
    if item.kind == "row":
        return True  # a row of cells is one line high
    if place + 1 < len(lines) and lines[place + 1].follows:
        return True
    if line.size != before.size and (
        abs(line.size - before.size) > 0.08 * max(line.size, before.size) + 0.3
    ):
        return True
    text, above = line.text, before.text
    runs_on = not _ENDS.search(above) and text[:1].islower()
    drop = before.y0 - line.y0
    step = setting.steps.get(line.size, 1.2 * line.size)
    if drop > 1.3 * max(step, line.size) and not (runs_on and drop < 1.8 * step):
        return True
    if _BULLET.match(text) and (not text[0].isalnum() or text[0] == "o" or line.x0 <= left + 40):
        if text[0] == "o":
            return text[:2] == "o "
        return not runs_on or not text[0].isalnum()
    if line.bold != before.bold and not runs_on:
        whole = sum(other.bold == before.bold for other in item.lines) == len(item.lines)
        if whole and (before.bold or _ends_item(item)):
            return True
    if min(len(above), len(text)) > 8 and _capitals(above) != _capitals(text) and not runs_on:
        return True
    indent = line.x0 - before.x0
    if (
        indent > 0.8 * line.size
        and abs(before.x0 - left) < 2
        and len(item.lines) > 1
        and not runs_on
    ):
        return True
    if (
        indent < -0.8 * line.size
        and len(item.lines) > 1
        and abs(line.x0 - left) > 2
        and not runs_on
    ):
        return True
    if runs_on:
        return False
    # the first word would have fitted above: the line before ended on purpose
    window = lines[max(0, place - 4) : place]
    right = max(other.x1 for other in window)
    if len(window) < 3:
        right = max(right, line.x1)
    word = text.split(" ", 1)[0]
    wide = (line.x1 - line.x0) * (len(word) + 1) / max(len(text), 1)
    return right - before.x1 > wide + 0.6 * line.size and (
        bool(_ENDS.search(above)) or right - before.x1 > 0.25 * (right - before.x0)
    )


def _capitals(text: str) -> bool:
    return _CAPITALS.match(text) is not None and _LETTER.search(text) is not None


def _ends_item(item: Item) -> bool:
    return _ENDS.search(item.lines[-1].text) is not None


def _rejoined(items: list[Item]) -> list[Item]:
    """Join a paragraph that goes on at the top of the next column."""
    made: list[Item] = []
    for item in items:
        if made and runs_over(made[-1], item):
            made[-1].lines += item.lines
        else:
            made.append(item)
    return made


def runs_over(item: Item, after: Item) -> bool:
    """Whether a paragraph goes on in another that begins a column or page."""
    if item.kind not in ("paragraph", "item") or after.kind != "paragraph":
        return False
    last, first = item.lines[-1], after.lines[0]
    if abs(last.size - first.size) > 0.3 or last.bold != first.bold:
        return False
    if last.page == first.page and not first.y0 > last.y1:
        return False
    if last.hyphen or last.text.endswith(("-", "\xad", "\u2010")):
        return True
    if _ENDS.search(last.text) or not _LETTER.search(last.text[-12:]):
        return False
    if first.text[:1].islower():
        return True
    longest = max(line.x1 for line in item.lines)
    return (
        len(item.lines) > 2 and len(after.lines) > 1
        and last.x1 > longest - 3 * last.size
        and not _BULLET.match(first.text) and not _capitals(first.text)
    )  # fmt: skip


def _kind(item: Item, setting: Setting) -> Kind:
    first = item.lines[0]
    text = " ".join(line.text for line in item.lines)
    if _MARK.match(text) and first.size <= setting.size * 0.95:
        return "footnote"
    if _CAPTION.match(text) and len(text) < 400:
        return "caption"
    size = min(line.size for line in item.lines)
    if len(text) < 200 and len(item.lines) <= 4 and _LETTER.search(text):
        if size >= setting.size * 1.15 and not (text.endswith(".") and len(text) > 90):
            return "heading"
        if all(line.bold for line in item.lines) and not text.endswith((".", ",", ";")):
            return "heading"
        if (
            _capitals(text)
            and len(text) > 3
            and size >= setting.size * 0.85
            and not text.endswith(",")
        ):
            return "heading"
    if _BULLET.match(text):
        return "item"
    return "paragraph"
