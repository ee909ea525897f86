"""The patterns of all languages can be read, and stand where their own words do."""

import re

import pytest

from sourcebook.check.links import phrases
from sourcebook.check.links.phrases import missing, sentences, spaced, spoken

DATA = phrases.read("missing.toml")
LANGUAGES = sorted(DATA)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_can_be_read(language: str) -> None:
    parts = DATA[language]
    assert set(parts) <= {"pages", "things", "gone", "lost", "phrases", "bare", "vague", "spaced"}
    assert parts["pages"]
    assert parts["gone"]
    for pattern in [*parts.get("phrases", ()), *parts["gone"], *parts.get("lost", ())]:
        if parts.get("spaced", True):
            re.compile(spaced(language, pattern).regex)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_gone_is_found_in_every_language(language: str) -> None:
    parts = DATA[language]
    page = parts["pages"][0].rstrip("*")
    gone = phrases._ways(phrases._folded(parts["gone"][0]))[0].replace("*", "").replace("\x01", "")
    said = f"{page} {gone}" if parts.get("spaced", True) else page + gone
    assert missing().find(spoken(said)) is not None, said


def test_all_of_them_are_at_least_seventy() -> None:
    assert len(LANGUAGES) >= 70


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Page not found", "page not found"), ("Pagina nao encontrada", "pagina nao encontrada"),
        ("The page — you know it — was not found", "page you know it was not found"),
        ("We couldn’t find that page", "couldn t find that page"),
        ("페이지를 찾을 수 없습니다", "페이지를찾을수없"), ("صفحه یافت نشد", "صفحه يافت نشد"),
        ("O‘zbekistonda sahifa mavjud emas", "sahifa mavjud emas"),
        ("Highway 404 reopened", ""), ("The page. Nobody was found.", ""), ("", ""),
    ],
)  # fmt: skip
def test_phrases_are_found_whatever_their_letters(words: str, found: str) -> None:
    said = missing().find(sentences(words))
    assert (said.says if said else "") == found


def test_what_news_are_about_as_well_is_not_firm() -> None:
    firm, other = (
        missing().find("the page has been removed"),
        missing().find("the report has been removed"),
    )
    assert firm is not None
    assert firm.firm
    assert other is not None
    assert not other.firm


def test_every_phrase_is_looked_up_under_words_that_stand_wherever_it_does() -> None:
    """Each way of saying each phrase, the words a star or a gap stands for made up."""
    walls = phrases.read("walls.toml")
    said = [one for part in walls.values() for key in ("phrases", "sale", "idle", "default")
            for one in part.get(key, ())]  # fmt: skip
    for parts in DATA.values():
        if parts.get("spaced", True):
            said += [*parts.get("phrases", ()), *parts["gone"], *parts.get("lost", ())]
    tried = 0
    for phrase in said:
        pattern = spaced("", phrase)
        for star, gap in (("", " "), ("zz", " yy yy ")):
            for way in phrases._ways(phrases._folded(phrase))[:40]:
                words = " ".join(way.replace("*", star).replace(" \x01 ", gap).split())
                if not re.search(pattern.regex, f" {words} "):
                    continue
                tried += 1
                keys = phrases._beginnings(words)
                assert pattern.needs <= keys, (phrase, words)
                assert pattern.filed & keys, (phrase, words)
    assert tried > 10_000
