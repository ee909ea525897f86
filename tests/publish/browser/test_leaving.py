"""Leaving quickly: by button, by keyboard, by Shift three times, and never coming back by Back."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import gallery, sample_pages

pytestmark = pytest.mark.browser
AWAY = re.compile(re.escape(gallery.EXIT))


def test_the_button_leaves_and_going_back_does_not_return(tab: Page, base: str) -> None:
    tab.goto(f"{base}/index.html")
    tab.goto(f"{base}/{sample_pages.HERE}")
    tab.get_by_role("link", name="Exit this page", exact=True).click()
    expect(tab).to_have_url(AWAY)
    tab.go_back(wait_until="commit")
    expect(tab).to_have_url(AWAY)
    assert "Harbourland" not in tab.content()
    expect(tab.get_by_role("heading", name="Weather")).to_be_visible()


def test_the_page_left_is_not_in_the_tabs_history(tab: Page, base: str) -> None:
    tab.goto("about:blank")
    tab.goto(f"{base}/{sample_pages.HERE}")
    before = tab.evaluate("history.length")
    tab.get_by_role("link", name="Exit this page", exact=True).click()
    expect(tab).to_have_url(AWAY)
    assert tab.evaluate("history.length") == before
    tab.go_back(wait_until="commit")
    assert tab.url == "about:blank"


def test_typing_the_address_again_comes_back(tab: Page, base: str) -> None:
    tab.goto(f"{base}/{sample_pages.HERE}")
    tab.get_by_role("link", name="Exit this page", exact=True).click()
    expect(tab).to_have_url(AWAY)
    tab.goto(f"{base}/{sample_pages.HERE}")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    tab.reload()
    expect(tab.get_by_role("heading", level=1)).to_be_visible()


def test_the_first_stop_of_the_keyboard_leaves(tab: Page, base: str) -> None:
    tab.goto(f"{base}/{sample_pages.HERE}")
    tab.keyboard.press("Tab")
    first = tab.locator(":focus")
    expect(first).to_have_text("Exit this page quickly")
    expect(first).to_be_in_viewport()
    tab.keyboard.press("Tab")
    expect(tab.locator(":focus")).to_have_text("Skip to the text")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(AWAY)


def test_shift_three_times_leaves_and_says_how_many_are_missing(tab: Page, base: str) -> None:
    tab.goto(f"{base}/{sample_pages.HERE}")
    tab.keyboard.press("Shift")
    expect(tab.get_by_role("status").filter(has_text="2 more times")).to_have_count(1)
    assert tab.locator(".exit").get_attribute("data-left") == "2"
    tab.keyboard.press("Shift")
    expect(tab.get_by_role("status").filter(has_text="1 more time ")).to_have_count(1)
    tab.keyboard.press("Shift")
    expect(tab).to_have_url(AWAY)


def test_shift_with_a_letter_is_writing_not_leaving(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}")
    for key in ("Shift", "Shift", "Shift+A", "Shift", "Shift+Tab", "Shift", "Shift", "x", "Shift"):
        tab.keyboard.press(key)
    assert tab.url.endswith(sample_pages.HERE)


def test_shift_is_forgotten_after_five_seconds(tab: Page, served: str) -> None:
    tab.clock.install()
    tab.goto(f"{served}/{sample_pages.HERE}")
    tab.keyboard.press("Shift")
    tab.clock.fast_forward(4_000)
    tab.keyboard.press("Shift")
    tab.clock.fast_forward(5_100)
    expect(tab.get_by_role("status").filter(has_text="You have not left.")).to_have_count(1)
    assert tab.locator(".exit").get_attribute("data-left") is None
    tab.keyboard.press("Shift")
    assert tab.url.endswith(sample_pages.HERE)


def test_a_page_being_left_is_blank_and_nameless_at_once(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}")
    seen = tab.evaluate(
        """() => {
        document.querySelector('.exit').click();
        const shown = [...document.body.children].filter(e => e.checkVisibility());
        return [document.title, shown.map(e => e.textContent), getComputedStyle(shown[0]).position];
    }"""
    )
    assert seen == ["Loading", ["Loading."], "fixed"]


def test_going_back_without_having_left_shows_the_page_again(tab: Page, served: str) -> None:
    """A browser may restore a page from memory, and it was hidden when it was put there."""
    tab.goto(f"{served}/index.html")
    tab.goto(f"{served}/{sample_pages.HERE}")
    tab.go_back()
    expect(tab.get_by_role("heading", level=1)).to_be_visible()


def test_without_script_the_button_is_a_plain_link(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route(
        lambda url: url.startswith("https://"), lambda r: r.fulfill(status=200, body="Weather")
    )
    tab = context.new_page()
    tab.goto(f"{base}/{sample_pages.HERE}")
    tab.get_by_role("link", name="Exit this page", exact=True).click()
    assert AWAY.search(tab.url)
    context.close()


def test_the_way_out_is_in_reach_wherever_the_reader_is(tab: Page, served: str) -> None:
    for width, height in ((1280, 900), (390, 844), (320, 256)):
        tab.set_viewport_size({"width": width, "height": height})
        tab.goto(f"{served}/{sample_pages.HERE}")
        tab.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        way = tab.get_by_role("link", name="Exit this page", exact=True)
        expect(way).to_be_in_viewport(ratio=1)
        box = way.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
