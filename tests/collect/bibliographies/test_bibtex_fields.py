"""What a BibTeX field means depends on its entry's type."""

import pytest

from sourcebook.collect.bibliographies.bibtex_fields import reference_of


@pytest.mark.parametrize(
    ("written", "kind", "variable"),
    [
        ("article", "article-journal", "issue"),
        ("book", "book", "collection-number"),
        ("techreport", "report", "number"),
    ],
)
def test_number_is_an_issue_a_place_in_a_series_or_a_report_number(
    written: str, kind: str, variable: str
) -> None:
    reference = reference_of(written, "k", 1, {"title": "T", "number": "7"})
    assert reference.kind == kind
    assert reference.variables[variable] == "7"


def test_the_school_of_a_thesis_publishes_it() -> None:
    reference = reference_of("phdthesis", "k", 1, {"title": "T", "school": "Sample University"})
    assert reference.variables["publisher"] == "Sample University"
    assert reference.variables["genre"] == "PhD Thesis"


def test_both_house_and_organisation_are_kept() -> None:
    fields = {"title": "T", "publisher": "Press", "organization": "Union"}
    reference = reference_of("inproceedings", "k", 1, fields)
    assert reference.variables["publisher"] == "Press"
    assert reference.extra["organization"] == ["Union"]


def test_an_unknown_type_is_a_document_and_told() -> None:
    reference = reference_of("gizmo", "k", 4, {"title": "T"})
    assert reference.kind == "document"
    assert reference.findings[0].subject == "line 4"


def test_identifiers_go_by_their_schemes() -> None:
    reference = reference_of(
        "article", "k", 1,
        {"title": "T", "eprint": "1234.56789", "archiveprefix": "arXiv", "note": "PMID: 42"},
    )  # fmt: skip
    assert reference.identifiers == {"arxiv": ["1234.56789"], "pmid": ["42"]}


@pytest.mark.parametrize(
    ("month", "made"),
    [("mar", "2004-03"), ("March", "2004-03"), ("3", "2004-03"), ("12 March", "2004-03-12"),
     ("July/August", "2004-07/2004-08"), ("Spring", "2004")],
)  # fmt: skip
def test_months_are_names_numbers_days_and_ranges(month: str, made: str) -> None:
    issued = reference_of("article", "k", 1, {"year": "2004", "month": month}).issued
    assert issued is not None
    assert issued.edtf == made


@pytest.mark.parametrize(
    ("note", "day"),
    [("Accessed: 2011-03-04", "2011-03-04"), ("[Online; accessed 22-July-2004]", "2004-07-22"),
     ("Last visited on 4 May 2011.", "2011-05-04"), ("(retrieved May 2011)", "2011-05")],
)  # fmt: skip
def test_a_note_of_the_day_it_was_read_is_an_access_date(note: str, day: str) -> None:
    reference = reference_of("misc", "k", 1, {"title": "T", "note": note})
    assert [date.edtf for date in reference.accessed] == [day]
    assert reference.notes == []


@pytest.mark.parametrize("note", ["Accessed by many in 1990s", "Accessed: 02/03/2011", "Online"])
def test_a_note_that_tells_no_day_stays_a_note(note: str) -> None:
    reference = reference_of("misc", "k", 1, {"title": "T", "note": note})
    assert (reference.accessed, reference.notes) == ([], [note])
