"""A year's exports: told apart, changed in one record, put together as the exports write them."""

import pytest

from publish import sample
from sourcebook.publish import shards
from sourcebook.publish.exports import export
from sourcebook.records import Entry, Excerpt

FORMATS = {".bib": "bibtex", ".ris": "ris", ".csl.json": "csl-json"}
ENTRIES = [
    sample.entry(
        id,
        title=f"{{Braces}} & % of {id}",
        excerpts=(Excerpt(id="x", paragraphs=("}\n", "ER  - \r\n\r\n", '"},\n{"id":"b"', "a\n}\nb")),),
    )
    for id in ("a", "b-2005", "c/d")
]  # fmt: skip


@pytest.mark.parametrize("suffix", shards.SUFFIXES)
def test_a_joined_file_is_what_the_export_writes(suffix: str) -> None:
    records = [shards.record(entry, suffix) for entry in ENTRIES]
    assert shards.joined(records, suffix) == "".join(export(ENTRIES, FORMATS[suffix])).encode()


@pytest.mark.parametrize("suffix", shards.SUFFIXES)
@pytest.mark.parametrize("entries", [ENTRIES, ENTRIES[:1], []])
def test_records_are_told_apart_and_put_together_again(suffix: str, entries: list[Entry]) -> None:
    text = shards.joined([shards.record(entry, suffix) for entry in entries], suffix)
    found = shards.parted(text, suffix)
    assert found is not None
    assert list(found) == [shards.key(entry.id, suffix) for entry in entries]
    assert shards.joined(list(found.values()), suffix) == text


@pytest.mark.parametrize("suffix", shards.SUFFIXES)
def test_one_record_is_changed_and_the_others_kept(suffix: str) -> None:
    text = shards.joined([shards.record(entry, suffix) for entry in ENTRIES], suffix)
    new = sample.entry("b-2005", title="Another")
    made = shards.changed(text, suffix, ["a", "b-2005"], {"b-2005": shards.record(new, suffix)})
    expected = [shards.record(ENTRIES[0], suffix), shards.record(new, suffix)]
    assert made == shards.joined(expected, suffix)


@pytest.mark.parametrize("suffix", shards.SUFFIXES)
def test_a_file_that_is_not_ours_is_not_trusted(suffix: str) -> None:
    text = shards.joined([shards.record(entry, suffix) for entry in ENTRIES], suffix)
    for spoilt in (text[:-3], text + text, b""):
        assert shards.changed(spoilt, suffix, ["a", "b-2005", "c/d"], {}) in (None, text)
    assert shards.changed(text, suffix, ["a", "missing"], {}) is None
