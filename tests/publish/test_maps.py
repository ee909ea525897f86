"""Maps on a built site: made of claims, made again only where claims changed, narrowed in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from msgspec import structs
from playwright.sync_api import Browser, expect

from publish import sample
from publish.maps.claimed import figure, rating, route
from sourcebook.claims import Claim
from sourcebook.library import Library
from sourcebook.publish.build import build

CLAIMS = (
    route("shelter", "UZ", "KZ", year=2005, purposes=("forced-labour",), people=("men",)),
    route("offers", "UZ", "KZ", year=2011, purposes=("begging",), people=("children",)),
    route("shelter", "KG", "RU", year=2005, transit=("KZ",)),
    rating("shelter", "KZ", 2005, "2-watch-list"),
    figure("shelter", "KZ", "2004", "42 convictions in 2004"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The sample library, with claims."""
    with sample.library(tmp_path / "lib") as made:
        made.put(CLAIMS)
        yield made


def page(site: Path, name: str) -> html.HtmlElement:
    return html.fromstring((site / name).read_bytes())


def rows(site: Path, name: str) -> list[list[str]]:
    found = page(site, name).xpath("//table[@class='routes']//tr[@data-key]")
    return [[" ".join(cell.text_content().split()) for cell in row][:5] for row in found]


def test_routes_are_drawn_told_and_lead_to_their_words(library: Library) -> None:
    build(library)
    site = library.folder / "site"
    assert rows(site, "map/index.html") == [
        ["Uzbekistan", "Kazakhstan", "", "2", "2005–2011"],
        ["Kyrgyzstan", "Russia", "Kazakhstan", "1", "2005"],
    ]
    leads = page(site, "map/index.html").xpath("//a[contains(@class, 'flow')]/@href")
    assert sorted(leads) == ["../map/kazakhstan.html#uz-kz", "../map/russia.html#kg-ru"]
    kazakhstan = page(site, "map/kazakhstan.html")
    (section,) = kazakhstan.xpath("//section[@aria-labelledby='uz-kz']")
    assert "from UZ to KZ, says shelter" in section.text_content()
    assert "../entries/shelter.html" in section.xpath(".//a/@href")
    assert "2005: Tier 2 Watch List" in kazakhstan.text_content()
    assert "42 convictions in 2004" in kazakhstan.text_content()
    table = (site / "map/routes.csv").read_bytes().decode("utf-8-sig")
    assert "UZ,KZ,Uzbekistan,Kazakhstan,,2,2,2005–2011" in table
    # spreadsheets read a file without this mark in the machine's own letters
    assert (site / "map/routes.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_choices_have_pages_of_their_own(library: Library) -> None:
    build(library)
    site = library.folder / "site"
    assert [row[0] for row in rows(site, "map/for-begging.html")] == ["Uzbekistan"]
    assert rows(site, "map/2010s.html") == [["Uzbekistan", "Kazakhstan", "", "1", "2011"]]
    assert [row[0] for row in rows(site, "map/of-men.html")] == ["Uzbekistan"]
    assert len(rows(site, "map/in-central-asia.html")) == 2
    assert not (site / "map/for-organ-removal.html").exists()


def test_what_nobody_accepted_is_shown_only_where_the_library_says_so(tmp_path: Path) -> None:
    unreviewed = structs.replace(CLAIMS[0], decision="open")
    for setting, said in (("hidden", 0), ("marked", 1)):
        with sample.library(tmp_path / setting, unreviewed=setting) as made:
            made.put([unreviewed])
            build(made)
            site = made.folder / "site"
            text = page(site, "map/index.html").text_content()
            assert len(rows(site, "map/index.html")) == said
            assert ("not reviewed" in text) == bool(said)
            assert "not evidence" in text


def test_only_maps_that_changed_are_written_again(library: Library, tmp_path: Path) -> None:
    build(library)
    site = library.folder / "site"
    before = sample.files(site)
    library.put([route("offers", "UZ", "KZ", year=2012)])
    build(library)
    after = sample.files(site)
    maps = {path for path in after if path.startswith(("map/", "ratings/"))}
    changed = {path for path in maps if after[path] != before.get(path)}
    assert "map/kazakhstan.html" in changed
    assert "map/for-begging.html" not in changed
    assert "map/russia.html" not in changed
    build(library, out=tmp_path / "whole")
    assert sample.files(tmp_path / "whole") == after


def test_a_taken_back_claim_takes_its_maps_with_it(library: Library, tmp_path: Path) -> None:
    build(library)
    site = library.folder / "site"
    assert (site / "map/russia.html").exists()
    library.put([structs.replace(CLAIMS[2], decision="declined")])
    build(library)
    assert not (site / "map/russia.html").exists()
    library.remove("shelter", why="because")
    build(library)
    build(library, out=tmp_path / "whole")
    assert sample.files(tmp_path / "whole") == sample.files(site)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    words = "</script><script>alert(1)</script>\"'><svg onload=alert(1)>\x00"
    hostile: list[Claim] = [
        structs.replace(CLAIMS[0], words=words, before=words, after=words, page=words),
        structs.replace(CLAIMS[4], words=words),
    ]
    with sample.library(tmp_path / "lib") as made:
        made.put(hostile)
        build(made)
        for path in sorted((made.folder / "site/map").iterdir()):
            tree = html.fromstring(path.read_bytes())
            assert not tree.xpath("//script[contains(text(), 'alert')]")
            assert not tree.xpath("//@*[starts-with(name(), 'on')]")
            assert "\x00" not in path.read_text("utf-8")


@pytest.mark.browser
def test_a_map_is_narrowed_down_in_the_browser_and_in_its_address(
    library: Library, browser: Browser
) -> None:
    build(library)
    url = (library.folder / "site/map/index.html").as_uri()
    tab = browser.new_page()
    try:
        tab.goto(url)
        lines = tab.locator(".flow:visible")
        assert lines.count() == 2
        tab.select_option("#purpose", "begging")
        assert tab.locator("[role=status].found").inner_text() == "1 of 2 routes."
        assert lines.count() == 1
        assert lines.get_attribute("data-key") == "UZ-KZ"
        assert "thin" in (lines.get_attribute("class") or "")  # one of its two sources is left
        tab.click("details.table summary")
        shown = tab.locator("tr[data-key]:visible")
        assert shown.count() == 1
        assert shown.locator("td").nth(2).inner_text() == "1"
        assert tab.url.endswith("?purpose=begging")
        tab.reload()
        expect(lines).to_have_count(1)
        tab.fill("#to", "2006")
        assert "no source says so" in tab.locator(".found").inner_text()
        tab.click("button[type=reset]")
        expect(lines).to_have_count(2)  # what is reset is drawn a moment later
        assert tab.locator("tr[data-key]").first.locator("td").nth(2).text_content() == "2"
    finally:
        tab.close()
