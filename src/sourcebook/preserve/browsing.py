"""Let Chromium run a page's scripts, with nothing fetched but through our own guard. I/O.

Chromium gets no way to the network: its names resolve to nothing and its proxy is a closed port. Every
request it wants to make is paused (DevTools, domain Fetch), made by our visitor, and answered from what
that kept; what the guard, robots.txt or a limit refuses fails in the page too. It speaks over a pipe, so
no port is opened.
"""

import base64
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from select import select
from typing import Any

from msgspec import Struct

from sourcebook.collect.web.messages import Garbled, media_type
from sourcebook.collect.web.visiting import Visit, Visitor
from sourcebook.errors import Missing, SourcebookError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LONGEST = 60.0  # seconds that one page may take
QUIET = 1.0  # seconds without a request after which a page is taken to be done
MOST = 300  # requests of one page
LARGEST = 50_000_000  # bytes of what the page became
_FLAGS = (
    "--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--mute-audio",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-default-apps", "--disable-domain-reliability",
    "--disable-client-side-phishing-detection", "--disable-dev-shm-usage", "--metrics-recording-only",
    "--disable-quic", "--dns-prefetch-disable", "--no-pings", "--disable-features=Translate,"
    "OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    # nothing leaves but what we answer: no name resolves, and all goes to a proxy that isn't there
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:1",
    "--proxy-bypass-list=<-loopback>", "--remote-debugging-pipe", "about:blank",
)  # fmt: skip


class Shown(Struct, kw_only=True):
    """What a page became: its document as HTML (b"" for what is no web page), its address at the end, and the visits that its
    requests led to, the page's own first. Close the visits when they are kept."""

    html: bytes
    url: str
    visits: list[Visit]
    missed: list[str]


def find() -> str:
    """Where Chromium is; Missing says how to get it."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise Missing("Chromium", "is not there; install it (Debian: apt install chromium)")
    return found


class Browser:
    """One Chromium, for some pages after each other; a context manager."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self._folder = tempfile.mkdtemp(prefix="sourcebook-browser-")
        self._pid = 0
        self._number = 0
        self._data = b""
        self._read = self._write = -1
        self._later: list[dict[str, Any]] = []  # messages that came while another was waited for
        self._led: dict[str, Visit] = {}  # visits by where they led to

    def __enter__(self) -> "Browser":
        program = find()
        if not hasattr(os, "posix_spawn"):
            raise Missing("--browser", "does not work on Windows yet; use it under WSL")
        import fcntl

        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        flags = list(_FLAGS)
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.insert(0, "--no-sandbox")  # Chromium refuses to run as root with it
        # Chromium looks for the pipe's ends at 3 (to read) and 4 (to write); from above, so that
        # putting one in its place can't close the other
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (to_read, to_write)]
        nothing = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in range(3)]
        try:
            self._pid = os.posix_spawn(
                program,
                [program, f"--user-data-dir={self._folder}", *flags],
                os.environ,
                file_actions=[
                    *nothing,
                    (os.POSIX_SPAWN_DUP2, ends[0], 3),
                    (os.POSIX_SPAWN_DUP2, ends[1], 4),
                ],
                setpgroup=0,
            )
        finally:
            for end in (to_read, to_write, *ends):
                os.close(end)
        return self

    def __exit__(self, *_: object) -> None:
        for end in (self._read, self._write):
            if end >= 0:
                os.close(end)
        if self._pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
        shutil.rmtree(self._folder, ignore_errors=True)

    # --- speaking with it -----------------------------------------------------------------------
    def _say(self, method: str, session: str = "", **params: Any) -> int:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        try:
            while data:
                data = data[os.write(self._write, data) :]
        except OSError as fault:
            raise SourcebookError("Chromium", "ended unexpectedly") from fault
        return self._number

    def _hear(self, until: float) -> dict[str, Any] | None:
        """The next message; None where none comes in time."""
        while b"\0" not in self._data:
            left = until - time.monotonic()
            if left <= 0 or not select([self._read], [], [], left)[0]:
                return None
            more = os.read(self._read, 1 << 20)
            if not more:
                raise SourcebookError("Chromium", "ended unexpectedly")
            self._data += more
        message, _, self._data = self._data.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def _ask(
        self, method: str, session: str = "", *, wait: float = 20.0, **params: Any
    ) -> dict[str, Any]:
        """Send an order and wait for its answer; requests that come meanwhile are kept for later."""
        number = self._say(method, session, **params)
        until = time.monotonic() + wait
        while (message := self._hear(until)) is not None:
            if message.get("id") == number:
                if "error" in message:
                    raise SourcebookError(
                        "Chromium", f"can't {method}: {message['error'].get('message')}"
                    )
                found: dict[str, Any] = message.get("result", {})
                return found
            self._later.append(message)
        raise SourcebookError("Chromium", f"did not answer within {wait:g} seconds")

    # --- showing a page -------------------------------------------------------------------------
    def show(self, url: str) -> Shown:
        """Show a page until it is quiet, and give what it became. SourcebookError where Chromium
        fails or the page itself can't be had; its visits are closed then."""
        self._later, self._led = [], {}
        shown = Shown(html=b"", url=url, visits=[], missed=[])
        target = ""
        try:
            target = self._ask("Target.createTarget", url="about:blank")["targetId"]
            session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for method in ("Page.enable", "Runtime.enable"):
                self._ask(method, session)
            self._ask("Fetch.enable", session, patterns=[{"urlPattern": "*"}])
            self._ask("Page.setDownloadBehavior", session, behavior="deny")
            self._say("Page.navigate", session, url=url)
            self._serve(session, shown)
            if not shown.visits or shown.visits[0].answer is None:
                why = shown.visits[0].why if shown.visits else "nothing was asked for"
                raise SourcebookError(url, f"can't be shown: {why}")
            if not _is_page(shown.visits[0]):
                return shown
            told = self._ask(
                "Runtime.evaluate", session, returnByValue=True, expression=_DOCUMENT
            ).get("result", {}).get("value") or ["", ""]
            shown.html, shown.url = str(told[0]).encode("utf-8", "replace"), str(told[1])
            if len(shown.html) > LARGEST:
                raise SourcebookError(url, "became too large a page in the browser")
            return shown
        except BaseException:
            for visit in shown.visits:
                visit.close()
            raise
        finally:
            if target:
                self._say("Target.closeTarget", targetId=target)

    def _serve(self, session: str, shown: Shown) -> None:
        """Answer requests until the page is loaded and quiet, or has had its time."""
        ends = time.monotonic() + LONGEST
        loaded, quiet_from = False, time.monotonic()
        while time.monotonic() < ends:
            if shown.visits and not _is_page(shown.visits[0]):
                return  # a document: there is nothing to run
            message = (
                self._later.pop(0) if self._later else self._hear(min(ends, time.monotonic() + 0.1))
            )
            if message is None:
                if loaded and time.monotonic() - quiet_from > QUIET:
                    return
                continue
            if message.get("sessionId") != session:  # of a page shown before
                continue
            method = message.get("method")
            if method == "Fetch.requestPaused":
                self._answer(session, message["params"], shown)
                quiet_from = time.monotonic()
            elif method == "Page.loadEventFired":
                loaded, quiet_from = True, time.monotonic()
            elif method in ("Inspector.targetCrashed", "Target.targetCrashed"):
                raise SourcebookError(shown.url, "made Chromium crash")

    def _answer(self, session: str, params: dict[str, Any], shown: Shown) -> None:
        """Make a request in Chromium's stead, and give it the answer."""
        id, request = params["requestId"], params["request"]
        url = str(request["url"]).partition("#")[0]
        if url.startswith(("data:", "blob:", "about:")):
            self._say("Fetch.continueRequest", session, requestId=id)
            return
        first = not shown.visits and params.get("resourceType") != "Document"
        if request["method"] != "GET" or len(shown.visits) >= MOST or first:
            shown.missed.append(f"{url} ({request['method']})")
            self._say("Fetch.failRequest", session, requestId=id, errorReason="BlockedByClient")
            return
        if url in self._led:
            self._fulfil(session, id, self._led[url])
            return
        visit = self.visitor.visit(url, accept=request.get("headers", {}).get("Accept", "*/*"))
        shown.visits.append(visit)
        answer = visit.answer
        if answer is None:
            shown.missed.append(f"{url} ({visit.why})")
            self._say("Fetch.failRequest", session, requestId=id, errorReason="Failed")
            return
        if len(visit.exchanges) > 1:  # let Chromium go the same way, so that it knows where it is
            self._say(
                "Fetch.fulfillRequest", session, requestId=id, responseCode=302,
                responseHeaders=[{"name": "Location", "value": answer.target.url}],
            )  # fmt: skip
            self._led[answer.target.url] = visit
            return
        self._fulfil(session, id, visit)

    def _fulfil(self, session: str, id: str, visit: Visit) -> None:
        answer = visit.answer
        assert answer is not None
        try:
            body = b"".join(_body(visit))
        except Garbled:
            self._say("Fetch.failRequest", session, requestId=id, errorReason="Failed")
            return
        left_out = {"content-encoding", "transfer-encoding", "content-length", "connection"}
        self._say(
            "Fetch.fulfillRequest", session, requestId=id, responseCode=max(answer.head.status, 200),
            responseHeaders=[
                {"name": name, "value": value}
                for name, value in answer.head.fields
                if name not in left_out
            ],
            body=base64.b64encode(body).decode(),
        )  # fmt: skip


def _is_page(visit: Visit) -> bool:
    """Whether the answer says it is a web page."""
    answer = visit.answer
    return answer is not None and media_type(answer.head) in ("text/html", "application/xhtml+xml")


_DOCUMENT = """[(document.doctype ? new XMLSerializer().serializeToString(document.doctype) + "\\n" : "")
 + document.documentElement.outerHTML, location.href]"""


def _body(visit: Visit) -> Iterator[bytes]:
    from sourcebook.preserve.payloads import Payload
    from sourcebook.preserve.taking import ANSWER

    answer = visit.answer
    assert answer is not None
    made = Payload(ANSWER, largest=LARGEST)
    for raw in answer.raw():
        yield from made.feed(raw)
    yield from made.end()
