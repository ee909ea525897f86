"""What a reference becomes: names, dates, addresses, identifiers, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.collect.bibliographies.reference import (
    Reference,
    byline,
    drafted,
    entry_of,
    literal,
    person,
    read_issued,
    written_name,
)
from sourcebook.collect.numbering import Ids


def test_a_body_with_a_comma_stands_in_braces() -> None:
    assert literal("Labour, Land and Water") == "{Labour, Land and Water}"
    assert literal("Ministry of Labour") == "Ministry of Labour"
    assert person("Sample", "Ada", "Jr.") == "Sample, Ada, Jr."
    assert written_name("Sample ,  Ada") == "Sample, Ada"
    assert written_name("Institute of Beds,") == "Institute of Beds"


@pytest.mark.parametrize(
    ("written", "made"),
    [("2014/06/01", "2014-06-01"), ("2014/6", "2014-06"), ("2014///Spring", "2014"),
     ("17 Nov 2005", "2005-11-17"), ("2005/02/31", None), ("0000", None)],
)  # fmt: skip
def test_dates_with_slashes_are_read_or_kept(written: str, made: str | None) -> None:
    date = read_issued(written)
    assert (date.edtf if date else None) == made


def test_a_second_value_is_kept_beside_the_first() -> None:
    reference = Reference()
    reference.put("title", "One")
    reference.put("title", "Two")
    entry = entry_of(reference, subject="line 1", ids=Ids())
    assert entry.title == "One"
    assert entry.details["x-title"] == "Two"


def test_the_byline_says_who_where_and_when() -> None:
    reference = Reference(issued=read_issued("2005-11-17"))
    reference.put("title", "T")
    reference.name("author", "Sample, Ada", "{Bread, Roses}", "Lee, Kim")
    reference.put("container-title", "Journal")
    entry = entry_of(reference, subject="", ids=Ids())
    assert entry.byline == "Ada Sample, Bread, Roses and Kim Lee, Journal, 17 November 2005"


def test_like_titles_get_ids_of_their_own() -> None:
    def like() -> Reference:
        reference = Reference()
        reference.put("title", "The Same")
        return reference

    draft = drafted([like() for _ in range(3)], name="f", findings=[])
    assert len({each.entry.id for each in draft.entries}) == 3


@given(st.dictionaries(st.sampled_from(["title", "volume", "page", "genre"]), st.text(max_size=30)))
def test_no_value_is_lost(variables: dict[str, str]) -> None:
    reference = Reference()
    for variable, value in variables.items():
        reference.put(variable, value)
    entry = entry_of(reference, subject="", ids=Ids())
    held = {entry.title, *entry.details.values()}
    assert all(value.strip() in held for value in variables.values() if value.strip())


def test_a_date_in_words_behind_empty_numbers_is_what_was_written() -> None:
    """RIS: year/month/day/other, as an export writes a date that nobody can read."""
    date = read_issued("///31 Feb 2004")
    assert date is not None
    assert (date.edtf, date.as_written) == (None, "31 Feb 2004")


def test_a_byline_says_names_in_their_order_and_is_no_date_alone() -> None:
    reference = Reference()
    reference.name("author", "Doe, Ada, Jr.", "{Union of Land, Sea}", "Roe")
    reference.issued = read_issued("2005/03")
    assert byline(reference) == "Ada Doe, Jr., Union of Land, Sea and Roe, March 2005"
    assert byline(Reference(issued=read_issued("2005/03"))) == ""


def test_what_parts_two_addresses_ends_neither() -> None:
    reference = Reference(urls=["http://a.example/1; http://a.example/2,"])
    entry = entry_of(reference, subject="line 1", ids=Ids())
    assert [a.url for a in entry.addresses] == ["http://a.example/1", "http://a.example/2"]
