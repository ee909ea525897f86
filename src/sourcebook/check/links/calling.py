"""Call the processes that will ask a run's addresses, and wait for them to end. I/O.

They take a fifth of a second to begin, so they are called before it is known what they ask: what isn't
needed ends at once.
"""

import os
import socket
import subprocess
import sys
from contextlib import suppress
from types import TracebackType
from typing import Self

PATIENCE = 5.0  # seconds that a process has to end by itself


def can_call() -> bool:
    """Whether processes can be handed a connection here (not on Windows)."""
    return os.name == "posix"


class Calls:
    """The processes of one run (``check.links.worker``), ``early`` of them called at once. A context
    manager, which waits until all have ended; a process does once its connection is closed."""

    def __init__(self, early: int = 0) -> None:
        self._waiting: list[socket.socket] = []
        self._begun: list[subprocess.Popen[bytes]] = []
        self.at_least(early)

    def at_least(self, count: int) -> None:
        """Call more, where so many don't wait."""
        missing = count - len(self._waiting)
        if missing <= 0 or not can_call():
            return
        # one process that has all loaded divides into as many; on macOS what the system loads bears no fork
        for size in [missing] if sys.platform == "linux" else [1] * missing:
            self._call(size)

    def _call(self, count: int) -> None:
        pairs = [socket.socketpair() for _ in range(count)]
        theirs = [their.fileno() for _, their in pairs]
        command = [sys.executable, "-m", "sourcebook.check.links.worker", *map(str, theirs)]
        self._begun.append(
            subprocess.Popen(command, pass_fds=theirs, stdin=subprocess.DEVNULL),
        )
        for ours, their in pairs:
            their.close()
            self._waiting.append(ours)

    def take(self) -> socket.socket:
        """The connection with a process; who takes it closes it."""
        self.at_least(1)
        return self._waiting.pop()

    def dismiss(self) -> None:
        """End those that nobody took."""
        while self._waiting:
            self._waiting.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.dismiss()
        while self._begun:
            _end(self._begun.pop())


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
        return
    process.kill()
    process.wait()
