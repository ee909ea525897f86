"""Markdown, as extractors of web pages write it, is read as the lines a reader sees."""

from typing import Any

from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read
from sourcebook.collect.postings.lines import plain_lines
from sourcebook.collect.postings.markdown import looks_like_markdown, markdown_lines

PAGE = r"""# Human Trafficking & Modern-day Slavery

* [Main Menu](../index.htm)
* [Poverty](../poverty/index.htm)

## Chad

**\*\*\* ARCHIVES \*\*\***

**The Reed Cutters of the Lake (Second Part)**

Nadia Ferro, Lakeside Weekly, 4 March 2008

[www.lakeside.example/reed_cutters_(2)](http://www.lakeside.example/reed_cutters_(2))

[accessed 2 May 2011]

**THE DEBT** - They *cut reeds* for the [foreman](http://foreman.example/) and paid for the knife\.

**Two Boats a Day**

Coast Herald, 9 June 2010

<http://herald.example/two-boats>

[accessed 3 May 2011]

Nobody counted the boats.
"""


def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = contract(read(PAGE.encode(), name="Chad.md"))["entries"]
    return found


def test_titles_are_read_without_their_stars() -> None:
    assert [entry["title"] for entry in entries()] == [
        "The Reed Cutters of the Lake (Second Part)", "Two Boats a Day",
    ]  # fmt: skip
    assert {entry["section"] for entry in entries()} == {"archives"}


def test_links_give_their_addresses_brackets_and_all() -> None:
    urls = [address["url"] for entry in entries() for address in entry["addresses"]]
    assert urls == [
        "http://www.lakeside.example/reed_cutters_(2)",
        "http://herald.example/two-boats",
    ]


def test_quoted_words_lose_marks_and_keep_words() -> None:
    excerpt = entries()[0]["excerpts"][0]
    assert excerpt["heading"] == "THE DEBT"
    assert excerpt["paragraphs"] == ["They cut reeds for the foreman and paid for the knife."]


def test_a_line_tells_bold_and_links_where_they_stand() -> None:
    (line,) = markdown_lines(plain_lines("**See [the *old* map](http://map.example/a_b) and go**"))
    assert line.text == "See the old map and go"
    assert line.bold
    (link,) = line.links
    assert line.text[link.start : link.end] == "the old map"
    assert link.href == "http://map.example/a_b"


def test_escaped_brackets_are_no_seams() -> None:
    text = PAGE.replace("[accessed 2 May 2011]", r"\[accessed 2 May 2011\]")
    text = text.replace("[accessed 3 May 2011]", r"\[accessed 3 May 2011\]")
    found = contract(read(text.encode(), name="Chad.md"))["entries"]
    assert found == entries()


def test_section_marks_in_stars_are_no_markdown() -> None:
    text = "*** FEATURED ARTICLE ***\n*** ARCHIVES ***\n*** EXTREME WEATHER ***\n[page 3]"
    assert not looks_like_markdown(plain_lines(text))


def test_many_open_brackets_are_read_in_no_time() -> None:
    text = "[a](" * 3000 + "**" * 3000 + "![" * 3000
    markdown_lines(plain_lines(text))
