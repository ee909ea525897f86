"""Pages whose lines were joined at random places are read as their lines would be."""

import random
from itertools import pairwise
from typing import Any

import pytest

from collect.postings.pagemaker import described, expected, rows
from collect.postings.scoring import Score, score
from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read


def joined(lines: list[str], longest: int, seed: int) -> str:
    """Runs of one to ``longest`` lines on one line each."""
    chance = random.Random(seed)
    made: list[str] = []
    at = 0
    while at < len(lines):
        count = chance.randint(1, longest)
        made.append(" ".join(lines[at : at + count]))
        at += count
    return "\n".join(made)


def read_text(text: str, name: str = "page.txt") -> dict[str, Any]:
    found: dict[str, Any] = contract(read(text.encode(), name=name))
    return found


@pytest.mark.parametrize("longest", [2, 4, 9, 30])
def test_described_pages_survive_random_joins(longest: int) -> None:
    total = Score()
    for number, page in enumerate(described()):
        lines = [" ".join(row.text.split()) for row in rows(page)]
        text = joined(lines, longest, 100 * longest + number)
        total += score(expected(page, "flattened"), read_text(text, page.path))
    assert total.f1 >= 0.97, (total.missing[:10], total.surplus[:10])


HEAD = [
    "Human Trafficking & Modern-day Slavery", "library.example/humantrafficking/Chad.htm",
    "Chad", "The lake is smaller each year. [An Almanac, 2011]", "*** ARCHIVES ***",
]  # fmt: skip
FIRST = [
    "The Reed Cutters of the Lake", "Nadia Ferro, Lakeside Weekly, 4 March 2008",
    "www.lakeside.example/reeds", "[accessed 2 May 2011]", "They were paid in reeds.",
]  # fmt: skip
SECOND = [
    "Two Boats a Day", "Coast Herald, 9 June 2010", "herald.example/news/boats",
    "[accessed 3 May 2011]", "Nobody counted the boats.",
]  # fmt: skip


@pytest.mark.parametrize(
    "breaks", [(9, 10), (7, 11, 13), (6, 8, 12), (5, 6, 7, 8, 14), (1, 2, 3, 4, 5, 10, 12)]
)
def test_two_postings_are_told_apart_wherever_lines_end(breaks: tuple[int, ...]) -> None:
    lines = [*HEAD, *FIRST, *SECOND]
    ends = [0, *breaks, len(lines)]
    runs = [" ".join(lines[a:b]) for a, b in pairwise(ends)]
    found = read_text("\n".join(runs))["entries"]
    assert [entry["title"] for entry in found] == [FIRST[0], SECOND[0]]
    assert [entry["byline"] for entry in found] == [FIRST[1], SECOND[1]]
    assert [entry["excerpts"][0]["paragraphs"] for entry in found] == [[FIRST[4]], [SECOND[4]]]


def test_findings_about_joined_lines_name_lines_of_the_file() -> None:
    text = joined([*HEAD, *FIRST, *SECOND, "[accessed 22une 2012]"], 3, 5)
    last = text.count("\n") + 1
    for finding in read_text(text)["findings"]:
        if finding["subject"].startswith("line"):
            numbers = finding["subject"].split()[1].split("-")
            assert all(1 <= int(number) <= last for number in numbers)


def test_a_publisher_the_page_repeats_is_known_where_a_line_break_is_lost() -> None:
    bylines = [
        ("The Ledger and the Net", "Osprey Fellowship Circular, 3 May 2004"),
        ("What the Fishermen Owe", "Osprey Fellowship Circular, 9 June 2007"),
        ("Nights on the Dam", "Osprey Fellowship Circular, 1 July 2009"),
    ]
    text = " ".join(HEAD)
    for number, (title, byline) in enumerate(bylines):
        text += f" {title} {byline} www.osprey.example/{number} [accessed 2 May 2011] It rained."
    found = read_text(text)["entries"]
    assert [(entry["title"], entry["byline"]) for entry in found] == bylines


def test_an_address_after_a_byline_needs_no_access_note() -> None:
    text = " ".join([*HEAD, *FIRST[:3], FIRST[4], *SECOND])
    found = read_text(text)["entries"]
    assert [entry["title"] for entry in found] == [FIRST[0], SECOND[0]]
    assert found[0]["addresses"][0]["url"] == "http://www.lakeside.example/reeds"


def test_the_first_posting_stands_apart_from_the_caution_before_it() -> None:
    caution = "CAUTION: These links lead elsewhere. Nobody has checked what they say."
    text = " ".join([*HEAD[:4], caution, *FIRST, *SECOND])
    page = read_text(text)
    assert page["page"]["caution"].endswith("Nobody has checked what they say.")
    assert [entry["title"] for entry in page["entries"]] == [FIRST[0], SECOND[0]]


def test_a_range_line_keeps_its_years_and_loses_its_address() -> None:
    for gap in (" ", " " * 10):
        ranged = f"In the early years of the 21st Century, 2000 to 2025{gap}{HEAD[1]}"
        page = read_text("\n".join([HEAD[0], ranged, *HEAD[2:], *FIRST]))["page"]
        assert page["range"] == "In the early years of the 21st Century, 2000 to 2025"
        assert page["subject"]["as_written"] == "Chad"


def test_a_theme_in_the_menu_is_not_the_page_s() -> None:
    menu = ["Main Menu", "Poverty", "Torture"]
    title = "The Commercial Sexual Exploitation of Children CSEC"
    tagline = "What is sold, and by whom"
    lines = [*menu, title, tagline, "In the early years of the 21st Century", "Chad"]
    for text in ("\n".join(lines), " ".join(lines), " ".join(menu) + "\n" + "\n".join(lines[3:])):
        page = read_text(text + "\n" + "\n".join([*HEAD[3:], *FIRST]))["page"]
        assert page["theme"] == "csec"
        assert page["menu"] == menu
        assert page["tagline"] == tagline
