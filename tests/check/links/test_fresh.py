"""Pages written without sight of the rules are told apart by what they say alone, no other address asked.

At first sight, one go after the other, precision and recall were 0.800 and 0.859, 0.932 and 0.783, 0.952
and 0.970; each go's misses were read before the next was written. (Two more goes, 0.980 and 0.906, 0.980
and 0.980, are not here.)
"""

import re

import pytest

from check.links.fresh import fresh
from check.links.pages import Case
from check.links.test_quality import measured
from sourcebook.check.links import expected_of, look, signs, soft_gone

PRECISION, RECALL = 0.99, 0.98


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(fresh())


def test_the_set_is_as_large_and_as_varied_as_it_says(cases: list[Case]) -> None:
    assert sum(case.gone for case in cases) >= 400
    assert sum(not case.gone for case in cases) >= 400
    assert len({case.name.split()[1] for case in cases if case.name.startswith("weblog ")}) >= 50


def test_a_sample_of_the_fresh_pages_is_told_apart(cases: list[Case]) -> None:
    precision, recall, names = measured(cases[::7])
    assert precision >= PRECISION - 0.02, names
    assert recall >= RECALL - 0.02, names


@pytest.mark.slow
def test_the_fresh_pages_are_told_apart(cases: list[Case]) -> None:
    precision, recall, names = measured(cases)
    assert precision >= PRECISION, names
    assert recall >= RECALL, names


def test_a_page_that_carries_quoted_words_is_never_soft_gone(cases: list[Case]) -> None:
    """Whatever else it says: the quoted words are put at the end of pages that say they aren't there."""
    quote = "The inspectors came to the farms along the upper river in the spring, and never again."
    known = expected_of(["Labour on the upper river"], [quote])
    for case in cases[::9]:
        body = case.body.decode()
        if not case.gone or "</body>" not in body:
            continue
        seen = look(body.replace("</body>", f"<p>{quote}</p></body>").encode(), url=case.led)
        found = signs(seen, asked=case.asked, led=case.led, status=200, expected=known)
        assert "excerpt" in {sign.kind for sign in found}
        assert soft_gone(found) == "", case.name


def test_no_page_of_the_set_names_what_is_no_example(cases: list[Case]) -> None:
    for case in cases:
        hosts = re.findall(rb"https?://([\w.-]+)", case.body)
        assert all(host.endswith(b"example") or b"w3.org" in host for host in hosts), case.name
