"""Teachers' pages hold no postings: notes, topics and lists of pages begin none."""

from typing import Any

from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read

TOP = "Human Trafficking & Modern-day Slavery\n\nlibrary.example/humantrafficking/{}.htm\n\n"


def page(name: str, *lines: str) -> dict[str, Any]:
    text = TOP.format(name) + "\n\n".join(lines)
    found: dict[str, Any] = contract(read(text.encode(), name=f"humantrafficking/{name}.htm"))
    return found


def test_the_notes_of_an_essay_are_no_postings() -> None:
    found = page(
        "Definition", "What Is Meant", "The word means more than a journey. (1)  It needs no border. (2)",
        "(1) A. Writer, On Borders, Coast Press, 2005, www.coastpress.example/borders",
        "[accessed 6 June 2012]", "(2) The same.",
    )  # fmt: skip
    assert found["entries"] == []
    told = " ".join(finding["subject"] for finding in found["findings"])
    assert "lines 7-13" in told


def test_numbered_topics_are_no_postings() -> None:
    found = page(
        "Topics",
        "Debate Topics",
        "1. Resolved: that a boycott helps.",
        "2. Who pays for cheap goods?",
    )
    assert found["entries"] == []


def test_a_list_of_countries_is_no_background() -> None:
    found = page("index", "Country-by-Country Reports", "Albania", "Algeria", "Andorra")
    assert found["page"]["background"]["text"] == ""
    assert found["entries"] == []
