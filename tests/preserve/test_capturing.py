"""A run of captures: what is kept, what is tied to entries, what is said of the rest."""

import gzip
import io
import socket
from collections.abc import Callable
from pathlib import Path

import fastwarc
import pytest
from warcio.archiveiterator import ArchiveIterator

from collect.web.server import Asked, moved, ok, serving
from sourcebook.collect.web.exchanging import Limits
from sourcebook.collect.web.visiting import Visitor
from sourcebook.library import Library
from sourcebook.preserve import capturing
from sourcebook.preserve.capturing import Outcome
from sourcebook.preserve.due import Order
from sourcebook.records import Address, Entry
from sourcebook.store.keys import key_of

SHORT = Limits(largest=2_000_000, patience=3.0, silence=0.4, loopback=True)
Capture = Callable[..., list[Outcome]]


@pytest.fixture
def capture(library: Library) -> Capture:
    """Capture addresses, for the entries that have them."""

    def one(*urls: str, afresh: bool = False, note: str = "", **more: object) -> list[Outcome]:
        orders = []
        for url in urls:
            key = key_of(url) or url
            ids = library.store.by_addresses([key]).get(key, ())
            orders.append(Order(url=url, key=key, entries=tuple(ids)))
        given: dict[str, object] = {"limits": SHORT, "delay": 0.0, **more}
        visitor = Visitor(**given)  # type: ignore[arg-type]
        done = capturing.run(
            orders, store=library.store, archive=library.archive, visitor=visitor, who="me",
            afresh=afresh, note=note,
        )  # fmt: skip
        return list(done)

    return one


def has(library: Library, url: str, id: str = "a") -> None:
    library.put([Entry(id=id, title=id, addresses=(Address(url=url),))])


def stored(library: Library) -> list[tuple[str, str]]:
    """(kind, target) of all records, as an independent reader sees them."""
    found = []
    for name in library.archive.files():
        data = library.archive.path(name).read_bytes()
        for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
            target = record.rec_headers.get_header("WARC-Target-URI") or ""
            record.content_stream().read()
            found.append((record.rec_type, "/".join(target.split("/")[3:])))
        for other in fastwarc.ArchiveIterator(io.BytesIO(data), parse_http=False):
            if other.headers.get("WARC-Block-Digest"):
                assert other.verify_block_digest()
    return found


def test_a_page_is_kept_and_tied_to_its_entry(library: Library, capture: Capture) -> None:
    with serving({"/port": ok(b"<html>Beds", "Content-Type: text/html")}) as server:
        has(library, server.url("/port"))
        (outcome,) = capture(server.url("/port"))
    made = outcome.capture
    assert outcome.kept
    assert made is not None
    entry = library.entry("a")
    assert library.captures_of(entry) == [made]
    assert library.payload(made) == b"<html>Beds"
    assert (made.status, made.media_type, made.how) == (200, "text/html", "fetched")
    assert (entry.addresses[0].standing, entry.addresses[0].checked) == ("alive", made.at)
    kinds = [kind for kind, _ in stored(library)]
    assert kinds == ["warcinfo", "request", "response"]


def test_redirects_are_kept_with_what_they_led_to(library: Library, capture: Capture) -> None:
    with serving({"/a": moved("/b"), "/b": moved("/c"), "/c": ok(b"<p>x")}) as server:
        has(library, server.url("/a"))
        (outcome,) = capture(server.url("/a"))
        assert outcome.capture is not None
        assert outcome.capture.url == server.url("/a")
        assert outcome.capture.redirects == (server.url("/b"), server.url("/c"))
    assert library.entry("a").addresses[0].standing == "alive"
    assert [kind for kind, _ in stored(library)].count("response") == 3


def test_the_same_bytes_again_are_a_revisit(library: Library, capture: Capture) -> None:
    body = gzip.compress(b"<p>" + bytes(range(256)) * 100)
    with serving(
        {"/": ok(body, "Content-Encoding: gzip"), "/b": ok(body, "Content-Encoding: gzip")}
    ) as server:
        first, again, other = (
            capture(server.url(path), afresh=True)[0] for path in ("/", "/", "/b")
        )
    assert first.capture
    assert (again.repeats, other.repeats) == (first.capture.id, first.capture.id)
    kinds = [kind for kind, _ in stored(library)]
    assert kinds.count("response") == 1
    assert kinds.count("revisit") == 2
    assert {library.payload(c) for c in library.captures()} == {gzip.decompress(body)}


def test_what_a_server_calls_unchanged_repeats_the_earlier_capture(
    library: Library, capture: Capture
) -> None:
    def answer(asked: Asked, made: socket.socket) -> None:
        if asked.field("If-None-Match") == '"v1"':
            made.sendall(ok(b"", status="304 Not Modified"))
        else:
            made.sendall(ok(b"<p>Beds", 'ETag: "v1"'))

    with serving({"/": answer}) as server:
        has(library, server.url())
        (first,) = capture(server.url())
        (again,) = capture(server.url())
    assert first.capture
    assert again.capture
    assert again.repeats == first.capture.id
    assert again.capture.status == 200
    assert "304" in again.capture.note
    assert library.payload(again.capture) == b"<p>Beds"
    assert len(library.entry("a").addresses[0].captures) == 2


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("404 Not Found", "unsure"),
        ("410 Gone", "unsure"),
        ("503 Busy", "unsure"),
        ("403 No", "unsure"),
    ],
)
def test_an_error_is_kept_but_is_no_copy_of_the_page(
    library: Library, capture: Capture, status: str, standing: str
) -> None:
    with serving({"/": ok(b"<p>sorry", status=status)}) as server:
        has(library, server.url())
        (outcome,) = capture(server.url())
    assert not outcome.kept
    assert outcome.capture is not None
    assert outcome.capture.status == int(status[:3])
    assert outcome.findings[0].rule == "capture-answer"
    entry = library.entry("a")
    assert library.captures_of(entry) == []
    assert entry.addresses[0].standing == standing


def test_an_empty_answer_is_no_copy_of_the_page(library: Library, capture: Capture) -> None:
    with serving({"/": ok(b"")}) as server:
        has(library, server.url())
        (outcome,) = capture(server.url())
    assert not outcome.kept
    assert [found.rule for found in outcome.findings] == ["capture-empty"]
    entry = library.entry("a")
    assert (entry.addresses[0].captures, entry.addresses[0].standing) == ((), "unsure")


def test_what_fails_is_told_leaves_nothing_and_the_rest_goes_on(
    library: Library, capture: Capture
) -> None:
    bomb = ok(gzip.compress(bytes(60_000_000)), "Content-Encoding: gzip")
    answers = {
        "/liar": b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\nx",
        "/bomb": bomb,
        "/chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "/cut": ok(b"half of it")[:-4],
        "/good": ok(b"<p>good"),
    }
    with serving(dict(answers)) as server:
        for path in answers:
            has(library, server.url(path), path[1:])
        done = {o.order.entries[0]: o for o in capture(*(server.url(path) for path in answers))}
    assert {id for id, outcome in done.items() if outcome.kept} == {"good"}
    assert {id: o.findings[0].rule for id, o in done.items() if o.findings} == {
        "liar": "capture-too-large",
        "bomb": "capture-too-large",
        "chunks": "capture-garbled",
        "cut": "capture-broken-off",
    }
    assert [target for kind, target in stored(library) if kind == "response"] == ["good"]
    assert library.entry("cut").addresses[0].standing == "unsure"
    assert library.entry("liar").addresses[0].standing == "unchecked"


def test_a_page_that_is_called_a_pdf_is_told(library: Library, capture: Capture) -> None:
    page = ok(b"<html><title>Moved</title>", "Content-Type: application/pdf")
    plain = ok(b"<html><title>Moved</title>", "Content-Type: text/html")
    with serving({"/a.pdf": page, "/b.pdf": plain, "/c": page}) as server:
        done = capture(*(server.url(path) for path in ("/a.pdf", "/b.pdf", "/c")))
    rules = {o.order.url.rpartition("/")[2]: [f.rule for f in o.findings] for o in done}
    assert rules["a.pdf"] == rules["c"] == ["not-what-it-says"]
    assert library.count("captures") == 3


def test_robots_txt_is_kept_to_and_overriding_is_on_record(
    library: Library, capture: Capture
) -> None:
    with serving({"/robots.txt": ok(b"User-agent: *\nDisallow: /"), "/": ok(b"<p>x")}) as server:
        has(library, server.url())
        (refused,) = capture(server.url())
        assert refused.findings[0].rule == "capture-robots"
        assert "--ignore-robots" in refused.findings[0].says
        assert library.entry("a").addresses[0].standing == "unchecked"
        (forced,) = capture(server.url(), ignore_robots=True)
    assert forced.capture is not None
    assert "robots.txt overridden" in forced.capture.note
    assert ("metadata", "") in stored(library)


def test_many_sites_are_visited_at_once_and_each_one_at_a_time(
    capture: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capturing, "_host", lambda url: url.split("/")[2])
    busy: dict[int, int] = {}
    most: dict[int, int] = {}

    def answer(asked: Asked, made: socket.socket) -> None:
        import time

        port = int(asked.field("Host").partition(":")[2])
        busy[port] = busy.get(port, 0) + 1
        most[port] = max(most.get(port, 0), busy[port])
        time.sleep(0.02)
        busy[port] -= 1
        made.sendall(ok(asked.path.encode() + str(port).encode()))

    answers = {f"/{n}": answer for n in range(5)}
    with (
        serving(dict(answers)) as one,
        serving(dict(answers)) as two,
        serving(dict(answers)) as three,
    ):
        done = capture(*(s.url(path) for path in answers for s in (one, two, three)))
    assert sum(outcome.kept for outcome in done) == 15
    assert set(most.values()) == {1}


def test_two_entries_with_one_address_are_fetched_once(library: Library, capture: Capture) -> None:
    with serving({"/": ok(b"<p>x")}) as server:
        has(library, server.url(), "a")
        has(library, server.url().replace("http:", "https:").replace("https:", "http:"), "b")
        (outcome,) = capture(server.url())
        assert server.paths().count("/") == 1
    assert outcome.capture is not None
    for id in "ab":
        assert library.entry(id).addresses[0].captures == (outcome.capture.id,)


def test_a_torn_tail_is_cut_off_on_record(library: Library, capture: Capture) -> None:
    with serving({"/": ok(b"<p>x"), "/b": ok(b"<p>y")}) as server:
        (first,) = capture(server.url())
        path = library.archive.path(library.archive.files()[0])
        path.write_bytes(path.read_bytes() + b"\x1f\x8b\x08\x00torn")
        (second,) = capture(server.url("/b"))
    assert first.capture
    assert second.capture
    assert library.payload(first.capture) + library.payload(second.capture) == b"<p>x<p>y"
    assert any("cut 8 bytes of an unfinished record" in change.what for change in library.log())


def test_an_undone_capture_leaves_its_entry_as_it_was(library: Library, capture: Capture) -> None:
    with serving({"/": ok(b"<p>x")}) as server:
        has(library, server.url())
        before = library.entry("a")
        capture(server.url())
    library.undo(library.store.last_change())
    assert library.entry("a") == before
    assert library.count("captures") == 0


def test_nothing_is_left_in_the_folder_but_warc_files(library: Library, capture: Capture) -> None:
    with serving({"/": ok(b"<p>x")}) as server:
        capture(server.url())
    names = {path.name for path in Path(library.archive.folder).iterdir()}
    assert names == {".lock", *library.archive.files()}
