"""robots.txt of many origins: fetched once each, within its limit, judged as RFC 9309 says."""

import asyncio
import gzip
import socket
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from collect.web.lively import Lively, living
from collect.web.server import Answer, Asked, moved, ok, serving
from sourcebook.collect.web.asking import Asker, Bounds
from sourcebook.collect.web.permitting import Permits
from sourcebook.collect.web.robots import LARGEST, Rules

SHORT = Bounds(patience=3.0, silence=0.4, loopback=True)
CLOSED = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"


def rules(url: str, limits: Bounds = SHORT) -> Rules:
    async def run() -> Rules:
        async with Asker(limits=limits) as asker:
            return await Permits(asker).rules(url)

    return asyncio.run(run())


def test_rules_are_fetched_once_however_many_wait() -> None:
    async def play(_: Lively, __: bytes) -> bytes:
        await asyncio.sleep(0.05)
        return ok(CLOSED)

    async def run() -> None:
        async with living(play) as lively, Asker(limits=SHORT) as asker:
            permits = Permits(asker)
            first = asyncio.create_task(permits.rules(lively.url("/first")))
            await asyncio.sleep(0.01)
            first.cancel()  # the others get theirs all the same
            found = await asyncio.gather(*(permits.rules(lively.url(f"/{n}")) for n in range(9)))
            found.append(await permits.rules(lively.url("/private/1")))
        assert lively.asked == [(1, "/robots.txt")]
        assert all(one is found[0] for one in found)
        assert found[0].delay == 7
        assert found[0].refusal(lively.url("/private/1"))
        assert not found[0].refusal(lively.url("/open"))

    asyncio.run(run())


@pytest.mark.parametrize(
    ("answer", "allowed", "rule"),
    [
        (ok(b"", status="404 Not Found"), True, "robots"),
        (ok(b"", status="403 Forbidden"), True, "robots"),
        (ok(b"", status="503 Unavailable"), False, "robots"),
        (b"", False, "broken off"),
        (b"SSH-2.0-OpenSSH_9\r\n", False, "robots"),
        (ok(gzip.compress(b"User-agent: *\nDisallow: /"), "Content-Encoding: gzip"), False, "robots"),
        (ok(b"<html>Not found</html>"), True, "robots"),
        (ok(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000), False, "robots"),
        (moved("http://10.0.0.1/robots.txt"), False, "robots"),
        (moved("/robots.txt"), True, "robots"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent: *\nDisallow: /\n", False, "robots"),
    ],
)  # fmt: skip
def test_a_robots_txt_that_cannot_be_had_is_judged_as_rfc_9309_says(
    answer: bytes, allowed: bool, rule: str
) -> None:
    with serving({"/robots.txt": answer}) as server:
        found = rules(server.url("/page"))
    assert (not found.refusal(server.url("/page"))) == allowed
    assert found.rule == rule


def test_a_host_that_is_not_there_is_said_to_be_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = rules(f"http://127.0.0.1:{port}/page")
    assert found.rule == "unreachable"
    assert "can't be reached" in found.refusal("/page")
    assert rules("http://10.0.0.1/page").rule == "refused"


def test_a_robots_txt_without_end_is_read_to_the_limit_only() -> None:
    sent = 0

    def endless(_: Asked, made: socket.socket) -> None:
        nonlocal sent
        made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
        made.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n")
        piece = CLOSED + b"Disallow: /more\n" * 4000
        while sent < 50_000_000:
            made.sendall(piece)
            sent += len(piece)

    answer: Answer = endless
    with serving({"/robots.txt": answer}) as server:
        found = rules(server.url("/private/1"))
        time.sleep(0.1)
    assert found.refusal(server.url("/private/1"))
    assert LARGEST <= sent < 20_000_000  # the system's own buffers hold some megabytes


def suite(shared: Path) -> Iterator[bytes]:
    path = shared / "data/suites/robots_protego/robots_test_data.tar.xz"
    if not path.is_file():
        pytest.skip("the suite of robots.txt files is absent")
    with tarfile.open(path) as packed:
        for item in packed:
            file = packed.extractfile(item)
            if file is not None:
                yield file.read()


async def _all(files: Iterator[bytes]) -> int:
    count = 0
    answer = b""

    def play(_: Lively, __: bytes) -> bytes:
        return answer

    async with living(play) as lively, Asker(limits=SHORT) as asker:
        for data in files:
            answer = ok(data)
            found = await Permits(asker).rules(lively.url("/x"))
            assert found.closed == ""
            assert isinstance(found.refusal(lively.url("/x")), str)
            count += 1
    return count


def test_some_real_files_are_read_without_failing(shared: Path) -> None:
    files = suite(shared)
    assert asyncio.run(_all(one for one, _ in zip(files, range(60), strict=False))) == 60


@pytest.mark.slow
def test_all_real_files_are_read_without_failing(shared: Path) -> None:
    assert asyncio.run(_all(suite(shared))) > 4000
