"""The labels are sound and belong to texts that are there."""

import hashlib
import json
from pathlib import Path

import pytest

from understand.gold.labels import (
    HERE,
    PURPOSES,
    ROLES,
    Half,
    Label,
    half_of,
    labels,
    texts,
)

HALVES: tuple[Half, ...] = tuple(
    half for half in ("dev", "held") if (HERE / f"{half}.json").is_file()
)


@pytest.fixture(params=HALVES)
def half(request: pytest.FixtureRequest) -> Half:
    return request.param  # type: ignore[no-any-return]


def test_all_texts_of_a_country_are_in_one_half(half: Half) -> None:
    assert {half_of(label.country) for label in labels(half)} == {half}


def test_no_text_is_labelled_twice(half: Half) -> None:
    digests = [label.sha256 for label in labels(half)]
    assert len(digests) == len(set(digests))


def test_what_is_unsure_is_a_role_or_a_purpose_and_named_once(half: Half) -> None:
    for label in labels(half):
        assert set(label.unsure) <= {*ROLES, *PURPOSES}
        assert len(label.unsure) == len(set(label.unsure))


def test_routes_of_a_country_agree_with_its_roles(half: Half) -> None:
    for label in labels(half):
        for way in label.routes:
            assert way.origin != way.destination
            if way.origin == label.country:
                assert "source" in label.roles, label
            if way.destination == label.country:
                assert "destination" in label.roles, label
            if label.country in way.transit:
                assert "transit" in label.roles, label


def test_texts_on_drugs_say_nothing_of_people(half: Half) -> None:
    drugs = [label for label in labels(half) if "illicit_drugs" in label.file]
    assert drugs
    for label in drugs:
        assert (label.roles, label.purposes, label.people, label.routes) == ({}, (), (), ())
        assert label.rating is None


def test_every_role_and_nearly_every_purpose_is_labelled_often_enough_to_steer_by(
    half: Half,
) -> None:
    found = labels(half)
    for role in ROLES:
        assert sum(role in label.roles for label in found) >= 30
    for purpose in PURPOSES:
        if purpose != "organ-removal":  # no text drawn says it
            assert sum(purpose in label.purposes for label in found) >= 5, purpose


def test_labels_belong_to_texts_of_the_factbook(half: Half, shared: Path) -> None:
    mine = [label for label in labels(half) if label.file.startswith("factbook/")]
    missing = {label.sha256 for label in mine} - set(texts(mine, shared / "data"))
    if len(missing) == len(mine):
        pytest.skip("the real data is not there")
    assert not missing


@pytest.mark.slow
def test_labels_belong_to_passages_of_reports(half: Half, shared: Path) -> None:
    mine = [label for label in labels(half) if label.end]
    missing = {label.sha256 for label in mine} - set(texts(mine, shared / "data"))
    if len(missing) == len(mine):
        pytest.skip("the real data is not there")
    assert not missing


def test_texts_are_found_by_their_digest_and_others_left_out(tmp_path: Path) -> None:
    words = "Orvania sends nobody. Nobody is sent to Orvania."
    row = {"iso2": "QZ", "country": "Orvania", "text": words}
    (tmp_path / "few.jsonl").write_text(json.dumps(row) + "\n")

    def label(read: str, **more: object) -> Label:
        values = {"file": "few.jsonl", "country": "QZ", "year": 2009, "sha256": digest(read)}
        return Label(**{**values, **more})  # type: ignore[arg-type]

    whole, part = label(words), label(words[22:], start=22, end=len(words))
    elsewhere = [label("Other words."), label(words, file="none.jsonl"), label(words, country="QY")]
    assert texts([whole], tmp_path) == {whole.sha256: words}
    assert texts([part], tmp_path) == {part.sha256: "Nobody is sent to Orvania."}
    assert texts(elsewhere, tmp_path) == {}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
