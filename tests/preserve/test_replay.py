"""A WACZ of ours opens in ReplayWeb.page, in a real browser. Needs npm's registry and Chromium."""

import shutil
import subprocess
import tarfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from collect.web.server import moved, ok, serving
from preserve.test_capturing import SHORT
from sourcebook.collect.web.visiting import Visitor
from sourcebook.library import Library
from sourcebook.preserve import capturing
from sourcebook.preserve.due import orders
from sourcebook.records import Address, Entry

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
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
        archive.extractall(folder, filter="data")
    (folder / "replay").mkdir()
    for name in ("ui.js", "sw.js"):
        shutil.copy(folder / "package" / name, folder / name)
        shutil.copy(folder / "package" / name, folder / "replay" / name)
    return folder


def test_a_captured_page_is_shown_again(library: Library, player: Path) -> None:
    from datetime import UTC, datetime

    from playwright.sync_api import sync_playwright

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
    (player / "index.html").write_text(PAGE.format(url=url))
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(player)))
    threading.Thread(target=host.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            tab = browser.new_page()
            tab.goto(f"http://127.0.0.1:{host.server_port}/index.html")
            shown = tab.frame_locator("replay-web-page iframe").frame_locator("iframe")
            beds = shown.locator("#beds")
            beds.wait_for(timeout=60_000)
            assert beds.inner_text() == "Forty beds were opened."
            colour = beds.evaluate("one => getComputedStyle(one).color")
            assert colour == "rgb(1, 2, 3)"
        finally:
            browser.close()
            host.shutdown()
            host.server_close()
