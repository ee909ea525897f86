"""Locators are checked against where the words stand."""

import tracemalloc

import pytest

from curate.invented import page
from sourcebook.curate import Quote, Source, find, locators
from sourcebook.records import Finding, Locator, Text

WORDS = ("The gate was locked at dusk.", "Nobody had a key to it.", "The herd stood outside.")


def paged(labels: tuple[str, ...]) -> Source:
    text, pages = "", []
    for index, (label, words) in enumerate(zip(labels, WORDS, strict=True)):
        pages.append(page(index, label, len(text), len(text) + len(words)))
        text += words + "\n\n"
    return Source(Text(capture="", media_type="application/pdf", text=text, pages=tuple(pages)))


def said(kind: str, value: str, source: Source, words: str) -> list[Finding]:
    locator = Locator(kind=kind, value=value)
    return list(locators.check(locator, find(Quote([words]), source), subject="entry x"))


@pytest.mark.parametrize("value", ["108", "2", "107-108", "107-9", "pp. 107, 108", "p. 108"])
def test_a_page_may_be_named_as_printed_or_as_counted(value: str) -> None:
    assert said("page", value, paged(("107", "108", "109")), WORDS[1]) == []


def test_roman_page_numbers_are_read() -> None:
    assert said("page", "XII", paged(("xi", "xii", "xiii")), WORDS[1]) == []


def test_another_page_is_told_with_the_one_where_the_words_stand() -> None:
    (found,) = said("page", "107", paged(("107", "108", "109")), WORDS[1])
    assert found.rule == "quote-page"
    assert found.level == "warning"
    assert "page 108 (2 of 3)" in found.says


def test_where_no_page_is_printed_the_finding_is_only_a_hint() -> None:
    (found,) = said("page", "107", paged(("", "", "")), WORDS[1])
    assert found.level == "info"
    assert "page 2 of 3" in found.says


def test_a_web_page_has_no_pages_to_compare() -> None:
    source = Source(
        Text(capture="", media_type="text/html", text=WORDS[0], pages=(page(0, "", 0, 28),))
    )
    assert said("page", "3", source, WORDS[0]) == []


NUMBERED = "\n\n".join(f"{n}. Paragraph {n} notes the matter {n * 7}." for n in range(40, 50))


def test_a_paragraph_s_number_is_checked() -> None:
    source = Source(Text(capture="", text=NUMBERED))
    assert said("paragraph", "45", source, "Paragraph 45 notes the matter 315.") == []
    (found,) = said("paragraph", "44", source, "Paragraph 45 notes the matter 315.")
    assert "paragraph 45" in found.says


def test_a_text_without_numbered_paragraphs_says_nothing_of_them() -> None:
    assert said("paragraph", "45", paged(("1", "2", "3")), WORDS[1]) == []


def test_thousands_of_numbered_paragraphs_take_no_more_room_than_they_have() -> None:
    text = "\n\n".join(f"{n}. Paragraph {n} notes a matter." for n in range(1, 4001))
    source = Source(Text(capture="", text=text))
    tracemalloc.start()
    (found,) = said("paragraph", "3999", source, "Paragraph 4000 notes a matter.")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "paragraph 4000" in found.says
    assert peak < 30_000_000  # one list a number was 64 MB more


def test_no_locator_no_finding() -> None:
    assert (
        list(locators.check(None, find(Quote([WORDS[0]]), paged(("1", "2", "3"))), subject=""))
        == []
    )
