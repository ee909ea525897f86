"""CSL dates: a ``date`` element compiled into a function of a CSL-JSON date."""

from collections.abc import Callable
from typing import Any

from lxml import etree

from sourcebook.publish.cite.csl.case import cased
from sourcebook.publish.cite.csl.decorate import decorator
from sourcebook.publish.cite.csl.locale import NS, Locale
from sourcebook.publish.cite.csl.numbers import ordinal
from sourcebook.values.dates_said import SPELLED

Parts = tuple[int, ...]  # year, month, day; month 13..16 (21..24) are seasons
Render = Callable[[dict[str, Any]], str]
Part = tuple[str, Callable[[Parts], str], str, str]  # name, what is written, its affixes
_SIZES = ("year", "month", "day")
KEPT = 20_000  # dates; 55 years of days


class Day(dict[str, Any]):
    """A CSL-JSON date that nobody changes any more: ``key`` tells it from others, ``shape`` is
    what it shares with dates that are written alike (see ``pattern``), ``ends`` are its
    ``date_parts``, which each style asks for; ``whole`` says that it is one plain day of a year in
    four digits."""

    __slots__ = ("ends", "key", "shape", "whole")

    def __init__(self, value: dict[str, Any]) -> None:
        super().__init__(value)
        self.key = str(value)
        self.whole = False
        self.ends = date_parts(value)
        parts = value.get("date-parts") or ()
        sizes = [len(part) if part and part[0] else 0 for part in parts]
        self.shape = f"{sizes}{ {key: told for key, told in value.items() if key != 'date-parts'} }"


def whole_day(year: int, month: int, day: int) -> Day:
    """A day of a year in four digits, as ``Day`` makes it of ``date-parts``; most dates are such."""
    made = Day.__new__(Day)
    made["date-parts"] = [[year, month, day]]
    made.key = f"{year}-{month}-{day}"
    made.ends = [(year, month, day)]
    made.shape = "[3]{}"
    made.whole = True
    return made


def date_parts(value: dict[str, Any]) -> list[Parts]:
    """One or two dates (a range) of a CSL-JSON date; [] for a literal or empty one."""
    out: list[Parts] = []
    for parts in value.get("date-parts") or ():
        if not isinstance(parts, list | tuple):
            continue
        numbers = tuple(int(p) for p in parts if str(p).strip().lstrip("-").isdigit())
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers = numbers[:-1]
        if value.get("season") and len(numbers) == 1:
            season = str(value["season"])
            if season.isdigit():
                numbers = (numbers[0], int(season) % 20 + 12 if int(season) < 12 else int(season))
        if numbers:
            out.append(numbers)
    return out[:2]


def sort_text(value: dict[str, Any]) -> str:
    """A date as text that sorts in order of time."""
    found = date_parts(value)
    if not found:
        return str(value.get("literal", ""))
    return "-".join(
        "".join((f"{(p[0] if p else 0) + 20000:05d}", f"{p[1] if len(p) > 1 else 0:02d}",
                 f"{p[2] if len(p) > 2 else 0:02d}"))
        for p in found
    )  # fmt: skip


def _year(form: str, locale: Locale) -> Callable[[Parts], str]:
    ad, bc = locale.term("ad").single, locale.term("bc").single

    def year(parts: Parts) -> str:
        value = parts[0]
        if form == "short":
            return f"{abs(value) % 100:02d}"
        if value < 0:
            return f"{-value}{bc}"
        return f"{value}{ad}" if 0 < value < 1000 else str(value)

    return year


def _month(form: str, locale: Locale, dayed: bool = False) -> Callable[[Parts], str]:
    named = "short" if form == "short" else "long"
    # Russian writes a month after a day in the genitive ("7 июня"), which CSL terms can't say.
    genitive = SPELLED["ru"].split() if dayed and locale.language[:2] == "ru" else None

    def month(parts: Parts) -> str:
        if len(parts) < 2:
            return ""
        value = parts[1]
        if value > 12:
            return locale.term(f"season-{(value - 12) % 8 or 8:02d}" if value < 20 else
                               f"season-{value - 20:02d}").single  # fmt: skip
        if form == "numeric":
            return str(value)
        if form == "numeric-leading-zeros":
            return f"{value:02d}"
        if genitive and named == "long" and len(parts) > 2:
            return genitive[value - 1]
        return locale.term(f"month-{value:02d}", named).single

    return month


def _day(form: str, locale: Locale) -> Callable[[Parts], str]:
    def day(parts: Parts) -> str:
        if len(parts) < 3:
            return ""
        value = parts[2]
        if form == "numeric-leading-zeros":
            return f"{value:02d}"
        if form == "ordinal" and not (locale.day_one and value > 1):
            gender = locale.term(f"month-{parts[1]:02d}").gender
            return ordinal(value, locale, gender)
        return str(value)

    return day


_MAKERS = {"year": ("long", _year), "month": ("long", _month), "day": ("numeric", _day)}


def _maker(name: str, form: str | None, locale: Locale, dayed: bool) -> Callable[[Parts], str]:
    default, make = _MAKERS[name]
    if name == "month":
        return _month(form or default, locale, dayed)
    return make(form or default, locale)


def compile_date(element: etree._Element, locale: Locale) -> tuple[Render, str]:
    """A function of a CSL-JSON date (formatted, without the element's affixes), and the delimiter."""
    localized = element.get("form")
    own = {part.get("name"): part for part in element.iterfind(f"{NS}date-part")}
    delimiter = element.get("delimiter", "")
    shown = set(_SIZES)
    source = element
    if localized:
        source = locale.date(localized)  # type: ignore[assignment]
        shown = set(element.get("date-parts", "year-month-day").split("-"))
        delimiter = source.get("delimiter", "") if source is not None else ""
    parts: list[Part] = []
    dayed = source is not None and "day" in shown and any(
        part.get("name") == "day" for part in source.iterfind(f"{NS}date-part")
    )  # fmt: skip
    for found in () if source is None else source.iterfind(f"{NS}date-part"):
        name = found.get("name", "")
        if name not in shown:
            continue
        attributes = {str(k): str(v) for k, v in found.attrib.items()}
        if localized and name in own:
            over = {str(k): str(v) for k, v in own[name].attrib.items()}
            attributes.update({k: v for k, v in over.items() if k not in ("prefix", "suffix")})
        parts.append(
            (
                name,
                _remembered(name, _maker(name, attributes.get("form"), locale, dayed), attributes),
                attributes.get("prefix", ""),
                attributes.get("suffix", ""),
            )
        )
    ranges = {part.get("name", ""): part.get("range-delimiter", "–") for part in own.values()}
    if source is not None and source is not element:
        for part in source.iterfind(f"{NS}date-part"):
            ranges.setdefault(part.get("name", ""), part.get("range-delimiter", "–"))
    return _renderer(parts, delimiter, ranges), delimiter


def _remembered(
    name: str, make: Callable[[Parts], str], attributes: dict[str, str]
) -> Callable[[Parts], str]:
    """What a part of a date looks like, with its case, fonts and affixes; "" where the date lacks
    it. There are few years, and few days of a year: each is made once."""
    case, strip = attributes.get("text-case"), attributes.get("strip-periods") == "true"
    dress = decorator(attributes, affixes=False)
    prefix, suffix = attributes.get("prefix", ""), attributes.get("suffix", "")
    kept: dict[Parts, str] = {}

    def run(parts: Parts) -> str:
        asked = parts[:1] if name == "year" else parts[1:]  # a month's word may hang on the day
        text = kept.get(asked)
        if text is None:
            text = make(parts)
            if strip:
                text = text.replace(".", "")
            if case:
                text = cased(text, case, True)
            text = kept[asked] = prefix + dress(text) + suffix if text else ""
        return text

    return run


def _single(parts: list[Part], date: Parts, names: set[str]) -> list[str]:
    return [text for name, make, _, _ in parts if name in names and (text := make(date))]


def _renderer(parts: list[Part], delimiter: str, ranges: dict[str, str]) -> Render:
    everything = {"year", "month", "day"}
    # A style that writes the year first and the day elsewhere has two elements for one date: words
    # that can't be divided stand where the year does.
    worded = not parts or "year" in {part[0] for part in parts}

    def made(value: dict[str, Any]) -> str:
        found = value.ends if isinstance(value, Day) else date_parts(value)
        if not found:
            if not worded:
                return ""
            return str(value.get("literal") or value.get("raw") or "")
        if len(found) == 1 or found[0] == found[1] or not found[1][0]:
            text = delimiter.join(_single(parts, found[0], everything))
            season = value.get("season")
            if season and not str(season).isdigit() and "month" in {p[0] for p in parts}:
                text = f"{season} {text}"
            if len(found) == 2 and not found[1][0]:
                text += "–"
            return text
        return _range(parts, found[0], found[1], delimiter, ranges)

    # A library's dates recur, and a citation has three: what was made once is kept.
    kept: dict[str, str] = {}

    def render(value: dict[str, Any]) -> str:
        key = value.key if isinstance(value, Day) else str(value)
        text = kept.get(key)
        if text is None:
            if len(kept) >= KEPT:
                kept.clear()
            text = kept[key] = made(value)
        return text

    return render


def _range(
    parts: list[Part], begin: Parts, end: Parts, delimiter: str, ranges: dict[str, str]
) -> str:
    """Parts that both ends share are written once; the range mark is the largest differing part's."""
    shown = {part[0] for part in parts}
    differ = next(
        (
            size
            for n, size in enumerate(_SIZES)
            if size in shown and begin[n : n + 1] != end[n : n + 1]
        ),
        None,
    )
    if differ is None:
        return delimiter.join(_single(parts, begin, set(_SIZES)))
    varied = set(_SIZES[_SIZES.index(differ) :]) & shown
    places = [n for n, part in enumerate(parts) if part[0] in varied]
    first, last = places[0], places[-1]
    before = _single(parts[:first], begin, shown)
    after = _single(parts[last + 1 :], end, shown)
    middle = parts[first : last + 1]
    left = delimiter.join(_single(middle, begin, shown))
    right = delimiter.join(_single(middle, end, shown))
    left_end = parts[last][3]
    if left_end and left.endswith(left_end):
        left = left[: len(left) - len(left_end)]
    left = left.rstrip(" ")
    start = parts[first][2]
    if start and right.startswith(start):
        right = right[len(start) :]
    return delimiter.join([*before, left + ranges.get(differ, "–") + right, *after])
