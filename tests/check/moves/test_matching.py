"""Judging a page: does it carry what the entry says, and nothing less."""

import pytest
from msgspec.structs import replace

from sourcebook.check.links.letters import letters
from sourcebook.check.moves.matching import Judgement, judge
from sourcebook.check.moves.seeing import seen
from sourcebook.check.moves.titles import titled
from sourcebook.read import read
from sourcebook.records import Date, Entry, Excerpt, Sign

ASKED = "http://a.example/old/port-city-opens-second-shelter.html"
NEW = "https://a.example/stories/port-city-opens-second-shelter"
TITLE = "Port City Opens Second Shelter for Ferry Workers"
QUOTE = (
    "When the ferry stopped running, forty workers slept in the harbour hall for eleven nights "
    "until the town opened a second shelter with beds for all of them."
)
FILLER = " ".join(
    f"The {word} of the harbour was counted again in the following week by the same office."
    for word in ("keeper", "clerk", "council", "carpenter", "captain", "cook", "baker", "warden")
)


def entry(title: str = TITLE, quotes: tuple[str, ...] = (QUOTE,), **more: object) -> Entry:
    excerpts = tuple(Excerpt(id=f"e{n}", paragraphs=(one,)) for n, one in enumerate(quotes))
    return Entry(id="a", title=title, excerpts=excerpts, **more)  # type: ignore[arg-type]


def page(
    title: str = TITLE, *, body: str = f"<p>{QUOTE}</p><p>{FILLER}</p>", heading: str = "", head: str = ""
) -> bytes:  # fmt: skip
    shown = f"<h1>{heading or title}</h1>"
    return f"<html><head><title>{title}</title>{head}</head><body><main>{shown}{body}</main></body></html>".encode()


def judged(
    body: bytes, of: Entry | None = None, *, url: str = NEW, asked: str = ASKED, signs: tuple[Sign, ...] = ()
) -> Judgement:  # fmt: skip
    it = replace(seen(body, url=url, text=read(body, url=url), page=letters(body)), signs=signs)
    return judge(of or entry(), it, asked=asked)


# --- titles ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("Kazak Women Sold as Sex Slaves", "Kazak Women Sold as Sex Slaves | IWPR"),
        ("Kazak Women Sold as Sex Slaves", "IWPR » Kazak women sold as sex slaves"),
        ("Kazak Women Sold as Sex Slaves", "KAZAK WOMEN SOLD AS SEX SLAVES"),
        ("Women’s Shelter “Full”", "Women&#8217;s Shelter &quot;Full&quot; - The Herald"),
        ("Forced Labour in the Fields", "Forced Labor in the Fields — Report"),
        ("Irregular Migration [PDF]", "Irregular Migration"),
        ("Human Rights Reports » 2005 Country Reports on Human Rights Practices",
         "2005 Country Reports on Human Rights Practices"),
        ("Торговля людьми в Казахстане", "ТОРГОВЛЯ ЛЮДЬМИ В КАЗАХСТАНЕ | Новости"),
        ("Тасымалданған жұмысшылар туралы есеп", "Тасымалданған жұмысшылар туралы есеп – Газет"),
        ("A Long Title about the Ferry and Its Beds", "A Long Title about the Ferry…"),
        ("Sold: The Women of the Harbour", "Sold – The Women of the Harbour"),
    ],
)  # fmt: skip
def test_a_title_is_known_in_other_dress(wanted: str, shown: str) -> None:
    assert titled(wanted, shown) >= 0.9


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("2017 Findings on the Worst Forms of Child Labor", "2018 Findings on the Worst Forms of Child Labor"),
        ("Trafficking in Persons Report: Niger", "Trafficking in Persons Report: Nigeria"),
        ("Trafficking in Persons Report", "Trafficking in Persons Report | Nigeria"),
        ("Trafficking in Women in the South", "Trafficking in Women in the North"),
        ("Freedom in the World", "Freedom in the World | 2021"),
        ("Port City Opens Second Shelter", "Search: Port City Opens Second Shelter"),
        ("Port City Opens Second Shelter", "Search results | Port City Opens Second Shelter"),
        ("Port City Opens Second Shelter", "Port City Opens Second Shelter | Page 2"),
        ("Port City Opens Second Shelter", "Port City Opens Third Shelter"),
        ("Port City Opens Second Shelter", "Tag | Port City Opens Second Shelter"),
        ("Children in the Street", "Children"),
        ("Report of 2003", "Report"),
        ("A", "B"),
        ("", "Anything"),
    ],
)  # fmt: skip
def test_another_title_is_another_title(wanted: str, shown: str) -> None:
    assert titled(wanted, shown) == 0.0


# --- what counts -------------------------------------------------------------------------------
def test_title_and_quote_make_it_exact() -> None:
    found = judged(page(f"{TITLE} | The Herald"))
    assert found.counts
    assert found.exact
    assert [sign.kind for sign in found.signs] == ["title", "excerpt"]
    assert "the passage quoted stands there word for word" in found.says


def test_a_quote_that_was_edited_counts_but_is_not_exact() -> None:
    body = f"<p>{QUOTE.replace('forty workers', 'forty men')}</p><p>{FILLER}</p>"
    found = judged(page(body=body))
    assert found.counts
    assert not found.exact


def test_long_quotes_count_without_the_title() -> None:
    body = f"<p>14 January. {TITLE}</p><p>{QUOTE}</p><p>{FILLER}</p>"
    found = judged(page("Harbour bulletin 14", body=body), url="https://a.example/bulletin/14")
    assert found.counts
    assert found.exact


def test_the_bytes_that_were_captured_are_it_whatever_they_say() -> None:
    body = b"%PDF-1.4 a scan without words"
    it = seen(body, url="https://a.example/x.pdf", text=read(body))
    assert not judge(entry(), it, asked=ASKED).counts
    found = judge(entry(), it, asked=ASKED, captured=[it.digest])
    assert found.exact
    assert [sign.kind for sign in found.signs] == ["same bytes"]


def test_a_title_alone_counts_where_it_tells_the_page_apart() -> None:
    found = judged(page(body=f"<p>{FILLER}</p>"), entry(quotes=()))
    assert found.counts
    assert not found.exact
    common = entry("Human Rights Overview", quotes=())
    assert not judged(page("Human Rights Overview", body=f"<p>{FILLER}</p>"), common).counts


def test_a_title_without_the_quotes_needs_its_day_or_author() -> None:
    body = f"<p>{FILLER}</p>"
    assert not judged(page(body=body)).counts
    day = Date(edtf="2005-11-17", as_written="17 Nov 05")
    head = '<meta property="article:published_time" content="2005-11-17">'
    found = judged(page(body=body, head=head), entry(issued=day))
    assert found.counts
    assert not found.exact
    assert "no excerpt" in [sign.kind for sign in found.signs]


# --- what must not fool it ---------------------------------------------------------------------
def test_a_list_that_links_the_title_is_not_the_page() -> None:
    item = f'<h2><a href="/stories/9">{TITLE}</a></h2><p>{QUOTE}</p><p>{FILLER}</p>'
    assert not judged(page("News of November", body=item), url="https://a.example/news/").counts
    assert not judged(
        page("Stories", body=item * 2, heading=TITLE), url="https://a.example/x"
    ).counts


def test_a_link_to_the_page_itself_is_no_list() -> None:
    links = f'<a href="{NEW}?print=1">{TITLE}</a><a href="{NEW}/">{TITLE}</a>'
    assert judged(page(body=f"<p>{QUOTE}</p><p>{FILLER}</p>{links}")).counts


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/?s=Port+City+Opens+Second+Shelter+for+Ferry+Workers",
        "https://a.example/find?q=port-city-second-shelter-ferry-workers",
        "https://a.example/search/port-city-opens-second-shelter-for-ferry-workers",
        "https://a.example/tag/port-city-opens-second-shelter",
        "https://a.example/",
        "https://a.example/index.html",
        "https://a.example/en",
    ],
)
def test_searches_tags_and_front_pages_are_not_the_page(url: str) -> None:
    assert not judged(page(), url=url).counts


@pytest.mark.parametrize(
    "title",
    ["Search results for Port City Opens Second Shelter for Ferry Workers",
     "Not found: Port City Opens Second Shelter for Ferry Workers",
     "404 | Port City Opens Second Shelter for Ferry Workers"],
)  # fmt: skip
def test_pages_that_echo_the_title_are_not_the_page(title: str) -> None:
    body = f"<p>Sorry, there is no page of that name. {FILLER}</p>"
    assert not judged(page(title, heading=TITLE, body=body), entry(quotes=())).counts
    assert not judged(page(TITLE, body="<p>Nothing was found here.</p>"), entry(quotes=())).counts


def test_what_says_it_is_not_there_is_not_there() -> None:
    sign = Sign(kind="not found", says="“page not found”")
    assert not judged(page(), signs=(sign,)).counts


def test_another_edition_is_another_page() -> None:
    title = "2017 Findings on the Worst Forms of Child Labor"
    later = page(title.replace("2017", "2021"), body=f"<p>{QUOTE}</p><p>{FILLER}</p>")
    assert not judged(later, entry(title)).counts
    assert judged(page(title), entry(title)).counts
    report = entry(
        "Freedom Report on the Harbour Towns of the Northern Coast",
        quotes=(),
        edition="2020 Edition",
    )
    shown = "Freedom Report on the Harbour Towns of the Northern Coast"
    url = "https://a.example/country/freedom/2021"
    assert not judged(page(shown, body=f"<p>{FILLER}</p>"), report, url=url).counts
    assert judged(page(shown, body=f"<p>{FILLER}</p>"), report, url=url[:-1] + "0").counts


def test_the_same_title_of_another_year_is_another_page() -> None:
    body = f"<p>{FILLER}</p>"
    head = '<meta property="article:published_time" content="2019-03-01">'
    issued = Date(edtf="2005-11-17", as_written="17 Nov 05")
    assert not judged(page(body=body, head=head), entry(quotes=(), issued=issued)).counts


def test_the_same_words_in_another_year_are_for_a_person_to_judge() -> None:
    head = '<meta property="article:published_time" content="2019-03-01">'
    issued = Date(edtf="2005-11-17", as_written="17 Nov 05")
    found = judged(page(head=head), entry(issued=issued))
    assert found.counts
    assert not found.exact
    assert "but it is dated 2019, the entry 2005" in found.says


def test_a_page_that_quotes_the_words_is_not_their_source() -> None:
    body = f"<p>{FILLER}</p><blockquote>{QUOTE}</blockquote><p>{FILLER}</p>"
    assert not judged(page("What others wrote", body=body)).counts


def test_few_words_in_common_are_not_enough() -> None:
    few = "the town opened a second shelter with beds"
    body = f"<p>Then {few} for visitors.</p><p>{FILLER}</p>"
    assert not judged(page("Visitors", body=body), entry(quotes=(few,))).counts


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 50, b"<" * 50_000, b"<h1>" * 500])
def test_whatever_comes_is_judged(body: bytes) -> None:
    assert not judged(body).counts


def test_links_that_lead_nowhere_are_passed_over() -> None:
    body = page(
        body=f'<a href="javascript:alert(1)">{TITLE}</a><a href="mailto:x@a.example">{TITLE}</a>'
    )
    assert seen(body, url=NEW, text=read(body), page=letters(body)).links == ()
    many = "".join(f'<a href="/{n}">Item {n}</a>' for n in range(10_000)).encode()
    assert len(seen(many, url=NEW, text=read(b"x"), page=letters(many)).links) == 2_000
