"""Addresses that can't exist, and whether two answers are the same page."""

import re

import pytest

from sourcebook.check.links import Nonsense, likeness, look, nonsense_of, signs, soft_gone
from sourcebook.check.links.nonsense import alike


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("http://a.example/news/farms.html", r"http://a.example/news/[a-z]{25}\.html"),
        ("http://a.example/news/farms/", r"http://a.example/news/[a-z]{25}/"),
        ("http://a.example/farms", r"http://a.example/[a-z]{25}"),
        ("http://a.example/x?utm_source=y", r"http://a.example/[a-z]{25}"),
        ("http://a.example/index.php?id=12&lang=en", r"http://a.example/index.php\?id=9\d{9}&lang=en"),
        ("http://a.example/?p=33", r"http://a.example/\?p=9\d{9}"),
        ("http://a.example/a.asp?farms", r"http://a.example/a.asp\?[a-z]{25}"),
        ("http://a.example/story/12345/farms", r"http://a.example/story/9\d{9}/[a-z]{25}"),
        ("http://a.example/2004/05/farms", r"http://a.example/2004/05/[a-z]{25}"),
        ("http://a.example/v1.2/farms.tar.gz#x", r"http://a.example/v1.2/[a-z]{25}\.gz"),
    ],
)  # fmt: skip
def test_a_sibling_is_made_up(url: str, shape: str) -> None:
    made = nonsense_of(url)
    assert re.fullmatch(shape, made)
    assert made == nonsense_of(url)
    assert made != url


@pytest.mark.parametrize("url", ["http://a.example/", "http://a.example", "", "not an address"])
def test_a_root_has_no_sibling(url: str) -> None:
    assert nonsense_of(url) == ""


def page(words: str, *, title: str = "Example") -> bytes:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>".encode()


MENU = "Home News Reports Library Contact " * 12


def test_an_echo_of_the_address_and_the_hour_make_no_difference() -> None:
    one, other = "http://a.example/n/old-farms", "http://a.example/n/qwxz"
    first = look(page(f"{MENU} /n/old-farms at 10:31:07 request 7f3a91"), url=one)
    second = look(page(f"{MENU} /n/qwxz at 10:31:09 request 81bc22"), url=other)
    assert likeness(first, second).text > 0.95
    assert alike(first, second)


def test_an_article_in_the_same_frame_is_another_page() -> None:
    one, other = "http://a.example/n/old-farms", "http://a.example/n/qwxz"
    words = "forty inspectors came along a river and spoke with those who pick what grows there "
    first = look(page(MENU + words * 3), url=one)
    second = look(page(MENU), url=other)
    assert not alike(first, second)


def judged(asked: str, body: bytes, beside: bytes, *, led: str = "", beside_led: str = "") -> str:
    other = beside_led or nonsense_of(asked)
    seen = look(body, url=led or asked)
    nonsense = Nonsense(look=look(beside, url=other), status=200, led=other)
    return soft_gone(signs(seen, asked=asked, led=led or asked, status=200, nonsense=nonsense))


def test_what_nonsense_gets_as_well_is_soft_gone() -> None:
    body = page(MENU)
    assert "made up" in judged("http://a.example/news/farms", body, body)


def test_a_front_page_led_to_is_unsure_and_not_soft_gone() -> None:
    body = page(MENU)
    root = "http://a.example/"
    assert judged("http://a.example/news/farms", body, body, led=root, beside_led=root) == ""


def test_an_article_that_answers_to_any_words_beside_its_number_is_alive() -> None:
    body = page(MENU).replace(
        b"</title>", b'</title><link rel="canonical" href="http://a.example/story/12345/farms">'
    )
    assert judged("http://a.example/story/12345/farm", body, body) == ""


def test_a_page_titled_as_its_address_is_alive() -> None:
    body = page(MENU, title="Kazakh farms visited along the river")
    assert judged("http://a.example/kazakh-farms-visited-along-river.html", body, body) == ""


def test_a_shell_for_scripts_says_nothing() -> None:
    shell = b"<html><body><div id=root></div><script src=/a.js></script></body></html>"
    assert judged("http://a.example/news/farms", shell, shell) == ""
