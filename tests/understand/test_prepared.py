"""A text made ready: its folded twin and its sentences."""

import time

import pytest

from sourcebook.understand.prepared import Prepared


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in Prepared(text).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain words.",
        "Қазақстан – «ел»\u00a0… İstanbul’s ‑ ß",
        "\u2028a\tb\r\nc\x0b\u200bd",
        "ŉ İİ `x´",
    ],
)
def test_the_folded_twin_has_a_character_for_every_character(text: str) -> None:
    assert len(Prepared(text).folded) == len(text)


def test_folding_makes_quotes_hyphens_and_spaces_alike() -> None:
    assert Prepared("“It’s”\u00a0A\tnon‑smoker—yes").folded == '"it\'s" a non-smoker-yes'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One ends here. Two begins.", ["One ends here.", "Two begins."]),
        ("Where? There! Then…  More.", ["Where?", "There!", "Then…", "More."]),
        ("He met Dr. Smith of St. Lucia in the U.S. Navy.", ["He met Dr. Smith of St. Lucia in the U.S. Navy."]),
        ("He paid 3.5 million. 40 were freed.", ["He paid 3.5 million.", "40 were freed."]),
        ("It was said.(12, 14) Others deny it.", ["It was said.(12, 14)", "Others deny it."]),
        ("“It ended.” She left.", ["“It ended.”", "She left."]),
        ("First\n\nSecond", ["First", "Second"]),
        ("Found:\n• one\n• two", ["Found:", "• one", "• two"]),
        ("Около 5 тыс. Человек было. Всё.", ["Около 5 тыс. Человек было.", "Всё."]),
        ("Ол кетті. Әйел қалды.", ["Ол кетті.", "Әйел қалды."]),
        ("broken over\nlines goes on", ["broken over\nlines goes on"]),
        ("   ", []),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_sees_its_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("text", [".", ". ", ".)", "\n ", "(1, ", "?!"])
def test_lines_of_marks_take_little_time(text: str) -> None:
    begun = time.process_time()
    _ = Prepared(text * 50_000).sentences
    assert time.process_time() - begun < 5
