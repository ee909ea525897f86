"""Parked domains, challenges, consent and sign-in walls, and pages that speak of them."""

import pytest

from check.links.pages import cases
from sourcebook.check.links import look, signs, soft_gone

ASKED = "http://www.farms.example/reports/2009/visits.html"
PROSE = "<p>" + "The inspectors visited forty farms and spoke with those who pick the cotton. " * 12


def seen(words: str, *, title: str = "", led: str = ASKED, status: int = 200) -> dict[str, str]:
    body = f"<!doctype html><html><head><title>{title}</title></head><body>{words}</body></html>"
    found = signs(look(body.encode(), url=led), asked=ASKED, led=led, status=status)
    return {sign.kind: sign.says for sign in found}


@pytest.mark.parametrize("half", ["tuned", "held_out"])
def test_walls_are_named_and_never_soft_gone(half: str) -> None:
    walled = [case for case in cases(half) if " wall " in case.name]
    assert walled
    for case in walled:
        found = signs(
            look(case.body, url=case.led), asked=case.asked, led=case.led, status=case.status
        )
        assert case.name.split(" wall ")[1].split(":")[0] in {sign.kind for sign in found}, (
            case.name
        )
        assert soft_gone(found) == ""


def test_a_domain_for_sale_is_parked() -> None:
    assert (
        "for sale"
        in seen("<h1>farms.example</h1><p>This domain is for sale.", title="farms.example")[
            "parked"
        ]
    )


def test_a_redirect_to_a_seller_of_domains_is_parked() -> None:
    assert (
        "hugedomains.com"
        in seen("<p>x", led="https://www.hugedomains.com/domain?d=farms")["parked"]
    )


def test_the_page_of_a_suspended_account_is_parked() -> None:
    assert "parked" in seen(
        "<h1>Account Suspended</h1><p>This account has been suspended.", title="Suspended"
    )


def test_a_site_whose_hosting_ended_is_parked() -> None:
    words = "<h1>This website is no longer active</h1><p>The hosting plan of this site has lapsed."
    assert "parked" in seen(words, title="Website expired")


def test_a_server_that_shows_its_own_first_page_is_parked() -> None:
    assert "parked" in seen(
        "<h1>Welcome to nginx!</h1><p>Further configuration is required.", title="Welcome to nginx!"
    )


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Domains for sale: a study", f"<h1>Domains for sale: a study</h1>{PROSE}"),
        ("It works", f"<h1>It works: cash for the valley</h1>{PROSE}"),
        ("Under construction", f"<h1>Under construction: workers on the dam</h1>{PROSE}"),
        ("Account suspended, court told", "<h1>Account suspended, court told</h1>" + PROSE * 2),
        ("Visits", f"<p>Ads by <a href='https://www.afternic.com/x'>a registrar</a></p>{PROSE}"),
    ],
)
def test_what_speaks_of_parking_is_not_parked(title: str, words: str) -> None:
    assert seen(words, title=title) == {}


def test_a_form_that_keeps_robots_out_is_no_challenge_where_there_is_more() -> None:
    assert seen(f"<div class=g-recaptcha></div>{PROSE}", title="Write to us") == {}


def test_a_comment_form_with_a_password_is_no_sign_in_wall() -> None:
    assert seen(f"<form><input type=password></form>{PROSE}{PROSE}", title="Visits") == {}


def test_a_sign_in_page_led_to_is_one() -> None:
    assert seen("<p>x", led="http://www.farms.example/login?next=/x") == {
        "login": "leads to /login"
    }


def test_a_consent_page_led_to_is_one() -> None:
    assert "consent" in seen("<p>x", led="https://consent.farms.example/collect?x")


@pytest.mark.parametrize(
    ("led", "kinds"),
    [
        ("http://www.farms.example/", {"front page"}), ("https://farms.example/en/", {"front page"}),
        ("http://www.farms.example/index.php", {"front page"}),
        ("http://www.farms.example/index.php?id=500", set()),
        ("http://archive.farms.example/reports/visits.html", set()),
        ("http://other.example/reports/visits.html", {"other host"}),
    ],
)  # fmt: skip
def test_where_a_redirect_leads_is_a_sign(led: str, kinds: set[str]) -> None:
    assert set(seen(PROSE, title="Visits", led=led)) == kinds


def test_nothing_is_a_sign_too() -> None:
    assert signs(look(b"", url=ASKED), asked=ASKED, led=ASKED, status=200)[0].kind == "empty"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('<meta http-equiv="refresh" content="0;url=/">', "a front page (http://www.farms.example/)"),
        ('<meta http-equiv="refresh" content="2;url=/new/v.html">', "another page (http://"),
        ('<script>window.location.replace("/new/v.html")</script>', "another page (http://"),
    ],
)  # fmt: skip
def test_a_page_that_only_leads_on_says_nothing_of_what_was_there(words: str, says: str) -> None:
    assert says in seen("", title=f"Visits</title>{words}<title>")["empty"]


def test_an_article_that_leads_on_after_a_while_is_an_article() -> None:
    on = '<meta http-equiv="refresh" content="2;url=/">'
    assert seen(PROSE, title=f"Visits</title>{on}<title>") == {}
    assert "empty" not in seen(
        "<h1>Page not found</h1>", title=f"Page not found</title>{on}<title>"
    )


def test_a_cookie_banner_on_a_short_page_is_no_consent_wall() -> None:
    banner = "<div>We use cookies. <button>Accept all</button> Cookie settings</div>"
    words = "<p>" + "Forty farms were visited along the river in the spring of that year. " * 4
    assert seen(f"<h1>Kazakh farms</h1>{words}{banner}", title="Kazakh farms") == {}


def test_what_cannot_be_unpacked_is_nothing_and_no_page() -> None:
    for body in (b"\x1f\x8b\x08\x00" + bytes(range(7, 255)), bytes(range(1, 255)) * 2):
        seen = look(body, url=ASKED, head_type="text/html; charset=utf-8", whole=False)
        found = signs(seen, asked=ASKED, led=ASKED, status=200)
        assert [sign.kind for sign in found] == ["empty"]
    picture = look(b"\xff\xd8\xff\xe0JFIF" + bytes(99), url=ASKED, head_type="text/html")
    assert signs(picture, asked=ASKED, led=ASKED, status=200) == ()


CASINO = "<h1>Best casino bonuses</h1><p>Claim your bonus: free spins for new players, no deposit needed."


def test_a_casino_on_a_name_that_was_anothers_is_parked() -> None:
    assert "parked" in seen(CASINO, title="Best casino bonuses")
    assert "parked" in seen(
        "<h1>Situs slot</h1><p>Gampang menang, bonus new member, link alternatif, RTP tertinggi.",
        title="Daftar situs slot terpercaya",
    )


def test_who_writes_about_casinos_has_no_parked_domain() -> None:
    title = "Casino held workers in debt"
    told = "<p>They were told that new players must be won with free spins, the court heard."
    assert seen(f"<h1>{title}</h1>{told}{PROSE}", title=title) == {}
    body = f"<title>Best casino bonuses</title>{CASINO}".encode()
    asked = "http://www.farms.example/casino-bonuses.html"
    assert not soft_gone(signs(look(body, url=asked), asked=asked, led=asked, status=200))


def test_a_banner_on_a_page_that_is_not_there_is_no_consent_wall() -> None:
    banner = "<div><p>We use cookies.</p><button>Accept all</button></div>"
    assert "consent" in seen(f"{banner}<p>News of the day")
    assert seen(f"{banner}<h1>Page not found</h1>", title="Courier").keys() == {"not found"}
