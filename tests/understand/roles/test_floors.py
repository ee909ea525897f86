"""What is understood of real texts stays as good as it was; skipped where they are absent."""

import json
import tomllib
from pathlib import Path

import pytest

from sourcebook.claims import Understanding
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.roles import roles_in
from understand.gold.labels import labels, texts
from understand.gold.scores import score

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
DRUGS = "data/factbook/factbook_illicit_drugs_2008_2016_2023.jsonl"


@pytest.mark.slow
def test_labelled_texts_are_read_as_well_as_before(shared: Path) -> None:
    wanted = labels("dev")
    found = texts(wanted, shared / "data")
    read = {}
    for label in wanted:
        if label.sha256 in found:
            roles, routes = roles_in(Prepared(found[label.sha256], home=label.country))
            read[label.sha256] = Understanding(roles=roles, routes=routes)
    if len(read) < len(wanted):
        pytest.skip("not all of the labelled texts are there")
    scores = score(wanted, read)
    low = {kind: scores[kind].f1 for kind, least in FLOORS["f1"].items() if scores[kind].f1 < least}
    assert not low


@pytest.mark.slow
def test_texts_on_drugs_tell_of_no_people(shared: Path) -> None:
    path = shared / DRUGS
    if not path.is_file():
        pytest.skip("the texts on drugs are not there")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    told = [
        (row["iso2"], row["year"])
        for row in rows
        if any(roles_in(Prepared(row["text"], home=row["iso2"])))
    ]
    assert not told
