"""A word broken at a line's end is whole where the whole is a word that is looked for."""

import pytest

from sourcebook.understand.broken import is_whole


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("traf", "ficking"), ("traffick", "ed"), ("des", "tination"), ("vic", "tims"), ("exploita", "tion"),
        ("про", "исхождения"), ("тран", "зита"),
    ],
)  # fmt: skip
def test_parts_of_one_word_are_one(first: str, rest: str) -> None:
    assert is_whole(first, rest)


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("forced", "labour"), ("child", "labour"), ("year", "old"), ("victim", "centred"),
        ("anti", "trafficking"), ("exploitation", "free"), ("high", "risk"),
    ],
)  # fmt: skip
def test_two_words_with_a_hyphen_stay_two(first: str, rest: str) -> None:
    assert not is_whole(first, rest)
