"""Asking: every way in which a server can fail or deceive is told, and none reaches what isn't public."""

import asyncio
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable

import pytest
import trustme

from collect.web.server import Answer, Asked, Server, moved, ok, serving
from sourcebook.check.links.pacing import Pace
from sourcebook.check.links.visits import Trip, Visits
from sourcebook.collect.web import connecting
from sourcebook.collect.web.asking import Asker, Bounds, Method, Reply
from sourcebook.collect.web.guard import IP, Target, judge_ip
from sourcebook.collect.web.robots import Rules

SHORT = Bounds(largest=100_000, patience=5.0, silence=3.0, redirects=5, loopback=True)
QUICK = Bounds(patience=3.0, silence=0.15, loopback=True)  # for servers that say nothing
PUBLIC = Bounds(patience=2.0, silence=0.3)


def asked(url: str, limits: Bounds = SHORT, *, method: Method = "GET", **more: object) -> Reply:
    async def run() -> Reply:
        async with Asker(limits=limits, **more) as asker:  # type: ignore[arg-type]
            return await asker.ask(url, method=method)

    return asyncio.run(run())


async def follow(asker: Asker, url: str) -> Trip:
    async def allowed(_: str) -> Rules:
        return Rules()

    limits = asker.limits
    visits = Visits(asker, allowed, Pace(0.0), redirects=limits.redirects, patience=limits.patience)
    return (await visits.visit(url)).trip


def followed(url: str, limits: Bounds = SHORT, **more: object) -> Trip:
    async def run() -> Trip:
        async with Asker(limits=limits, **more) as asker:  # type: ignore[arg-type]
            return await follow(asker, url)

    return asyncio.run(run())


def slowly(*pieces: bytes, pause: float = 0.05, hold: float = 0.0) -> Answer:
    def answer(_: Asked, made: socket.socket) -> None:
        for piece in pieces:
            made.sendall(piece)
            time.sleep(pause)
        time.sleep(hold)

    return answer


def test_an_answer_is_told_with_what_was_asked() -> None:
    with serving({"/port": ok(b"Beds", "X-Odd: a", "X-Odd: b")}) as server:
        reply = asked(
            server.url("/port?a=b#part"), contact="keeper@library.example", now=lambda: 7.0
        )
        sent = server.asked[-1]
    assert (reply.status, reply.body, reply.whole, reply.rule) == (200, b"Beds", True, "")
    assert (reply.url, reply.at) == (server.url("/port?a=b"), 7.0)
    assert reply.head.values("x-odd") == ["a", "b"]
    assert sent.path == "/port?a=b"
    assert sent.field("Host") == f"127.0.0.1:{server.port}"
    assert sent.field("User-Agent").startswith("Sourcebook/")
    assert sent.field("User-Agent").endswith("(+keeper@library.example)")


def test_content_codings_are_undone() -> None:
    with serving({"/": ok(gzip.compress(b"Beds"), "Content-Encoding: gzip")}) as server:
        assert asked(server.url()).body == b"Beds"


def test_no_more_of_a_body_is_read_than_wanted() -> None:
    with serving({"/": b"HTTP/1.1 200 OK\r\n\r\n" + bytes(9_000_000)}) as server:
        reply = asked(server.url())
    assert (reply.status, len(reply.body), reply.whole, reply.rule) == (200, 100_000, False, "")


def test_an_endless_body_is_left_at_the_limit() -> None:
    def endless(_: Asked, made: socket.socket) -> None:
        made.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            made.sendall(b"3e8\r\n" + b"a" * 1000 + b"\r\n")

    with serving({"/": endless}) as server:
        reply = asked(server.url())
    assert (len(reply.body), reply.whole, reply.rule) == (100_000, False, "")


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (ok(b"Beds"), b""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", b""),
        (b"HTTP/1.1 405 No\r\nContent-Length: 4\r\n\r\n", b""),
    ],
)
def test_a_head_is_asked_for_and_no_body_expected(answer: bytes, body: bytes) -> None:
    with serving({"/": answer}) as server:
        reply = asked(server.url(), method="HEAD")
        assert server.asked[0].raw.startswith(b"HEAD / ")
    assert (reply.body, reply.whole, reply.rule) == (body, True, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "rule", "says", "status"),
    [
        (b"", "broken off", "without an answer", 0),
        (b"SSH-2.0-OpenSSH_9\r\n", "garbled", "no HTTP", 0),
        (b"<html>HTTP/0.9</html>", "garbled", "no HTTP", 0),
        (b"HTTP/1.1 200 OK\r\nContent-Le", "broken off", "head", 0),
        (ok(b"half")[:-2], "broken off", "2 bytes before its end", 200),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nx",
            "garbled",
            "two",
            200,
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx", "garbled", "no number", 200),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "garbled", "chunk", 200),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
            "broken off",
            "chunks",
            200,
        ),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 60_000, "garbled", "endless", 0),
        (slowly(hold=0.4), "timeout", "nothing came for 0.15", 0),
        (slowly(b"HTTP/1.1 200 OK\r\n", hold=0.4), "timeout", "nothing came", 0),
        (slowly(ok(b"a" * 99)[:-9], hold=0.4), "timeout", "nothing came", 200),
    ],
)
def test_a_server_that_fails_or_lies_is_told(
    answer: bytes | Answer, rule: str, says: str, status: int
) -> None:
    with serving({"/": answer, "/good": ok(b"fine")}) as server:

        async def run() -> tuple[Reply, Trip, Reply]:
            async with Asker(limits=QUICK if rule == "timeout" else SHORT) as asker:
                one = await asker.ask(server.url())
                return one, await follow(asker, server.url()), await asker.ask(server.url("/good"))

        reply, trip, good = asyncio.run(run())
    assert (reply.rule, reply.status, reply.whole) == (rule, status, False), reply.why
    assert says in reply.why
    assert (trip.rule, trip.why, trip.answer) == (reply.rule, reply.why, None)
    assert [one.status for one in trip.replies] == ([status] if status else [])
    assert good.body == b"fine"


def test_what_came_before_an_answer_broke_off_is_kept() -> None:
    with serving({"/": ok(b"half")[:-2]}) as server:
        assert asked(server.url()).body == b"ha"


@pytest.mark.slow
def test_a_server_that_drips_is_left_in_time() -> None:
    limits = Bounds(patience=0.4, silence=0.3, loopback=True)
    drip = slowly(*(bytes([c]) for c in ok(b"x" * 200)), pause=0.05)
    with serving({"/": drip}) as server:
        reply = asked(server.url(), limits)
    assert reply.rule == "timeout"
    assert "0.4 seconds" in reply.why


@pytest.mark.slow
def test_redirects_that_drip_are_left_in_time_together() -> None:
    def on(asked: Asked, made: socket.socket) -> None:
        time.sleep(0.15)
        made.sendall(moved(f"/on?{asked.path.count('1') * '1'}1"))

    limits = Bounds(patience=0.5, silence=0.3, loopback=True)
    with serving({"/on": on}) as server:
        trip = followed(server.url("/on"), limits)
    assert trip.rule == "timeout"
    assert 2 <= len(trip.replies) <= 4


def test_a_closed_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    reply = asked(f"http://127.0.0.1:{port}/")
    assert reply.rule == "unreachable"
    assert "can't be reached" in reply.why


# --- redirects -----------------------------------------------------------------------------------


def test_redirects_are_followed_and_every_answer_is_kept() -> None:
    with serving({"/a": moved("/b"), "/b": moved("c?d", "302 Found"), "/c": ok(b"x")}) as server:
        trip = followed(server.url("/a#part"))
    assert [(one.url, one.status) for one in trip.replies] == [
        (server.url("/a"), 301),
        (server.url("/b"), 302),
        (server.url("/c?d"), 200),
    ]
    assert trip.answer is trip.replies[-1]
    assert (trip.url, trip.rule) == (server.url("/a#part"), "")


@pytest.mark.parametrize("location", ["/caf\u00e9", "/caf%C3%A9", "/caf\u00c3\u00a9"])
def test_a_location_in_latin_1_or_utf_8_is_read_as_meant(location: str) -> None:
    answer = b"HTTP/1.1 301 Moved\r\nLocation: " + location.encode("latin-1") + b"\r\n\r\n"
    with serving({"/": answer, "/caf%C3%A9": ok(b"open")}) as server:
        trip = followed(server.url())
    assert trip.answer is not None, trip.why
    assert trip.answer.body == b"open"


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::ffff:192.168.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0xA9FEA9FE/",
        "//router.local/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:22/",
        "http://[::1",
        "/" + "a" * 9_000,
    ],
)
def test_a_redirect_to_what_may_not_be_fetched_is_refused(to: str) -> None:
    with serving({"/": moved(to)}) as server:
        trip = followed(server.url())
        assert server.paths() == ["/"]
    assert (trip.rule, trip.answer, len(trip.replies)) == ("refused", None, 1)


@pytest.mark.parametrize(
    "to",
    ["http://10.0.0.1/", "http://[::ffff:127.0.0.1]:{}/home", "http://next.example.org:{}/home"],
)
def test_without_the_switch_no_redirect_leads_home(
    to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer comes from a public address, played by a server on this machine."""
    with serving({"/home": ok(b"secret")}) as server:
        server.answers["/"] = moved(to.format(server.port))
        url = f"http://coast.example.org:{server.port}/"
        monkeypatch.setattr(connecting, "choose", rebinding(server))
        trip = followed(url, PUBLIC, resolve=names(["127.0.0.1"]))
    assert (len(trip.replies), trip.answer, trip.rule) == (1, None, "refused")
    assert b"secret" not in b"".join(one.body for one in trip.replies)
    assert server.paths() == ["/"]


def rebinding(server: Server) -> Callable[..., list[IP]]:
    """``choose`` that lets the first request through to the server, and is itself from then on."""
    real, home = connecting.choose, judge_ip("127.0.0.1", loopback=True)

    def choose(target: Target, *more: object, **rest: object) -> list[IP]:
        if not server.asked:
            return [home]
        return real(target, *more, **rest)  # type: ignore[arg-type]

    return choose


def test_redirects_in_a_circle_or_without_end_are_left() -> None:
    def on(asked: Asked, made: socket.socket) -> None:
        made.sendall(moved(f"/on?{asked.path.count('1') * '1'}1"))

    with serving({"/a": moved("/b"), "/b": moved("/a"), "/on": on}) as server:
        assert "circle" in followed(server.url("/a")).why
        assert server.paths() == ["/a", "/b"]
        trip = followed(server.url("/on"))
    assert (trip.rule, len(trip.replies)) == ("redirects", 6)
    assert trip.why.endswith("it leads on more than 5 times")


# --- the guard -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://0x7f.1/", "http://localhost/",
        "http://①②⑦.⓪.⓪.①/", "ftp://example.org/", "javascript:alert(1)", "not an address", "",
        "http://example.org/" + "a" * 1_000_000, "http://user:secret@example.org/",
    ],
)  # fmt: skip
def test_an_address_that_may_not_be_fetched_is_refused(url: str) -> None:
    reply = asked(url, PUBLIC)
    assert (reply.rule, reply.status) == ("refused", 0)
    assert followed(url, PUBLIC).rule == "refused"


def names(*answers: list[str]) -> Callable[[str, int], list[str]]:
    rest = list(answers)

    def resolve(_: str, __: int) -> list[str]:
        return rest.pop(0) if len(rest) > 1 else rest[0]

    return resolve


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

    monkeypatch.setattr(socket.socket, "connect", never)
    reply = asked("http://rebound.example.org/", PUBLIC, resolve=names(answers))
    assert reply.rule == ("refused" if answers else "dns")


def called(monkeypatch: pytest.MonkeyPatch, home: tuple[str, int] | None) -> list[object]:
    """Notes to whom connections are made; each is led home instead, or refused."""
    found: list[object] = []
    real = asyncio.SelectorEventLoop.sock_connect

    async def note(self: asyncio.SelectorEventLoop, made: socket.socket, where: object) -> None:
        found.append(where)
        if home is None:
            raise ConnectionRefusedError(111, "Connection refused")
        await real(self, made, home)

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", note)
    return found


def test_the_connection_is_made_to_the_address_that_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DNS rebinding: the name leads to a public address when judged, and home when asked again."""
    where = called(monkeypatch, None)
    resolve = names(["93.184.215.14"], ["127.0.0.1"])
    reply = asked("http://rebound.example.org/", PUBLIC, resolve=resolve)
    assert where == [("93.184.215.14", 80)]
    assert reply.rule == "unreachable"


def test_a_connection_that_ends_up_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A transparent proxy or a rewritten route: the peer isn't who was called."""
    with serving({"/": ok(b"secret")}) as server:
        called(monkeypatch, ("127.0.0.1", server.port))
        reply = asked(
            f"http://rebound.example.org:{server.port}/", PUBLIC, resolve=names(["93.184.215.14"])
        )
        assert server.asked == []
    assert (reply.rule, reply.status) == ("refused", 0)
    assert "another address" in reply.why


def test_all_addresses_of_a_name_are_tried() -> None:
    with serving({"/": ok(b"Beds")}) as server:
        reply = asked(
            f"http://coast.example.org:{server.port}/", resolve=names(["127.9.9.9", "127.0.0.1"])
        )
    assert reply.body == b"Beds"


def test_an_international_name_is_looked_up_and_named_as_dns_has_it() -> None:
    looked: list[str] = []

    async def resolve(host: str, _: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"]

    with serving({"/": ok(b"Beds")}) as server:
        reply = asked(f"http://Küste.example.org:{server.port}/", resolve=resolve)
        assert server.asked[0].field("Host") == f"xn--kste-0ra.example.org:{server.port}"
    assert looked == ["xn--kste-0ra.example.org"]
    assert reply.body == b"Beds"


# --- TLS -----------------------------------------------------------------------------------------


def authority(name: str) -> tuple[trustme.CA, ssl.SSLContext]:
    made = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.issue_cert(name).configure_cert(context)
    return made, context


def test_tls_is_done_under_the_name_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    made, context = authority("coast.example.org")
    trusting = ssl.create_default_context()
    made.configure_trust(trusting)
    home = names(["127.0.0.1"])
    with serving({"/": ok(b"Beds")}, tls=context) as server:
        url = f"https://coast.example.org:{server.port}/"
        reply = asked(url, resolve=home)
        assert (reply.rule, reply.status) == ("certificate", 0), reply.why
        anyone = Bounds(loopback=True, any_certificate=True)
        assert asked(url, anyone, resolve=home).body == b"Beds"
        monkeypatch.setattr(connecting, "context", lambda _: trusting)
        assert asked(url, resolve=home).body == b"Beds"
        wrong = asked(url.replace("coast", "other"), resolve=home)
        assert wrong.rule == "certificate"
        assert "can't be trusted" in wrong.why


def test_an_expired_certificate_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    made = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.issue_cert("a.example.org", not_after=datetime(2020, 1, 1, tzinfo=UTC)).configure_cert(
        context
    )
    trusting = ssl.create_default_context()
    made.configure_trust(trusting)
    monkeypatch.setattr(connecting, "context", lambda _: trusting)
    with serving({"/": ok(b"Beds")}, tls=context) as server:
        reply = asked(f"https://a.example.org:{server.port}/", resolve=names(["127.0.0.1"]))
    assert reply.rule == "certificate"
    assert "expired" in reply.why


def test_a_server_that_speaks_no_tls_is_told() -> None:
    def answer() -> None:
        made, _ = plain.accept()
        made.sendall(b"220 mail.example ESMTP\r\n")
        made.close()

    with socket.create_server(("127.0.0.1", 0)) as plain:
        thread = threading.Thread(target=answer)
        thread.start()
        reply = asked(f"https://127.0.0.1:{plain.getsockname()[1]}/")
        thread.join()
    assert reply.rule == "tls"


def test_a_server_that_says_nothing_to_tls_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        reply = asked(f"https://127.0.0.1:{mute.getsockname()[1]}/", QUICK)
    assert reply.rule == "timeout"
    assert "TLS" in reply.why
