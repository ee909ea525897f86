"""Reports that come out again: known by their own pages, never by their folder."""

import re

from sourcebook.collect.series import known_series, publisher_in, recognise

HEAD = "{year} FINDINGS ON THE WORST FORMS OF CHILD LABOR 1"


def page(year: str, country: str, opening: str = "") -> str:
    return f"{country}\nSOME ADVANCEMENT\n{HEAD.format(year=year)}\n{opening}\n"


def test_series_edition_and_country_are_on_the_page() -> None:
    found = recognise((page("2021", "Kazakhstan", "In 2021, Kazakhstan did things."),))
    assert found is not None
    assert (found.series.id, found.edition, found.country) == ("dol-findings", "2021", "KZ")
    assert found.title == "2021 Findings on the Worst Forms of Child Labor: Kazakhstan"
    assert not found.doubts


def test_a_running_line_left_standing_is_outvoted_and_told() -> None:
    title = "2021 Findings on the Worst Forms of Child Labor: Kenya"
    found = recognise((page("2020", "Kenya", "In 2021, Kenya did things."),), title=title)
    assert found is not None
    assert found.edition == "2021"
    assert "running line says 2020" in found.doubts[0]


def test_the_files_own_title_does_not_outvote_its_pages() -> None:
    title = "2020 Findings on the Worst Forms of Child Labor: Kenya"
    found = recognise((page("2021", "Kenya", "In 2021, Kenya did things."),), title=title)
    assert found is not None
    assert found.edition == "2021"
    assert "title says 2020" in found.doubts[0]


def test_a_file_name_that_says_another_country_is_told() -> None:
    found = recognise((page("2018", "North Macedonia"),), name="Kenya")
    assert found is not None
    assert found.country == "MK"
    assert "says Kenya" in found.doubts[-1]


def test_a_text_that_only_mentions_a_series_is_not_of_it() -> None:
    text = "QUESTIONS\nWhat are the Findings on the Worst Forms of Child Labor of 2016?\n"
    assert recognise((text,)) is None


def test_other_series_are_known_too() -> None:
    found = recognise(("Freedom in the World 2020\nKazakhstan\nNot free\n",))
    assert found is not None
    assert (found.series.id, found.edition, found.country) == ("freedom-in-the-world", "2020", "KZ")
    found = recognise(
        ("TRAFFICKING IN PERSONS REPORT\n",), title="2019 Trafficking in Persons Report: Kenya"
    )
    assert found is not None
    assert (found.edition, found.country) == ("2019", "KE")


def test_every_pattern_of_the_table_compiles_and_names_a_year() -> None:
    for series in known_series():
        for pattern in filter(None, (series.known, series.running, series.named, series.opening)):
            re.compile(pattern, re.I | re.M)
        assert "year" in re.compile(series.running).groupindex
        assert series.titled.format(edition="2020", country="X")


def test_a_publisher_is_known_by_its_name_on_the_first_page() -> None:
    assert publisher_in("Report\nHuman Rights Watch\n") == "Human Rights Watch"
    assert publisher_in("Nobody we know") == ""
