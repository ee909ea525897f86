"""A page's scripts run in Chromium, and nothing it asks for goes round the guard."""

import shutil
import socket
import threading

import pytest

from collect.web.server import moved, ok, serving
from preserve.test_capturing import SHORT
from sourcebook.collect.web.visiting import Visitor
from sourcebook.errors import Missing, SourcebookError
from sourcebook.library import Library
from sourcebook.preserve import browsing, capturing
from sourcebook.preserve.browsing import Browser
from sourcebook.preserve.due import Order
from sourcebook.records import Address, Entry
from sourcebook.store.keys import key_of

pytestmark = pytest.mark.browser
if not any(shutil.which(name) for name in browsing.NAMES):
    pytest.skip("chromium is not there", allow_module_level=True)

HTML = "Content-Type: text/html; charset=utf-8"
PAGE = b"""<!doctype html><html><title>Beds</title><body><p id=a>none</p>
<script>fetch("/beds.json").then(r => r.json()).then(t => {
  document.getElementById("a").textContent = "Beds: " + t.beds })</script></body></html>"""


def test_what_scripts_show_is_kept_beside_what_was_sent(library: Library) -> None:
    answers = {
        "/old": moved("/port"),
        "/port": ok(PAGE, HTML),
        "/beds.json": ok(b'{"beds": 40}', "Content-Type: application/json"),
    }
    with serving(dict(answers)) as server:
        url = server.url("/old")
        library.put([Entry(id="a", title="A", addresses=(Address(url=url),))])
        visitor = Visitor(limits=SHORT, delay=0.0)
        with Browser(visitor) as browser:
            (outcome,) = capturing.run(
                [Order(url=url, key=key_of(url) or "", entries=("a",))],
                store=library.store, archive=library.archive, visitor=visitor, who="me",
                browser=browser,
            )  # fmt: skip
        assert server.paths().count("/port") == 1
    made = outcome.capture
    assert made is not None, outcome.findings
    assert made.how == "browser"
    shown = library.payload(made)
    assert b"Beds: 40" in shown
    assert shown.startswith(b"<!DOCTYPE html>")
    sent = [c for c in library.captures_of(library.entry("a")) if c.how == "fetched"]
    assert [library.payload(c) for c in sent] == [PAGE]
    assert any(str(c.url).endswith("/beds.json") for c in library.captures())
    library.seal()
    assert list(library.fixity()) == []


def test_nothing_goes_round_the_guard() -> None:
    """The page tries every way out to a server on loopback that the guard does not allow."""
    called: list[bytes] = []
    trap = socket.create_server(("127.0.0.1", 0))
    port = trap.getsockname()[1]

    def listen() -> None:
        while True:
            try:
                made, _ = trap.accept()
            except OSError:
                return
            with made:
                made.settimeout(1)
                try:
                    called.append(made.recv(100))
                except OSError:
                    called.append(b"")

    threading.Thread(target=listen, daemon=True).start()
    inner = f"127.0.0.1:{port}"
    page = f"""<!doctype html><title>Ways out</title><img src="http://10.0.0.1/x.png">
    <img src="ftp://{inner}/x"><iframe src="file:///etc/passwd"></iframe>
    <link rel=preconnect href="http://{inner}"><link rel=dns-prefetch href="//{inner}">
    <script>
      try {{ new WebSocket("ws://{inner}/") }} catch (e) {{}}
      try {{ new EventSource("http://169.254.169.254/") }} catch (e) {{}}
      try {{ navigator.sendBeacon("http://{inner}/", "x") }} catch (e) {{}}
      try {{ fetch("http://{inner}/", {{method: "POST", body: "x"}}) }} catch (e) {{}}
      try {{ new Worker(URL.createObjectURL(new Blob(["fetch('http://{inner}/worker')"]))) }} catch (e) {{}}
      try {{ const p = new RTCPeerConnection({{iceServers: [{{urls: "turn:{inner}?transport=tcp",
        username: "a", credential: "b"}}]}}); p.createDataChannel("x");
        p.createOffer().then(o => p.setLocalDescription(o)) }} catch (e) {{}}
      window.open("http://{inner}/window");
      setTimeout(() => {{ document.title = "done" }}, 500);
    </script>""".encode()
    with serving({"/": ok(page, HTML)}) as server:

        def only(_: str, at: int) -> list[str]:
            return ["127.0.0.1"] if at == server.port else ["10.0.0.1"]

        class Strict(Visitor):
            """Lets this one server through and no other."""

            def visit(self, url: str, *more: object, **named: object) -> object:  # type: ignore[override]
                if f":{server.port}/" not in url:
                    url = "http://10.0.0.1/"
                return super().visit(url, *more, **named)  # type: ignore[arg-type]

        with Browser(Strict(limits=SHORT, delay=0.0, resolve=only)) as browser:
            shown = browser.show(server.url("/"))
            for visit in shown.visits:
                visit.close()
    trap.close()
    assert b"<title>done</title>" in shown.html
    assert called == []
    assert b"root:" not in shown.html


def test_a_page_that_cannot_be_had_is_told_and_the_next_is_shown() -> None:
    answers = {"/": ok(PAGE, HTML), "/a.pdf": ok(b"%PDF-1.4", "Content-Type: application/pdf")}
    with serving(dict(answers)) as server, Browser(Visitor(limits=SHORT, delay=0.0)) as browser:
        with pytest.raises(SourcebookError, match="no public address"):
            browser.show("http://10.0.0.1/")
        document = browser.show(server.url("/a.pdf"))
        assert document.html == b""
        shown = browser.show(server.url("/"))
        for visit in [*shown.visits, *document.visits]:
            visit.close()
    assert b"Forty" not in shown.html
    assert b"<title>Beds</title>" in shown.html


def test_without_chromium_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Missing, match="install"):
        browsing.find()
