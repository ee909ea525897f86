"""Languages: tags are canonical, directions right, names known in three languages."""

import pytest

from sourcebook.values.languages import direction, language_name, language_tag, languages


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("rus", "ru"),
        ("kaz", "kk"),
        ("iw", "he"),
        ("Kazakh", "kk"),
        ("  қазақ тілі ", "kk"),
        ("Русский", "ru"),
        ("es-419", "es-419"),
        ("eo", "eo"),
    ],
)
def test_a_tag_or_a_name_becomes_a_canonical_tag(written: str, tag: str) -> None:
    assert language_tag(written) == tag


@pytest.mark.parametrize("written", ["", "nonsense words", "e", "english-please", "12"])
def test_what_is_no_language_is_none(written: str) -> None:
    assert language_tag(written) is None


@pytest.mark.parametrize(
    "tag", ["ar", "fa", "he", "ur", "ps", "ug", "ar-EG", "AR", "uz-Arab", "dv"]
)
def test_right_to_left_languages_say_so(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "kk", "ru", "ug-Cyrl", "az", "ku-Latn", "", "?", "zh-Hant"])
def test_the_others_run_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


def test_names_are_known_in_three_languages_and_in_itself() -> None:
    assert language_name("kk") == "Kazakh"
    assert language_name("kk", "ru") == "казахский"
    assert language_name("kk-KZ", "kk") == "қазақ"
    assert language_name("kk", "own") == "қазақ тілі"
    assert language_name("eo") == "eo"


def test_the_list_of_languages_reads_back() -> None:
    for code in languages():
        assert language_tag(code) == code
        assert language_tag(language_name(code, "own")) == code
