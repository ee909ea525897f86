"""Dates in plain words, in English, Russian and Kazakh, from EDTF; and the year of a date. Pure.

Source of the syntax: Library of Congress, EDTF 2019.
"""

import re
from functools import lru_cache

from sourcebook.records import Date

SPELLED = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
}

_SEASONS_SPELLED = {
    "en": "spring summer autumn winter", "ru": "весна лето осень зима", "kk": "көктем жаз күз қыс",
}  # fmt: skip
_ABOUT = {"en": "about", "ru": "около", "kk": "шамамен"}

_FIRST_YEAR = re.compile(r"-?\d{4}")
_PLAIN = re.compile(r"(\d{4})(?:-(0\d|1[0-2]|2[1-4])(?:-(\d{2}))?)?([?~%]?)")


def year_of(date: Date | None) -> int | None:
    """The (first) year of a date, or None."""
    return None if date is None or date.edtf is None else _year_of(date.edtf)


@lru_cache(maxsize=8192)  # a page asks it of each entry several times
def _year_of(edtf: str) -> int | None:
    found = _FIRST_YEAR.match(edtf)
    return int(found.group()) if found else None


def spelled(date: Date | None, language: str = "en") -> str:
    """The date in plain words: "17 November 2005", "summer 2011", "May 2010 – March 2012".

    A season, a range or an about is said as it was written where that is in words; a date that could
    not be read is always said so.
    """
    if date is None:
        return ""
    edtf, written = date.edtf or "", date.as_written
    return (
        _spelled(edtf, language)
        or (written if any(map(str.isalpha, written)) else "")
        or _ranged(edtf, language)
        or written
        or edtf
    )


@lru_cache(maxsize=8192)  # a library's dates recur, and a page says each several times
def _spelled(edtf: str, language: str) -> str:
    found = _PLAIN.fullmatch(edtf)
    if not found or found[4] or (found[2] and int(found[2]) > 12):
        return ""
    year, month, day, _ = found.groups()
    if month is None:
        return year
    name = SPELLED.get(language, SPELLED["en"]).split()[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


@lru_cache(maxsize=1024)
def _ranged(edtf: str, language: str) -> str:
    """A season, an about, or a range of days, months or years in words; "" for any other EDTF."""
    ends = edtf.split("/")
    if len(ends) == 2:
        first, last = (_spelled(end, language) or _one_of(end, language) for end in ends)
        dash = "–" if first.isdecimal() and last.isdecimal() else " – "
        return f"{first}{dash}{last}" if first and last else ""
    return _one_of(edtf, language)


def _one_of(edtf: str, language: str) -> str:
    found = _PLAIN.fullmatch(edtf)
    if not found:
        return ""
    year, month, day, doubt = found.groups()
    if doubt:
        about = _ABOUT.get(language, _ABOUT["en"])
        certain = edtf.rstrip("?~%")
        said = _spelled(certain, language) or _one_of(certain, language)
        return f"{about} {said}" if said else ""
    if month is None or int(month) < 21 or day:
        return ""
    names = _SEASONS_SPELLED.get(language, _SEASONS_SPELLED["en"]).split()
    return f"{names[int(month) - 21]} {year}"
