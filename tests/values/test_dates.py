"""Dates as pages write them become EDTF, or None where nobody could be sure."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.records import Date
from sourcebook.values.dates import edtf, find_dates, read_date
from sourcebook.values.dates_said import spelled, year_of


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("17 Nov 05", "2005-11-17"), ("Aug. 14, 2003", "2003-08-14"), ("June 5,2004", "2004-06-05"),
        ("2006-08-25", "2006-08-25"), ("09/19/2007", "2007-09-19"), ("1st July 2000", "2000-07-01"),
        ("18th April, 2021", "2021-04-18"), ("Sep 20 2007", "2007-09-20"), ("May 2003", "2003-05"),
        ("June, 2009", "2009-06"), ("2005", "2005"), ("30.04.2020", "2020-04-30"),
        ("Monday, 5 June 2006", "2006-06-05"), ("17 ноября 2005 г.", "2005-11-17"),
        ("2003-2005", "2003/2005"), ("May-June 2003", "2003-05/2003-06"),
        ("12-15 March 2004", "2004-03-12/2004-03-15"), ("Spring 2004", "2004-21"),
        ("28 May - 3 June 2004", "2004-05-28/2004-06-03"), ("17 Nov 99", "1999-11-17"),
        ("05/05/2005", "2005-05-05"), ("29 Feb 2004", "2004-02-29"),
        ("7 de enero del 2003", "2003-01-07"), ("Marzo 3 de 2004", "2004-03-03"),
        ("3 déc. 2004", "2004-12-03"), ("1er juillet 2003", "2003-07-01"), ("Junio 2005", "2005-06"),
        ("jul/ago 2004", "2004-07/2004-08"), ("enero-marzo de 2002", "2002-01/2002-03"),
        ("April to September 2014", "2014-04/2014-09"), ("12 to 14 May 2003", "2003-05-12/2003-05-14"),
        ("Autumn/Winter 2001", "2001-23/2001-24"), ("Hiver 2004-2005", "2004-24"),
        ("Winter 2006/07", "2006-24"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_it_is_meant(written: str, canonical: str) -> None:
    assert edtf(written) == canonical


@pytest.mark.parametrize(
    "written",
    ["22ugust 2011", "25 November 25, 2020", "02-08-05", "31 Feb 2009", "29 Feb 2005", "Nov 05",
     "Set 2004", "Winter 2006/09", "Spring 2006/07", "Winter/Spring 2004", "", "soon", "2005-13-01", "0000", "9999", "2009-2003", "Octember 3, 2004", "5" * 200],
)  # fmt: skip
def test_what_is_not_certain_is_none(written: str) -> None:
    assert edtf(written) is None
    assert read_date(written) == Date(edtf=None, as_written=written)


def test_the_caller_may_settle_which_number_is_the_day() -> None:
    assert edtf("02-08-05", day_first=True) == "2005-08-02"
    assert edtf("02-08-05", day_first=False) == "2005-02-08"
    assert edtf("19/08/2005", day_first=False) == "2005-08-19"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The News, Vol. 1, No. 31, July 7, 2004", ["July 7, 2004"]),
        ("AMR 19/002/2005, 3 May 2005", ["3 May 2005"]),
        ("Digest, 31 July 2003, Web. 9 Sept. 2009", ["31 July 2003", "9 Sept. 2009"]),
        ("Boletín, Lima, junio de 2005; abril 2006", ["junio de 2005", "abril 2006"]),
        ("in Chiang Mai 2002 and Rio de Janeiro, 2003", ["2002", "2003"]),
        ("we may meet 12 people", []),
        ("call 202-555-0123 in marches", []),
    ],
)
def test_dates_are_found_in_running_text(text: str, dates: list[str]) -> None:
    assert [found.as_written for found in find_dates(text)] == dates


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2999, 12, 31)))
def test_every_day_is_read_back_from_plain_words(day: object) -> None:
    canonical = str(day)
    assert edtf(spelled(Date(edtf=canonical))) == canonical
    assert year_of(Date(edtf=canonical)) == int(canonical[:4])


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    edtf(text)
    for found in find_dates(text):
        assert text[found.start : found.end] == found.as_written


def test_a_date_is_spelled_in_three_languages() -> None:
    day = Date(edtf="2005-11-17", as_written="17 Nov 05")
    assert spelled(day) == "17 November 2005"
    assert spelled(day, "ru") == "17 ноября 2005"
    assert spelled(day, "kk") == "17 қараша 2005"
    assert spelled(Date(edtf=None, as_written="22ugust 2011")) == "22ugust 2011"
    assert spelled(Date(edtf="2004-21", as_written="Spring 2004")) == "Spring 2004"


@pytest.mark.parametrize(
    ("canonical", "written", "said"),
    [
        ("2011-22", "2011-22", "summer 2011"), ("2011-02/2011-04", "2011-02/2011-04", "February 2011 – April 2011"),
        ("2010/2012-03", "", "2010 – March 2012"), ("2003/2005", "2003-2005", "2003–2005"),
        ("2004-03-12/2004-03-15", "12-15 March 2004", "12-15 March 2004"), ("2010~", "2010~", "about 2010"),
        ("2004-11-17?", "", "about 17 November 2004"), ("2011-21/2011-23", "", "spring 2011 – autumn 2011"),
        ("201X", "201X", "201X"), ("2010/..", "", "2010/.."),
    ],
)  # fmt: skip
def test_seasons_ranges_and_doubt_are_said_in_words(
    canonical: str, written: str, said: str
) -> None:
    assert spelled(Date(edtf=canonical, as_written=written)) == said


def test_seasons_are_said_in_three_languages() -> None:
    summer = Date(edtf="2011-22", as_written="2011-22")
    assert [spelled(summer, tongue) for tongue in ("ru", "kk")] == ["лето 2011", "жаз 2011"]


@pytest.mark.parametrize("written", ["1er juin 2016", "1º de junio de 2016", "1 juin 2016"])
def test_the_first_of_a_month_is_read_in_romance_languages(written: str) -> None:
    assert edtf(written) == "2016-06-01"
