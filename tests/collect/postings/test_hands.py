"""What curators' hands do to a page: lines broken, labels doubled, remarks beside dates."""

from typing import Any

import pytest

from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read
from sourcebook.collect.postings.acronyms import spelled
from sourcebook.collect.postings.marks import read_locator
from sourcebook.collect.postings.wordkinds import Ordinary, words_of

POSTING = (
    "Two Boats a Day\nCoast Herald, {when}\n{address}\n{note}\n\n"
    "Nobody counted the boats, says the harbour master.\n"
)


def page(head: str, body: str = "", name: str = "page.txt") -> dict[str, Any]:
    return contract(read(f"{head}\n\n*** ARCHIVES ***\n\n{body}".encode(), name=name))


def posting(
    *, when: str = "9 June 2010", address: str = "herald.example/boats",
    note: str = "[accessed 3 May 2011]",
) -> dict[str, Any]:  # fmt: skip
    text = POSTING.format(when=when, address=address, note=note)
    found: dict[str, Any] = page("gvnet.com/humantrafficking/Chad.htm\nChad", text)["entries"][0]
    return found


@pytest.mark.parametrize(
    "address",
    [
        "www.herald.example/archive/2010/june/09/two-boats-\na-day-on-the-river.html",
        "www.herald.example/archive/2010/june/story.php?id=\n4521",
        "http://www.herald.example/archive/2010/ju\nne/09/boats.html",
    ],
)
def test_an_address_broken_over_lines_is_one(address: str) -> None:
    found = posting(address=address)["addresses"]
    assert [one["as_written"] for one in found] == [address.replace("\n", "")]
    assert found[0]["accessed"][0]["edtf"] == "2011-05-03"


@pytest.mark.parametrize(
    "links",
    [
        '<a href="http://herald.example/library/two-boats">herald.example/library/two-<br>boats</a>',
        '<a href="http://herald.example/library/two-boats">herald.example/library/two-</a><br>'
        '<a href="http://herald.example/library/two-boats">boats</a>',
        "herald.example/library/two-<br>boats",
    ],
)
def test_an_address_broken_over_lines_of_html_is_one(links: str) -> None:
    text = f"<p><b>Two Boats a Day</b><br>Coast Herald, 9 June 2010<br>{links}<br>[accessed 3 May 2011]"
    entry = page(f"<p>gvnet.com/humantrafficking/Chad.htm</p><p>Chad</p>{text}")["entries"][0]
    assert [one["as_written"] for one in entry["addresses"]] == ["herald.example/library/two-boats"]
    assert not entry["excerpts"]


def test_two_addresses_before_one_note_stay_two() -> None:
    written = "www.herald.example/news/boats/\nherald.example/archive/boats"
    assert len(posting(address=written)["addresses"]) == 2


def test_a_remark_beside_an_access_date_stays_and_the_date_is_read() -> None:
    note = "[partially accessed 13 July 2011 - access restricted]"
    date = posting(note=note)["addresses"][0]["accessed"][0]
    assert date == {"edtf": "2011-07-13", "as_written": note[1:-1]}


def test_a_remark_may_begin_with_a_capital() -> None:
    note = "[accessed 24 August 2016 - Access forbidden]"
    date = posting(note=note)["addresses"][0]["accessed"][0]
    assert date == {"edtf": "2016-08-24", "as_written": note[1:-1]}


@pytest.mark.parametrize(
    "note", ["[acessed 3 May 2011]", "[accesssed 3 May 2011]", "[accesed: 3 May 2011]"]
)
def test_a_slip_in_the_word_of_an_access_note_is_seen_through(note: str) -> None:
    entry = posting(note=note)
    assert entry["addresses"][0]["accessed"] == [{"edtf": "2011-05-03", "as_written": "3 May 2011"}]
    assert len(entry["excerpts"]) == 1


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        ("Geneva 2009", "2009"),
        ("Updated 2008", "2008"),
        ("Vol. 8(2), pp 112-130, June 2004", "2004-06"),
        ("Vol. 8(2), pp 112-130, 2004", None),
        ("4 de julio de 2005", "2005-07-04"),
        ("25 Kasım 2008", "2008-11-25"),
        ("Chiang Mai, 2002", "2002"),
        ("Rio de Janeiro, 2002", "2002"),
        ("Lakeside Legal Aid, 07/2012", "2012-07"),
        ("Decree 07/2012", None),
        ("Quarterly Note, 3rd quarter 2009", "2009"),
        ("Lima, Junio 2005", "2005-06"),
        ("Savings Fund, Suva, 2005. 112 pages", "2005"),
        ("Legal Circle, Hong Kong, 2003; ISBN: 962-8161-00-X", "2003"),
        ("Working Paper 7, doi:10.5555/paper.7, 2009", "2009"),
        ("صحيفة الميناء، بيروت، 2012", "2012"),
    ],
)
def test_dates_of_bylines_as_hands_write_them(when: str, edtf: str | None) -> None:
    issued = posting(when=when)["issued"]
    assert (issued and issued["edtf"]) == edtf


def test_a_title_that_ends_in_pdf_takes_no_second_line() -> None:
    head = "Five Years On the Road [PDF]\nNETAID: Fifth Report on the Agenda for Action\n"
    text = (
        head
        + "NETAID International, November 2001\nnetaid.example/five.pdf\n[accessed 2 May 2011]\n"
    )
    entry = page("gvnet.com/humantrafficking/Chad.htm\nChad", text)["entries"][0]
    assert entry["title"] == "Five Years On the Road [PDF]"
    assert entry["byline"].startswith("NETAID: Fifth Report")


def test_a_dash_below_a_heading_of_its_own_line_is_no_word() -> None:
    text = POSTING.format(
        when="9 June 2010", address="herald.example/boats", note="[accessed 2011]"
    )
    entry = page("Chad", text + "\nEXECUTIVE SUMMARY\n\n- The harbour has one boat.\n")["entries"][
        0
    ]
    assert entry["excerpts"][-1]["heading"] == "EXECUTIVE SUMMARY"
    assert entry["excerpts"][-1]["paragraphs"] == ["The harbour has one boat."]


def test_a_theme_is_told_by_its_name_inside_the_title() -> None:
    assert page("The Plight of Street Children\n\nChad")["page"]["theme"] == "street-children"


def test_a_title_over_two_lines_leaves_neither_menu_nor_tagline() -> None:
    found = page("Child Prostitution\nThe Commercial Sexual Exploitation of Children\n\nChad")[
        "page"
    ]
    assert (found["theme"], found["menu"], found["tagline"]) == ("csec", [], "")
    head = (
        "Torture by Police, Forced Disappearance\n& Other Ill Treatment\ngvnet.com/torture/Chad.htm"
    )
    found = page(f"{head}\nChad")["page"]
    assert (found["theme"], found["menu"], found["tagline"]) == ("torture", [], "")


def test_the_address_may_stand_below_the_country() -> None:
    found = page("Torture\nChad\ngvnet.com/torture/Chad.htm\n\nA dry country. [Atlas, 2009]")[
        "page"
    ]
    assert found["background"] == {"text": "A dry country.", "source": "Atlas, 2009"}


def test_an_aspect_or_age_above_the_page_address_is_the_subject() -> None:
    top = "Human Trafficking & Modern-day Slavery\nResources for Teachers\n"
    body = "Camel Jockeys - Oman\n\n" + POSTING.format(
        when="9 June 2010", address="herald.example/boats", note="[accessed 3 May 2011]"
    )
    head = f"{top}Lecture Resources on Debt Bondage\ngvnet.com/humantrafficking/00-Debt.htm\n\n"
    found = contract(read(f"{head}{body}".encode()))
    assert found["page"]["subject"]["aspect"] == "debt-bondage"
    found = contract(
        read(f"{top}Ages 6 - 11\ngvnet.com/humantrafficking/age.htm\n\n{body}".encode())
    )
    assert found["page"]["subject"]["kind"] == "age"
    assert found["entries"][0]["group"] == "Camel Jockeys - Oman"


def test_countries_below_an_aspect_group_even_where_one_stands_first() -> None:
    text = POSTING.format(when="2 Dec. ’03", address="herald.example/b", note="[accessed 2011]")
    found = contract(
        read(
            "Human Trafficking & Modern-day Slavery\nForced Marriage\n"
            f"gvnet.com/humantrafficking/00-Marriage.htm\n\nEthiopia\n\n{text}\nOman - Peru\n\n{text}".encode()
        )
    )
    assert found["page"]["subject"] == {
        "kind": "aspect", "aspect": "forced-marriage", "as_written": "Forced Marriage",
    }  # fmt: skip
    assert [entry["group"] for entry in found["entries"]] == ["Ethiopia", "Oman - Peru"]
    assert [entry["issued"]["edtf"] for entry in found["entries"]] == ["2003-12-02"] * 2


def test_a_page_of_topics_is_called_by_its_own_line() -> None:
    text = (
        "Human Trafficking & Modern-day Slavery\n\nResources for Teachers\n\nDebate Topics\n\n"
        "gvnet.com/humantrafficking/00-Debate.htm\n\n1. Resolved: that one topic is enough.\n"
    )
    found = contract(read(text.encode()))
    assert found["page"]["subject"]["as_written"] == "Debate Topics"
    assert not found["entries"]


def test_questions_that_lead_in_twice_name_their_aspects() -> None:
    asked = (
        "Would you like to write about Runaways? Pimps? Or would you rather look at Laws? Shelters?"
    )
    found = page(f"Chad\n\nHOW TO USE THIS WEB-PAGE\n\nStudents\n\n{asked}")["page"]
    assert found["aspects_prompted"] == ["Runaways", "Pimps", "Laws", "Shelters"]


def test_what_stands_for_a_picture_is_dropped_and_told() -> None:
    found = page("gvnet.com/torture/Chad.htm\nChad\n\nA dry [image] country. [Atlas, 2009]")
    assert found["page"]["background"]["text"] == "A dry country."
    assert any("image" in finding["says"] for finding in found["findings"])


def test_a_dense_page_of_short_lines_is_not_taken_for_wrapped() -> None:
    text = "".join(
        f"Boats of the {name} River and Those Who Row Them\nM. Ferro, The Lakeside Weekly and Courier, {n} May 2001\n"
        f"www.lakeside.example/2001/{n}/boats.htm\n[accessed 3 May 2011]\nWHAT THEY EARN - \n"
        "The rowers are paid in reeds at the end of each month, they say too.\nWHERE THEY SLEEP - \nIn the boats.\n"
        for n, name in enumerate(("Long", "Red", "Dry", "White"), start=1)
    )
    entries = page("gvnet.com/torture/Chad.htm\nChad", text)["entries"]
    assert [[x["heading"] for x in entry["excerpts"]] for entry in entries] == [
        ["WHAT THEY EARN", "WHERE THEY SLEEP"]
    ] * 4


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kidney Sellers Of Mingir Balkan Reporting Circle BRC, 17 Nov 03", "Balkan"),
        ("Shelter for Domestic Workers Kuwait News Agency KUNA, 6 Sep 2007", "Kuwait"),
        ("Ring at Port Agence France-Presse AFP, Lome", "Agence"),
    ],
)
def test_an_acronym_tells_where_the_name_it_spells_begins(text: str, first: str) -> None:
    words = words_of(text, Ordinary())
    assert [words[start].text for start, _ in spelled(words)] == [first]


@pytest.mark.parametrize(
    ("title", "byline"),
    [
        ("Children Still Pick Cotton Despite Decree", "Asia-Plus, Dushanbe, 14 October 2009"),
        ("Boats", "Global IDP and Child Soldiers Desk, 2004"),
        (
            "Government to ratify ILO convention on child labour",
            "Xinhua News Agency, December 4, 2001",
        ),
        (
            "The Global March Against Child Labour - Worst Forms of Child Labour Data",
            "Global March Against Child Labour, 2000",
        ),
        ("NGO shelters 31 trafficked Filipinas", "The Star Online, Kota Kinabalu, 2 August 2007"),
        ("Boys forced to fight, says Amnesty", "Amnesty International, 31 August 2000"),
        ("Tin Helmets of the Boys", "Charity Phiri, Copperbelt Examiner, Kitwe, 22 Oct 2004"),
        (
            "Labor Ministry Opens Shelter for Domestic Workers",
            "Kuwait News Agency KUNA, 6 Sep 2007",
        ),
    ],
)
def test_heads_on_one_line_part_where_ordinary_words_end(title: str, byline: str) -> None:
    text = f"{title} {byline} wire.example/a/1 [accessed 3 May 2011] He was paid at the door.\n"
    entry = page("gvnet.com/humantrafficking/Chad.htm\nChad", text)["entries"][0]
    assert (entry["title"], entry["byline"]) == (title, byline)


def test_a_caution_may_be_set_off_by_a_dash() -> None:
    assert page("Chad\n\nCAUTION - These links were not tried.")["page"]["caution"] == (
        "These links were not tried."
    )


def test_a_section_in_roman_numerals_is_a_locator() -> None:
    text = POSTING.format(when="9 June 2010", address="herald.example/b", note="[accessed 2011]")
    entry = page("Chad", f"{text}\n[Section III.B] No rower has a contract.\n")["entries"][0]
    assert entry["excerpts"][-1]["locator"]["value"] == "III.B"


@pytest.mark.parametrize(
    ("mark", "kind", "value"),
    [
        ("[Section 5, scroll down]", "section", "5"),
        ("[page 12; scroll down]", "page", "12"),
        ("[49].", "paragraph", "49"),
    ],
)
def test_marks_beside_a_locator_are_seen_through(mark: str, kind: str, value: str) -> None:
    text = POSTING.format(when="9 June 2010", address="herald.example/b", note="[accessed 2011]")
    entry = page("Chad", f"{text}\n{mark} No rower has a contract.\n")["entries"][0]
    quoted = entry["excerpts"][-1]
    assert (quoted["locator"]["kind"], quoted["locator"]["value"]) == (kind, value)
    assert quoted["paragraphs"] == ["No rower has a contract."]


def test_a_menu_above_a_title_of_two_lines_ends_before_it() -> None:
    head = (
        "Main Menu\nTorture\n\nChild Prostitution\n\nThe Commercial Sexual Exploitation of Children\n\n"
        "gvnet.com/childprostitution/Fiji.htm\n\nRepublic of the\n\nFiji Islands"
    )
    found = page(head)["page"]
    assert found["menu"] == ["Main Menu", "Torture"]
    assert found["subject"]["as_written"] == "Republic of the Fiji Islands"


def test_a_theme_s_name_on_two_lines_is_no_tagline_where_heads_are_joined() -> None:
    head = (
        "Torture by Police, Forced Disappearance\n& Other Ill Treatment\n"
        "gvnet.com/torture/Chad.htm\nChad"
    )
    text = POSTING.format(when="9 June 2010", address="herald.example/b", note="[accessed 2011]")
    found = page(head, " ".join(text.split()[:13]) + "\nNobody counted the boats.")["page"]
    assert (found["theme"], found["tagline"]) == ("torture", "")


def test_a_group_on_its_own_line_is_whole_where_heads_are_joined() -> None:
    text = POSTING.format(when="9 June 2010", address="herald.example/b", note="[accessed 2011]")
    joined = " ".join(text.split("\n\n")[0].split())
    found = contract(
        read(
            "Human Trafficking & Modern-day Slavery\nYoung Adults\n"
            f"gvnet.com/humantrafficking/00-Adults.htm\nForced Labor - Oman\n{joined}\nNobody counted.\n"
            f"Debt Bondage - Chad\n{joined}\nNobody did.\n".encode()
        )
    )
    assert [e["group"] for e in found["entries"]] == ["Forced Labor - Oman", "Debt Bondage - Chad"]


def test_prose_that_opens_a_section_is_no_title() -> None:
    text = POSTING.format(when="9 June 2010", address="herald.example/b", note="[accessed 2011]")
    joined = " ".join(text.split("\n\n")[0].split())
    found = page(
        "gvnet.com/torture/Chad.htm\nChad", f"The reeds are high this year.\n{joined}\nSo."
    )
    assert [entry["title"] for entry in found["entries"]] == ["Two Boats a Day"]


def test_a_subtitle_that_names_a_volume_is_the_title_s() -> None:
    when = "Central Bureau of Boats, Planning Secretariat, November 2011"
    head = f"Boats Survey III, 2010-2011\nStatistical Report, Volume Two\n{when}"
    text = f"{head}\nboats.example/vol2.pdf\n[accessed 2 May 2014]\n\nA boat is counted once.\n"
    entry = page("gvnet.com/torture/Chad.htm\nChad", text)["entries"][0]
    assert entry["title"] == "Boats Survey III, 2010-2011 Statistical Report, Volume Two"


def test_a_lesson_plan_is_called_by_the_line_above_its_address() -> None:
    text = (
        "Human Trafficking & Modern-day Slavery\n\nLesson Plan 2\n\n"
        "gvnet.com/humantrafficking/00-Plan2.htm\n\nTitle: A Shirt\n\nUnit Topic: Work\n"
    )
    found = contract(read(text.encode()))
    assert found["page"]["subject"]["as_written"] == "Lesson Plan 2"
    assert found["page"]["background"]["text"] == ""


@pytest.mark.parametrize(
    ("mark", "kind", "value"),
    [
        ("[Chapter IV, page 77]", "page", "77"),
        ("[page 9; footnote 12]", "page", "9"),
        ("[5 (b)]", "paragraph", "5 (b)"),
    ],
)
def test_a_locator_of_two_parts_tells_the_page(mark: str, kind: str, value: str) -> None:
    found = read_locator(mark)
    assert found is not None
    assert (found.kind, found.value, found.as_written) == (kind, value, mark)


def test_text_wrapped_in_pre_is_read_as_if_it_weren_t() -> None:
    said = (
        "The ferry stopped in spring, and with it went the only clinic that asked no\n"
        "questions of those who came at night; the council has promised another boat\n"
        "each year since then."
    )
    text = POSTING.format(when="9 June 2010", address="herald.example/b", note="[accessed 2011]")
    body = "\n\n".join(text.split("\n\n")[:1] + [said] * 4)
    found = page("<pre>gvnet.com/torture/Chad.htm\nChad", body)["entries"][0]
    assert found["excerpts"][0]["paragraphs"] == [said.replace("\n", " ")] * 4


def test_a_page_that_begins_in_a_quote_keeps_its_first_posting() -> None:
    text = POSTING.format(when="9 June 2010", address="herald.example/b", note="[accessed 2011]")
    begun = "[page 12] and the contract was signed in a hotel by the river, where nobody asked."
    found = contract(
        read(f"gvnet.com/humantrafficking/Chad.htm\n\nChad\n\n{begun}\n\n{text}".encode())
    )
    assert [entry["title"] for entry in found["entries"]] == ["Two Boats a Day"]
    assert found["page"]["background"]["text"] == ""
    assert found["page"]["menu"] == []


def test_a_short_page_of_markdown_is_known_by_its_links() -> None:
    text = POSTING.format(
        when="9 June 2010", address="[herald.example/b](http://herald.example/b)",
        note="[accessed 3 May 2011]",
    )  # fmt: skip
    title, rest = text.split("\n", 1)
    found = page("gvnet.com/torture/Chad.htm\n\n# Chad", f"**{title}**\n\n{rest}" * 2)
    assert [e["title"] for e in found["entries"]] == ["Two Boats a Day"] * 2


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        ("Jan. '07", "2007-01"),
        ("Lima, Dic. 2007", "2007-12"),
        ("2009-Dec-01", "2009-12-01"),
        ("Coast Herald on the Web, 24/01/08", "2008-01-24"),
        ("12 مارس 2007", "2007-03-12"),
    ],
)
def test_dates_of_bylines_as_other_hands_write_them(when: str, edtf: str) -> None:
    assert posting(when=when)["issued"]["edtf"] == edtf


def test_a_name_is_not_cut_before_the_acronym_that_spells_it() -> None:
    text = (
        "Kidney Sellers Of Mingir Balkan Reporting Circle BRC, 17 Nov 03 brc.example/kidneys "
        "[accessed 3 May 2011] He was paid at the door.\n"
    )
    entry = page("gvnet.com/humantrafficking/Chad.htm\nChad", text)["entries"][0]
    assert entry["title"] == "Kidney Sellers Of Mingir"
