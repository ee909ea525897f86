"""What a page needs to be shown is found in its markup and styles, and captured once a run."""

import pytest

from collect.web.server import moved, ok, serving
from preserve.test_capturing import SHORT
from sourcebook.collect.web.visiting import Visitor
from sourcebook.library import Library
from sourcebook.preserve import capturing
from sourcebook.preserve.dressing import with_requisites
from sourcebook.preserve.due import Order
from sourcebook.preserve.requisites import MOST, in_page, in_style

BASE = "https://a.example/x/page.html"


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<img src=b.png>", ["https://a.example/x/b.png"]),
        ("<img src='../b c.png#x'>", ["https://a.example/b%20c.png"]),
        ("<img srcset='s.png 1x, //c.example/l.png 2x'>",
         ["https://a.example/x/s.png", "https://c.example/l.png"]),
        ("<base href='/y/'><img src=b.png>", ["https://a.example/y/b.png"]),
        ("<link rel='stylesheet alternate' href=s.css><link rel=next href=2.html>",
         ["https://a.example/x/s.css"]),
        ("<link rel='shortcut icon' href=/f.ico>", ["https://a.example/f.ico"]),
        ("<style>@import 'i.css'; p { background: url( \"b.png\" ) } /* url(no.png) */</style>",
         ["https://a.example/x/i.css", "https://a.example/x/b.png"]),
        ("<p style='background:url(b.png)'>", ["https://a.example/x/b.png"]),
        ("<script src=s.js></script><script>var a = 'x.png'</script>",
         ["https://a.example/x/s.js"]),
        ("<body background=b.gif><table background=c.gif>",
         ["https://a.example/x/b.gif", "https://a.example/x/c.gif"]),
        ("<video poster=p.jpg><source src=v.mp4></video>",
         ["https://a.example/x/p.jpg", "https://a.example/x/v.mp4"]),
        ("<img src='data:image/png;base64,AA=='><img src='javascript:x'><img src='http://[::1'>", []),
        ("<a href=other.html>x</a><form action=send></form>", []),
        ("<img src=b.png><img src=b.png>", ["https://a.example/x/b.png"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_a_page_needs(markup: str, found: list[str]) -> None:
    assert in_page(markup.encode(), BASE) == found


def test_a_page_of_bytes_that_are_none_needs_nothing() -> None:
    assert in_page(b"\x00\xff" * 500, BASE) == []


def test_a_page_with_endless_pictures_is_cut_off() -> None:
    markup = "".join(f"<img src={n}.png>" for n in range(MOST * 3))
    assert len(in_page(markup.encode(), BASE)) == MOST


def test_what_a_style_needs() -> None:
    style = b"@font-face { src: url(f.woff2) format('woff2'), url('f.woff') } a { b: url(data:x) }"
    assert in_style(style, "https://a.example/s/a.css") == [
        "https://a.example/s/f.woff2",
        "https://a.example/s/f.woff",
    ]


def test_requisites_are_captured_once_and_found_again(library: Library) -> None:
    page = (
        b"<html><link rel=stylesheet href=/a.css><img src=/gone.png><img src=http://10.0.0.1/x.png>"
    )
    answers = {
        "/1": ok(page, "Content-Type: text/html"),
        "/2": ok(page + b"2", "Content-Type: text/html"),
        "/a.css": ok(b"@import 'b.css'; p { background: url(/p.png) }", "Content-Type: text/css"),
        "/b.css": ok(b"@import 'a.css';", "Content-Type: text/css"),
        "/p.png": moved("/q.png"),
        "/q.png": ok(b"\x89PNG\r\n\x1a\n", "Content-Type: image/png"),
    }
    with serving(dict(answers)) as server:
        done = list(
            capturing.run(
                [Order(url=server.url(f"/{n}"), key=server.url(f"/{n}"), entries=()) for n in (1, 2)],
                store=library.store, archive=library.archive,
                visitor=Visitor(limits=SHORT, delay=0.0), who="me", requisites=True,
            )
        )  # fmt: skip
        assert all(server.paths().count(path) == 1 for path in answers)
    assert [outcome.kept for outcome in done] == [True, True]
    (told, *rest) = [found for outcome in done for found in outcome.findings]
    assert (told.rule, rest) == ("requisites-missing", [])
    assert "2 of 5" in told.says
    for outcome in done:
        assert outcome.capture is not None
        dress = with_requisites(library.store, outcome.capture, library.payload)
        names = [str(capture.url).rpartition("/")[2] for capture in dress]
        assert names == ["a.css", "b.css", "p.png"]
