"""Connections are used again only in step, kept within their number, and never left open."""

import asyncio
import gc
import os
import socket
import time
import warnings
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from collect.web.lively import Lively, living
from collect.web.server import ok
from sourcebook.collect.web.asking import Asker, Bounds, Reply

NewLoop = Callable[[], asyncio.AbstractEventLoop]
LOOPS: list[NewLoop] = [asyncio.new_event_loop]
with suppress(ImportError):
    import uvloop

    LOOPS.append(uvloop.new_event_loop)
LOOP = Bounds(largest=100_000, patience=3.0, silence=0.5, loopback=True)


def sockets() -> int:
    """How many sockets this process has open."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("needs /proc")
    found = 0
    for name in os.listdir(folder):
        try:
            found += (folder / name).readlink().name.startswith("socket:")
        except OSError:
            continue
    return found


def run(work: Coroutine[object, object, None]) -> None:
    """Run it; a socket or task that is left behind is an error."""
    before = sockets()
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        asyncio.run(work)
        gc.collect()
    assert sockets() == before


def page(_: Lively, path: bytes) -> bytes:
    return ok(b"page " + path)


def test_connections_are_used_again_and_answers_stay_in_step() -> None:
    async def work() -> None:
        async with living(page) as lively, Asker(limits=LOOP) as asker:

            async def chain(name: str) -> None:
                for number in range(20):
                    path = f"/{name}/{number}"
                    reply = await asker.ask(lively.url(path))
                    assert reply.body == f"page {path}".encode(), reply.why

            await asyncio.gather(*(chain(name) for name in "abcdef"))
        assert lively.made <= 6
        assert len(lively.asked) == 120

    run(work())


@pytest.mark.slow
@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx",
        ok(b"x") + ok(b"smuggled"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
        + ok(b"smuggled"),
        ok(b"x" * 100_001),
        b"HTTP/1.1 204 None\r\n\r\nbody that isn't to be",
    ],
)
def test_a_connection_out_of_step_is_not_used_again(answer: bytes) -> None:
    def play(_: Lively, path: bytes) -> bytes:
        return answer if path == b"/odd" else ok(b"page " + path)

    async def work() -> None:
        async with living(play) as lively, Asker(limits=LOOP) as asker:
            first = await asker.ask(lively.url("/odd"))
            assert first.rule == ""
            assert (await asker.ask(lively.url("/next"))).body == b"page /next"
        assert [number for number, _ in lively.asked] == [1, 2]

    run(work())


def test_a_second_answer_that_comes_late_is_not_taken_for_the_next() -> None:
    async def work() -> None:
        async with living(page) as lively, Asker(limits=LOOP) as asker:
            lively.late = ok(b"smuggled")
            assert (await asker.ask(lively.url("/one"))).body == b"page /one"
            await asyncio.sleep(0.1)
            assert (await asker.ask(lively.url("/two"))).body == b"page /two"
        assert lively.made == 2

    run(work())


def test_a_second_answer_that_waits_unread_is_not_taken_for_the_next() -> None:
    """It comes while this process is at something else, and the next request is due at once."""

    held: list[socket.socket] = []

    def answer(first: bytes) -> None:
        made, _ = listening.accept()
        made.recv(65_536)
        made.sendall(ok(first))
        time.sleep(0.02)
        made.sendall(ok(b"smuggled"))
        held.append(made)

    async def work() -> None:
        port = listening.getsockname()[1]
        async with Asker(limits=LOOP) as asker:
            with ThreadPoolExecutor(2) as threads:
                for body in (b"one", b"two"):
                    threads.submit(answer, body)
                    assert (await asker.ask(f"http://127.0.0.1:{port}/")).body == body
                    time.sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(2)
        asyncio.run(work())
    for made in held:
        made.close()
    assert len(held) == 2


def test_a_connection_closed_while_idle_is_replaced_unseen() -> None:
    """The server closes after each answer without having said so."""

    def play(_: Lively, path: bytes) -> bytes:
        return ok(path) + b"CLOSE"

    async def work() -> None:
        async with living(play) as lively, Asker(limits=LOOP) as asker:
            for number in range(20):
                reply = await asker.ask(lively.url(f"/{number}"))
                assert reply.body == f"/{number}".encode(), reply.why
                if number % 2:
                    await asyncio.sleep(0.005)

    run(work())


def test_a_request_that_was_begun_to_be_answered_is_not_sent_again() -> None:
    def play(_: Lively, path: bytes) -> bytes:
        return b"HTTP/1.1 200 OCLOSE" if path == b"/broken" else ok(b"x")

    async def work() -> None:
        async with living(play) as lively, Asker(limits=LOOP) as asker:
            await asker.ask(lively.url("/"))
            assert (await asker.ask(lively.url("/broken"))).rule == "broken off"
        assert [path for _, path in lively.asked] == ["/", "/broken"]

    run(work())


def test_hosts_on_one_address_share_no_connection() -> None:
    """The name a connection was made for counts: behind one address there may be many servers."""

    async def resolve(_: str, __: int) -> list[str]:
        return ["127.0.0.1"]

    async def work() -> None:
        async with living(page) as lively, Asker(limits=LOOP, resolve=resolve) as asker:
            for host in ("a.example.org", "b.example.org", "a.example.org"):
                await asker.ask(lively.url("/", host))
        assert [number for number, _ in lively.asked] == [1, 2, 1]

    run(work())


def test_no_more_connections_than_allowed_are_open_at_once() -> None:
    async def play(_: Lively, path: bytes) -> bytes:
        await asyncio.sleep(0.01)
        return ok(b"page " + path)

    async def work() -> None:
        few = Bounds(connections=4, loopback=True)
        async with living(play) as lively, Asker(limits=few) as asker:
            replies = await asyncio.gather(
                *(asker.ask(lively.url("/", f"127.0.1.{host}")) for host in range(1, 31))
            )
            assert all(reply.body == b"page /" for reply in replies)
            await asyncio.sleep(0.02)
            assert lively.open <= 4
        assert lively.most <= 8  # the server sees a closing a moment later

    run(work())


@pytest.mark.slow
def test_idle_connections_are_closed_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcebook.collect.web.lines.IDLE", 0.05)

    async def work() -> None:
        async with living(page) as lively, Asker(limits=LOOP) as asker:
            await asker.ask(lively.url("/"))
            assert lively.open == 1
            await asyncio.sleep(0.3)
            assert lively.open == 0

    run(work())


Stage = Callable[[Lively, bytes], Awaitable[bytes] | bytes]


async def mute(_: Lively, __: bytes) -> bytes:
    await asyncio.sleep(60)
    return b""


def half(_: Lively, __: bytes) -> bytes:
    return ok(b"x" * 1000)[:-900]


@pytest.mark.slow
@pytest.mark.parametrize("play", [mute, half])
def test_what_is_cancelled_leaves_no_connection_open(play: Stage) -> None:
    async def work() -> None:
        before = sockets()
        async with living(play) as lively, Asker(limits=LOOP) as asker:
            tasks = [asyncio.create_task(asker.ask(lively.url(f"/{n}"))) for n in range(5)]
            await asyncio.sleep(0.1)
            for task in tasks:
                task.cancel()
            done = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(one, asyncio.CancelledError) for one in done)
            await asyncio.sleep(0.05)
            assert lively.made == 5
            assert sockets() == before + 1 + lively.open  # those of the server

    run(work())


def test_what_is_cancelled_while_connecting_leaves_no_connection_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def never(*_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", never)

    async def work() -> None:
        before = sockets()
        async with Asker(limits=LOOP) as asker:
            task = asyncio.create_task(asker.ask("http://127.0.0.1:4567/"))
            await asyncio.sleep(0.05)
            task.cancel()
            assert isinstance(
                (await asyncio.gather(task, return_exceptions=True))[0], BaseException
            )
            assert sockets() <= before

    run(work())


def test_a_run_that_ends_early_tells_those_who_wait() -> None:
    async def work() -> None:
        async with living(mute) as lively:
            async with Asker(limits=LOOP) as asker:
                task = asyncio.create_task(asker.ask(lively.url("/")))
                await asyncio.sleep(0.05)
            reply: Reply = await task
            assert (reply.rule, reply.why) == ("broken off", "asking was ended")
            assert (await asker.ask(lively.url("/"))).rule == "broken off"

    run(work())


@pytest.mark.parametrize("loop", LOOPS)
def test_a_refused_connection_is_told_in_the_same_words_by_every_loop(loop: NewLoop) -> None:
    async def work() -> Reply:
        async with Asker(limits=LOOP) as asker:
            return await asker.ask(f"http://127.0.0.1:{port}/")

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with asyncio.Runner(loop_factory=loop) as runner:
        reply = runner.run(work())
    assert reply.rule == "unreachable"
    assert reply.why == "127.0.0.1 can't be reached (Connection refused)"


def test_when_files_run_out_it_is_not_put_down_to_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def full(*_: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", full)

    async def work() -> None:
        async with Asker(limits=LOOP) as asker:
            reply = await asker.ask("http://127.0.0.1:4567/")
            assert reply.rule == "no room"
            assert "this machine" in reply.why

    run(work())
