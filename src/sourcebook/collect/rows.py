"""Say what a row that holds a whole text is: of which series, which edition, and what it is called. Pure.

The text of a report of a known series decides its edition, as a PDF's pages do; else the columns do.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.collect.identity import slug
from sourcebook.collect.reports import language_in, title_in
from sourcebook.collect.series import Known, Recognised, known_series, recognise
from sourcebook.records import Date, Finding, Series
from sourcebook.store.keys import fold
from sourcebook.values.places import country_name

_PAGES = 6  # of a text in which a running line stands on every second one
_LETTERS = 20_000  # of one page
_FIRST = 70  # letters of a text's first words, where nothing else names it
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


class Given(Struct, frozen=True, kw_only=True):
    """What a person said of all rows of a file that don't say it themselves."""

    series: str = ""
    publisher: str = ""
    language: str = ""


NOTHING_GIVEN = Given()


class Row(Struct, frozen=True, kw_only=True):
    """What the columns say: ``country`` is a code, ``place`` what the row is about where that is no
    country's name, ``part`` which part of a report the text is, ``where`` the row's line, ``file``
    the file's name without ending."""

    text: str
    where: str
    file: str
    title: str = ""
    series: str = ""
    publisher: str = ""
    language: str = ""
    edition: str = ""
    year: str = ""
    issued: Date | None = None
    place: str = ""
    country: str | None = None
    part: str = ""


class Described(Struct, frozen=True, kw_only=True):
    """What the entry is to have. ``short`` is what its id is made of, with ``dated``."""

    title: str
    short: str
    publisher: str
    language: str
    edition: str
    issued: Date | None
    dated: Date | None
    country: str | None
    series: Series | None = None
    findings: tuple[Finding, ...] = ()


def describe(row: Row, given: Given) -> Described:
    """What the row is, by its text where that tells, by its columns, by what a person gave."""
    called = row.series or given.series
    known = _known(called)
    found = None
    if known is not None or not called:
        found = recognise(_pages(row.text), title=known.title if known else "")
        if found is not None and known is not None and found.series.id != known.id:
            found = None
    if found is not None:
        known = found.series
    edition = _edition(row, found)
    country = row.country or (found.country if found else None)
    place = row.place if row.place and (row.country or not country) else ""
    place = place or (country_name(country) if country else "")
    if known is not None and edition and (found is not None or country is not None):
        made = _of_known(known, row, given, edition, place if country else "", country)
    elif known is not None:  # neither its words nor its country say that it is an edition
        made = _of_columns(row, given, "", edition, place, country)
        own = " – ".join(filter(None, (title_in(row.text), row.place)))
        made = replace(made, title=row.title or own or made.title, short=row.title or own)
    else:
        made = _of_columns(row, given, called, edition, place, country)
    return replace(made, findings=tuple(_doubts(row, found, country)))


def _of_known(
    known: Known, row: Row, given: Given, edition: str, place: str, country: str | None
) -> Described:
    """An edition of a series we know: called and dated as its PDF would be, so that both are one
    entry."""
    own = known.titled.format(edition=edition, country=place).strip(" :–—")
    year = str(int(edition[:4]) + (known.issued == "next year"))
    return Described(
        title=row.title or own,
        short=known.short.format(country=place).strip(),
        publisher=row.publisher or given.publisher or known.publisher,
        language=row.language or given.language or known.language,
        edition=edition,
        issued=row.issued or Date(edtf=year, as_written=year),
        dated=Date(edtf=edition),
        country=country,
        series=Series(id=known.id, title=known.title, publisher=known.publisher),
    )


def _of_columns(
    row: Row, given: Given, called: str, edition: str, place: str, country: str | None
) -> Described:
    publisher = row.publisher or given.publisher
    whole = ", ".join(part for part in (called or row.file, row.part) if part)
    day = row.issued
    if day is None and _YEAR.fullmatch(edition):
        day = Date(edtf=edition, as_written=edition)
    when = edition or (day.as_written if day else "")
    told = ", ".join(part for part in (place, when) if part)
    if told:
        title = f"{whole}: {told}"
    else:
        first = title_in(row.text) or " ".join(row.text[:400].split())
        cut = first[:_FIRST].rsplit(" ", 1)[0] + " …" if len(first) > _FIRST else first
        title = f"{whole}, {row.where}: {cut}"
    return Described(
        title=row.title or title,
        short=row.title or " ".join(part for part in (place, row.part or called, whole) if part),
        publisher=publisher,
        language=row.language or given.language or language_in(row.text[:20_000]),
        edition=edition,
        issued=day,
        dated=day,
        country=country,
        series=Series(id=slug(whole), title=whole, publisher=publisher) if called else None,
    )


def _edition(row: Row, found: Recognised | None) -> str:
    if found is not None:
        return found.edition
    named = _YEAR.search(row.edition or row.year)
    if row.edition:
        return row.edition if named is None else named.group()
    return named.group() if named else row.year


def _doubts(row: Row, found: Recognised | None, country: str | None) -> list[Finding]:
    if found is None:
        return []
    doubts = [
        Finding(rule="report-doubt", subject=row.where, level="warning", says=doubt)
        for doubt in found.doubts
    ]
    said = row.edition or row.year
    if said and found.edition not in said:
        doubts.append(
            Finding(
                rule="edition-differs",
                subject=row.where,
                level="info",
                says=f"says {said}, but by its own text it is the {found.edition} edition",
            )
        )
    if found.country and country and found.country != country:
        says = (
            f"is taken as a report on {country_name(country)}, as its row says, though its text "
            f"begins with {country_name(found.country)}"
        )
        doubts.append(Finding(rule="report-doubt", subject=row.where, level="warning", says=says))
    return doubts


def _known(called: str) -> Known | None:
    """The known series that goes by this title or id."""
    if not called:
        return None
    name = fold(called)
    return next((s for s in known_series() if name in (fold(s.title), fold(s.id))), None)


def _pages(text: str) -> tuple[str, ...]:
    front = text[: _PAGES * _LETTERS]
    pages = front.split("\f")[:_PAGES] if "\f" in front else [front]
    return tuple(page[:_LETTERS] for page in pages)
