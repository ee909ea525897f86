"""Ask web archives for mementos of an address, politely: TimeGates, TimeMaps, CDX, availability. I/O."""

import codecs
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from threading import Lock

from msgspec import Struct

from sourcebook.collect.web.codings import Undo
from sourcebook.collect.web.exchanging import Exchange
from sourcebook.collect.web.guard import Refusal, led_to
from sourcebook.collect.web.mementos import (
    Kind,
    Listed,
    Part,
    Resume,
    Source,
    asking,
    available,
    cdx,
    http_date,
    in_head,
    moment,
    nearest,
    original_in,
    original_of,
    raw_form,
    seconds_of_rest,
    shown_form,
    taken_in,
    timemap,
)
from sourcebook.collect.web.messages import Chunks, Garbled
from sourcebook.collect.web.visiting import REDIRECTS, Visit, Visitor
from sourcebook.values.addresses import host_of

HELD = 400  # mementos of one list that are kept: those nearest the date wanted
PARTS = 12  # TimeMaps that are read for one address, pages and other archives' counted
NAMED = 10_000  # further TimeMaps that one may name
PAGES = 4  # answers of a CDX server that are read for one address, 50,000 rows each
GATES = 5  # TimeGates that lead from one to the next
LARGEST = 100_000_000  # bytes of one list that are read; 100,000 mementos are some 15 million
LONGEST_LINE = 32_000_000  # characters
REST = 90.0  # seconds that we wait when an archive asks for a rest; for more it is left in peace
RESTS = 3  # rests in a row that we give for one answer
FAULTS = 3  # failures in a row after which an archive isn't asked any more in this run
LIST = "application/link-format,text/plain,*/*;q=0.5"

Far = Callable[[datetime], float]


class Answered(Struct, frozen=True, kw_only=True):
    """What asking one source came to: mementos, those nearest the date first; or in ``why`` what
    kept it from answering. An archive that has none answers with none."""

    source: Source
    found: tuple[Listed, ...] = ()
    why: str = ""


class Fetched(Struct, kw_only=True):
    """A memento's bytes: the visit, where the archive led, when it says that was taken, and of what.
    ``why`` says what kept it from being had, ``archived`` that this is how it was archived. Close the
    visit when its bytes are kept."""

    visit: Visit
    url: str = ""
    at: datetime | None = None
    original: str = ""
    why: str = ""
    archived: bool = False

    def body(self) -> bytes:
        """The bytes, codings undone."""
        answer = self.visit.answer
        return b"".join(body(answer)) if answer is not None else b""


class Archives:
    """The archives of a library's settings. Threads may share it; one host is asked one thing at a
    time, and left in peace for the rest of the run when it asks for that or keeps failing."""

    def __init__(
        self,
        sources: Sequence[Source],
        visitor: Visitor,
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.sources = tuple(sources)
        self._visitor = visitor
        self._now = now
        self._sleep = sleep
        self._lock = Lock()
        self._closed: dict[str, str] = {}
        self._faults: dict[str, int] = {}
        self._resting: dict[str, float] = {}

    def having(self, kind: Kind) -> list[Source]:
        """The sources of a kind, in the settings' order."""
        return [source for source in self.sources if source.kind == kind]

    def ask(self, source: Source, url: str, at: datetime, far: Far) -> Answered:
        """Ask one source for mementos of an address; the list has those that are least far from what
        is wanted, in that order. ``at`` is the moment the archive is told."""
        reader = {
            "timegate": self._gate,
            "timemap": self._maps,
            "cdx": self._cdx,
            "availability": self._availability,
        }[source.kind]
        try:
            found = nearest(reader(source, url, at), far, most=HELD)
        except Silent as fault:
            return Answered(source=source, why=str(fault))
        return Answered(source=source, found=tuple(_once(found)))

    def fetch(self, listed: Listed) -> Fetched:
        """The bytes of a memento, as they were where the archive gives them so (``id_``)."""
        raw = raw_form(listed.url)
        fetched = self._fetch(raw or listed.url, listed)
        if raw and fetched.why and not fetched.archived:  # an archive without that form
            fetched.visit.close()
            return self._fetch(listed.url, listed)
        return fetched

    def _fetch(self, url: str, listed: Listed) -> Fetched:
        try:
            visit = self._visit(url)
        except Silent as fault:
            return Fetched(visit=Visit(url=url, exchanges=[]), url=listed.url, why=str(fault))
        answer = visit.answer
        if answer is None:
            return Fetched(visit=visit, url=listed.url, why=visit.why)
        head, where = answer.head, answer.target.url
        said = head.first("memento-datetime")
        if head.status != 200:
            # an archived error is played back with its status and its time
            what = "is a copy of an answer" if said else "the archive answers"
            why = f"{what} {head.status}"
            return Fetched(visit=visit, url=listed.url, why=why, archived=bool(said))
        led = where != raw_form(listed.url) and where != listed.url
        shown = shown_form(where) if led else listed.url
        return Fetched(
            visit=visit,
            url=shown,
            at=(moment(said) if said else None) or listed.at,
            original=original_of(head) or original_in(where) or listed.original,
        )

    # --- the four ways ------------------------------------------------------------------------
    def _gate(self, source: Source, url: str, at: datetime) -> Iterator[Listed]:
        """RFC 7089 section 4: a TimeGate leads to a memento, is one itself (pattern 1.2), or leads to
        another TimeGate, which is asked the same."""
        where = asking(source, url, at)
        for _ in range(GATES):
            visit = self._visit(where, {"Accept-Datetime": http_date(at)}, follow=False)
            try:
                head = _answered(visit).head
            finally:
                visit.close()
            told = [one for one in in_head(head, base=where) if isinstance(one, Listed)]
            yield from told
            location = head.first("location") or head.first("content-location")
            target = _led(where, location) if location else where
            taken = moment(head.first("memento-datetime"))
            leads = head.status in REDIRECTS and bool(location)
            if taken is None and leads:
                taken = taken_in(target)
            if taken is not None:
                yield Listed(url=target, at=taken, how="timegate")
                return
            if not leads or any(one.url == target for one in told):
                return
            where = target

    def _maps(self, source: Source, url: str, at: datetime) -> Iterator[Listed]:
        """A TimeMap and its further pages (RFC 7089 section 5), those of the time wanted first."""
        waiting = [Part(url=asking(source, url, at))]
        seen = {waiting[0].url}
        for number in range(PARTS):
            if not waiting:
                return
            try:
                visit = self._visit(waiting.pop(0).url, accept=LIST)
                try:
                    answer = _answered(visit)
                    if (
                        "html" in answer.head.get("content-type").lower()
                        and answer.head.status == 200
                    ):
                        raise Silent(f"{answer.target.host} answers with a web page, no TimeMap")
                    for one in timemap(_text(answer), base=answer.target.url):
                        if isinstance(one, Listed):
                            yield one
                        elif one.url not in seen and len(seen) < NAMED:
                            seen.add(one.url)
                            waiting.append(one)
                finally:
                    visit.close()
            except Silent:
                if number == 0:
                    raise
            waiting.sort(key=lambda part: _away(part, at))

    def _cdx(self, source: Source, url: str, at: datetime) -> Iterator[Listed]:
        """The rows of a CDX server, page by page."""
        resume = ""
        for _ in range(PAGES):
            visit = self._visit(asking(source, url, at, resume=resume), accept="text/plain,*/*")
            resume = ""
            try:
                for one in cdx(_lines(_answered(visit)), replay=source.replay):
                    if isinstance(one, Resume):
                        resume = one.key
                    else:
                        yield one
            finally:
                visit.close()
            if not resume:
                return

    def _availability(self, source: Source, url: str, at: datetime) -> Iterator[Listed]:
        """The one memento that the Wayback Machine's availability names."""
        visit = self._visit(asking(source, url, at), accept="application/json,*/*")
        try:
            found = available(b"".join(body(_answered(visit), most=1_000_000)))
            if found is not None:
                yield found
        finally:
            visit.close()

    # --- politeness ---------------------------------------------------------------------------
    def _visit(
        self,
        url: str,
        fields: dict[str, str] | None = None,
        *,
        follow: bool = True,
        accept: str = "*/*",
    ) -> Visit:
        """Visit, and wait where the archive asks for a rest. Raises Silent where it is not to
        be asked, or doesn't answer."""
        try:
            host = host_of(url)
        except ValueError:
            host = url
        for attempt in range(RESTS + 1):
            self._wait(host)
            visit = self._visitor.visit(url, accept=accept, fields=fields, follow=follow)
            if visit.answer is None:
                visit.close()
                self._failed(host, visit.rule, visit.why)
                raise Silent(visit.why)
            head, asked = visit.answer.head, host_of(visit.answer.target.url)
            status = 200 if head.first("memento-datetime") else head.status  # an archived error
            if status not in (429, 502, 503, 504):
                if status in (401, 403) or status >= 500:
                    self._failed(asked, "answer", f"{asked} answers {status}")
                else:
                    with self._lock:
                        self._faults.pop(asked, None)
                return visit
            rest = seconds_of_rest(head, datetime.fromtimestamp(self._now(), UTC))
            visit.close()
            why = f"{asked} answers {status}"
            if rest:
                why += f" and asks for a rest of {rest:,.0f} seconds"
            if rest > REST or (status == 429 and not rest):
                why += "; it is left in peace for this run"
                with self._lock:
                    self._closed[asked] = why
                raise Silent(why)
            if not rest or attempt == RESTS:
                break
            with self._lock:
                self._resting[asked] = self._now() + rest
            if asked != host:
                self._wait(asked)
        self._failed(asked, "answer", why)
        raise Silent(why)

    def _wait(self, host: str) -> None:
        """Wait as long as a host wants its rest, whichever thread it told. Raises Silent where it
        isn't asked any more."""
        with self._lock:
            if host in self._closed:
                raise Silent(self._closed[host])
            left = self._resting.get(host, 0.0) - self._now()
        if left > 0:
            self._sleep(left)

    def _failed(self, host: str, rule: str, why: str) -> None:
        if rule in ("robots", "refused"):  # of one address, not of the host
            return
        with self._lock:
            self._faults[host] = self._faults.get(host, 0) + 1
            if self._faults[host] >= FAULTS:
                self._closed.setdefault(host, f"{why}; {host} isn't asked any more in this run")


class Silent(Exception):
    """A source gave no answer that can be read; why, in words."""


def _answered(visit: Visit) -> Exchange:
    """The answer to a question about mementos; 404 is one that names none."""
    answer = visit.exchanges[-1]
    status = answer.head.status
    if status >= 400 and status not in (404, 406, 410):
        raise Silent(f"{answer.target.host} answers {status}")
    return answer


def _led(url: str, location: str) -> str:
    try:
        return led_to(url, location)
    except Refusal as fault:
        raise Silent(str(fault)) from fault


def _away(part: Part, at: datetime) -> float:
    """Seconds from a page of a TimeMap to what is wanted; none where its time holds it, or isn't
    said."""
    begins, ends = part.begins or at, part.ends or at
    return max((begins - at).total_seconds(), (at - ends).total_seconds(), 0.0)


def _once(found: Iterable[Listed]) -> Iterator[Listed]:
    seen = set()
    for one in found:
        key = shown_form(one.url).partition("://")[2]
        if key not in seen:
            seen.add(key)
            yield one


# --- bodies ----------------------------------------------------------------------------------
def body(answer: Exchange, *, most: int = LARGEST) -> Iterator[bytes]:
    """The answer's body, codings undone; it ends where it is garbled or longer than ``most``."""
    chunks = Chunks() if "chunked" in answer.head.get("transfer-encoding").lower() else None
    undo = Undo(answer.head.codings, largest=most)
    left = most
    answer.spool.seek(answer.head.size)
    try:
        while piece := answer.spool.read(65_536):
            if chunks is not None:
                piece = chunks.feed(piece)
            for part in undo.feed(piece):
                yield part[:left]
                left -= len(part)
                if left <= 0:
                    return
    except Garbled:
        return


def _text(answer: Exchange) -> Iterator[str]:
    decode = codecs.getincrementaldecoder("utf-8")("replace")
    for piece in body(answer):
        yield decode.decode(piece)


def _lines(answer: Exchange) -> Iterator[str]:
    waiting = ""
    for piece in _text(answer):
        waiting += piece
        if len(waiting) > LONGEST_LINE:
            return
        if "\n" in piece:
            *lines, waiting = waiting.split("\n")
            yield from lines
    if waiting:
        yield waiting
