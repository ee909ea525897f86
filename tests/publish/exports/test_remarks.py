"""Texts on one line, told by one look at many."""

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.publish.exports.remarks import all_plain, line

texts = st.lists(st.text(st.sampled_from("ab é“| \t\n\r\u00a0\u2028\x1f"), max_size=6), max_size=5)


@given(texts)
def test_texts_that_pass_together_are_lines_already(some: list[str]) -> None:
    if all_plain(some):
        assert list(map(line, some)) == some


def test_most_fields_pass() -> None:
    assert all_plain(["Coast Daily", "“один”", "", "a|b", "2005/11/17/"])


def test_one_blank_too_many_is_seen_wherever_it_stands() -> None:
    for odd in (" a", "a ", "a  b", "a\tb", "a\nb", "a\u00a0b"):
        for some in ([odd], ["x", odd], [odd, "x"], ["x", odd, "x"]):
            assert not all_plain(some), some
