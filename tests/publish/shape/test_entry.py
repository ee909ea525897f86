"""Entries as readers see them."""

import pytest

from publish import sample
from sourcebook.publish.shape.address import address_view
from sourcebook.publish.shape.entry import Shape, byline, text_direction
from sourcebook.publish.shape.links import Links
from sourcebook.publish.shape.safe import clean, web_href
from sourcebook.records import Address, Date, Entry

LINKS = Links("../", language="en", shown=("human-trafficking",))


@pytest.mark.parametrize(
    ("written", "date", "expected"),
    [
        ("A. Writer, News, 17 Nov 05", Date(edtf="2005-11-17", as_written="17 Nov 05"), ("A. Writer, News", "17 November 2005")),
        ("News, May 2003 – Source: Wire", Date(edtf="2003-05", as_written="May 2003"), ("News, Source: Wire", "May 2003")),
        ("News, 31 Feb 2009", Date(edtf=None, as_written="31 Feb 2009"), ("News, 31 Feb 2009", "")),
        ("2020 Edition", Date(edtf="2020", as_written="2020 Edition"), ("A. Writer, Coast Daily News", "2020")),
        ("", None, ("A. Writer, Coast Daily News", "")),
    ],
)  # fmt: skip
def test_a_date_is_said_once(written: str, date: Date | None, expected: tuple[str, str]) -> None:
    assert byline(sample.entry("a", byline=written, issued=date)) == expected


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JavaScript:x", "file:///etc", "x", ""]
)
def test_only_addresses_of_the_web_are_linked(url: str) -> None:
    assert web_href(url) == ""
    assert address_view(Address(url=url, as_written="as it was")).href == ""


def test_direction_marks_and_controls_are_dropped() -> None:
    assert web_href("https://a.example/\u202egpj.exe") == "https://a.example/gpj.exe"
    assert clean("a\x00b\x1b[0m\ttab") == "ab[0m\ttab"


def test_right_to_left_titles_say_so() -> None:
    assert text_direction("عمال الموسم") == "rtl"
    assert text_direction("«العمال» 2005") == "rtl"
    assert text_direction("Harbour عمال") == ""
    assert text_direction("Plain", "ar") == "rtl"
    view = Shape(sample.entry("a", title="عمال", language="ar"), LINKS).row()
    assert (view.lang, view.dir) == ("ar", "rtl")


def test_a_card_shows_the_chosen_excerpts_and_the_page_all() -> None:
    entry: Entry = sample.records()[2]  # type: ignore[assignment]
    shape = Shape(entry, LINKS, ("human-trafficking",))
    assert [x.anchor for x in shape.card(("x2",)).excerpts] == ["x2"]
    assert [link.note for link in shape.card(("x2",)).aspects] == ["deception"]
    assert shape.card(()).excerpts == ()
    assert len(shape.whole().excerpts) == 2
    assert [link.label for link in shape.whole().countries] == ["Kyrgyzstan", "Kazakhstan"]
