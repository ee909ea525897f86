"""Decide what a host of the world answers to a request on a day. Pure."""

import gzip
import html
import random
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from msgspec import Struct
from msgspec.structs import replace

from testweb import pages, walls
from testweb.answer import Answer, page_answer, redirect, typed
from testweb.days import date_of, moment_of
from testweb.events import Happening, current, happens, weather
from testweb.missing import Place, missing
from testweb.tongues import tongues
from testweb.world import DOI, HANDLE, PARKING, Host, Page, Spot, World

HTML = "text/html; charset=utf-8"
_RESULTS = 10


class Asked(Struct, frozen=True, kw_only=True):
    """A request: ``authority`` without port, ``path`` with the query, fields in lower case."""

    authority: str
    path: str
    method: str = "GET"
    fields: Mapping[str, str] = {}


class Answering:
    """Answers for a world; keeps pages it set already."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._set = lru_cache(maxsize=16_000)(self._set_anew)
        self._listed = lru_cache(maxsize=2_000)(self._listed_anew)

    def answer(self, asked: Asked, day: int) -> Answer | None:
        """What the host answers; None where the name leads nowhere, or nobody listens."""
        found = self.world.host_at(asked.authority)
        if found is None:
            return typed("text/plain", "no such host here", 400)
        host, later = found
        above = weather(self.world, host, later, day)
        if above is not None:
            return self._under(above, host, later, asked)
        return self._with_trait(host, asked, day, self._page(host, later, asked, day))

    # --- hosts ---------------------------------------------------------------------------------
    def _under(self, above: Happening, host: Host, later: bool, asked: Asked) -> Answer | None:
        base = self.world.at(host, "", later)
        if above.kind in ("dns", "refused"):
            return None
        if above.kind == "parked":
            lot = self.world.service(PARKING)
            return walls.parked(
                above.manner, asked.authority, seed=f"{self.world.seed}/{host.number}", lot=lot
            )
        if above.kind == "usurped":
            body = "<html><head><title>Lucky Anchor Casino</title></head><body><h1>Lucky Anchor</h1><p>200 free spins for new players. Slots, roulette and live tables.</p></body></html>"
            lost = asked.path != "/" and host.number % 2
            return typed(HTML, body if not lost else "<h1>404</h1>", 404 if lost else 200)
        if above.kind == "walled":
            if asked.path == "/robots.txt" and host.number % 2:
                return typed("text/plain", "User-agent: *\nAllow: /\n")
            return walls.wall(above.manner, name=host.site.name, base=base, path=asked.path)
        if above.manner == "stall":
            return Answer(delivery="stall")
        if above.manner == "reset":
            return Answer(delivery="reset")
        status = int(above.manner)
        body = f"<html><head><title>{status}</title></head><body><h1>The service is temporarily unavailable</h1></body></html>"
        return typed(HTML, body, status)

    def _with_trait(self, host: Host, asked: Asked, day: int, made: Answer) -> Answer:
        trait = host.trait
        if not trait or day < host.trait_from or asked.path == "/robots.txt":
            return made
        if trait.startswith("head "):
            if asked.method != "HEAD":
                return made
            if trait == "head reset":
                return Answer(delivery="reset")
            return typed(HTML, "", int(trait[5:]))
        if trait == "slow":
            return replace(made, delivery="slow")
        if trait == "too slow":
            return replace(made, delivery="stall")
        if trait in ("drip", "endless drip", "endless body"):
            return replace(made, delivery=trait) if made.status == 200 else made
        if trait == "gzip":
            return replace(made, coding="gzip")
        if trait == "chunked":
            return replace(made, coding="chunked")
        if trait == "no length":
            return replace(made, coding="close")
        if trait == "cookie loop" and "seen=1" not in asked.fields.get("cookie", ""):
            where = self.world.at(host, asked.path)
            return redirect(where, 302, ("Set-Cookie", "seen=1; Path=/"))
        if trait == "javascript":
            return redirect("javascript:location='/enter'", 302)
        return _raw(trait, made) or made

    # --- pages ---------------------------------------------------------------------------------
    def _page(self, host: Host, later: bool, asked: Asked, day: int) -> Answer:
        spot = self.world.spot_on(host, later, asked.path)
        if spot is not None:
            return self._spot(spot, happens(self.world, spot, day), asked, day)
        if host.later and not later and host.move is not None and day >= host.move.day:
            return self._renamed(host, asked)
        parts = urlsplit(asked.path)
        path, query = parts.path, parse_qs(parts.query)
        if path in ("/", "/index.html", "/index.php") and not query:
            return page_answer(host.site, self.front(host, day))
        if path == "/robots.txt":
            return self._robots(host, later, asked, day)
        if host.sitemap and path in ("/sitemap.xml", "/sitemap-1.xml.gz"):
            return self._sitemap(host, path, day)
        if host.feed and path in ("/feed", "/atom.xml"):
            return self._feed(host, path, day)
        sought = query.get("q" if host.search != "s" else "s", [""])[0]
        if (path == "/search" and "q" in query) or (host.search == "s" and path == "/" and sought):
            return self._search(host, sought, day)
        if path == "/error":
            place = self._place(host, later, "/error", day)
            return place.page(place.title, f"<h1>{place.title}</h1><p>{place.sentence}</p>")
        if path == "/404.html":
            place = self._place(host, later, path, day)
            return place.page(place.title, f"<h1>{place.title}</h1><p>{place.sentence}</p>", 404)
        kind, _, rest = path.strip("/").partition("/")
        if kind == "section" and rest.isdigit():
            return self._section(host, int(rest), day)
        if kind in ("hop", "loop") and rest:
            return self._step(host, later, kind, rest, asked, day)
        return self._missing(host, later, asked.path, day)

    def _renamed(self, host: Host, asked: Asked) -> Answer:
        """Under a name that was given up: what is no page of its own."""
        move = host.move
        assert move is not None
        if move.redirects in ("right", "temporary"):
            return redirect(self.world.at(host, asked.path, True), 301)
        return redirect(self.world.at(host, "/", True), 302)

    def _spot(self, spot: Spot, what: Happening, asked: Asked, day: int) -> Answer:
        host, page = spot.host, spot.page
        if what.kind == "stands":
            return self._content(host, page, what.manner)
        if what.kind == "copy":
            return self._content(host, page, canonical=what.target)
        if what.kind in ("redirect", "loop", "chain", "elsewhere"):
            return redirect(what.target, what.status)
        if what.kind == "refresh":
            goes = html.escape(what.target)
            body = f'<html><head><meta http-equiv="refresh" content="0; url={goes}"><title>{html.escape(host.site.name)}</title></head><body><a href="{goes}">&raquo;</a></body></html>'
            return typed(HTML, body)
        if what.kind == "note":
            said = self.world.article(host.number, page.number).title
            main = f'<h1>{html.escape(host.site.name)}</h1><p>We have a new website. &ldquo;{html.escape(said)}&rdquo; has moved: <a href="{html.escape(what.target)}">{html.escape(what.target)}</a></p>'
            return page_answer(host.site, pages.page(host.site, host.site.name, main))
        return self._missing(host, spot.later, asked.path, day, what.manner)

    def _content(self, host: Host, page: Page, drift: str = "", canonical: str = "") -> Answer:
        body: bytes = self._set(host.number, page.number, drift, canonical)
        if page.form == "pdf":
            return typed("application/pdf", body)
        if page.form == "plain":
            return typed("text/plain; charset=utf-8", body)
        return page_answer(host.site, body, 200, ("Last-Modified", _http_date(page.issued)))

    def _set_anew(self, number: int, page_number: int, drift: str, canonical: str) -> bytes:
        host = self.world.hosts[number]
        page = host.pages[page_number]
        article = self.world.article(number, page_number)
        if drift:
            article = pages.rewritten(article, f"{self.world.seed}/drift/{page.id}", drift)
        if page.form == "pdf":
            return pages.pdf(article)
        if page.form == "plain":
            return pages.plain(article)
        near = [p for p in host.pages if p.issued <= page.issued and p.number != page_number][:6]
        beside = [(self.world.article(number, p.number).title, p.path) for p in near]
        head = f'<link rel="canonical" href="{html.escape(canonical)}">' if canonical else ""
        return pages.article_page(host.site, article, beside=beside, head=head, filler=host.filler)

    def _step(
        self, host: Host, later: bool, kind: str, rest: str, asked: Asked, day: int
    ) -> Answer:
        number, _, step = rest.partition("/")
        base = self.world.at(host, "", later)
        if not number.isdigit() or int(number) >= len(host.pages):
            return self._missing(host, later, asked.path, day)
        page = host.pages[int(number)]
        fits = page.fate in ("hop", "hops", "detour", "refresh", "chain")
        if kind == "loop" and page.fate == "loop" and day >= page.turn:
            return redirect(f"{base}/loop/{number}/{'b' if step == 'a' else 'a'}", 302)
        if kind == "loop" or not fits or day < page.turn or not step.isdigit() or int(step) > 50:
            return self._missing(host, later, asked.path, day)
        if int(step) > 1:
            return redirect(
                f"{base}/hop/{number}/{int(step) - 1}", 301 if page.fate == "hops" else 302
            )
        return self._content(host, page)

    # --- what sites have beside pages ------------------------------------------------------------
    def listed(self, host: Host, day: int) -> list[tuple[str, str, Page]]:
        """The pages a site has on a day, newest first: title, path, page."""
        return self._listed(host.number, day)

    def _listed_anew(self, number: int, day: int) -> list[tuple[str, str, Page]]:
        host = self.world.hosts[number]
        found = []
        for page in sorted(host.pages, key=lambda p: (-p.issued, p.number)):
            if page.issued > day:
                continue
            here = current(Spot(host=host, page=page), day)
            what = happens(self.world, here, day)
            if what.kind not in ("stands", "copy", "redirect", "refresh"):
                continue
            article = self.world.article(number, page.number)
            if what.manner in ("replace", "retitle"):
                article = pages.rewritten(
                    article, f"{self.world.seed}/drift/{page.id}", what.manner
                )
            found.append((article.title, page.later_path if here.later else page.path, page))
        return found

    def front(self, host: Host, day: int) -> bytes:
        """The front page: the newest eight, feed and search form where it has them."""
        e = html.escape
        tongue = tongues()[host.site.language]
        newest = self.listed(host, day)[:8]
        teasers = "".join(
            f'<div class=teaser><h2><a href="{e(path)}">{e(title)}</a></h2>'
            f"<p>{e(self.world.article(host.number, page.number).text[0])}</p></div>"
            for title, path, page in newest
        )
        head = ""
        if host.feed:
            head = '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate" type="application/atom+xml" href="/atom.xml">'
        if host.search:
            where = "/search" if host.search == "q" else "/"
            teasers += f'<form action="{where}" role=search><input type=search name={host.search}><button>{e(tongue.menu[6])}</button></form>'
        return pages.page(
            host.site, host.site.name, f"<h1>{e(host.site.name)}</h1>{teasers}", head=head
        )

    def _robots(self, host: Host, later: bool, asked: Asked, day: int) -> Answer:
        trait = host.trait if day >= host.trait_from else ""
        if trait == "robots 503":
            return typed("text/plain", "busy", 503)
        lines = ["User-agent: *"]
        if trait == "robots":
            lines.append("Disallow: /")
        elif trait == "crawl-delay":
            lines += ["Crawl-delay: 1", "Disallow: /private/"]
        elif not host.sitemap and host.number % 2:
            return self._missing(host, later, asked.path, day)
        else:
            lines.append("Disallow: /admin/")
        if host.sitemap:
            lines.append(f"Sitemap: {self.world.at(host, '/sitemap.xml', later)}")
        return typed("text/plain", "\n".join(lines) + "\n")

    def _base(self, host: Host, day: int) -> bool:
        """Whether a site calls itself by its later name."""
        return bool(host.later) and host.move is not None and day >= host.move.day

    def _sitemap(self, host: Host, path: str, day: int) -> Answer:
        later = self._base(host, day)
        ns = "http://www.sitemaps.org/schemas/sitemap/0.9"
        if path == "/sitemap.xml" and host.number % 4 == 0:
            where = escape(self.world.at(host, "/sitemap-1.xml.gz", later))
            body = f'<?xml version="1.0"?><sitemapindex xmlns="{ns}"><sitemap><loc>{where}</loc></sitemap></sitemapindex>'
            return typed("application/xml", body)
        urls = "".join(
            f"<url><loc>{escape(self.world.at(host, where, later))}</loc><lastmod>{date_of(page.issued)}</lastmod></url>"
            for _, where, page in self.listed(host, day)
        )
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{ns}">{urls}</urlset>'
        if path.endswith(".gz"):
            return typed("application/gzip", gzip.compress(body.encode(), mtime=0))
        return typed("application/xml", body)

    def _feed(self, host: Host, path: str, day: int) -> Answer:
        later = self._base(host, day)
        newest = [
            (escape(title), escape(self.world.at(host, where, later)), page.issued)
            for title, where, page in self.listed(host, day)[:10]
        ]
        name = escape(host.site.name)
        if path == "/atom.xml":
            items = "".join(
                f'<entry><title>{title}</title><link rel="alternate" href="{where}"/><id>{where}</id>'
                f"<updated>{moment_of(issued):%Y-%m-%dT%H:%M:%SZ}</updated></entry>"
                for title, where, issued in newest
            )
            return typed("application/atom+xml", f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{name}</title><id>urn:x</id>{items}</feed>')  # fmt: skip
        items = "".join(
            f"<item><title>{title}</title><link>{where}</link><guid>{where}</guid><pubDate>{_http_date(issued)}</pubDate></item>"
            for title, where, issued in newest
        )
        return typed("application/rss+xml", f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{name}</title><link>/</link>{items}</channel></rss>')  # fmt: skip

    def _search(self, host: Host, sought: str, day: int) -> Answer:
        e = html.escape
        tongue = tongues()[host.site.language]
        hits = self.ranked(self.listed(host, day), sought) if host.search else []
        listed = "".join(f'<li><a href="{e(path)}">{e(title)}</a></li>' for title, path, _ in hits)
        shown = f"<ul class=results>{listed}</ul>" if hits else f"<p>{e(tongue.none)}</p>"
        name = tongue.menu[6]
        return page_answer(
            host.site,
            pages.page(host.site, f"{name}: {sought} | {host.site.name}", f"<h1>{e(name)}: {e(sought)}</h1>{shown}"),
        )  # fmt: skip

    def ranked(
        self, listed: list[tuple[str, str, Page]], sought: str
    ) -> list[tuple[str, str, Page]]:
        """Those whose titles hold at least half of the words sought, the best first."""
        words = set(sought.casefold().split())
        scored = []
        for item in listed:
            have = set(item[0].casefold().split())
            shared = len(words & have) / max(1, len(words))
            if sought and (shared >= 0.5 or sought.casefold() in item[0].casefold()):
                scored.append((-shared, item[2].number, item))
        return [item for _, _, item in sorted(scored, key=lambda s: s[:2])][:_RESULTS]

    def _section(self, host: Host, number: int, day: int) -> Answer:
        menu = tongues()[host.site.language].menu
        name = menu[number % len(menu)]
        e = html.escape
        listed = "".join(
            f'<li><a href="{e(path)}">{e(title)}</a></li>'
            for title, path, _ in self.listed(host, day)[:20]
        )
        return page_answer(
            host.site, pages.page(host.site, f"{name} | {host.site.name}", f"<h1>{e(name)}</h1><ul>{listed}</ul>")
        )  # fmt: skip

    def _place(self, host: Host, later: bool, path: str, day: int) -> Place:
        return Place(
            host.site,
            path,
            self.world.at(host, "", later),
            beside=[(title, where) for title, where, _ in self.listed(host, day)[:6]],
            front=lambda: self.front(host, day),
            seed=f"{self.world.seed}/missing/{host.number}",
        )

    def _missing(self, host: Host, later: bool, path: str, day: int, manner: str = "") -> Answer:
        return missing(manner or host.missing, self._place(host, later, path, day))


def _http_date(day: int) -> str:
    return f"{moment_of(day):%a, %d %b %Y %H:%M:%S} GMT"


def _raw(trait: str, made: Answer) -> Answer | None:
    """Answers that break the rules of HTTP, byte for byte as they go out."""
    dice = random.Random(trait)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
    bytes_by_trait = {
        "http 0.9": made.body,
        "header bomb": head + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 4000) for n in range(200)) + b"\r\n" + made.body,
        "bad chunks": head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + made.body,
        "bad gzip": head + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00" + dice.randbytes(400),
        "bare 200": b"HTTP/1.0 200 OK\r\n\r\n" + made.body,
    }  # fmt: skip
    if trait not in bytes_by_trait or (trait == "bare 200" and made.status != 200):
        return None
    return Answer(status=made.status, body=bytes_by_trait[trait], delivery="raw")


__all__ = ["DOI", "HANDLE", "Answering", "Asked"]
