"""Described pages in every form give back what was described; the seed page gives its counts."""

from pathlib import Path
from typing import Any

import pytest

from collect.postings.pagemaker import FORMS, described, expected
from collect.postings.scoring import Score, score
from sourcebook.collect.contract import contract
from sourcebook.collect.postings import looks_like, read
from sourcebook.errors import Unreadable

# The least F1 we accept per form. Line breaks are certain in the first five; in the last three
# they are not, and some titles can only be told from their bylines by knowing the publisher.
FLOORS = {
    "plain": 0.99,
    "dense": 0.99,
    "grouped": 0.99,
    "html": 0.99,
    "html_breaks": 0.99,
    "half_flat": 0.98,
    "flattened": 0.97,
    "cut": 0.97,
}


def read_json(data: bytes, name: str = "page.txt", address: str = "") -> dict[str, Any]:
    return contract(read(data, name=name, address=address))


@pytest.mark.parametrize("form", FORMS)
def test_described_pages_are_read_as_described(form: str) -> None:
    total = Score()
    for page in described():
        total += score(expected(page, form), read_json(FORMS[form](page), page.path))
    assert total.f1 >= FLOORS[form], (total.missing[:10], total.surplus[:10])


def test_the_scorer_gives_nothing_for_an_empty_reading() -> None:
    page = described()[0]
    wanted = expected(page, "plain")
    empty = {**wanted, "entries": []}
    assert score(wanted, wanted).f1 == 1
    assert score(wanted, empty).recall < 0.2


def test_the_seed_page_gives_its_counts(shared: Path) -> None:
    seed = shared / "seeds" / "kazakhstan.txt"
    found = read_json(seed.read_bytes(), seed.name)
    entries = found["entries"]
    addresses = [address for entry in entries for address in entry["addresses"]]
    excerpts = [excerpt for entry in entries for excerpt in entry["excerpts"]]
    notes = [date for address in addresses for date in address["accessed"]]
    assert len(entries) == 19
    assert list(dict.fromkeys(entry["section"] for entry in entries)) == [
        "featured", "archives", "earlier",
    ]  # fmt: skip
    assert sum(1 for address in addresses if address["url"]) == 20
    assert len(notes) == 23
    assert sum(1 for date in notes if date["edtf"] is None) == 1
    assert sum(1 for excerpt in excerpts if excerpt["locator"]) == 7
    assert sum(1 for excerpt in excerpts if excerpt["heading"]) == 11
    assert sum(1 for entry in entries if entry["lost"]) == 3
    page = found["page"]
    assert page["aspects_prompted"] == [
        "Forced-Labor", "Debt Bondage", "Prostitution", "Forced Begging", "Child Soldiers",
        "Sale of Organs",
    ]  # fmt: skip
    assert [line["number"] for line in page["helplines"]] == ["+77172790345"]
    assert "tax code to favor domestic" in page["background"]["text"]
    assert page["background"]["source"] == "The World Factbook, U.S.C.I.A. 2009"


def test_a_link_tells_the_whole_address_behind_shortened_words() -> None:
    page = b"""<html><body><p>*** ARCHIVES ***<p>A Long Way Round<p>Jane Sample, Herald, 3 May 2005
    <p><a href="http://www.herald.example/very/long/path.html">www.herald.example/very/...</a>
    <p>[accessed 3 May 2010]<p>Nobody came.</body></html>"""
    address = read_json(page)["entries"][0]["addresses"][0]
    assert address["url"] == "http://www.herald.example/very/long/path.html"
    assert address["as_written"] == "www.herald.example/very/..."


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,<b>x</b>", "vbscript:x"])
def test_an_address_that_is_not_the_webs_is_kept_but_not_linked(bad: str) -> None:
    text = f"*** ARCHIVES ***\n\nA Title Here\n\nHerald, 3 May 2005\n\n{bad}\n\n[accessed 3 May 2010]\n\nWords."
    found = read_json(text.encode())
    address = found["entries"][0]["addresses"][0]
    assert address["url"] is None
    assert address["as_written"] == bad
    assert any(f["rule"] == "address" and f["subject"] == "line 7" for f in found["findings"])


def test_an_impossible_date_is_kept_as_written_with_a_finding() -> None:
    text = "*** ARCHIVES ***\n\nA Title Here\n\nHerald, 31 Feb 2009\n\nx.example/a\n\n[accessed 31 Feb 2010]"
    found = read_json(text.encode())
    entry = found["entries"][0]
    assert entry["issued"] == {"edtf": None, "as_written": "31 Feb 2009"}
    assert entry["addresses"][0]["accessed"] == [{"edtf": None, "as_written": "31 Feb 2010"}]
    assert [f["rule"] for f in found["findings"]].count("unreadable-date") == 2


def test_marks_without_width_are_dropped_and_arabic_is_kept() -> None:
    text = "*** ARCHIVES ***\n\nA \u200bTitle \u202eHere\u202c\n\nHerald, 3 May 2005\n\nx.example/a\n\n[accessed 2010]\n\nقالت المرأة إنها لم تأخذ أجرها."
    entry = read_json(text.encode())["entries"][0]
    assert entry["title"] == "A Title Here"
    assert entry["excerpts"][0]["paragraphs"] == ["قالت المرأة إنها لم تأخذ أجرها."]


def test_a_page_cut_in_mid_word_says_so() -> None:
    text = "*** ARCHIVES ***\n\nA Title Here\n\nHerald, 3 May 2005\n\nx.example/a\n\n[accessed 2010]\n\nThe boats came back empty, and the harbour mas"
    assert [f["subject"] for f in read_json(text.encode())["findings"] if f["rule"] == "cut"] == [
        "line 11"
    ]


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\n", b"%PDF-1.7 x", bytes(range(256)) * 20, b"<p></p>"]
)
def test_what_is_no_page_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"odd\.htm"):
        read(data, name="odd.htm")


def test_reading_twice_gives_the_same_draft() -> None:
    data = FORMS["html"](described()[0])
    assert read(data, name="a.htm") == read(data, name="a.htm")


def test_a_posting_page_is_known_from_other_files() -> None:
    assert looks_like(FORMS["plain"](described()[0]))
    assert looks_like(FORMS["html"](described()[1]))
    assert not looks_like(b"@article{x, title={y}}")
    assert not looks_like(b"TY  - JOUR\nTI  - x\nER  -\n")
    assert not looks_like(b"\x00\x01\x02")
