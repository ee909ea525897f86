"""CSL-JSON, Zotero's and Crossref's ways of writing it."""

import json
from typing import Any

import pytest

from sourcebook.collect.bibliographies.csl_json import looks_like_csl_json, read
from sourcebook.errors import Unreadable
from sourcebook.records import Entry


def one(**item: Any) -> Entry:
    draft = read(json.dumps([item]).encode(), "a.json")
    return draft.entries[0].entry


def test_an_item_keeps_everything_it_says() -> None:
    entry = one(
        id="k1", type="report", title="Forty <i>Beds</i>", publisher="Institute",
        author=[{"family": "Berg", "given": "Ada", "non-dropping-particle": "van"},
                {"literal": "Bread, Roses and Water"}],
        editor=[{"family": "Lee", "given": "Kim", "suffix": "Jr."}],
        issued={"date-parts": [["2005", "11", 17]]}, accessed={"date-parts": [[2011, 2]]},
        URL="https://a.example/beds", DOI="10.5555/x", ISSN="1234-5678", language="kaz",
        note="N", abstract="A", keyword="one, two", volume=3, custom={"deep": [1]},
    )  # fmt: skip
    assert entry.title == "Forty Beds"
    assert entry.authors == ("van Berg, Ada", "{Bread, Roses and Water}")
    assert entry.details["editor"] == "Lee, Kim, Jr."
    assert entry.issued is not None
    assert entry.issued.edtf == "2005-11-17"
    assert entry.addresses[0].accessed[0].edtf == "2011-02"
    assert entry.language == "kk"
    assert entry.details["volume"] == "3"
    assert entry.details["x-custom"] == '{"deep":[1]}'
    assert entry.details["x-markup-title"] == "Forty <i>Beds</i>"


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ({"date-parts": [[2004, 3], [2005, 1]]}, "2004-03/2005-01"),
        ({"date-parts": [[2004]], "season": 2}, "2004-22"),
        ({"date-parts": [[2004]], "circa": True}, "2004~"),
        ({"raw": "17 Nov 2005"}, "2005-11-17"),
        ({"literal": "long ago"}, None),
        ({"date-parts": [[2005, 2, 31]]}, None),
        ("2005", "2005"),
    ],
)
def test_dates_in_every_form_are_edtf_or_kept(value: Any, made: str | None) -> None:
    issued = one(type="book", title="T", issued=value).issued
    assert issued is not None
    assert issued.edtf == made
    assert issued.as_written


def test_one_item_a_line_and_crossrefs_message_are_read() -> None:
    lines = b'{"type":"book","title":"A"}\n{"type":"book","title":"B"}'
    assert len(read(lines, "a.json").entries) == 2
    crossref = b'{"message":{"type":"journal-article","title":["C"],"ISSN":["1234-5678"]}}'
    entry = read(crossref, "a.json").entries[0].entry
    assert (entry.title, entry.kind) == ("C", "article-journal")


@pytest.mark.parametrize("data", [b"[{", b"[" * 100_000, b'{"a" 1}'])
def test_broken_json_is_an_error_that_names_the_file(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"a\.json"):
        read(data, "a.json")


def test_what_is_no_item_is_told() -> None:
    draft = read(b'[{"type":"book","title":"A"}, "stray", 7]', "a.json")
    assert len(draft.entries) == 1
    assert [finding.rule for finding in draft.findings] == ["item-unreadable", "item-unreadable"]


def test_csl_json_is_told_from_other_json() -> None:
    assert looks_like_csl_json('[{"id": "x", "type": "book"}]')
    assert not looks_like_csl_json('{"entries": []}')
