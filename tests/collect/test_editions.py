"""Postings that are editions of a known series meet the other editions."""

import pytest

from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.editions import known_as, with_editions
from sourcebook.records import Entry, Page, Subject

LABOR = "U.S. Dept of Labor Bureau of International Labor Affairs, 2005"
PAGE = Page(
    id="human-trafficking/mongolia",
    theme="human-trafficking",
    subject=Subject(kind="country", country="MN", as_written="Mongolia"),
)


def entry(title: str, byline: str, edition: str = "") -> Entry:
    return Entry(id="one", title=title, byline=byline, edition=edition)


def test_an_edition_is_known_by_its_title_and_byline() -> None:
    known = known_as(entry("2017 Findings on the Worst Forms of Child Labor", LABOR))
    assert known is not None
    assert (known[0].id, known[1]) == ("dol-findings", "2017")


def test_an_edition_on_a_line_of_its_own_counts() -> None:
    known = known_as(entry("Freedom in the World", "Freedom House", "2020"))
    assert known is not None
    assert known[1] == "2020"


@pytest.mark.parametrize(
    ("title", "byline"),
    [
        ("Ministry Answers 2004 Trafficking in Persons Report", "The Steppe Herald, 3 March 2004"),
        ("Findings on the Worst Forms of Child Labor", LABOR),
        ("Human Rights Overview", "Human Rights Watch"),
    ],
)
def test_an_article_about_a_report_or_one_without_a_year_is_no_edition(
    title: str, byline: str
) -> None:
    assert known_as(entry(title, byline)) is None


def test_on_a_country_s_page_an_edition_is_about_that_country() -> None:
    drafted = DraftEntry(entry=entry("2017 Findings on the Worst Forms of Child Labor", LABOR))
    draft = with_editions(Draft(source="x", page=PAGE, entries=(drafted,)))
    made = draft.entries[0].entry
    assert (made.series, made.edition, made.countries) == ("dol-findings", "2017", ("MN",))
    assert [series.id for series in draft.series] == ["dol-findings"]


def test_a_bibliography_stays_as_it_is() -> None:
    drafted = DraftEntry(entry=entry("2017 Findings on the Worst Forms of Child Labor", LABOR))
    draft = Draft(source="x", entries=(drafted,))
    assert with_editions(draft) is draft
