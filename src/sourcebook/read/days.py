"""Find whole days in a page's short lines, in the languages of the web at large; what ``values.dates``
reads for certain is English, Russian and Kazakh, and stays the judge of what a curator writes."""

import re
from collections.abc import Iterator

from msgspec import Struct

from sourcebook.values.dates import MONTHS

_MORE = (
    "januar jänner janvier enero gennaio janeiro januari stycznia styczeń ocak січня",
    "februar feber février fevrier febrero febbraio fevereiro februari lutego luty şubat лютого",
    "märz maerz mars marzo março marco maart marca marzec mart березня",
    "april avril abril aprile kwietnia kwiecień nisan квітня",
    "mai mayo maggio maio mei maja mayıs травня",
    "juni juin junio giugno junho czerwca czerwiec haziran червня",
    "juli juillet julio luglio julho lipca lipiec temmuz липня",
    "august août aout agosto augustus augusti sierpnia sierpień ağustos серпня",
    "september septembre septiembre setiembre settembre setembro września wrzesień eylül вересня",
    "oktober octobre octubre ottobre outubro października październik ekim жовтня",
    "november novembre noviembre novembro listopada listopad kasım листопада",
    "dezember décembre decembre diciembre dicembre dezembro december grudnia grudzień aralık грудня",
)
_SHORT = (
    "jan jän janv ene gen sty", "feb febr févr fév fev", "mär mrz mar", "apr avr abr kwi", "mai may mag mei",
    "jun giu cze", "jul juil lug lip", "aug août ago sie", "sep sept set wrz", "okt oct ott out paź",
    "nov lis", "dez déc dec dic gru",
)  # fmt: skip
NAMES: dict[str, int] = dict(MONTHS)
for _table in (_MORE, _SHORT):
    for _number, _names in enumerate(_table, start=1):
        for _name in _names.split():
            NAMES.setdefault(_name, _number)
_ANY = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))
_YEAR = r"(?:19[89]\d|20\d\d)"
_FIND = re.compile(
    rf"""(?<![\w/])(?:
      (?P<y1>{_YEAR})[-/.年]\s?(?P<m1>\d{{1,2}})[-/.月]\s?(?P<d1>\d{{1,2}})(?:日|T\d\d)?
    | (?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s*(?:de\s+|of\s+|-|/)?\s*(?P<m2>{_ANY})\.?,?\s*(?:de\s+|del\s+|-|/)?\s*(?P<y2>{_YEAR})
    | (?P<m3>{_ANY})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y3>{_YEAR})
    | (?P<a4>\d{{1,2}})(?P<s4>[./-])\s?(?P<b4>\d{{1,2}})[./-]\s?(?P<y4>{_YEAR}|\d\d)(?![\d.])
    )(?!\d)""",
    re.I | re.X,
)


class Day(Struct):
    """A day that stands in a text: where, and as ISO 8601."""

    start: int
    end: int
    day: str
    as_written: str


def days_in(text: str, *, month_first: bool = False) -> Iterator[Day]:
    """The days a text names. ``month_first`` settles 03/04/2021 as an American page writes it."""
    for found in _FIND.finditer(text):
        if found["y1"]:
            year, month, day = int(found["y1"]), int(found["m1"]), int(found["d1"])
        elif found["y2"]:
            year, month, day = int(found["y2"]), NAMES[found["m2"].lower()], int(found["d2"])
        elif found["y3"]:
            year, month, day = int(found["y3"]), NAMES[found["m3"].lower()], int(found["d3"])
        else:
            one, two = int(found["a4"]), int(found["b4"])
            if len(found["y4"]) == 2 and found["s4"] == "-":
                continue
            year = int(found["y4"]) if len(found["y4"]) == 4 else 2000 + int(found["y4"])
            first = (month_first and found["s4"] == "/" and one <= 12) or two > 12
            day, month = (two, one) if first else (one, two)
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Day(
                found.start(), found.end(), f"{year:04d}-{month:02d}-{day:02d}", found.group()
            )
