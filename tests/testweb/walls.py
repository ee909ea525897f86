"""Decide what stands in the way of a page: walls for robots, consent and login; parked domains. Pure."""

import html
import random
from collections.abc import Callable

from testweb.answer import Answer, redirect, typed

WALLS = {
    "403": 26, "403 challenge": 14, "503 challenge": 12, "429": 12, "200 challenge": 8, "200 script": 5,
    "202 challenge": 3, "401": 3, "consent": 7, "to consent": 4, "login": 4, "to login": 4, "451": 2,
}  # fmt: skip
PARKINGS = {
    "sale": 34,
    "links": 26,
    "registrar": 16,
    "expired": 12,
    "led away": 8,
    "empty index": 4,
}
_HTML = "text/html; charset=utf-8"


def wall(manner: str, *, name: str, base: str, path: str) -> Answer:
    """What a host sends instead of any page."""
    e = html.escape
    if manner == "403":
        return typed(_HTML, "<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1><p>You don't have permission to access this resource.</p></body></html>", 403)  # fmt: skip
    if manner in ("403 challenge", "503 challenge"):
        body = (
            "<!DOCTYPE html><html><head><title>Just a moment...</title><meta name=robots content=noindex></head>"
            f"<body><h1>{e(name)}</h1><h2>Checking if the site connection is secure</h2><p>{e(name)} needs to review "
            "the security of your connection before proceeding. Enable JavaScript and cookies to continue.</p>"
            "<p>Ray ID: 7f0c4d1e2b3a9c55</p></body></html>"
        )
        return typed(_HTML, body, int(manner[:3]), ("Server", "shield"), ("Retry-After", "1"))
    if manner == "429":
        return typed(_HTML, "<html><head><title>Too Many Requests</title></head><body>Slow down.</body></html>", 429, ("Retry-After", "1"))  # fmt: skip
    if manner in ("200 challenge", "202 challenge"):
        body = (
            "<html><head><title>Human verification</title></head><body><h1>Please verify you are a human</h1>"
            "<p>We have detected unusual traffic from your network. Complete the captcha below to continue.</p>"
            '<div class="g-recaptcha" data-sitekey="none"></div></body></html>'
        )
        return typed(_HTML, body, int(manner[:3]))
    if manner == "200 script":
        body = (
            "<html><head><script>function go(){document.cookie='ok=1';location.reload(true);}</script></head>"
            "<body onload=go()><noscript>Please turn JavaScript on and reload the page.</noscript></body></html>"
        )
        return typed(_HTML, body)
    if manner == "401":
        return typed(_HTML, "<html><head><title>401 Authorization Required</title></head></html>", 401, ("WWW-Authenticate", 'Basic realm="x"'))  # fmt: skip
    if manner == "451":
        return typed(_HTML, "<html><head><title>451</title></head><body>Unavailable in your region for legal reasons.</body></html>", 403)  # fmt: skip
    if manner in ("to consent", "to login"):
        kind = manner.removeprefix("to ")
        if not path.startswith(f"/{kind}"):
            return redirect(
                f"{base}/{kind}?return={path.replace('&', '%26').replace('?', '%3F')}", 302
            )
        manner = kind
    if manner == "consent":
        body = (
            f"<!doctype html><html><head><title>Before you continue to {e(name)}</title></head><body>"
            "<h1>Before you continue</h1><p>We and our 742 partners use cookies and data to deliver and measure ads. "
            "If you agree, choose Accept all.</p><button>Accept all</button><button>Reject all</button>"
            "<a href=/privacy>Privacy policy</a></body></html>"
        )
        return typed(_HTML, body)
    body = (
        f"<!doctype html><html><head><title>Sign in - {e(name)}</title></head><body><h1>Sign in</h1><p>Please log in "
        "to continue reading.</p><form method=post action=/login><input name=user type=email><input name=password type=password>"
        "<button>Log in</button></form><a href=/forgot>Forgot your password?</a></body></html>"
    )
    return typed(_HTML, body)


# --- parked domains --------------------------------------------------------------------------------
def _sale(domain: str, dice: random.Random) -> str:
    price = dice.randint(4, 90) * 100
    said = dice.choice((
        f"{domain} is for sale", f"The domain {domain} may be for sale", f"Buy {domain} today",
        f"Diese Domain steht zum Verkauf: {domain}", f"Домен {domain} продаётся", f"Este dominio está en venta: {domain}",
    ))  # fmt: skip
    return (
        f"<html><head><title>{said}</title></head><body><h1>{said}</h1><p>Make an offer or buy it now for ${price}. "
        "Secure payment, transfer within a day.</p><form><input name=offer><button>Make an offer</button></form></body></html>"
    )


def _links(domain: str, dice: random.Random) -> str:
    topics = ["Cheap flights", "Car insurance", "Credit cards", "Online degrees", "Hotels", "Debt relief",
              "Web hosting", "Lawyers", "Ringtones", "Home loans", "Work from home", "Dating"]  # fmt: skip
    dice.shuffle(topics)
    listed = "".join(f'<li><a href="/?q={topic}&feed=ads">{topic}</a></li>' for topic in topics[:9])
    return (
        f"<html><head><title>{domain}</title></head><body><h1>{domain}</h1><h2>Related searches</h2><ul>{listed}</ul>"
        "<p>This page is provided courtesy of the domain owner. The sponsored listings displayed above are served "
        "automatically by a third party.</p><a href=/privacy>Privacy policy</a></body></html>"
    )


def _registrar(domain: str, dice: random.Random) -> str:
    who = dice.choice(("NameHarbour", "DomainWharf", "RegistroNord"))
    return (
        f"<html><head><title>{domain} is parked</title></head><body><h1>Welcome to {domain}</h1><p>This domain is parked "
        f"free, courtesy of {who}. Is this your domain? Add hosting, email and more. This web page is parked.</p></body></html>"
    )


def _expired(domain: str, dice: random.Random) -> str:
    said = dice.choice((
        "This domain has expired. If you are the owner, renew it now.",
        "Срок регистрации домена истёк. Если вы владелец, продлите регистрацию домена.",
        "Ce domaine a expiré. Contactez votre bureau d'enregistrement pour le renouveler.",
    ))  # fmt: skip
    return f"<html><head><title>{domain}</title></head><body><h1>{domain}</h1><p>{said}</p></body></html>"


def _empty_index(_domain: str, _dice: random.Random) -> str:
    return "<html><head><title>Index of /</title></head><body><h1>Index of /</h1><hr><pre><a href=cgi-bin/>cgi-bin/</a></pre><hr></body></html>"


_PAGES: dict[str, Callable[[str, random.Random], str]] = {
    "sale": _sale,
    "links": _links,
    "registrar": _registrar,
    "expired": _expired,
    "empty index": _empty_index,
}


def parked(manner: str, domain: str, *, seed: str, lot: str) -> Answer:
    """What a parked domain shows, the same for every path; ``lot`` is where "led away" leads."""
    if manner == "led away":
        return redirect(f"{lot}/park?domain={domain}", 302)
    return typed(_HTML, _PAGES[manner](domain, random.Random(seed)))
