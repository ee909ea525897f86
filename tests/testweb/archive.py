"""Play an archive of the world: TimeGate, TimeMap, mementos, availability, CDX, orders to save. Pure
but for the orders it took and the requests it counts."""

import html
import json
import random
from collections import Counter
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from msgspec import Struct

from testweb.answer import Answer, redirect, typed
from testweb.answers import Answering, Asked
from testweb.days import LAST, date_of, day_at, day_of, moment_of, stamp_of
from testweb.events import happens
from testweb.world import ARCHIVE, Spot, World

GAPS = 0.18  # share of pages it never saw
WRONG = 0.04  # share of captures that hold another page
BROKEN = 0.03  # share of captures whose charset was lost
BUSY = 0.03  # share of addresses at which it wants to be asked again later (429), the first time


class Held(Struct, frozen=True, kw_only=True):
    """A capture in the archive: of which day, and what is wrong with it ("", another, charset)."""

    day: int
    wrong: str = ""

    @property
    def stamp(self) -> str:
        """Its time in 14 digits."""
        return stamp_of(self.day)


class Archive:
    """The archive, which knows captures of days up to the one it is asked on."""

    def __init__(self, world: World, answering: Answering) -> None:
        self.world = world
        self._answering = answering
        self._seen: Counter[str] = Counter()
        self.saved: dict[str, list[int]] = {}

    # --- what it holds -------------------------------------------------------------------------
    def held(self, url: str, day: int) -> list[Held]:
        """Its captures of an address up to a day, oldest first; never of what gave no answer."""
        spot = self.world.spot(url)
        found: list[Held] = []
        if spot is not None:
            dice = random.Random(f"{self.world.seed}/archive/{spot.page.id}/{spot.later}")
            if dice.random() >= GAPS:
                begins = min(LAST, spot.page.issued + int(dice.expovariate(1 / 500)))
                count = dice.choice((1, 1, 2, 3, 5, 9))
                days = {begins, *(dice.randint(begins, LAST) for _ in range(count - 1))}
                if spot.page.cited is not None and dice.random() < 0.35:
                    days.add(min(LAST, spot.page.cited + dice.randint(-40, 40)))
                for on in sorted(days):
                    kind = dice.random()
                    wrong = (
                        "another" if kind < WRONG else "charset" if kind < WRONG + BROKEN else ""
                    )
                    if on <= day and self._catchable(spot, on):
                        found.append(Held(day=on, wrong=wrong))
        known = {item.day for item in found}
        found += [
            Held(day=on) for on in self.saved.get(_plain(url), ()) if on <= day and on not in known
        ]
        return sorted(found, key=lambda item: item.day)

    def _catchable(self, spot: Spot, day: int) -> bool:
        what = happens(self.world, spot, day)
        trait = spot.host.trait if day >= spot.host.trait_from else ""
        broken = trait in ("too slow", "endless drip", "endless body", "http 0.9", "header bomb",
                           "bad chunks", "bad gzip", "robots", "javascript", "cookie loop")  # fmt: skip
        return not broken and what.kind not in ("dns", "refused", "down", "walled")

    def capture(self, url: str, held: Held) -> Answer:
        """What was captured, as the host answered on that day."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        authority = parts.hostname or ""
        if held.wrong == "another":
            spot = self.world.spot(url)
            if spot is not None and len(spot.host.pages) > 1:
                other = spot.host.pages[(spot.page.number + 1) % len(spot.host.pages)]
                path = other.path
        made = self._answering.answer(Asked(authority=authority, path=path), held.day)
        if made is None or made.delivery in ("reset", "stall", "raw"):
            return typed("text/html", "<html><head><title>503</title></head></html>", 503)
        if held.wrong == "charset":
            body = made.body.decode("utf-8", "replace").encode("ascii", "replace")
            return typed("text/html", body, made.status)
        return Answer(status=made.status, fields=made.fields, body=made.body)

    # --- answering -----------------------------------------------------------------------------
    def answer(self, asked: Asked, day: int) -> Answer:
        """The archive's answer."""
        kind, _, rest = asked.path.lstrip("/").partition("/")
        if kind == "robots.txt":
            return typed("text/plain", "User-agent: *\nAllow: /\n")
        key = f"{kind} {rest}"
        self._seen[key] += 1
        busy = random.Random(f"{self.world.seed}/busy/{key}").random() < BUSY
        if busy and self._seen[key] == 1 and kind != "save":
            return typed("text/html", "Too many requests", 429, ("Retry-After", "1"))
        if kind == "timegate":
            return self._timegate(rest, asked, day)
        if kind == "timemap":
            return self._timemap(rest, day)
        if kind == "web":
            return self._web(rest, asked, day)
        if kind == "save":
            return self._save(rest, asked, day)
        if asked.path.startswith("/wayback/available"):
            return self._available(parse_qs(urlsplit(asked.path).query), day)
        if asked.path.startswith("/cdx"):
            return self._cdx(parse_qs(urlsplit(asked.path).query), day)
        return typed("text/html", "<html><head><title>The test web's archive</title></head></html>")

    def _where(self, url: str, held: Held, how: str = "") -> str:
        return self.world.service(ARCHIVE, f"/web/{held.stamp}{how}/{url}")

    def _links(self, url: str, found: list[Held], this: Held | None) -> str:
        first, last = found[0], found[-1]
        rels: dict[int, list[str]] = {}
        for held, rel in ((first, "first"), (last, "last")):
            rels.setdefault(held.day, []).append(rel)
        if this is not None:
            at = [held.day for held in found].index(this.day)
            if at > 0:
                rels.setdefault(found[at - 1].day, []).insert(0, "prev")
            if at + 1 < len(found):
                rels.setdefault(found[at + 1].day, []).insert(0, "next")
            rels.setdefault(this.day, [])
        by_day = {held.day: held for held in found}
        parts = [
            f'<{url}>; rel="original"',
            f'<{self.world.service(ARCHIVE, f"/timegate/{url}")}>; rel="timegate"',
            f'<{self.world.service(ARCHIVE, f"/timemap/link/{url}")}>; rel="timemap"; type="application/link-format"',
        ]
        parts += [
            f'<{self._where(url, by_day[on])}>; rel="{" ".join([*names, "memento"])}"; datetime="{_http(on)}"'
            for on, names in sorted(rels.items())
        ]
        return ", ".join(parts)

    def _timegate(self, url: str, asked: Asked, day: int) -> Answer:
        url = _plain(url)
        found = self.held(url, day)
        if not found:
            return typed("text/html", "<html><head><title>Not archived</title></head><body>No memento of this page.</body></html>", 404)  # fmt: skip
        wanted = day
        if asked.fields.get("accept-datetime"):
            try:
                wanted = day_of(parsedate_to_datetime(asked.fields["accept-datetime"]).date())
            except (TypeError, ValueError):
                return typed("text/html", "Accept-Datetime can't be read", 400)
        best = _nearest(found, wanted)
        return redirect(
            self._where(url, best), 302, ("Vary", "accept-datetime"), ("Link", self._links(url, found, best))
        )  # fmt: skip

    def _timemap(self, rest: str, day: int) -> Answer:
        kind, _, url = rest.partition("/")
        if kind not in ("link", "json"):
            kind, url = "link", rest
        url = _plain(url)
        found = self.held(url, day)
        if not found:
            return typed("text/html", "No memento of this page.", 404)
        if kind == "json":
            rows = [["original", "timestamp", "statuscode"]]
            rows += [[url, held.stamp, str(self.capture(url, held).status)] for held in found]
            return typed("application/json", json.dumps(rows))
        lines = [
            f'<{url}>; rel="original"',
            f'<{self.world.service(ARCHIVE, f"/timemap/link/{url}")}>; rel="self"; type="application/link-format"; from="{_http(found[0].day)}"; until="{_http(found[-1].day)}"',
            f'<{self.world.service(ARCHIVE, f"/timegate/{url}")}>; rel="timegate"',
        ]
        for n, held in enumerate(found):
            first, last = n == 0, n == len(found) - 1
            rel = " ".join([*(["first"] if first else []), *(["last"] if last else []), "memento"])
            lines.append(f'<{self._where(url, held)}>; rel="{rel}"; datetime="{_http(held.day)}"')
        return typed("application/link-format", ",\n".join(lines) + "\n")

    def _web(self, rest: str, asked: Asked, day: int) -> Answer:
        stamp, _, url = rest.partition("/")
        if not stamp[:4].isdigit():  # /web/URL is a TimeGate
            return self._timegate(rest, asked, day)
        digits = stamp.rstrip("_abcdefghijklmnopqrstuvwxyz")
        how = stamp[len(digits) :]
        url = _plain(url)
        found = self.held(url, day)
        wanted = day_at(digits)
        if not found or wanted is None:
            return typed("text/html", "No memento of this page.", 404)
        best = _nearest(found, wanted)
        if best.stamp != digits:
            return redirect(self._where(url, best, how), 302)
        made = self.capture(url, best)
        fields = (("Memento-Datetime", _http(best.day)), ("Link", self._links(url, found, best)))
        own = dict(made.fields)
        kind = own.get("Content-Type", "application/octet-stream")
        if "Location" in own:  # an archived redirect leads on within the archive
            return redirect(self._where(own["Location"], best, how), made.status, *fields)
        body = made.body
        if how != "id_" and kind.startswith("text/html"):
            body = self._dressed(url, best, body)
        original = tuple(
            (f"X-Archive-Orig-{name}", value)
            for name, value in made.fields
            if name != "Content-Type"
        )
        return Answer(
            status=made.status, fields=(("Content-Type", kind), *fields, *original), body=body
        )

    def _dressed(self, url: str, held: Held, body: bytes) -> bytes:
        """The page as archives show it: links led back into the archive, a banner on top."""
        parts = urlsplit(url)
        inner = f"/web/{held.stamp}/{parts.scheme}://{parts.netloc}/"
        body = body.replace(b'href="/', f'href="{inner}'.encode())
        banner = (
            f'<div id="wm-ipp"><p>The test web\'s archive: captured {date_of(held.day)} from {html.escape(url)}. '
            "Success is a file not found anywhere else. Donate!</p></div>"
        )
        opens = body.find(b"<body")
        at = body.find(b">", opens) + 1 if opens >= 0 else 0
        return body[:at] + banner.encode() + body[at:]

    def _available(self, query: dict[str, list[str]], day: int) -> Answer:
        url = _plain(query.get("url", [""])[0])
        stamp = query.get("timestamp", [""])[0]
        found = [held for held in self.held(url, day) if self.capture(url, held).status == 200]
        shots: dict[str, object] = {}
        if found:
            best = _nearest(found, day_at(stamp) if stamp and day_at(stamp) is not None else day)
            shots["closest"] = {
                "status": "200",
                "available": True,
                "url": self._where(url, best),
                "timestamp": best.stamp,
            }
        said: dict[str, object] = {"url": url, "archived_snapshots": shots}
        if stamp:
            said["timestamp"] = stamp
        return typed("application/json", json.dumps(said))

    def _cdx(self, query: dict[str, list[str]], day: int) -> Answer:
        url = _plain(query.get("url", [""])[0])
        low = day_at(query.get("from", ["2005"])[0]) or 0
        until = query.get("to", ["2024"])[0]
        high = (
            day_at(until.ljust(8, "x").replace("xxxx", "1231").replace("xx", "28"))
            if until
            else LAST
        )
        rows = []
        for held in self.held(url, day):
            if not low <= held.day <= (high if high is not None else LAST):
                continue
            made = self.capture(url, held)
            kind = dict(made.fields).get("Content-Type", "unk").partition(";")[0]
            digest = _base32(made.body)
            rows.append(
                [_surt(url), held.stamp, url, kind, str(made.status), digest, str(len(made.body))]
            )
        for rule in query.get("filter", []):
            name, _, wanted = rule.removeprefix("!").partition(":")
            at = {"statuscode": 4, "mimetype": 3}.get(name)
            if at is not None:
                rows = [row for row in rows if (row[at] == wanted) != rule.startswith("!")]
        if query.get("showNumPages"):
            return typed("text/plain", "1\n")
        if query.get("page", ["0"])[0] not in ("", "0", "-1"):  # all of it stands on the first page
            return typed("text/html", "there is no such page of results", 400)
        limit = query.get("limit", ["10000"])[0]
        if limit.lstrip("-").isdigit():
            rows = rows[: int(limit)] if int(limit) >= 0 else rows[int(limit) :]
        if query.get("output") == ["json"]:
            names = [
                "urlkey",
                "timestamp",
                "original",
                "mimetype",
                "statuscode",
                "digest",
                "length",
            ]
            return typed("application/json", json.dumps([names, *rows] if rows else []))
        return typed("text/plain", "".join(" ".join(row) + "\n" for row in rows))

    def _save(self, rest: str, asked: Asked, day: int) -> Answer:
        url = _plain(rest if rest else asked.fields.get("x-url", ""))
        spot = self.world.spot(url)
        if not url.startswith("http"):
            return typed(
                "application/json",
                json.dumps({"message": "no URL was given", "status": "error"}),
                400,
            )
        if spot is None or not self._catchable(spot, day):
            said = {"status": "error", "message": "the page could not be reached", "url": url}
            return typed("application/json", json.dumps(said), 502)
        days = self.saved.setdefault(url, [])
        if day not in days:
            days.append(day)
        return redirect(
            self._where(url, Held(day=day)),
            302,
            ("Content-Location", f"/web/{stamp_of(day)}/{url}"),
        )


def _plain(url: str) -> str:
    """The address as it was asked of the host, however its way here was encoded."""
    text = unquote(url) if url[:12].lower().startswith(("http%3a", "https%3a")) else url
    for scheme in ("http", "https"):
        if text.startswith(f"{scheme}:/") and not text.startswith(f"{scheme}://"):
            text = f"{scheme}://{text[len(scheme) + 2 :]}"
    return text.partition("#")[0]


def _nearest(found: list[Held], day: int | None) -> Held:
    return min(found, key=lambda held: (abs(held.day - (day or 0)), held.day))


def _http(day: int) -> str:
    return f"{moment_of(day):%a, %d %b %Y %H:%M:%S} GMT"


def _surt(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    turned = host if host.replace(".", "").isdigit() else ",".join(reversed(host.split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{turned}{port}){parts.path}{query}".lower()


def _base32(body: bytes) -> str:
    import base64
    import hashlib

    return base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
