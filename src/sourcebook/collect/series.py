"""Know a report that comes out again by its own pages: which series, which edition, which country.

The pages decide, what the file calls itself corroborates, and where they differ that is said.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from sourcebook.values.places import country_name, find_country

_FRONT = 1500  # letters of the first page in which a series must name itself


class Known(Struct, frozen=True, kw_only=True):
    """One series as ``series.toml`` describes it."""

    id: str
    title: str
    publisher: str
    known: str
    running: str
    named: str
    titled: str
    short: str
    byline: str = ""
    opening: str = ""
    issued: str = "same year"
    language: str = ""


class Recognised(Struct, frozen=True, kw_only=True):
    """What a report's pages say: its series and edition, the country's code where there is one,
    and ``doubts`` in words."""

    series: Known
    edition: str
    country: str | None = None
    doubts: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the entry is called."""
        name = country_name(self.country) if self.country else ""
        made = self.series.titled.format(edition=self.edition, country=name)
        return made.strip(" :–—")

    @property
    def short(self) -> str:
        """A short title with the country in front, for the entry's id."""
        name = country_name(self.country) if self.country else ""
        return self.series.short.format(country=name).strip()


@cache
def _data() -> tuple[tuple[Known, ...], tuple[tuple[str, re.Pattern[str]], ...]]:
    data = tomllib.loads(files("sourcebook.collect").joinpath("series.toml").read_text("utf-8"))
    known = msgspec.convert(data["series"], type=tuple[Known, ...])
    names = tuple((name, re.compile(test, re.I)) for name, test in data["publishers"].items())
    return known, names


def known_series() -> tuple[Known, ...]:
    """The series that can be recognised."""
    return _data()[0]


def publisher_in(text: str) -> str:
    """Who publishes a report, by the names its first page begins with; "" where none is known."""
    front = text[:_FRONT]
    return next((name for name, test in _data()[1] if test.search(front)), "")


def recognise(pages: tuple[str, ...], *, title: str = "", name: str = "") -> Recognised | None:
    """The series, edition and country of a report, or None where it is of no known series.

    ``pages`` are the texts of its first pages, ``title`` the title in its document information,
    ``name`` the file's name; neither of the two decides against the pages.
    """
    first = pages[0] if pages else ""
    for series in known_series():
        named = re.search(series.named, title.strip(), re.I)
        lines = list(re.finditer(series.running, "\n".join(pages), re.I | re.M))
        feet = "\n".join(line.group() for line in lines) if len(lines) > 1 else ""
        # where a running line stands at the foot of a page, the front may not name the series
        if not re.search(series.known, f"{title}\n{first[:_FRONT]}\n{feet}", re.I):
            continue
        running = _told(lines)
        if not running and not named:
            continue
        opening = _told(re.finditer(series.opening, first, re.I)) if series.opening else []
        edition, doubts = _edition(running, opening[:1], named["year"] if named else "")
        told = named.groupdict().get("country") if named else None
        country, more = _country(first, told or "", name)
        return Recognised(series=series, edition=edition, country=country, doubts=(*doubts, *more))
    return None


def _told(found: Iterable[re.Match[str]]) -> list[str]:
    groups = (match.groupdict() for match in found)
    return [next(year for year in named.values() if year) for named in groups]


def _edition(running: list[str], opening: list[str], titled: str) -> tuple[str, list[str]]:
    """The year most of the evidence is for: each page's running line, the opening sentence, and,
    only where those are divided or silent, the file's own title."""
    votes = Counter(running) + Counter(opening)
    if not votes:
        return titled, [f"only the file's own title says which edition it is ({titled})"]
    best = max(votes.values())
    leaders = [year for year, count in votes.items() if count == best]
    edition = titled if titled in leaders else leaders[0]
    if opening and opening[0] != edition and opening[0] == titled:
        edition = titled  # the text and the title agree against a running line left standing
    doubts = []
    others = sorted({*votes, titled} - {edition, ""})
    if others:
        said = []
        if set(running) - {edition}:
            said.append(f"a running line says {', '.join(sorted(set(running) - {edition}))}")
        if opening and opening[0] != edition:
            said.append(f"the opening sentence says {opening[0]}")
        if titled and titled != edition:
            said.append(f"the file's own title says {titled}")
        doubts.append(f"taken as the {edition} edition, though {' and '.join(said)}")
    return edition, doubts


def _country(first: str, titled: str, name: str) -> tuple[str | None, list[str]]:
    """The country a line of the first page names, else the title, else the file's name."""
    on_page = None
    for line in [" ".join(line.split()) for line in first.splitlines()][:8]:
        bare = re.sub(r"^\d{1,3}\s+|\s+\d{1,3}$", "", line)
        if bare and len(bare) < 70 and (code := find_country(bare)):
            on_page = code
            break
    by_title = find_country(titled) if titled else None
    by_name = find_country(name) if name else None
    country = on_page or by_title or by_name
    if country is None:
        return None, []
    doubts = []
    for told, words in ((by_title, "the file's own title"), (by_name, f"the file's name, {name},")):
        if told and told != country:
            doubts.append(
                f"taken as a report on {country_name(country)}, though {words} says "
                f"{country_name(told)}"
            )
    if on_page is None:
        source = "the file's own title" if by_title else "the file's name"
        doubts.append(f"only {source} says which country it is about ({country_name(country)})")
    return country, doubts
