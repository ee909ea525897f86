"""Changes: word for word, and both wordings can be had back from them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.understand.duplicates import Change, changes


def marks(some: tuple[Change, ...]) -> str:
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(signs[one.op].format(one.text) for one in some)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("Forty men came.", "Forty men came.", "Forty men came."),
        ("Forty men came.", "Forty-five men came.", "Forty{+-five+} men came."),
        ("Men came in June.", "Men came in July.", "Men came in[- June-]{+ July+}."),
        ("", "New.", "{+New.+}"),
        ("Gone.", "", "[-Gone.-]"),
        ("THE Town", "the town", "the town"),
    ],
)
def test_what_went_and_what_came_is_marked(earlier: str, later: str, expected: str) -> None:
    assert marks(changes(earlier, later)) == expected


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d,", "e."]), max_size=12).map(" ".join)


@settings(max_examples=50)
@given(WORDS, WORDS)
def test_both_wordings_can_be_had_back(earlier: str, later: str) -> None:
    told = changes(earlier, later)
    old = "".join(one.text for one in told if one.op != "insert")
    new = "".join(one.text for one in told if one.op != "delete")
    assert old.split() == earlier.split()
    assert new.split() == later.split()


@settings(max_examples=20)
@given(WORDS)
def test_the_same_words_have_not_changed(text: str) -> None:
    assert all(one.op == "equal" for one in changes(text, text))
