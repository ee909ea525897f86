"""The search on the site in a real browser: questions, results, facets, addresses, keyboard, access."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from publish import sample
from publish.browser.conftest import Quiet
from publish.browser.test_reading import axe, faults  # noqa: F401 - axe is a fixture
from publish.test_escaping import OWN, filled
from sourcebook.publish.build import build
from sourcebook.publish.searching import index, numbering
from sourcebook.records import Date, Entry, Excerpt
from sourcebook.search.letters import fold
from sourcebook.search.words import terms_of, words
from sourcebook.store import Kept

pytestmark = pytest.mark.browser
CASES = json.loads((Path(__file__).parents[1] / "searching/grammar.json").read_text("utf-8"))
NODE = """written => {
    const out = n => {
        if (!n) return null;
        const field = n.field ? {field: n.field} : {};
        if (n.word !== undefined) return {word: n.word, ...(n.begins && {begins: true}), ...(n.loose && {loose: true}), ...field};
        if (n.phrase !== undefined) return {phrase: n.phrase, ...field};
        if (n.facet) return {facet: n.facet, ...(n.low && {low: n.low}), ...(n.high && n.high < 9999 && {high: n.high})};
        if (n.not) return {not: out(n.not)};
        return n.every ? {every: n.every.map(out)} : {either: n.either.map(out)};
    };
    return out(sourcebookFinding.parse(written).node);
}"""


def entry(number: int, title: str, text: str, **fields: object) -> Entry:
    """An entry of which these words are quoted."""
    excerpts = (Excerpt(id="x1", paragraphs=(text,), aspects=("protection",)),)
    return sample.entry(f"more-{number}", title=title, excerpts=excerpts, **fields)


def more() -> list[Kept]:
    """Entries to be found."""
    return [
        entry(1, "Cotton Pickers Speak", "They paid off debts to the recruiter all season.", language="en"),
        entry(2, "Debt Bondage in the Kilns", "Debt bondage is handed on. Children of the owners watched.", language="en"),
        entry(3, "A Bondage of Habit", "Of bondage and of debt, apart.", language="en"),
        entry(4, "Дети на рынках", "Детей отправляли торговать на рынки Казахстана.", language="ru", countries=()),
        entry(5, "Балалар туралы", "Балаларды жұмысқа жіберді.", language="kk", countries=("UZ",)),
        entry(6, "A Word from Qazaqstan", "In Qazaqstan it rained.", language="en", countries=()),
        entry(7, "儿童权利", "保护儿童权利的工作。", language="zh", countries=()),
        entry(8, "Kirgizia Then", "An old name of it.", language="en", countries=(),
              issued=Date(edtf="1999-02-03", as_written="3 Feb 1999")),
        *(entry(100 + n, f"Harbour Notes {n}", f"Notes on the harbour, the {n}th.",
                issued=Date(edtf=str(1990 + n % 20), as_written=str(1990 + n % 20))) for n in range(40)),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def library_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    with sample.library(folder / "lib", [*sample.records(), *more()]) as library:
        build(library)
    return folder / "lib/site"


@pytest.fixture(scope="module")
def hosted(library_site: Path) -> Iterator[str]:
    """The site over http://127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(library_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def searched(browser: Browser, hosted: str) -> Iterator[Page]:
    """One tab for many questions; whatever its console says fails the test that made it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(f"{hosted}/search/index.html")
    yield tab
    context.close()


def ask(tab: Page, base: str, query: str) -> list[str]:
    """The titles of the first results of a question."""
    tab.goto(f"{base}/search/index.html?q={quote(query)}")
    expect(tab.locator(".said")).not_to_be_empty()
    titles: list[str] = tab.evaluate(
        """async () => {
            await new Promise(done => setTimeout(done, 50));
            return Array.from(document.querySelectorAll('.hit h2'), h => h.textContent);
        }"""
    )
    return titles


def hints(tab: Page) -> str:
    return tab.locator(".hints").inner_text()


def test_the_script_reads_every_question_as_the_table_says(searched: Page) -> None:
    wrong = {}
    for written, meant in CASES:
        if (read := searched.evaluate(NODE, written)) != meant:
            wrong[written] = read
    assert wrong == {}


def test_the_script_folds_and_parts_words_as_the_index_does(searched: Page) -> None:
    texts = [
        "Sã́o SAO são", "ещё Ещё", "май Мaй", "Қазақстан қазақ ҚЫЗ", "traf\u200bficking tr\u0430fficking",
        "the boys’ and girl's 70,000 U.S. don't", "straße Łódź æther", "İstanbul ISPARTA", "أطفال الأطفال",
        "保护儿童权利", "สิทธิเด็ก", "co-operation a_b x.y", "ﬁne Ｆｕｌｌ", "Ελλάδα ΣΟΦΟΣ", "नमस्ते दुनिया", "ёлка йод",
    ]  # fmt: skip
    folded = terms_of("und")
    for text in texts:
        meant = [part for word in words(text) for part in folded[word].split()]
        assert searched.evaluate("t => sourcebookFinding.forms(t)", text) == meant, text
        for word in text.split():
            assert searched.evaluate("t => sourcebookFinding.fold(t)", word) == fold(word), word


@pytest.mark.parametrize("how", ["file", "http"])
def test_a_question_is_answered_from_a_folder_as_from_a_server(
    browser: Browser, library_site: Path, hosted: str, how: str
) -> None:
    base = library_site.as_uri() if how == "file" else hosted
    context = browser.new_context()
    tab = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    assert "Debt Bondage in the Kilns" in ask(tab, base, "debt bondage")
    assert said == []
    assert [url for url in asked if not url.startswith((base, "data:"))] == []
    context.close()


def test_words_are_found_in_any_form_and_phrases_in_theirs(searched: Page, hosted: str) -> None:
    found = ask(searched, hosted, "debt bondage")
    assert {"Debt Bondage in the Kilns", "A Bondage of Habit"} <= set(found)
    assert found[0] == "Debt Bondage in the Kilns"
    assert ask(searched, hosted, '"debt bondage"') == ["Debt Bondage in the Kilns"]
    assert "Cotton Pickers Speak" in ask(searched, hosted, "recruiters debts")
    assert ask(searched, hosted, "debt -bondage") == ["Cotton Pickers Speak"]
    assert set(ask(searched, hosted, "cotton OR habit")) == {
        "Cotton Pickers Speak",
        "A Bondage of Habit",
    }
    assert "Cotton Pickers Speak" in ask(searched, hosted, "recr*")
    assert ask(searched, hosted, "title:bondage year:2005 -title:habit") == [
        "Debt Bondage in the Kilns"
    ]


def test_russian_kazakh_and_chinese_words_are_found(searched: Page, hosted: str) -> None:
    assert "Дети на рынках" in ask(searched, hosted, "детей рынки")
    assert "Балалар туралы" in ask(searched, hosted, "балаларды")
    assert ask(searched, hosted, "儿童权利") == ["儿童权利"]


@pytest.mark.parametrize("name", ["Kazakhstan", "Kazakstan", "Казахстан", "Қазақстан", "Qazaqstan"])
def test_a_country_is_found_by_any_of_its_names(searched: Page, hosted: str, name: str) -> None:
    found = ask(searched, hosted, f"{name} -harbour")
    assert {"A Word from Qazaqstan", "Дети на рынках"} <= set(found)
    assert found[0] == "Kazakhstan"
    assert "mark" in searched.locator(".hits").inner_html()
    assert "Kirgizia Then" in ask(searched, hosted, "Kyrgyz Republic")


def test_a_slip_is_mended_and_said(searched: Page, hosted: str) -> None:
    assert "Debt Bondage in the Kilns" in ask(searched, hosted, "bondgae")
    assert "These are results for bondage" in hints(searched)
    searched.locator(".hints a").click()
    expect(searched.locator("#q")).to_have_value("bondage")


def test_what_nothing_has_is_said_with_a_way_on(searched: Page, hosted: str) -> None:
    assert ask(searched, hosted, "zzyzzx") == []
    assert "Nothing found for “zzyzzx”" in searched.locator(".said").inner_text()
    expect(searched.locator("#titles")).to_be_visible()
    found = ask(searched, hosted, "kilns harbour")
    assert "Debt Bondage in the Kilns" in found
    assert "some of them" in hints(searched)


def test_a_question_that_can_not_be_meant_gets_help(searched: Page, hosted: str) -> None:
    ask(searched, hosted, '"debt')
    assert "isn’t closed" in hints(searched)
    ask(searched, hosted, "contry:Kazakhstan debt")
    assert "read as country" in hints(searched)
    ask(searched, hosted, "country:Kazakhstn")
    assert "did you mean Kazakhstan" in hints(searched)
    ask(searched, hosted, "year:abc debt")
    assert "is no year" in hints(searched)


def test_facets_count_narrow_and_stand_in_the_address(searched: Page, hosted: str) -> None:
    ask(searched, hosted, "bondage OR балаларды OR harbour")
    box = searched.locator('[data-facet="country"] label', has_text="Uzbekistan")
    expect(box).to_contain_text("2")
    box.locator("input").check()
    expect(searched.locator(".hit")).to_have_count(2)
    assert "country=UZ" in searched.url
    expect(searched.locator(".said")).to_contain_text("2 results for “bondage OR")
    searched.go_back()
    expect(searched.locator(".hit")).to_have_count(10)
    assert "country" not in searched.url
    searched.goto(f"{hosted}/search/index.html?country=UZ")
    expect(searched.locator(".chip")).to_have_text("Uzbekistan ×")
    searched.locator(".chip").click()
    expect(searched.locator(".plain")).to_be_visible()


def test_words_in_a_row_that_stand_everywhere_are_looked_for_by_parts(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbering, "LARGE", 5)
    monkeypatch.setattr(index, "FIRST", (3, 0))
    with sample.library(tmp_path / "lib", more()) as library:
        build(library)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    base = (tmp_path / "lib/site").as_uri()
    assert ask(tab, base, '"on the harbour"')
    expect(tab.locator(".said")).to_contain_text("results so far for")
    assert 3 < int(tab.locator(".said").inner_text().split()[0]) < 40
    tab.get_by_role("button", name="Look through all of it").click()
    expect(tab.locator(".said")).to_contain_text("40 results for")
    expect(tab.locator(".hints")).not_to_contain_text("Look through all")
    tab.goto(f"{base}/search/index.html?q=%22on+the+harbour%22&sort=newest")
    expect(tab.locator(".said")).to_contain_text("40 results for")
    ask(tab, base, 'harbour -"on the harbour"')
    expect(tab.locator(".said")).not_to_contain_text("40 results")
    context.close()


def test_a_facet_is_counted_when_it_comes_into_view(searched: Page, hosted: str) -> None:
    searched.set_viewport_size({"width": 1280, "height": 420})
    ask(searched, hosted, "harbour OR debt")
    year = searched.locator('[data-facet="year"] label')
    expect(searched.locator('[data-facet="theme"] label').first).to_be_visible()
    searched.wait_for_timeout(300)
    assert year.count() == 0
    searched.locator('[data-facet="year"] summary').scroll_into_view_if_needed()
    expect(year.first).to_be_visible()
    searched.set_viewport_size({"width": 1280, "height": 900})


def test_a_closed_facet_is_counted_when_it_is_opened(searched: Page, hosted: str) -> None:
    ask(searched, hosted, "bondage OR детей")
    searched.locator('[data-facet="language"] summary').click()
    expect(searched.locator('[data-facet="language"] label')).to_have_text(
        ["English 2", "Russian 1"]
    )


def test_results_are_ordered_by_date_where_asked(searched: Page, hosted: str) -> None:
    searched.goto(f"{hosted}/search/index.html?q=harbour&sort=oldest")
    expect(searched.locator(".hit")).to_have_count(10)
    assert searched.locator(".hit .by").first.inner_text().endswith("1990")
    searched.locator(".order select").select_option("newest")
    expect(searched.locator(".hit .by").first).to_contain_text("2012")
    assert "sort=newest" in searched.url


def test_more_results_come_on_demand(searched: Page, hosted: str) -> None:
    ask(searched, hosted, "harbour notes")
    searched.locator(".on button").click()
    expect(searched.locator(".hit")).to_have_count(20)
    assert searched.evaluate("document.activeElement.closest('.hit') !== null")


def test_typing_shows_results_at_once_and_counts_are_told(searched: Page, hosted: str) -> None:
    searched.goto(f"{hosted}/search/index.html")
    expect(searched.locator("#q")).to_be_focused()
    searched.keyboard.type("bond")
    expect(searched.locator(".said")).to_contain_text("results for “bond”")
    expect(searched.locator(".hit h2").first).to_contain_text("Bondage")
    expect(searched.locator('.said[role="status"]')).to_have_count(1)


def test_an_answer_takes_less_than_fifty_milliseconds(searched: Page, hosted: str) -> None:
    ask(searched, hosted, "harbour")
    took: list[float] = searched.evaluate(
        """async () => {
            const took = [];
            for (const q of ['harbour n', 'harbour no', 'harbour not', 'harbour notes', 'bondage debt']) {
                await sourcebookFinding.ask(q, {}, '');
                const began = performance.now();
                const answer = await sourcebookFinding.ask(q, {}, '');
                await sourcebookFinding.counted(answer, 'country');
                took.push(performance.now() - began);
            }
            return took;
        }"""
    )
    assert sorted(took)[2] < 50


def test_the_box_in_the_bar_suggests_and_leads_on(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(f"{hosted}/index.html")
    tab.keyboard.press("/")
    expect(tab.locator("#seek")).to_be_focused()
    tab.keyboard.type("bondag")
    expect(tab.get_by_role("option", name="Debt Bondage in the Kilns")).to_be_visible()
    expect(tab.locator("#seek")).to_have_attribute("aria-expanded", "true")
    tab.keyboard.press("ArrowDown")
    assert tab.locator("#seek").get_attribute("aria-activedescendant") == "seek-0"
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("option")).to_have_count(0)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/index.html?q=bondag")
    context.close()


def test_without_script_the_page_says_so_and_leads_to_all_titles(
    browser: Browser, hosted: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{hosted}/search/index.html?q=debt")
    assert "needs JavaScript" in tab.locator("noscript").inner_text()
    tab.locator("#titles ~ nav a", has_text="C").first.click()
    assert "Cotton Pickers Speak" in tab.locator("main").inner_text()
    context.close()


def test_words_of_a_long_page_narrow_it_down(browser: Browser, hosted: str) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{hosted}/publishers/coast-daily-news.html")
    entries = tab.locator("article.entry:visible")
    every = entries.count()
    tab.get_by_label("Words on this page").fill("kilns debt")
    expect(entries).to_have_count(1)
    expect(
        tab.locator("#words ~ [role=status], .filters > div:has(#words) ~ [role=status]").first
    ).to_have_text(f"1 of {every} entries have these words.")
    assert "words=kilns+debt" in tab.url
    tab.keyboard.press("Escape")
    expect(entries).to_have_count(every)
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_axe_finds_nothing_wrong_with_results(
    browser: Browser,
    hosted: str,
    axe: str,  # noqa: F811
    width: int,
    scheme: Any,
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    for query in ("bondage", "zzyzzx", ""):
        tab.goto(f"{hosted}/search/index.html?q={query}")
        tab.wait_for_timeout(300)
        tab.evaluate("document.querySelectorAll('details:not(.menu)').forEach(d => d.open = true)")
        tab.wait_for_timeout(200)
        assert faults(tab, axe) == [], query
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, query
    if width > 1000:
        tab.goto(f"{hosted}/index.html")
        tab.locator("#seek").fill("bondag")
        expect(tab.get_by_role("option").first).to_be_visible()
        assert faults(tab, axe) == []
    context.close()


def test_endless_and_odd_questions_are_bounded(searched: Page, hosted: str) -> None:
    searched.goto(f"{hosted}/search/index.html")
    odd = ["(" * 20_000, '"' * 9_999, "a OR " * 5_000, "-" * 10_000, "\u200b\u202e\0", "year:" * 500,
           "country:" + ",".join(f"X{n}" for n in range(10_000)), "a*" * 1000, "x~" * 1000, "\ud800"]  # fmt: skip
    for query in odd:
        took = searched.evaluate(
            "async q => { const t = performance.now(); await sourcebookFinding.ask(q, {}, ''); return performance.now() - t; }",
            query,
        )
        assert took < 5000, query[:20]
    took = searched.evaluate(
        "async () => { const q = 'debt '.repeat(2_000_000), t = performance.now(); await sourcebookFinding.ask(q, {}, ''); return performance.now() - t; }"
    )
    assert took < 3000
    searched.goto(f"{hosted}/search/index.html?nonsense=1&country=%3Cb%3E&sort=sideways&q=debt")
    expect(searched.locator(".said")).to_contain_text("result")


def test_payloads_run_nothing_on_the_page_of_the_search(browser: Browser, tmp_path: Path) -> None:
    kept = [record for number, words_ in enumerate(OWN) for record in filled(words_, number)]
    with sample.library(tmp_path / "lib", kept) as library:
        build(library)
    context = browser.new_context()
    tab = context.new_page()
    said: list[str] = []
    asked: list[str] = []

    def hear(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", hear)
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    base = (tmp_path / "lib/site").as_uri()
    for query in ("alert", *OWN):
        tab.goto(f"{base}/search/index.html?q={quote(query)}&country={quote(query)}")
        tab.wait_for_timeout(60)
    tab.goto(f"{base}/search/index.html?q=alert")
    expect(tab.locator(".hit")).to_have_count(10)
    tab.evaluate("document.querySelectorAll('.facets details').forEach(d => d.open = true)")
    tab.wait_for_timeout(200)
    assert (
        tab.locator(".finding script, .finding img, .finding iframe, .finding style").count() == 0
    )
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()
