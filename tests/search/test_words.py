"""Words: what is one word, which forms of it are one term, and what nobody may hide in it."""

import time

import pytest

from search.paradigms import NOUNS, forms
from sourcebook.search.kazakh import stem
from sourcebook.search.letters import fold, unmixed
from sourcebook.search.words import analyse, language_guess, line, lines, spans, taken_apart, terms


def _one(word: str, language: str) -> str:
    (token,) = analyse(word, language)
    return token.term


@pytest.mark.parametrize(
    ("language", "forms_"),
    [
        ("en", "trafficked trafficking traffics"),
        ("en", "labour labor labours"),
        ("en", "organised organized organise"),
        ("en", "woman women woman's women’s"),
        ("en", "sell sold sells selling"),
        ("ru", "женщина женщины женщинами женщин"),
        ("ru", "люди людей людьми людям"),
        ("ru", "ребенок ребёнка ребенку"),
        ("ru", "девушка девушек девушками"),
        ("kk", "балалар балаларды балалардың бала"),
        ("kk", "кітап кітабы кітаптар кітабында"),
        ("kk", "Қазақстан Қазақстанда Қазақстанның Qazaqstan Qazaqstannyñ"),
        ("kk", "әйелдер äielder áıelder"),
        ("und", "São SAO são Sa\u0303o"),
        ("und", "ещё еще ЕЩЁ"),
        ("und", "70,000 70000 70\u00a0000"),
        ("und", "U.S. US us"),
    ],
)
def test_forms_of_a_word_are_one_term(language: str, forms_: str) -> None:
    assert len({_one(word, language) for word in forms_.split(" ")}) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "trade trader trail train hour four"),
        ("ru", "майор мэр мера"),
        ("und", "май маи мой"),
        ("kk", "қала дала бала қол көл жол"),
        ("und", "ұн үн он өн"),
    ],
)
def test_words_apart_stay_apart(language: str, words: str) -> None:
    found = [_one(word, language) for word in words.split()]
    assert len(set(found)) == len(found)


def test_offsets_lead_back_to_the_text() -> None:
    text = "«Traf\u200bficking» of 70,000 women—SOLD; Алма-Ата 人口贩卖"
    cut = [text[token.start : token.end] for token in analyse(text, "en")]
    assert cut[:6] == ["Traf\u200bficking", "of", "70,000", "women", "SOLD", "Алма"]
    assert cut[-3:] == ["人口", "口贩", "贩卖"]


def test_the_line_of_a_text_has_the_terms_of_its_tokens_in_order() -> None:
    text = "Women were sold in 人口贩卖 markets, U.S. reports of 1,200 cases say."
    assert line(text, "en").split() == [token.term for token in analyse(text, "en")]
    stems, folded = lines(text, "en")
    assert stems == line(text, "en")
    assert "women were sold" in folded


def test_letters_of_another_alphabet_that_look_the_same_are_one() -> None:
    assert fold("traffiсking") == "trafficking"  # a Cyrillic с
    assert fold("Mосква") == "москва"  # a Latin M
    assert unmixed("Алматы") == "Алматы"
    assert fold("ｔｒａｆｆｉｃ") == "traffic"
    assert fold("ﬁsh") == "fish"


def test_what_is_written_without_spaces_is_taken_in_pairs() -> None:
    assert [token.term for token in analyse("贩卖人", "zh")] == ["贩卖", "卖人"]
    assert [token.term for token in analyse("人", "zh")] == ["人"]
    thai = [token.term for token in analyse("ค้ามนุษย์", "th")]
    assert thai[0] == "ค้า"


def test_a_word_is_looked_for_under_the_stem_of_each_language() -> None:
    assert terms("Labour", ["en", "ru", "kk"])[:2] == ["labour", "labor"]
    assert terms("балаларды", ["en", "ru", "kk"]) == ["балаларды", "балалард", "бала"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The women who were sold were held in a house for months", "en"),
        ("Women sold", "en"),
        ("Торговля людьми и принудительный труд", "ru"),
        ("Қазақстандағы адам саудасы туралы есеп", "kk"),
        ("Bul esep adam saudasy turaly jäne onyñ qurbandary turaly", "kk-Latn"),
        ("La traite des êtres humains est un crime qui touche toutes les régions du monde", "und-Latn"),
        ("Звіт про торгівлю людьми в цій країні за останні десять років роботи комісії", "und-Cyrl"),
        ("人口贩卖", "und"),
    ],
)  # fmt: skip
def test_the_language_is_told_by_letters_and_commonest_words(text: str, language: str) -> None:
    assert language_guess(text) == language


def test_forms_of_kazakh_nouns_share_a_stem() -> None:
    """All cases, numbers, and the possessives of the third person and of "our" and polite "your"."""
    made = [(noun, form) for noun in NOUNS for form in forms(noun)]
    alike = sum(stem(form) == stem(noun) for noun, form in made)
    assert alike / len(made) > 0.985
    assert len({stem(noun) for noun in NOUNS}) == len(NOUNS)


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "a'" * 100_000, "1," * 100_000, "A." * 100_000, "\u200b" * 200_000, "人" * 50_000,
     "1,234" * 100_000, "a\u0301" * 100_000, "'" * 200_000],
)  # fmt: skip
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    began = time.process_time()
    line(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "Women, women and women’s 70,000 wo\u200bmen.",
        "abc 人口人口人口 abc ค้ามนุษย์ a",
        "a a-a a.a. U.S. us",
        "",
        "…",
    ],
)
def test_places_are_found_again_without_the_tokens(text: str) -> None:
    written, terms = taken_apart(text, "en")
    tokens = analyse(text, "en")
    assert terms == [token.term for token in tokens]
    assert spans(text, written, len(written)) == [(token.start, token.end) for token in tokens]
