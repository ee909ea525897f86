"""What a row with a text is: by its text where that tells, by its columns, by what a person gave."""

import pytest

from sourcebook.collect.rows import NOTHING_GIVEN, Given, Row, describe
from sourcebook.collect.spreadsheets import read
from sourcebook.records import Date

FOOT = "2017 FINDINGS ON THE WORST FORMS OF CHILD LABOR\n\n{page}\n"
REPORT = "\f".join(
    f"Uzbekistan\n\nFew lines of an invented report.\n{FOOT.format(page=page)}"
    for page in (1, 2, 3)
)
DOL = "Findings on the Worst Forms of Child Labor"


def row(text: str = "Some words.", **columns: object) -> Row:
    return Row(text=text, where="line 4", file="texts", **columns)  # type: ignore[arg-type]


def test_a_report_of_a_known_series_is_what_its_own_pages_say() -> None:
    told = describe(row(REPORT, edition="2019", place="", country="UZ"), NOTHING_GIVEN)
    assert told.title == f"2017 {DOL}: Uzbekistan"
    assert (told.edition, told.issued) == ("2017", Date(edtf="2018", as_written="2018"))
    assert told.series is not None
    assert told.series.id == "dol-findings"
    assert [(found.rule, found.subject) for found in told.findings] == [
        ("edition-differs", "line 4")
    ]


def test_a_row_says_which_country_where_its_text_begins_with_another() -> None:
    told = describe(row(REPORT, country="KZ"), NOTHING_GIVEN)
    assert told.country == "KZ"
    assert told.title.endswith(": Kazakhstan")
    assert [found.rule for found in told.findings] == ["report-doubt"]


def test_a_known_series_that_a_person_names_is_called_as_its_files_are() -> None:
    told = describe(row(country="KG", year="2016"), Given(series="trafficking in persons report"))
    assert told.title == "2016 Trafficking in Persons Report: Kyrgyzstan"
    assert told.publisher == "U.S. Department of State"


def test_what_is_of_no_country_and_says_nothing_of_the_series_is_no_edition_of_it() -> None:
    told = describe(
        row("Questions And Answers\n\nWho asks?", place="FAQ", year="2016"), Given(series=DOL)
    )
    assert told.series is None
    assert told.title == "Questions And Answers – FAQ"


def test_a_part_of_a_report_is_a_series_of_its_own() -> None:
    told = describe(row(country="KZ", year="2011", part="Roads"), Given(series="The Almanac"))
    assert told.title == "The Almanac, Roads: Kazakhstan, 2011"
    assert told.series is not None
    assert (told.series.id, told.series.title) == ("the-almanac-roads", "The Almanac, Roads")


def test_without_a_series_an_entry_is_called_after_its_file_and_is_nobodys_edition() -> None:
    told = describe(row(place="Atlantis", year="about 1999"), NOTHING_GIVEN)
    assert (told.title, told.series) == ("texts: Atlantis, 1999", None)
    nameless = describe(row("Only words are here, and no more."), NOTHING_GIVEN)
    assert nameless.title == "texts, line 4: Only words are here, and no more."


def test_a_place_that_shares_the_code_of_a_country_keeps_its_name() -> None:
    told = describe(row(place="Far Reef", country="AU", year="2009"), Given(series="Almanac"))
    assert (told.title, told.country) == ("Almanac: Far Reef, 2009", "AU")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The people of the hills and of the shore are in the town.", "en"),
        ("Люди живут в городе.", "ru"),
    ],
)
def test_the_language_is_told_by_the_words(text: str, language: str) -> None:
    assert describe(row(text), NOTHING_GIVEN).language == language
    assert describe(row(text, language="kk"), NOTHING_GIVEN).language == "kk"


def test_a_table_may_hold_texts_too() -> None:
    table = "Страна,Год,Полный текст,Файл\nКазахстан,2011,Две реки.,a.pdf\nКазахстан,2012,,b.pdf\n"
    draft = read(table.encode(), "a.csv", given=Given(series="Альманах"))
    (drafted,) = draft.entries
    assert drafted.entry.title == "Альманах: Kazakhstan, 2011"
    assert drafted.entry.addresses == ()  # "a.pdf" is a file's name and no host's
    assert draft.texts is not None
    assert list(draft.texts()) == [("row 2", "Две реки.".encode())]
    assert ("row-unplaced", "row 3") in [(f.rule, f.subject) for f in draft.findings]


def test_a_column_of_whole_passages_is_taken_for_the_text_and_said_to_be() -> None:
    words = "a hundred and some words of an invented passage about roads " * 12
    draft = read(f"Nation;Saying\nKenya;{words}\nUganda;{words}\n".encode(), "a.csv")
    assert len(draft.entries) == 2
    shown = next(found for found in draft.findings if found.rule == "columns-mapped")
    assert (shown.level, "Saying → text (its cells hold whole passages)" in shown.says) == (
        "warning",
        True,
    )
    assert [found.rule for found in draft.findings if found.level == "warning"][
        -1
    ] == "series-unnamed"


def test_na_is_namibia_only_in_a_column_of_codes() -> None:
    table = b"title,country,country code\nA,NA,NA\nB,NA,\n"
    first, second = (drafted.entry for drafted in read(table, "a.csv").entries)
    assert (first.countries, second.countries) == (("NA",), ())
