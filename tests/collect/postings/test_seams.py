"""Words that were glued together where line ends were dropped are parted again."""

from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read
from sourcebook.collect.postings.lines import plain_lines
from sourcebook.collect.postings.seams import opened

GLUED = (
    "The Reed Cutters of the LakeNadia Ferro, Lakeside Weekly, 4 March 2008"
    "www.lakeside.example/reeds[accessed 2 May 2011]They were paid in reeds.\n"
    "Two Boats a DayCoast Herald, 9 June 2010herald.example/news/boats[accessed 3 May 2011]\n"
    "Nobody counted the boats.\n"
)


def test_glued_heads_are_read() -> None:
    found = contract(read(b"*** ARCHIVES ***\n" + GLUED.encode()))["entries"]
    assert [(entry["title"], entry["byline"]) for entry in found] == [
        ("The Reed Cutters of the Lake", "Nadia Ferro, Lakeside Weekly, 4 March 2008"),
        ("Two Boats a Day", "Coast Herald, 9 June 2010"),
    ]
    assert [entry["addresses"][0]["url"] for entry in found] == [
        "http://www.lakeside.example/reeds", "http://herald.example/news/boats",
    ]  # fmt: skip


def test_a_page_that_was_not_glued_stays_as_it_is() -> None:
    lines = plain_lines(
        "EurasiaNet, 4 May 2004\nwww.eurasia.example/McDonald/a1www.htm\n[accessed 4 May 2010]\n"
        "A word[accessed 3 May 2011] was glued once."
    )
    assert opened(lines) == lines


def test_names_with_capitals_inside_a_quote_stay_whole() -> None:
    text = GLUED + "The AsiaNews man wrote it down; ReliefWeb kept it."
    assert opened(plain_lines(text))[-1].text.startswith("The AsiaNews man")
