"""Heads on one line part where a reader would part them."""

from typing import Any

import pytest

from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read
from sourcebook.collect.postings.flat import part
from sourcebook.collect.postings.helplines import helplines
from sourcebook.collect.postings.names import whole_publishers

HEADS = [
    ("Boat Children of the Delta", "UN Integrated Regional Information Networks IRIN, LAGOS, 2 May 2005"),
    ("No Way Off the Streets", "Human Rights Watch, July 20, 2010"),
    ("Harvest Brides Warned By Film", "Radio Free Europe/Radio Liberty RFE/RL, October 29, 2002"),
    ("Ferry police look the other way", "Nuno Ferro, Inter Press Service News Agency IPS, LIMA, Nov 28, 2006"),
    ("The World Factbook", "U.S. Central Intelligence Agency, 18 Dec 2018"),
    ("Prices Divide El Monte", "Christian Science Monitor, 17 November 2005"),
    ("Maids: abuse goes on", "Arab News, Jeddah, 9 Dec 2009"),
    ("Shelter for Harbour Children", "Brother Jos van Drift, Lakeside Mission"),
    ("Police raid cybersex den", "Nadia Ferro, The Harbour Star, Updated 2009-03-14"),
    ("Girls leave by night", "Nick Farrow, The Daily Telegraph, 14 Feb 2009"),
    ("Forgotten in Sorrento", "Refugees International, Washington DC, 19 December 2005"),
    ("Maids of the Harbour", "Women's Consortium of Sorrento WOCOS, Sorrento, August 2001"),
    ("Boys of the Harbour", "HCF Harbour Children Foundation, Sorrento, 2010"),
    ("Drift to the Towns", "IRIN PlusNews, MBABANE, 11 Aug 2006"),
    ("Ferry Workers Live in the Past", "Staff Correspondent, Coast Herald, Dhaka, June 3, 2008"),
    ("Children in Cells: A Report", "Human Rights Watch Children's Rights Project, July 1999"),
    ("Slaves in Suburbia", "Kelly St. John, Chronicle Staff Writer, Coast Chronicle, October 6, 2006"),
    ("Jailed in Port Moresby", "Joe Farrow, Coast Herald, June 20, 2009"),
    ("Police Unpunished in Mexico", "Comisión Mexicana de los Puertos, Mexico City, 2007"),
    ("Helpline Overwhelmed by Calls", "UNHCR, Skopje, 4 May 2001"),
    ("Cutters go before the court", "Pilar Ortega Amnesty International, 6 October 2011"),
    ("Farms Walk Out of Camp", "– Source: Institute for War & Peace Reporting IWPR, Sep 12 2015"),
    ("Ferry Girls Ask For School Fees", "Staff Writer, Coast Morning Lamp, Posted: 4 Jan 2003"),
    ('"We Know Who They Are"', "Radio Free Harbour RFH Coast service, 16.07.2004"),
    ("Bondage in the Logging Camps", "Anti-Bondage International, Policy Brief No. 3, Winter 2006/07"),
    ("Fire Kills 100 in San Pedro", "Ginger Ferro, Associated Wire AW, 18 May 04"),
    ("Special Visit Ends", "United Nations Press Release"),
    ("Protect Domestic Workers", "Human Rights Watch & Harbour Aid (joint statement), September 17th 2008"),
    ("Voices From the Cane", "Edited by E. Ferro and P. Ferro; Port-au-Prince, 1999"),
    ("A Place Under the Table", "Lucía Ferro, Voces, junio 2001"),
    ("What Papers Won't", "Staff writers, Coast Wire, Cairo, 2/12/2006"),
    ("The Broken Gong", "Special to the Clock, Sorrento, December 30th 2009"),
    ("The Harbour's Landless", "Nadia Ferro, Coast Voices, Nov-Dec 2001"),
    ("Counting the Boats", "Central Bureau of Boats, Planning Secretariat, November 2011"),
    ("Rowing Boats: A Comparison", "Journal of Lake Studies, Vol. 14, No. 2, May 2005"),
    ("Law no. 678/2001 on Recruiters", "Coast Herald, 11 December 2001"),
    ("Court Jails a Recruiter", "Press Release, Ana F. Ople Policy Center, December 4, 2009"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "byline"), HEADS)
def test_a_head_on_one_line_parts_before_its_byline(title: str, byline: str) -> None:
    found = part(f"They had been paid once. {title} {byline}", opening=False)
    assert found is not None
    assert (found.title, found.byline) == (title, byline)


def test_a_town_with_a_particle_s_name_is_read() -> None:
    text = "It was heard before. [21] In Van, two had marks. Harbour Lawyers Wait Coast Herald, 9 June 2010"
    found = part(text, opening=False)
    assert found is not None
    assert (found.title, found.byline) == ("Harbour Lawyers Wait", "Coast Herald, 9 June 2010")


def test_a_heading_with_its_dash_begins_no_title() -> None:
    quote = "TORTURE AND OTHER ILL-TREATMENT - Beatings went on in spite of an order by the judge."
    text = f"{quote} Ombudsman Finds a Drawer Coast Herald, 9 June 2010"
    found = part(text, opening=False)
    assert found is not None
    assert text[: found.at].strip() == quote


def test_a_source_in_brackets_after_a_sentence_stays_with_the_quote() -> None:
    quote = "Half of them were girls. (US Dept of State, Country Reports, 1999)"
    text = f"{quote} Police rescue girls from a bar Andina, Puerto Maldonado, 18 June 2015"
    found = part(text, opening=False)
    assert found is not None
    assert text[: found.at].strip() == quote


def test_a_publisher_s_name_inside_a_title_is_none() -> None:
    assert whole_publishers("Human Rights Watch World Report 2013") == ()
    assert whole_publishers("Save the Children from Themselves") == ()
    assert whole_publishers("Human Rights Watch, 2013") == ((0, 18),)


def test_a_service_number_before_a_country_code_is_the_helpline_s() -> None:
    for lines in (
        ["Ministry of the Family 116 Country code: 51-"],
        ["Ministry of the Family 116", "Country code: 51-"],
        ["Ministry of the Family", "116", "Country code: 51-"],
    ):
        (one,) = helplines(lines, "PE")
        assert (one.organisation, one.as_written) == ("Ministry of the Family", "116")
    (one,) = helplines(["Hotline of the Ministry 23 720 555 Country code: 855-"], "KH")
    assert (one.organisation, one.as_written) == ("Hotline of the Ministry", "23 720 555")


def test_a_head_s_labels_are_told_on_one_line() -> None:
    text = (
        "Human Trafficking in [Chad] [other countries] [ Country-by-Country Reports ] "
        "Human Trafficking & Modern-day Slavery In the first decade of the 21st Century "
        "gvnet.com/humantrafficking/Chad.htm Chad The lake is smaller each year. [An Almanac, 2011] "
        "CAUTION – Nobody has checked these. *** ARCHIVES *** Two Boats a Day Coast Herald, 9 June 2010 "
        "herald.example/boats.pdf [PDF] [accessed 3 May 2011] Nobody counted.¹ THE BOYS - They row."
    )
    found = contract(read(text.encode()))
    page, (entry,) = found["page"], found["entries"]
    assert page["menu"] == [
        "Human Trafficking in [Chad] [other countries]", "Country-by-Country Reports",
    ]  # fmt: skip
    assert page["range"] == "In the first decade of the 21st Century"
    assert page["caution"] == "Nobody has checked these."
    assert entry["addresses"][0]["url"] == "http://herald.example/boats.pdf"
    assert [x["heading"] for x in entry["excerpts"]] == ["", "THE BOYS"]


def read_text(*lines: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = contract(read("\n\n".join(lines).encode(), name=name))
    return found


def test_a_rating_s_source_may_open_with_its_year() -> None:
    page = read_text(
        "Torture by Authorities", "library.example/torture/Chad.htm", "Chad",
        "The lake is smaller each year. [An Almanac, 2011]",
        "The law forbids it; guards did it. - 2008 Country Reports on Human Rights Practices, U.S. Dept of State"
        "  Check out a later country report here",
        "*** ARCHIVES ***", "Two Boats a Day", "Coast Herald, 9 June 2010", "herald.example/boats",
        "[accessed 3 May 2011]",
        name="Chad.htm",
    )["page"]  # fmt: skip
    assert page["summary"] == {
        "text": "The law forbids it; guards did it.",
        "source": "2008 Country Reports on Human Rights Practices, U.S. Dept of State",
    }


def test_an_aspect_and_the_first_group_on_one_line_are_two() -> None:
    found = read_text(
        "Human Trafficking & Modern-day Slavery", "library.example/humantrafficking/00-Begging.htm",
        "Forced Begging Brazil", "Two Boats a Day", "Coast Herald, 9 June 2010",
        "herald.example/boats", "[accessed 3 May 2011]",
        name="00-Begging.htm",
    )  # fmt: skip
    assert found["page"]["subject"]["as_written"] == "Forced Begging"
    assert [entry["group"] for entry in found["entries"]] == ["Brazil"]
