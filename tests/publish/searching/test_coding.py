"""Numbers in few letters, and lists of rising numbers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.publish.searching.coding import (
    LARGEST,
    LETTERS,
    listed,
    number,
    numbers,
    read,
    relisted,
    unlisted,
)

ROWS = st.dictionaries(st.integers(0, 40_000), st.integers(0, 7), max_size=60)


@settings(max_examples=30)
@given(st.lists(st.integers(0, LARGEST)))
def test_numbers_come_back_as_they_went(values: list[int]) -> None:
    assert read(numbers(values)) == values


def test_borders_between_lengths_come_back() -> None:
    values = [0, 70, 71, 1617, 1618, 18_179, 18_180, LARGEST]
    assert [len(number(value)) for value in values] == [1, 1, 2, 2, 3, 3, 5, 5]
    assert read(numbers(values)) == values


def test_letters_need_no_escape_in_a_script() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 91
    assert LETTERS.isascii()
    assert not set('"\\< ') & set(LETTERS)


@settings(max_examples=30)
@given(ROWS)
def test_a_list_comes_back_as_it_went(rows: dict[int, int]) -> None:
    assert unlisted(listed(sorted(rows.items()), 8), 8) == sorted(rows.items())


@settings(max_examples=30)
@given(ROWS, st.integers(0, 40_000), st.none() | st.integers(0, 7))
def test_one_row_changed_gives_what_a_new_list_gives(
    rows: dict[int, int], place: int, small: int | None
) -> None:
    written, at, there = relisted(listed(sorted(rows.items()), 8), 8, place, small)
    assert there == (place in rows)
    assert at == sum(other < place for other in rows)
    after = {other: kept for other, kept in rows.items() if other != place}
    if small is not None:
        after[place] = small
    assert written == listed(sorted(after.items()), 8)
