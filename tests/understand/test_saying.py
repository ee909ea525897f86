"""What was understood, in a line of words."""

import pytest

from sourcebook.claims import AspectSaid, Figure, Rating, Role, Route, Said
from sourcebook.understand.saying import amount, said


def role(**more: object) -> Role:
    fields = {
        "country": "KZ",
        "role": "source",
        "start": 0,
        "end": 1,
        "rule": "r",
        "confidence": 1.0,
    }
    return Role(**(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (role(), "Kazakhstan: a source"),
        (
            role(role="destination", people=("men", "national:UZ"), purposes=("forced-labour",)),
            "Kazakhstan: a destination (men, nationals of Uzbekistan; forced labour)",
        ),
        (role(negated=True, hearsay=True), "Kazakhstan: a source, denied, by hearsay"),
        (
            Route(
                origin="UZ", transit=("KZ",), destination="RU", start=0, end=1, rule="r", confidence=1
            ),
            "Uzbekistan → Kazakhstan → Russia",
        ),
        (AspectSaid(kind="precursor", code="no-such-thing", start=0, end=1), "no such thing"),
        (
            Figure(
                value=70000, unit="people", of="women", place="KZ", period="2005/2009",
                said_by="one NGO", estimate=True, start=0, end=1,
            ),
            "70,000 women (Kazakhstan, 2005–2009), says one NGO, an estimate",
        ),
        (
            Rating(scheme="tip-tier", value="2-watch-list", year=2009, country="KZ", start=0, end=1),
            "Kazakhstan: Tier 2 Watch List (US Trafficking in Persons Report 2009)",
        ),
    ],
)  # fmt: skip
def test_one_line_says_it(one: Said, words: str) -> None:
    assert said(one) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"value": 3.5, "unit": "percent"}, "3.5 %"),
        ({"low": 5000, "high": 7000, "unit": "people"}, "5,000 to 7,000"),
        ({"low": 300, "unit": "people"}, "at least 300"),
        ({"high": 300, "unit": "people"}, "at most 300"),
        ({"value": 1e6, "unit": "USD"}, "1,000,000 USD"),
    ],
)
def test_amounts_keep_their_bounds(figure: dict[str, object], words: str) -> None:
    assert amount(Figure(start=0, end=1, **figure)) == words  # type: ignore[arg-type]
