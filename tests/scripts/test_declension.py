"""Names in Russian cases and in Kazakh Latin letters, as the place names' script bends them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # scripts are beside the package, not in it
from scripts.declension import declined, kazakh_endings, latin, people


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Казахстан", "Казахстан Казахстана Казахстану Казахстаном Казахстане"),
        ("Россия", "Россия России Россию Россией"),
        ("Китай", "Китай Китая Китаю Китаем Китае"),
        ("Беларусь", "Беларусь Беларуси Беларусью"),
        ("Израиль", "Израиль Израиля Израилю Израилем Израиле"),
        ("Шри-Ланка", "Шри-Ланка Шри-Ланки Шри-Ланке Шри-Ланку Шри-Ланкой"),
        ("Гвинея-Бисау", "Гвинея-Бисау Гвинеи-Бисау Гвинее-Бисау Гвинею-Бисау Гвинеей-Бисау"),
        ("Чили", "Чили"),
        ("Самоа", "Самоа"),
    ],
)
def test_a_name_of_one_word_bends_by_its_ending(name: str, forms: str) -> None:
    assert declined(name) == forms.split(" ")


def test_adjective_and_noun_agree_in_every_case() -> None:
    assert declined("Южная Корея") == [
        "Южная Корея",
        "Южной Кореи",
        "Южной Корее",
        "Южную Корею",
        "Южной Кореей",
    ]
    assert "Объединённых Арабских Эмиратов" in declined("Объединённые Арабские Эмираты")
    assert "Боснией и Герцеговиной" in declined("Босния и Герцеговина")


def test_what_hangs_on_the_noun_stays_as_it_is() -> None:
    assert "Республики Корея" in declined("Республика Корея")
    assert "стран Центральной Азии" in declined("страны Центральной Азии")


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("казахстанский", {"казахстанск"}),
        ("индиец", {"индиец", "индийц"}),
        ("анголец", {"анголец", "ангольц"}),
        ("узбечка", {"узбечк", "узбечек"}),
        ("россиянин", {"россиян"}),
        ("узбек", {"узбек"}),
    ],
)
def test_peoples_have_the_stems_of_their_declension(word: str, stems: set[str]) -> None:
    assert {stem for stem, _ in people(word)} == stems


def test_kazakh_names_are_written_in_latin_letters_as_both_alphabets_have_them() -> None:
    assert {"özbekstan", "ózbekstan"} <= set(latin("Өзбекстан"))
    assert latin("Қазақстан") == ["qazaqstan"]


def test_kazakh_endings_are_bounded() -> None:
    import re

    whole = re.compile(kazakh_endings()["kk"])
    for ending in ("", "ның", "да", "дан", "ға", "дағы", "лардың", "ымызға"):
        assert whole.fullmatch(ending), ending
    assert not whole.fullmatch("ша")  # "қазақша" is "in Kazakh"
