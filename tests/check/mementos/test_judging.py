"""Whether what an archive gives is a copy of what is quoted."""

from msgspec.structs import replace

from check.mementos.words import OTHER, QUOTE, entry, page
from sourcebook.check.mementos.judging import Judged, judge
from sourcebook.curate import Source
from sourcebook.read import read
from sourcebook.records import Entry, Excerpt, Sign


def judged(entry: Entry, data: bytes, *cues: Sign) -> Judged:
    return judge(entry, Source(read(data)), cues)


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
