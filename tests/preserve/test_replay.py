"""A WACZ of ours opens in ReplayWeb.page, in a real browser. Needs npm's registry and Chromium."""

import shutil
import subprocess
import tarfile
import threading
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from collect.web.server import moved, ok, serving
from preserve.test_capturing import SHORT
from sourcebook.collect.web.visiting import Visitor
from sourcebook.library import Library
from sourcebook.preserve import capturing
from sourcebook.preserve.adding import Adding
from sourcebook.preserve.due import orders
from sourcebook.preserve.taking import file_address
from sourcebook.records import Address, Entry

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LOADS = 5
PAGE = """<!doctype html><title>Replay</title><script src="ui.js"></script>
<body style="margin:0"><replay-web-page style="height: 90vh; display: block" source="/a.wacz"
 url="{url}" embed="replayonly" replayBase="/replay/"></replay-web-page>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def player(tmp_path: Path) -> Path:
    """A folder with ReplayWeb.page in it, as npm has it."""
    npm = shutil.which("npm")
    if npm is None or CHROMIUM is None:
        pytest.skip("npm or chromium is not there")
    folder = tmp_path / "player"
    folder.mkdir()
    done = subprocess.run(
        [npm, "pack", "replaywebpage", "--silent"], cwd=folder, capture_output=True, timeout=120
    )
    packed = next(folder.glob("*.tgz"), None)
    if done.returncode or packed is None:
        pytest.skip("ReplayWeb.page can't be had from npm here")
    with tarfile.open(packed) as archive:
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Python 3.11.4
        archive.extractall(folder, **safe)  # type: ignore[arg-type]
    (folder / "replay").mkdir()
    for name in ("ui.js", "sw.js"):
        shutil.copy(folder / "package" / name, folder / name)
        shutil.copy(folder / "package" / name, folder / "replay" / name)
    return folder


def test_a_captured_page_is_shown_again(library: Library, player: Path) -> None:
    style = ok(b"p { color: rgb(1, 2, 3) }", "Content-Type: text/css")
    page = ok(
        b"<html><link rel=stylesheet href=/a.css><p id=beds>Forty beds were opened.</p>",
        "Content-Type: text/html; charset=utf-8",
    )
    with serving({"/old": moved("/port"), "/port": page, "/a.css": style}) as server:
        url = server.url("/old")
        library.put([Entry(id="a", title="A", addresses=(Address(url=url),))])
        done = capturing.run(
            list(orders(library.entries(), now=datetime.now(UTC))),
            store=library.store, archive=library.archive,
            visitor=Visitor(limits=SHORT, delay=0.0), who="me", requisites=True,
        )  # fmt: skip
        assert all(outcome.kept for outcome in done)
    library.pack(player / "a.wacz")
    assert shown(player, url) == ("Forty beds were opened.", "rgb(1, 2, 3)")


def test_an_added_file_is_shown_again(library: Library, player: Path, tmp_path: Path) -> None:
    page = tmp_path / "beds & more.html"
    page.write_text("<html><p id=beds style='color: rgb(3, 2, 1)'>Forty beds were opened.</p>")
    with capturing.writing(library.store, library.archive, who="me") as writer:
        held = capturing.held_by(library.store)
        Adding(library.store, library.archive, writer, held, who="me").file(page)
    (capture,) = library.captures()
    assert library.pack(player / "a.wacz") == 1
    url = file_address(capture.digest, capture.file_name)
    assert shown(player, url) == ("Forty beds were opened.", "rgb(3, 2, 1)")


def shown(player: Path, url: str) -> tuple[str, str]:
    """Words and colour of the paragraph that ReplayWeb.page shows at an address of a.wacz.

    Its service worker now and then misses the first load on a busy machine: then the page is
    loaded again, as a reader would.
    """
    from playwright.sync_api import TimeoutError as TookTooLong
    from playwright.sync_api import sync_playwright

    (player / "index.html").write_text(PAGE.format(url=url.replace("&", "&amp;")))
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(player)))
    threading.Thread(target=host.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            tab = browser.new_page()
            said: list[str] = []
            tab.on("console", lambda line: said.append(line.text))
            frame = tab.frame_locator("replay-web-page iframe").frame_locator("iframe")
            beds = frame.locator("#beds")
            for _ in range(LOADS):
                tab.goto(f"http://127.0.0.1:{host.server_port}/index.html")
                with suppress(TookTooLong):
                    beds.wait_for(timeout=30_000)
                    break
            else:
                pytest.fail(f"not shown after {LOADS} loads; the browser said: {said}")
            colour = beds.evaluate("one => getComputedStyle(one).color")
            return beds.inner_text(), colour
        finally:
            browser.close()
            host.shutdown()
            host.server_close()
