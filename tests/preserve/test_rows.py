"""The texts of rows become captures of their entries, once, and a changed row shows its words."""

import json
from pathlib import Path
from typing import Any

import pytest

from sourcebook.collect.rows import Given
from sourcebook.collect.sources import read_file
from sourcebook.errors import Unreadable
from sourcebook.library import Library
from sourcebook.preserve.rows import lines
from sourcebook.records import Capture, Entry

ROW = {"country": "Kenya", "year": 2011, "text": "Two rivers, one of them dry.\n"}
GIVEN = Given(series="The Almanac", publisher="Almanac House")


def write(file: Path, *rows: dict[str, Any]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def bring(library: Library, file: Path) -> int | None:
    return library.apply(library.plan_import([read_file(file, given=GIVEN)]), who="me")


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    return write(tmp_path / "almanac.jsonl", ROW, ROW | {"country": "Uganda"})


def the(library: Library, country: str) -> tuple[Entry, list[Capture]]:
    (entry,) = library.entries(country=country)
    return entry, library.captures_of(entry)


def test_a_text_is_kept_word_for_word_and_says_where_it_came_from(
    library: Library, rows: Path
) -> None:
    bring(library, rows)
    entry, (capture,) = the(library, "KE")
    assert library.payload(capture) == ROW["text"].encode()  # type: ignore[attr-defined]
    assert (capture.media_type, capture.how) == ("text/plain", "file")
    assert capture.file_name == f"{entry.id}.txt"
    assert capture.note == "line 1 of almanac.jsonl"
    _, (other,) = the(library, "UG")
    assert (other.digest, other.warc) == (
        capture.digest,
        capture.warc,
    )  # the same words are kept once
    assert other.id != capture.id


def test_a_second_import_changes_nothing(library: Library, rows: Path) -> None:
    first = bring(library, rows)
    plan = library.plan_import([read_file(rows, given=GIVEN)])
    assert plan.empty
    assert bring(library, rows) is None
    assert library.log()[0].number == first


def test_a_changed_row_shows_the_words_and_keeps_both_texts(library: Library, rows: Path) -> None:
    bring(library, rows)
    write(rows, ROW | {"text": "Two rivers, one of them wet.\n"}, ROW | {"country": "Uganda"})
    plan = library.plan_import([read_file(rows, given=GIVEN)])
    assert plan.alters
    entry, _ = the(library, "KE")
    assert library.plan_diff(plan).splitlines() == [
        f"~ entry {entry.id}: 29 bytes of text from almanac.jsonl",
        "    - text: dry.",
        "    + text: wet.",
    ]
    library.apply(plan, who="me")
    _, captures = the(library, "KE")
    assert [library.payload(capture)[-5:] for capture in captures] == [b"dry.\n", b"wet.\n"]


def test_a_year_of_a_country_twice_is_one_entry_with_two_texts(
    library: Library, rows: Path
) -> None:
    write(rows, ROW, ROW | {"text": "Another copy."}, ROW)
    plan = library.plan_import([read_file(rows, given=GIVEN)])
    assert [f.subject for f in plan.findings if f.rule == "text-again"] == [
        "file almanac.jsonl, line 2"
    ]
    library.apply(plan, who="me")
    _, captures = the(library, "KE")
    assert len(captures) == 2  # the third row has the first one's very words


def test_the_same_words_in_two_files_of_one_import_are_one_text(
    library: Library, rows: Path, tmp_path: Path
) -> None:
    other = write(tmp_path / "later.jsonl", ROW, ROW | {"text": "Other words."})
    drafts = [read_file(file, given=GIVEN) for file in (rows, other)]
    library.apply(library.plan_import(drafts), who="me")
    _, captures = the(library, "KE")
    assert [capture.note for capture in captures] == [
        "line 1 of almanac.jsonl",
        "line 2 of later.jsonl",
    ]
    assert library.plan_import(drafts).empty


def test_undoing_takes_entries_and_captures_back(library: Library, rows: Path) -> None:
    number = bring(library, rows)
    assert number is not None
    library.undo(number, who="me")
    assert (library.count("entries"), library.count("captures")) == (0, 0)
    bring(library, rows)
    assert library.count("captures") == 2


def test_a_file_that_changes_while_it_is_imported_is_refused(library: Library, rows: Path) -> None:
    plan = library.plan_import([read_file(rows, given=GIVEN)])
    write(rows, ROW | {"text": "Other words."})
    with pytest.raises(Unreadable, match="line 1 changed"):
        library.apply(plan, who="me")
    assert library.count("entries") == 0


def test_an_entry_that_was_withdrawn_gets_no_text(library: Library, rows: Path) -> None:
    bring(library, rows)
    entry, _ = the(library, "KE")
    library.remove(entry.id, who="me", why="not ours")
    write(rows, ROW | {"text": "Newer words."}, ROW | {"country": "Uganda"})
    plan = library.plan_import([read_file(rows, given=GIVEN)])
    assert plan.texts == ()


def test_differing_words_are_whole_and_short() -> None:
    assert list(lines("one two three", "one twin three")) == ["- text: two", "+ text: twin"]
    assert list(lines("a b", "a b c")) == ["- text: b", "+ text: b c"]
    assert list(lines("a b c", "b c")) == ["- text: a b", "+ text: b"]
    long = list(lines("", "word " * 400))
    assert len(long[1]) < 200


@pytest.mark.slow
def test_a_real_series_as_texts_and_as_pdfs_is_one_set_of_editions(
    library: Library, shared: Path
) -> None:
    texts = shared / "data" / "dol_ilab" / "text" / "text_2021.jsonl.xz"
    pdf = shared / "data" / "dol_ilab" / "pdf_2021" / "Kazakhstan.pdf"
    if not texts.is_file() or not pdf.is_file():
        pytest.skip("the series is not there")
    library.add_files([pdf], who="me")
    draft = read_file(texts)
    recognised = [one.entry for one in draft.entries if one.entry.series == "dol-findings"]
    assert len(recognised) >= 0.93 * len(draft.entries)  # others are fact sheets and forewords
    assert all(entry.countries for entry in recognised)
    library.apply(library.plan_import([draft]), who="me")
    captures = [
        library.captures_of(entry)
        for entry in library.entries(country="KZ")
        if entry.edition == "2021"
    ]
    assert [sorted(c.media_type for c in some) for some in captures] == [
        ["application/pdf", "text/plain"]
    ]
    assert library.plan_import([read_file(texts)]).empty
