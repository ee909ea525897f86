"""MODS descriptions."""

import pytest

from sourcebook.collect.bibliographies.mods import looks_like_mods, read
from sourcebook.errors import Unreadable
from sourcebook.records import Entry

ARTICLE = """<mods xmlns="http://www.loc.gov/mods/v3" version="3.4">
<titleInfo><nonSort>The</nonSort><title>Forty Beds</title><subTitle>a study</subTitle></titleInfo>
<name type="personal"><namePart type="family">Sample</namePart>
<namePart type="given">Ada</namePart><role><roleTerm>author</roleTerm></role></name>
<name type="corporate"><namePart>Labour, Land and Water Union</namePart></name>
<name type="personal"><namePart>Lee, Kim, 1950-</namePart>
<role><roleTerm type="code">edt</roleTerm></role></name>
<language><languageTerm type="code">eng</languageTerm></language>
<abstract>What was seen.</abstract>
<subject><topic>shelter</topic><geographic>Coast</geographic></subject>
<identifier type="doi">10.5555/x</identifier>
<location><url usage="primary display">https://a.example/beds</url></location>
<relatedItem type="host"><titleInfo><title>Journal of Invented Studies</title></titleInfo>
<part><detail type="volume"><number>3</number></detail>
<detail type="issue"><number>2</number></detail>
<extent unit="pages"><start>10</start><end>19</end></extent><date>2005-11</date></part>
</relatedItem><extension>kept</extension></mods>"""


def one(text: str) -> Entry:
    return read(text.encode(), "a.xml").entries[0].entry


def test_an_article_keeps_everything_it_says() -> None:
    entry = one(ARTICLE)
    assert entry.title == "The Forty Beds: a study"
    assert entry.kind == "article-journal"
    assert entry.authors == ("Sample, Ada", "{Labour, Land and Water Union}")
    assert entry.details["editor"] == "Lee, Kim"
    assert entry.container == "Journal of Invented Studies"
    assert (entry.details["volume"], entry.details["issue"]) == ("3", "2")
    assert entry.details["page"] == "10-19"
    assert entry.issued is not None
    assert entry.issued.edtf == "2005-11"
    assert entry.identifiers == {"doi": "10.5555/x"}
    assert entry.language == "en"
    assert entry.details["keyword"] == "shelter"
    assert entry.details["x-subject-geographic"] == "Coast"
    assert entry.details["x-extension"] == "kept"
    assert entry.addresses[0].url == "https://a.example/beds"
    assert entry.excerpts[0].paragraphs == ("What was seen.",)


@pytest.mark.parametrize(
    ("written", "made"), [("c1999", "1999"), ("[1999?]", "1999"), ("20020702", "2002-07-02")]
)
def test_dates_as_libraries_write_them_are_read(written: str, made: str) -> None:
    issued = one(
        "<mods><titleInfo><title>T</title></titleInfo><originInfo>"
        f"<dateIssued>{written}</dateIssued></originInfo></mods>"
    ).issued
    assert issued is not None
    assert (issued.edtf, issued.as_written) == (made, written)


def test_entities_are_refused() -> None:
    with pytest.raises(Unreadable, match="entities"):
        read(b'<!DOCTYPE mods [<!ENTITY a "b">]><mods/>', "a.xml")


def test_mods_is_told_from_other_xml() -> None:
    assert looks_like_mods(ARTICLE.encode())
    assert not looks_like_mods(b"<?xml version='1.0'?><modern/>")
