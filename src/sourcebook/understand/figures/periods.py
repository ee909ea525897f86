"""The times a sentence names, as EDTF. Pure; English, Russian, Kazakh.

A year counts as a time only where words say so ("in 2015", "since 2003", "the 2015 survey"): the year
of a law or of a report is none. "Last year" is counted from the year of publication.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sourcebook.values.dates import MONTHS


class Period(NamedTuple):
    """A time named at ``start`` to ``end``."""

    start: int
    end: int
    edtf: str


_MONTH = (
    "(?:" + "|".join(sorted((m for m in MONTHS if len(m) > 2), key=len, reverse=True)) + r")\.?"
)
_Y = r"(?:1[89]|20)\d\d"
# A year and what may stand before it: "13 February 2013", "February 13, 2013", "mid-2013", "fiscal year 2013".
_DATE = (
    rf"(?:(?:the )?(?:all of |whole of |end of |beginning of |start of |first (?:half|quarter|\w+ months) of |second half of |last quarter of |middle of |early[ -]|mid-|late[ -]|fiscal year |fy ?|school year |calendar year |year |"
    rf"первом полугодии |первые \w+ месяц\w* |начале |конце |середине )?(?:(?P<d{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)? )?(?:(?P<m{{0}}>{_MONTH})(?: (?P<e{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?)?(?: of)?,? )?(?P<y{{0}}>{_Y}))(?!\d|[.,]\d|-\d\d-)"
)


def _date(n: int) -> str:
    return _DATE.format(n)


_HALF = rf"(?:(?P<d5>\d{{1,2}})(?:st|nd|rd|th)? )?(?P<m5>{_MONTH})(?: (?P<e5>\d{{1,2}}))?"
_SINCE = re.compile(
    rf"\b(?:since|starting in|beginning in|from(?= \d{{4}} onwards?\b)|с|начиная с|со) {_date(1)}(?: (?:год\w*|г\.))?(?: (?:onwards?|to (?:the )?present|to date|until now|по настоящее время))?|{_date(2)} жылдан (?:бері|бастап)"
)
_AT = re.compile(
    rf"(?P<by>\b(?:in|during|by|as of|at|through|throughout|until|for|over|on|of|since|within|around|about|in the year|from|to|в|во|за|на|к|до|по состоянию на|с|между)|\() ?{_date(1)}"
    rf"(?: ?(?:-|/|to|and|through|по|до|и) ?{_date(2)})?(?P<after> (?:год\w{{0,3}}|гг?\.)|\)|:)?"
)
_KK = re.compile(
    rf"{_date(1)}(?: ?- ?{_date(2)})?(?: ?-?(?:жылы|жылдары|жылдың|жылғы|ж\.)| жылдан (?P<since>бері|бастап)| ?жылдар\w*)"
)
_STUDIED = rf"(?: ?(?:-|/|to) ?{_date(2)})? (?:[a-z'-]+ ){{0,4}}?(?:survey|census|study|figures|data|estimates?|report|reporting period|season|harvest|academic year|school year|fiscal year|statistics)\b"
_STUDY = re.compile(rf"\b{_date(1)}{_STUDIED}")
_STUDY_AFTER = re.compile(_STUDIED)
_BARE = re.compile(rf"^(?P<y1>{_Y})[,:] ")
_NOT_AFTER = re.compile(
    r" (?:(?:[a-z'-]+ ){0,4}(?:law|act|code|decree|convention|protocol|agreement|constitution|amendments?|trafficking law|penal code|plan|action plan|strategy|agenda|resolution|legislation|bill|policy|ordinance|regulation|tip report|trafficking in persons report)\b)"
)
_LAST = re.compile(
    r"\b(?:(?P<last>last year|the previous year|the year before|previous year|прошлом году|прошлый год|прошлого года|предыдущем году)|(?P<this>this year|the current year|нынешнем году|этом году|текущем году|биылғы|биыл))\b|(?P<kklast>былтыр|өткен жылы)"
)
_SINCE_THEN = re.compile(
    r"\bsince (?:[a-z'-]+ ){1,8}$"
)  # "since the platform was launched in 2017"
# It begins with the characters it can begin with, for which the engine looks fastest.
_HAS_YEAR = re.compile(r"(?:1[89]|20)(?<!\d..)\d\d(?!\d)")
_BETWEEN_MONTHS = re.compile(
    rf"\b(?:between|from|с|в период с) {_HALF} ?(?:-|to|and|through|until|по|до|и) ?(?:the end of )?{_date(1)}"
)
_BETWEEN = re.compile(
    rf"\b(?:between|from|during|in|for|over|of|с|в|за|между) (?:the (?:period|years) (?:from |of |between )?|период с )?{_date(1)}(?: год\w*| г\.)? ?(?:-|/|to|and|through|until|till|по|до|и) ?{_date(2)}(?: год\w*| гг?\.)?"
)


def periods_in(folded: str, start: int, end: int, *, year: int | None) -> list[Period]:
    """The times named between ``start`` and ``end``, in order; ``year`` is the year of publication."""
    found: list[Period] = []

    def add(match: re.Match[str], edtf: str | None) -> None:
        if edtf is None:
            return
        if any(match.start() < p.end and p.start < match.end() for p in found):
            return
        found.append(Period(match.start(), match.end(), edtf))

    words = folded[start:end]
    latin = words.isascii()
    if year is not None and ("year" in words or not latin):
        for match in _LAST.finditer(folded, start, end):
            add(match, str(year if match["this"] else year - 1))
    for low, high, years in _windows(folded, start, end):
        for pattern in _hopeful(folded, low, high, years, latin=latin):
            for match in pattern.finditer(folded, low, high):
                if pattern is _BETWEEN_MONTHS:
                    add(match, _months(match))
                elif pattern is _KK:
                    one = _edtf(match, 1)
                    add(match, f"{one}/.." if match["since"] else _span(match))
                elif pattern is _STUDY:
                    add(match, _span(match))
                elif pattern is _AT:
                    add(match, _at(folded, match, start, end))
                elif not _law(folded, match, end):
                    one = _edtf(match, 1) or _edtf(match, 2)
                    since = f"{one}/.." if one is not None else None
                    add(match, since if pattern is _SINCE else _span(match))
    if not found and words[:1] in {"1", "2"} and (opening := _BARE.match(words)) is not None:
        found.append(Period(start, start + 4, opening["y1"]))
    return sorted(found)


def _hopeful(
    folded: str, low: int, high: int, years: list[int], *, latin: bool
) -> Iterator[re.Pattern[str]]:
    """Which patterns the words between ``low`` and ``high`` may hold, whose years end at ``years``: those with
    whose words they can't be without, in the order in which they are believed."""
    words = folded[low:high]
    if not latin or "from " in words or "between " in words:
        yield _BETWEEN_MONTHS
    if len(years) > 1:
        yield _BETWEEN
    if not latin or "since " in words or "ing in " in words or "onward" in words:
        yield _SINCE
    if not latin:
        yield _KK
    if any(_STUDY_AFTER.match(folded, at, high) for at in years):
        yield _STUDY
    yield _AT


def _at(folded: str, match: re.Match[str], start: int, end: int) -> str | None:
    """The time of "in 2015"; none where "(2008)" closes what is read, as the year of a report does."""
    if match["by"] in {"of", "on"} and match["m1"] is None:
        return None
    if match["by"] == "(" and (match["after"] is None or match.end() >= end - 1):
        return None
    if match["by"] == "in" and _SINCE_THEN.search(
        folded, max(start, match.start() - 60), match.start()
    ):
        return f"{_edtf(match, 1)}/.."
    return None if _law(folded, match, end) else _span(match)


def _windows(folded: str, start: int, end: int) -> Iterator[tuple[int, int, list[int]]]:
    """The words around each year, and where their years end: nothing else can be a time here."""
    low = high = -1
    years: list[int] = []
    for match in _HAS_YEAR.finditer(folded, start, end):
        if high >= 0 and match.start() - 48 > high:
            yield low, high, years
            low, years = -1, []
        if low < 0:
            low = max(start, match.start() - 48)
        high = min(end, match.end() + 64)
        years.append(match.end())
    if low >= 0:
        yield low, high, years


def _law(folded: str, match: re.Match[str], end: int) -> bool:
    return _NOT_AFTER.match(folded, match.end(), min(end, match.end() + 70)) is not None


def _edtf(match: re.Match[str], n: int) -> str | None:
    year = match[f"y{n}"]
    if year is None:
        return None
    month = MONTHS.get((match[f"m{n}"] or "").rstrip("."))
    if month is None:
        return str(year)
    day = match[f"d{n}"] or match[f"e{n}"]
    if day is not None and 1 <= int(day) <= 31:
        return f"{year}-{month:02}-{int(day):02}"
    return f"{year}-{month:02}"


def _span(match: re.Match[str]) -> str | None:
    one = _edtf(match, 1)
    two = _edtf(match, 2)
    if one is None or two is None:
        return one
    return f"{one}/{two}" if one < two else one


def _months(match: re.Match[str]) -> str | None:
    end = _edtf(match, 1)
    month = MONTHS.get(match["m5"].rstrip("."))
    if end is None or month is None:
        return None
    day = match["d5"] or match["e5"]
    start = f"{match['y1']}-{month:02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= 31 else "")
    return f"{start}/{end}" if start < end else end
