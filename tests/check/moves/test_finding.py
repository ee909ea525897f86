"""Finding where a page stands now: each source of candidates, and what must not be believed."""

import gzip
import socket
from urllib.parse import parse_qs, urlsplit

import pytest

from check.moves.site import (
    FILLER,
    MISSING,
    OLD,
    QUOTE,
    TITLE,
    Answers,
    article,
    entry,
    find,
    front,
    html,
)
from collect.web.server import Answer, Asked, moved, ok, serving
from sourcebook.check.moves.finding import Outcome
from sourcebook.check.moves.sources import Elsewhere
from sourcebook.records import Address, Entry, Excerpt

NEW = "/stories/second-shelter-1188"


def xml(text: str) -> bytes:
    return ok(text.encode(), "Content-Type: application/xml")


def path(outcome: Outcome) -> str:
    return urlsplit(outcome.found.target).path if outcome.found else ""


def how(outcome: Outcome) -> str:
    return outcome.found.candidate.how if outcome.found else ""


def test_a_learned_rule_leads_to_it() -> None:
    new = "/stories/port-city-opens-second-shelter.html"
    with serving({new: article()}) as server:
        found = find(server, pairs=[("/news/2009/beds.shtml", "/stories/beds.html")])
    assert (how(found), path(found)) == ("rule", new)
    assert found.found is not None
    assert found.found.judgement.exact
    assert "beds.shtml" in found.found.candidate.says


def test_a_redirect_leads_to_it_if_it_carries_the_page() -> None:
    with serving({OLD: moved(NEW), NEW: article()}) as server:
        found = find(server)
        assert (how(found), path(found)) == ("redirect", NEW)
    with serving({OLD: moved("/"), "/": front(f"<p>{QUOTE}</p>")}) as server:
        assert find(server).found is None


def test_a_page_that_says_where_it_went_is_followed() -> None:
    gone = html(
        "Moved", '<p>This page has moved <a href="/stories/second-shelter-1188">here</a></p>'
    )
    with serving({OLD: gone, NEW: article()}) as server:
        assert (how(find(server)), path(find(server))) == ("link", NEW)


def test_what_stands_there_and_our_copy_name_their_own_address() -> None:
    named = html("News", "<p>Old page</p>", f'<link rel="canonical" href="{NEW}">')
    with serving({OLD: named, NEW: article()}) as server:
        assert (how(find(server)), path(find(server))) == ("canonical", NEW)
    told = ok(b"%PDF-1.4 old", f'Link: </x.css>; rel=style, <{NEW}>; rel="canonical"')
    with serving({OLD: told, NEW: article()}) as server:
        assert (how(find(server)), path(find(server))) == ("canonical", NEW)
    with serving({NEW: article()}) as server:
        found = find(server, named=(server.url(NEW),))
        assert (how(found), path(found)) == ("canonical", NEW)


def test_another_spelling_of_the_address_is_tried() -> None:
    with serving({OLD: article()}) as server:
        one = entry(server.url(OLD + ")."))
        assert (how(find(server, one)), path(find(server, one))) == ("spelling", OLD)


def test_a_sitemap_lists_it() -> None:
    listed = "".join(f"<url><loc>{{}}/stories/item-{n}</loc></url>" for n in range(3000))
    new = "/stories/1188-second-shelter-ferry-workers"
    with serving({"/": front(), new: article()}) as server:
        origin = server.url("")
        index = f"<sitemapindex><sitemap><loc>{origin}/maps/posts.xml.gz</loc></sitemap><sitemap><loc>{origin}/maps/index.xml</loc></sitemap></sitemapindex>"
        pages = (
            f"<urlset>{listed.replace('{}', origin)}<url><loc>{origin}{new}</loc></url></urlset>"
        )
        server.answers["/robots.txt"] = ok(f"Sitemap: {origin}/maps/index.xml".encode())
        server.answers["/maps/index.xml"] = xml(index)
        server.answers["/maps/posts.xml.gz"] = ok(gzip.compress(pages.encode()))
        found = find(server)
    assert (how(found), path(found)) == ("sitemap", new)
    assert found.fetched < 16
    assert "item" not in "".join(url for url, _ in found.tried)


def test_a_feed_has_it() -> None:
    feed = f"<rss><channel><item><title><![CDATA[{TITLE}]]></title><link>/x/1188</link></item></channel></rss>"
    head = '<link rel="alternate" type="application/rss+xml" href="/news.rss">'
    answers: Answers = {"/": front(head=head), "/news.rss": xml(feed), "/x/1188": article()}
    with serving(answers) as server:
        assert (how(find(server)), path(find(server))) == ("feed", "/x/1188")


def searching(field: str, wanted: str, page: bytes) -> Answer:
    def answer(asked: Asked, made: socket.socket) -> None:
        words = parse_qs(urlsplit(asked.path).query).get(field, [""])[0]
        made.sendall(page if words.startswith(wanted) else html("Search", "<p>Nothing.</p>"))

    return answer


def test_the_sites_own_search_finds_it() -> None:
    form = '<form action="/find" role="search"><input type="hidden" name="in" value="all"><input name="words"></form>'
    result = html(
        "Results", f'<a href="/x/1188?from=search">{TITLE}</a><a href="/other">{TITLE[:20]}</a>'
    )
    answers: Answers = {"/": front(form), "/x/1188": article()}
    answers["/find"] = searching("words", "Port City", result)
    with serving(answers) as server:
        found = find(server)
    assert (how(found), path(found)) == ("site search", "/x/1188")


def test_a_described_search_and_a_common_one_are_asked() -> None:
    result = html("Results", f'<a href="/x/1188">{TITLE}</a>')
    described = '<OpenSearchDescription><Url type="text/html" template="/s?q={searchTerms}&amp;p={startPage?}"/></OpenSearchDescription>'
    head = '<link rel="search" type="application/opensearchdescription+xml" href="/os.xml">'
    answers: Answers = {"/": front(head=head), "/os.xml": xml(described), "/x/1188": article()}
    answers["/s"] = searching("q", "Port City", result)
    with serving(answers) as server:
        assert how(find(server)) == "site search"
    common: Answers = {"/": front(), "/x/1188": article()}
    common["/search"] = searching("q", "Port City", result)
    with serving(common) as server:
        assert how(find(server)) == "site search"


def test_a_doi_and_a_handle_are_resolved() -> None:
    with serving({"/10.5555/shelter.1": moved("/x/1188"), "/x/1188": article()}) as server:
        one = entry("http://127.0.0.1:9/gone", identifiers={"doi": "10.5555/shelter.1"})
        found = find(server, one, elsewhere=Elsewhere(doi=server.url("/"), handle=""))
        assert (how(found), path(found)) == ("doi", "/x/1188")


@pytest.mark.parametrize("form", ["html", "json", "rss"])
def test_an_engine_is_asked_if_one_is_set(form: str) -> None:
    with serving({"/x/1188": article()}) as server, serving({}) as engine:
        there = server.url("/x/1188")
        made = {
            "html": html("Results", f'<a href="/go?to=http%3A%2F%2Fx&u={there.replace(":", "%3A")}">{TITLE}</a>'
                                    f'<a href="{there}">{TITLE} – Coast</a>'),
            "json": ok(f'{{"results": [{{"url": "{there}", "title": "{TITLE}"}}]}}'.encode(), "Content-Type: application/json"),
            "rss": xml(f"<rss><item><title>{TITLE}</title><link>{there}</link></item></rss>"),
        }[form]  # fmt: skip
        engine.answers["/q"] = made
        one = entry("http://127.0.0.1:9/gone")
        assert find(server, one).found is None
        found = find(
            server, one, elsewhere=Elsewhere(engine=engine.url("/q?q={query}"), doi="", handle="")
        )
        assert (how(found), path(found)) == ("search", "/x/1188")
        asked = parse_qs(urlsplit(engine.paths()[-1]).query)["q"]
        assert asked == [TITLE]


def test_a_lost_original_is_looked_for_where_its_publisher_is() -> None:
    with serving({"/": front(), "/x/1188": article()}) as server:
        result = html("Results", f'<a href="/x/1188">{TITLE}</a>')
        server.answers["/search"] = searching("q", "Port City", result)
        lost = Entry(
            id="a", title=TITLE, lost=True, addresses=(Address(as_written="[here]"),),
            excerpts=(Excerpt(id="e", paragraphs=(QUOTE,)),),
        )  # fmt: skip
        assert find(server, lost).found is None
        found = find(server, lost, sites=(server.url(""),))
        assert (how(found), path(found)) == ("site search", "/x/1188")


# --- what must not be believed -----------------------------------------------------------------
def test_a_page_that_stands_where_it_stood_is_no_move() -> None:
    with serving({OLD: article()}) as server:
        found = find(server)
        assert found.stands
        assert found.found is None
        assert found.fetched == 1


def test_a_server_that_shows_any_address_the_title_is_not_believed() -> None:
    def echo(asked: Asked, made: socket.socket) -> None:
        del asked
        body = f"<main><h1>{TITLE}</h1><p>{FILLER}</p></main>"
        made.sendall(html(TITLE, body))

    class Any(dict[str, bytes | Answer]):
        def get(self, key: str, default: object = None) -> bytes | Answer:
            del default
            return MISSING if key in ("/robots.txt", OLD) else echo

    with serving(Any()) as server:
        one = entry(server.url(OLD), quote="")
        found = find(server, one, pairs=[("/news/2009/beds.shtml", "/stories/beds.html")])
    assert found.found is None
    assert "shows the same for any address" in [why for _, why in found.tried]


def test_a_list_is_followed_to_what_it_links() -> None:
    listing = html(
        "Stories of 2005", f'<h2><a href="/x/1188">{TITLE}</a></h2><p>{QUOTE}</p><p>{FILLER}</p>'
    )
    with serving({"/stories/": listing, "/x/1188": article()}) as server:
        found = find(server, named=(server.url("/stories/"),))
        assert (how(found), path(found)) == ("canonical", "/x/1188")
        assert "links it by its title" in (found.found.candidate.says if found.found else "")


def test_declined_pages_our_own_and_archives_are_passed_over() -> None:
    with serving({OLD: moved(NEW), NEW: article()}) as server:
        port = server.url("").rpartition(":")[2]
        declined = frozenset({f"127.0.0.1:{port}{NEW}"})
        assert find(server, refused=declined).found is None
        assert find(server, own=frozenset({f"127.0.0.1:{port}"})).found is None


def test_private_addresses_are_never_asked() -> None:
    gone = html("Moved", f'<a href="http://10.0.0.1/x">{TITLE}</a><a href="http://169.254.169.254/latest">{TITLE}</a>'
                         f'<a href="javascript:alert(1)">{TITLE}</a><a href="file:///etc/passwd">{TITLE}</a>')  # fmt: skip
    with serving({OLD: gone}) as server:
        found = find(server)
    assert found.found is None
    why = dict(found.tried)
    assert "no public address" in why["http://10.0.0.1/x"]
    assert all(url.startswith("http") for url in why)


def test_a_site_without_end_costs_no_more_than_its_share() -> None:
    def index(asked: Asked, made: socket.socket) -> None:
        number = int(asked.path.rpartition("/")[2].partition(".")[0] or 0)
        inner = "".join(
            f"<sitemap><loc>http://{asked.field('Host')}/maps/{number * 10 + n}.xml</loc></sitemap>"
            for n in range(10)
        )
        made.sendall(xml(f"<sitemapindex>{inner}</sitemapindex>"))

    class Endless(dict[str, bytes | Answer]):
        def get(self, key: str, default: object = None) -> bytes | Answer:
            return index if key.startswith("/maps/") else super().get(key, default)  # type: ignore[arg-type]

    def robots(asked: Asked, made: socket.socket) -> None:
        made.sendall(ok(f"Sitemap: http://{asked.field('Host')}/maps/1.xml".encode()))

    many = "".join(f'<a href="/x/{n}">{TITLE} {n}</a>' for n in range(10_000))
    answers = Endless({"/": front(), "/robots.txt": robots, "/search": html("Results", many)})
    with serving(answers) as server:
        found = find(server)
    assert found.found is None
    assert found.fetched <= 60
    assert sum(asked.startswith("/maps/") for asked in server.paths()) == 12


def test_bombs_and_feeds_that_are_pages_are_survived() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 52_000_000, 1)
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    answers: Answers = {
        "/": front(head=head), "/sitemap.xml": ok(bomb), "/sitemap_index.xml": xml(laughs),
        "/feed": html("No feed", "<p>really</p>"),
    }  # fmt: skip
    with serving(answers) as server:
        assert find(server).found is None


def test_another_years_edition_is_not_taken() -> None:
    title = "Shelters Count of the Northern Harbour Towns 2017"
    later = article(title.replace("2017", "2018"), QUOTE)
    with serving({OLD: moved(NEW), NEW: later}) as server:
        assert find(server, entry(server.url(OLD), title=title)).found is None
