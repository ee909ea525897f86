"""Three-way merging takes each side's change, loses neither, and says where both changed."""

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.collect import threeway

KEYS = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=6)


def test_a_value_only_one_side_changed_is_taken() -> None:
    assert threeway.value("a", "a", "b") == ("b", False)
    assert threeway.value("a", "b", "a") == ("b", False)
    assert threeway.value("a", "b", "b") == ("b", False)
    assert threeway.value("a", "b", "c") == ("b", True)


def test_an_added_item_stands_after_the_one_before_it() -> None:
    assert threeway.order("abc", "cab", "abxc") == list("cabx")
    assert threeway.order("", "xa", "ba") == list("xba")
    assert threeway.order("", "a", "b") == list("ab")


@given(base=KEYS, current=KEYS)
def test_a_file_that_did_not_change_changes_nothing(base: list[str], current: list[str]) -> None:
    assert threeway.order(base, current, base) == current


@given(base=KEYS, draft=KEYS)
def test_a_list_nobody_touched_becomes_the_files(base: list[str], draft: list[str]) -> None:
    assert threeway.order(base, base, draft) == draft


@given(base=KEYS, current=KEYS, draft=KEYS)
def test_what_either_side_added_stays_and_what_either_removed_goes(
    base: list[str], current: list[str], draft: list[str]
) -> None:
    kept = threeway.order(base, current, draft)
    was, now, new = set(base), set(current), set(draft)
    assert len(kept) == len(set(kept))
    assert set(kept) == (now & new) | (now - was) | (new - was)


@given(base=KEYS, current=KEYS, draft=KEYS)
def test_without_removing_nothing_the_library_holds_goes(
    base: list[str], current: list[str], draft: list[str]
) -> None:
    kept = threeway.order(base, current, draft, removing=False)
    assert set(current) <= set(kept)


@given(base=KEYS, current=KEYS, draft=KEYS)
def test_merging_the_same_draft_again_changes_nothing(
    base: list[str], current: list[str], draft: list[str]
) -> None:
    once = threeway.order(base, current, draft)
    assert threeway.order(draft, once, draft) == once


def test_repeated_items_stay_apart() -> None:
    assert threeway.items((), (), ("a", "a"), str) == ("a", "a")
    assert threeway.items(("a", "a"), ("a", "a"), ("a",), str) == ("a",)


def test_a_mapping_is_merged_key_by_key() -> None:
    assert threeway.mapping(
        {"doi": "1", "isbn": "2"}, {"doi": "1", "isbn": "mine"}, {"isbn": "3", "issn": "4"}
    ) == ({"isbn": "mine", "issn": "4"}, ["isbn"])
