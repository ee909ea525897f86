"""Relations: every end exists, none contradicts another, and a code leads to each theme's own term."""

import pytest

from sourcebook.themes import schemes, terms_of, themes, vocabulary
from sourcebook.themes.wording import companies, terms


def test_every_relation_leads_to_a_term() -> None:
    known = vocabulary()
    for term in known.values():
        for other in (*term.broader, *term.narrower, *term.related, *term.exact, *term.close):
            assert other in known, (term.id, other)
            assert other != term.id


def test_what_goes_both_ways_is_told_from_both_ends() -> None:
    known = vocabulary()
    for term in known.values():
        assert all(term.id in known[other].narrower for other in term.broader)
        for name in ("related", "exact", "close"):
            assert all(term.id in getattr(known[other], name) for other in getattr(term, name))


def test_no_pair_is_related_in_two_ways_and_nothing_is_its_own_ancestor() -> None:
    known = vocabulary()
    for term in known.values():
        every = [*term.broader, *term.narrower, *term.related, *term.exact, *term.close]
        assert len(set(every)) == len(every), term.id
        above, seen = list(term.broader), set()
        while above:
            one = above.pop()
            assert one != term.id
            if one not in seen:
                seen.add(one)
                above += known[one].broader


def test_mappings_name_a_scheme_that_tells_its_source() -> None:
    for term in vocabulary().values():
        assert all(match.scheme in schemes() for match in term.matches)
    assert all(scheme.source.startswith("https://") for scheme in schemes().values())
    assert not schemes()["ic-tip"].checked


def test_acts_means_and_purposes_of_trafficking_are_mapped_to_the_protocol() -> None:
    for term in vocabulary().values():
        if term.theme == "human-trafficking" and term.aspect.kind in ("act", "means"):
            assert "palermo" in {match.scheme for match in term.matches}, term.id


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("purpose", "abuse-images", {"human-trafficking": "sexual-exploitation", "csec": "abuse-images"}),
        ("precursor", "hunger", {"human-trafficking": "hunger", "street-children": "hunger", "poverty": "hunger"}),
        ("response", "work", {"poverty": "work"}),
        ("means", "electric-shock", {"torture": "electric-shock"}),
        ("act", "nothing-of-the-kind", {}),
    ],
)  # fmt: skip
def test_a_code_leads_to_each_themes_nearest_term(
    kind: str, code: str, expected: dict[str, str]
) -> None:
    assert terms_of(kind, code) == expected


def test_every_term_of_a_vocabulary_has_words_or_a_near_term_that_has() -> None:
    worded = {(term.kind, term.code) for term in terms()}
    reached = set()
    for kind, code in worded:
        reached |= {f"{theme}/{other}" for theme, other in terms_of(kind, code).items()}
    assert set(vocabulary()) - reached == set()


def test_terms_of_a_prompt_have_words_in_all_three_languages() -> None:
    spoken: dict[tuple[str, str], set[str]] = {}
    for term in terms():
        spoken.setdefault((term.kind, term.code), set()).add(term.language)
    assert all(languages == {"en", "ru", "kk"} for languages in spoken.values())
    assert len(themes()) == 5


def test_a_weak_term_names_company_that_is_there() -> None:
    assert {term.needs for term in terms()} - {""} <= set(companies())
