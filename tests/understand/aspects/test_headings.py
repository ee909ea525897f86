"""Headings: every label of the vocabularies that stands alone is its own aspect, in three languages."""

import re

import pytest

from sourcebook.themes import find_aspect, terms_of, themes, vocabulary
from sourcebook.understand import Prepared
from sourcebook.understand.aspects import aspects_in


def told(text: str, theme: str) -> set[str]:
    """The codes a theme has for what a text speaks of."""
    found = aspects_in(Prepared(text))
    return {terms_of(one.kind, one.code).get(theme, one.code) for one in found}


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_label_alone_is_its_aspect(language: str) -> None:
    missed = [
        term.id
        for term in vocabulary().values()
        if term.aspect.code not in told(term.aspect.labels[language], term.theme)
        # "Work", "Discrimination" and "Қорқыту" are one word for two things: the first theme has it
        and term.id not in {"poverty/work", "torture/discrimination", "torture/intimidation"}
    ]
    assert missed == []


def test_what_a_prompt_asks_is_its_aspect() -> None:
    for theme in themes().values():
        for asked in re.findall(r"([A-Z][^.?!:]*)\?", theme.prompt):
            code = find_aspect(theme.id, asked)
            if (theme.id, code) not in {("torture", "discrimination"), ("poverty", "work")}:
                assert code in told(f"{asked}?", theme.id), asked


def test_a_label_in_a_sentence_is_a_word_like_others() -> None:
    assert told("The migration of storks is over.", "human-trafficking") == set()
    assert told("1. Migration", "human-trafficking") == {"migration"}
