"""Forms: terms become strings or bounded patterns; endings are those of the language."""

import re

import pytest

from sourcebook.understand.aspects.automaton import CYRILLIC, ENGLISH, wanted
from sourcebook.understand.aspects.forms import beginnings, bends, following, pattern_of, spelt


@pytest.mark.parametrize(
    ("pattern", "some"),
    [
        ("debt bondage", {"debt bondage", "debt bondages"}),
        ("city", {"city", "cities"}),
        ("forced labour", {"forced labor", "forced labour", "forced labours"}),
        ("criminalis(e|ed)", {"criminalise", "criminalize", "criminalized"}),
        ("women's rights", {"women s rights"}),
        ("slum (areas)?", {"slum", "slum areas"}),
        ("(|child )marriage", {"marriage", "child marriages"}),
    ],
)
def test_a_term_is_spelt_out(pattern: str, some: set[str]) -> None:
    assert some <= set(spelt(pattern, "en") or [])


def test_a_term_that_bends_is_a_pattern_behind_its_beginning() -> None:
    assert spelt("бедност~", "ru") is None
    assert [*beginnings("бедност~", "ru")] == ["бедност"]
    found = re.match(pattern_of("бедност~", "ru"), "бедностью.")
    assert found is not None
    assert found[0] == "бедностью"


def test_a_beginning_ends_where_it_is_long_enough_and_its_rest_is_told() -> None:
    begun = beginnings("imprisonments of (men|women)", "en")
    assert begun == {"imprisonments of": " (men|women)"}


@pytest.mark.parametrize(
    ("rest", "can"),
    [
        (" (|them )(to steal|into begging)", {" th", " to", " in"}),
        (" (\\w+ )child", None),  # any word
        ("(s|)", None),  # whatever stands after it
    ],
)
def test_what_can_follow_a_beginning_is_told_by_its_first_letters(
    rest: str, can: set[str] | None
) -> None:
    assert following(rest) == can


@pytest.mark.parametrize(
    ("ending", "language", "right"),
    [
        ("ами", "ru", True),
        ("ского", "ru", True),
        ("овка", "ru", False),
        ("лардың", "kk", True),
        ("лықтарынан", "kk", True),
        ("xyz", "any", False),
        ("", "kk", True),
    ],
)
def test_letters_after_a_stem_have_to_be_an_ending(ending: str, language: str, right: bool) -> None:
    assert bends(ending, language) is right


@pytest.mark.slow
@pytest.mark.parametrize("script", [ENGLISH, CYRILLIC])
def test_every_term_can_be_looked_for(script: str) -> None:
    for term, language, number in wanted(script):
        strings = spelt(term, language)
        assert strings or (strings is None and beginnings(term, language)), (number, term)
        assert not strings or all(len(one) > 1 for one in strings)


@pytest.mark.slow
@pytest.mark.parametrize("script", [ENGLISH, CYRILLIC])
def test_every_pattern_is_a_regular_expression_that_repeats_within_bounds(script: str) -> None:
    for term, language, _ in wanted(script):
        if spelt(term, language) is None:
            source = pattern_of(term, language)
            re.compile(source)
            assert not re.search(r"(?<!\\)[*+]", source), source
