"""Processes are called before it is known what they ask, where they are worth it, and none is left."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collect.web.server import ok, serving
from sourcebook.check.links import saying
from sourcebook.check.links.calling import Calls
from sourcebook.check.links.checking import chosen as choose
from sourcebook.check.links.running import Manner
from sourcebook.collect.web.asking import Bounds
from sourcebook.library import Library
from sourcebook.records import Address, Entry
from sourcebook.values.processors import processors

pytestmark = pytest.mark.skipif(os.name != "posix", reason="one process asks there")
BOUNDS = Bounds(loopback=True, silence=2.0, patience=5.0)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were begun."""
    found: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *given: Any, **how: Any) -> None:
            super().__init__(*given, **how)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return found


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "lib", title="L") as made:
        yield made


def put(library: Library, urls: list[str]) -> None:
    library.put(
        (Entry(id=f"e{n}", title="Beds", addresses=(Address(url=u),)) for n, u in enumerate(urls)),
        who="me",
    )


def ended(line: socket.socket) -> bool:
    """Whether nobody holds the other end any more."""
    line.settimeout(10)
    return line.recv(1) == b""


def test_who_was_called_and_not_taken_is_ended(begun: list[subprocess.Popen[bytes]]) -> None:
    with Calls(3) as calls:
        taken = [calls.take(), calls.take()]
        for line in taken:
            line.close()
    assert [process.returncode for process in begun] == [0] * len(begun)


def test_each_called_serves_a_connection_of_its_own(begun: list[subprocess.Popen[bytes]]) -> None:
    with Calls(2) as calls:
        one, other = calls.take(), calls.take()
        one.sendall(saying.frame([saying.Begin([], Manner(limits=BOUNDS), 1)]))
        (length,) = saying.LENGTH.unpack(one.recv(saying.LENGTH.size))
        assert saying.heard(one.recv(length)) == [saying.Done([])]
        assert ended(one)
        other.settimeout(0.2)
        with pytest.raises(TimeoutError):  # that one has heard nothing yet
            other.recv(1)
        one.close()
        other.close()
    assert begun[0].returncode == 0


def test_more_are_called_than_were_at_first_where_more_are_taken(
    begun: list[subprocess.Popen[bytes]],
) -> None:
    with Calls() as calls:
        assert begun == []
        calls.take().close()
        assert len(begun) == 1
    assert begun[0].returncode == 0


@pytest.mark.parametrize("hosts", [2, 1])  # of one host, one process asks: no other is needed
def test_they_begin_while_the_library_is_read(
    library: Library,
    begun: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
    hosts: int,
) -> None:
    had: list[int] = []

    def chosen(*given: Any, **how: Any) -> Any:
        had.append(len(begun))
        return choose(*given, **how)

    monkeypatch.setattr("sourcebook.check.links.library.chosen", chosen)
    page = ok(b"<title>Beds</title>", "Content-Type: text/html")
    with serving({"*": page, "/robots.txt": ok(b"")}) as server:
        put(library, [f"http://h{n % hosts}.localhost:{server.port}/{n}" for n in range(6)])
        found = library.check_links(every=True, delay=0.0, bounds=BOUNDS, processes=2)
    assert {check.standing for check in found.checks} == {"alive"}
    assert had == [1 if sys.platform == "linux" else 2]  # one that divides
    assert len(begun) == had[0]
    assert all(process.poll() == 0 for process in begun)


def test_none_is_called_where_politeness_lets_few_through(
    library: Library, begun: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, [f"http://h{n}.localhost/" for n in range(1_200)])

    def stopped(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("sourcebook.check.links.library.chosen", stopped)
    for delay, called in ((2.0, 0), (0.0, min(8, processors()))):
        begun.clear()
        with pytest.raises(KeyboardInterrupt):
            library.check_links(every=True, delay=delay, bounds=BOUNDS)
        assert bool(begun) == (called > 1)
        assert all(process.poll() == 0 for process in begun)
