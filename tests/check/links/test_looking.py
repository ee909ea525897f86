"""What a look sees, of pages in any encoding, cut, broken or hostile."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.check.links import Nonsense, expected_of, look, signs

URL = "http://www.example.org/news/2009/farms.html"

PAGE = """<!DOCTYPE html><html lang="kk-KZ"><head><meta charset="utf-8"><base href="/news/">
<title>Farms &amp; fields |  Example</title><link rel="canonical" href="farms">
<meta property="og:title" content="Farms > fields"><meta name="description" content="Forty &quot;farms&quot;.">
<meta property="og:site_name" content="Example"><meta name="robots" content="NOINDEX, follow">
<link rel="alternate" type="application/rss+xml" href="/feed.xml"><style>p{}</style></head>
<body><nav><a href="/">Home</a></nav><h1>Farms &amp; <i>fields</i></h1>
<p>Forty farms were <b>visi</b>ted.</p><script>var x = "<p>never read</p>"</script><!-- nor <p>this</p> -->
<a href="http://other.example/x">There</a> <a href="/here">Here</a>
<form role="search"><input type="password"></form><iframe src="//frames.example/a"></iframe></body></html>"""


def test_a_page_is_seen() -> None:
    seen = look(PAGE.encode(), url=URL)
    assert (seen.kind, seen.title, seen.language) == ("html", "Farms & fields | Example", "kk-KZ")
    assert seen.canonical == "http://www.example.org/news/farms"
    assert (seen.shared_title, seen.description) == ("Farms > fields", 'Forty "farms".')
    assert (seen.site, seen.hidden) == ("Example", True)
    assert seen.feeds == ("http://www.example.org/feed.xml",)
    assert seen.headings == ("Farms & fields",)
    assert seen.text == "Farms & fields Forty farms were visi ted. There Here"
    assert "never" not in seen.text
    assert "Home" not in seen.text
    assert seen.links == ("http://other.example/x", "/here")
    assert seen.elsewhere == 0.5
    assert seen.frames == ("http://frames.example/a",)
    assert seen.asks_password
    assert seen.searches
    assert not seen.scripts_only


def test_own_words_are_those_outside_links() -> None:
    seen = look(
        b"<html><body><p>one two</p><p>three <a href=/x>four</a> five</p></body></html>", url=URL
    )
    assert seen.blocks == (2, 2)


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("utf-8", ""), ("utf-8-sig", ""), ("windows-1251", "head"), ("windows-1251", "page"),
        ("windows-1251", ""), ("koi8-r", "page"), ("utf-16", ""),
    ],
)  # fmt: skip
def test_letters_are_read_in_the_encoding_they_are_in(charset: str, declared: str) -> None:
    meta = f'<meta charset="{charset}">' if declared == "page" else ""
    words = "Сорок хозяйств вдоль реки посетили инспекторы"
    body = f"<html><head>{meta}<title>{words}</title></head></html>".encode(charset)
    head_type = f"text/html; charset={charset}" if declared == "head" else "text/html"
    assert look(body, url=URL, head_type=head_type).title == words


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("shift_jis", "ページが見つかりませんでした。お探しのページはありません"),
        ("euc-kr", "이 페이지를 찾을 수 없습니다. 이 문서는 삭제되었다"),
        ("gb18030", "您访问的页面不存在,我们的网站在更新,这是不对的"),
    ],
)
def test_east_asian_letters_are_read_where_nothing_declares_them(charset: str, words: str) -> None:
    body = f"<html><head><title>{words}</title></head></html>".encode(charset)
    assert look(body, url=URL).title == words


def test_utf8_wins_over_what_is_declared() -> None:
    body = '<html><head><meta charset="iso-8859-1"><title>Älter – “so”</title></head></html>'
    assert look(body.encode(), url=URL).title == "Älter – “so”"


def test_a_page_cut_amid_a_letter_is_read() -> None:
    body = "<html><head><title>Река</title></head><body><p>Хлопок".encode()[:-1]
    seen = look(body, url=URL, whole=False)
    assert (seen.title, seen.text) == ("Река", "Хлопо")


@pytest.mark.parametrize(
    ("body", "head_type", "kind"),
    [
        (b"%PDF-1.4 \xff\xfe", "text/html", "pdf"), (b"\x89PNG\r\n\x1a\n", "", "other"),
        (b"", "text/html", "html"), (b"Not found", "text/html", "text"), (b"", "", "other"),
        (b"\n\n <!DOCTYPE html><p>x", "", "html"), (b"words <b>first</b>", "text/html", "html"),
        (bytes(range(256)), "text/html", "other"), (b"plain", "text/plain; charset=x", "text"),
    ],
)  # fmt: skip
def test_kinds_are_told_by_their_bytes(body: bytes, head_type: str, kind: str) -> None:
    seen = look(body, url=URL, head_type=head_type)
    assert seen.kind == kind
    if kind in ("pdf", "other"):
        assert (seen.title, seen.text, seen.headings, seen.links) == ("", "", (), ())


@pytest.mark.parametrize(
    ("inside", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/new/x.html">', "http://www.example.org/new/x.html"),
        ("<META HTTP-EQUIV=Refresh CONTENT='5;URL=http://other.example/'>", "http://other.example/"),
        ('<meta http-equiv="refresh" content="900; url=/new">', ""),
        ('<meta http-equiv="refresh" content="30">', ""),
        ('<meta http-equiv="refresh" content="0; url=javascript:alert(1)">', ""),
        ("<script>window.location.href = '/moved'</script>", "http://www.example.org/moved"),
        ('<script>location.replace("http://o.example/a")</script>', "http://o.example/a"),
        (f"<script>location = '{URL}'</script>", ""),
    ],
)  # fmt: skip
def test_where_a_page_leads_at_once_is_seen(inside: str, target: str) -> None:
    assert (
        look(f"<html><head>{inside}</head><body></body></html>".encode(), url=URL).refresh == target
    )


def test_a_script_in_a_page_with_words_leads_nowhere() -> None:
    words = "<p>" + "word " * 100
    body = (
        f"<html><body><script>function f() {{ location.href = '/x' }}</script>{words}</body></html>"
    )
    assert look(body.encode(), url=URL).refresh == ""


def test_a_shell_for_scripts_is_told_from_a_short_page() -> None:
    shell = b"<html><body><div id=root></div><script src=/a.js></script></body></html>"
    assert look(shell, url=URL).scripts_only
    short = b"<html><body><p>Forty farms were visited.</p><script src=/a.js></script></body></html>"
    assert not look(short, url=URL).scripts_only


HOSTILE = {
    "brackets": b"<" * 262_144,
    "nested": b"<div>" * 52_000,
    "headings": b"<h1>" * 65_000,
    "quotes": b'<meta "' * 37_000,
    "attributes": b"<meta " + b'a="' * 80_000,
    "scripts": b"<script>" * 32_000,
    "comments": b"<!--" * 65_000,
    "links": b"<a href=" * 32_000,
    "titles": b"<title>" * 37_000,
    "frames": b"<html>" + b'<iframe src=" ' * 18_000,
    "noscripts": b"<html><noscript>" * 16_000,
    "paragraphs": b"<html>" + b"<p>x</p>" * 32_000,
    "entities": b"<!doctype html>" + b"&#x41;" * 40_000,
    "denials": b"<p>" + b"not found " * 26_000,
    "pages": b"<p>" + "页面不".encode() * 28_000,
    "zeros": b"<html>" + b"\x00" * 262_000,
    "high": b"<html>" + b"\xa4" * 262_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_source_is_looked_at_as_quickly_as_any(name: str) -> None:
    """A bound a hundred times above what was seen: it tells quadratic from linear, not slow from fast."""
    body = HOSTILE[name]
    started = time.process_time()
    seen = look(body, url=URL)
    other = Nonsense(look=look(body[:-9], url=URL + "x"), status=200, led=URL + "x")
    known = expected_of(["A title of some length that stands nowhere"], ["words " * 40])
    signs(seen, asked=URL, led=URL, status=200, expected=known, nonsense=other)
    assert (seen.frames, seen.searches, seen.refresh) is not None
    assert time.process_time() - started < 10


PIECES = (
    "<h1>", "<H2 class='x'", ">", "</h1>", "</h2>", "<script>", "</script>", "</SCRIPT>", "<!--",
    "-->", "<nav>", "</nav>", "<style>", "<svg", "</svg>", "<h3>", "<h1\n", "beds", " ", "<p>", "İ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_headings_are_those_of_what_is_read_whatever_is_left_out(pieces: list[str]) -> None:
    seen = look(
        "".join(["<html>", *pieces]).encode(), url="http://a.example/", head_type="text/html"
    )
    wanted = []
    for tag in re.finditer(r"<[hH]([12])(?:\s[^<>]*)?>", seen.read):
        source = re.split(r"</[hH][1-6]", seen.read[tag.end() :])[0]
        if text := " ".join(re.sub(r"<[a-zA-Z/!?][^<>]*>?", " ", source).split()):
            wanted.append((int(tag[1]), text))
    assert list(seen.ranked) == wanted
