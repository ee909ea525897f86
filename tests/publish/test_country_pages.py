"""What a country's page across the themes lists: reports that come out again, and others."""

from pathlib import Path

from sourcebook.library import Library
from sourcebook.publish.build import build
from sourcebook.records import Date, Entry, Series


def edition(year: int, **fields: object) -> Entry:
    made = {
        "id": f"almanac-{year}",
        "title": f"Almanac: Kenya, {year}",
        "series": "almanac",
        "edition": str(year),
        "issued": Date(edtf=str(year)),
        "countries": ("KE",),
    }
    return Entry(**made | fields)  # type: ignore[arg-type]


def test_editions_of_a_report_are_one_line_of_years(tmp_path: Path) -> None:
    with Library.create(tmp_path / "lib", title="A library") as library:
        alone = edition(2011, id="other", series="bulletin", title="Bulletin: Kenya")
        series = Series(id="almanac", title="The Almanac", publisher="A House")
        library.put([series, alone, *(edition(year) for year in range(2001, 2021))])
        build(library)
        page = (library.folder / "site/countries/kenya.html").read_text()
        assert page.index("The Almanac") < page.index("A House") < page.index(">2001</a>")
        assert page.index(">2001</a>") < page.index(">2020</a>")
        assert "Almanac: Kenya, 2011" not in page
        assert "Bulletin: Kenya" in page
        assert "Also about Kenya" in page
        library.put([edition(2021)])
        build(library)
        assert ">2021</a>" in (library.folder / "site/countries/kenya.html").read_text()
