"""Whole questions, as people ask them: long, inflected, with words that only ask, in Russian too."""

from collections.abc import Iterator

import pytest

from sourcebook.library import Library
from sourcebook.records import Entry, Excerpt
from sourcebook.search import stop_words
from sourcebook.search.words import language_guess

PLACES = ("Заречном", "Липовце", "Ольховке", "Синегорске", "Приозёрске")
WORK = (
    "ткут ковры",
    "собирают хлопок",
    "обжигают кирпичи",
    "возят вагонетки",
    "сушат листья",
    "стригут овец",
)
WHO = ("девочки", "подростки", "рабочие", "семьи")  # fmt: skip


def _entries() -> Iterator[Entry]:
    """Each place, work and people once; no two entries differ in one word alone by chance."""
    for number, (place, work, who) in enumerate(
        (p, w, o) for p in PLACES for w in WORK for o in WHO
    ):
        words = (
            f"По словам инспектора, в {place} {who} {work} по двенадцать часов в день. "
            "Паспорта у них отобрали, а деньги задерживают уже полгода."
        )
        yield Entry(id=f"ru-{number}", title=f"Сообщение {number}",
                    excerpts=(Excerpt(id="x", paragraphs=(words,)),))  # fmt: skip
    yield Entry(id="rebyonok", title="О школе", excerpts=(Excerpt(id="x", paragraphs=(
        "Ребёнка нельзя принуждать к труду; школа бесплатна. Об этом говорит «Хартия малых городов».",)),))  # fmt: skip
    yield Entry(id="counting", title="Сколько и почему", excerpts=(Excerpt(id="x", paragraphs=(
        "Сколько, почему, откуда и какие: о словах, которыми спрашивают.",)),))  # fmt: skip
    yield Entry(id="en", title="A charter", excerpts=(Excerpt(id="x", paragraphs=(
        "No child may be made to work at night, and a school-leaving certificate costs nothing.",)),))  # fmt: skip


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, _quick: None) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("asked") / "lib", title="Asked") as made:
        made.put(_entries(), who="a tester")
        yield made


def _number(place: str, work: str, who: str) -> str:
    return f"ru-{(PLACES.index(place) * len(WORK) + WORK.index(work)) * len(WHO) + WHO.index(who)}"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Почему девочек из Заречного заставляют ткать ковры?", _number("Заречном", "ткут ковры", "девочки")),
        ("В КАКОМ СЕЛЕ, КРОМЕ ЛИПОВЦА, ПОДРОСТКИ СОБИРАЛИ ХЛОПОК", _number("Липовце", "собирают хлопок", "подростки")),
        ("сколько рабочих обжигало кирпич в Приозерске, и кто им платил", _number("Приозёрске", "обжигают кирпичи", "рабочие")),
        ("Семьи Ольховки — стригли ли они овец? (и сколько)", _number("Ольховке", "стригут овец", "семьи")),
        ("Можно ли ребенка принудить трудиться?", "rebyonok"),
        ("Что говорит о детях «Хартия малых и больших городов»?", "rebyonok"),
        ('Где сказано: "Хартией малых городов"?', "rebyonok"),
        ("Why mayn't a child be made to work at night, and who says so?", "en"),
        ("What does a school leaving certificate cost nowadays?", "en"),
    ],
)  # fmt: skip
def test_a_question_is_answered_by_what_has_most_of_it(
    asked: Library, question: str, first: str
) -> None:
    assert asked.find(question).hits[0].id == first


def test_words_that_ask_are_not_looked_for_beside_others(asked: Library) -> None:
    found = asked.find("Сколько платят и откуда хлопок", limit=100)
    assert "counting" not in [hit.id for hit in found.hits]
    assert asked.find("сколько").hits[0].id == "counting"  # alone, it is what is meant


def test_a_question_lists_as_many_as_are_asked_for(asked: Library) -> None:
    question = "Какие подростки возят вагонетки в Синегорске?"
    found = asked.find(question, limit=100)
    assert len(found.hits) >= 60
    assert found.exact == 1
    assert [hit.id for hit in found.hits if hit.all_words] == [
        _number("Синегорске", "возят вагонетки", "подростки")
    ]


@pytest.mark.parametrize("words", ["Какие подростки возят вагонетки в Синегорске?", "подростки вагонетки", "хлопок", "девочки, деньги, паспорта, часы"])  # fmt: skip
def test_the_order_is_the_same_however_many_are_asked_for(asked: Library, words: str) -> None:
    whole = [hit.id for hit in asked.find(words, limit=100).hits]
    assert whole == [hit.id for hit in asked.find(words, limit=100).hits]
    assert whole[:10] == [hit.id for hit in asked.find(words, limit=10).hits]
    assert whole[10:20] == [hit.id for hit in asked.find(words, limit=10, offset=10).hits]


def test_all_the_words_come_first_where_they_are_few(asked: Library) -> None:
    found = asked.find("подростки вагонетки", limit=30)
    assert (found.exact, [hit.all_words for hit in found.hits].index(False)) == (5, 5)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Кирпичный завод, рабочие, обжиг кирпича, заработная плата, долговая кабала, городская прокуратура", "ru"),
        ("Ян Новак (чеш. Jan Novák; 8 июня 1810, Липовец — 29 июля 1856) — чешский композитор и "
         "музыкальный критик, один из выдающихся педагогов эпохи", "ru"),
        ("Пристанището в малкия град беше затворено през зимата, защото корабите не можеха да стигнат до него; "
         "рибарите казаха на вестника, че без работа са останали повече от четиридесет души, и че кметът още не е "
         "отговорил на писмата им", "und-Cyrl"),
    ],
)  # fmt: skip
def test_russian_is_known_without_its_commonest_words(text: str, language: str) -> None:
    assert language_guess(text) == language


def test_words_that_ask_are_light_in_each_language() -> None:
    assert {"who", "почему", "сколько", "қандай"} <= stop_words.ALL
