"""A site that is built again while somebody searches it, or whose older files a browser still has."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from msgspec import structs
from playwright.sync_api import Browser, Page, Route, expect

from publish import sample
from publish.browser.conftest import Quiet
from publish.browser.test_searching import entry
from sourcebook.library import Library
from sourcebook.publish.build import build

pytestmark = pytest.mark.browser


class Keeping(Quiet):
    """A host that has browsers keep everything for an hour."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    kept = [entry(n, f"Kiln {n}", f"Bricks and wages of kiln {n}.") for n in range(60)]
    with sample.library(tmp_path / "lib", kept) as made:
        build(made)
        yield made


@pytest.fixture
def hosted(library: Library) -> Iterator[str]:
    handler = partial(Keeping, directory=str(library.folder / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def renew(library: Library) -> None:
    """Other words in half of the entries, and another layout of their numbers."""
    for n in range(0, 60, 2):
        one = library.entry(f"more-{n}")
        told = structs.replace(one.excerpts[0], paragraphs=("Nothing but rain.",))
        library.put([structs.replace(one, title=f"Rain {n}", excerpts=(told,))])
    library.put([entry(1000 + n, f"Rain {n}", "More rain.") for n in range(30)])
    build(library)


def titles(tab: Page) -> list[str]:
    expect(tab.locator(".hit")).to_have_count(10)
    return tab.locator(".hit h2").all_inner_texts()


def test_a_question_after_a_renewal_is_answered_from_the_new_site(
    library: Library, hosted: str, tab: Page
) -> None:
    tab.goto(f"{hosted}/search/index.html?q=bricks")
    assert all(title.startswith("Kiln") for title in titles(tab))
    expect(tab.locator(".said")).to_contain_text("60 results")
    renew(library)
    tab.fill("#q", "wages")  # in the page that was loaded before
    expect(tab.locator(".said")).to_contain_text("30 results for “wages")
    assert {int(title.split()[1]) % 2 for title in titles(tab)} == {1}
    tab.fill("#q", "bricks")
    expect(tab.locator(".said")).to_contain_text("30 results for “bricks")
    tab.goto(f"{hosted}/search/index.html?q=rain")  # whatever the browser kept
    expect(tab.locator(".said")).to_contain_text("60 results")
    assert all(title.startswith("Rain") for title in titles(tab))


def test_further_results_after_a_renewal_are_asked_for_again(
    library: Library, hosted: str, tab: Page
) -> None:
    tab.goto(f"{hosted}/search/index.html?q=kiln")
    titles(tab)
    renew(library)
    tab.get_by_role("button", name="Show 10 more").click()
    expect(tab.locator(".said")).to_contain_text("30 results")
    assert all(title.startswith("Kiln") for title in titles(tab))


@pytest.mark.parametrize("what", ["form", "stamp"])
def test_files_that_can_not_fit_are_told_of(hosted: str, tab: Page, what: str) -> None:
    def older(route: Route) -> None:
        text = route.fetch().text()
        said = json.loads(text[text.index(",") + 1 : text.rindex(")")])
        said[what] = 1 if what == "form" else "0"
        route.fulfill(body=f'sought("start",{json.dumps(said)})', content_type="text/javascript")

    tab.route("**/search/start.js*", older)
    tab.goto(f"{hosted}/search/index.html?q=bricks")
    expect(tab.locator(".said")).to_contain_text("This site was renewed")
    assert tab.locator(".hit").count() == 0
    assert tab.locator(".plain").is_visible()
