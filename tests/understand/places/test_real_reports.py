"""Places in real reports: the country a report is about is found wherever its name stands."""

import json
import re
from pathlib import Path

import pytest

from sourcebook.understand.prepared import Prepared

ROWS = "data/factbook/factbook_trafficking_1990_2025.jsonl"


@pytest.mark.slow
def test_the_country_of_a_text_is_found_where_its_name_stands(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / ROWS).read_text("utf-8").splitlines()]
    named = missed = 0
    for row in rows:
        if not row["iso2"]:
            continue
        ready = Prepared(row["text"])
        spans = {(place.start, place.country) for place in ready.places}
        for found in re.finditer(rf"\b{re.escape(row['country'])}\b", row["text"]):
            named += 1
            missed += not any(
                place.start <= found.start() < place.end and place.country == row["iso2"]
                for place in ready.places
            )
        assert len(spans) == len(ready.places)
    assert named > 2_500
    assert missed / named < 0.005
