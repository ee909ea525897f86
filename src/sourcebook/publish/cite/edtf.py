"""EDTF dates (level 1) as CSL-JSON dates."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from sourcebook.publish.cite.csl.dates import Day, whole_day
from sourcebook.records import Date

_ONE = re.compile(r"^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_DAY = re.compile("([1-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_UNSPECIFIED = re.compile(r"^(\d{2})(\d)?(X{1,2})$")


def csl_date(when: Date | None) -> dict[str, Any] | None:
    """The CSL-JSON form of a date, or None where there is none.

    ``~``, ``?`` and ``%`` make it ``circa``; an interval becomes two date-parts (an open end only
    the known one), ``201X`` the years 2010 to 2019, months 21 to 24 a season. What could not be
    read is kept as ``literal``. Source: EDTF (ISO 8601-2), CSL 1.0.2 "Date variables".
    """
    return None if when is None else _csl_date(when)


@lru_cache(maxsize=8192)  # a library's dates recur
def _csl_date(when: Date) -> Day | None:
    if found := _DAY.fullmatch(when.edtf or ""):
        return whole_day(*map(int, found.groups()))
    made = _made(when)
    return None if made is None else Day(made)


def _made(when: Date) -> dict[str, Any] | None:
    if when.edtf is None:
        return {"literal": when.as_written} if when.as_written else None
    ends = [_end(text) for text in when.edtf.split("/")]
    known = [found for found in ends if found is not None]
    if not known:
        return {"literal": when.as_written or when.edtf}
    made: dict[str, Any] = {"date-parts": [parts for dates, _ in known for parts in dates][:2]}
    if len(known) == 2 and len(made["date-parts"]) == 2:
        made["date-parts"] = [known[0][0][0], known[1][0][-1]]
    if any(circa for _, circa in known):
        made["circa"] = True
    first = made["date-parts"][0]
    if len(made["date-parts"]) == 1 and len(first) == 2 and first[1] > 20:
        made["season"] = first.pop() - 20
    return made


def _end(text: str) -> tuple[list[list[int]], bool] | None:
    circa = bool(re.search("[~?%]", text))
    text = re.sub("[~?%]", "", text).strip()
    if found := _ONE.match(text):
        return [[int(part) for part in found.groups() if part is not None]], circa
    if found := _UNSPECIFIED.match(text):
        known = (found.group(1) or "") + (found.group(2) or "")
        low, high = int(known.ljust(4, "0")), int(known.ljust(4, "9"))
        return [[low], [high]], circa
    if found := re.match(r"^(\d{4})(?:-(\d{2}))?-XX(?:-XX)?$", text):
        return [[int(part) for part in found.groups() if part is not None]], circa
    return None


def latest(dates: tuple[Date, ...]) -> Date | None:
    """The latest of several dates; one that can't be read only where no other can, and never one
    without a digit ("Last access date unavailable" is no date)."""
    if len(dates) == 1 and dates[0].edtf:  # most
        return dates[0]
    readable = [d for d in dates if d.edtf]
    if readable:
        return max(readable, key=lambda d: d.edtf or "")
    return next((d for d in reversed(dates) if any(c.isdigit() for c in d.as_written)), None)


def as_date(when: "str | date | Date | None") -> Date | None:
    """A date given as EDTF text, as a Python date or as a record."""
    if when is None or isinstance(when, Date):
        return when
    text = when.isoformat()[:10] if isinstance(when, date) else when
    return Date(edtf=text, as_written=text)
