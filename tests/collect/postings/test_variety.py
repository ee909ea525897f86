"""Invented pages of great variety, of words never used while working, are read in every form."""

import pytest

from collect.postings import forms
from collect.postings.scoring import Score, score
from collect.postings.variety import Json, Page, expected, grouped_page, pages
from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read
from sourcebook.themes import find_age, find_aspect

# The least F1 we accept: where lines are kept; where heads or whole pages are on one line, titles
# and headings are partly guessed.
KEPT, JOINED = 0.99, 0.975
FLOORS = {
    "plain": KEPT, "dense": KEPT, "word": KEPT, "breaks": KEPT, "heads": KEPT, "lines, no marks": KEPT,
    "lines, no urls": KEPT, "body only": KEPT, "random 2": KEPT, "postings": JOINED, "random 5": JOINED,
    "random 15": JOINED, "one line": JOINED, "no marks": JOINED,
}  # fmt: skip
BLANK: Json = {
    "theme": "", "tagline": "", "range": "", "caution": "", "prompt": "", "aspects_prompted": [], "menu": [],
    "subject": {"kind": "name", "name": "", "as_written": ""}, "helplines": [],
    "background": {"text": "", "source": ""}, "summary": {"text": "", "source": ""},
}  # fmt: skip
PAGES = pages(12, 1)


def scored(form: str, page: Page) -> Score:
    data, runs = forms.FORMS[form](page)
    wanted = forms.adapted(form, expected(page, runs=runs))
    found = contract(read(data, name=page.path))
    for line in found["page"]["helplines"]:
        del line["number"]  # how numbers are made canonical is tested with values/phones
    subject = page.page["subject"]
    for kind, find in (("aspect", find_aspect), ("age", find_age)):
        if subject["kind"] == kind:
            subject[kind] = find(page.page["theme"], subject["as_written"])
    if wanted["page"] is None:
        wanted["page"] = found["page"] = BLANK
    return score(wanted, found)


@pytest.mark.parametrize("form", forms.FORMS)
def test_pages_of_great_variety_are_read(form: str) -> None:
    total = Score()
    for page in PAGES:
        total += scored(form, page)
    assert total.f1 >= FLOORS[form], (total.missing[:10], total.surplus[:10])


def test_groups_of_aspect_and_age_pages_are_read() -> None:
    for seed in range(6):
        page = grouped_page(seed, 1)
        data, _ = forms.FORMS["plain"](page)
        found = contract(read(data, name=page.path))["entries"]
        assert [e["group"] for e in found] == [e["group"] for e in page.entries]


def test_the_two_halves_of_the_word_lists_share_no_page() -> None:
    assert {row.text for row in pages(1, 0)[0].rows} != {row.text for row in PAGES[0].rows}
    assert len({page.path for page in PAGES}) > 3
