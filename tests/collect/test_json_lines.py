"""JSON Lines: each object a row, packed or not, however its keys vary; a bad line is told."""

import gzip
import io
import json
import lzma
from pathlib import Path

import pytest

from sourcebook.collect.draft import Draft
from sourcebook.collect.json_lines import MOST, cell, table
from sourcebook.collect.rows import Given
from sourcebook.collect.sources import read, read_file, reader_for
from sourcebook.errors import Unreadable
from sourcebook.records import Finding

ROWS = [
    {"year": 2011, "iso2": "KZ", "country": "Kazakhstan", "field": "Rivers", "text": "Two rivers."},
    {"year": 2011, "iso2": "KZ", "country": "Kazakhstan", "field": "Roads", "text": "One road.\n"},
    {"year": 2012, "iso2": "NA", "country": "", "field": "Roads", "text": "Nine roads."},
]
GIVEN = Given(series="The Almanac", publisher="Almanac House", language="en")


def packed(rows: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def told(draft: Draft) -> list[tuple[str, str]]:
    return [(found.rule, found.subject) for found in draft.findings]


def test_each_object_is_an_entry_with_its_text() -> None:
    draft = read(packed(ROWS), "almanac.jsonl", given=GIVEN)
    first, second, third = (drafted.entry for drafted in draft.entries)
    assert first.title == "The Almanac, Rivers: Kazakhstan, 2011"
    assert (first.countries, first.edition, first.publisher) == (("KZ",), "2011", "Almanac House")
    assert first.issued is not None
    assert first.issued.edtf == "2011"
    assert (first.language, first.kind) == ("en", "report")
    assert first.series != second.series  # what comes out again is the part, not the book
    assert third.title == "The Almanac, Roads: Namibia, 2012"
    assert draft.texts is not None
    assert list(draft.texts()) == [
        ("line 1", b"Two rivers."),
        ("line 2", b"One road.\n"),  # its very letters
        ("line 3", b"Nine roads."),
    ]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_packed_files_are_read_from_disk_as_they_are(pack: object, tmp_path: Path) -> None:
    file = tmp_path / "almanac.jsonl.packed"
    file.write_bytes(pack(packed(ROWS)))  # type: ignore[operator]
    draft = read_file(file, given=GIVEN)
    assert len(draft.entries) == 3
    assert draft.texts is not None
    assert dict(draft.texts())["line 2"] == b"One road.\n"


def test_a_packed_file_cut_off_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "almanac.jsonl.gz"
    rows: list[dict[str, object]] = [
        {"text": f"Line {number}.", "year": 2000} for number in range(99)
    ]
    file.write_bytes(gzip.compress(packed(rows))[:-40])
    draft = read_file(file)
    assert told(draft) == [("file-unread", "file almanac.jsonl.gz")]
    assert "cut off after line" in draft.findings[0].says


def test_a_line_that_is_no_object_is_told_and_the_rest_is_read() -> None:
    data = packed(ROWS[:1]) + b'{"text": "half\n\n[1, 2]\n{"text": "\\ud800"}\n' + packed(ROWS[1:2])
    draft = read(data, "almanac.jsonl", given=GIVEN)
    assert [drafted.words and drafted.words.where for drafted in draft.entries] == [
        "line 1",
        "line 6",
    ]
    bad = [subject for rule, subject in told(draft) if rule == "jsonl-line"]
    assert bad == [f"almanac.jsonl, line {number}" for number in (2, 4, 5)]
    assert draft.texts is not None
    assert [where for where, _ in draft.texts()] == ["line 1", "line 6"]


def test_keys_that_turn_up_late_are_columns_too() -> None:
    rows: list[dict[str, object]] = [{"text": "Words.", "year": 2001, "n": n} for n in range(402)]
    rows[401] |= {"url": "https://a.example/x", "shelf": "blue"}
    last = read(packed(rows), "late.jsonl", given=GIVEN).entries[-1].entry
    assert last.addresses[0].url == "https://a.example/x"
    assert last.details["x-shelf"] == "blue"


def test_keys_without_end_stay_together_in_one_cell() -> None:
    findings: list[Finding] = []
    many = json.dumps({f"key {n}": n for n in range(MOST + 9)}).encode()
    made = table("a.jsonl", io.BytesIO(many), findings)
    (row,) = made.rows
    assert len(row) == MOST + 1
    assert json.loads(row[-1])[f"key {MOST + 8}"] == MOST + 8


def test_values_become_the_words_of_a_cell() -> None:
    assert [cell(value) for value in (None, True, 3, 2.0, 2.5)] == ["", "yes", "3", "2", "2.5"]
    assert cell(["Ada Sample", "Kim Lee"]) == "Ada Sample\nKim Lee"
    assert cell({"a": [1]}) == '{"a":[1]}'


def test_a_bibliography_of_an_item_a_line_is_still_one() -> None:
    item = b'{"type": "book", "title": "Forty Beds", "id": "a"}\n'
    reader = reader_for(item * 2, "list.json")
    assert reader is not None
    assert reader.what == "CSL-JSON"
    reader = reader_for(packed(ROWS), "list.json")
    assert reader is not None
    assert reader.what == "JSON Lines"


def test_a_first_line_longer_than_the_sample_or_broken_is_still_json_lines() -> None:
    long = packed([{"text": "many words " * 40_000, "year": 2001}])
    (drafted,) = read(long, "a.jsonl", given=GIVEN).entries
    assert drafted.words is not None
    assert drafted.words.length == 440_000
    draft = read(b'{"text": "half\n' + packed(ROWS[:1]), "a.jsonl", given=GIVEN)
    assert (len(draft.entries), told(draft)[0]) == (1, ("jsonl-line", "a.jsonl, line 1"))


def test_one_array_is_read_as_lines_are() -> None:
    data = json.dumps([ROWS[0], 7, ROWS[1]]).encode()
    draft = read(data, "almanac.json", given=GIVEN)
    assert [drafted.words and drafted.words.where for drafted in draft.entries] == [
        "item 1",
        "item 3",
    ]
    assert ("jsonl-line", "almanac.json, item 2") in told(draft)
    assert draft.texts is not None
    assert dict(draft.texts())["item 3"] == b"One road.\n"
    csl = json.dumps([{"type": "book", "title": "A", "text": "words", "id": "a"}]).encode()
    reader = reader_for(csl, "list.json")
    assert reader is not None
    assert reader.what == "CSL-JSON"
    with pytest.raises(Unreadable, match="no whole JSON"):
        read(data[:-9], "almanac.json", given=GIVEN)
