"""RefWorks tagged files."""

from sourcebook.collect.bibliographies.refworks import looks_like_refworks, read

SAMPLE = """RT Journal Article
A1 Sample,Ada
T1 Forty Beds
JF Journal of Invented Studies
YR 2005
FD Nov 17
VO 3
SP 10
OP 19
K1 shelter
NO a note that
runs on
SN 1234-5678
U1 mine
RT Book, Whole
T1 Second
"""


def test_records_keep_everything_they_say() -> None:
    draft = read(SAMPLE.encode(), "a.txt")
    first, second = (drafted.entry for drafted in draft.entries)
    assert first.authors == ("Sample, Ada",)
    assert first.issued is not None
    assert first.issued.edtf == "2005-11-17"
    assert first.details["page"] == "10-19"
    assert first.details["x-u1"] == "mine"
    assert first.notes == ("a note that runs on",)
    assert first.identifiers == {"issn": "1234-5678"}
    assert (second.title, second.kind) == ("Second", "book")


def test_refworks_is_told_from_prose() -> None:
    assert looks_like_refworks(SAMPLE)
    assert not looks_like_refworks("RT is the sign of a retweet\nand nothing else")
