"""What is known of a page is found in it: titles where titles stand, not among teasers or echoes."""

import pytest

from sourcebook.check.links.known import echoes, expected_of, titled
from sourcebook.check.links.looking import look

TITLE = "Port City Opens Second Shelter for Ferry Workers"
ASKED = "https://example.org/news/2009/port-city-opens-second-shelter-for-ferry-workers.html"
STORY = "<p>" + "The council heard what the winter had brought to the harbour. " * 12 + "</p>"


def title_in(html: str) -> str:
    page = f"<html><head>{html.replace('</title>', '</title></head><body>', 1)}</body></html>"
    seen = look(page.encode(), url=ASKED, head_type="text/html")
    return titled(seen, expected_of([TITLE]), None, asked=ASKED)


@pytest.mark.parametrize(
    "html",
    [
        f"<title>{TITLE} | The Harbour Post</title>{STORY}",
        f"<title>The Harbour Post</title><h1>{TITLE}</h1>{STORY}",
        f"<title>The Harbour Post</title><h2>{TITLE}</h2>{STORY}",
        f"<title>The Harbour Post</title><h2>{TITLE.upper()}</h2>{STORY}",
    ],
)
def test_a_title_is_found_where_titles_stand(html: str) -> None:
    assert title_in(html)


@pytest.mark.parametrize(
    "html",
    [
        "<title>The Harbour Post</title>"
        + "".join(
            f"<h2>{words}</h2><p>Read more.</p>"
            for words in ("Rain", TITLE, "Snow", "A Bridge Is Painted", "Boats")
        ),
        f"<title>Search: news/2009/{ASKED.rpartition('/')[2]}</title>{STORY}",
        f"<title>Search: 2009 {TITLE}</title>{STORY}",
        f"<title>Search: {TITLE.lower()}</title>{STORY}",
        f"<title>{TITLE} was not found</title>{STORY}",
    ],
)
def test_a_teaser_an_echo_or_a_denial_is_no_title(html: str) -> None:
    assert not title_in(html)


@pytest.mark.parametrize(
    ("place", "echo"),
    [
        ("Results for port-city-opens-second-shelter", True),
        ("news/2009/port-city-opens", True),
        ("2009 port city opens second shelter for ferry workers html", True),
        (TITLE, False),
        ("Anti-Trafficking-in-Persons Report", False),
        ("", False),
    ],
)
def test_an_echo_gives_back_the_address(place: str, echo: bool) -> None:
    assert echoes(place, ASKED) is echo
