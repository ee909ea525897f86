"""Decide in which lists of the site an entry stands, and where in them. Pure.

A list is named by its kind and what it is of: ``aspect/<theme><tab><code>``, ``publisher/<name>``,
``year/<year>``, ``country/<code>``, ``editions/<series>/<countries>``, ``theme/<theme>``,
``page/<id>``, ``title/<letter>``.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sourcebook.collect.identity import slug_words
from sourcebook.publish.paths import publisher_name
from sourcebook.records import Entry, Excerpt, Series
from sourcebook.store.keys import fold
from sourcebook.themes import aspect
from sourcebook.values.dates_said import year_of
from sourcebook.values.places import country_name

_NEWEST_FIRST = str.maketrans("0123456789", "9876543210")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_LEADS = {"": " ", "*": "~"}  # what sorts the groups that are of no country, or of several
TOGETHER = 3  # countries that share a heading of an aspect page; more are "several countries"


class Row(NamedTuple):
    """A line of a list. ``sort`` orders the list; ``note`` is what the list says of the entry: the
    publisher as written, an edition's label, the countries of an aspect's group."""

    list: str
    sort: str
    note: str


class Home(NamedTuple):
    """A page an entry stands on, as far as its lists depend on it."""

    page: str
    theme: str
    country: str


def newest_first(entry: Entry) -> str:
    """What sorts entries by date, the newest first and undated ones last, then by title."""
    edtf = entry.issued.edtf if entry.issued and entry.issued.edtf else ""
    known = edtf.translate(_NEWEST_FIRST) if edtf[:1].isdigit() else "~"
    return f"{known} {fold(entry.title)[:60]}"


def year_sorted(sort: str) -> int | None:
    """The year in what ``newest_first`` made, None where there is none."""
    year = sort[:4].translate(_NEWEST_FIRST)
    return int(year) if year.isdigit() and len(year) == 4 else None


def letter_of(words: Sequence[str]) -> str:
    """The letter a title stands under, by its words in Latin letters; "other" where it begins with
    none."""
    return words[0][0] if words and words[0][0].isalpha() else "other"


def themes_of(code: str, stands_in: Sequence[str], shown: Sequence[str]) -> tuple[str, ...]:
    """The themes on whose page of this aspect an entry stands; its own links lead to the first.

    Those it stands in that know the aspect; else the first theme of the library that does; else
    the first it stands in, which then has an aspect that its vocabulary lacks.
    """
    return _themes_of(code, tuple(stands_in), tuple(shown))


@lru_cache(maxsize=1 << 12)
def _themes_of(code: str, stands_in: tuple[str, ...], shown: tuple[str, ...]) -> tuple[str, ...]:
    known = tuple(theme for theme in stands_in if aspect(theme, code))
    if known:
        return known
    for theme in shown:
        if aspect(theme, code):
            return (theme,)
    return stands_in[:1] or shown[:1]


def in_order(themes: Sequence[str] | set[str], shown: Sequence[str]) -> tuple[str, ...]:
    """Those of the themes that the library shows, in its order."""
    return tuple(theme for theme in shown if theme in themes)


def group_of(excerpt: Excerpt, entry: Entry, homes: Sequence[Home], theme: str) -> str:
    """The countries an excerpt speaks of, as codes joined by "+": its own, else its entry's, else
    those of the theme's pages that it stands on; "" where none is known, "*" for several."""
    codes = excerpt.countries or entry.countries
    if not codes:
        codes = tuple(sorted({home.country for home in homes if home.theme == theme} - {""}))
    if len(codes) == 1:
        return codes[0]
    codes = tuple(dict.fromkeys(codes))
    return "+".join(codes) if len(codes) <= TOGETHER else "*"


@lru_cache(maxsize=1 << 12)  # an aspect's page asks three times for each of its countries
def group_title(group: str, language: str) -> str:
    """A group's heading: "Brazil – Spain", "Several countries", "General"."""
    if group == "*":
        return "Several countries"
    return " – ".join(country_name(code, language) for code in group.split("+")) or "General"


def families(series: Mapping[str, Series]) -> dict[str, str]:
    """The first series of each series' line: one that took over from another has its line.

    Where they go in a circle, or the first is not on record, the first id that is met again (in
    alphabetical order of the circle), or the one that was named.
    """
    found: dict[str, str] = {}
    for id in series:
        line = [id]
        while (before := series[line[-1]].continues if line[-1] in series else "") not in (
            "",
            *line,
        ):
            line.append(before)
        if before:  # a circle: every member must name the same one
            line.append(min(line[line.index(before) :]))
        found[id] = line[-1]
    return found


def edition_year(entry: Entry) -> int | None:
    """The year an edition is called by: the one in its edition or its title, else when it was
    issued."""
    for text in (entry.edition, entry.title):
        found = _YEAR.search(text)
        if found:
            return int(found.group())
    return year_of(entry.issued)


def edition_label(entry: Entry) -> str:
    """What an edition is called: "2017", "Second edition"; its year where it has no name."""
    year = edition_year(entry)
    if entry.edition and not _YEAR.search(entry.edition):
        return entry.edition
    return str(year) if year is not None else entry.title


def editions_list(entry: Entry, family: Mapping[str, str]) -> str:
    """The list of the editions of the same report: of the same line of series, on the same
    countries; "" for an entry that is in no series."""
    if not entry.series:
        return ""
    root = family.get(entry.series, entry.series)
    return f"editions/{root}/{'+'.join(sorted(entry.countries))}"


def aspect_groups(
    entry: Entry, homes: Sequence[Home], theme: str
) -> dict[str, dict[str, tuple[str, ...]]]:
    """On the aspects' pages of a theme: the entry's excerpts (ids) by aspect, and by the group they
    stand in there."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for excerpt in entry.excerpts:
        if excerpt.aspects:
            group = group_of(excerpt, entry, homes, theme)
            for code in dict.fromkeys(excerpt.aspects):
                groups = found.setdefault(code, {})
                groups[group] = (*groups.get(group, ()), excerpt.id)
    return found


@lru_cache(maxsize=1 << 12)
def _publisher_list(publisher: str) -> str:
    """The list of a publisher; "" for a name of nothing but marks."""
    return f"publisher/{publisher_name(publisher)}" if fold(publisher) else ""


@lru_cache(maxsize=1 << 12)
def _lead(group: str, language: str) -> str:
    """What sorts a group among those of an aspect's page."""
    return _LEADS.get(group) or fold(group_title(group, language))


def rows(
    entry: Entry,
    homes: Sequence[Home],
    *,
    shown: Sequence[str],
    family: Mapping[str, str],
    language: str,
) -> list[Row]:
    """Every list the entry stands in. ``homes`` are the pages it stands on, ``shown`` the
    library's themes in order, ``family`` the line of each series."""
    when = newest_first(entry)
    year = year_of(entry.issued)
    made = [Row(f"year/{'' if year is None else year}", when, "")]
    name = slug_words(entry.title)
    made.append(Row(f"title/{letter_of(name)}", " ".join(name)[:60], ""))
    if publisher := _publisher_list(entry.publisher):
        made.append(Row(publisher, when, entry.publisher))
    about = {home.country for home in homes}
    about.discard("")
    about.update(entry.countries, *[excerpt.countries for excerpt in entry.excerpts])
    made += [Row(f"country/{code}", when, "") for code in sorted(about)]
    stands_in = in_order({home.theme for home in homes}, shown)
    made += [Row(f"theme/{theme}", "", "") for theme in stands_in]
    made += [Row(f"page/{page}", "", "") for page in sorted({home.page for home in homes})]
    if listed := editions_list(entry, family):
        made.append(Row(listed, f"{edition_year(entry) or 0:04d} {when}", edition_label(entry)))
    codes = dict.fromkeys([code for excerpt in entry.excerpts for code in excerpt.aspects])
    grouped: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}  # by theme
    for code in codes:
        for theme in themes_of(code, stands_in, shown):
            if theme not in grouped:
                grouped[theme] = aspect_groups(entry, homes, theme)
            for group in grouped[theme][code]:
                lead = _lead(group, language)
                made.append(Row(f"aspect/{theme}\t{code}", f"{lead}\t{when}", group))
    return made
