"""Whether what an archive gives is a copy of what is quoted."""

import pytest
from msgspec.structs import replace

from check.mementos.words import FILLER, OTHER, QUOTE, URL, entry, page
from sourcebook.check.mementos.judging import Judged, judge, quotes_of
from sourcebook.check.mementos.seeming import cues
from sourcebook.curate import Source
from sourcebook.read import read
from sourcebook.records import Entry, Excerpt, Sign


def judged(entry: Entry, data: bytes, *more: Sign) -> Judged:
    titles = () if quotes_of(entry) else (entry.title,)
    kind = "text/html" if data.startswith(b"<") else "text/plain"
    return judge(entry, Source(read(data)), (*cues(data, kind, URL, URL, titles), *more))


@pytest.mark.slow
def test_a_page_on_which_every_excerpt_stands_is_a_copy() -> None:
    found = judged(entry(QUOTE, OTHER), page(QUOTE, OTHER))
    assert (found.verdict, found.why) == ("stands", "all 2 excerpts stand there")
    assert [sign.kind for sign in found.signs] == ["excerpt", "excerpt"]


def test_a_page_on_which_some_do_is_partly_one() -> None:
    found = judged(entry(QUOTE, OTHER), page(QUOTE))
    assert found.verdict == "partly"
    assert "1 of 2 excerpts" in found.why
    assert 0.4 < found.share < 1


def test_a_word_that_differs_is_told() -> None:
    found = judged(entry(QUOTE), page(QUOTE.replace("forty", "fourteen")))
    assert found.verdict == "partly"
    assert "fourteen" in found.why


def test_a_page_with_the_title_but_without_the_words_is_wrong() -> None:
    found = judged(
        entry(QUOTE), page("We have moved. Please look for our stories elsewhere today.")
    )
    assert (found.verdict, found.why) == ("wrong", "the excerpt doesn't stand there")


def test_where_nothing_is_quoted_the_title_must_stand_there() -> None:
    assert judged(entry(), page()).verdict == "stands"
    assert judged(entry(), page(title="Page not found")).verdict == "wrong"


def test_a_note_that_the_page_moved_names_its_title_and_is_no_copy() -> None:
    note = b"<html><title>Coast News</title><h1>Coast News</h1><p>We have a new website. \xe2\x80\x9cBread and "
    note += b"passports in a port town\xe2\x80\x9d has moved to <a href=/new>its new place</a>.</p></html>"
    assert judged(entry(), note).verdict == "wrong"
    bare = f"<html><title>{entry().title}</title><h1>{entry().title}</h1><p>See our new site.</p>"
    assert judged(entry(), bare.encode()).verdict == "wrong"


def test_a_page_of_search_results_that_repeats_the_address_is_not_taken_for_one() -> None:
    found = page(FILLER * 3, title="Search: 2008 12 bread and passports in a port town.shtml")
    assert judged(entry(), found).verdict != "stands"


def test_the_title_at_the_head_of_another_file_counts() -> None:
    text = f"{entry().title}\n\n{FILLER * 8}"
    assert judged(entry(), text.encode()).verdict == "stands"
    late = f"{FILLER * 60}\n\nSee also: {entry().title}"
    assert judged(entry(), late.encode()).verdict == "wrong"


def test_a_short_title_proves_little() -> None:
    short = replace(entry(), title="Kazakhstan")
    assert judged(short, page(title="Kazakhstan")).verdict == "partly"


def test_a_paraphrase_is_not_looked_for() -> None:
    told = Excerpt(id="p", paragraphs=("It is about bread.",), voice="paraphrase")
    assert judged(replace(entry(), excerpts=(told,)), page()).verdict == "stands"


def test_what_looks_like_an_error_is_none_unless_every_excerpt_stands_there() -> None:
    parked = Sign(kind="parked", says="Buy this domain")
    assert judged(entry(), page(), parked).why == "is a parked domain (Buy this domain)"
    assert judged(entry(QUOTE, OTHER), page(QUOTE), parked).verdict == "wrong"
    kept = judged(entry(QUOTE), page(QUOTE), parked)
    assert kept.verdict == "stands"
    assert parked in kept.signs


def test_a_page_without_words_is_wrong() -> None:
    assert (
        judged(entry(), b"<html><title>Bread and passports in a port town</title></html>").verdict
        == "wrong"
    )
    assert judged(entry(QUOTE), b"").verdict == "wrong"
