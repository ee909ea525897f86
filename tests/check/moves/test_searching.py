"""Searches and feeds: where to ask, and what of the answers is worth a look."""

import pytest

from sourcebook.check.moves import feeds, searching
from sourcebook.check.moves.matching import Link
from sourcebook.check.moves.searching import description, filled, forms, inner, results
from sourcebook.check.moves.seeing import links_of

BASE = "http://a.example/en/"
TITLE = "Port City Opens Second Shelter"


# --- where to ask ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("form", "search"),
    [
        ('<form action="/find"><input name="q"></form>', "http://a.example/find?q={query}"),
        ('<form role="search"><input type="search" name="x"></form>', "http://a.example/en/?x={query}"),
        ("<FORM ACTION='/s?old=1'><INPUT TYPE=hidden NAME=lang VALUE='en&amp;x'><INPUT NAME=keys></FORM>",
         "http://a.example/s?keys={query}&lang=en%26x"),
        ('<form id="site-search" action="s"><input name="anything"><input type="submit" name="go"></form>',
         "http://a.example/en/s?anything={query}"),
        ('<form action="/f"><input name="tx[search]"></form>', "http://a.example/f?tx%5Bsearch%5D={query}"),
    ],
)  # fmt: skip
def test_a_form_for_searching_is_found(form: str, search: str) -> None:
    assert forms(f"<body>{form}</body>", BASE) == [search]


@pytest.mark.parametrize(
    "form",
    ['<form action="/find" method="post"><input name="q"></form>',
     '<form action="/login"><input name="q"><input type="password" name="p"></form>',
     '<form action="/subscribe"><input name="mail"></form>',
     '<form action="javascript:go()"><input name="q"></form>',
     "<form><input name=q>"],
)  # fmt: skip
def test_other_forms_are_passed_over(form: str) -> None:
    assert forms(form, BASE) == []


def test_a_described_search_is_read() -> None:
    data = b"""<OpenSearchDescription><Url type="text/html" template="/s?q={searchTerms}&amp;n={count?}&amp;p={startPage?}"/>
    <Url type="application/x-suggestions+json" template="/suggest?q={searchTerms}"/>
    <Url type="application/rss+xml" template="https://a.example/rss?q={searchTerms}"/></OpenSearchDescription>"""
    assert description(data, BASE) == [
        "http://a.example/s?q={query}&n=&p=1", "https://a.example/rss?q={query}",
    ]  # fmt: skip
    assert description(b"<html>", BASE) == []


def test_a_title_is_asked_for_by_its_words() -> None:
    assert filled("http://a.example/?s={query}", "Beds &amp; “Ferries”: a report") == (
        "http://a.example/?s=Beds+Ferries+a+report"
    )
    assert filled("http://a.example/search/{query}", "Женщины / дети") == (
        "http://a.example/search/%D0%96%D0%B5%D0%BD%D1%89%D0%B8%D0%BD%D1%8B%20%D0%B4%D0%B5%D1%82%D0%B8"
    )
    assert len(searching.asked("word " * 200).split()) == searching.WORDS


# --- what comes --------------------------------------------------------------------------------
def test_results_are_ranked_by_the_title() -> None:
    links = [
        Link(url="http://a.example/1", words="Port City Opens Its Second Beach"),
        Link(url="http://a.example/2", words=f"{TITLE} | Coast"),
        Link(url="http://a.example/3", words="Contact"),
        Link(url="http://a.example/go?to=https%3A%2F%2Fb.example%2Fx", words=TITLE),
        Link(url="http://www.a.example/2/", words=TITLE),
    ]
    assert [link.url for link in results(links, TITLE)] == [
        "http://a.example/2", "https://b.example/x", "http://a.example/1",
    ]  # fmt: skip
    assert (
        len(results([Link(url=f"http://a.example/{n}", words=TITLE) for n in range(300)], TITLE))
        == 5
    )


def test_an_engines_own_address_gives_way_to_what_it_holds() -> None:
    assert (
        inner("http://e.example/l?kh=1&uddg=http%3A%2F%2Fa.example%2Fx%3Fy%3D1")
        == "http://a.example/x?y=1"
    )
    assert inner("http://a.example/x?next=/y") == "http://a.example/x?next=/y"


def test_links_are_read_as_a_person_sees_them() -> None:
    page = '<a class=x href="../y">A <b>bold</b>&nbsp;word</a><a href=z>Z<a href="#top">top</a><a name=q>no</a>'
    assert links_of(page, BASE) == [
        Link(url="http://a.example/y", words="A bold word"),
        Link(url="http://a.example/en/z", words="Z"),
        Link(url="http://a.example/en/", words="top"),
    ]


@pytest.mark.parametrize(
    "data",
    [f"<rss><channel><item><title>{TITLE}</title><link>/x</link></item></channel></rss>",
     f"<feed><entry><title type='html'>{TITLE}</title><link rel='self' href='/s'/><link href='/x'/></entry></feed>",
     f"<rss><item><title><![CDATA[ {TITLE} ]]></title><guid>http://a.example/x</guid></item></rss>",
     f'{{"items": [{{"url": "/x", "title": "{TITLE}"}}, {{"url": 3}}, null]}}'],
)  # fmt: skip
def test_feeds_of_all_kinds_are_read(data: str) -> None:
    assert feeds.read(data.encode(), BASE) == [Link(url="http://a.example/x", words=TITLE)]


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><item><title>x</title><link>/x</link></item></html>", b"{", b"[" * 100_000,
     b"<rss>" + b"<item>" * 20_000, b"<rss><item><link>javascript:alert(1)</link></item>"],
)  # fmt: skip
def test_feeds_that_are_none_hold_nothing(data: bytes) -> None:
    assert feeds.read(data, BASE) == []
