"""What is gathered of a thing: terms, places, forms."""

from sourcebook.publish.searching import names
from sourcebook.publish.searching.coding import read
from sourcebook.publish.searching.fields import FIELD, LEVELS
from sourcebook.publish.searching.findable import Findable, Passage
from sourcebook.publish.searching.gathering import Gathered, gathered
from sourcebook.publish.searching.vocabulary import Vocabulary


def made(title: str = "", *passages: str, **more: object) -> Gathered:
    found = tuple(Passage(text) for text in passages)
    return gathered(
        Findable(id="entry/a", href="a.html", title=title, kind="Report", passages=found, **more),  # type: ignore[arg-type]
        Vocabulary(),
    )


def places(found: Gathered, term: str) -> list[int]:
    at, spots = 0, []
    for step in read(found.rows[term][1]):
        at += step
        spots.append(at)
    return spots


def test_forms_lead_to_the_terms_of_their_language() -> None:
    found = made("Workers", "Debts of seasonal workers.", language="en")
    assert ("workers", "worker") in found.pairs
    assert ("debts", "debt") in found.pairs
    assert {"worker", "debt", "season"} <= found.rows.keys()
    russian = made("", "Торговля детьми", language="ru")
    assert dict(russian.pairs)["детьми"] == dict(made("", "Дети", language="ru").pairs)["дети"]


def test_words_that_follow_each_other_stand_side_by_side_and_paragraphs_apart() -> None:
    found = made("", "debt bondage\nbondage debt")
    debt, bondage = places(found, "debt"), places(found, "bondag")
    assert bondage[0] == debt[0] + 1
    assert debt[1] == bondage[1] + 1
    assert bondage[1] - bondage[0] > 1


def test_a_longer_title_does_not_move_the_words_that_follow() -> None:
    one, other = made("Bricks", "debt"), made("Bricks and more bricks", "debt")
    assert places(one, "debt") == places(other, "debt")
    assert places(one, "debt")[0] % FIELD == 0


def test_a_title_of_one_word_weighs_more_than_the_same_word_among_others() -> None:
    assert made("Debt").rows["t:debt"][0] == LEVELS - 1
    assert made("Debt and what became of the workers").rows["t:debt"][0] == 1


def test_what_repeats_weighs_more_and_what_is_long_less() -> None:
    def weight(*passages: str) -> int:
        return made("", *passages).rows["debt"][0]

    assert weight("debt debt debt") > weight("debt")
    assert weight("debt " + "other words " * 200) < weight("debt")


def test_a_country_has_one_term_in_every_script() -> None:
    for said in ("Kazakstan", "Kazakhstan", "Казахстан", "Қазақстан", "Qazaqstan"):
        assert "@kz" in made("", f"In {said} today").rows, said
    for said in ("the Kyrgyz Republic", "Kirgizia", "Киргизия", "Кыргызстан"):
        assert "@kg" in made("", said).rows, said
    assert "@mm" in made("", "Burma").rows
    assert "@kz" in made("Report", about=("KZ",)).rows


def test_words_that_only_look_like_a_country_are_left_alone() -> None:
    said = made("", "They told us about a car, and no man could").rows
    assert not {term for term in said if term.startswith("@")}


def test_a_name_of_two_countries_is_none() -> None:
    codes = {code for code in ("KZ", "GE", "NE", "NG") if names.names_of(code)}
    assert len(codes) == 4
    assert not [code for code in ("CG", "CD") if "congo" in names.names_of(code)]


def test_invisible_letters_and_look_alikes_lead_to_the_same_term() -> None:
    def terms(text: str) -> set[str]:
        return set(made("", text, language="en").rows)

    assert terms("trafficking") == {"traffick"}
    assert terms("traf\u200bficking") == terms("trafficking")
    assert terms("tr\u0430fficking") == terms("trafficking")


def test_words_without_spaces_are_found_by_pairs_of_letters() -> None:
    found = made("", "儿童权利")
    assert {"儿童", "童权", "权利"} <= found.rows.keys()
    assert places(found, "童权")[0] == places(found, "儿童")[0] + 1


def test_no_term_is_read_as_another_kind() -> None:
    found = made("", "a:b t:x @kz user@example.org")
    assert not [term for term in found.rows if ":" in term or term.startswith("@")]


def test_a_country_that_is_no_code_is_one_term() -> None:
    found = made("Workers", about=("KZ", "a\nb \t<style>"))
    assert {"@kz", "@ab<style>"} <= found.rows.keys()
