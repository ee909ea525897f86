"""The words by which roles are told: every table is known, no word stands in two of a language."""

import tomllib
from typing import get_args

import pytest

from sourcebook.claims import Purpose, RoleKind
from sourcebook.understand.roles.lexicon import TABLES, WORDS, lexicon

LANGUAGES = [path.stem for path in sorted(WORDS.glob("*.toml"))]


def tables(language: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_in_two_tables(language: str) -> None:
    seen: dict[str, str] = {}
    twice = []
    for table, values in tables(language).items():
        for words in values.values() if table != "gate" else ():
            for word in words:
                if word in seen:
                    twice.append((word, seen[word], table))
                seen[word] = table
    assert not twice


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_and_value_is_known(language: str) -> None:
    known = tables(language)
    assert set(known) <= {"gate", *TABLES}
    purposes = {*get_args(Purpose)}
    assert {value for key in known["purpose"] for value in key.split()} <= purposes
    roles = {value for key in known["role"] for value in key.split()}
    assert roles <= {*get_args(RoleKind), "many"}
    assert {value for key in known["serves"] for value in key.split()} <= {
        *purposes,
        "site",
        "unpaid",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_as_texts_are_folded(language: str) -> None:
    for table, values in tables(language).items():
        for words in values.values():
            for word in words:
                assert word == word.lower(), (table, word)
                assert "-" not in word or table == "gate", (table, word)


def test_of_phrases_that_begin_alike_the_longest_is_meant() -> None:
    begun = lexicon().words["forced"]
    assert begun.alone is not None
    assert begun.alone.kind == "exploit"
    lengths = [len(word.rest) for word in begun.seconds["labor"]]
    assert lengths == sorted(lengths, reverse=True)
