"""What every page must have, read from the HTML; what only a browser can tell is in browser/."""

import gzip
import json
import re
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from lxml import html as lxml_html

from scripts import gallery, sample_pages, samples
from sourcebook.publish import views as v
from sourcebook.publish.render import ASSETS, TEMPLATES, assets

CSS = (ASSETS / "site.css").read_text("utf-8")
DATA = ("application/ld+json", "application/json")  # blocks of data, which nothing runs
HOSTILE = "\"'><x-evil onclick=alert(1)></x-evil><script>x-evil</script>&{{ 7*7 }}{% raw %}"


def parse(text: str) -> Any:
    return lxml_html.document_fromstring(text)


def show(template: str, view: v.View, path: str = sample_pages.HERE, **head: object) -> str:
    frame = v.Head(title="T", description="", path=path, **head)  # type: ignore[arg-type]
    return gallery.render(path, template, frame, view)


def card(**more: Any) -> Any:
    """The one card of a page with one entry."""
    return parse(
        show("list.html", v.ListView(title="T", intro="", entries=(samples.entry(1, **more),)))
    ).find(".//article")


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_gallery_shows_every_template(pages: dict[str, str]) -> None:
    shown = {template for _, template, _, _ in sample_pages.pages()}
    assert shown == {f.name for f in TEMPLATES.glob("*.html")} - {"layout.html"}
    assert pages


def test_every_page_leads_out_first_and_then_to_its_text(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        first, second = parse(text).findall(".//body//a")[:2]
        assert "data-leave" in first.attrib, path
        assert first.get("href") == gallery.EXIT, path
        assert second.get("href") == "#main", path


def test_every_way_out_is_a_plain_link_that_tells_nobody(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        ways = parse(text).findall(".//a[@data-leave]")
        assert len(ways) == 2, path
        assert all(
            set(w.get("rel").split()) == {"nofollow", "noreferrer", "noopener"} for w in ways
        ), path
        assert words(ways[1]) == "Exit this page", path


def test_every_page_has_help_one_tap_away(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        page = parse(text)
        href = page.find(".//header//a[@class='to-help']").get("href")
        if href.startswith("#"):
            assert page.get_element_by_id(href[1:]) is not None, path
        else:
            assert href == "../" * path.count("/") + "help.html", path


def test_headings_go_down_one_step_at_a_time_from_one_title(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        levels = [int(h.tag[1]) for h in parse(text).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(b - a <= 1 for a, b in pairwise(levels)), (path, levels)


def test_ids_are_unique_and_fragments_lead_somewhere(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        page = parse(text)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), (path, sorted(i for i in ids if ids.count(i) > 1))
        named = [r for ref in page.xpath("//@aria-labelledby") for r in ref.split()]
        wanted = {h[1:] for h in page.xpath("//a/@href") if len(h) > 1 and h[0] == "#"}
        missing = (wanted | set(named)) - set(ids)
        assert not missing, (path, missing)


def test_pages_have_their_landmarks_and_name_their_navigation(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        page = parse(text)
        assert len(page.findall(".//main")) == 1, path
        assert page.find("body/header") is not None, path
        assert page.find("body/footer") is not None, path
        names = [n.get("aria-label") or n.get("aria-labelledby") for n in page.findall(".//nav")]
        assert all(names), path
        assert len(names) == len(set(names)), (path, names)
        assert page.get("lang") == "en", path


def test_the_policy_comes_first_and_nothing_on_the_page_breaks_it(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        page = parse(text)
        policy = page.find("head")[0]
        assert policy.get("http-equiv") == "Content-Security-Policy", path
        assert "default-src 'none'" in policy.get("content"), path
        assert not page.xpath("//@style|//style|//@*[starts-with(name(), 'on')]"), path
        scripts = page.findall(".//script")
        assert all(s.get("src") or s.get("type") in DATA for s in scripts), path
        assert page.xpath("//meta[@name='referrer']/@content") == ["no-referrer"], path


SAID = dict.fromkeys(
    (
        "human-trafficking/harbourland.html", "countries/harbourland.html",
        "entries/understood.html", "human-trafficking/aspects/spoken.html",
    ), ("said",),
)  # fmt: skip


def test_a_page_loads_only_its_own_assets(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        page = parse(text)
        loaded = page.xpath(
            "//script/@src|//img/@src|//iframe/@src|//link[@rel!='canonical']/@href|//source/@src"
        )
        more = {"proofs": "proof", "health": "links"}.get(path.partition("/")[0], "")
        more = "links" if path == "entries/checked.html" else more
        leads = ["site", more, *SAID.get(path, ())]
        leads += ["compare"] if path.startswith("compare/") else []
        leads += ["said"] if path.startswith("compare/") or path.endswith("_said.html") else []
        leads += ["map"] if path.startswith(("map/", "ratings/")) else []
        script = path == "map/index.html"  # no other map is narrowed down in the browser
        wanted = [
            name
            for name in assets()
            if any(x and name.startswith(f"assets/{x}-") for x in leads)
            and (script or not (name.startswith("assets/map-") and name.endswith(".js")))
        ]
        own = {"../" * path.count("/") + name for name in wanted}
        assert {h for h in loaded if not h.startswith("data:")} == own, path
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_links_to_sources_send_no_referrer(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        for link in parse(text).xpath("//a[starts-with(@href, 'http')]"):
            assert "noreferrer" in (link.get("rel") or ""), (path, link.get("href"))


@pytest.mark.parametrize(
    "sample",
    [p for p in sample_pages.pages() if "sixty" not in p[0] and "many" not in p[0]],
    ids=lambda p: p[0],
)
def test_words_from_outside_stay_words(sample: tuple[str, str, v.Head, v.View]) -> None:
    path, template, head, view = sample
    page = parse(gallery.render(path, template, spoiled(head), spoiled(view)))
    assert not page.xpath("//*[local-name()='x-evil']"), path
    assert not page.xpath("//script[contains(text(), 'x-evil')]"), path
    assert not page.xpath("//@*[starts-with(name(), 'on')]"), path
    assert "49" not in page.find(".//main//h1").text_content()


def spoiled(value: Any, field: str = "") -> Any:
    """The same view with every word replaced by hostile ones, but for what is HTML by contract."""
    if isinstance(value, msgspec.Struct):
        return type(value)(**{f: spoiled(getattr(value, f), f) for f in value.__struct_fields__})
    if isinstance(value, tuple):
        return tuple(spoiled(v, field) for v in value)
    ours = ("root", "stylesheet", "script", "scripts", "styles")
    if (
        isinstance(value, str)
        and field not in ours
        and not field.endswith(("html", "jsonld", "_json"))
    ):
        return HOSTILE
    return value


def test_missing_fields_leave_no_trace(pages: dict[str, str]) -> None:
    for path in (
        "human-trafficking/bare.html",
        "human-trafficking/empty.html",
        "entries/bare.html",
        "countries/none.html",
        "bare-home.html",
        "bare-help.html",
    ):
        text = words(parse(pages[path]).find(".//main"))
        assert not re.search(r"\bNone\b|undefined|\(\)|·\s*$|, ,", text), (path, text)


def test_empty_pages_say_what_to_do_next(pages: dict[str, str]) -> None:
    for path in (
        "human-trafficking/empty.html",
        "human-trafficking/aspects/none.html",
        "timeline/2005.html",
        "teach/index.html",
        "bare-home.html",
    ):
        none = parse(pages[path]).find(".//main//p[@class='none']")
        assert none is not None, path
        assert none.find("a") is not None or none.find("code") is not None, path


def test_a_quote_stands_between_quotation_marks() -> None:
    quote = card(excerpts=(samples.excerpt(0, paragraphs=2),)).find(".//blockquote")
    first, last = (words(p) for p in quote.findall("p"))
    assert first.startswith("“")
    assert not first.endswith("”")
    assert last.startswith("“")
    assert last.endswith("”")


def test_a_quote_in_russian_stands_between_its_own_marks_and_says_its_language() -> None:
    page = parse(show("list.html", v.ListView(title="T", intro="", entries=(samples.russian(1),))))
    quote = page.find(".//blockquote")
    assert words(quote).startswith("«")
    assert words(quote).endswith("»")
    assert quote.getparent().get("lang") == "ru"


def test_a_paraphrase_says_it_is_ours_and_has_no_quotation_marks() -> None:
    entry = card(excerpts=(samples.excerpt(0, quoted=False),))
    ours = entry.find(".//div[@class='words']")
    assert "In our words" in words(ours)
    assert not set(words(ours)) & set("“”«»")
    assert entry.find(".//blockquote") is None
    assert entry.xpath(".//span[contains(@class, 'verified')]") == []


def test_standings_are_a_shape_and_a_word() -> None:
    entry = card(
        addresses=tuple(samples.address(n) for n in range(5)),
        excerpts=tuple(samples.excerpt(n) for n in range(4)),
    )
    shown = {words(s) for s in entry.xpath(".//span[contains(@class, 'stand')]")}
    assert {
        "● alive, seen 26 November 2026",
        "→ moved to coastdaily.example/archive/shelter, seen 26 November 2026",
        "× gone since 3 March 2025 (answers 404)",
        "? unsure: asks for a bot check (26 November 2026)",
        "– not checked yet",
    } <= shown
    assert {"✓ verified", "≠ differs", "∅ absent", "– not captured yet"} <= shown


def test_the_card_offers_the_address_that_is_alive() -> None:
    best = card(addresses=(samples.address(0), samples.address(2))).find(".//p[@class='best']")
    assert words(best).startswith("Read the source ● alive")


def test_an_address_that_is_gone_does_not_invite_to_read() -> None:
    best = card(addresses=(samples.address(2),)).find(".//p[@class='best']")
    assert words(best).startswith("Where it was × gone since 3 March 2025 (answers 404)")


def test_the_copy_of_what_is_gone_comes_before_where_it_was() -> None:
    shown = card(addresses=(samples.address(2, copies=1),))
    best = shown.find(".//p[@class='best']")
    assert words(best).startswith("Read the copy of 7 June 2011 Where it was × gone")
    first, then = shown.findall(".//ul[@class='urls']/li/a")[:2]
    assert first.get("href").startswith("https://archive.example/2011/")
    assert then.get("class") == "url"


def test_links_carry_the_attributes_of_robust_links() -> None:
    shown = card(
        addresses=(samples.address(2, copies=1), samples.address(0), samples.address(1, dates=0))
    )
    copy, dead, other, alive, plain = shown.findall(".//ul[@class='urls']/li/a")[:5]
    url = dead.get("href")
    for link in (copy, dead, other, alive):
        assert link.get("data-originalurl") in (url, alive.get("href"))
    assert (copy.get("data-originalurl"), copy.get("data-versiondate")) == (url, "2011-06-07")
    assert dead.get("data-versionurl") == f"https://archive.example/2012/{url}"
    assert dead.get("data-versiondate") == "2011-06-07"
    assert alive.get("data-versionurl") is None  # no copy is known
    assert plain.get("data-originalurl") is None  # nor a day


def test_an_unreadable_access_date_is_shown_as_written() -> None:
    seen = v.Accessed(words="22ugust 2011", readable=False)
    entry = card(addresses=(msgspec.structs.replace(samples.address(0), accessed=(seen,)),))
    assert "on a day written “22ugust 2011”" in words(entry)
    assert "22ugust" not in words(entry.find(".//p[@class='best']"))


def test_a_lost_original_is_said_plainly() -> None:
    assert "The source says this is no longer where it was." in words(card(lost=True))
    assert "no longer" not in words(card(lost=False))


def test_an_entry_without_address_says_what_to_do() -> None:
    assert "Ask a library for it" in words(card(addresses=()))


def test_the_newer_edition_is_offered() -> None:
    also = card(newer=v.Link(label="the 2021 edition", href="x.html")).find(".//p[@class='also']")
    assert words(also) == "Also see the 2021 edition"


def test_a_helpline_that_is_not_confirmed_says_so(pages: dict[str, str]) -> None:
    for path in (sample_pages.HERE, "help.html"):
        lines = [words(li) for li in parse(pages[path]).findall(".//li[@class='line']")]
        assert any(
            "not confirmed since it was copied: check before you rely on it" in t for t in lines
        ), path
        assert parse(pages[path]).xpath("//a[starts-with(@href, 'tel:+7')]"), path


def test_help_comes_before_the_claims_and_so_does_the_caution(pages: dict[str, str]) -> None:
    text = pages[sample_pages.HERE]
    order = [text.index(mark) for mark in ('id="help"', 'class="caution"', "<article")]
    assert order == sorted(order)
    assert text.index('id="help"') < text.index("Background")


def test_what_a_filter_asks_for_is_on_the_cards(pages: dict[str, str]) -> None:
    page = parse(pages[sample_pages.HERE])
    entries = page.findall(".//article")
    for field in page.findall(".//nav[@class='filters']/details"):
        name = field.get("data-field")
        for value in field.findall(".//a"):
            assert value.get("href") != "#", "without script a filter leads to a plain page"
            code = value.get("data-code")
            assert any(code in (e.get(f"data-{name}") or "").split() for e in entries), (name, code)


def test_citations_keep_their_markup_and_linked_data_its_braces(pages: dict[str, str]) -> None:
    page = parse(pages[sample_pages.HERE])
    assert page.find(".//section[@id='cite']//i").text == "Sourcebook"
    data = page.xpath("//script[@type='application/ld+json']/text()")[0]
    assert json.loads(data)["@type"] == "CollectionPage"


def test_citation_tools_find_their_tags(pages: dict[str, str]) -> None:
    page = parse(pages["entries/entry-1.html"])
    assert page.xpath("//meta[@name='citation_title']/@content") == [
        "Port City Opens Second Shelter"
    ]
    assert page.xpath("//span[@class='Z3988']/@title")[0].startswith("ctx_ver=Z39.88-2004&rft")


def test_bars_have_words_for_those_who_cannot_see_them(pages: dict[str, str]) -> None:
    spark = parse(pages[sample_pages.HERE]).find(".//figure[@class='spark']/svg")
    assert spark.get("role") == "img"
    assert re.match(r"Entries by year: 2004: \d+, ", spark.get("aria-label"))
    table = parse(pages["timeline/index.html"]).find(".//table")
    assert words(table.findall(".//tr")[3]) == "2000 2"
    assert words(table.findall(".//tr")[-1]) == "Undated 4"


def test_sixty_entries_and_the_style_weigh_at_most_sixty_kilobytes(pages: dict[str, str]) -> None:
    weight = sum(
        len(gzip.compress(t.encode(), 9)) for t in (pages["human-trafficking/sixty.html"], CSS)
    )
    assert weight <= 60_000
    assert len(CSS.encode()) <= 20_480
    assert (ASSETS / "site.js").stat().st_size <= 8_192


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two #rgb or #rrggbb colours."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reaches_the_strictest_contrast_and_edges_can_be_seen(scheme: str) -> None:
    light, dark = CSS.split("prefers-color-scheme: dark", 1)
    tones = colours(light.split(":root", 1)[1].split("}")[0])
    if scheme == "dark":
        tones |= colours(dark.split("}")[0])
    for text in ("ink", "muted", "accent"):
        assert contrast(tones[text], tones["paper"]) >= 7, text
    assert contrast(tones["ink"], tones["sheet"]) >= 7
    assert contrast(tones["exit-ink"], tones["exit"]) >= 7
    assert contrast(tones["edge"], tones["paper"]) >= 3
    assert contrast(tones["exit"], tones["paper"]) >= 1.8


def test_no_type_is_smaller_than_fourteen_pixels() -> None:
    sizes = re.findall(r"font(?:-size)?:[^;]*?([\d.]+)(rem|px)", CSS)
    base = 18
    small = [(n, u) for n, u in sizes if float(n) * (base if u == "rem" else 1) < 14]
    assert not small
