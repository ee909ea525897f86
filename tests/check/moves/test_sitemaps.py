"""Reading sitemaps: what they list, and what they only pretend to."""

import gzip

import pytest

from sourcebook.check.moves import sitemaps
from sourcebook.check.moves.sitemaps import Listed, named_in, read, unpacked


def urls(data: bytes) -> list[str]:
    return [one.url for one in read(data).listed]


def test_pages_are_listed_with_the_day_they_changed() -> None:
    found = read(
        b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc> http://a.example/x?a=1&amp;b=2 </loc><lastmod>2005-11-17T08:00:00Z</lastmod></url>
        <url><loc><![CDATA[http://a.example/y]]></loc><image:image><image:loc>http://a.example/p.jpg</image:loc></image:image></url>
        </urlset>"""
    )
    assert found.listed == (
        Listed("http://a.example/x?a=1&b=2", "2005-11-17"),
        Listed("http://a.example/y"),
    )
    assert not found.index


def test_an_index_lists_sitemaps_packed_or_not() -> None:
    data = b"<sitemapindex><sitemap><loc>http://a.example/1.xml.gz</loc></sitemap></sitemapindex>"
    assert read(gzip.compress(data)).index
    assert urls(gzip.compress(data)) == ["http://a.example/1.xml.gz"]


def test_lines_and_prefixes_and_broken_ends_are_read() -> None:
    assert urls(b"\xef\xbb\xbfhttp://a.example/x\r\nno address\nhttps://a.example/y\n") == [
        "http://a.example/x", "https://a.example/y",
    ]  # fmt: skip
    assert urls(b"<sm:urlset><sm:url><sm:loc>http://a.example/x</sm:loc></sm:url>") == [
        "http://a.example/x"
    ]
    assert urls(b"<urlset><url><loc>http://a.example/x</loc></url><url><loc>http://a.exam") == [
        "http://a.example/x"
    ]
    assert urls(b"<urlset><loc>http://a.example/x</loc>") == ["http://a.example/x"]


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>Not found</body></html>", b"\x1f\x8b\x08broken", b"%PDF-1.4", b"<urlset>",
     b"<urlset><url><loc>javascript:alert(1)</loc></url><url><loc>file:///etc/passwd</loc></url></urlset>",
     b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>'],
)  # fmt: skip
def test_what_is_no_sitemap_lists_nothing(data: bytes) -> None:
    assert urls(data) == []


def test_bombs_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b" " * 5_000_000, 1)
    assert len(unpacked(bomb, largest=1000)) == 1000
    monkeypatch.setattr(sitemaps, "MOST", 50)
    some = (b"<url><loc>http://a.example/%d</loc></url>" % n for n in range(60))
    many = b"<urlset>" + b"".join(some)
    found = read(many)
    assert (len(found.listed), found.cut) == (50, True)


@pytest.mark.parametrize(
    "piece", [b"<url>", b"<loc>", b"<loc ", b"<url><loc>http://", b"<sitemap "]
)
def test_hostile_repetition_is_read_to_its_end(piece: bytes) -> None:
    assert urls(b"<urlset>loc" + piece * 40_000) == []  # quadratic reading took minutes


def test_robots_names_them() -> None:
    assert named_in("User-agent: *\nSITEMAP : http://a.example/1.xml\nSitemap:http://a.example/2.xml #x\n") == [
        "http://a.example/1.xml", "http://a.example/2.xml",
    ]  # fmt: skip
