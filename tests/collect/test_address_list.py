"""Lists of addresses: one a line or in running text."""

from sourcebook.collect.address_list import looks_like_addresses, read

LIST = """# our links
https://a.example/report-on-work.pdf  a good one
2. www.b.example/y.
<http://a.example/report-on-work.pdf>
- c.example/z (seen in May)

and a line of words
"""


def test_each_address_is_an_entry_once() -> None:
    draft = read(LIST.encode(), "links.txt")
    entries = [drafted.entry for drafted in draft.entries]
    assert [entry.addresses[0].url for entry in entries] == [
        "https://a.example/report-on-work.pdf",
        "http://www.b.example/y",
        "http://c.example/z",
    ]
    assert entries[0].title == "a.example/report-on-work.pdf"
    assert [drafted.line for drafted in draft.entries] == [2, 3, 5]


def test_what_else_a_line_says_is_a_note() -> None:
    entries = [drafted.entry for drafted in read(LIST.encode(), "links.txt").entries]
    assert [entry.notes for entry in entries] == [("a good one",), (), ("seen in May",)]


def test_no_line_is_lost() -> None:
    findings = {finding.rule: finding for finding in read(LIST.encode(), "l.txt").findings}
    assert "line 2" in findings["address-repeated"].says
    assert "and a line of words" in findings["line-unplaced"].says
    assert "3 entries" in findings["titles-to-come"].says


def test_marks_of_the_sentence_are_no_part_of_an_address() -> None:
    text = "See https://a.example/x_(y), or (https://a.example/z)."
    entries = [drafted.entry for drafted in read(text.encode(), "l.txt").entries]
    assert [entry.addresses[0].url for entry in entries] == [
        "https://a.example/x_(y)",
        "https://a.example/z",
    ]


def test_a_list_is_told_from_a_page() -> None:
    assert looks_like_addresses(LIST)
    assert not looks_like_addresses("A page about things\nwith one link\nhttp://a.example\nand on")


def test_addresses_that_run_code_are_not_linked() -> None:
    draft = read(b"javascript:alert(1)\nhttps://a.example/\n", "l.txt")
    assert len(draft.entries) == 1
