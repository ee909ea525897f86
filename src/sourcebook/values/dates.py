"""Dates as people write them, to EDTF level 1 (ISO 8601-2) or None; and EDTF back to plain words.

Nothing is guessed: ``02-08-05`` gives None unless the caller says which comes first, and a month
name that was mistyped gives None. Source of the syntax: Library of Congress, EDTF 2019.
"""

import re
from calendar import monthrange

from sourcebook.records import Date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_GAP = r"[\s,./\-]*"
_FORMS = [
    re.compile(rf"^{_DAY}(?:\s+of)?{_GAP}{_MONTH}{_GAP}{_YEAR}$", re.I),
    re.compile(rf"^{_MONTH}{_GAP}{_DAY}(?:\s*,\s*|\s+|\s*\.\s*){_YEAR}$", re.I),
    re.compile(rf"^{_MONTH}{_GAP}(?P<year>\d{{4}})$", re.I),
    re.compile(r"^(?P<year>\d{4})[-/.](?P<n1>\d{1,2})[-/.](?P<n2>\d{1,2})$"),
    re.compile(r"^(?P<n1>\d{1,2})[-/.](?P<n2>\d{1,2})[-/.](?P<year>\d{4}|\d{2})$"),
    re.compile(r"^(?P<year>\d{4})-(?P<n1>\d{2})$"),
    re.compile(r"^(?P<year>\d{4})$"),
]
SPELLED = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
}


def _full_year(text: str) -> int:
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    return 2000 + int(digits) if int(digits) < 50 else 1900 + int(digits)


def _made(year: int, month: int | None, day: int | None) -> str | None:
    if not 1000 <= year <= 2999:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def edtf(as_written: str, *, day_first: bool | None = None) -> str | None:
    """The EDTF form of a single date, or None where it can't be read for certain.

    ``day_first`` settles ``02-08-05``; without it a numeric date is read only when one of its
    numbers can't be a month.
    """
    text = " ".join(as_written.replace("\u00a0", " ").split()).strip(" .,;")
    for form in _FORMS:
        found = form.match(text)
        if not found:
            continue
        parts = found.groupdict()
        year = _full_year(parts["year"])
        if parts.get("month"):
            day = parts.get("day")
            return _made(year, MONTHS[parts["month"].lower()], int(day) if day else None)
        if parts.get("n2") is None:
            return _made(year, int(parts["n1"]) if parts.get("n1") else None, None)
        first, second = int(parts["n1"]), int(parts["n2"])
        if found.start("year") == 0:
            return _made(year, first, second)
        if day_first is None:
            if first == second or second > 12:
                day_first = first == second and second <= 12
            elif first > 12:
                day_first = True
            else:
                return None
        return _made(year, second, first) if day_first else _made(year, first, second)
    return None


def read_date(as_written: str, *, day_first: bool | None = None) -> Date:
    """The date with its EDTF form where it can be read, and the original always."""
    return Date(edtf=edtf(as_written, day_first=day_first), as_written=as_written)


def year_of(date: Date | None) -> int | None:
    """The (first) year of a date, or None."""
    if date is None or date.edtf is None:
        return None
    found = re.match(r"-?\d{4}", date.edtf)
    return int(found.group()) if found else None


def spelled(date: Date | None, language: str = "en") -> str:
    """The date in plain words, "17 November 2005"; what was written where it could not be read."""
    if date is None:
        return ""
    found = re.match(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$", date.edtf or "")
    if not found:
        return date.as_written or (date.edtf or "")
    year, month, day = found.groups()
    if month is None:
        return year
    name = SPELLED.get(language, SPELLED["en"]).split()[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"
