"""Folding: one form for each sign, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.curate.folding import fold

SIGNS = st.text(
    st.sampled_from(
        "aZ9 .,-\n\t'\"“”‘’«»–—‐\u00a0\u2009\u200b\u00ad\ufffeﬁﬄéıİßΣςﾊＡ１e\u0301я中ก\u0640م…¹²\x02\r"
    )
)


@given(SIGNS)
def test_every_folded_character_leads_to_the_original_it_stands_for(text: str) -> None:
    folded = fold(text)
    assert len(folded.cased) == len(folded.lower)
    last = 0
    for at in range(len(folded.cased)):
        start, end = folded.start(at), folded.end(at + 1)
        assert 0 <= last <= start <= end <= len(text)
        last = start


@given(SIGNS)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).cased
    assert fold(once).cased == once


@given(SIGNS)
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", fold(text).cased)).cased == fold(text).cased


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("“a” ‘b’ «c»", '"a" \'b\' "c"'),
        ("x\u00a0y\u2009z", "x y z"),
        ("oﬃce", "office"),
        ("traf\u00adficking", "trafficking"),
        ("traf\u00ad\nficking", "traf-\nficking"),
        ("traf\ufffeficking", "traf-\nficking"),
        ("Straße", "Strasse"),
        ("ＡＢＣ１２", "ABC12"),
        ("e\u0301", "é"),
        ("no\u200bthing", "nothing"),
    ],
)
def test_each_sign_has_one_form(written: str, folded: str) -> None:
    assert fold(written).cased == folded


def test_raised_digits_and_fractions_stay_what_they_are() -> None:
    assert fold("12³ ½ km²").cased == "12³ ½ km²"
