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

from msgspec import Struct

PATIENCE = 5.0  # seconds that a process has to end by itself


def can_call() -> bool:
    """Whether processes can be handed a connection here (not on Windows)."""
    return os.name == "posix"


class Called(Struct, frozen=True):
    """A process, and our end of the connection with it."""

    process: "subprocess.Popen[bytes]"
    line: socket.socket

    def end(self) -> None:
        """Wait until the process ends, which it does once its connection is closed."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
            return
        self.process.kill()
        self.process.wait()


def call() -> Called:
    """Begin a process (``check.links.worker``)."""
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-m", "sourcebook.check.links.worker", str(theirs.fileno())]
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    return Called(process, ours)


class Calls:
    """The processes of one run, ``early`` of them called at once and more as they are taken. A context
    manager, which ends those that nobody took."""

    def __init__(self, early: int = 0) -> None:
        self._waiting = [call() for _ in range(early)] if can_call() else []

    def take(self) -> Called:
        """A process to work with; who takes it ends it."""
        return self._waiting.pop() if self._waiting else call()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.dismiss()

    def dismiss(self) -> None:
        """End those that nobody took."""
        while self._waiting:
            called = self._waiting.pop()
            called.line.close()
            called.end()
