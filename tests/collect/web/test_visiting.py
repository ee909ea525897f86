"""Visits: what is sent, what is kept, and every way in which a server can fail or deceive."""

import gzip
import socket
import ssl
import time
from collections.abc import Callable

import pytest
import trustme

from collect.web.server import Answer, Asked, moved, ok, serving
from sourcebook.collect.web import connecting
from sourcebook.collect.web.exchanging import Limits
from sourcebook.collect.web.visiting import Known, Visit, Visitor

SHORT = Limits(largest=2_000_000, patience=3.0, silence=0.4, redirects=5, loopback=True)


def visitor(limits: Limits = SHORT, **more: object) -> Visitor:
    given = {"limits": limits, "delay": 0.0, "contact": "keeper@library.example", **more}
    return Visitor(**given)  # type: ignore[arg-type]


def raw(visit: Visit) -> bytes:
    assert visit.answer is not None, visit.why
    return b"".join(visit.answer.raw())


def slowly(*pieces: bytes, pause: float = 0.2, hold: float = 0.0) -> Answer:
    def answer(_: Asked, made: socket.socket) -> None:
        for piece in pieces:
            made.sendall(piece)
            time.sleep(pause)
        time.sleep(hold)

    return answer


def test_an_answer_is_kept_to_the_byte() -> None:
    sent = b"HTTP/1.0 200 Fine\nX-Odd : \xe9\ncontent-type:text/html\n\n<p>Beds"
    with serving({"/port": sent}) as server:
        visit = visitor().visit(server.url("/port?a=b#part"))
        assert raw(visit) == sent
        assert visit.answer is not None
        assert visit.answer.end == "closed"
        assert visit.answer.sent == server.asked[-1].raw
        asked = server.asked[-1]
    assert asked.path == "/port?a=b"
    assert asked.field("Host") == f"127.0.0.1:{server.port}"
    assert asked.field("User-Agent").startswith("Sourcebook/")
    assert asked.field("User-Agent").endswith("(+keeper@library.example)")


def test_chunks_are_kept_as_they_came_and_nothing_after_them() -> None:
    sent = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nBeds\r\n0\r\n\r\n"
    with serving({"/": sent + b"HTTP/1.1 200 smuggled\r\n\r\n"}) as server:
        assert raw(visitor().visit(server.url())) == sent


def test_wait_answers_go_by() -> None:
    with serving({"/": b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ok(b"Beds")}) as server:
        assert raw(visitor().visit(server.url())) == ok(b"Beds")


def test_redirects_are_followed_and_every_exchange_is_kept() -> None:
    with serving({"/a": moved("/b"), "/b": moved("c?d", "302 Found"), "/c": ok(b"x")}) as server:
        visit = visitor().visit(server.url("/a"))
        assert [found.target.url for found in visit.exchanges] == [
            server.url("/a"),
            server.url("/b"),
            server.url("/c?d"),
        ]


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::ffff:192.168.0.1]/",
        "http://0xA9FEA9FE/",
        "//router.local/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://user:secret@127.0.0.1/",
        "gopher://127.0.0.1:6379/",
        "http://127.0.0.1:22/",
        "http://[::1",
    ],
)
def test_a_redirect_to_what_is_not_public_is_refused(to: str) -> None:
    with serving({"/": moved(to)}) as server:
        visit = visitor().visit(server.url())
    assert (visit.rule, visit.answer) == ("refused", None)
    assert len(visit.exchanges) == 1


def test_redirects_in_a_circle_or_without_end_are_left() -> None:
    def on(asked: Asked, made: socket.socket) -> None:
        made.sendall(moved(f"/on?{asked.path.count('1') * '1'}1"))

    with serving({"/a": moved("/b"), "/b": moved("/a"), "/on": on}) as server:
        assert "circle" in visitor().visit(server.url("/a")).why
        visit = visitor().visit(server.url("/on"))
        assert visit.rule == "redirects"
        assert server.paths().count("/on") == 1


def names(*answers: list[str]) -> Callable[[str, int], list[str]]:
    rest = list(answers)

    def resolve(_: str, __: int) -> list[str]:
        return rest.pop(0) if len(rest) > 1 else rest[0]

    return resolve


PUBLIC = Limits(patience=2.0, silence=0.3)


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"], ["10.0.0.1"], ["::1"], ["169.254.169.254"], ["::ffff:127.0.0.1"],
        ["fe80::1%eth0"], ["64:ff9b::a00:1"], ["93.184.215.14", "127.0.0.1"], ["0.0.0.0"], [],
    ],
)  # fmt: skip
def test_a_name_that_leads_to_what_is_not_public_is_refused(
    answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", never)
    visit = visitor(PUBLIC, resolve=names(answers)).visit("http://rebound.example.org/")
    assert visit.rule in ("robots", "dns")
    visit = visitor(PUBLIC, resolve=names(answers), ignore_robots=True).visit(
        "http://rebound.example.org/"
    )
    assert visit.rule == ("refused" if answers else "dns")


def test_the_connection_is_made_to_the_address_that_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DNS rebinding: the name leads to a public address when judged, and home when asked again."""
    called: list[tuple[str, int]] = []

    def note(address: tuple[str, int], timeout: float) -> socket.socket:
        del timeout
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", note)
    resolve = names(["93.184.215.14"], ["127.0.0.1"])
    visit = visitor(PUBLIC, resolve=resolve).visit("http://rebound.example.org/")
    assert called == [("93.184.215.14", 80)]
    assert visit.answer is None


def test_a_connection_that_ends_up_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A transparent proxy or a rewritten route: the peer isn't who was called."""
    with serving({"/": ok(b"secret")}) as server:
        real, home = socket.create_connection, ("127.0.0.1", server.port)
        monkeypatch.setattr(socket, "create_connection", lambda *_, **__: real(home))
        visit = visitor(PUBLIC, resolve=names(["93.184.215.14"]), ignore_robots=True).visit(
            f"http://rebound.example.org:{server.port}/"
        )
        assert visit.rule == "refused"
        assert server.asked == []


def test_tls_is_done_under_the_name_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    asked_for: list[str | None] = []
    context.sni_callback = lambda _, name, __: asked_for.append(name)
    authority.issue_cert("coast.example.org").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with serving({"/": ok(b"Beds")}, tls=context) as server:
        url = f"https://coast.example.org:{server.port}/"
        home = names(["127.0.0.1"])
        visit = visitor(resolve=home).visit(url)
        assert visit.rule == "certificate"
        other = visitor(Limits(loopback=True, any_certificate=True), resolve=home).visit(url)
        assert raw(other) == ok(b"Beds")
        monkeypatch.setattr(connecting, "context", lambda _: trusting)
        assert raw(visitor(resolve=home).visit(url)) == ok(b"Beds")
        wrong = visitor(resolve=home, ignore_robots=True)
        visit = wrong.visit(url.replace("coast", "other"))
        assert visit.rule == "certificate"
    assert set(asked_for) == {"coast.example.org", "other.example.org"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "rule", "says"),
    [
        (b"", "broken off", "without an answer"),
        (b"SSH-2.0-OpenSSH_9\r\n", "garbled", "no HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Le", "broken off", "head"),
        (ok(b"half")[:-2], "broken off", "2 bytes before its end"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\nx", "too large", "10,000 MB"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nx", "garbled", "two"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx", "garbled", "no number"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "garbled", "chunk"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "broken off", "chunks"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000, "garbled", "endless"),
        (ok(gzip.compress(bytes(60_000_000)), "Content-Encoding: gzip"), "too large", "unpacks"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + bytes(3_000_000), "too large", "larger than 2 MB"),
        (slowly(hold=1.0), "timeout", "nothing came for 0.4"),
        (slowly(b"HTTP/1.1 200 OK\r\n", hold=1.0), "timeout", "nothing came"),
        (slowly(ok(b"a" * 99)[:-9], hold=1.0), "timeout", "nothing came"),
    ],
)
def test_a_server_that_fails_or_lies_is_told(answer: bytes | Answer, rule: str, says: str) -> None:
    with serving({"/": answer, "/good": ok(b"fine")}) as server:
        one = visitor()
        visit = one.visit(server.url())
        assert (visit.rule, visit.answer) == (rule, None), visit.why
        assert says in visit.why
        assert raw(one.visit(server.url("/good"))) == ok(b"fine")


@pytest.mark.slow
def test_a_server_that_drips_is_left_in_time() -> None:
    limits = Limits(patience=1.0, silence=0.5, loopback=True)
    drip = slowly(*(bytes([c]) for c in ok(b"x" * 200)), pause=0.1)
    with serving({"/": drip}) as server:
        begun = time.monotonic()
        visit = visitor(limits).visit(server.url())
        assert time.monotonic() - begun < 3
    assert visit.rule == "timeout"
    assert "1 seconds" in visit.why


def test_a_closed_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    visit = visitor(ignore_robots=True).visit(f"http://127.0.0.1:{port}/")
    assert visit.rule == "unreachable"
    assert "can't be reached" in visit.why


# --- robots and politeness -----------------------------------------------------------------------


def test_robots_txt_is_kept_to_and_can_be_overridden_on_record() -> None:
    rules = ok(
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /private\n\nUser-agent: Sourcebook\nDisallow: /no"
    )
    with serving({"/robots.txt": rules, "/no": ok(b"x"), "/private": ok(b"y")}) as server:
        visit = visitor().visit(server.url("/no"))
        assert visit.rule == "robots"
        assert server.paths() == ["/robots.txt"]
        assert raw(visitor().visit(server.url("/private"))) == ok(b"y")
        forced = visitor(ignore_robots=True).visit(server.url("/no"))
        assert raw(forced) == ok(b"x")
        assert "keep out" in forced.robots


def test_robots_txt_of_where_a_redirect_leads_counts_too() -> None:
    with (
        serving({"/robots.txt": ok(b"User-agent: *\nDisallow: /"), "/": ok(b"x")}) as other,
        serving({"/": moved(other.url())}) as server,
    ):
        visit = visitor().visit(server.url())
    assert visit.rule == "robots"
    assert other.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (ok(b"", status="404 Not Found"), True),
        (ok(b"", status="403 Forbidden"), True),
        (ok(b"", status="503 Unavailable"), False),
        (b"", False),
        (ok(gzip.compress(b"User-agent: *\nDisallow: /"), "Content-Encoding: gzip"), False),
        (ok(b"<html>Not found</html>"), True),
        (ok(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000), False),
        (moved("http://10.0.0.1/robots.txt"), False),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1A\r\nUser-agent: *\nDisallow: /\n\r\n0\r\n\r\n",
            False,
        ),
    ],
)
def test_a_robots_txt_that_cannot_be_had_is_judged_as_rfc_9309_says(
    answer: bytes, allowed: bool
) -> None:
    with serving({"/robots.txt": answer, "/": ok(b"x")}) as server:
        visit = visitor().visit(server.url())
    assert (visit.answer is not None) == allowed, visit.why


def test_one_host_is_asked_one_thing_at_a_time_with_a_delay() -> None:
    waits: list[float] = []
    rules = ok(b"User-agent: *\nCrawl-delay: 7")
    with serving({"/robots.txt": rules, "/": ok(b"x")}) as server:
        polite = visitor(delay=2.0, sleep=waits.append)
        polite.visit(server.url())
        polite.visit(server.url())
        assert server.paths().count("/robots.txt") == 1
    assert [round(wait) for wait in waits] == [2, 7]


# --- going on, and asking whether it is new ------------------------------------------------------

BODY = bytes(range(256)) * 4000


def part(asked: Asked, made: socket.socket) -> None:
    """Sends 400,000 bytes of what is asked for, then breaks off."""
    begin = int(asked.field("Range").removeprefix("bytes=").removesuffix("-") or 0)
    fields = f'ETag: "v1"\r\nContent-Length: {len(BODY) - begin}\r\n'
    if begin:
        fields += f"Content-Range: bytes {begin}-{len(BODY) - 1}/{len(BODY)}\r\n"
    status = "206 Partial Content" if begin else "200 OK"
    made.sendall(f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + BODY[begin : begin + 400_000])


def test_a_large_file_that_breaks_off_is_gone_on_with() -> None:
    with serving({"/a.pdf": part}) as server:
        visit = visitor().visit(server.url("/a.pdf"))
        assert raw(visit).partition(b"\r\n\r\n")[2] == BODY
        assert [a.field("Range") for a in server.asked[2:]] == ["bytes=400000-", "bytes=800000-"]
        assert server.asked[2].field("If-Range") == '"v1"'
    assert visit.answer is not None
    assert visit.answer.parts == ("400000-", "800000-")


def test_another_version_is_never_joined_on() -> None:
    def changed(asked: Asked, made: socket.socket) -> None:
        if asked.field("Range"):
            made.sendall(ok(b"new" * 400_000, 'ETag: "v2"'))
        else:
            part(asked, made)

    with serving({"/a.pdf": changed}) as server:
        visit = visitor().visit(server.url("/a.pdf"))
    assert visit.rule == "broken off"


def test_a_known_address_is_asked_whether_it_is_new() -> None:
    with serving({"/": ok(b"", status="304 Not Modified")}) as server:
        visit = visitor().visit(server.url(), Known(etag='"v1"', modified="Thu, 01 Jan 2026"))
        assert server.asked[-1].field("If-None-Match") == '"v1"'
        assert server.asked[-1].field("If-Modified-Since") == "Thu, 01 Jan 2026"
    assert visit.answer is not None
    assert visit.answer.head.status == 304
