"""A web archive on loopback: TimeGate, TimeMap in pages, CDX, availability, replay with ``id_``."""

import json
import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote

from collect.web.server import Asked, Server, moved, ok, serving
from sourcebook.collect.web.mementos import Source, http_date, moment

NOT_FOUND = "404 Not Found"


@dataclass
class Copy:
    """A copy as the archive has it: of which address, when (14 digits), and what."""

    url: str
    at: str
    body: bytes = b"<html><body><p>Nothing of note stands on this page today.</p></body></html>"
    status: int = 200
    to: str = ""
    listed: bool = True


@dataclass
class Archive:
    """What it has and how it behaves: ``page`` mementos on one page of a TimeMap; ``closed`` ways
    answer what they are given; ``wrong_gate`` is where its TimeGate leads whatever is asked."""

    copies: Sequence[Copy]
    page: int = 0
    closed: dict[str, bytes] = field(default_factory=dict)
    wrong_gate: str = ""
    raw: bool = True
    server: Server = field(default_factory=lambda: Server(0, {}))

    def sources(self, *kinds: str) -> list[Source]:
        bases = {
            "timegate": ("/web/", ""),
            "timemap": ("/timemap/link/", ""),
            "cdx": ("/cdx", self.server.url("/web/")),
            "availability": ("/available", ""),
        }
        return [
            Source(kind=kind, base=self.server.url(bases[kind][0]), replay=bases[kind][1])  # type: ignore[arg-type]
            for kind in kinds or bases
        ]

    def lines(self, *kinds: str) -> list[str]:
        """The sources as library.toml has them."""
        return [f"{s.kind} {s.base} {s.replay}".strip() for s in self.sources(*kinds)]

    def asked(self, what: str) -> list[str]:
        return [path for path in self.server.paths() if path.startswith(what)]

    def memento(self, copy: Copy) -> str:
        return self.server.url(f"/web/{copy.at}/{copy.url}")

    # --- answering ----------------------------------------------------------------------------
    def of(self, url: str) -> list[Copy]:
        return sorted((c for c in self.copies if c.url == url), key=lambda copy: copy.at)

    def nearest(self, url: str, at: str) -> Copy | None:
        wanted = moment(at)
        assert wanted is not None

        def far(copy: Copy) -> float:
            there = moment(copy.at)
            assert there is not None
            return abs((there - wanted).total_seconds())

        return min(self.of(url), key=far, default=None)

    def answer(self, asked: Asked, made: socket.socket) -> None:
        path, _, query = asked.path.partition("?")
        for way, answer in self.closed.items():
            if path.startswith(way):
                made.sendall(answer)
                return
        if found := re.match(r"^/web/(\d{14})(id_)?/(.+)$", asked.path):
            made.sendall(self._replay(found[1], bool(found[2]), found[3]))
        elif asked.path.startswith("/web/"):
            made.sendall(self._gate(asked))
        elif path.startswith("/timemap/link/"):
            made.sendall(self._map(asked.path.removeprefix("/timemap/link/")))
        elif path == "/cdx":
            made.sendall(self._cdx(parse_qs(query)["url"][0]))
        elif path == "/available":
            given = parse_qs(query)
            made.sendall(self._available(given["url"][0], given["timestamp"][0]))
        else:
            made.sendall(ok(b"", status=NOT_FOUND))

    def _replay(self, at: str, raw: bool, url: str) -> bytes:
        if raw and not self.raw:
            return ok(b"no such form", status=NOT_FOUND)
        copy = self.nearest(url, at)
        if copy is None:
            return ok(b"Hrm. The archive has not archived that URL.", status=NOT_FOUND)
        flag = "id_" if raw else ""
        if copy.at != at:
            return moved(f"/web/{copy.at}{flag}/{url}", "302 Found")
        there = moment(copy.at)
        assert there is not None
        fields = [
            f"Memento-Datetime: {http_date(there)}",
            f'Link: <{url}>; rel="original", <{self.server.url("/web/" + url)}>; rel="timegate"',
            "Content-Type: text/html; charset=utf-8",
        ]
        if copy.to:
            return ok(b"", f"Location: /web/{at}{flag}/{copy.to}", *fields, status="302 Found")
        body = copy.body if raw else b"<div>The archive's own bar</div>" + copy.body
        return ok(body, *fields, status=f"{copy.status} As archived")

    def _gate(self, asked: Asked) -> bytes:
        url = asked.path.removeprefix("/web/")
        wanted = moment(asked.field("Accept-Datetime"))
        assert wanted is not None
        copy = self.nearest(url, f"{wanted:%Y%m%d%H%M%S}")
        if copy is None:
            return ok(b"", status=NOT_FOUND)
        fields = ["Vary: accept-datetime", f'Link: <{url}>; rel="original"']
        to = self.wrong_gate or f"/web/{copy.at}/{url}"
        return ok(b"", f"Location: {to}", *fields, status="302 Found")

    def _map(self, asked: str) -> bytes:
        number, url = 1, asked
        if found := re.match(r"^(\d+)/(.+)$", asked):
            number, url = int(found[1]), found[2]
        copies = [copy for copy in self.of(url) if copy.listed]
        if not copies:
            return ok(b"", status=NOT_FOUND)
        size = self.page or len(copies)
        lines = [f'<{url}>; rel="original"', f'<{self.server.url("/web/" + url)}>; rel="timegate"']
        for first in range(0, len(copies), size):
            some = copies[first : first + size]
            which = first // size + 1
            if which == number:
                lines += [self._line(copy) for copy in some]
            elif number == 1:
                begins, ends = moment(some[0].at), moment(some[-1].at)
                assert begins is not None
                assert ends is not None
                lines.append(
                    f'<{self.server.url(f"/timemap/link/{which}/{url}")}>; rel="timemap"; '
                    f'type="application/link-format"; from="{http_date(begins)}"; '
                    f'until="{http_date(ends)}"'
                )
        return ok(",\n".join(lines).encode(), "Content-Type: application/link-format")

    def _line(self, copy: Copy) -> str:
        at = moment(copy.at)
        assert at is not None
        return f'<{self.memento(copy)}>; rel="memento"; datetime="{http_date(at)}"'

    def _cdx(self, url: str) -> bytes:
        rows = [
            f"{c.at} {c.url} text/html {302 if c.to else c.status} {hash(c.body) & 0xFFFFFFFF:X}\n"
            for c in self.of(unquote(url))
        ]
        return ok("".join(rows).encode(), "Content-Type: text/plain")

    def _available(self, url: str, at: str) -> bytes:
        copy = self.nearest(url, at)
        closest = {
            "closest": {
                "status": "200",
                "available": True,
                "url": self.memento(copy) if copy else "",
                "timestamp": copy.at if copy else "",
            }
        }
        made = {"url": url, "archived_snapshots": closest if copy else {}}
        return ok(json.dumps(made).encode(), "Content-Type: application/json")


@contextmanager
def archiving(copies: Sequence[Copy], **more: object) -> Iterator[Archive]:
    """Let an archive answer until the block ends."""
    archive = Archive(copies, **more)  # type: ignore[arg-type]
    with serving({"*": archive.answer}) as server:
        archive.server = server
        yield archive
