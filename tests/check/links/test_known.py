"""A title or words that the library knows decide for a page."""

import pytest

from sourcebook.check.links import Nonsense, doubtful, expected_of, look, signs, soft_gone

ASKED = "http://www.agency.example/reports/visits.html"
TITLE = "Kazakh farms: forty visits along the river"
QUOTE = "Most of them had come from the next province — on a bus that a “broker” had paid for, they said."


def kinds(title: str, words: str = "", *, known: str = TITLE, quote: str = "") -> set[str]:
    body = f"<html><head><title>{title}</title></head><body>{words}</body></html>"
    expected = expected_of([known], [quote] if quote else [])
    found = signs(
        look(body.encode(), url=ASKED), asked=ASKED, led=ASKED, status=200, expected=expected
    )
    return {sign.kind for sign in found}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (TITLE, ""), (f"{TITLE} | Agency", ""), ("Agency", f"<h1>{TITLE}</h1>"),
        ("KAZAKH FARMS – FORTY VISITS ALONG THE RIVER", ""), ("Kazakh Farms: Forty Visits along a River", ""),
        ("Untitled", f"<font size=5>{TITLE}</font>"), ("Agency", f"<h2>{TITLE}</h2>"),
    ],
)  # fmt: skip
def test_a_title_is_found_where_titles_stand(title: str, words: str) -> None:
    assert "title" in kinds(title, words)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Agency", f"<h1>“{TITLE}” was not found</h1>"),
        ("Agency", f"<a href=/x>{TITLE}</a>"),
        ("Kazakh towns: ten years of change", ""),
        ("Agency", "<h1>Farms</h1>"),
    ],
)
def test_a_title_is_not_found_where_it_does_not_stand(title: str, words: str) -> None:
    assert "title" not in kinds(title, words)


def test_a_title_that_is_the_name_of_the_site_says_nothing_on_an_error_page() -> None:
    found = kinds("Page not found | River Agency", "<h1>Page not found</h1>", known="River Agency")
    assert found == {"not found"}


def test_a_page_with_its_title_is_never_soft_gone() -> None:
    assert "not found" not in kinds(TITLE, "<h1>Not Found</h1><p>The page was not found.")


@pytest.mark.parametrize(
    "words",
    [
        "<p>most of them had come from the <b>next</b> province - on a bus that a \"broker\" had paid for",
        "<p>Most of them had come from the next&nbsp;pro&shy;vince&mdash;on a bus that a ‘broker’ had …",
        "<div>Most of them</div><div>had come from the next province</div>",
    ],
)  # fmt: skip
def test_quoted_words_are_found_however_they_are_set(words: str) -> None:
    assert "excerpt" in kinds("Agency", words, quote=QUOTE)


def test_an_entry_about_errors_is_found_by_its_short_title() -> None:
    words = "<h1>404 Not Found</h1><p>" + "The status says that a server finds nothing. " * 30
    assert "title" in kinds("404 Not Found | Docs", words, known="404 Not Found")


def test_a_title_that_nonsense_gets_as_well_says_nothing() -> None:
    body = f"<html><head><title>{TITLE}</title></head><body><p>x</body></html>".encode()
    other = ASKED + "x"
    found = signs(
        look(body, url=ASKED), asked=ASKED, led=ASKED, status=200, expected=expected_of([TITLE]),
        nonsense=Nonsense(look=look(body, url=other), status=200, led=other),
    )  # fmt: skip
    assert "title" not in {sign.kind for sign in found}
    assert soft_gone(found)


def test_only_a_page_about_which_nothing_is_known_is_worth_a_probe() -> None:
    plain = look(
        b"<html><head><title>Agency</title></head><body><p>Forty farms.</body></html>", url=ASKED
    )
    titled = look(f"<html><head><title>{TITLE}</title></head></html>".encode(), url=ASKED)
    missing = look(b"<html><head><title>Page not found</title></head></html>", url=ASKED)
    known = expected_of([TITLE])
    assert doubtful(plain, known, ASKED, ASKED)
    assert doubtful(plain, None, ASKED, ASKED)
    assert not doubtful(titled, known, ASKED, ASKED)
    assert not doubtful(missing, known, ASKED, ASKED)
    assert not doubtful(plain, known, ASKED, "http://www.agency.example/")
    assert not doubtful(look(b"%PDF-1.4", url=ASKED), known, ASKED, ASKED)
