"""What the library writes, its own importers read back."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.cite.entries import KEPT, day
from sourcebook.collect.bibliographies import bibtex, csl_json, ris
from sourcebook.collect.draft import Draft
from sourcebook.publish.exports import export
from sourcebook.records import Address, Entry

READERS: dict[str, Callable[[bytes], Draft]] = {
    "bibtex": bibtex.read,
    "ris": ris.read,
    "csl-json": csl_json.read,
}
words = st.lists(
    st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x4FF), min_size=2, max_size=9),
    min_size=1,
    max_size=6,
).map(lambda found: " ".join(found).capitalize())


def back(entries: tuple[Entry, ...], format: str) -> list[Entry]:
    text = "".join(export(entries, format))
    return [drafted.entry for drafted in READERS[format](text.encode()).entries]


@pytest.mark.parametrize("format", READERS)
def test_every_kind_comes_back_with_what_a_citation_needs(format: str) -> None:
    found = back(KEPT, format)
    assert len(found) == len(KEPT)
    for before, after in zip(KEPT, found, strict=True):
        assert after.title == before.title
        assert after.publisher == before.publisher
        assert after.language == before.language
        assert after.addresses[0].url == before.addresses[0].url
        assert [date.edtf for date in after.addresses[0].accessed] == ["2017-06-07"]
        year = before.issued.edtf[:4] if before.issued and before.issued.edtf else None
        assert (after.issued.edtf or "")[:4] == year if after.issued else year is None
        people = "".join((*after.authors, after.details.get("director", "")))
        assert people == "".join(before.authors)


def test_csl_json_comes_back_whole() -> None:
    for before, after in zip(KEPT, back(KEPT, "csl-json"), strict=True):
        assert (after.kind, after.container, after.edition) == (
            before.kind,
            before.container,
            before.edition,
        )
        details = {k: v for k, v in after.details.items() if k in before.details}
        assert details == before.details


@settings(max_examples=25)
@given(
    title=words,
    family=words,
    given=words,
    publisher=words,
    date=st.dates().filter(lambda date: 1000 <= date.year <= 2999),
)
@pytest.mark.parametrize("format", READERS)
def test_any_report_comes_back(
    format: str, title: str, family: str, given: str, publisher: str, date: object
) -> None:
    one = Entry(
        id="a", title=title, authors=(f"{family.split()[0]}, {given.split()[0]}",),
        publisher=publisher, kind="report", issued=day(str(date)),
        addresses=(Address(url="https://a.example/r?x=1&y=%20#z", accessed=(day(str(date)),)),),
    )  # fmt: skip
    (after,) = back((one,), format)
    assert after.title == one.title
    assert after.authors == one.authors
    assert after.publisher == one.publisher
    assert after.issued is not None
    assert after.issued.edtf == str(date)
    assert after.addresses[0].url == one.addresses[0].url
    assert after.addresses[0].accessed[0].edtf == str(date)


def test_biblatex_brings_every_kind_and_container_back() -> None:
    for before, after in zip(KEPT, back(KEPT, "bibtex"), strict=True):
        assert after.kind == before.kind
        if before.kind not in ("broadcast", "interview", "post", "post-weblog", "webpage"):
            assert after.container == before.container  # theirs is an addition to the title


@pytest.mark.parametrize("format", READERS)
def test_a_report_keeps_its_number_and_its_isbn(format: str) -> None:
    one = Entry(
        id="a", title="T", kind="report", publisher="P", issued=day("2004"),
        identifiers={"isbn": "978-0-00-000000-2"}, details={"number": "14"},
    )  # fmt: skip
    (after,) = back((one,), format)
    assert after.details["number"] == "14"
    assert after.identifiers["isbn"] == "978-0-00-000000-2"
