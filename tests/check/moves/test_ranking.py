"""Ranking a site's pages by how well they fit, and spelling an address otherwise."""

import pytest

from sourcebook.check.moves.ranking import fitting, latin
from sourcebook.check.moves.sitemaps import Listed
from sourcebook.check.moves.spelling import About
from sourcebook.check.moves.variants import variants

ABOUT = About(title="Port City Opens Second Shelter for Ferry Workers", issued="2005-11-17")
OTHER = [Listed(f"http://a.example/stories/port-report-{n}", "2020-01-01") for n in range(5000)]


def best(listed: list[Listed], about: About = ABOUT, url: str = "") -> list[str]:
    return [target for _, target in fitting([*OTHER, *listed], about, url)]


def test_rare_words_of_the_title_lead_to_the_page() -> None:
    page = Listed("http://a.example/2005/second-shelter-for-ferry-workers")
    near = Listed("http://a.example/2005/second-port")
    assert best([near, page]) == [page.url]
    assert best([near]) == []


def test_the_old_name_leads_to_the_page() -> None:
    page = Listed("http://a.example/archive/eav082103.html")
    assert best([page], About(title="Other"), "http://a.example/dept/eav082103.shtml") == [page.url]


def test_a_title_in_cyrillic_letters_is_known_in_latin_ones() -> None:
    about = About(title="Торговля людьми в Казахстане: новый доклад")
    page = Listed("http://a.example/news/torgovlya-lyudmi-v-kazakhstane-novyj-doklad")
    assert best([page], about) == [page.url]
    assert latin("щука") == "shchuka"


def test_a_page_without_words_is_known_by_its_day() -> None:
    page = Listed("http://a.example/content/9c3baae3", "2005-11-17")
    assert best([page]) == [page.url]
    assert best([Listed(f"http://a.example/c/{n}", "2005-11-17") for n in range(9)]) == []


def test_a_small_site_is_looked_at_whole() -> None:
    some = [Listed(f"http://a.example/content/{n}") for n in range(12)]
    assert len(fitting(some, ABOUT)) == 12
    assert fitting([Listed("http://a.example/x")], ABOUT, "http://www.a.example/x/") == []
    assert fitting([], ABOUT) == []


def test_thousands_are_ranked_by_one_rare_word() -> None:
    listed = [
        Listed(f"http://a.example/news/{n}/some-words-of-page-{n}-and-ferry") for n in range(20_000)
    ]
    page = Listed("http://a.example/news/x/second-shelter-for-ferry-workers")
    old = "http://a.example/old/some-words.html"
    assert [url for _, url in fitting([*listed, page], ABOUT, old)] == [page.url]


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("http://a.example/x", "https://a.example/x"),
        ("http://a.example/x", "http://www.a.example/x"),
        ("http://www.a.example/x", "http://a.example/x"),
        ("http://a.example/x/", "http://a.example/x"),
        ("http://a.example/x", "http://a.example/x/"),
        ("http://a.example/x/index.html", "http://a.example/x/"),
        ("http://a.example/Some/Page.HTM", "http://a.example/some/page.htm"),
        ("http://a.example/x).", "http://a.example/x"),
        ("http://a.example/x%2520y", "http://a.example/x%20y"),
    ],
)
def test_an_address_is_spelled_otherwise(url: str, other: str) -> None:
    found = variants(url)
    assert other in found
    assert url not in found
    assert len(found) <= 8


def test_what_is_no_address_has_no_other_spelling() -> None:
    assert variants("javascript:alert(1)") == []
    assert not any("www." in one for one in variants("http://127.0.0.1:8080/x"))
    assert not any("www." in one for one in variants("http://news.a.example/x"))
