"""Make the search's files in a process of its own. I/O: starts it, and speaks with it through pipes.

The child is told ``Order``, then things by the hundred; it asks what values of facets are called, and answers with the
files it wrote, or with what went wrong. It ends with its parent, however that ends, and writes nothing afterwards.
"""

import errno
import gc
import os
import signal
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Self

import msgspec
from msgspec import Struct

from sourcebook.errors import SourcebookError
from sourcebook.publish.searching.findable import Findable
from sourcebook.publish.searching.index import pack, unpack
from sourcebook.publish.searching.whole import Here, Making, Order
from sourcebook.values.processors import processors

if TYPE_CHECKING:
    from sourcebook.publish.searching.labels import Labels

MANY = 2_000  # things for which a second process is worth its start, a third of a second
_AT_ONCE = 1 << 17  # bytes of things that are sent at once
_ROOM = 1 << 20  # bytes that a pipe holds where the system lets it, so that pages seldom wait
_LENGTH = 4  # bytes that tell a message's length
_START = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from sourcebook.publish.searching.beside import serve; serve(int(sys.argv[1]))"
)
_READY = b"+"
_DEATH = 1  # PR_SET_PDEATHSIG, linux/prctl.h
# numpy starts a thread a processor for matrices, of which an index has none: a tenth of a CPU second
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}


def making(order: Order, things: int) -> Making:
    """What makes the files for so many things."""
    return Beside(order) if things > MANY and processors() > 1 else Here(order)


class Said(Struct, frozen=True, kw_only=True):
    """What a child says: whose values' names it asks for, of what facet; or, at the end, (path, whether it
    differs) of its files; or a fault of the system, by its number; or another, in words."""

    facet: str = ""
    values: list[str] = []
    files: list[tuple[str, bool]] = []
    fault: int = 0
    file: str = ""
    says: str = ""


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(_LENGTH) + message)
    pipe.flush()


def _messages(pipe: IO[bytes]) -> Iterator[bytes]:
    while lead := pipe.read(_LENGTH):
        length = int.from_bytes(lead)
        message = pipe.read(length)
        if len(lead) < _LENGTH or len(message) < length:
            return
        yield message


class Beside:
    """Makes the files in another process; here, where there can't be one."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._waiting: list[bytes] = []
        self._size = 0
        self._here: Here | None = None
        self._labels: Labels | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._ready = False
        try:
            self._child = _started()
        except (OSError, ValueError, subprocess.SubprocessError):
            self._here = Here(order)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        if self._here is not None:
            self._here.__exit__()

    def _close(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.poll() is None:
            child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def take(self, found: Findable) -> None:
        """Take in a thing."""
        if self._here is not None:
            self._here.take(found)
            return
        packed = pack(found)
        self._waiting.append(packed)
        self._size += len(packed)
        if self._size >= _AT_ONCE:
            self._pass_on()

    def _pass_on(self) -> None:
        """Send what waits; take it in here if the child never began."""
        child, some = self._child, self._waiting
        self._waiting, self._size = [], 0
        assert child is not None
        assert child.stdout is not None
        if not self._ready:
            if child.stdout.read(1) != _READY:
                self._stay(some)
                return
            self._ready = True
            self._tell(pack(self._order))
        self._tell(pack(some))

    def _stay(self, some: list[bytes]) -> None:
        self._close()
        self._here = Here(self._order)
        for packed in some:
            self._here.take(unpack(packed), packed)

    def end(self, labels: "Labels") -> None:
        """That was all."""
        if self._here is None:
            self._pass_on()
        if self._here is not None:
            self._here.end(labels)
            return
        self._labels = labels
        self._tell(b"")

    def _tell(self, message: bytes) -> None:
        assert self._child is not None
        assert self._child.stdin is not None
        try:
            _send(self._child.stdin, message)
        except BrokenPipeError:
            self._answer()  # says why

    def files(self) -> Iterator[tuple[str, bool]]:
        """The files that were written."""
        if self._here is not None:
            yield from self._here.files()
        else:
            yield from self._answer()

    def _answer(self) -> list[tuple[str, bool]]:
        """The child's answer, when it has one; raises what it met."""
        child = self._child
        assert child is not None
        assert child.stdout is not None
        for message in _messages(child.stdout):
            said = msgspec.msgpack.decode(message, type=Said)
            if not said.facet or self._labels is None:
                break
            self._tell(pack(self._labels.of(said.facet, said.values)))
        else:
            code = child.wait()
            raise SourcebookError(
                "the site's search",
                f"the process that made its index was stopped ({code}); build again. The site is as it was",
            )
        child.wait()
        if said.fault:
            raise OSError(said.fault, said.says, said.file)
        if said.says:
            raise RuntimeError(f"the search's index could not be made\n{said.says}")
        return said.files


def _started() -> subprocess.Popen[bytes]:
    if not sys.executable or getattr(sys, "frozen", False):
        raise OSError(errno.ENOENT, "no interpreter is known")
    child = subprocess.Popen(
        [sys.executable, "-c", _START, str(os.getpid()), *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | _ALONE,
    )
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        assert child.stdin is not None
        fcntl.fcntl(child.stdin, fcntl.F_SETPIPE_SZ, _ROOM)
    return child


# --- in the child ---------------------------------------------------------------------------------
def _end_with(parent: int) -> None:
    """Have the system end this process with its parent, where it can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what a reader's Ctrl-C ends
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_DEATH, signal.SIGKILL)
    _go_on(parent)


def _go_on(parent: int) -> None:
    """End here if the parent is gone."""
    if os.getppid() != parent and os.name == "posix":
        os._exit(1)


def serve(parent: int) -> None:
    """Make the files that the parent asks for."""
    _end_with(parent)
    gc.disable()  # as in the parent
    said, asked = sys.stdout.buffer, sys.stdin.buffer
    said.write(_READY)
    said.flush()
    try:
        done = _made(parent, _messages(asked), said)
    except OSError as fault:
        file = os.fsdecode(fault.filename or "")
        done = Said(fault=fault.errno or errno.EIO, says=fault.strerror or str(fault), file=file)
    except sqlite3.OperationalError as fault:
        full = "full" in str(fault)
        done = Said(fault=errno.ENOSPC if full else errno.EIO, says=str(fault))
    except Exception:
        done = Said(says=traceback.format_exc())
    if done is not None:
        _send(said, pack(done))
    os._exit(0)  # nothing is left to be put away, and that would take a while


def _made(parent: int, messages: Iterator[bytes], said: IO[bytes]) -> Said | None:
    """What was made; None where the parent gave up."""
    order = msgspec.msgpack.decode(next(messages, b"\x80"), type=Order)
    names = msgspec.msgpack.Decoder(dict[str, str]).decode
    packs = msgspec.msgpack.Decoder(list[bytes]).decode

    def named(facet: str, values: Iterable[str]) -> Mapping[str, str]:
        _send(said, pack(Said(facet=facet, values=list(values))))
        return names(next(messages, b"\x80"))  # nothing: the parent gave up, and this ends soon

    with Here(order, named) as here:
        for message in messages:
            if not message:
                break
            for packed in packs(message):
                here.take(unpack(packed), packed)
        else:
            return None
        files = []
        for one in here.files():
            files.append(one)
            _go_on(parent)
    return Said(files=files)
