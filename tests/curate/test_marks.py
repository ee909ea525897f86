"""Footnote marks are told from numbers; where they can't be, it is a number."""

import pytest

from sourcebook.curate.folding import fold
from sourcebook.curate.marks import marks, number_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They were sold.12 The rest fled.", ["12"]),
        ("They were sold.” The rest12 fled.", ["12"]),
        ("They were sold.[12] The rest fled [a].", ["[12]", "[a]"]),
        ("They were sold.¹² The rest fled³.", ["¹²", "³"]),
        ("They were sold. (1; 2; 3) The rest fled.(4-6) So it was.", ["(1; 2; 3)", "(4-6)"]),
        ("They were sold.12,13 The rest fled.", ["12,13"]),
        ("They were sold* in the market†.", ["*", "†"]),
        ("In camps,11 on farms,12 they were sold.13 The rest fled.", ["11", "12", "13"]),
    ],
)
def test_marks_are_found(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in marks(fold(text).cased)] == found


@pytest.mark.parametrize(
    "text",
    [
        "It rose. 12 women were freed.",
        "A girl (14) and a boy (15) fled.",
        "Children (14-17) work here.",
        "Article12 and No.5 and Art.7 hold.",
        "The year 2004 and the law of 1999.2000 of them came",
        "It measures 12 km² and 5 m³.",
        "Some 1,200 of 3.5 million were paid $300.",
        "The G20, H1N1 and CO2 are names.",
        "In the camps,300 children were found.",
        "The pay was good.The guards left.12 Women were freed.",
        "See [2004] and (2016).",
        "From May2009 on, aged15 or more.",
    ],
)
def test_numbers_are_no_marks(text: str) -> None:
    assert [text[start:end] for start, end in marks(fold(text).cased)] == []


def test_a_mark_says_its_number_however_it_is_set() -> None:
    assert {number_of(mark) for mark in ("[12]", "(12)", "¹²", "12")} == {"12"}
    assert number_of("(1; 2; 3)") == number_of("(1,2,3)") == "1,2,3"
