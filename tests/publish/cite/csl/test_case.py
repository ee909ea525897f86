"""Text case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.publish.cite.csl import case
from sourcebook.publish.cite.csl.case import cased
from thoroughness import many


@pytest.mark.parametrize(
    ("text", "case", "expected"),
    [
        ("port city opens a shelter for workers", "title", "Port City Opens a Shelter for Workers"),
        ("the end of: an era", "title", "The End of: An Era"),
        ("what the ILO says of", "title", "What the ILO Says Of"),
        ("FORTY BEDS WERE OPENED", "title", "Forty Beds Were Opened"),
        ("UK", "title", "UK"),
        ("self-esteem and work", "title", "Self-Esteem and Work"),
        ("Women Sold by iron law", "sentence", "Women Sold by iron law"),
        ("FORTY BEDS", "sentence", "Forty beds"),
        ("éclair", "capitalize-first", "Éclair"),
        ("two words", "capitalize-all", "Two Words"),
        ("Қазақ", "uppercase", "ҚАЗАҚ"),
        ("WHO \ue012WHO\ue013", "lowercase", "who \ue012WHO\ue013"),
    ],
)
def test_each_case_does_what_csl_says(text: str, case: str, expected: str) -> None:
    assert cased(text, case, True) == expected


def test_titles_in_other_languages_keep_their_letters() -> None:
    assert cased("дети на полях", "title", False) == "дети на полях"


@settings(max_examples=many(200))
@given(
    st.lists(
        st.sampled_from(
            ["the", "of", "An", "ILO", "(or", "it's", "x-ray", "end:", "", "«да»", "McDonald", "a",
             "\ue012WHO\ue013", "A.", "no\u00a0way", "1999", "UP", "And,"]
        )
    )
)  # fmt: skip
def test_a_title_of_bare_words_is_cased_as_any_other(words: list[str]) -> None:
    text = " ".join(words)
    assert case._title(text) == case._joined_title(text)
