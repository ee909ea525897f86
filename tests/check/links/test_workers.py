"""Several processes find what one does, as politely, and what one of them leaves is not lost."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collect.web.server import Asked, Server, moved, ok, serving
from sourcebook.check.links import saying
from sourcebook.check.links.due import Order
from sourcebook.check.links.known import Expected, Known
from sourcebook.check.links.running import Manner
from sourcebook.collect.web.asking import Bounds
from sourcebook.errors import Failed
from sourcebook.library import Library
from sourcebook.records import Address, Check, Entry

pytestmark = pytest.mark.skipif(os.name != "posix", reason="one process asks there")
BOUNDS = Bounds(loopback=True, silence=2.0, patience=5.0)
PAGE = ok(b"<title>Port City Opens Second Shelter</title><p>Beds.", "Content-Type: text/html")
SORRY = ok(b"<title>Page not found</title><h1>Page not found</h1>", "Content-Type: text/html")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "lib", title="L") as made:
        yield made


def at(server: Server, host: str, path: str) -> str:
    return f"http://{host}.localhost:{server.port}{path}"


def put(library: Library, urls: list[str]) -> None:
    library.put(
        (
            Entry(id=f"e{n}", title="Port City Opens Second Shelter", addresses=(Address(url=url),))
            for n, url in enumerate(urls)
        ),
        who="me",
    )


def checked(library: Library, processes: int, **how: Any) -> dict[str, Check]:
    found = library.check_links(
        every=True, delay=0.0, bounds=BOUNDS, processes=processes, afresh=True, **how
    )
    return {check.url: check for check in found.checks}


def seen(check: Check) -> tuple[object, ...]:
    return (
        check.standing, check.why, check.signs, check.hops, check.title, check.digest, check.length,
        check.media_type, check.fault, check.says, check.how,
    )  # fmt: skip


def test_two_processes_find_what_one_does_and_keep_it(library: Library) -> None:
    answers: dict[str, Any] = {
        "/a": PAGE, "/old": moved("/a"), "/sorry": SORRY, "/busy": ok(b"", status="503 Busy"),
    }  # fmt: skip
    with serving(answers) as server:
        answers["/away"] = moved(at(server, "two", "/a"))
        urls = [
            at(server, host, path)
            for host in ("one", "two", "three")
            for path in ("/a", "/old", "/sorry", "/busy", "/away", "/none")
        ]
        put(library, [*urls, "https://nobody.invalid/"])
        told: list[tuple[int, int]] = []
        alone = checked(library, 1)
        both = checked(library, 2, tell=lambda _, done, of: told.append((done, of)))
        assert len(both) == 19
        assert {url: seen(check) for url, check in both.items()} == {
            url: seen(check) for url, check in alone.items()
        }
    assert told == [(n + 1, 19) for n in range(19)]
    newest = library.store.last_checks()
    assert {check.url: check for check in newest.values()} == both
    for entry in library.entries():
        assert entry.addresses[0].standing == both[str(entry.addresses[0].url)].standing


def test_what_a_process_found_comes_whole_however_late_it_is_read() -> None:
    """All is ready before anybody reads, and the connection holds little at a time."""
    url = f"http://10.0.0.1/{'x' * 100}"  # of a private network: refused, never asked
    orders = [Order(url=f"{url}{n}", key=f"{n}", entries=()) for n in range(100)]
    ours, theirs = socket.socketpair()
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
    with ours:

        def slowly(length: int) -> bytes:
            come = b""
            while len(come) < length:
                time.sleep(0.0002)
                piece = ours.recv(min(2_048, length - len(come)))
                assert piece, "it ended before all was said"
                come += piece
            return come

        def heard() -> list[saying.Heard]:
            (length,) = saying.LENGTH.unpack(slowly(saying.LENGTH.size))
            return saying.heard(slowly(length))

        with theirs:
            command = [sys.executable, "-m", "sourcebook.check.links.worker", str(theirs.fileno())]
            process = subprocess.Popen(command, pass_fds=[theirs.fileno()])
        ours.sendall(saying.frame([saying.Begin(orders, Manner(limits=BOUNDS), 1)]))
        assert heard() == [saying.Need(0)]
        ours.sendall(saying.frame([saying.Know(0, [Known(expected=Expected())] * len(orders))]))
        told: list[saying.Heard] = []
        while not told or not isinstance(told[-1], saying.Done):
            told += heard()
    assert sum(isinstance(one, saying.Found) for one in told) == len(orders)
    assert process.wait(10) == 0


@pytest.mark.slow
def test_a_host_that_two_processes_are_led_to_is_asked_by_one_at_a_time(library: Library) -> None:
    begun: list[float] = []
    ended: list[float] = []

    def slowly(asked: Asked, made: Any) -> None:
        begun.append(asked.at)
        threading.Event().wait(0.02)
        ended.append(time.monotonic())
        made.sendall(PAGE)

    def robots(asked: Asked, made: Any) -> None:
        slow = asked.field("Host").startswith("slow")
        made.sendall(ok(b"User-agent: *\nCrawl-delay: 0.2\n" if slow else b""))

    answers: dict[str, Any] = {"/robots.txt": robots, "/slow": slowly}
    with serving(answers) as server:
        answers["*"] = moved(at(server, "slow", "/slow"))
        put(library, [at(server, host, "/a") for host in ("one", "two", "three", "four")])
        found = checked(library, 2)
    assert {check.standing for check in found.values()} == {"moved"}
    assert len(begun) == 4
    assert all(later - over >= 0.2 for over, later in zip(ended, begun[1:], strict=False))


@pytest.mark.slow
def test_a_process_that_is_killed_ends_the_run_and_what_was_found_is_kept(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *given: Any, **how: Any) -> None:
            super().__init__(*given, **how)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    found: list[Check] = []

    def kill(check: Check) -> None:
        found.append(check)
        if len(found) == 3:
            os.kill(begun[0].pid, signal.SIGKILL)

    def slowly(_: Asked, made: Any) -> None:
        threading.Event().wait(0.03)
        made.sendall(PAGE)

    with serving({"*": slowly, "/robots.txt": ok(b"")}) as server:
        put(library, [at(server, f"h{n % 4}", f"/{n}") for n in range(40)])
        with pytest.raises(Failed, match="was ended"):
            library.check_links(
                every=True, delay=0.0, bounds=BOUNDS, processes=2, at_once=4, heard=kill
            )
        kept = library.store.last_checks()
        assert {check.url for check in kept.values()} == {check.url for check in found}
        assert len(kept) < 40
        assert all(process.poll() is not None for process in begun)
        rest = library.check_links(every=True, delay=0.0, bounds=BOUNDS, processes=2)
    assert len(rest.checks) == 40 - len(kept)
    assert {check.standing for check in library.store.last_checks().values()} == {"alive"}
