"""A small library in three languages; no word of it is true."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcebook.library import Library
from sourcebook.records import (
    Address,
    Date,
    Entry,
    Excerpt,
    Locator,
    Page,
    Placement,
    Section,
    Series,
    Subject,
)
from sourcebook.store import database


def entry(
    id: str,
    title: str,
    *paragraphs: str,
    year: str = "2005",
    country: str = "KZ",
    publisher: str = "Coast Daily",
    **more: object,
) -> Entry:
    """An entry with an excerpt of these paragraphs."""
    excerpts = (
        Excerpt(
            id="x",
            paragraphs=paragraphs,
            locator=Locator(kind="page", value="107", as_written="page 107"),
        ),
    )
    fields = {"byline": "Jane Doe", "publisher": publisher, "countries": (country,), **more}
    return Entry(
        id=id,
        title=title,
        issued=Date(edtf=year) if year else None,
        excerpts=excerpts if paragraphs else (),
        **fields,  # type: ignore[arg-type]
    )


ENTRIES = (
    entry("shelter", "Port city opens second shelter for women", "Forty beds were opened near the harbour.",
          year="2005-11-17"),
    entry("kilns", "Families held at brick kilns in Burma", "Debt bondage holds whole families. The debt "
          "grows from year to year.", year="2003-05", country="MM", publisher="Hill Courier",
          addresses=(Address(url="https://hill.example/kilns", standing="gone"),)),
    entry("cotton", "Children on cotton fields", "Every autumn children harvest cotton in Uzbekistan; their "
          "labour is not paid. Teachers lead them to the fields.", year="2012", country="UZ",
          series="harvest-watch", edition="2012"),
    entry("herders", "Herders warned of false offers", "Recruiters from Kirgizia offered work abroad. Herders "
          "were told to ask for a written contract.", year="2008-03-03", country="KG"),
    entry("rabstvo", "Рабство на табачных полях", "Женщины и девушки были проданы на табачные поля. "
          "Паспорта у них отобрали.", year="2009", language="ru"),
    entry("balalar", "Балалар туралы есеп", "Қазақстандағы балалардың құқықтары туралы жаңа есеп шықты.",
          year="2011", language="kk"),
    entry("undated", "A sheet without a date", "Nobody knows when this was printed in Kazakstan.", year=""),
)  # fmt: skip
PAGE = Page(
    id="human-trafficking/kazakhstan",
    theme="human-trafficking",
    subject=Subject(kind="country", country="KZ", as_written="Kazakhstan"),
    sections=(
        Section(heading="featured", placements=(Placement(entry="shelter", excerpts=("x",)),)),
        Section(heading="archives", placements=(Placement(entry="rabstvo", excerpts=("x",)),)),
    ),
)


@pytest.fixture(scope="session")
def _quick() -> Iterator[None]:
    """Commits need not outlive a power cut."""
    before, database.SYNCHRONOUS = database.SYNCHRONOUS, "OFF"
    yield
    database.SYNCHRONOUS = before


def filled(folder: Path) -> Library:
    """A library of these entries in a new folder."""
    library = Library.create(folder, title="A library")
    series = Series(id="harvest-watch", title="Harvest Watch", publisher="Field Office")
    library.put([*ENTRIES, PAGE, series], who="a tester")
    return library


@pytest.fixture
def library(tmp_path: Path, _quick: None) -> Iterator[Library]:
    """A library of one's own."""
    with filled(tmp_path / "lib") as made:
        yield made


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory, _quick: None) -> Iterator[Library]:
    """A library that tests share; they only read it."""
    with filled(tmp_path_factory.mktemp("shared") / "lib") as made:
        yield made
