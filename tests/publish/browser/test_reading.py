"""Reading in a real browser: access, reflow, targets, keyboard, requests, paper."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from scripts import sample_pages

pytestmark = pytest.mark.browser
PATHS = [path for path, *_ in sample_pages.pages() if path != "human-trafficking/many.html"]
LOW = [p for p in PATHS if p != "human-trafficking/sixty.html"]


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, from the dev dependency that ships it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def faults(tab: Page, axe: str) -> list[str]:
    """What axe finds wrong by WCAG 2.2 A and AA and its best practices, and AAA contrast."""
    tab.evaluate(axe)
    found: dict[str, Any] = tab.evaluate(
        """() => axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}},
        })"""
    )
    return [
        f"{v['id']}: {n['html'][:160]} ({n['failureSummary']})"
        for v in found["violations"]
        for n in v["nodes"]
    ]


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_axe_finds_nothing_wrong(
    browser: Browser, served: str, axe: str, width: int, scheme: Any
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    wrong = {}
    for path in LOW:
        tab.goto(f"{served}/{path}")
        tab.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        if found := faults(tab, axe):
            wrong[path] = found
    context.close()
    assert not wrong


def test_axe_finds_nothing_wrong_without_script_and_with_the_menu_open(
    browser: Browser, served: str, axe: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 900})
    context.route("**/*.js", lambda route: route.abort())
    tab = context.new_page()
    tab.goto(f"{served}/{sample_pages.HERE}")
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert not faults(tab, axe)
    context.close()


def test_no_request_leaves_the_site_and_no_policy_is_broken(tab: Page, base: str) -> None:
    asked: list[str] = []
    said: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    tab.on("request", note)
    tab.on("console", hear)
    tab.on("pageerror", lambda error: said.append(str(error)))
    for path in PATHS:
        tab.goto(
            f"{base}/{path}", wait_until="networkidle" if path == sample_pages.HERE else "load"
        )
        assert (
            tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 248, 244)"
        )
    assert [url for url in asked if not url.startswith((base, "data:"))] == []
    assert said == []


def test_the_policy_stops_what_it_must(tab: Page, base: str) -> None:
    tab.goto(f"{base}/{sample_pages.HERE}")
    ran = tab.evaluate(
        """async () => {
        const inline = document.createElement('script');
        inline.textContent = 'window.ran = true';
        document.body.append(inline);
        const image = new Image();
        const blocked = new Promise(done => { image.onerror = () => done(true); image.onload = () => done(false); });
        image.src = 'https://third.example/pixel.png';
        return [window.ran === true, await blocked];
    }"""
    )
    assert ran == [False, True]


@pytest.mark.parametrize("width", [320, 390, 834, 1440])
def test_nothing_scrolls_sideways(tab: Page, served: str, width: int) -> None:
    """320 px is 1280 px at 400 per cent (WCAG 1.4.10)."""
    tab.set_viewport_size({"width": width, "height": 256 if width == 320 else 900})
    for path in LOW:
        tab.goto(f"{served}/{path}")
        tab.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        wide = tab.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path


@pytest.mark.parametrize("width", [320, 1440])
def test_a_word_of_any_length_is_broken(tab: Page, served: str, width: int) -> None:
    """An address in a quote, a title that is one: what a source writes in one piece. (Tables scroll.)"""
    tab.set_viewport_size({"width": width, "height": 900})
    for path in LOW:
        tab.goto(f"{served}/{path}")
        tab.evaluate(
            """() => {
            document.querySelectorAll('main details').forEach(d => d.open = true);
            const own = 'table, svg, select, button, time, summary, script, .vh, .stand, .exit';
            const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
              const text = texts.currentNode;
              if (text.data.trim() && !text.parentElement.closest(own)) text.data += 'w'.repeat(200);
            }
        }"""
        )
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [320, 390, 834, 1440])
def test_open_menus_stay_inside_the_window(browser: Browser, served: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    tab = context.new_page()
    tab.goto(f"{served}/{sample_pages.HERE}")
    for menu in tab.locator(".menu:visible").all():
        menu.locator("summary").click()
        box = menu.locator(".sheet").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        menu.locator("summary").click()
    context.close()


def test_spaced_out_text_is_not_cut(tab: Page, served: str) -> None:
    """WCAG 1.4.12: line height 1.5, letters .12 em, words .16 em, paragraphs 2 em apart."""
    tab.set_viewport_size({"width": 390, "height": 844})
    for path in (sample_pages.HERE, "help.html", "timeline/index.html"):
        tab.goto(f"{served}/{path}")
        cut = tab.evaluate(
            """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
            document.adoptedStyleSheets = [sheet];
            return [...document.querySelectorAll('a, p, h1, h2, h3, button, summary')].filter(e =>
                e.checkVisibility() && getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1
                && !e.matches('.vh, .mark')).map(e => e.outerHTML.slice(0, 100));
        }"""
        )
        assert cut == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_main_controls_are_large_enough_for_a_thumb(tab: Page, served: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{served}/{sample_pages.HERE}")
    small = tab.evaluate(
        """() => [...document.querySelectorAll('.bar a:not(.mark), .bar summary, button, select, .pager a')]
            .filter(e => e.checkVisibility()).map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, r]) => r.height < 44).map(([t, r]) => t + ' ' + r.height)"""
    )
    assert small == []


def stops(tab: Page, limit: int) -> Iterator[dict[str, Any]]:
    """Walk with Tab: what has the focus, and whether it can be seen."""
    for _ in range(limit):
        tab.keyboard.press("Tab")
        yield tab.evaluate(
            """() => {
            const e = document.activeElement, r = e.getClientRects()[0], s = getComputedStyle(e);
            const top = document.elementFromPoint(r.x + Math.min(r.width, 20) / 2, r.y + Math.min(r.height, 20) / 2);
            return {tag: e.tagName, text: (e.textContent || '').trim().slice(0, 40),
                outline: s.outlineStyle + ' ' + parseFloat(s.outlineWidth),
                shown: r.width > 0 && r.top >= 0 && r.bottom <= innerHeight + 1 && !!top && (e.contains(top) || top.contains(e))};
        }"""
        )


def test_the_keyboard_walks_the_page_in_order_and_is_always_seen(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}")
    walked = list(stops(tab, 60))
    texts = [s["text"] for s in walked]
    order = [
        "Exit this page quickly",
        "Skip to the text",
        "Sourcebook",
        "ThemesMenu",
        "Countries",
        "Help",
        "Exit this page",
    ]
    assert [texts.index(name) for name in order] == sorted(texts.index(name) for name in order)
    assert texts.index("Help") < texts.index("+7 727 000 00 00") < texts.index("Students")
    hidden = [s for s in walked if not s["shown"] or s["outline"] != "solid 3"]
    assert hidden == []


def test_the_skip_link_leads_past_the_bar(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}")
    for key in ("Tab", "Tab", "Enter", "Tab"):
        tab.keyboard.press(key)
    assert tab.evaluate("document.activeElement.closest('main') !== null")


def test_escape_closes_the_menu_and_gives_the_focus_back(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}")
    menu = tab.locator(".bar .menu").first
    menu.locator("summary").click()
    expect(menu.get_by_role("link", name="Torture")).to_be_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Torture")).to_be_hidden()
    assert tab.evaluate("document.activeElement.textContent").startswith("Themes")


def test_without_script_everything_can_be_read_and_reached(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto(f"{base}/{sample_pages.HERE}")
    expect(tab.get_by_text("Menu")).to_be_visible()
    tab.get_by_text("Menu").click()
    expect(tab.locator(".bar").get_by_role("link", name="Publishers")).to_be_visible()
    tab.locator(".filters summary", has_text="Aspect").click()
    plain = tab.locator(".filters").get_by_role("link", name="Debt bondage")
    assert plain.get_attribute("href") == "aspects/debt-bondage.html"
    expect(tab.locator("article").first.get_by_text("address").first).to_be_visible()
    assert tab.get_by_role("button").count() == 0
    context.close()


def test_the_health_of_a_library_is_told_without_script(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto(f"{base}/health/index.html")
    expect(tab.locator(".stack .bars li").first).to_be_visible()
    expect(tab.locator(".stack .columns")).to_be_hidden()
    tab.get_by_text("The same as a table").click()
    rows = tab.locator("table tbody tr")
    expect(rows.first).to_be_visible()
    assert rows.count() == tab.locator(".stack .bars li").count()
    tab.set_viewport_size({"width": 1440, "height": 900})
    expect(tab.locator(".stack .columns")).to_be_visible()
    expect(tab.locator(".stack .bars")).to_be_hidden()
    expect(tab.get_by_text("sourcebook repair entry-0")).to_be_visible()
    context.close()


def test_the_history_of_an_address_opens_without_script(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto(f"{base}/entries/checked.html")
    expect(tab.locator(".told li").first).to_be_hidden()
    tab.get_by_text("What its checks found").first.click()
    expect(tab.locator(".told li").first).to_be_visible()
    context.close()


def test_on_paper_what_works_can_be_told_from_what_is_gone(tab: Page, served: str) -> None:
    tab.goto(f"{served}/health/index.html")
    tab.emulate_media(media="print")
    fills = tab.evaluate(
        """['alive', 'moved', 'gone'].map(n => getComputedStyle(document.querySelector('.stack .s-' + n)).fill)"""
    )
    assert len(set(fills)) == 3


def test_on_paper_help_comes_first_addresses_are_written_out_and_chrome_is_gone(
    tab: Page, served: str
) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}")
    tab.emulate_media(media="print")
    for hidden in (".bar", ".crumbs", ".filters", ".foot .row", ".copy"):
        assert not tab.locator(hidden).first.is_visible(), hidden
    for shown in ("#help", "article .urls", "#cite .cite"):
        assert tab.locator(shown).first.is_visible(), shown
    assert [c for c in tab.locator(".cite").all() if c.is_visible()].__len__() == 1
    tops = tab.evaluate(
        "['#help', '.lead', 'article'].map(s => document.querySelector(s).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    written = tab.evaluate(
        "getComputedStyle(document.querySelector('#help a[href^=http]'), '::after').content"
    )
    assert "attr(href)" in written or "https://aid.example/" in written


def test_forced_colours_keep_the_way_out_and_the_bars(browser: Browser, served: str) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(f"{served}/{sample_pages.HERE}")
    assert tab.evaluate("getComputedStyle(document.querySelector('.exit')).borderTopWidth") == "2px"
    fill, paper = tab.evaluate(
        "[getComputedStyle(document.querySelector('.spark rect')).fill, getComputedStyle(document.body).backgroundColor]"
    )
    assert fill != paper
    context.close()


def test_nothing_moves(tab: Page, served: str) -> None:
    tab.goto(f"{served}/{sample_pages.HERE}")
    moving = tab.evaluate(
        """() => [...document.querySelectorAll('*')].filter(e => {
            const s = getComputedStyle(e);
            return s.animationName !== 'none' || s.transitionDuration !== '0s' || s.scrollBehavior === 'smooth';
        }).length"""
    )
    assert moving == 0
