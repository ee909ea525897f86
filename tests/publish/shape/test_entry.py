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


@pytest.mark.parametrize(
    "value",
    ["file:///C:/Users/aname/report.pdf", ":C\\:/Users/aname/a.pdf:PDF", "Full Text:/home/aname/a.pdf:pdf",
     r"C:\Users\aname\a.pdf", r"\\server\team\a.pdf", "internal-pdf://123/a.pdf", "~/papers/a.pdf",
     "/Users/aname/Zotero/storage/X/a.pdf"],
)  # fmt: skip
def test_a_file_on_somebodys_own_machine_is_never_published(value: str) -> None:
    one = sample.entry("a", details={"x-where": value}, addresses=(Address(as_written=value),))
    view = Shape(one, LINKS).whole()
    assert value not in str(view)
    assert "own machine" in view.addresses[0].shown


def test_attachments_are_kept_back_and_other_details_are_not() -> None:
    details = {
        "x-file": "files/12/a.pdf", "x-shelf": "Home/Users: 3", "page": "12/15",
        "x-site": "https://a.example/home/users/a.pdf",
    }  # fmt: skip
    view = Shape(sample.entry("a", details=details), LINKS).whole()
    assert [value for _, value in view.details][-3:] == [
        "12/15",
        "Home/Users: 3",
        details["x-site"],
    ]


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Дети улиц", "ru"), ("Қазақстан туралы есеп", "kk"), ("Звіт про торгівлю людьми", "und-Cyrl"),
        ("تقرير عن الاتجار", "und-Arab"), ("人口贩运报告", "zh"), ("Enfants à Rabat", ""), ("Plain", ""),
        ("2005", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_title_in_other_letters_says_its_language(title: str, lang: str) -> None:
    assert Shape(sample.entry("a", title=title, language=""), LINKS).row().lang == lang


def test_marks_that_override_the_order_of_letters_are_dropped() -> None:
    assert clean("a\u202efdp.exe\u202c b") == "afdp.exe\u202c b"


def test_a_date_in_words_is_not_said_beside_itself() -> None:
    one = sample.entry(
        "a", byline="12 March 2015", issued=Date(edtf="2015-03-12", as_written="12/03/2015")
    )
    assert "12 March 2015" not in byline(one)[0]
