"""Passages: sentences long enough to be known again, verbatim, cut at semicolons."""

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.understand import Prepared
from sourcebook.understand.duplicates import passages_in
from sourcebook.understand.duplicates.passages import LONG, words_of

TEXT = (
    "The ferry took forty men to the island in June; nobody saw them again until the winter, when "
    "the harbour froze; so it goes. Too short. The mayor said nothing of it to the council or the press."
)


def test_sentences_are_cut_at_semicolons_and_short_ones_are_left_out() -> None:
    found = [one.text for one in passages_in(Prepared(TEXT), source="a")]
    assert found == [
        "The ferry took forty men to the island in June",
        "nobody saw them again until the winter, when the harbour froze",
        "The mayor said nothing of it to the council or the press.",
    ]


def test_a_passage_says_where_it_is_from() -> None:
    (one,) = passages_in(
        Prepared("The mayor said nothing of it to the council."),
        source="a",
        when="2006",
        about="KZ",
    )
    assert (one.source, one.when, one.about, one.start, one.end) == ("a", "2006", "KZ", 0, 44)


def test_a_text_without_full_stops_is_cut() -> None:
    found = passages_in(Prepared("word " * 1_000), source="a")
    assert [len(one.text.split()) for one in found] == [LONG, LONG, 200]


@given(st.text(alphabet="ab ;.\n", max_size=300))
def test_passages_are_verbatim_and_in_order(text: str) -> None:
    last = 0
    for one in passages_in(Prepared(text), source="a"):
        assert text[one.start : one.end] == one.text
        assert one.start >= last
        last = one.end


def test_words_are_compared_without_case_and_signs() -> None:
    assert words_of("“Don’t”, she SAID—twice.") == ["don't", "she", "said", "twice"]
