"""What archives answer, in every form they answer in."""

from datetime import UTC, datetime

import pytest

from sourcebook.collect.web.mementos import (
    Listed,
    Part,
    Resume,
    Source,
    asking,
    available,
    cdx,
    digits,
    http_date,
    in_head,
    moment,
    nearest,
    original_in,
    raw_form,
    shown_form,
    source,
    timemap,
)
from sourcebook.collect.web.messages import Head

AT = datetime(2008, 12, 1, 10, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 01 Dec 2008 10:30:05 GMT",
        "Monday, 01-Dec-08 10:30:05 GMT",
        "Mon, 1 Dec 2008 10:30:05 +0000",
        "20081201103005",
        "2008-12-01T10:30:05Z",
    ],
)
def test_moments_are_read_as_archives_write_them(text: str) -> None:
    assert moment(text) == AT


@pytest.mark.parametrize(
    "text", ["", "soon", "20081301000000", "Mon, 41 Dec 2008 10:30:05 GMT", "12"]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment(text) is None


def test_a_moment_is_written_as_http_has_it() -> None:
    assert http_date(AT) == "Mon, 01 Dec 2008 10:30:05 GMT"
    assert digits(AT) == "20081201103005"


def test_the_forms_of_a_mementos_address() -> None:
    shown = (
        "https://web.archive.example/web/20081201103005/http://a.example/b?c=2009/20090101000000/d"
    )
    raw = shown.replace("103005/", "103005id_/", 1)
    assert raw_form(shown) == raw
    assert shown_form(raw) == shown
    assert original_in(raw) == "http://a.example/b?c=2009/20090101000000/d"
    assert raw_form("https://archive.example/abcde") == ""
    assert original_in("http://x.example/20081201103005/http:/a.example/") == "http://a.example/"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("timegate https://a.example/web/", Source(kind="timegate", base="https://a.example/web/")),
        ("cdx https://a.example/cdx https://a.example/web/",
         Source(kind="cdx", base="https://a.example/cdx", replay="https://a.example/web/")),
        ("cdx https://a.example/cdx", None),
        ("timegate", None),
        ("ftp ftp://a.example/", None),
        ("timemap file:///etc/", None),
    ],
)  # fmt: skip
def test_a_source_is_read_from_its_setting(line: str, found: Source | None) -> None:
    assert source(line) == found


def test_an_address_is_asked_for_as_each_way_wants_it() -> None:
    url = "http://a.example/b?c=d&e"
    gate = Source(kind="timegate", base="https://x.example/web/")
    assert asking(gate, url, AT) == f"https://x.example/web/{url}"
    index = Source(kind="cdx", base="https://x.example/cdx", replay="https://x.example/web/")
    assert "url=http%3A%2F%2Fa.example%2Fb%3Fc%3Dd%26e&" in asking(index, url, AT)
    assert asking(index, url, AT, resume="com%2Ca+1").endswith("&resumeKey=com%2Ca+1")
    there = Source(kind="availability", base="https://x.example/available?x=1")
    assert asking(there, url, AT).endswith("?x=1&url=http%3A%2F%2Fa.example%2Fb%3Fc%3Dd%26e"
                                           "&timestamp=20081201103005")  # fmt: skip


def test_a_timemap_names_mementos_and_its_further_pages() -> None:
    text = (
        '<http://a.example/>; rel="original",\n'
        '<http://x.example/timemap/1>; rel="self timemap"; type="application/link-format",\n'
        '</timemap/2>; rel="timemap"; from="Mon, 01 Dec 2008 10:30:05 GMT",\n'
        '<http://x.example/web/20081201103005/http://a.example/>; rel="memento",\n'
        '<http://x.example/m7>; rel="last memento"; datetime="Mon, 01 Dec 2008 10:30:05 GMT",\n'
        '<http://x.example/m8>; rel="memento",\n<ftp://x.example/m9>; rel=memento;datetime=20081201103005'
    )
    assert list(timemap([text], base="http://x.example/timemap/1")) == [
        Part(url="http://x.example/timemap/2", begins=AT),
        Listed(
            url="http://x.example/web/20081201103005/http://a.example/",
            at=AT,
            how="timemap",
        ),
        Listed(url="http://x.example/m7", at=AT, how="timemap"),
    ]


def test_link_fields_of_an_answer_are_read_together() -> None:
    fields = (
        ("link", '<http://a.example/>; rel="original"'),
        (
            "link",
            '<http://x.example/m1>; rel="prev memento"; datetime="Mon, 01 Dec 2008 10:30:05 GMT"',
        ),
    )
    found = list(in_head(Head(status=302, fields=fields), base="http://x.example/"))
    assert [one.url for one in found] == ["http://x.example/m1"]


def test_the_availability_answer() -> None:
    data = (
        b'{"url": "a.example", "archived_snapshots": {"closest": {"status": "200", "available": true,'
        b'"url": "http://x.example/web/20081201103005/http://a.example/", "timestamp": "20081201103005"}}}'
    )
    found = available(data)
    assert found is not None
    assert (found.at, found.status) == (AT, 200)
    for none in (
        b'{"archived_snapshots": {}}',
        b"[]",
        b"<html>",
        b"",
        b"\xff",
        b'{"archived_snapshots": []}',
    ):
        assert available(none) is None


PLAIN = "20081201103005 http://a.example/ text/html 200 ABC\n20091201103005 http://a.example/ text/html 404 DEF"
FORMS = {
    "the columns asked for": PLAIN,
    "all columns": (
        "example,a)/ 20081201103005 http://a.example/ text/html 200 ABC 1234\n"
        "example,a)/ 20091201103005 http://a.example/ text/html 404 DEF 1234"
    ),
    "a CDX file with its header": (
        " CDX N b a m s k r M S V g\n"
        "example,a)/ 20081201103005 http://a.example/ text/html 200 ABC - - 1 2 x.warc.gz\n"
        "example,a)/ 20091201103005 http://a.example/ text/html 404 DEF - - 1 2 x.warc.gz"
    ),
    "a list of lists": (
        '[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],\n'
        '["example,a)/","20081201103005","http://a.example/","text/html","200","ABC","1"],\n'
        '["example,a)/","20091201103005","http://a.example/","text/html","404","DEF","1"]]'
    ),
    "a list of lists on one line": (
        '[["timestamp","original","mimetype","statuscode","digest"], '
        '["20081201103005","http://a.example/","text/html","200","ABC"],'
        '["20091201103005","http://a.example/","text/html","404","DEF"]]'
    ),
    "an object a line": (
        '{"urlkey": "example,a)/", "timestamp": "20081201103005", "url": "http://a.example/", '
        '"mime": "text/html", "status": "200", "digest": "ABC"}\n'
        '{"timestamp": "20091201103005", "url": "http://a.example/", "mime": "text/html", '
        '"status": "404", "digest": "DEF"}'
    ),
    "CDXJ": (
        'example,a)/ 20081201103005 {"url": "http://a.example/", "mime": "text/html", "status": "200", '
        '"digest": "ABC"}\nexample,a)/ 20091201103005 {"url": "http://a.example/", "mime": "text/html", '
        '"status": "404", "digest": "DEF"}'
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_rows_of_an_index_are_read_in_every_form(form: str) -> None:
    found = list(cdx(FORMS[form].split("\n"), replay="https://x.example/web/"))
    assert found == [
        Listed(
            url=f"https://x.example/web/{year}1201103005/http://a.example/",
            at=AT.replace(year=year),
            how="cdx",
            original="http://a.example/",
            status=status,
            media_type="text/html",
            digest=digest,
        )
        for year, status, digest in ((2008, 200, "ABC"), (2009, 404, "DEF"))
    ]


@pytest.mark.parametrize(
    "text", [f"{PLAIN}\n\ncom%2Ca+20091201%21\n", f'[{PLAIN and ""}["20081201103005","http://a.example/"],\n[],\n["com%2Ca+20091201%21"]]']
)  # fmt: skip
def test_the_key_with_which_an_index_goes_on(text: str) -> None:
    assert list(cdx(text.split("\n"), replay="https://x.example/"))[-1] == Resume(
        "com%2Ca+20091201%21"
    )


def test_what_is_no_row_is_passed_over() -> None:
    junk = [
        "<html>",
        "Error 500",
        "[[[",
        '["a"',
        "{}",
        '{"timestamp": 3',
        "x" * 1000,
        "",
        "[]",
        "null",
    ]
    assert [one for one in cdx(junk, replay="https://x.example/") if isinstance(one, Listed)] == []


def test_the_nearest_are_kept_and_of_equals_the_earlier() -> None:
    some = [
        Listed(url=f"http://x.example/{day}", at=AT.replace(day=day), how="timemap")
        for day in (20, 3, 9, 11, 28)
    ]
    wanted = AT.replace(day=10)
    found = nearest(some, lambda at: abs((at - wanted).total_seconds()), most=3)
    assert [one.at.day for one in found] == [9, 11, 3]
