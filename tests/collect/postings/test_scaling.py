"""Hostile and huge pages take time in proportion to their size and never crash."""

import time

import pytest

from sourcebook.collect.postings import read

HOSTILE = [
    "<div>", "<b>", "<a href='", "<!--", "<script>", "<table><tr><td>", "&nbsp;", "<p>x", "[", "*",
    "[accessed ", "(a [page ", "*** a ", "www.x.example/a ", "Word. ", "A LINE\n", "Note:: ",
    "[accessed 2009] ", "Click [here] to connect ", "this article had been archived ", "www.", "A, ",
    "CAUTION: a HOW TO USE THIS WEB-PAGE ", "Description: ", " # a", "A - ", "\u00a0", "1/", "HEAD A b. ",
    "Title Here\nNews, 2 May 2005\nx.example/1\n[accessed 2009]\nText.\n",
]  # fmt: skip


def seconds(unit: str, times: int) -> float:
    data = ("<html><p>start " if unit[0] in "<&" else "start ").encode() + (unit * times).encode()
    start = time.process_time()
    read(data, name="x")
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
def test_eight_times_the_page_takes_no_more_than_thirty_times_the_time(unit: str) -> None:
    small = max(seconds(unit, 500), 0.01)
    assert seconds(unit, 4000) < small * 30


@pytest.mark.slow
def test_a_million_nested_tags_keep_the_words_inside() -> None:
    page = b"<div>" * 1_000_000 + b"the words inside" + b"</div>" * 1_000_000
    draft = read(page, name="bomb.htm")
    assert draft.findings or draft.entries


@pytest.mark.slow
def test_a_page_of_a_hundred_megabytes_is_read() -> None:
    posting = (
        "Title Number {}\n\nHerald, 2 May 2005\n\nx.example/{}\n\n[accessed 2009]\n\n"
        + "Words of the report. " * 400
    )
    text = "*** ARCHIVES ***\n\n" + "\n\n".join(posting.format(n, n) for n in range(12_000))
    draft = read(text.encode(), name="big.txt")
    assert len(draft.entries) == 12_000
