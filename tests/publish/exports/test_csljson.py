"""CSL-JSON files are arrays of valid items."""

import json
import tracemalloc
from collections.abc import Iterator

import msgspec
import pytest

from publish.cite.entries import KEPT
from sourcebook.errors import Refused
from sourcebook.publish.cite.item import DATES, NAMES, TEXTS, TYPES
from sourcebook.publish.exports import FORMATS, csljson, export
from sourcebook.records import Entry

PLAIN = {"id", "type", "title", "container-title", "publisher", "language", "URL", "DOI", "ISBN",
         "ISSN", "PMID", "PMCID"}  # fmt: skip


def test_items_are_valid_and_say_what_the_entries_say() -> None:
    found = json.loads("".join(csljson.write(KEPT)))
    assert [one["id"] for one in found] == [one.id for one in KEPT]
    for made, one in zip(found, KEPT, strict=True):
        assert made["type"] in TYPES
        assert made["title"] == one.title
        assert made["URL"] == one.addresses[0].url
        assert made["accessed"] == {"date-parts": [[2017, 6, 7]]}
        assert made["archive_location"].startswith("https://web.archive.org/")
        for key, value in made.items():
            if key in NAMES:
                assert all(set(n) <= {"family", "given", "literal", "suffix",
                                      "dropping-particle", "non-dropping-particle"} for n in value)  # fmt: skip
            elif key in DATES | {"issued", "accessed"}:
                assert set(value) <= {"date-parts", "season", "circa", "literal"}
                assert all(1 <= len(parts) <= 3 for parts in value.get("date-parts", ()))
            else:
                assert key in TEXTS | PLAIN
                assert isinstance(value, str)


def test_no_entries_make_an_empty_array() -> None:
    assert json.loads("".join(csljson.write([]))) == []


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(Refused, match="bibtex, ris, csl-json"):
        export([], "word")


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_two_thousand_entries_take_no_more_memory_than_a_few(format: str) -> None:
    def many() -> Iterator[Entry]:
        for n in range(2_000):
            yield msgspec.structs.replace(KEPT[n % len(KEPT)], id=f"e{n}")

    sum(map(len, export(KEPT, format)))  # what is made once
    tracemalloc.start()
    size = sum(map(len, export(many(), format)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 500_000
    assert peak < 250_000  # 64 items are kept, of up to 3 KB each
