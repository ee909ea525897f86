"""Where entries are filed."""

from publish import sample
from sourcebook.publish import filing
from sourcebook.publish.filing import Home
from sourcebook.records import Date, Excerpt, Series

SHOWN = ("human-trafficking", "street-children", "poverty")


def rows(entry: object, homes: list[Home]) -> dict[str, str]:
    found = filing.rows(entry, homes, shown=SHOWN, family={}, language="en")  # type: ignore[arg-type]
    return {row.list: row.note for row in found}


def test_an_entry_stands_in_the_lists_of_all_it_is_about() -> None:
    entry = sample.entry("a", series="yearly", edition="2012")
    found = rows(entry, [Home("human-trafficking/kazakhstan", "human-trafficking", "UZ")])
    assert set(found) == {
        "year/2005",
        "publisher/coast-daily-news",
        "country/KZ",
        "country/UZ",
        "theme/human-trafficking",
        "page/human-trafficking/kazakhstan",
        "editions/yearly/KZ",
        "aspect/human-trafficking\tprotection",
        "title/r",
    }
    assert found["editions/yearly/KZ"] == "2012"
    assert found["aspect/human-trafficking\tprotection"] == "KZ"


def test_an_entry_that_stands_nowhere_is_filed_under_the_first_theme_that_knows_its_aspect() -> (
    None
):
    excerpt = Excerpt(id="x", paragraphs=("A.",), aspects=("small-loans", "unheard-of"))
    found = rows(sample.entry("a", excerpts=(excerpt,)), [])
    assert "aspect/poverty\tsmall-loans" in found
    assert "aspect/human-trafficking\tunheard-of" in found


def test_excerpts_are_grouped_by_the_countries_they_speak_of() -> None:
    excerpts = (
        Excerpt(id="one", aspects=("force",), countries=("UZ",)),
        Excerpt(id="two", aspects=("force",)),
        Excerpt(id="many", aspects=("force",), countries=("UZ", "KZ", "KG", "RU")),
        Excerpt(id="other", aspects=("threats",)),
    )
    entry = sample.entry("a", excerpts=excerpts, countries=())
    home = Home("human-trafficking/kazakhstan", "human-trafficking", "KZ")
    groups = filing.aspect_groups(entry, [home], "human-trafficking")
    assert groups["force"] == {"UZ": ("one",), "KZ": ("two",), "*": ("many",)}
    assert groups["threats"] == {"KZ": ("other",)}
    assert filing.group_title("UZ+KZ", "en") == "Uzbekistan – Kazakhstan"
    assert filing.group_title("", "en") == "General"


def test_the_newest_come_first_and_the_undated_last() -> None:
    dates = [None, "2004", "2005-11-17", "2005-02", "2005"]
    entries = [
        sample.entry(str(n), issued=Date(edtf=edtf) if edtf else None)
        for n, edtf in enumerate(dates)
    ]
    ordered = sorted(entries, key=filing.newest_first)
    assert [entry.issued.edtf if entry.issued else None for entry in ordered] == [
        "2005",
        "2005-11-17",
        "2005-02",
        "2004",
        None,
    ]


def test_a_line_of_series_is_one_family_even_in_a_circle() -> None:
    named = [("a", "b"), ("b", "c"), ("c", ""), ("x", "y"), ("y", "z"), ("z", "y"), ("m", "gone")]
    series = {id: Series(id=id, title=id, continues=before) for id, before in named}
    found = filing.families(series)
    assert found["a"] == found["b"] == found["c"] == "c"
    assert found["x"] == found["y"] == found["z"] == "y"
    assert found["m"] == "gone"


def test_an_edition_is_called_by_its_year() -> None:
    assert filing.edition_label(sample.entry("a", edition="2021 Edition")) == "2021"
    assert filing.edition_label(sample.entry("a", edition="Second edition")) == "Second edition"
    assert filing.edition_label(sample.entry("a", title="2017 Findings", issued=None)) == "2017"
