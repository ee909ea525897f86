"""Standings of excerpts: what is compared, what stays unchecked and why, what is kept."""

import pytest
from msgspec.structs import replace

from sourcebook.check.quotes import Checked, borne_out, check, fresh, summary, with_standings
from sourcebook.check.records import of_entry
from sourcebook.curate import Source
from sourcebook.records import (
    Anchor,
    Capture,
    Entry,
    Excerpt,
    ExcerptStanding,
    Finding,
    Locator,
    Text,
    TextPage,
)

WORDS = "Forty beds were opened near the harbour, and nobody was turned away."
TEXT = f"The city reports on its year.\n\n{WORDS}\n\nA second house is planned for the spring."
CAPTURE = Capture(id="new", digest="a" * 64, at="2026-02-01T00:00:00Z")
OLDER = Capture(id="old", digest="b" * 64, at="2025-02-01T00:00:00Z")


def source(text: str = TEXT) -> Source:
    pages = (
        TextPage(index=0, label="106", start=0, end=30),
        TextPage(index=1, label="107", start=30, end=len(text)),
    )
    return Source(Text(capture="a" * 64, media_type="application/pdf", text=text, pages=pages))


def excerpt(words: str = WORDS, **more: object) -> Excerpt:
    return Excerpt(id="x", paragraphs=(words,), **more)  # type: ignore[arg-type]


def entry(*excerpts: Excerpt) -> Entry:
    return Entry(id="e", title="T", excerpts=excerpts)


def checked(one: Excerpt, *read: tuple[Capture, Source | Finding]) -> Checked:
    return check(entry(one), one, read)


def test_a_quote_that_stands_in_the_capture_is_verified_and_anchored() -> None:
    found = checked(excerpt(), (CAPTURE, source()))
    assert (found.standing, found.capture) == ("verified", "new")
    assert found.anchor is not None
    assert found.anchor.exact == WORDS.removesuffix(".")
    assert found.anchor.page == "107"
    assert found.anchor.capture == "a" * 64
    assert found.findings == ()


def test_a_quote_that_differs_is_a_warning_with_the_difference() -> None:
    found = checked(excerpt(WORDS.replace("Forty", "Fifty")), (CAPTURE, source()))
    assert found.standing == "differs"
    (warning,) = found.findings
    assert (warning.rule, warning.level) == ("quote-differs", "warning")
    assert "[-Forty-]{+Fifty+} beds" in warning.says


def test_a_quote_of_which_nothing_is_there_is_absent() -> None:
    found = checked(
        excerpt("The orchestra played three waltzes under the bridge."), (CAPTURE, source())
    )
    assert found.standing == "absent"
    assert found.anchor is None
    assert found.findings[0].rule == "quote-absent"


def test_a_wrong_page_is_told_with_the_right_one() -> None:
    at = Locator(kind="page", value="110", as_written="[page 110]")
    found = checked(excerpt(locator=at), (CAPTURE, source()))
    assert found.standing == "verified"
    assert [one.rule for one in found.findings] == ["quote-page"]
    assert "page 107" in found.findings[0].says


def test_the_best_standing_of_several_captures_counts() -> None:
    other = source("Something else stands here today, and it says nothing of the kind at all.")
    found = checked(excerpt(), (CAPTURE, other), (OLDER, source()))
    assert (found.standing, found.capture) == ("verified", "old")


@pytest.mark.parametrize(
    ("one", "read", "why"),
    [
        (excerpt(voice="paraphrase"), [(CAPTURE, source())], "paraphrase"),
        (Excerpt(id="x"), [(CAPTURE, source())], "no words"),
        (excerpt(), [], "no capture yet"),
        (excerpt(), [(CAPTURE, source(""))], "no words to compare"),
    ],
)
def test_what_can_t_be_compared_stays_unchecked_and_says_why(
    one: Excerpt, read: list[tuple[Capture, Source]], why: str
) -> None:
    found = checked(one, *read)
    assert found.standing == "unchecked"
    assert why in found.why


def test_a_damaged_capture_is_an_error_and_leaves_what_was_found_before() -> None:
    fault = Finding(
        rule="capture-unread", subject="capture new", level="error", says="is cut short"
    )
    was = excerpt(standing="verified", anchor=Anchor(exact=WORDS))
    found = checked(was, (CAPTURE, fault))
    assert found.findings == (fault,)
    assert with_standings(entry(was), [found]) == entry(was)


def test_a_heading_alone_is_what_is_quoted() -> None:
    one = Excerpt(id="x", heading="THE CITY REPORTS ON ITS YEAR")
    assert checked(one, (CAPTURE, source())).standing == "verified"


def test_standings_are_kept_in_the_entry() -> None:
    found = checked(excerpt(), (CAPTURE, source()))
    (kept,) = with_standings(entry(excerpt()), [found]).excerpts
    assert (kept.standing, kept.anchor) == ("verified", found.anchor)
    assert kept.paragraphs == (WORDS,)


def test_an_excerpt_whose_words_change_is_unchecked_again() -> None:
    was = entry(excerpt(standing="verified", anchor=Anchor(exact=WORDS)))
    edited = replace(was, excerpts=(replace(was.excerpts[0], paragraphs=("Other words.",)),))
    (after,) = fresh(was, edited).excerpts
    assert (after.standing, after.anchor) == ("unchecked", None)


def test_an_excerpt_whose_words_stay_keeps_its_standing() -> None:
    was = entry(excerpt(standing="verified", anchor=Anchor(exact=WORDS)))
    edited = replace(was, title="Another", excerpts=(replace(was.excerpts[0], aspects=("a",)),))
    assert fresh(was, edited) == edited


def test_a_standing_nobody_checked_is_not_taken_over_with_a_new_excerpt() -> None:
    claimed = entry(excerpt(standing="verified", anchor=Anchor(exact=WORDS)))
    (after,) = fresh(entry(), claimed).excerpts
    assert after.standing == "unchecked"


def test_the_summary_counts_each_standing_in_words() -> None:
    standings: tuple[ExcerptStanding, ...] = (
        "verified", "differs", "verified", "absent", "differs",
    )  # fmt: skip
    some = [Checked(entry="e", excerpt=str(n), standing=one) for n, one in enumerate(standings)]
    assert summary(some) == "2 verified, 2 differ, 1 absent"
    assert summary(some[:2]) == "1 verified, 1 differs"


def test_a_standing_is_borne_out_by_its_own_anchor() -> None:
    found = checked(excerpt(), (CAPTURE, source()))
    (kept,) = with_standings(entry(excerpt()), [found]).excerpts
    assert borne_out(kept)
    assert not borne_out(replace(kept, paragraphs=(WORDS.replace("Forty", "Fifty"),)))
    assert not borne_out(replace(kept, anchor=None))


def test_checking_records_tells_standings_that_are_doubtful() -> None:
    some = {
        "a": excerpt(standing="differs"),
        "b": excerpt(standing="absent"),
        "c": excerpt(standing="verified", anchor=Anchor(exact="Something else stands there.")),
        "d": excerpt(standing="verified", anchor=Anchor(exact=WORDS)),
    }
    found = of_entry(entry(*(replace(one, id=id) for id, one in some.items())), series={}, codes=())
    rules = {(f.subject[-1], f.rule, f.level) for f in found if f.rule.startswith("quote-")}
    assert rules == {
        ("a", "quote-differs", "warning"),
        ("b", "quote-absent", "warning"),
        ("c", "quote-stale", "error"),
    }
