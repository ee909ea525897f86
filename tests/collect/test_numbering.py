"""Ids within one file."""

from sourcebook.collect.identity import entry_id
from sourcebook.collect.numbering import Ids


def test_the_ids_are_those_counting_up_would_find() -> None:
    ids, taken = Ids(), set[str]()
    for title in ["The same title here", "The same title here 2", "The same title here"] * 3:
        counted = entry_id(title=title, taken=taken)
        taken.add(counted)
        assert ids.new(title=title) == counted


def test_ten_thousand_like_titles_are_numbered_at_once() -> None:
    ids = Ids()
    assert len({ids.new(title="Report") for _ in range(10_000)}) == 10_000
