"""Other programs' readers, which ``make foreign`` fetches into build/foreign; skipped where absent."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

HERE = Path(__file__).parent
MODULES = Path(__file__).parents[3] / "build" / "foreign" / "node_modules"
# What the package doesn't export and we need: its translation runtime and the translators' list.
_MORE = b"\nexport { Zotero, ZoteroRuntimeExecutor, loadRegistry };\n"
_MORE += b"export const registry = () => translatorsRegistry;\n"

# (what to do, with what) -> Zotero's answer
Zotero = Callable[..., Any]


def module(name: str) -> Path:
    """The folder of an npm package fetched by ``make foreign``."""
    found = MODULES / name
    if not found.is_dir():
        pytest.skip(f"{name} is not there; `make foreign` fetches it")
    return found


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is not installed")
    return found


@pytest.fixture(scope="session")
def citeproc() -> Path:
    """The reference citation processor (citeproc-js) as an npm package."""
    return module("citeproc")


@pytest.fixture(scope="session")
def pandoc() -> str:
    found = shutil.which("pandoc")
    if found is None:
        pytest.skip("pandoc is not installed; `make foreign` installs it where root allows")
    return found


class _Served(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/":
            return self._answer(b"<!doctype html><title>Zotero</title>", "text/html")
        if self.path == "/zotero.js":
            return self._answer((HERE / "zotero.js").read_bytes(), "text/javascript")
        if self.path == "/dist/index.js":
            code = (module("ztractor") / "dist" / "index.js").read_bytes()
            return self._answer(code + _MORE, "text/javascript")
        return super().do_GET()

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="module")
def zotero(browser: Browser) -> Iterator[Zotero]:
    """Zotero's translators in a browser tab: ``zotero("page", html)``, ``zotero("file", label, text)``."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Served, directory=str(module("ztractor")))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tab = browser.new_page()
    tab.goto(f"http://127.0.0.1:{server.server_port}/")

    def ask(what: str, *with_what: str) -> Any:
        call = "async ([what, args]) => JSON.stringify(await (await import('/zotero.js'))[what](...args))"
        return json.loads(tab.evaluate(call, [what, list(with_what)]))

    yield ask
    tab.close()
    server.shutdown()
    server.server_close()
