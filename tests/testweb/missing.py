"""Decide how a site answers for what isn't there: honestly, or in one of many manners with 200. Pure."""

import html
import random
from collections.abc import Callable

from testweb.answer import Answer, page_answer, redirect, typed
from testweb.pages import Site, page
from testweb.tongues import tongues

Beside = list[tuple[str, str]]


class Place:
    """Where something is missing: the site, the path that was asked for, and what the site has."""

    def __init__(
        self,
        site: Site,
        path: str,
        base: str,
        *,
        beside: Beside,
        front: Callable[[], bytes],
        seed: str,
    ) -> None:
        self.site, self.path, self.base = site, path, base
        self.beside, self.front = beside, front
        tongue = tongues()[site.language]
        self.tongue = tongue
        # a site says it in its own language, or as its software came: in English
        said = random.Random(seed)
        source = tongue if said.random() < 0.85 else tongues()["en"]
        self.title, self.sentence = said.choice(source.missing)
        self.dice = said

    def page(self, title: str, main: str, status: int = 200) -> Answer:
        """A page of the site."""
        return page_answer(self.site, page(self.site, title, main, beside=self.beside), status)


def _words(place: Place) -> Answer:
    e = html.escape
    shown = f"<h1>{e(place.title)}</h1><p>{e(place.sentence)}</p>"
    if place.dice.random() < 0.5:
        shown += f"<p>{e(place.path)}</p>"
    if place.dice.random() < 0.4:
        shown += f'<form action="/search"><input name=q><input type=submit value="{e(place.tongue.menu[6])}"></form>'
    named = place.dice.choice((place.title, f"{place.title} | {place.site.name}", place.site.name))
    return place.page(named, shown)


def _honest(status: int) -> Callable[[Place], Answer]:
    def answer(place: Place) -> Answer:
        e = html.escape
        if place.dice.random() < 0.4:
            body = f"<html><head><title>{status} Not Found</title></head><body><h1>Not Found</h1><p>The requested URL {e(place.path)} was not found on this server.</p></body></html>"
            return typed("text/html; charset=iso-8859-1", body, status)
        return place.page(
            place.title, f"<h1>{e(place.title)}</h1><p>{e(place.sentence)}</p>", status
        )

    return answer


def _to_error(path: str) -> Callable[[Place], Answer]:
    def answer(place: Place) -> Answer:
        return redirect(f"{place.base}{path}", 302)

    return answer


def _empty(place: Place) -> Answer:
    return place.page(place.site.name, "<h1></h1><p class=byline></p><div class=text></div>")


def _title_only(place: Place) -> Answer:
    name = html.escape(place.tongue.menu[1])
    return place.page(f"{place.tongue.menu[1]} | {place.site.name}", f"<h1>{name}</h1>")


def _no_results(place: Place) -> Answer:
    words = html.escape(place.path.strip("/").replace("-", " ").replace("/", " "))
    return place.page(
        f"{place.tongue.menu[6]}: {words}",
        f"<h1>{words}</h1><p>{html.escape(place.tongue.none)}</p>",
    )


def _short(place: Place) -> Answer:
    return typed("text/html; charset=utf-8", place.sentence if place.dice.random() < 0.6 else "404")


def _section(place: Place) -> Answer:
    listed = "".join(f'<li><a href="{p}">{html.escape(t)}</a></li>' for t, p in place.beside)
    return place.page(
        place.tongue.menu[5], f"<h1>{html.escape(place.tongue.menu[5])}</h1><ul>{listed}</ul>"
    )


def _script(place: Place) -> Answer:
    """A page that is put together in the browser: for every path the same few bytes."""
    name = html.escape(place.site.name)
    return typed(
        "text/html; charset=utf-8",
        f'<!doctype html><html><head><title>{name}</title><script defer src="/app.js"></script></head>'
        '<body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>',
    )


MANNERS: dict[str, Callable[[Place], Answer]] = {
    "404": _honest(404),
    "410": _honest(410),
    "words": _words,
    "front": lambda place: page_answer(place.site, place.front()),
    "to front": lambda place: redirect(
        f"{place.base}{place.dice.choice(('/', '/', '/index.html'))}", place.dice.choice((301, 302))
    ),
    "to search": lambda place: redirect(f"{place.base}/search?q={place.path.strip('/')[-60:].replace('&', '+')}", 302),
    "empty": _empty,
    "title only": _title_only,
    "no results": _no_results,
    "short": _short,
    "to error 200": _to_error("/error"),
    "to error 404": _to_error("/404.html"),
    "section": _section,
    "script": _script,
}  # fmt: skip
# What a checker may say of a page that went missing in this manner; the first is what it should say.
STANDINGS: dict[str, tuple[str, ...]] = {
    "404": ("gone", "unsure"),
    "410": ("gone", "unsure"),
    "to error 404": ("gone", "unsure"),
    "front": ("soft gone", "unsure"),
    "to front": ("unsure", "soft gone"),
    "script": ("unsure", "soft gone"),
    "section": ("soft gone", "unsure"),
}
SOFT = ("soft gone", "unsure")


def missing(manner: str, place: Place) -> Answer:
    """What a site answers that has no such page."""
    return MANNERS[manner](place)
