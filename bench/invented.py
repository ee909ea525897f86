"""Invent a large library: seeded, so that every run measures the same one; no word of it is true."""

import random
from collections.abc import Iterator

from sourcebook.records import (
    Address,
    Date,
    Entry,
    Excerpt,
    Helpline,
    Locator,
    Page,
    Placement,
    Section,
    Series,
    Sourced,
    Stored,
    Subject,
)
from sourcebook.themes import themes
from sourcebook.values.dates import read_date
from sourcebook.values.dates_said import spelled
from sourcebook.values.places import Country, countries

SEED = 20051117
_WORDS = [
    "harbour",
    "district",
    "council",
    "workers",
    "season",
    "orchard",
    "fishing",
    "boats",
    "inspectors",
    "contract",
    "wages",
    "papers",
    "passport",
    "ministry",
    "report",
    "village",
    "railway",
    "border",
    "market",
    "shelter",
    "school",
    "teacher",
    "mother",
    "recruiter",
    "agency",
    "promise",
    "debt",
    "fee",
    "journey",
    "winter",
    "factory",
    "bricks",
    "cotton",
    "tobacco",
    "mine",
    "quarry",
    "court",
    "prosecutor",
    "sentence",
    "law",
    "amendment",
    "training",
    "campaign",
    "hotline",
    "officials",
    "police",
    "station",
    "complaint",
    "interview",
    "survey",
    "sample",
    "families",
    "children",
    "migrants",
    "labour",
    "exploitation",
    "rights",
    "commission",
    "office",
    "region",
    "province",
    "capital",
    "authorities",
    "measures",
    "protection",
    "assistance",
    "programme",
    "partner",
    "fund",
    "budget",
    "year",
    "month",
    "number",
    "percent",
    "according",
    "several",
    "many",
    "few",
    "most",
    "said",
    "found",
    "noted",
    "reported",
    "described",
    "alleged",
    "confirmed",
    "denied",
    "added",
    "before",
    "after",
    "during",
    "without",
    "between",
    "under",
    "over",
    "toward",
    "against",
    "among",
    "because",
    "although",
    "however",
    "while",
    "northern",
    "southern",
    "eastern",
    "western",
    "rural",
    "urban",
    "coastal",
    "mountain",
    "seasonal",
    "domestic",
    "foreign",
    "local",
]
_FIRST = ["Aliya", "Bertil", "Chiara", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas",
          "Karim", "Lucia", "Marat", "Nadia", "Omar", "Petra", "Quentin", "Rosa", "Samir", "Tove"]  # fmt: skip
_LAST = ["Abenov", "Bergström", "Castellan", "Dombrowski", "Eriksen", "Fontaine", "Galiyeva", "Hartog",
         "Ivarsson", "Jurado", "Kowalczyk", "Lindqvist", "Moreau", "Nazarov", "Okafor", "Pereira"]  # fmt: skip
_KINDS = ["article-newspaper", "report", "webpage", "article-journal"]
_HOUSES = ["Daily News", "Herald", "Institute", "Observer", "Rights Watch", "Gazette", "Review",
           "Office of Labour", "Foundation", "Tribune"]  # fmt: skip


class Inventor:
    """Invents words in one fixed order."""

    def __init__(self, seed: int = SEED) -> None:
        self.dice = random.Random(seed)

    def words(self, low: int, high: int) -> str:
        """So many words, of which some dozen make a sentence."""
        made, left = [], self.dice.randint(low, high)
        while left > 0:
            size = min(left, self.dice.randint(8, 18))
            sentence = " ".join(self.dice.choices(_WORDS, k=size))
            made.append(sentence[0].upper() + sentence[1:] + ".")
            left -= size
        return " ".join(made)

    def title(self) -> str:
        """A headline."""
        return " ".join(self.dice.choices(_WORDS, k=self.dice.randint(5, 9))).title()

    def date(self) -> Date:
        """A day between 2000 and 2025, as such bylines write it."""
        year, month, day = (
            self.dice.randint(2000, 2025),
            self.dice.randint(1, 12),
            self.dice.randint(1, 28),
        )
        return Date(
            edtf=f"{year}-{month:02}-{day:02}",
            as_written=spelled(Date(edtf=f"{year}-{month:02}-{day:02}")),
        )

    def read(self) -> Date:
        """A day on which somebody read a page."""
        return read_date(f"{self.dice.randint(1, 28)} June {self.dice.randint(2010, 2021)}")


def lands(count: int) -> list[Country]:
    """The first so many countries."""
    return list(countries().values())[:count]


def library(entries: int = 10_000, *, places: int = 200) -> Iterator[Stored]:
    """All records: series, entries, then a page for each country in each theme."""
    inventor = Inventor()
    dice = inventor.dice
    houses = [f"{dice.choice(_WORDS).title()} {dice.choice(_WORDS).title()} {house}"
              for house in _HOUSES for _ in range(40)]  # fmt: skip
    series = [
        Series(id=f"yearly-{n}", title=f"{inventor.title()} Yearly", publisher=houses[n])
        for n in range(10)
    ]
    yield from series
    pages = [(theme, land) for land in lands(places) for theme in themes()]
    per_page = max(1, entries // len(pages))
    made: list[Entry] = []
    on: dict[tuple[str, str], list[Entry]] = {}
    number = 0
    for theme, land in pages:
        terms = [term.code for term in themes()[theme].aspects]
        for _ in range(per_page):
            entry = _entry(number, inventor, land, terms, houses, series)
            number += 1
            made.append(entry)
            on.setdefault((theme, land.code), []).append(entry)
            yield entry
    for theme, land in pages:
        yield _page(theme, land, on[theme, land.code], inventor)


def _entry(
    number: int,
    inventor: Inventor,
    land: Country,
    terms: list[str],
    houses: list[str],
    series: list[Series],
) -> Entry:
    dice = inventor.dice
    issued = inventor.date()
    author = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
    house = dice.choice(houses)
    title = inventor.title()
    again = series[number % 10] if number % 10 == 0 else None
    if again is not None:
        title = f"{(issued.edtf or '')[:4]} {again.title}: {land.names['en']}"
        house = again.publisher
    slug = "-".join(title.lower().split()[:4])
    host = f"www.{house.split()[0].lower()}.example"
    return Entry(
        id=f"inv-{number:06}",
        title=title,
        byline=f"{author}, {house}, {issued.as_written}",
        authors=(author,),
        publisher=house,
        issued=issued,
        edition=(issued.edtf or "")[:4] if again else "",
        series=again.id if again else "",
        kind="report" if again else _KINDS[number % 4],
        language="en",
        countries=(land.code,),
        addresses=tuple(
            Address(
                url=f"https://{host}/{path}/{(issued.edtf or '')[:4]}/{slug}-{number}.html",
                as_written=f"{host}/{path}/{slug}-{number}.html",
                accessed=(inventor.read(),),
            )
            for path in ("news", "archive")[: 1 + number % 2]
        ),
        excerpts=tuple(
            Excerpt(
                id=f"x{n}",
                heading=inventor.title() if n == 0 and number % 3 == 0 else "",
                locator=Locator(kind="page", value=str(dice.randint(1, 300)))
                if number % 4 == 1
                else None,
                paragraphs=(inventor.words(60, 110),),
                aspects=tuple(dice.sample(terms, k=1 + (number + n) % 2)),
            )
            for n in range(2)
        ),
        notes=(inventor.words(8, 14),) if number % 8 == 0 else (),
    )


def _page(theme: str, land: Country, entries: list[Entry], inventor: Inventor) -> Page:
    placements = [Placement(entry=e.id, excerpts=tuple(x.id for x in e.excerpts)) for e in entries]
    return Page(
        id=f"{theme}/{land.slug}",
        theme=theme,
        subject=Subject(kind="country", country=land.code, as_written=land.names["en"]),
        tagline=inventor.words(8, 12),
        range="Published reports and articles from 2000 to 2025",
        background=Sourced(text=inventor.words(80, 120), source="An Almanac, 2009"),
        summary=Sourced(text=inventor.words(60, 90), source="A Yearly Rating, June 2009"),
        aspects_prompted=("Poverty", "Prevention", "Protection"),
        helplines=(
            Helpline(organisation="Harbour Aid", as_written="555 010 020", country=land.code),
        ),
        sections=(
            Section(heading="featured", placements=tuple(placements[:1])),
            Section(heading="archives", placements=tuple(placements[1:])),
        ),
    )
