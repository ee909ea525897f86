"""Our own captures as mementos: static TimeMaps on the site, and an archive's answers from the server."""

import http.client
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from check.mementos.words import QUOTE, URL, Here, entry, page
from preserve.conftest import write_one
from publish import sample
from sourcebook.collect.web.archives import Archives
from sourcebook.collect.web.exchanging import Limits
from sourcebook.collect.web.linkformat import links
from sourcebook.collect.web.mementos import Listed, Source, timemap
from sourcebook.collect.web.visiting import Visitor
from sourcebook.library import Library
from sourcebook.publish import serve as served
from sourcebook.publish import timemaps
from sourcebook.publish.build import build
from sourcebook.publish.timemaps import Shown
from sourcebook.records import Capture

HOSTILE = page(QUOTE).replace(
    b"</body>",
    b"<script>alert(1)</script><img src=http://spy.example/x.gif onerror=alert(2)><iframe src=//evil>"
    b"</iframe><form action=http://evil.example><input name=p></form><a href='javascript:alert(3)'>j</a>"
    b"<a href='/other' onclick=x()>o</a><style>@import 'http://spy.example'</style>"
    b"<meta http-equiv=refresh content='0;url=http://evil.example'><base href=http://evil.example>"
    b"<svg><script>alert(4)</script></svg><p style='background:url(http://spy.example)'>end</p></body>",
)
PDF_URL = "http://news.example/files/report.pdf"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with three captures of a page (one of them an error), and one of a PDF."""
    folder = tmp_path_factory.mktemp("copies") / "lib"
    with (
        pytest.MonkeyPatch.context() as patch,
        Library.create(folder, title="Copies <b>", curator="A. Keeper") as library,
    ):
        patch.setattr("sourcebook.read.Pool", Here)

        def keep(payload: bytes, url: str, at: str, **more: object) -> Capture:
            return replace(write_one(library.archive, payload, url=url, at=at), **more)

        old = keep(HOSTILE, URL, "2008-12-03T10:11:12Z", media_type="text/html")
        new = keep(HOSTILE, URL, "2014-02-01T00:00:00Z", media_type="text/html")
        bad = keep(b"<p>Gone", URL, "2020-02-01T00:00:00Z", media_type="text/html", status=404)
        pdf = keep(b"%PDF-1.4 no", PDF_URL, "2014-02-01T00:00:00Z", media_type="application/pdf")
        alone = keep(page(), f"{URL}?alone", "2014-02-01T00:00:00Z", media_type="text/html")
        one = entry(QUOTE)
        kept = replace(one.addresses[0], captures=tuple(sorted((old.id, new.id, bad.id))))
        also = replace(one.addresses[0], url=PDF_URL, captures=(pdf.id,))
        library.put([old, new, bad, pdf, alone, replace(one, addresses=(kept, also))])
        library.check_quotes()
    return folder


@pytest.fixture
def library(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    import shutil

    monkeypatch.setattr("sourcebook.read.Pool", Here)
    shutil.copytree(made, tmp_path / "lib")
    with Library.open(tmp_path / "lib") as opened:
        yield opened


# --- on the site -----------------------------------------------------------------------------
def maps(library: Library) -> dict[str, str]:
    folder = library.folder / "site" / "timemaps"
    return {file.name: file.read_text() for file in folder.glob("*")} if folder.is_dir() else {}


def test_an_address_has_a_timemap_of_the_pages_that_show_its_copies(library: Library) -> None:
    build(library)
    [(name, text)] = maps(library).items()
    found = list(links([text]))
    assert [sorted(link.rels) for link in found] == [
        ["original"],
        ["self"],
        ["first", "memento"],
        ["last", "memento"],
    ]
    assert found[0].target == URL
    assert found[1].target == f"../timemaps/{name}"
    assert found[2].get("datetime") == "Wed, 03 Dec 2008 10:11:12 GMT"
    shown = (library.folder / "site/timemaps" / found[2].target).resolve()
    assert QUOTE[:30] in shown.read_text()
    assert f'<link rel="timemap" href="../timemaps/{name}">' in shown.read_text()
    assert f'<link rel="original" href="{URL}">' in shown.read_text()


def test_with_a_public_address_its_links_are_absolute(library: Library) -> None:
    library.settings = replace(library.settings, base="https://lib.example/x")
    build(library)
    [text] = maps(library).values()
    assert all(link.target.startswith("https://lib.example/x/") for link in list(links([text]))[1:])
    read = [one for one in timemap([text], base="https://lib.example/") if isinstance(one, Listed)]
    assert [one.at.year for one in read] == [2008, 2014]


def test_building_what_changed_keeps_the_timemaps_as_a_whole_build_makes_them(
    library: Library, tmp_path: Path
) -> None:
    def same() -> None:
        build(library)
        build(library, out=tmp_path / "fresh", full=True)
        ours, whole = sample.files(library.folder / "site"), sample.files(tmp_path / "fresh")
        assert ours == whole

    build(library)
    one = library.entry("bread")
    fewer = replace(one.addresses[0], captures=one.addresses[0].captures[1:2])
    library.put([replace(one, addresses=(fewer,))])
    same()
    [text] = maps(library).values()
    assert text.count("datetime=") == 1
    library.put([replace(one, addresses=())])
    same()
    assert maps(library) == {}
    library.put([one])
    same()
    assert len(maps(library)) == 1
    library.remove("bread", why="gone")
    same()
    assert maps(library) == {}


def test_without_captures_there_are_none(tmp_path: Path) -> None:
    with Library.create(tmp_path / "lib", title="x") as library:
        library.put([entry(QUOTE)])
        build(library)
        assert maps(library) == {}


def test_the_nearest_is_the_earlier_of_two_and_the_newest_without_a_moment() -> None:
    some = [Shown(url=f"u{day}", at=datetime(2008, 1, day, tzinfo=UTC)) for day in (1, 3, 9)]
    assert timemaps.nearest(some, datetime(2008, 1, 2, tzinfo=UTC)) == some[0]
    assert timemaps.nearest(some, datetime(2000, 1, 2, tzinfo=UTC)) == some[0]
    assert timemaps.nearest(some, None) == some[2]
    assert timemaps.nearest([], None) is None


# --- from the server -------------------------------------------------------------------------
@pytest.fixture(scope="module")
def server(made: Path) -> Iterator[served.Preview]:
    site = made / "site"
    site.mkdir(exist_ok=True)
    opened = partial(Library.open, made)
    running = served.Preview(("127.0.0.1", 0), site, reload=False, open_library=opened)
    thread = threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


def ask(
    server: served.Preview, path: str, at: str = "", method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request(method, path, headers={"Accept-Datetime": at} if at else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


def root(server: served.Preview) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


@pytest.mark.parametrize(
    ("at", "leads"),
    [
        ("Thu, 01 Jan 2009 00:00:00 GMT", "20081203101112"),
        ("Thu, 01 Jan 1998 00:00:00 GMT", "20081203101112"),
        ("Thu, 01 Jan 2015 00:00:00 GMT", "20140201000000"),
        ("", "20140201000000"),
    ],
)
def test_a_timegate_leads_to_the_nearest(server: served.Preview, at: str, leads: str) -> None:
    status, headers, body = ask(server, f"/timegate/{URL}", at)
    assert (status, body) == (302, b"")
    assert headers["Location"] == f"{root(server)}/memento/{leads}/{URL}"
    assert headers["Vary"] == "accept-datetime"
    assert "Memento-Datetime" not in headers
    rels = {rel for link in links([headers["Link"]]) for rel in link.rels}
    assert rels >= {"original", "timegate", "timemap", "memento", "first", "last"}
    assert ask(server, f"/timegate/{URL}", at, "HEAD")[1]["Location"] == headers["Location"]


def test_a_memento_says_when_it_was_and_what_is_beside_it(server: served.Preview) -> None:
    status, headers, body = ask(server, f"/memento/20081203101112/{URL}")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert headers["Memento-Datetime"] == "Wed, 03 Dec 2008 10:11:12 GMT"
    beside = {link.target: link.rels for link in links([headers["Link"]])}
    assert beside[f"{root(server)}/memento/20140201000000/{URL}"] == {"next", "last", "memento"}
    assert beside[f"{root(server)}/memento/20081203101112/{URL}"] == {"first", "memento"}
    assert QUOTE.encode() in body
    assert b"A copy of <b>http://news.example/story/1</b> that Copies &lt;b&gt; took on" in body
    assert ask(server, f"/memento/20090101000000/{URL}")[1]["Location"].endswith(
        f"/memento/20081203101112/{URL}"
    )


def test_a_hostile_page_is_shown_as_words_and_links_alone(server: served.Preview) -> None:
    _, headers, body = ask(server, f"/memento/20081203101112/{URL}")
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in policy
    lower = body.lower()
    for word in (b"<script", b"alert(", b"spy.example", b"onerror", b"onclick", b"<iframe", b"<form",
                 b"<input", b"javascript:", b"http-equiv", b"<base", b"<svg", b"@import", b"evil"):  # fmt: skip
        assert word not in lower, word
    assert b'href="http://news.example/other"' in body
    assert b"<p>end</p>" in body


def test_what_is_no_page_is_handed_over_as_a_file(server: served.Preview) -> None:
    status, headers, body = ask(server, f"/memento/20140201000000/{PDF_URL}")
    assert (status, body) == (200, b"%PDF-1.4 no")
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/timegate/http://news.example/none", 404),
        (f"/timegate/{URL}?alone", 404),  # a capture that no entry has
        (f"/memento/20200201000000/{URL}", 302),  # an error's page is no copy: the nearest
        ("/timegate/", 400),
        ("/timegate/javascript:alert(1)", 400),
        ("/timegate/http://10.0.0.1/", 404),
        (f"/memento/2008/{URL}", 400),
        (f"/memento/20081399000000/{URL}", 400),
        ("/memento/", 400),
        ("/timemap/link/%00", 400),
        ("/timegate/http://" + "a" * 60_000 + ".example/", 400),
    ],
)
def test_what_is_not_there_or_no_address_is_told(
    server: served.Preview, path: str, status: int
) -> None:
    found = ask(server, path)
    assert found[0] == status
    assert b"Traceback" not in found[2]


def test_a_date_that_is_none_is_refused(server: served.Preview) -> None:
    assert ask(server, f"/timegate/{URL}", "yesterday")[0] == 400


@pytest.mark.parametrize(
    "written", [URL, URL.replace("/", "%2F").replace(":", "%3A"), URL.replace("//", "/")]
)
def test_an_address_may_be_written_as_proxies_write_it(
    server: served.Preview, written: str
) -> None:
    status, headers, body = ask(server, f"/timemap/link/{written}")
    assert (status, headers["Content-Type"]) == (200, "application/link-format")
    found = [one for one in timemap([body.decode()], base=root(server)) if isinstance(one, Listed)]
    assert [one.url for one in found] == [
        f"{root(server)}/memento/{at}/{URL}" for at in ("20081203101112", "20140201000000")
    ]


def test_a_library_that_shows_passages_only_shows_no_copies(library: Library) -> None:
    from sourcebook.publish.replaying import answer

    library.settings = replace(library.settings, proofs="passage")
    for path in (f"/timegate/{URL}", f"/memento/20081203101112/{URL}", f"/timemap/link/{URL}"):
        made = answer(library, path, root="http://x")
        assert made is not None
        assert made.status == 403


def test_our_own_client_finds_what_our_server_has(server: served.Preview) -> None:
    base = root(server)
    sources = [
        Source(kind="timegate", base=f"{base}/timegate/"),
        Source(kind="timemap", base=f"{base}/timemap/link/"),
    ]
    archives = Archives(sources, Visitor(limits=Limits(loopback=True), delay=0.0))
    at = datetime(2009, 1, 1, tzinfo=UTC)
    for source in sources:
        answer = archives.ask(source, URL, at, lambda m: abs((m - at).total_seconds()))
        assert answer.found[0].url == f"{base}/memento/20081203101112/{URL}", answer.why
    fetched = archives.fetch(answer.found[0])
    assert QUOTE.encode() in fetched.body()
    assert fetched.at == datetime(2008, 12, 3, 10, 11, 12, tzinfo=UTC)
    fetched.visit.close()


@pytest.mark.slow
def test_a_foreign_client_finds_what_our_server_has(
    server: served.Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = pytest.importorskip(
        "memento_client.memento_client", reason="pip install memento-client"
    )
    requests = pytest.importorskip("requests")
    asked = client.MementoClient.request_head

    def head(uri: str, *more: object, **named: object) -> object:
        if not uri.startswith(URL):
            return asked(uri, *more, **named)
        gone = requests.Response()  # the original is not on the web any more
        gone.status_code, gone.url = 404, uri
        return gone

    monkeypatch.setattr(client.MementoClient, "request_head", staticmethod(head))
    base = root(server)
    ours = client.MementoClient(timegate_uri=f"{base}/timegate/", check_native_timegate=False)
    found = ours.get_memento_info(URL, datetime(2009, 1, 1))["mementos"]  # noqa: DTZ001  # as it wants
    assert found["closest"]["uri"] == [f"{base}/memento/20081203101112/{URL}"]
    assert found["last"]["uri"] == [f"{base}/memento/20140201000000/{URL}"]
    assert ours.get_original_uri(found["closest"]["uri"][0]) == URL
