"""RIS as programs write it, broken ways included."""

import pytest

from sourcebook.collect.bibliographies.ris import looks_like_ris, read
from sourcebook.collect.draft import Draft
from sourcebook.records import Entry

SAMPLE = """TY  - RPRT
AU  - Sample, Ada
AU  - Bread and Roses
TI  - Forty Beds
PB  - Invented Institute
PY  - 2005/11/17/
UR  - https://a.example/beds
Y2  - 2011/02/16
SN  - INV/2005/7
KW  - shelters
KW  - law; police
AB  - First paragraph.

Second paragraph.
N1  - A note
C1  - something
ER  -
"""


def one(text: str) -> Entry:
    draft = read(text.encode(), "a.ris")
    assert len(draft.entries) == 1
    return draft.entries[0].entry


def rules(draft: Draft) -> set[str]:
    return {finding.rule for finding in draft.findings}


def test_a_report_keeps_everything_it_says() -> None:
    entry = one(SAMPLE)
    assert entry.kind == "report"
    assert entry.title == "Forty Beds"
    assert entry.authors == ("Sample, Ada", "Bread and Roses")
    assert entry.publisher == "Invented Institute"
    assert entry.issued is not None
    assert entry.issued.edtf == "2005-11-17"
    assert entry.details["number"] == "INV/2005/7"
    assert entry.details["keyword"] == "shelters, law, police"
    assert entry.details["x-c1"] == "something"
    assert entry.addresses[0].accessed[0].edtf == "2011-02-16"
    assert entry.notes == ("A note",)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_do_not_matter(end: str, mark: bytes) -> None:
    draft = read(mark + SAMPLE.replace("\n", end).encode(), "a.ris")
    assert draft.entries[0].entry == one(SAMPLE)


def test_one_blank_or_none_around_the_hyphen_will_do() -> None:
    entry = one("TY - JOUR\nTI -Close\nAU- Sample, A.\nER -\n")
    assert entry.title == "Close"
    assert entry.authors == ("Sample, A.",)


def test_a_record_without_its_end_is_read_and_told() -> None:
    draft = read(b"TY  - BOOK\nTI  - One\nTY  - BOOK\nTI  - Two\n", "a.ris")
    assert [drafted.entry.title for drafted in draft.entries] == ["One", "Two"]
    assert "record-unfinished" in rules(draft)


def test_a_type_that_comes_late_still_counts() -> None:
    assert one("TI  - Late\nTY  - THES\nPB  - University\nER  - ").kind == "thesis"


def test_lines_outside_any_record_are_told_with_their_number() -> None:
    draft = read(b"Exported for you\nTY  - BOOK\nTI  - One\nER  - \n", "a.ris")
    stray = next(finding for finding in draft.findings if finding.rule == "line-unplaced")
    assert stray.subject == "line 1"


def test_a_tag_means_what_its_type_says() -> None:
    assert one("TY  - JOUR\nTI  - T\nT2  - Journal\nER  - ").container == "Journal"
    assert (
        one("TY  - BOOK\nTI  - T\nT2  - A Series\nER  - ").details["collection-title"] == "A Series"
    )
    meeting = one("TY  - CPAPER\nTI  - T\nT2  - The Meeting\nER  - ")
    assert meeting.details["event-title"] == "The Meeting"


def test_pages_join_and_a_single_page_stands_alone() -> None:
    assert one("TY  - JOUR\nTI  - T\nSP  - 10\nEP  - 19\nER  - ").details["page"] == "10-19"
    assert one("TY  - JOUR\nTI  - T\nSP  - 10\nEP  - 10\nER  - ").details["page"] == "10"


def test_the_fuller_of_two_dates_is_taken() -> None:
    issued = one("TY  - JOUR\nTI  - T\nPY  - 2014\nDA  - 2014/06/01\nER  - ").issued
    assert issued is not None
    assert issued.edtf == "2014-06-01"
    issued = one("TY  - JOUR\nTI  - T\nDA  - 2014\nY1  - 2014/06/01\nER  - ").issued
    assert issued is not None
    assert issued.edtf == "2014-06-01"


def test_a_doi_that_is_none_makes_no_link() -> None:
    entry = one("TY  - JOUR\nTI  - T\nDO  - ask the library\nER  - ")
    assert "doi" not in entry.identifiers
    assert entry.details["x-doi"] == "ask the library"


def test_an_address_that_runs_code_is_kept_as_words_only() -> None:
    draft = read(b"TY  - WEB\nTI  - T\nUR  - javascript:alert(1)\nER  - ", "a.ris")
    assert draft.entries[0].entry.addresses[0].url is None
    assert draft.entries[0].entry.addresses[0].as_written == "javascript:alert(1)"
    assert "address-refused" in rules(draft)


def test_a_record_without_a_title_is_kept_and_told() -> None:
    draft = read(b"TY  - JOUR\nT2  - Journal\nER  - ", "a.ris")
    assert draft.entries[0].entry.title == "Journal"
    assert "no-title" in rules(draft)


def test_ris_is_told_from_prose() -> None:
    assert looks_like_ris(SAMPLE)
    assert not looks_like_ris("TY is a country code\nER is another")


def test_a_date_in_words_comes_back_as_it_was_written() -> None:
    (drafted,) = read(b"TY  - GEN\r\nTI  - A\r\nDA  - ///31 Feb 2004\r\nER  - \r\n").entries
    assert drafted.entry.issued is not None
    assert drafted.entry.issued.as_written == "31 Feb 2004"
