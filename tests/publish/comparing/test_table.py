"""Countries side by side: where they differ, in words, and as a spreadsheet has it."""

import csv

from publish.comparing.said import aspect, role
from sourcebook.publish.comparing import spoken, table
from sourcebook.publish.comparing.table import as_csv, compared, safe, text_of

KZ = spoken("KZ", [role("KZ", "source"), aspect("KZ", "precursor", "poverty"), aspect("KZ", "precursor", "hunger")])  # fmt: skip
UZ = spoken("UZ", [role("UZ", "source", claim={"entry": "b", "year": 2014}), aspect("UZ", "precursor", "poverty", entry="b")])  # fmt: skip


def test_a_row_differs_where_the_marks_do_not_where_counts_do() -> None:
    made = table([KZ, UZ])
    assert made.countries == ("KZ", "UZ")
    assert [(line.key, line.differs, set(line.shared)) for line in made.lines] == [
        ("roles/source", False, {"said"}),
        ("aspects/precursor", True, {"poverty"}),
    ]


def test_a_country_of_which_nothing_is_said_has_empty_cells() -> None:
    made = table([KZ, spoken("KG", [])])
    assert all(line.cells[1] is None and line.differs for line in made.lines)
    assert text_of(None) == "–"


def test_cells_tell_who_says_so_and_since_when() -> None:
    made = table([KZ, UZ])
    assert text_of(made.lines[0].cells[1]) == "said (1 entry, 2014)"
    assert text_of(made.lines[1].cells[0], most=1) == "Hunger (1 entry, 2009); and 1 more"


def test_no_cells_differ_in_nothing() -> None:
    assert compared([]) == (False, frozenset())
    assert compared([{"a"}]) == (False, frozenset("a"))
    assert compared([{"a"}, {"b", "a"}]) == (True, frozenset("a"))


def test_a_spreadsheet_gets_the_table_and_what_an_empty_cell_means() -> None:
    read = list(csv.reader(as_csv(table([KZ, UZ])).splitlines()))
    assert read[0] == ["Section", "Row", "Differs", "Kazakhstan", "Uzbekistan"]
    assert read[1][2:] == ["no", "said (1 entry, 2009)", "said (1 entry, 2014)"]
    assert "absence of evidence" in read[-1][0]
    assert len(list(csv.reader(as_csv(table([KZ, UZ]), differences=True).splitlines()))) == 4


def test_no_cell_is_taken_for_a_formula() -> None:
    assert [safe(words) for words in ("=1+1", "@SUM", "said", "")] == ["'=1+1", "'@SUM", "said", ""]
