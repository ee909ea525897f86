"""EndNote XML: its records, its styles, and what XML could do to a reader."""

import pytest

from sourcebook.collect.bibliographies.endnote_xml import looks_like_endnote, read
from sourcebook.errors import Unreadable

RECORD = """<?xml version="1.0" encoding="UTF-8"?><xml><records><record>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Sample, Ada</style></author>
<author>Institute of Beds,</author></authors></contributors>
<titles><title><style>Forty </style><style face="italic">Beds</style></title>
<secondary-title>Journal of Invented Studies</secondary-title></titles>
<pages>10-19</pages><volume>3</volume><number>2</number>
<keywords><keyword>shelter</keyword><keyword>law</keyword></keywords>
<dates><year>2005</year><pub-dates><date>17 Nov</date></pub-dates></dates>
<isbn>1234-5678</isbn><electronic-resource-num>10.5555/x</electronic-resource-num>
<abstract>What was seen.</abstract><notes>N</notes><custom7>seven</custom7>
<urls><related-urls><url>https://a.example/beds</url></related-urls>
<pdf-urls><url>internal-pdf://beds.pdf</url></pdf-urls></urls>
</record></records></xml>"""


def test_a_record_keeps_everything_it_says() -> None:
    entry = read(RECORD.encode(), "a.xml").entries[0].entry
    assert entry.title == "Forty Beds"
    assert entry.details["x-markup-title"] == "Forty <i>Beds</i>"
    assert entry.authors == ("Sample, Ada", "Institute of Beds")
    assert entry.container == "Journal of Invented Studies"
    assert entry.issued is not None
    assert entry.issued.edtf == "2005-11-17"
    assert entry.identifiers == {"issn": "1234-5678", "doi": "10.5555/x"}
    assert entry.details["issue"] == "2"
    assert entry.details["keyword"] == "shelter, law"
    assert entry.details["x-custom7"] == "seven"
    assert entry.details["x-file"] == "internal-pdf://beds.pdf"
    assert [address.url for address in entry.addresses] == ["https://a.example/beds"]


def test_entities_are_refused_wherever_they_point() -> None:
    for inside in ('<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY a "aaaaaaaa">'):
        data = f"<?xml version='1.0'?><!DOCTYPE xml [{inside}]>{RECORD[38:]}".encode()
        with pytest.raises(Unreadable, match="entities"):
            read(data, "a.xml")


def test_entities_in_another_encoding_are_not_resolved() -> None:
    text = RECORD.replace('encoding="UTF-8"', 'encoding="UTF-16"').replace(
        "<xml>", '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/hostname">]><xml>'
    )
    draft = read(text.replace("Forty ", "Forty &a;").encode("utf-16"), "a.xml")
    with open("/etc/hostname", encoding="utf-8") as host:
        assert host.read().strip() not in draft.entries[0].entry.title


def test_a_file_cut_off_gives_what_is_whole_and_says_so() -> None:
    draft = read(RECORD.replace("</records></xml>", "<record><titles><title>Cut").encode(), "a.xml")
    assert draft.entries[0].entry.title == "Forty Beds"
    assert "xml-broken" in {finding.rule for finding in draft.findings}


def test_what_is_no_xml_is_an_error() -> None:
    with pytest.raises(Unreadable):
        read(b"not at all", "a.xml")


def test_endnote_is_told_from_other_xml() -> None:
    assert looks_like_endnote(RECORD.encode())
    assert not looks_like_endnote(b"<?xml version='1.0'?><rss></rss>")
