"""Dates as people write them, to EDTF level 1 (ISO 8601-2) or None (back to words: ``dates_said``).

Nothing is guessed: ``02-08-05`` gives None unless the caller says which comes first, and a month
name that was mistyped gives None. Source of the syntax: Library of Congress, EDTF 2019.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from sourcebook.records import Date

_NAMES = (
    "january jan января январь қаңтар", "february feb февраля февраль ақпан",
    "march mar марта март наурыз", "april apr апреля апрель сәуір", "may мая май мамыр",
    "june jun июня июнь маусым", "july jul июля июль шілде", "august aug августа август тамыз",
    "september sept sep сентября сентябрь қыркүйек", "october oct октября октябрь қазан",
    "november nov ноября ноябрь қараша", "december dec декабря декабрь желтоқсан",
)  # fmt: skip
MONTHS = {name: month for month, names in enumerate(_NAMES, start=1) for name in names.split()}
# Read only beside a day or after a mark: "Chiang Mai, 2002" and "Rio de Janeiro, 2002" are places.
_FOREIGN = (
    "enero يناير janvier janeiro januar gennaio ocak ianuarie januari січня stycznia",
    "febrero فبراير février fevrier fevereiro februar febbraio şubat subat februarie februari лютого lutego",
    "marzo مارس mars março marco märz mart martie maart maret березня marca",
    "abril أبريل avril aprile nisan aprilie квітня kwietnia", "mayo مايو mai maio maggio mayıs mei травня maja",
    "junio يونيو juin junho juni giugno haziran iunie червня czerwca",
    "julio يوليو juillet julho juli luglio temmuz iulie липня lipca",
    "agosto أغسطس août aout ağustos augustus agustus серпня sierpnia",
    "septiembre سبتمبر setiembre septembre setembro settembre eylül eylul septembrie вересня września",
    "octubre أكتوبر octobre outubro oktober ottobre ekim octombrie жовтня października",
    "noviembre نوفمبر novembre novembro kasım kasim noiembrie листопада listopada",
    "diciembre ديسمبر décembre decembre dezembro dezember dicembre aralık aralik decembrie desember грудня"
    " grudnia",
)  # fmt: skip
_SHORTENED = (
    "ene janv", "févr fevr fev", "mrt", "abr avr", "", "", "juil", "ago", "set", "out okt", "", "dic déc dez",
)  # fmt: skip
_WHOLE = {name: month for month, names in enumerate(_FOREIGN, start=1) for name in names.split()}
_ABROAD = _WHOLE | {
    name: month for month, names in enumerate(_SHORTENED, start=1) for name in names.split()
}
_ALL = _ABROAD | MONTHS
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASONS_ABROAD = {
    "printemps": 21, "été": 22, "automne": 23, "hiver": 24, "primavera": 21, "verano": 22, "verão": 22,
    "otoño": 23, "outono": 23, "invierno": 24, "inverno": 24, "весна": 21, "лето": 22, "осень": 23,
    "зима": 24,
}  # fmt: skip
_ANY = "|".join(sorted(MONTHS, key=len, reverse=True))
_M = rf"(?:{_ANY})\.?"
_D = r"(?:0?[1-9]|[12]\d|3\d|00)(?:st|nd|rd|th|er|[ºo°])?"
_OTHER = "|".join(sorted(_ABROAD, key=len, reverse=True))
_BRIEF = "|".join(" ".join(_SHORTENED).split())
_EITHER = rf"(?:{_ANY}|{_OTHER})\.?"
_DE = r"(?:\s+del?)?,?\s+"
_BY = r"(?:\s+(?:de\s+)?|[-/.])"
_Y4 = r"(?:1[0-9]|2[0-9])\d\d"
_DASH = r"(?:\s*[-–—/]\s*|\s+to\s+)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_SPLIT = r"[\s,.]*"

# Any word stands for a month here, and is looked up afterwards: to compile the names takes 7 ms.
_WORD = r"[^\W\d_]{3,12}"
_MONTH = rf"(?P<month>{_WORD})\.?"
_MONTH_ABROAD = rf"(?P<abroad>{_WORD})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[ºo°])?"
_YEAR = r"(?P<year>\d{4}|['’]?\d{2})"
_GAP = r"[\s,./\-]*"
_TAIL = r"(?:\s*(?:г\.?|года|ж\.?|жыл\w*))?"


@cache  # who only writes dates needs no form of them, and these take Python 8 ms to compile
def _forms() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"^{_WEEKDAY}{_DAY}(?:\s+of)?{_GAP}{_MONTH}{_GAP}{_YEAR}{_TAIL}$", re.I),
        re.compile(rf"^{_WEEKDAY}{_MONTH}{_GAP}{_DAY}(?:\s*,\s*|\s+|\s*\.\s*){_YEAR}$", re.I),
        re.compile(rf"^{_DAY}\.?{_BY}{_MONTH_ABROAD}(?:{_DE}|[-/.]){_YEAR}$", re.I),
        re.compile(rf"^{_MONTH_ABROAD}\s+{_DAY}{_DE}(?P<year>\d{{4}})$", re.I),
        re.compile(rf"^(?P<whole>{_WORD}){_DE}(?P<year>\d{{4}})$", re.I),
        re.compile(rf"^(?P<abroad>{_WORD})\.\s+(?P<year>\d{{4}})$", re.I),
        re.compile(rf"^{_MONTH}\s+(?P<year>['’]\d\d)$", re.I),
        re.compile(rf"^{_MONTH}{_GAP}(?:of\s+)?(?P<year>\d{{4}}){_TAIL}$", re.I),
        re.compile(rf"^(?P<year>\d{{4}}){_GAP}{_MONTH}(?:{_GAP}{_DAY})?$", re.I),
        re.compile(r"^(?P<year>\d{4})[-/.](?P<n1>\d{1,2})[-/.](?P<n2>\d{1,2})(?:[T ]\d\d:.*)?$"),
        re.compile(r"^(?P<n1>\d{1,2})[-/.](?P<n2>\d{1,2})[-/.](?P<year>\d{4}|\d{2})$"),
        re.compile(r"^(?P<year>\d{4})-(?P<n1>\d{2})$"),
        re.compile(r"^(?P<n1>0?[1-9]|1[0-2])/(?P<year>\d{4})$"),
        re.compile(rf"^(?P<year>\d{{4}}){_TAIL}$", re.I),
    )


# Which names the word of a form may be.
_NAMED_BY = (("month", MONTHS), ("abroad", _ABROAD), ("whole", _WHOLE))
_NAMED = "|".join((*_SEASONS, *_SEASONS_ABROAD))
# "Winter 2006/07" is the winter that begins in 2006.
_SEASON = re.compile(
    rf"^(?P<s1>{_NAMED})(?:{_DASH}(?P<s2>{_NAMED}))?(?:\s+de)?[\s,]+(?P<year>\d{{4}})"
    r"(?:[-–/](?P<next>\d{4}|\d\d))?$",
    re.I,
)


@cache
def _ranges() -> tuple[re.Pattern[str], ...]:
    """Of days, months and years, and of any two dates."""
    return (
        re.compile(
            rf"^(?:(?P<d1>{_D}){_DASH}(?P<d2>{_D})\s+(?:de\s+)?(?P<m>{_WORD})\.?|(?P<m2>{_WORD})\.?\s*(?P<e1>{_D}){_DASH}"
            rf"(?P<e2>{_D}))(?:{_SPLIT}|{_DE})(?P<year>{_Y4})$",
            re.I,
        ),
        re.compile(
            rf"^(?P<m1>{_WORD})\.?{_DASH}(?P<m2>{_WORD})\.?(?:{_SPLIT}|{_DE})(?P<year>{_Y4})$", re.I
        ),
        re.compile(rf"^(?P<y1>{_Y4}){_DASH}(?P<y2>{_Y4})$", re.I),
        re.compile(
            r"^(?P<one>.*?[^\W\d_].*?)(?:\s+[-–—]\s+|\s+to\s+|\s*[–—]\s*)(?P<two>.*[^\W\d_].*)$",
            re.I,
        ),
    )


_HAS_YEAR = re.compile(r"\d\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_NAMES_ABROAD = frozenset((*_ABROAD, *_SEASONS_ABROAD))
_HAS_DIGIT = re.compile(r"\d")


class Found(Struct, frozen=True, kw_only=True):
    """A date in a text: where it stands, and how fine it is (range, full, month or year)."""

    start: int
    end: int
    as_written: str
    kind: str


def _full_year(text: str) -> int:
    digits = text.lstrip("'’")
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


def _month(name: str) -> int:
    """The number of a month's name; 0 for another word, which no date is made with."""
    return _ALL.get(name.lower(), 0)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _interval(text: str) -> str | None:
    """An EDTF interval, start not after end, or None."""
    days, months, years, two = _ranges()
    found = days.match(text)
    if found:
        year, month = int(found["year"]), _month(found["m"] or found["m2"])
        first = _made(year, month, _number(found["d1"] or found["e1"]))
        last = _made(year, month, _number(found["d2"] or found["e2"]))
    elif found := months.match(text):
        year = int(found["year"])
        first = _made(year, _month(found["m1"]), None)
        last = _made(year, _month(found["m2"]), None)
    elif found := years.match(text):
        first, last = found["y1"], found["y2"]
    elif found := two.match(text):
        last = _single(found["two"], day_first=None)
        one = found["one"].strip(" ,")
        first = _single(one, day_first=None)
        if first is None and last is not None:
            first = _single(f"{one} {last[:4]}", day_first=None)
    else:
        return None
    if first is None or last is None or first > last:
        return None
    return f"{first}/{last}"


def _single(text: str, *, day_first: bool | None) -> str | None:
    for form in _forms():
        found = form.match(text)
        if not found:
            continue
        parts = found.groupdict()
        year = _full_year(parts["year"])
        named = next((pair for pair in _NAMED_BY if parts.get(pair[0])), None)
        if named:
            month = named[1].get(parts[named[0]].lower())
            if month is None:
                continue
            day = parts.get("day")
            return _made(year, month, int(day) if day else None)
        if parts.get("n2") is None:
            return _made(year, int(parts["n1"]) if parts.get("n1") else None, None)
        first, second = int(parts["n1"]), int(parts["n2"])
        if found.start("year") == 0:
            return _made(year, first, second)
        if first > 12 or first == second:
            day_first = True
        elif second > 12:
            day_first = False
        if day_first is None:
            return None
        return _made(year, second, first) if day_first else _made(year, first, second)
    found = _SEASON.match(text)
    return _season(found) if found else None


def _season(found: re.Match[str]) -> str | None:
    """A season of a year, of two for a winter, or an interval of two seasons of one year."""
    year, numbers = int(found["year"]), _SEASONS | _SEASONS_ABROAD
    first = numbers[found["s1"].lower()]
    if found["next"]:
        goes_on = first == 24 and not found["s2"] and int(found["next"]) % 100 == (year + 1) % 100
        return f"{year}-24" if goes_on else None
    second = numbers[found["s2"].lower()] if found["s2"] else first
    if second == first:
        return f"{year}-{first}"
    return f"{year}-{first}/{year}-{second}" if first < second else None


@lru_cache(maxsize=8192)
def edtf(as_written: str, *, day_first: bool | None = None) -> str | None:
    """The EDTF form of a date or range of dates, or None where it can't be read for certain.

    ``day_first`` settles ``02-08-05``; without it a numeric date is read only when one of its
    numbers can't be a month. ``May-June 2003`` gives ``2003-05/2003-06``, ``Spring 2004`` 2004-21.
    """
    if len(as_written) > 80 or not _HAS_YEAR.search(as_written):
        return None
    text = " ".join(as_written.replace("\u00a0", " ").split()).strip(" .,;")
    return _single(text, day_first=day_first) or _interval(text)


def read_date(as_written: str, *, day_first: bool | None = None) -> Date:
    """The date with its EDTF form where it can be read, and the original always."""
    return Date(edtf=edtf(as_written, day_first=day_first), as_written=as_written)


def find_dates(text: str) -> Iterator[Found]:
    """What looks like a date in running text, left to right, readable or not (``31 Feb 2009``)."""
    if not _HAS_YEAR.search(text):
        return iter(())
    return iter(_dates(text) if len(text) < 500 else tuple(_found(text)))


@lru_cache(maxsize=4096)
def _dates(text: str) -> tuple[Found, ...]:
    """The dates of a short text: those of bylines are asked for several times."""
    return tuple(_found(text))


@cache  # who only writes dates needs none of it, and it takes Python 11 ms to compile
def _finding(abroad: bool) -> re.Pattern[str]:
    """Where a date stands in running text. Longest first; a lone year comes last and is marked so.

    ``abroad``: with the months and seasons of other languages, which make it 1.8 times as slow."""
    seasons = _NAMED if abroad else "|".join(_SEASONS)
    either = _EITHER if abroad else _M
    names = (*_ALL, *_SEASONS, *_SEASONS_ABROAD) if abroad else (*MONTHS, *_SEASONS)
    # What a date can begin with: nothing else is looked at twice (three times as fast on prose).
    starts = "|".join(sorted({name[:3] for name in names}))
    goes_on = rf"(?:[-–/](?:{_Y4}|\d\d)(?!\d))?"  # of a season: "Winter 2006/07"
    days, full, month = "", "", ""
    if abroad:
        days = rf"| {_D}{_DASH}{_D}\s+(?:de\s+)?(?:{_OTHER}){_DE}{_Y4}"
        full = rf"""| {_D}\.?{_BY}(?:{_OTHER})\.?(?:{_DE}|[-/.]){_Y4}
            | (?:{_OTHER})\.?\s+{_D}{_DE}{_Y4}"""
        month = rf"""| (?<![^\W\d_]\s)(?:{_BRIEF})\.\s+{_Y4}
            | (?<![^\W\d_]\s)(?:{"|".join((*_WHOLE, *_SEASONS_ABROAD))}){_DE}{_Y4}{goes_on}"""
    return re.compile(
        rf"""(?<![\w/])(?=\d|{starts})(?:
          (?P<range>
              {_D}{_DASH}{_D}\s+{_M}{_SPLIT}{_Y4} {days}
            | {_M}\s*{_D}{_DASH}{_D}{_SPLIT}{_Y4}
            | {_D}\s+{_M}(?:{_SPLIT}{_Y4})?\s*(?:[-–—]|to)\s*{_D}\s+{_M}{_SPLIT}{_Y4}
            | {_M}\s*{_D}(?:{_SPLIT}{_Y4})?\s*(?:[-–—]|to)\s*{_M}\s*{_D}{_SPLIT}{_Y4}
            | {_M}{_SPLIT}{_Y4}\s*(?:[-–—]|to)\s*{_M}{_SPLIT}{_Y4}
            | {either}{_DASH}{either}(?:{_SPLIT}|{_DE}){_Y4}
            | (?:{seasons}){_DASH}(?:{seasons})[\s,]+{_Y4}
            | {_Y4}\s*[-–—]\s*{_Y4}
          )
          | (?P<full>
              {_D}(?:\s+of)?[\s./\-]*{_M}[\s,./\-]*(?:{_Y4}|['’]?\d\d)(?!,?\s*(?:19|20)\d\d)
            | {_M}[\s,./\-]*{_D}(?:\s*,\s*|\s+|\s*\.\s*)(?:{_Y4}|['’]\d\d|\d\d(?!:))
            {full}
            | {_Y4}[-/.]\d{{1,2}}[-/.]\d{{1,2}}
            | \d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_Y4}|\d\d)
            | {_Y4}[\s\-]+{_M}[\s\-]+{_D}
          )
          | (?P<month>{_M}[\s,./\-]*(?:of\s+)?{_Y4} | {_M}\s+['’]\d\d
            | (?:{"|".join(_SEASONS)})[\s,]+{_Y4}{goes_on} {month}
            | {_Y4}[-/](?:0[1-9]|1[0-2]) | (?:0?[1-9]|1[0-2])/(?:19|20)\d\d )
          | (?P<year>{_Y4})
        )(?![\w/]|[-–.,:]\d)""",
        re.I | re.X,
    )


def _is_abroad(text: str) -> bool:
    """Whether a text holds the name of a month or season in another language than ours."""
    return not _NAMES_ABROAD.isdisjoint(_LETTERS.findall(text.lower()))


def _found(text: str) -> Iterator[Found]:
    if len(text) > 80:  # a date with its month begins at most 30 letters before its first digit
        first = _HAS_DIGIT.search(text)
        start = max(0, first.start() - 30) if first else 0
    else:
        start = 0
    for found in _finding(_is_abroad(text)).finditer(text, start):
        yield Found(
            start=found.start(),
            end=found.end(),
            as_written=found.group(),
            kind=str(found.lastgroup),
        )
