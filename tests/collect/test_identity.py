"""Ids are readable, ASCII, short, stable and unique."""

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.collect.identity import LONGEST, entry_id, publisher_word, slug
from sourcebook.records import Date


def test_an_id_names_publisher_year_and_title() -> None:
    made = entry_id(
        title="Kazak Women Sold as Sex Slaves",
        publisher="Institute for War & Peace Reporting IWPR",
        issued=Date(edtf="2005-11-17", as_written="17 Nov 05"),
    )
    assert made == "iwpr-2005-kazak-women-sold"


def test_what_is_not_known_is_left_out_or_nd() -> None:
    assert entry_id(title="The Shelter by the Harbour") == "nd-shelter-harbour"


def test_cyrillic_and_kazakh_are_transliterated() -> None:
    assert slug("Қазақстан: Құлдық") == "qazaqstan-quldyq"
    assert slug("Торговля людьми") == "torgovlya-lyudmi"


def test_a_title_in_an_unknown_script_still_has_a_stable_id() -> None:
    first = entry_id(title="人身取引")
    assert first == entry_id(title="人身取引")
    assert first.isascii()


def test_a_taken_id_gets_a_number() -> None:
    taken = {"nd-shelter-harbour", "nd-shelter-harbour-2"}
    assert entry_id(title="The Shelter by the Harbour", taken=taken) == "nd-shelter-harbour-3"


def test_departments_are_told_apart() -> None:
    assert publisher_word("U.S. Dept of Labor Bureau of International Labor Affairs") == "us-labor"
    assert publisher_word("Human Rights Watch") == "hrw"
    assert publisher_word("Harbour News") == "harbour"


@given(st.text(), st.text(), st.sampled_from([None, "2004", "2004-05-06"]))
def test_every_id_is_short_ascii_and_usable_as_a_file_name(
    title: str, publisher: str, edtf: str | None
) -> None:
    issued = Date(edtf=edtf) if edtf else None
    made = entry_id(title=title, publisher=publisher, issued=issued)
    assert 0 < len(made) <= LONGEST
    assert made.isascii()
    assert made.replace("-", "").isalnum()
    again = entry_id(title=title, publisher=publisher, issued=issued, taken={made})
    assert again != made
    assert len(again) <= LONGEST
