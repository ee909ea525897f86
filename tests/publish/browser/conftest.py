"""A browser, and the sample site as files and over loopback. Skipped where Chromium is absent."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from scripts import gallery


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gallery's pages in a folder."""
    out = tmp_path_factory.mktemp("site")
    gallery.write(out)
    return out


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The same pages over http://127.0.0.1, as any host would serve them."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def elsewhere(route: Route) -> None:
    """Stand in for the neutral place: nothing in a test leaves this machine."""
    route.fulfill(
        status=200, content_type="text/html", body="<title>Weather</title><h1>Weather</h1>"
    )


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    return site.as_uri() if request.param == "file" else served


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A fresh tab whose way out leads to a stand-in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(lambda url: url.startswith("https://"), elsewhere)
    yield context.new_page()
    context.close()
