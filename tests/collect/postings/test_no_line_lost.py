"""Whatever happens to a page, every line that holds words is in a field or named by a finding."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collect.postings.pagemaker import FORMS, described
from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read
from thoroughness import many

PAGES = described()
# What marks a line's role and is not repeated in the field it fills.
_MARKS = {"accessed", "country", "code", "description", "codes"}


def words(text: str) -> set[str]:
    return {
        word
        for word in re.findall(r"\w+", text.replace("\ufeff", ""))
        if word.lower() not in _MARKS
    }


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return []


def lost_lines(text: str) -> list[tuple[int, str]]:
    """The lines whose words are in no field and whose numbers are in no finding."""
    found = contract(read(text.encode("utf-8"), name="page.txt"))
    told: set[int] = set()
    for finding in found["findings"]:
        span = re.match(r"lines? (\d+)(?:-(\d+))?$", finding["subject"])
        if span:
            told.update(range(int(span[1]), int(span[2] or span[1]) + 1))
    placed = words(" ".join(strings([found["page"], found["entries"]])))
    return [
        (number, line)
        for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1)
        if words(line) and number not in told and not words(line) <= placed
    ]


@pytest.mark.parametrize("form", [form for form in FORMS if not form.startswith("html")])
def test_no_line_of_the_described_pages_is_lost(form: str) -> None:
    for page in PAGES:
        assert lost_lines(FORMS[form](page).decode()) == [], page.path


def test_a_slip_in_an_address_ends_no_reading() -> None:
    text = "http://gvnet.example/humantrafficking/[Freedonia.htm\n\nFREEDONIA\n\nCAUTION: read with care.\n"
    assert lost_lines(text) == []


LINES = sorted(
    {line for page in PAGES for line in FORMS["dense"](page).decode().split("\r\n") if line}
)
JUNK = ["", "\u00a0", "***", "*** ***", "[", "]", "[accessed]", "# #", "Note::", "Description: Description: x",
        "www.", "http://", "HELP for Victims", "Students", "Teachers", "CAUTION:", "CAUTION: all is well.",
        "HOW TO USE THIS WEB-PAGE", "[page 3]", "MALAWI", "12", "Cite this webpage as:", "javascript:alert(1)",
        "data:text/html,<b>x</b>", "fair use exception of 17 USC and so on", "Country code: 7-",
        "In the early years of the 21st Century", "Published reports & articles from 2000 to 2025",
        "\u200bzero\u200b width", "\u202eright to left\u202c", "[accessed 31 Feb 2009]", "accessed 2009",
        "The Daily website has moved to", "Click [here] to connect to it.", "[45]", "- - -", "7172 790345"]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=many(400), suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    st.lists(st.sampled_from(LINES) | st.sampled_from(JUNK), min_size=1, max_size=40),
    st.sampled_from(["\n", "\n\n", " ", "\r\n", "\r"]),
)
def test_no_line_of_a_shuffled_page_is_lost(lines: list[str], joint: str) -> None:
    text = joint.join(lines)
    if re.search(r"\w", text):
        assert lost_lines(text) == []


@settings(max_examples=many(100), derandomize=True)
@given(st.sampled_from(PAGES), st.sampled_from(["plain", "flattened", "half_flat"]), st.data())
def test_no_line_of_a_mangled_page_is_lost(page: Any, form: str, data: st.DataObject) -> None:
    text = FORMS[form](page).decode()
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(at, min(len(text), at + 60)))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", " ", "\n", "]", "[", "***", " - "]))
            + text[stop:]
        )
    if re.search(r"\w", text):
        assert lost_lines(text) == []
