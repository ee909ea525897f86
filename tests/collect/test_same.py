"""Whether two entries are one is decided by address, title, date, country, edition and publisher."""

import pytest

from sourcebook.collect.same import (
    Known,
    alike,
    apart_by_address,
    apart_by_title,
    country_difference,
)
from sourcebook.records import Address, Date, Entry


def known(title: str, *urls: str, countries: str = "", **fields: object) -> Known:
    made = {"id": "x", "title": title, "addresses": tuple(Address(url=url) for url in urls)}
    return Known(Entry(**made, **fields), frozenset(countries.split()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "two", "codes"),
    [
        ("The X Project - Kazakhstan", "The X Project - Uzbekistan", ("KZ", "UZ")),
        ("Report on the Kyrgyz Republic, 2004", "Report on Georgia, 2004", ("KG", "GE")),
        ("Korea, South: Profile", "Korea, North: Profile", ("KR", "KP")),
        ("Profile", "Profile - Kazakhstan", (None, "KZ")),
    ],
)
def test_titles_that_differ_in_their_country_only(
    one: str, two: str, codes: tuple[str | None, str | None]
) -> None:
    assert country_difference(one, two) == codes


@pytest.mark.parametrize(
    ("one", "two"),
    [("Port", "Port"), ("Port in Kazakhstan", "Dock in Uzbekistan"), ("A night", "A day")],
)
def test_titles_that_differ_otherwise(one: str, two: str) -> None:
    assert country_difference(one, two) is None


def test_titles_are_alike_but_for_format_marks_and_a_few_words() -> None:
    assert alike("Port Opens Second Shelter [PDF]", "Port opens second shelter")
    assert alike("Port Opens Second Shelter", "Port Opens Second Shelter for Women and Children")
    assert not alike("Port Opens Second Shelter", "A Night in the Docks")


PAGE = "http://a.example/1"


@pytest.mark.parametrize(
    ("one", "two", "one_page", "why"),
    [
        (known("Port", PAGE), known("PORT", PAGE), False, ""),
        (known("Port", PAGE), known("Dock", PAGE), False, ""),
        (known("Port", PAGE), known("Dock", PAGE), True, "same page"),
        (known("Port", "http://a.example/"), known("Dock", "http://a.example/"), False, "front"),
        (known("Port", PAGE, edition="2018"), known("Port", PAGE, edition="2020"), False, "edition"),
        (known("Port", PAGE, issued=Date(edtf="2005")),
         known("Dock", PAGE, issued=Date(edtf="2006")), False, "another date"),
        (known("Watch", PAGE, countries="KZ"), known("Watch - Uzbekistan", PAGE, countries="UZ"),
         False, "country"),
        (known("Watch", PAGE, countries="UZ"), known("Watch - Uzbekistan", PAGE, countries="UZ"),
         False, ""),
    ],
)  # fmt: skip
def test_entries_at_one_address(one: Known, two: Known, one_page: bool, why: str) -> None:
    found = apart_by_address(one, two, one_page=one_page)
    assert found == "" if not why else why in found


DAY, YEAR = Date(edtf="2005-11-17"), Date(edtf="2005")
OTHER = "http://a.example/2"
ELSEWHERE = "http://b.example/1"


@pytest.mark.parametrize(
    ("one", "two", "one_page", "why"),
    [
        (known("Port", issued=DAY), known("Port", PAGE, issued=DAY), False, ""),
        (known("Port", PAGE, issued=DAY), known("Port", ELSEWHERE, issued=DAY), False, ""),
        (known("Port", PAGE, issued=DAY, countries="KZ"),
         known("Port", OTHER, issued=DAY, countries="UZ"), False, "another country"),
        (known("Port", PAGE, issued=DAY, countries="KZ"),
         known("Port", OTHER, issued=DAY, countries="KZ"), False, ""),
        (known("Port", PAGE, issued=DAY), known("Port", OTHER, issued=DAY), True, "same page"),
        (known("Port", PAGE, issued=YEAR, publisher="A"),
         known("Port", ELSEWHERE, issued=YEAR, publisher="B"), False, "publisher"),
        (known("Port", PAGE, issued=DAY, publisher="A"),
         known("Port", ELSEWHERE, issued=DAY, publisher="B"), False, ""),
    ],
)  # fmt: skip
def test_entries_of_one_title_and_date(one: Known, two: Known, one_page: bool, why: str) -> None:
    found = apart_by_title(one, two, one_page=one_page)
    assert found == "" if not why else why in found
