"""What a page tells besides a denial: a notice comes first, a comment's words come last."""

import pytest

from sourcebook.check.links import look, signs, soft_gone

ASKED = "http://www.agency.example/reports/2009/kazakh-farms.html"
SAID = "Sorry, the page you are looking for does not exist."
TOLD = "<p>Forty farms were visited along the river in spring, and nine were fined.</p>"


def judged(title: str, body: str) -> str:
    page = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
    return soft_gone(signs(look(page.encode(), url=ASKED), asked=ASKED, led=ASKED, status=200))


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Kazakh farms</h1>{TOLD}<div class=comments><p>{SAID}</p></div>",
        f"<h1>Kazakh farms</h1>{TOLD}<p>{SAID}</p>",
        f"<h1>Kazakh farms</h1><div style='display: none'><h2>{SAID}</h2></div>{TOLD}",
        f"<h1>Kazakh farms</h1><p>This page is not available in your language.</p>{TOLD}",
        f"<h1>Kazakh farms</h1>{TOLD}<aside class=widget><h3>Events</h3><p>No posts were found.</p></aside>",
        "<h1>Kazakh farms</h1><p>If a page is missing or a link is broken, please tell us.</p>",
        "<h1>Kazakh farms</h1><p>Why is the page no longer available? Write to us and ask.</p>",
    ],
)
def test_a_denial_by_the_way_is_none(body: str) -> None:
    assert judged("Kazakh farms | Agency", body) == ""


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Agency</h1><p>{SAID}</p>",
        f"<div>12.03.2019</div><p>{SAID} Try a search.</p><h2><a href=/1>Bridge open</a></h2>{TOLD * 3}",
        f"<div>{SAID}</div><h2>News</h2>" + "".join(f"<div><a href=/{n}>Bridge {n} open</a></div>{TOLD}" for n in range(40)),
    ],
)  # fmt: skip
def test_a_notice_above_other_things_is_one(body: str) -> None:
    assert judged("Agency", body)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("How to fix error 404", "Check the address of the page."),
        ("Что означает ошибка 404", "Страница не найдена: проверьте адрес."),
        ("404エラーの原因と対処法", "リンクを確認してください。"),
        ("Page not found: what happens to deleted reports", "We asked archivists about pages that are no longer available."),
    ],
)  # fmt: skip
def test_who_writes_about_errors_has_none(title: str, told: str) -> None:
    assert judged(title, f"<h1>{title}</h1><p>{told}</p>") == ""


def test_things_are_said_to_be_gone_by_most_of_a_sentence() -> None:
    assert judged("Agency", "<p>The document was removed.</p>")
    told = "The document on the farms along the upper river, the ministry said, was removed."
    assert not judged("Agency", f"<p>{told}</p>")


def test_where_something_was_is_not_what_is_gone() -> None:
    assert not judged("Bericht", "<p>Der Bericht wurde von der Seite des Ministeriums gelöscht.")
    assert judged("Agentur", "<p>Die Seite wurde gelöscht.</p>")
