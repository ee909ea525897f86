"""A text without what hides names in it; every offset leads back to the text as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.understand.places.cleaning import cleaned
from sourcebook.understand.prepared import Prepared


def said(text: str) -> list[tuple[str, str]]:
    return [(place.country, place.name) for place in Prepared(text).places]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ka\u200bzakh\u200dstan", "KZ"),
        ("Kazakh\u00adstan", "KZ"),
        ("Thai\u00ad\nland", "TH"),
        ("Uzbe-\nkistan", "UZ"),
        ("Guinea-\nBissau", "GW"),
        ("Kyrgyz  \n  Republic", "KG"),
        ("Saudi\u00a0 Arabia", "SA"),
        ("Co\u0302te d’Ivoire", "CI"),
        ("Росси\u0301я", "RU"),
        ("Кита\u0438\u0306", "CN"),
        ("Kaz\u0430khstan", "KZ"),  # a Cyrillic а
        ("Узбеки\u0063тан", "UZ"),  # a Latin c
        ("\u039aenya", "KE"),  # a Greek Κ
        ("\u041e\u0041\u042d", "AE"),  # ОАЭ with a Latin A
        ("\uff2b\uff45\uff4e\uff59\uff41", "KE"),
        ("\U0001d408\U0001d427\U0001d41d\U0001d422\U0001d41a", "IN"),
    ],
)
def test_a_hidden_name_is_found_as_it_stands(text: str, code: str) -> None:
    framed = f"From {text}, they said."
    assert said(framed) == [(code, text)]


def test_a_blank_line_parts_what_it_stands_between() -> None:
    assert said("North\n\nKorea is far") == [("KR", "Korea")]


def test_halves_of_characters_and_nulls_stop_nothing() -> None:
    assert said("Kenya \ud800 \udfff\x00 Mali") == [("KE", "Kenya"), ("ML", "Mali")]


def test_a_text_without_tricks_stays_itself() -> None:
    ready = Prepared("Women from Kenya.\nMen from Peru.")
    clean = cleaned(ready.text, ready.folded)
    assert clean.text is ready.text
    assert clean.origin(5, 9) == (5, 9)


TRICKS = st.sampled_from(
    ["\u200b", "\u00ad", "  ", "-\n", "\u0301", "\r\n", "c", "с", "Ё", " ", "\U0001d408"]
)


@given(
    st.lists(st.one_of(TRICKS, st.sampled_from(["Kenya", "Чад", "Mali", "ab", "."])), max_size=30)
)
def test_offsets_lead_back_into_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    ready = Prepared(text)
    clean = cleaned(text, ready.folded)
    assert len(clean.text) == len(clean.folded)
    last = 0
    for place in ready.places:
        assert text[place.start : place.end] == place.name
        assert place.start >= last
        last = place.end
    for at in range(len(clean.text)):
        start, end = clean.origin(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_a_letter_that_is_two_in_small_moves_nothing_that_follows() -> None:
    text = "I\u0307zmir lies far from Kazakhstan, they said."
    ready = Prepared(text)
    clean = cleaned(ready.text, ready.folded)
    assert len(clean.text) == len(clean.folded)
    assert ("KZ", "Kazakhstan") in said(text)
