"""What the cells of a table say: dates, people, addresses, countries. Pure."""

import re
from datetime import date, timedelta

from sourcebook.collect.bibliographies.reference import literal
from sourcebook.records import Date
from sourcebook.values.dates import edtf
from sourcebook.values.places import countries, find_country

_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"|]+|www\.[^\s<>\"|]+", re.I)
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's 1900 system, its leap-year error included
_SERIAL = (10_000, 60_000)  # 1927 to 2064


def date_of(text: str, day_first: bool | None) -> Date:
    written = " ".join(text.split())
    if re.fullmatch(r"\d{5}(?:\.\d+)?", written):
        serial = int(float(written))
        if _SERIAL[0] <= serial <= _SERIAL[1]:
            made = (_EPOCH + timedelta(days=serial)).isoformat()
            return Date(edtf=made, as_written=written)
    if day_first is None and re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4})", written):
        day_first = True  # with points between, the day comes first wherever dates are so written
    stamp = re.match(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d", written)
    return Date(edtf=edtf(stamp[1] if stamp else written, day_first=day_first), as_written=written)


def people_of(text: str) -> list[str]:
    """The names of a cell, divided by ; or line breaks, "and", or commas between whole names."""
    if re.search(r"[;\n|]", text):
        names = re.split(r"\s*[;\n|]\s*", text)
    else:
        names = re.split(r"\s+(?:and|&|и|және)\s+", text)
        pieces = [piece.strip() for piece in names[0].split(",")]
        if len(pieces) > 1 and all(" " in piece for piece in pieces):
            names = [*pieces, *names[1:]]
        elif len(names) > 1 and not all("," in name or " " in name for name in names):
            names = [text]  # "Ministry of Labour and Welfare" is one body
    return [" ".join(name.split()).strip(",") for name in names if name.strip(" ,")]


def urls_of(text: str) -> list[str]:
    found = [url.rstrip(".,;)") if url.count("(") < url.count(")") else url.rstrip(".,;")
             for url in _URL.findall(text)]  # fmt: skip
    if found:
        return found
    parts = [part for part in re.split(r"[\s;|]+", text) if part]
    bare = [
        part for part in parts if re.match(r"^(?:[\w\-]+\.)+[a-z]{2,24}(?:[/:?#]\S*)?$", part, re.I)
    ]
    return bare if bare and len(bare) == len(parts) else [text.strip()]


def named(name: str) -> str:
    return literal(name) if name.count(",") > 2 else name


def country_of(text: str, *, codes: bool) -> str | None:
    """The country of a name, or of an ISO 3166-1 alpha-2 code; "NA" is a code only in a column of
    codes, elsewhere it says that there is nothing."""
    found = find_country(text)
    if found is None and re.fullmatch(r"[A-Z]{2}", text) and text in countries():
        return text if codes or text != "NA" else None
    return found


def key_of(header: str) -> str:
    return re.sub(r"[^\w]+", "-", header.casefold()).strip("-") or "column"
