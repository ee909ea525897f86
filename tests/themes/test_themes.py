"""Themes: five of them, each with words of its own and a vocabulary that finds what pages write."""

import re

import pytest

from sourcebook.themes import (
    KINDS,
    MENU,
    aspect,
    find_age,
    find_aspect,
    find_theme,
    label,
    themes,
)

LANGUAGES = ("en", "ru", "kk")


def test_there_are_five_themes_in_menu_order() -> None:
    assert tuple(themes()) == MENU
    assert [theme.id for theme in themes().values()] == list(MENU)


@pytest.mark.parametrize("name", MENU)
def test_a_theme_has_all_its_texts_and_labels(name: str) -> None:
    theme = themes()[name]
    for text in (theme.tagline, theme.about, theme.caution, theme.prompt, theme.teachers):
        assert len(text) > 40
        assert "\n" not in text.replace("\n\n", "")
    assert set(theme.labels) == set(LANGUAGES)
    assert theme.labels["en"] == theme.title
    assert theme.folders


@pytest.mark.parametrize("name", MENU)
def test_codes_are_kebab_case_and_unique_within_a_theme(name: str) -> None:
    theme = themes()[name]
    codes = [term.code for term in (*theme.aspects, *theme.ages)]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


@pytest.mark.parametrize("name", MENU)
def test_every_term_has_a_kind_and_labels_in_three_languages(name: str) -> None:
    theme = themes()[name]
    assert {term.kind for term in theme.aspects} <= set(KINDS)
    assert {term.kind for term in theme.ages} == {"age"}
    for term in (*theme.aspects, *theme.ages):
        assert set(term.labels) == set(LANGUAGES), term.code
        assert not re.search("[а-яёәғқңөұүһі]", term.labels["en"].lower()), term.code
        for language in ("ru", "kk"):
            assert not re.search("[a-z]", term.labels[language].lower()), term.code
    for language in LANGUAGES:
        told = [term.labels[language] for term in theme.aspects]
        assert len(set(told)) == len(told)


@pytest.mark.parametrize("name", MENU)
def test_no_spelling_belongs_to_two_terms(name: str) -> None:
    holder: dict[str, str] = {}
    for term in themes()[name].aspects:
        for spelling in (term.code, *term.labels.values(), *term.also):
            assert holder.setdefault(spelling.casefold(), term.code) == term.code, spelling
            assert find_aspect(name, spelling) == term.code, spelling


@pytest.mark.parametrize("name", MENU)
def test_each_question_of_a_prompt_names_an_aspect(name: str) -> None:
    asked = re.findall(r"([A-Z][^.?!:]*)\?", themes()[name].prompt)
    assert len(asked) >= 6
    assert [question for question in asked if find_aspect(name, question) is None] == []


@pytest.mark.parametrize(
    ("written", "theme"),
    [
        ("Human Trafficking & Modern-day Slavery", "human-trafficking"),
        ("Human Trafficking and Modern-Day Slavery", "human-trafficking"),
        ("humantrafficking", "human-trafficking"),
        ("CSEC", "csec"),
        ("Child Prostitution", "csec"),
        ("childprostitution", "csec"),
        ("Street Children", "street-children"),
        ("streetchildren", "street-children"),
        ("TORTURE", "torture"),
        (" poverty ", "poverty"),
        ("Бедность", "poverty"),
        ("Адам саудасы", "human-trafficking"),
    ],
)
def test_a_theme_is_found_by_title_menu_label_or_folder(written: str, theme: str) -> None:
    assert find_theme(written) == theme


@pytest.mark.parametrize("written", ["", "Main Menu", "Teachers", "prison", "?"])
def test_what_names_no_theme_is_none(written: str) -> None:
    assert find_theme(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Forced-Labor?", "forced-labour"),
        ("forced labour", "forced-labour"),
        ("Debt Bondage?", "debt-bondage"),
        ("Prostitution?", "sexual-exploitation"),
        ("Forced Begging?", "begging"),
        ("Child Soldiers?", "child-soldiering"),
        ("Sale of Organs?", "organ-removal"),
        ("poverty", "poverty"),
        ("hunger", "hunger"),
        ("Долговая кабала", "debt-bondage"),
        ("Қарыз құлдығы", "debt-bondage"),
    ],
)
def test_an_aspect_is_found_by_what_pages_write(written: str, code: str) -> None:
    assert find_aspect("human-trafficking", written) == code


def test_the_nine_purposes_keep_the_codes_others_count_by() -> None:
    purposes = {t.code for t in themes()["human-trafficking"].aspects if t.kind == "purpose"}
    assert purposes >= {
        "sexual-exploitation", "forced-labour", "domestic-servitude", "debt-bondage", "begging",
        "organ-removal", "forced-marriage", "child-soldiering", "criminal-activity",
    }  # fmt: skip


def test_an_unknown_theme_or_word_finds_nothing() -> None:
    assert find_aspect("no-theme", "poverty") is None
    assert find_aspect("torture", "chess") is None
    assert find_aspect("torture", "") is None
    assert aspect("no-theme", "poverty") is None


def test_age_groups_are_found_apart_from_aspects() -> None:
    assert find_age("poverty", "Teens") == "adolescents"
    assert find_aspect("human-trafficking", "Teens") is None
    found = aspect("csec", "adolescents")
    assert found is not None
    assert label(found.labels, "kk") == "Жасөспірімдер"
    assert label(found.labels, "de") == "Adolescents"
