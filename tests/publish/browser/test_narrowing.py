"""Narrowing entries down and copying a citation, with script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import sample_pages

pytestmark = pytest.mark.browser
WORLD = "map/index.html"


def shown(tab: Page) -> list[str]:
    found: list[str] = tab.eval_on_selector_all(
        "article:not([hidden])", "all => all.map(e => e.id)"
    )
    return found


def test_an_address_with_a_choice_shows_what_fits(tab: Page, base: str) -> None:
    tab.goto(f"{base}/{sample_pages.HERE}?publisher=harbour-institute")
    fitting = tab.eval_on_selector_all(
        "[data-publisher=harbour-institute]", "all => all.map(e => e.id)"
    )
    assert shown(tab) == fitting
    assert 0 < len(fitting) < tab.locator("article").count()
    said = f"Showing {len(fitting)} of {tab.locator('article').count()} entries."
    expect(tab.locator(".filters [role=status]")).to_have_text(said)
    assert tab.get_by_label("Publisher").input_value() == "harbour-institute"


def test_a_choice_is_kept_in_the_address(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}")
    everything = shown(tab)
    tab.get_by_label("Aspect").select_option("debt-bondage")
    assert tab.url.endswith("?aspect=debt-bondage")
    some = shown(tab)
    tab.get_by_label("Publisher").select_option("northern-rights")
    assert tab.url.endswith("?aspect=debt-bondage&publisher=northern-rights")
    assert set(shown(tab)) < set(some) < set(everything)
    tab.reload()
    assert set(shown(tab)) < set(some)
    tab.get_by_role("button", name="Show all").click()
    assert shown(tab) == everything
    assert "?" not in tab.url


def test_a_file_narrows_down_as_well(tab: Page, base: str) -> None:
    tab.goto(f"{base}/{sample_pages.HERE}")
    tab.get_by_label("Year", exact=True).select_option("2010")
    assert all(tab.locator(f"#{i}").get_attribute("data-year") == "2010" for i in shown(tab))
    assert shown(tab)


def test_sections_without_a_fitting_entry_are_not_shown(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}?aspect=protection")
    for part in tab.locator("section.part:has(article)").all():
        assert part.is_visible() == (part.locator("article:not([hidden])").count() > 0)
    expect(tab.locator("#cite")).to_be_visible()


def test_order_follows_the_date_and_comes_back(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}")
    first = shown(tab)
    tab.get_by_label("Order").select_option("oldest")
    dates = tab.eval_on_selector_all(
        "#archives article", "all => all.map(e => e.querySelector('time').dateTime)"
    )
    assert dates == sorted(dates)
    tab.get_by_label("Order").select_option("newest")
    assert (
        tab.eval_on_selector_all(
            "#archives article", "all => all.map(e => e.querySelector('time').dateTime)"
        )[0]
        == dates[-1]
    )
    tab.get_by_label("Order").select_option("")
    assert shown(tab) == first


def test_an_unknown_choice_changes_nothing(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}?aspect=no-such-thing&x=<script>")
    assert len(shown(tab)) == tab.locator("article").count()


def test_grouped_entries_stay_under_their_heading(tab: Page, served: str) -> None:
    tab.goto(f"{served}/human-trafficking/debt-bondage.html")
    before = shown(tab)
    tab.get_by_label("Order").select_option("newest")
    assert shown(tab) == before


def test_a_citation_is_copied_as_plain_text(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(f"{served}/{sample_pages.HERE}")
    entry = tab.locator("article").first
    entry.locator("summary").click()
    entry.get_by_role("button", name="Copy citation").click()
    expect(entry.get_by_role("button", name="Copied")).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()") == entry.locator(".cite").text_content()
    context.close()


def test_where_the_clipboard_is_closed_the_words_are_selected(tab: Page, served: str) -> None:
    tab.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"
    )
    tab.goto(f"{served}/{sample_pages.HERE}")
    block = tab.locator("#cite")
    block.get_by_role("button").click()
    expect(block.get_by_role("button")).to_have_text("Selected: copy it with your keyboard")
    assert (
        tab.evaluate("getSelection().toString().trim()")
        == block.locator(".cite").inner_text().strip()
    )


def test_a_map_narrowed_down_tells_the_same_to_eyes_and_ears(
    tab: Page, base: str, site: Path
) -> None:
    tab.goto(f"{base}/{WORLD}")
    line, row = tab.locator("svg [data-key=UZ-KZ]"), tab.locator("tr[data-key=UZ-KZ]")
    whole = line.get_attribute("aria-label") or ""
    assert f'aria-label="{whole}"' in (site / WORLD).read_text("utf-8")
    tab.get_by_label("to", exact=True).fill("2001")
    assert line.get_attribute("aria-label") == whole.replace("7", "2").replace("2016", "2001")
    assert line.locator("title").text_content() == line.get_attribute("aria-label")
    link = row.locator("td:nth-child(4) a")
    assert link.get_attribute("aria-label") == "2: read the words, Uzbekistan to Kazakhstan"


def test_what_a_map_shows_is_kept_in_the_address_of_older_browsers_too(
    tab: Page, served: str
) -> None:
    tab.add_init_script("delete URLSearchParams.prototype.size")  # new in 2023
    tab.goto(f"{served}/{WORLD}#routes")
    tab.get_by_label("People", exact=True).select_option("men")
    expect(tab).to_have_url(f"{served}/{WORLD}?people=men#routes")


def test_a_map_wider_than_the_window_opens_where_its_routes_are(tab: Page, base: str) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(f"{base}/{WORLD}")
    seen = tab.locator(".mapped .scrolls").first.evaluate(
        """box => {
            const at = [...box.querySelectorAll("circle.dot")].map(d => d.getBoundingClientRect().x);
            const { left, right } = box.getBoundingClientRect();
            return [at.filter(x => x > left && x < right).length, at.length, box.scrollWidth > box.clientWidth];
        }"""
    )
    assert seen[2]
    assert seen[0] * 3 >= seen[1] > 0
