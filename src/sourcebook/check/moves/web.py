"""Fetch what finding asks for, politely and within bounds, each address once. I/O."""

import re

from msgspec import Struct

from sourcebook.check.links import Look, look
from sourcebook.check.links.letters import letters
from sourcebook.check.moves.matching import Seen
from sourcebook.check.moves.seeing import READABLE, Read, absolute, seen
from sourcebook.collect.web.codings import TooMuch
from sourcebook.collect.web.messages import Garbled, media_type
from sourcebook.collect.web.visiting import Visit, Visitor
from sourcebook.preserve.looks import looks_like
from sourcebook.preserve.payloads import Payload
from sourcebook.preserve.taking import ANSWER
from sourcebook.records import Hop, Text

LARGEST = 60_000_000  # bytes of one answer: reports of 600 pages with pictures have half of that
PATIENCE = 60.0  # seconds that one answer may take
FETCHES = 60  # of one address and its site, robots.txt not counted
KEPT = 64_000_000  # bytes of bodies that are remembered
READ = 200  # pages whose texts are

_CANONICAL = re.compile(r"""<([^<>]{1,4000})>\s*;[^,<>]{0,200}\brel\s*=\s*["']?canonical\b""", re.I)
_NOWHERE = re.compile(r"\s")


class Fetched(Struct, frozen=True, kw_only=True):
    """What came of asking for ``asked``: from ``url`` in the end, over ``hops``. Where nothing came,
    ``status`` is 0, and ``rule`` and ``why`` say how it failed."""

    asked: str
    url: str
    status: int = 0
    body: bytes = b""
    kind: str = ""
    head_type: str = ""
    canonical: str = ""  # what its head calls its own address (RFC 6596, RFC 8288)
    hops: tuple[Hop, ...] = ()
    rule: str = ""
    why: str = ""

    @property
    def good(self) -> bool:
        """Whether it is an answer with something in it."""
        return 200 <= self.status < 300 and bool(self.body)

    @property
    def html(self) -> bool:
        """Whether it is a web page."""
        return self.kind in ("text/html", "application/xhtml+xml")

    @property
    def page(self) -> str:
        """A web page's letters; "" for anything else."""
        return letters(self.body[:READABLE], self.head_type) if self.html else ""

    @property
    def look(self) -> Look:
        """What it says, at a glance."""
        return look(self.body, url=self.url, head_type=self.head_type)


class Web:
    """The web as one search sees it: what was fetched is remembered, and no more than ``most`` things
    are. ``read`` makes a text of a body."""

    def __init__(self, visitor: Visitor, *, read: Read, most: int = FETCHES) -> None:
        self._visitor = visitor
        self._read = read
        self._most = most
        self._known: dict[str, Fetched] = {}
        self._held = 0
        self._seen: dict[str, Seen] = {}
        self.asked = 0

    def more(self) -> None:
        """Begin another search: what is remembered stays, the count begins anew."""
        self.asked = 0

    @property
    def spent(self) -> bool:
        """Whether no more may be fetched."""
        return self.asked >= self._most

    def get(self, url: str) -> Fetched:
        """What an address returns; told in the Fetched, never raised."""
        if url in self._known:
            return self._known[url]
        if self.spent:
            return Fetched(asked=url, url=url, rule="spent", why="enough was fetched for it")
        self.asked += 1
        visit = self._visitor.visit(url)
        try:
            found = _fetched(url, visit)
        finally:
            visit.close()
        self._known[url] = found
        self._held += len(found.body)
        while self._held > KEPT and len(self._known) > 1:
            oldest = next(iter(self._known))
            self._held -= len(self._known.pop(oldest).body)
            self._seen.pop(oldest, None)
        return found

    def look(self, fetched: Fetched) -> Seen:
        """What a fetched page says, read by the project's reader."""
        known = self._seen.get(fetched.url)
        if known is None:
            text = self._text(fetched)
            known = seen(
                fetched.body,
                url=fetched.url,
                text=text,
                page=fetched.page,
            )
            self._seen[fetched.url] = known
            while len(self._seen) > READ:
                self._seen.pop(next(iter(self._seen)))
        return known

    def _text(self, fetched: Fetched) -> Text:
        if not fetched.good:
            return Text(capture="")
        return self._read(fetched.body, fetched.url)

    def forget(self) -> None:
        """Let go of all that is remembered."""
        self._known.clear()
        self._held = 0
        self._seen.clear()


def _fetched(url: str, visit: Visit) -> Fetched:
    hops = tuple(Hop(url=one.target.url, status=one.head.status) for one in visit.exchanges)
    answer = visit.answer
    if answer is None:
        last = hops[-1].url if hops else url
        return Fetched(
            asked=url, url=last, hops=hops, rule=visit.rule or "broken off", why=visit.why
        )
    made = Payload(ANSWER, largest=LARGEST)
    parts: list[bytes] = []
    try:
        for raw in answer.raw():
            parts += made.feed(raw)
        parts += made.end()
    except TooMuch as fault:
        return Fetched(
            asked=url, url=answer.target.url, hops=hops, rule="too large", why=str(fault)
        )
    except Garbled as fault:
        return Fetched(asked=url, url=answer.target.url, hops=hops, rule="garbled", why=str(fault))
    body = b"".join(parts)
    said = media_type(answer.head)
    return Fetched(
        asked=url,
        url=answer.target.url,
        status=answer.head.status,
        body=body,
        kind=looks_like(body[:8192], said),
        canonical=_canonical(answer.head.get("link"), answer.target.url),
        head_type=_NOWHERE.sub(" ", answer.head.get("content-type"))[:200],
        hops=hops,
    )


def _canonical(links: str, url: str) -> str:
    found = _CANONICAL.search(links[:20_000])
    return absolute(found[1], url) if found else ""
