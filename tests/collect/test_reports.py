"""Report files as entries."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sourcebook.collect.reports import named_only, read
from sourcebook.collect.sources import files_in, read_file
from sourcebook.errors import Unreadable

MakePdf = Callable[..., bytes]
LINES = [
    "Kazakhstan",
    "SOME ADVANCEMENT",
    "2017 FINDINGS ON THE WORST FORMS OF CHILD LABOR 1",
    "In 2017, Kazakhstan did this and that.",
]


def test_a_report_of_a_series_has_its_edition_country_and_digest(make_pdf: MakePdf) -> None:
    data = make_pdf([LINES, ["2", "words"]], made="D:20180830")
    draft = read(data, "Kazakhstan.pdf", folder="pdf_2017")
    entry = draft.entries[0].entry
    assert entry.series == "dol-findings"
    assert entry.edition == "2017"
    assert entry.countries == ("KZ",)
    assert entry.kind == "report"
    assert entry.issued is not None
    assert entry.issued.edtf == "2018"
    assert entry.identifiers == {"sha-256": hashlib.sha256(data).hexdigest()}
    assert entry.details["number-of-pages"] == "2"
    assert entry.details["x-media-type"] == "application/pdf"
    assert draft.series[0].title == "Findings on the Worst Forms of Child Labor"
    assert not draft.findings


def test_a_folder_does_not_say_which_edition_it_is(make_pdf: MakePdf) -> None:
    draft = read(make_pdf([LINES], made="D:20180830"), "Kazakhstan.pdf", folder="pdf_2021")
    assert draft.entries[0].entry.edition == "2017"
    assert [finding.rule for finding in draft.findings] == ["edition-differs"]


def test_any_other_report_says_what_was_guessed(make_pdf: MakePdf) -> None:
    lines = ["Page 1 of 7", "Human Rights Watch", "FORTY BEDS:", "The Shelters of the Coast"]
    draft = read(make_pdf([lines], title="Microsoft Word - x.doc", made="D:2009"), "b-7.pdf")
    entry = draft.entries[0].entry
    assert entry.title == "FORTY BEDS: The Shelters of the Coast"
    assert entry.publisher == "Human Rights Watch"
    assert draft.findings[0].rule == "report-guessed"
    assert "first line" in draft.findings[0].says


def test_a_file_without_words_is_called_by_its_name(make_pdf: MakePdf) -> None:
    entry = read(make_pdf([[]]), "forty_beds.pdf").entries[0].entry
    assert entry.title == "forty beds"


def test_what_is_called_a_pdf_but_is_none_is_an_error() -> None:
    with pytest.raises(Unreadable, match="none"):
        read(b"<html>not found</html>", "a.pdf")


def test_a_file_too_large_to_open_still_has_its_digest() -> None:
    draft = named_only("vast.pdf", digest="abc", size=300_000_000)
    assert draft.entries[0].entry.identifiers == {"sha-256": "abc"}
    assert "200 MB" in draft.findings[0].says


@pytest.mark.slow
def test_the_real_series_gives_a_country_and_an_edition_each(shared: Path) -> None:
    folder = shared / "data/dol_ilab/pdf_2021"
    if not folder.is_dir():
        pytest.skip("the reports are not there")
    drafts = [read_file(path) for path in files_in(folder)]
    entries = [drafted.entry for draft in drafts for drafted in draft.entries]
    of_series = [entry for entry in entries if entry.series == "dol-findings"]
    assert len(entries) == len(drafts)
    assert len(of_series) >= 139
    assert all(len(entry.countries) == 1 for entry in of_series)
    assert len({entry.id for entry in of_series}) == len(of_series)
    editions = {draft.source: draft.entries[0].entry.edition for draft in drafts}
    assert editions["Kazakhstan.pdf"] == "2021"
    assert editions["Uruguay.pdf"] == "2016"
    assert editions["Turkey.pdf"] == "2018"
    assert editions["Lebanon.pdf"] == "2021"
