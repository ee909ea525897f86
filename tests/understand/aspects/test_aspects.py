"""Aspects: found in three languages, in company where a word needs it, not where it is denied."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.themes import terms_of, vocabulary
from sourcebook.understand import Prepared
from sourcebook.understand.aspects import aspects_in
from understand.aspects.marked import HELD_OUT, PARAPHRASES, score, sentences


def found(text: str) -> list[tuple[str, str]]:
    return [(one.code, text[one.start : one.end]) for one in aspects_in(Prepared(text))]


def speaks_of(text: str, code: str) -> bool:
    """Whether an aspect is found that is ``code`` to the theme of human trafficking."""
    return any(
        code in (one.code, terms_of(one.kind, one.code).get("human-trafficking"))
        for one in aspects_in(Prepared(text))
    )


def codes(text: str) -> list[str]:
    return [code for code, _ in found(text)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "precision", "recall"),
    [("en", 0.95, 0.95), ("ru", 0.95, 0.95), ("kk", 0.95, 0.95)],
)
def test_sentences_that_tuned_the_lists_are_read_well(
    language: str, precision: float, recall: float
) -> None:
    result = score([one for one in sentences() if one.language == language])
    assert result.precision >= precision, result.wrong
    assert result.recall >= recall, result.missed


@pytest.mark.parametrize(("language", "floor"), [("en", 0.85), ("ru", 0.85), ("kk", 0.85)])
def test_sentences_that_tuned_nothing_are_read_nearly_as_well(language: str, floor: float) -> None:
    result = score([one for one in sentences(HELD_OUT) if one.language == language])
    assert result.precision >= floor
    assert result.recall >= floor


@pytest.mark.parametrize(("language", "floor"), [("en", 0.62), ("ru", 0.6), ("kk", 0.7)])
def test_wordings_of_another_hand_are_mostly_found(language: str, floor: float) -> None:
    result = score([one for one in sentences(PARAPHRASES) if one.language == language])
    assert result.recall >= floor


@pytest.mark.parametrize(("language", "floor"), [("en", 0.93), ("ru", 0.85), ("kk", 0.93)])
def test_wordings_that_widened_the_lists_stay_found(language: str, floor: float) -> None:
    lines = Path(__file__).with_name("wordings.txt").read_text("utf-8").splitlines()
    asked = [line.split(" | ") for line in lines if line.startswith(f"{language} | ")]
    missed = [text for _, code, text in asked if not speaks_of(text, code)]
    assert len(missed) <= (1 - floor) * len(asked), missed


def test_the_longest_words_win_and_are_told_once() -> None:
    assert found("It ended in debt bondage.") == [("debt-bondage", "debt bondage")]
    assert found("child sex tourism") == [("travel-and-tourism", "child sex tourism")]


def test_a_hyphen_a_line_end_and_british_spelling_make_no_difference() -> None:
    for words in (
        "forced labour",
        "forced-labor",
        "Forced\nLabor",
        "forced  labour",
        "FORCED LABOUR",
    ):
        assert codes(f"They spoke of {words} there.") == ["forced-labour"], words


def test_words_do_not_join_across_a_full_stop_or_a_paragraph() -> None:
    assert "forced-labour" not in codes("They were forced. Labour is dear.")
    assert "forced-labour" not in codes("What was forced\n\nLabour is dear.")


def test_a_weak_word_needs_company_in_its_sentence() -> None:
    assert codes("The factory opened. Slavery is a crime.") == ["forced-labour"]
    assert codes("Trafficked men worked in a factory.")[-1] == "manufacturing"


@pytest.mark.parametrize(
    "text",
    [
        "The labour market recovered.",
        "He plays football for the town.",
        "Her poor health kept her at home.",
        "Gold fell by two per cent.",
        "The world war ended.",
        "Education is the third chapter.",
        "The police academy gave a concert.",
        "See https://example.org/forced-labour/slavery for more.",
    ],
)
def test_a_word_that_misleads_says_nothing(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "There were no reports of forced labour or child soldiers.",
        "No evidence was found of debt bondage.",
        "Child marriage was not observed.",
        "The valley is free of slavery.",
        "Случаев рабства не зафиксировано.",
        "Нет сведений о принудительном труде.",
        "Мәжбүрлі еңбек тіркелмеген.",
    ],
)
def test_what_is_denied_is_no_aspect(text: str) -> None:
    assert codes(text) == []


def test_a_response_that_is_lacking_is_told_as_such() -> None:
    (one,) = aspects_in(Prepared("There were no convictions."))
    assert (one.code, one.rule, one.confidence) == ("prosecution", "term, lacking", 0.9)


def test_not_only_is_no_denial() -> None:
    assert codes("Not only poverty but also hunger.") == ["poverty", "hunger"]


@pytest.mark.parametrize(
    "line",
    [
        line
        for line in Path(__file__).with_name("ages.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ],
)
def test_ages_are_read_in_words_and_numbers(line: str) -> None:
    _, words, code, sentence = line.split(" | ")
    text = sentence.replace("{}", words)
    ages = [(s.code, text[s.start : s.end]) for s in aspects_in(Prepared(text)) if s.kind == "age"]
    assert code in [one for one, _ in ages], ages
    assert any(words.split()[-1].casefold() in said.casefold() for _, said in ages)


def test_a_minimum_age_is_nobodys() -> None:
    assert codes("The minimum age of 16 was raised.") in ([], ["legislation"])


@pytest.mark.parametrize(
    "text",
    [
        "It has over 50,700 places.",
        "They freed over 60 children.",
        "Between 40 and 70 percent agreed.",
        "The data is no more than 5 years old.",
    ],
)
def test_a_number_of_other_things_is_no_age(text: str) -> None:
    ages = [text[one.start : one.end] for one in aspects_in(Prepared(text)) if one.kind == "age"]
    assert not any(character.isdigit() for one in ages for character in one)


def test_every_code_is_a_term_of_a_theme() -> None:
    known = {(term.aspect.kind, term.aspect.code) for term in vocabulary().values()}
    for one in sentences():
        for said in aspects_in(Prepared(one.text)):
            assert (said.kind, said.code) in known


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_spans_are_in_order_apart_and_inside_any_text(text: str) -> None:
    said = aspects_in(Prepared(text))
    ends = [0, *(one.end for one in said)]
    assert all(
        before <= one.start < one.end <= len(text) for before, one in zip(ends, said, strict=False)
    )


@pytest.mark.parametrize("size", [2_000_000])
@pytest.mark.slow
def test_one_line_without_an_end_is_read_in_time(size: int) -> None:
    text = ("no forced labour and debt bondage or poor children " * (size // 51))[:size]
    begun = time.process_time()
    aspects_in(Prepared(text))
    assert time.process_time() - begun < 20
