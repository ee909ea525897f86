"""A page cites itself."""

import pytest

from sourcebook.publish.cite import page
from sourcebook.records import Page, Subject

WESTMERE = Page(
    id="trafficking/westmere",
    theme="trafficking",
    subject=Subject(kind="country", country="XX", as_written="Westmere"),
)
TITLE = "Human Trafficking - Westmere"
URL = "https://library.example/trafficking/westmere.html"


def test_without_a_style_it_is_the_line_such_pages_carry() -> None:
    text = page(WESTMERE, title=TITLE, url=URL, author="Keeper, Olive")
    assert text == (
        f'Cite this webpage as: Keeper, Olive, "Human Trafficking - Westmere", {URL}, '
        "[accessed <date>]"
    )


def test_the_day_of_reading_fills_the_mark() -> None:
    text = page(WESTMERE, title=TITLE, url=URL, accessed="2026-02-03")
    assert text.endswith("[accessed February 3, 2026]")


def test_a_page_with_a_citation_of_its_own_keeps_it() -> None:
    own = Page(
        id="t/w", theme="t", subject=Subject(kind="name", name="W"),
        citation='Cite this webpage as: Keeper, O., "W", http://old.example/w.htm, [accessed <date>]',
    )  # fmt: skip
    assert page(own, title="W") == own.citation
    assert page(own, title="W", accessed="2026").endswith("[accessed 2026]")


def test_html_escapes_the_mark() -> None:
    assert "[accessed &lt;date&gt;]" in page(WESTMERE, title=TITLE, url=URL, format="html")


@pytest.mark.parametrize("style", ["apa", "mla", "chicago", "harvard", "gost"])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_each_style_cites_a_page_with_address_and_access_date(style: str, language: str) -> None:
    text = page(
        WESTMERE, title=TITLE, url=URL, author="Keeper, Olive", site="The Library",
        accessed="2026-02-03", issued="2025", style=style, language=language,
    )  # fmt: skip
    assert URL in text
    assert "2026" in text
    assert "Keeper" in text
    marked = page(WESTMERE, title=TITLE, url=URL, style=style, language=language)
    assert "<date>" in marked


def test_a_style_takes_the_author_from_the_pages_own_citation() -> None:
    own = Page(
        id="t/w", theme="t", subject=Subject(kind="name", name="W"),
        citation='Cite this webpage as: Keeper, Prof. Olive, "W", http://old.example/w.htm, [accessed <date>]',
    )  # fmt: skip
    assert page(own, title="W", url=URL, style="apa").startswith("Keeper, O. (n.d.). W.")
