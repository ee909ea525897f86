"""Searching archives for a copy that holds the words: gaps, wrong captures, redirects, silence."""

from collections.abc import Sequence
from datetime import UTC, datetime

from check.mementos.words import QUOTE, URL, entry, page
from collect.web.archive import Archive, Copy, archiving
from collect.web.server import ok
from sourcebook.check.mementos import Outcome, Search, apply_memento
from sourcebook.check.mementos.choosing import memento_key
from sourcebook.check.mementos.seeming import cues as by_look
from sourcebook.collect.web.archives import Archives
from sourcebook.collect.web.exchanging import Limits
from sourcebook.collect.web.visiting import Visitor
from sourcebook.curate import Source
from sourcebook.read import read
from sourcebook.records import Entry, Memento

NOW = datetime(2026, 11, 26, tzinfo=UTC)
LIMITS = Limits(patience=5.0, silence=2.0, loopback=True)
GOOD, BAD = page(QUOTE), page("This story is no longer here, but there are many others to read.")


def search(
    archive: Archive,
    one: Entry | None = None,
    *kinds: str,
    declined: Sequence[str] = (),
    cues: object = by_look,
) -> Outcome:
    made = Search(
        Archives(archive.sources(*kinds), Visitor(limits=LIMITS, delay=0.0), sleep=lambda _: None),
        lambda data, url: Source(read(data, url=url)),
        now=NOW,
        cues=cues,  # type: ignore[arg-type]
    )
    one = one or entry(QUOTE)
    outcome, fetched = made.one(one, one.addresses[0], declined=frozenset(declined))
    if fetched is not None:
        fetched.visit.close()
    return outcome


def test_a_copy_of_the_very_day_is_taken_at_once() -> None:
    with archiving(
        [Copy(URL, "20081201103005", GOOD), Copy(URL, "20120101000000", GOOD)]
    ) as archive:
        outcome = search(archive)
        assert outcome.chosen is not None
        assert outcome.chosen.url == archive.memento(archive.copies[0])
        assert outcome.why == "the excerpt stands there; taken on the day it was read"
        assert archive.asked("/timemap/") + archive.asked("/cdx") == []


def test_the_nearest_in_which_the_words_stand_is_chosen() -> None:
    copies = [
        Copy(URL, "20060101000000", GOOD),
        Copy(URL, "20081120000000", BAD),
        Copy(URL, "20081205000000", BAD),
        Copy(URL, "20090301000000", GOOD),
    ]
    with archiving(copies) as archive:
        outcome = search(archive)
    assert outcome.chosen is not None
    assert outcome.chosen.taken == "2009-03-01T00:00:00+00:00"
    assert outcome.why.endswith("taken 89 days after it was read; 2 nearer were no copy")
    assert [tried.verdict for tried in outcome.tried] == ["wrong", "wrong", "stands"]
    assert outcome.suggestion is not None
    assert outcome.suggestion.exact
    assert outcome.suggestion.how == "timemap"


def test_a_stretch_of_wrong_copies_is_passed_over_by_what_the_index_says() -> None:
    wrong = [Copy(URL, f"2009{m:02}{d:02}000000", BAD) for m in range(1, 13) for d in (1, 11, 21)]
    errors = [Copy(URL, f"2008{m:02}01000000", BAD, status=404) for m in range(1, 13)]
    with archiving([*errors, *wrong, Copy(URL, "20050505000000", GOOD)]) as archive:
        outcome = search(archive)
        fetched = [path for path in archive.asked("/web/") if "id_/" in path]
    assert outcome.chosen is not None
    assert outcome.chosen.taken.startswith("2005-05-05")
    assert len(fetched) <= 11


def test_where_no_copy_holds_the_words_none_is_chosen() -> None:
    with archiving([Copy(URL, f"{year}0101000000", BAD) for year in range(2004, 2016)]) as archive:
        outcome = search(archive)
    assert outcome.chosen is None
    assert outcome.suggestion is None
    assert "of 12 listed" in outcome.why
    assert "is a copy" in outcome.why


def test_a_copy_that_holds_some_of_the_words_is_proposed_but_not_called_exact() -> None:
    near = page(QUOTE.replace("forty", "fourteen"))
    with archiving(
        [Copy(URL, "20081202000000", BAD), Copy(URL, "20090101000000", near)]
    ) as archive:
        outcome = search(archive)
    assert outcome.chosen is not None
    assert outcome.chosen.verdict == "partly"
    assert outcome.suggestion is not None
    assert not outcome.suggestion.exact


def test_where_nothing_is_quoted_a_front_page_is_no_copy() -> None:
    copies = [
        Copy(URL, "20081201000000", to="http://news.example/"),
        Copy("http://news.example/", "20081201000000", page()),
        Copy(URL, "20100101000000", page()),
    ]
    with archiving(copies) as archive:
        outcome = search(archive, entry())
    assert outcome.chosen is not None
    assert outcome.chosen.taken.startswith("2010")
    assert outcome.tried[0].why.startswith("is the site's front page")


def test_what_only_looks_like_the_page_is_no_copy() -> None:
    sorry = (
        b"<html><head><title>Page not found</title></head><body><h1>404 Page not found</h1>"
        b"<p>The page you asked for, Bread and passports in a port town, could not be found.</p>"
        b"</body></html>"
    )
    with archiving(
        [Copy(URL, "20081201000000", sorry), Copy(URL, "20101201000000", page())]
    ) as archive:
        outcome = search(archive, entry())
    assert outcome.chosen is not None
    assert outcome.chosen.taken.startswith("2010")
    assert outcome.tried[0].why.startswith("says that the page isn't there (")


def test_a_redirect_of_the_archive_to_the_nearest_is_told_as_it_is() -> None:
    there = Copy(URL, "20090101000000", GOOD)
    with archiving([there], wrong_gate=f"/web/20081201000000/{URL}") as archive:
        outcome = search(archive, None, "timegate")
        assert outcome.chosen is not None
        assert outcome.chosen.url == archive.memento(there)
        assert outcome.chosen.taken == "2009-01-01T00:00:00+00:00"


def test_a_gap_in_one_way_is_filled_by_another() -> None:
    with archiving([Copy(URL, "20090101000000", GOOD)]) as archive:
        archive.closed = {
            "/timemap/": ok(b"", status="500 Oh"),
            "/web/http": ok(b"", status="502 Bad Gateway"),
        }
        outcome = search(archive)
        assert outcome.chosen is not None
        assert outcome.chosen.how == "cdx"
        assert len(outcome.silent) == 2


def test_the_availability_answer_is_the_last_way() -> None:
    with archiving([Copy(URL, "20090101000000", GOOD)]) as archive:
        archive.closed = {
            "/timemap/": ok(b"", status="500 Oh"),
            "/web/http": ok(b"", status="403 No"),
            "/cdx": ok(b"nonsense"),
        }
        outcome = search(archive)
        assert outcome.chosen is not None
        assert outcome.chosen.how == "availability"


def test_an_archive_that_is_silent_is_told_from_one_that_has_none() -> None:
    with archiving([]) as archive:
        assert search(archive).why == "no archive has a memento"
        archive.closed["/"] = ok(b"", status="500 Oh")
        assert search(archive).why == "no archive answered"


def test_what_a_person_declined_is_not_proposed_again() -> None:
    copies = [Copy(URL, "20081201000000", GOOD), Copy(URL, "20120101000000", GOOD)]
    with archiving(copies) as archive:
        outcome = search(archive, declined=[memento_key(archive.memento(copies[0]))])
    assert outcome.chosen is not None
    assert outcome.chosen.taken.startswith("2012")


def test_an_accepted_memento_stands_with_its_address() -> None:
    with archiving([Copy(URL, "20090101000000", GOOD)]) as archive:
        outcome = search(archive)
    assert outcome.suggestion is not None
    one = entry(QUOTE, url=f"{URL}#2")
    after = apply_memento(one, outcome.suggestion)
    memento = after.addresses[0].mementos[0]
    assert isinstance(memento, Memento)
    assert memento.url == outcome.suggestion.target
    assert memento.at is not None
    assert (memento.at.edtf, memento.at.as_written) == ("2009-01-01", "2009-01-01T00:00:00+00:00")
    assert apply_memento(after, outcome.suggestion) == after
    elsewhere = entry(QUOTE, url="http://news.example/other")
    assert apply_memento(elsewhere, outcome.suggestion) == elsewhere
