"""RIS files say what the entries say, and rispy reads them back."""

import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.cite.entries import KEPT, day
from sourcebook.publish.exports import ris
from sourcebook.records import Address, Date, Entry
from thoroughness import many


def test_every_kind_is_read_back_with_its_fields() -> None:
    text = "".join(ris.write(KEPT))
    assert "\n" not in text.replace("\r\n", "")
    found = rispy.loads(text.replace("\r\n", "\n"))
    assert len(found) == len(KEPT)
    for one, fields in zip(KEPT, found, strict=True):
        assert fields["title"] == one.title
        assert one.addresses[0].url in fields["urls"]
        assert fields["access_date"] == "2017/06/07/"
        assert len(fields.get("authors", [])) == len(one.authors)
        if one.issued and one.issued.edtf:
            assert fields["year"] == one.issued.edtf[:4]
        assert any("web.archive.org" in note for note in fields["notes"])


def test_dates_keep_what_ris_can_not_say() -> None:
    assert ris.date(day("2005-11-17")) == "2005/11/17/"
    assert ris.date(day("2005-11")) == "2005/11//"
    assert ris.date(day("2009~")) == "2009///2009~"
    assert ris.date(day("2005-21")) == "2005///2005-21"
    assert ris.date(Date(as_written="last spring")) == "///last spring"


words = st.text(min_size=1, max_size=60).filter(lambda text: text.strip())


@settings(max_examples=many(150))
@given(title=words, author=words, note=words)
def test_a_value_never_leaves_its_line(title: str, author: str, note: str) -> None:
    one = Entry(
        id="a", title=title, authors=(author,), notes=(note,),
        addresses=(Address(url="https://a.example/", accessed=(day("2017"),)),),
    )  # fmt: skip
    text = ris.one(one)
    assert all(
        (line[2:6] == "  - " and line[:2].isupper()) or line[:2] in ("T2", "Y2", "N1")
        for line in text.removesuffix(ris.END).split(ris.END)
    )
    assert len(text.splitlines()) == text.count(ris.END)
