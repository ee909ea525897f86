"""Find figures in rows of tables that carry "(%)" in their label: "Attending School (%) 5 to 14 93.9". Pure.

Only rows whose cells follow their label are read. Where a table was flattened column by column, which
number belongs to which label can't be told, and none is guessed.
"""

import re
from collections.abc import Iterator

from sourcebook.claims import Figure
from sourcebook.understand.prepared import Prepared

_ROW = re.compile(
    r"\(% ?(?P<also>and population|and number|and total)?\)\s{1,6}"
    r"(?:(?P<ages>\d{1,2}(?: ?to ?| ?- ?)\d{1,2}(?: ?yrs?\.?| years)?)\s{1,6})?"
    r"(?P<share>\d{1,3}(?:\.\d{1,2})?)(?! ?to\b| ?-|[\d,.]\d|\w)%?(?:\s{0,3}\((?P<number>\d{1,3}(?:,\d{3}){1,4})\))?"
)
_LABEL = re.compile(r"[^\W\d_][^\n()|]{2,80}$")


def rows_in(ready: Prepared) -> Iterator[Figure]:
    """A percentage for each such row, and the number of people beside it in parentheses."""
    folded, text = ready.folded, ready.text
    at = folded.find("(%")
    while at >= 0:
        row = _ROW.match(folded, at)
        label = _LABEL.search(text[max(0, at - 90) : at]) if row is not None else None
        at = folded.find("(%", at + 2)
        if row is None or label is None:
            continue
        start = row.start() - len(label.group())
        of = " ".join(label.group().split())
        if row["ages"] is not None:
            of = f"{of}, {row['ages'].strip()}"
        yield Figure(
            value=float(row["share"]),
            unit="percent",
            of=of,
            place=ready.home,
            start=start,
            end=row.end("share"),
            rule="row",
            confidence=0.9,
        )
        if row["number"] is not None and row["also"] is not None:
            yield Figure(
                value=float(row["number"].replace(",", "")),
                unit="people",
                of=of,
                place=ready.home,
                start=start,
                end=row.end(),
                rule="row",
                confidence=0.9,
            )
