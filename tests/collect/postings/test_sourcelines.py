"""Lines broken where a page's source was wrapped are joined; other pages keep their lines."""

import html
import re

import pytest

from collect.postings.forms import FORMS
from collect.postings.scoring import Score, score
from collect.postings.variety import Page, expected, pages
from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read
from sourcebook.collect.postings.lines import plain_lines
from sourcebook.collect.postings.sourcelines import rejoined

COUNTRY_PAGES = [page for page in pages(12, 1) if page.page["subject"]["kind"] == "country"]


def stripped(page: Page, between: str) -> str:
    """A word processor's page as an extractor gives it that keeps the source's line ends."""
    source = FORMS["word"](page)[0].decode("cp1252")
    body = source[source.index("<body") :]
    parts = [
        html.unescape(re.sub(r"<[^>]*>", "", part)).strip()
        for part in re.findall(r"<p\b.*?</p>", body, re.S)
    ]
    return between.join(part for part in parts if part)


@pytest.mark.parametrize(("between", "least"), [("\n\n", 0.99), ("\n", 0.97), (" ", 0.965)])
def test_text_with_the_line_ends_of_its_source_is_read(between: str, least: float) -> None:
    total = Score()
    for page in COUNTRY_PAGES:
        count = len(page.rows)
        runs = [0] * count if between == " " else list(range(count))
        found = contract(read(stripped(page, between).encode(), name=page.path))
        for line in found["page"]["helplines"]:
            del line["number"]
        total += score(expected(page, runs=runs), found)
    assert total.f1 >= least, (total.missing[:10], total.surplus[:10])


def test_an_access_note_over_two_lines_is_one() -> None:
    text = "\n".join(
        ["Two Boats", "Coast Herald, 9 June", "2010", "www.herald.example/a", "[accessed 3", "May 2011]",
         "Nobody counted", "the boats.", "", "Three Boats", "www.herald.example/b", "[accessed 4", "May 2011]"]
    )  # fmt: skip
    joined = [line.text for line in rejoined(plain_lines(text))]
    assert "[accessed 3 May 2011]" in joined
    assert "[accessed 4 May 2011]" in joined


def test_joined_lines_tell_where_they_stood() -> None:
    text = "A\n[accessed 3\nMay 2011]\nB\n[accessed 4\nMay 2011]"
    notes = [line for line in rejoined(plain_lines(text)) if "access" in line.text]
    assert [(line.number, line.last) for line in notes] == [(2, 3), (5, 6)]


@pytest.mark.parametrize("form", ["plain", "dense", "heads", "random 5"])
def test_pages_with_lines_of_their_own_keep_them(form: str) -> None:
    for page in pages(12, 1):
        lines = plain_lines(FORMS[form](page)[0].decode())
        assert rejoined(lines) == lines
