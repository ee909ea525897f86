"""Locators and headings in capitals open excerpts; other brackets and abbreviations don't."""

import pytest

from sourcebook.collect.postings.quotes import excerpts, split_heading


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("SECOND SHELTER - Forty beds were opened.", "SECOND SHELTER", "Forty beds were opened."),
        ("4. IMPUNITY – None was tried.", "4. IMPUNITY", "None was tried."),
        ("CASE 2 -  A 16-year old came.", "CASE 2", "A 16-year old came."),
        ("G4. DO INDIVIDUALS ENJOY EQUALITY?", "G4. DO INDIVIDUALS ENJOY EQUALITY?", ""),
        ("FORMS OF FORCED LABOR Men were taken.", "FORMS OF FORCED LABOR", "Men were taken."),
        ("APPENDIX I - INTERVIEWS WITH WORKERS", "APPENDIX I - INTERVIEWS WITH WORKERS", ""),
        ("NGOs WARN OF DELAYS – No one came.", "NGOs WARN OF DELAYS", "No one came."),
        ("UNICEF said that it would help.", "", "UNICEF said that it would help."),
        ("WASHINGTON, D.C. - Officials denied it.", "", "WASHINGTON, D.C. - Officials denied it."),
        ("IOM - the agency - agreed.", "", "IOM - the agency - agreed."),
        ("A 16-year old came.", "", "A 16-year old came."),
        ("$2,300 (2017)", "", "$2,300 (2017)"),
        ("قالت المرأة إنها", "", "قالت المرأة إنها"),
    ],
)
def test_a_heading_in_capitals_is_told_from_the_text(text: str, heading: str, rest: str) -> None:
    assert split_heading(text) == (heading, rest)


def test_each_locator_opens_an_excerpt() -> None:
    found = excerpts([("[page 5] First. [page 6] Second, he [the driver] said.", False)])
    assert [(e.locator.value, e.paragraphs) for e in found if e.locator] == [
        ("5", ("First.",)),
        ("6", ("Second, he [the driver] said.",)),
    ]


def test_a_locator_alone_waits_for_its_words() -> None:
    found = excerpts([("[page 560]", False), ("One.", False), ("Two.", False)])
    assert len(found) == 1
    assert found[0].paragraphs == ("One.", "Two.")


def test_a_number_in_mid_sentence_is_no_locator() -> None:
    found = excerpts([("As was said [45] before.", False)])
    assert found[0].locator is None


def test_ids_come_from_the_words_and_differ() -> None:
    one = excerpts([("HEAD ONE - Same.", False), ("HEAD ONE - Same.", False)])
    assert len({e.id for e in one}) == 2
    assert one == excerpts([("HEAD ONE - Same.", False), ("HEAD ONE - Same.", False)])
