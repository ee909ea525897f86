"""Find figures in tables that carry "(%)" in their labels: "Attending School (%) 5 to 14 93.9". Pure.

Two shapes are read: rows whose cells follow their label, and columns flattened one after the other where
as many values stand as labels. Where they are fewer or more, which number belongs to which label
can't be told, and none is guessed.
"""

import re
from collections.abc import Iterator

from sourcebook.claims import Figure
from sourcebook.understand.prepared import Prepared

_AGES = r"\d{1,2}(?: ?to ?| ?- ?)\d{1,2}(?: ?yrs?\.?| years)?"
_CELL = r"(?P<share>\d{1,3}(?:\.\d{1,2})?)(?! ?to\b| ?-|[\d,.]\d|\w)%?(?:\s{0,3}\((?P<number>\d{1,3}(?:,\d{3}){1,4})\))?"
_ROW = re.compile(
    rf"\(% ?(?P<also>and population|and number|and total)?\)\s{{1,6}}(?:(?P<ages>{_AGES})\s{{1,6}})?{_CELL}"
)
_LABEL = re.compile(r"[^\W\d_][^\n()|]{2,80}$")
_LABELS = re.compile(
    r"(?:^[^\n()]{3,80}\(% ?(?:and population|and number|and total)?\)[ \t\xa0*†]*\n){2,12}", re.M
)
_AGE_CELL = re.compile(rf"(?:{_AGES}|n/a|-|unavailable)\.?", re.I)
_VALUE_CELL = re.compile(rf"(?:{_CELL}|n/a|-|unavailable)(?: ?\*| ?†)?", re.I)
_REACH = 700  # characters after its labels in which a table's columns are looked for


def rows_in(ready: Prepared) -> Iterator[Figure]:
    """A percentage for each labelled cell, and the number of people beside it in parentheses."""
    yield from _rows(ready)
    for block in _LABELS.finditer(ready.text):
        yield from _columns(ready, block)


def _rows(ready: Prepared) -> Iterator[Figure]:
    folded, text = ready.folded, ready.text
    at = folded.find("(%")
    while at >= 0:
        row = _ROW.match(folded, at)
        label = _LABEL.search(text[max(0, at - 90) : at]) if row is not None else None
        at = folded.find("(%", at + 2)
        if row is None or label is None:
            continue
        start = row.start() - len(label.group())
        yield from _figures(
            ready, label.group(), row["ages"], row, start, also=row["also"] is not None
        )


def _columns(ready: Prepared, block: re.Match[str]) -> Iterator[Figure]:
    """The cells of a table of which all labels came first, then one column after the other."""
    labels = [(block.start() + m.start(), m.group()) for m in re.finditer(r"[^\n]+", block.group())]
    ages: list[str] = []
    for column in _blocks(ready.text, block.end()):
        cells = [ready.text[a:b].strip() for a, b in column]
        if len(cells) == len(labels) and all(_AGE_CELL.fullmatch(c) for c in cells) and not ages:
            ages = cells
            continue
        values = [_VALUE_CELL.fullmatch(c) for c in cells]
        if len(cells) != len(labels) or any(v is None or not v.group() for v in values):
            continue
        for index, (start, label) in enumerate(labels):
            cell = re.compile(_CELL).match(ready.text, column[index][0])
            if cell is None:
                continue
            name, _, rest = label.partition("(%")
            age = ages[index] if ages and ages[index][0].isdigit() else None
            yield from _figures(ready, name, age, cell, start, also="and" in rest, rule="column")
        return


def _blocks(text: str, at: int) -> Iterator[list[tuple[int, int]]]:
    """The groups of lines after ``at``, parted by blank lines, each without the heading of its column."""
    lines: list[tuple[int, int]] = []
    for line in re.compile(r"[^\n]*\n?").finditer(text, at, min(len(text), at + _REACH)):
        words = line.group().strip()
        if words:
            start = line.start() + len(line.group()) - len(line.group().lstrip())
            if not (not lines and words.istitle() and words.isalpha()):
                lines.append((start, start + len(words)))
        elif lines:
            yield lines
            lines = []
        if not line.group():
            break
    if lines:
        yield lines


def _figures(
    ready: Prepared,
    label: str,
    ages: str | None,
    cell: re.Match[str],
    start: int,
    *,
    also: bool,
    rule: str = "row",
) -> Iterator[Figure]:
    of = " ".join(label.split())
    if ages is not None:
        of = f"{of}, {ages.strip()}"
    yield Figure(
        value=float(cell["share"]),
        unit="percent",
        of=of,
        place=ready.home,
        start=start,
        end=cell.end("share"),
        rule=rule,
        confidence=0.9,
    )
    if cell["number"] is not None and also:
        yield Figure(
            value=float(cell["number"].replace(",", "")),
            unit="people",
            of=of,
            place=ready.home,
            start=start,
            end=cell.end(),
            rule=rule,
            confidence=0.9,
        )
