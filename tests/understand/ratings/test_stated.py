"""Ratings are read however a text states them, and what rates nobody is left alone."""

from pathlib import Path

import pytest

from sourcebook.understand.prepared import Prepared
from sourcebook.understand.ratings import ratings_in

CASES = [
    tuple(line.split("|"))
    for line in (Path(__file__).parent / "stated.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("home", "year", "text", "wanted"), CASES)
def test_a_sentence_rates_whom_it_says_it_rates(
    home: str, year: str, text: str, wanted: str
) -> None:
    ready = Prepared(text, home=None if home == "XX" else home, year=int(year))
    got = [f"{r.value} {r.country} {r.year}" for r in ratings_in(ready)]
    assert sorted(got) == sorted(w.strip() for w in wanted.split(",") if w)


@pytest.mark.parametrize(("home", "year", "text", "wanted"), CASES)
def test_the_evidence_holds_the_rating(home: str, year: str, text: str, wanted: str) -> None:
    ready = Prepared(text, home=None if home == "XX" else home, year=int(year))
    for rating in ratings_in(ready):
        assert 0 <= rating.start < rating.end <= len(text)
        assert text[rating.start : rating.end].strip() == text[rating.start : rating.end]
        assert wanted
