"""Comparing in a real browser: choosing countries, differences, copying, CSV; as files and over HTTP."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from publish import sample
from publish.browser.conftest import Quiet
from publish.comparing.said import aspect, role
from sourcebook.publish.build import build

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compared") / "lib"
    claims = [
        role("KZ", "source", claim={"entry": "shelter"}),
        role("UZ", "source", claim={"entry": "loose"}),
        aspect("KZ", "precursor", "poverty", entry="shelter", words="=too poor"),
    ]
    with sample.library(folder) as library:
        library.put(claims, who="me", what="claims")
        build(library)
    return folder / "site"


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    if request.param == "file":
        yield site.as_uri()
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def choose(tab: Page, base: str, *codes: str) -> list[str]:
    """Choose countries on the page for that; gives what the console said."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    tab.on("console", hear)
    tab.goto(f"{base}/compare/index.html")
    for code in codes:
        tab.check(f"input[value={code}]")
    tab.click("button[type=submit]")
    return said


def test_any_countries_are_set_side_by_side(tab: Page, base: str) -> None:
    said = choose(tab, base, "kz", "uz")
    expect(tab.locator(".cmp thead th")).to_have_text(["Kazakhstan", "Uzbekistan"])
    expect(tab.locator("h1")).to_have_text("Kazakhstan and Uzbekistan")
    expect(tab.locator("#roles-source.same")).to_have_count(1)
    poverty = tab.locator("#aspects-precursor.differs li[data-only]")
    poverty.locator("summary").click()
    expect(poverty.locator("blockquote")).to_be_visible()
    for link in tab.locator(".cmp a").all():
        href = link.evaluate("a => a.href")
        assert href.startswith(base), href
    assert said == []


def test_the_same_table_as_the_one_that_stands_ready(tab: Page, base: str) -> None:
    def shown() -> list[str]:
        rows = tab.locator(".cmp tr").all_text_contents()
        return [" ".join(row.split()) for row in rows]

    choose(tab, base, "kz", "kg", "uz")
    expect(tab.locator(".cmp thead th")).to_have_count(3)
    made = sorted(shown())
    tab.goto(f"{base}/compare/kz/index.html")
    ready = sorted(shown())
    assert [row.replace(" ", "") for row in made] == [row.replace(" ", "") for row in ready]


def test_differences_are_shown_alone_with_and_without_script(
    browser: Browser, tab: Page, base: str
) -> None:
    choose(tab, base, "kz", "uz")
    tab.check("#only")
    expect(tab.locator("#roles-source")).to_be_hidden()
    expect(tab.locator("#aspects-precursor")).to_be_visible()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{base}/compare/kz/index.html")
    plain.check("#only")
    expect(plain.locator("tr.same").first).to_be_hidden()
    plain.locator("summary", has_text="Poverty").click()
    expect(plain.get_by_text("=too poor")).to_be_visible()
    context.close()


def test_one_alone_is_no_comparison(tab: Page, base: str) -> None:
    choose(tab, base, "kz")
    expect(tab.locator("form.pick [role=status]")).to_have_text("Choose one more.")
    expect(tab.locator(".cmp")).to_have_count(0)


def test_a_choice_has_an_address_and_one_that_is_a_path_is_led_on(
    tab: Page, base: str, site: Path
) -> None:
    tab.goto(f"{base}/compare/index.html?c=uz.kz")
    expect(tab.locator(".cmp thead th")).to_have_text(["Uzbekistan", "Kazakhstan"])
    if base.startswith("http"):  # a host shows 404.html for it, which leads on
        missing = str(site / "404.html")
        tab.route("**/compare/uz+kg/", lambda route: route.fulfill(path=missing))
        tab.goto(f"{base}/compare/uz+kg/")
        expect(tab.locator(".cmp thead th")).to_have_text(["Uzbekistan", "Kyrgyzstan"])


def test_the_table_comes_before_what_else_could_be_chosen(tab: Page, base: str) -> None:
    """A library of many countries has a long form; who asks for two wants to see the two."""
    tab.goto(f"{base}/compare/index.html?c=uz.kz")
    expect(tab.locator(".cmp thead th")).to_have_count(2)
    heights = [
        tab.locator(of).bounding_box() for of in (".cmp", ".compare > .caution", "form.pick")
    ]
    tops = [box["y"] for box in heights if box]
    assert len(tops) == 3
    assert tops == sorted(tops)
    expect(tab.locator("form.pick input:checked")).to_have_count(2)


def test_a_table_is_copied_and_saved(tab: Page, base: str) -> None:
    choose(tab, base, "kz", "uz")
    expect(tab.locator(".cmp")).to_have_count(1)
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="CSV").click()
    lines = Path(saved.value.path()).read_text("utf-8-sig").splitlines()
    assert saved.value.suggested_filename == "kz+uz.csv"
    assert lines[0] == ",Kazakhstan,Uzbekistan"
    assert lines[2].startswith("Source,")
    tab.get_by_role("button", name="Copy as text").click()
    expect(tab.get_by_role("button", name="Copied")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 390, 834, 1440])
def test_no_table_scrolls_the_page_sideways(tab: Page, base: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{base}/compare/kz/index.html")
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
