"""Names in a text: whole words, the longest where several overlap, in time with the text's length."""

import time

import pytest

from sourcebook.understand.places.matching import hits
from sourcebook.understand.prepared import Prepared


def stems(text: str) -> list[str]:
    return [hit.stem for hit in hits(text, Prepared(text).folded)]


def test_the_longest_name_is_taken() -> None:
    assert stems("Papua New Guinea and Guinea-Bissau") == ["papua new guinea", "guinea-bissau"]


def test_a_longer_name_that_ends_in_a_word_gives_way_to_a_shorter() -> None:
    assert stems("the United States of Americana") == ["united states"]


def test_names_inside_words_are_no_names() -> None:
    assert stems("a Roman woman, Germanic, Indiana, Chinatown, Malinese") == ["indiana"]


def test_words_that_ran_together_are_parted_at_the_capital() -> None:
    assert stems("UkraineTier 3, Kenya2 and 2019Kenya") == ["ukraine", "kenya", "kenya"]


def test_abbreviations_count_in_capitals_only() -> None:
    assert stems("The US told us; AT&US; the UAE, uae") == ["US", "UAE"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Kenya ",
        "x",
        "\u200b",
        "- \n",
        "  \n",
        "US ",
        "c\u0441",
        "\u0301",
        "the Gulf of ",
        "South and ",
        "Казахстан, ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        ready = Prepared(unit * (length // len(unit)))
        started = time.process_time()
        assert ready.places is not None
        return time.process_time() - started

    short, long = seconds(250_000), seconds(2_000_000)
    assert long < 20 * short + 0.2
