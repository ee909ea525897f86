"""Scores count what labels say."""

import pytest

from sourcebook.claims import Rating, Role, Route, Understanding
from understand.gold.labels import Label, Way
from understand.gold.scores import Score, score


def role(kind: str, country: str = "QZ", **more: object) -> Role:
    values = {
        "country": country,
        "role": kind,
        "start": 0,
        "end": 1,
        "rule": "r",
        "confidence": 1.0,
    }
    return Role(**{**values, **more})  # type: ignore[arg-type]


LABEL = Label(
    file="few.jsonl",
    country="QZ",
    year=2009,
    sha256="a",
    roles={"source": "said", "transit": "hearsay", "destination": "negated"},
    purposes=("begging",),
    people=("women", "girls"),
    routes=(
        Way(origin="QZ", destination="QY"),
        Way(origin="QZ", destination="QX", unsure=True),
    ),
    unsure=("internal",),
)


def test_scores_count_right_wrong_and_missed() -> None:
    route = Route(
        origin="QZ",
        destination="QX",
        start=0,
        end=1,
        rule="r",
        confidence=1.0,
        purposes=("begging",),
    )
    understood = Understanding(
        roles=(
            role("source", people=("women", "national:QZ", "men")),
            role("destination"),
            role("internal"),
            role("transit", country="QY"),
        ),
        routes=(route,),
        ratings=(Rating(scheme="tip-tier", value="2", year=2009, start=0, end=1),),
    )
    found = score([LABEL], {"a": understood})
    assert found["source"] == Score(right=1)
    assert found["transit"] == Score(missed=1)
    assert found["destination"] == Score(wrong=1)
    assert "internal" not in found
    assert found["begging"] == Score(right=1)
    assert found["people"] == Score(right=1, wrong=1, missed=1)
    assert found["routes"] == Score(missed=1)  # the unsure pair is neither right nor wrong
    assert found["ratings"] == Score(wrong=1)


def test_unsure_labels_count_where_asked() -> None:
    found = score([LABEL], {"a": Understanding(roles=(role("internal"),))}, unsure=True)
    assert found["internal"] == Score(wrong=1)
    assert found["routes"] == Score(missed=2)


def test_what_is_negated_counts_as_not_found() -> None:
    found = score([LABEL], {"a": Understanding(roles=(role("source", negated=True),))})
    assert found["source"] == Score(missed=1)
    assert found["destination"] == Score()


def test_texts_not_understood_are_left_out_of_scores() -> None:
    assert score([LABEL], {}) == {}


def test_f1_is_the_harmonic_mean() -> None:
    one = Score(right=3, wrong=1, missed=2)
    assert one.precision == 3 / 4
    assert one.recall == 3 / 5
    assert one.f1 == pytest.approx(2 / (4 / 3 + 5 / 3))
    assert Score().f1 == 1
