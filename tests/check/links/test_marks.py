"""Marks of an error page in a page's source, whatever its language; one alone says nothing."""

import pytest

from sourcebook.check.links import look, signs, soft_gone
from sourcebook.check.links.marks import marks

ASKED = "http://www.agency.example/reports/2009/kazakh-farms.html"
UNKNOWN = "<h1>Zub dalot</h1><p>Mek zubi lor dalot.</p>"  # of no language


def judged(head: str, body: str) -> str:
    page = f"<!doctype html><html><head>{head}</head>{body}</html>"
    return soft_gone(signs(look(page.encode(), url=ASKED), asked=ASKED, led=ASKED, status=200))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta name=robots content=noindex>", f"<body class='error404'>{UNKNOWN}"),
        ("", f"<body><div class='page-not-found'>{UNKNOWN}<script>x={{\"statusCode\":404}}</script></div>"),
        ("", f"<body><main id=not-found><p>404</p>{UNKNOWN}</main>"),
        ("", f"<body><div class=noarticletext>{UNKNOWN}</div>"),
        ("<link rel=canonical href=/404.html>", f"<body class=page-404>{UNKNOWN}"),
    ],
)  # fmt: skip
def test_two_marks_on_a_page_that_tells_hardly_anything_are_enough(head: str, body: str) -> None:
    assert "its source says" in judged(head, body)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"<body class='error404 page-404 not-found'>{UNKNOWN}"),
        ("<meta name=robots content=noindex>", f"<body>{UNKNOWN}"),
        ("<meta name=robots content=noindex>", f"<body class=error404><h1>Zub</h1><p>{'mek lor ' * 40}</p>"),
        ("<meta name=robots content=noindex>", f"<body><a href='/not-found/error404'>x</a>{UNKNOWN}"),
    ],
)  # fmt: skip
def test_one_mark_or_much_to_tell_is_not(head: str, body: str) -> None:
    assert judged(head, body) == ""


def test_a_class_counts_in_a_class_only() -> None:
    page = "<html><body><p>How error404 and not-found are styled</p><style>.error404{}</style>"
    assert marks(look(page.encode(), url=ASKED)) == ()
