"""Styles written for the test: what each element does."""

from typing import Any

from sourcebook.publish.cite.csl import Cite, Style

ITEMS: dict[str, dict[str, Any]] = {
    "a": {
        "id": "a", "type": "book", "title": "chains of debt", "language": "en",
        "author": [{"family": "Mason", "given": "Edith Ann"}, {"family": "Stone", "given": "Jean-Luc"}],
        "issued": {"date-parts": [[2003, 2]]}, "page": "3-9",
    },
    "b": {
        "id": "b", "type": "report", "title": "Wages",
        "author": [{"literal": "Bureau of Fair Hiring"}],
        "issued": {"date-parts": [[2003, 1, 5], [2003, 2, 7]]},
    },
}  # fmt: skip


def style(layout: str, extra: str = "", **attributes: str) -> Style:
    more = " ".join(f'{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
    return Style(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" {more}>'
        f'<citation><layout delimiter="; ">{layout}</layout></citation>{extra}</style>'.encode(),
        "en",
    )


def one(layout: str, item: str = "a", **attributes: str) -> str:
    return style(layout, **attributes).cite([Cite(id=item)], ITEMS, format="text")


def test_names_are_turned_shortened_and_joined() -> None:
    shape = '<names variable="author"><name name-as-sort-order="first" initialize-with=". " and="text"/></names>'
    assert one(shape) == "Mason, E. A. and J.-L. Stone"
    assert one(shape.replace('and="text"', 'et-al-min="2" et-al-use-first="1"')) == (
        "Mason, E. A. et al."
    )
    assert one(shape, "b") == "Bureau of Fair Hiring"
    assert one('<names variable="author"><name form="count"/></names>') == "2"


def test_a_group_vanishes_with_its_variables() -> None:
    group = '<group delimiter=" "><text value="vol."/><text variable="volume"/></group>'
    assert one(f"<text value='x'/>{group}") == "x"
    assert one('<group><text value="only words"/></group>') == "only words"


def test_what_stands_in_for_names_is_not_said_twice() -> None:
    shape = (
        '<group delimiter=". "><names variable="editor"><substitute><text variable="title"/>'
        '</substitute></names><text variable="title"/><text value="end"/></group>'
    )
    assert one(shape, "b") == "Wages. end"


def test_date_ranges_say_shared_parts_once() -> None:
    date = '<date variable="issued" form="text"/>'
    assert one(date, "b") == "January 5–February 7, 2003"
    assert one(date) == "February 2003"
    assert one('<date variable="issued" form="text" date-parts="year"/>', "b") == "2003"


def test_choices_look_at_type_variable_and_match() -> None:
    shape = (
        '<choose><if type="report book" variable="page" match="all"><text value="never"/></if>'
        '<else-if type="book" variable="page"><text value="paged book"/></else-if>'
        '<else-if type="report thesis" match="any"><text value="report"/></else-if>'
        '<else><text value="else"/></else></choose>'
    )
    assert one(shape) == "paged book"
    assert one(shape, "b") == "report"


def test_the_position_of_a_cite_chooses() -> None:
    made = style(
        '<choose><if position="ibid"><text term="ibid"/></if>'
        '<else><text variable="title"/></else></choose>'
    )
    ibid = frozenset({"subsequent", "ibid"})
    assert made.cite([Cite(id="b")], ITEMS, positions=[ibid]) == "ibid."
    assert made.cite([Cite(id="b")], ITEMS) == "Wages"


def test_a_bibliography_is_sorted_numbered_and_says_an_author_once() -> None:
    listed = (
        '<bibliography subsequent-author-substitute="———"><sort><key variable="issued" sort="descending"/></sort>'
        '<layout suffix="."><text variable="citation-number" suffix=". "/><names variable="author"/>'
        '<text variable="title" prefix=", "/></layout></bibliography>'
    )
    again = {**ITEMS["a"], "id": "c", "title": "Later", "issued": {"date-parts": [[2004]]}}
    made = style('<text variable="title"/>', listed).bibliography(
        [ITEMS["a"], again, ITEMS["b"]], format="text"
    )
    assert made == [
        "1. Edith Ann Mason, Jean-Luc Stone, Later.",
        "2. ———, chains of debt.",
        "3. Bureau of Fair Hiring, Wages.",
    ]


def test_a_date_that_could_not_be_read_is_said_once() -> None:
    year, day = (
        f'<date variable="issued" form="text" date-parts="{parts}"/>'
        for parts in ("year", "year-month-day")
    )
    rest = '<date variable="issued"><date-part name="month"/><date-part name="day"/></date>'
    ITEMS["c"] = {"id": "c", "type": "book", "title": "x", "issued": {"literal": "31 Feb 2004"}}
    assert one(f'<group delimiter=", ">{year}{rest}</group>', "c") == "31 Feb 2004"
    assert one(day, "c") == "31 Feb 2004"
