"""I/O. Read files in processes of their own, with limits: a hostile file ends its worker, not the run.

The parent sends bytes down a pipe and gets a Text back; the worker opens no file that it is told
of. Where it dies, or takes too long, that is a finding of its file, and a new worker takes the next.
"""

import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import IO, Any

import msgspec
from msgspec import Struct

from sourcebook.read.pdf.boxes import Seen
from sourcebook.read.reading import LARGEST, unread
from sourcebook.records import Run, Text
from sourcebook.values.processors import processors

MEMORY = 2_000_000_000  # bytes of address space; 2,000 pages of PDF need 400 million
SECONDS = 120  # of processor time for one file; 2,000 pages need 30
GRACE = 3  # times that much on the clock, on a machine that does other things too
FILES = (
    300_000_000  # bytes a worker may write to one file: py3langid unpacks its model by way of one
)
SERVES = 500  # files after which a worker is replaced, so that what leaks stays small
_HEAD = struct.Struct(">Q")


class Job(Struct, tag="read"):
    """What a worker is asked to read. ``data`` are the file's bytes."""

    data: bytes
    name: str = ""
    url: str = ""
    digest: str = ""


class Look(Struct, tag="look"):
    """What a worker is asked to show of a PDF: where ``runs`` of its text stand, and pictures of the
    pages ``draw`` (by index)."""

    data: bytes
    runs: Sequence[Run] = ()
    draw: Sequence[int] = ()
    dpi: float = 96


class Limits(Struct, frozen=True):
    """What one file may use: bytes of memory, seconds of processor time."""

    memory: int = MEMORY
    seconds: int = SECONDS


class Gone(Exception):
    """The worker ended, or was ended, before it answered; the rule and words of the finding."""

    def __init__(self, rule: str, says: str) -> None:
        self.rule, self.says = rule, says
        super().__init__(says)


class Worker:
    """One process that reads one file after the other; started when first needed, and again."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.process: subprocess.Popen[bytes] | None = None
        self.served = 0

    def read(self, job: Job) -> Text:
        """The Text of a file, or one that says what became of the worker."""
        subject = job.name or job.url or "the file"
        if len(job.data) > LARGEST:
            digest = job.digest or sha256(job.data).hexdigest()
            return unread(
                subject, digest, "", "read-large", f"is over {LARGEST // 1_000_000} MB; split it"
            )
        try:
            return msgspec.msgpack.decode(self._ask(job), type=Text)
        except Gone as gone:
            self.close()
            digest = job.digest or sha256(job.data).hexdigest()
            return unread(subject, digest, "", gone.rule, gone.says)

    def look(self, look: Look) -> list[Seen]:
        """The pages asked for; none where they can't be shown."""
        try:
            return msgspec.msgpack.decode(self._ask(look), type=list[Seen])
        except (Gone, msgspec.DecodeError):
            self.close()
            return []

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "sourcebook.read.worker",
                str(self.limits.memory),
                str(self.limits.seconds),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.served = 0

    def _ask(self, job: Job | Look) -> bytes:
        if self.process is None or self.process.poll() is not None or self.served >= SERVES:
            self.close()
            self._start()
        process = self.process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        deadline = time.monotonic() + self.limits.seconds * GRACE + 10
        message = msgspec.msgpack.encode(job)
        writer = threading.Thread(target=_send, args=(process.stdin, message), daemon=True)
        writer.start()
        try:
            (length,) = _HEAD.unpack(_receive(process.stdout, _HEAD.size, deadline))
            answer = _receive(process.stdout, length, deadline)
        except EOFError:
            raise self._why() from None
        except TimeoutError:
            process.kill()
            raise Gone(
                "read-time", f"took over {self.limits.seconds} seconds to read, and was given up"
            ) from None
        finally:
            writer.join(timeout=5)
        self.served += 1
        return answer

    def _why(self) -> Gone:
        assert self.process is not None
        try:
            code = self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        if code == -getattr(signal, "SIGXCPU", 24) or (code == -signal.SIGKILL):
            return Gone(
                "read-time", f"took over {self.limits.seconds} seconds to read, and was given up"
            )
        if code == MEMORY_CODE:
            return Gone(
                "read-memory",
                f"needs more than {self.limits.memory // 1_000_000} MB to read, and was given up",
            )
        if code < 0:
            named = (
                signal.Signals(-code).name
                if -code in {s.value for s in signal.Signals}
                else str(-code)
            )
            return Gone(
                "read-crash",
                f"crashed its reader ({named}); the file is damaged, or made to do that",
            )
        return Gone(
            "read-crash", f"ended its reader (code {code}); the file is damaged, or made to do that"
        )

    def close(self) -> None:
        """End the process."""
        process, self.process = self.process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


MEMORY_CODE = 71


def _send(pipe: IO[bytes], message: bytes) -> None:
    try:
        pipe.write(_HEAD.pack(len(message)))
        pipe.write(message)
        pipe.flush()
    except (OSError, ValueError):
        pass  # the worker is gone; whoever waits for its answer finds out


def _receive(pipe: IO[bytes], length: int, deadline: float) -> bytes:
    """That many bytes. Raises EOFError where the pipe ends first, TimeoutError at the deadline."""
    parts: list[bytes] = []
    while length:
        if os.name != "nt":
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise TimeoutError
        part = os.read(pipe.fileno(), min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


class Pool:
    """Several workers. Use as a context; ``read_all`` gives Texts in the order of the jobs."""

    def __init__(self, workers: int = 0, limits: Limits | None = None) -> None:
        self.count = workers or max(1, min(8, processors()))
        self.limits = limits or Limits()
        self.free: list[Worker] = []
        self.all: list[Worker] = []
        self.threads = ThreadPoolExecutor(self.count)
        self.lock = threading.Lock()
        self.over = False

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        with self.lock:
            self.over = True
        self.threads.shutdown(wait=True, cancel_futures=True)
        for worker in self.all:
            worker.close()

    def read(self, job: Job) -> Text:
        """The Text of one file."""
        with self._worker() as worker:
            return worker.read(job)

    def look(self, look: Look) -> list[Seen]:
        """Pages of a PDF as they are shown; none where they can't be."""
        with self._worker() as worker:
            return worker.look(look)

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        with self.lock:
            if self.over:  # a thread that is late must not start a process that nobody ends
                raise RuntimeError("the pool is closed")
            worker = self.free.pop() if self.free else Worker(self.limits)
            if worker not in self.all:
                self.all.append(worker)
        try:
            yield worker
        finally:
            with self.lock:
                self.free.append(worker)

    def read_all(self, jobs: Iterable[Job]) -> Iterator[Text]:
        """The Texts of many files, in order; no more jobs are taken than are soon read."""
        waiting: list[Future[Text]] = []
        for job in jobs:
            waiting.append(self.threads.submit(self.read, job))
            if len(waiting) > self.count:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


# --- the worker's own side -------------------------------------------------------
def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the deadline alone holds there
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILES, FILES))


def _allow(seconds: int) -> None:
    """Give the process that many more seconds of processor time."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard)
    )


def serve(memory: int, seconds: int) -> None:
    """Answer jobs from standard input until it ends."""
    from sourcebook.read.reading import read

    source: Any = sys.stdin.buffer
    target: Any = sys.stdout.buffer
    _limit(memory)
    while len(head := source.read(_HEAD.size)) == _HEAD.size:
        _allow(seconds)
        try:
            job = msgspec.msgpack.decode(source.read(_HEAD.unpack(head)[0]), type=Job | Look)
            if isinstance(job, Look):
                _answer(target, _shown(job))
                continue
            text = read(job.data, name=job.name, url=job.url, digest=job.digest)
            answer = msgspec.msgpack.encode(text)
            if any(finding.rule == "read-memory" for finding in text.findings):
                # what a parser in C left half done is better not built upon
                os._exit(MEMORY_CODE)
        except MemoryError:
            os._exit(MEMORY_CODE)
        except Exception as fault:  # the last line of a worker: it says what failed
            if isinstance(job, Look):
                _answer(target, msgspec.msgpack.encode([]))
                continue
            subject = job.name or job.url or "the file"
            says = f"can't be read: a fault of ours ({type(fault).__name__}: {fault}); please report it"
            digest = job.digest or sha256(job.data).hexdigest()
            answer = msgspec.msgpack.encode(unread(subject, digest, "", "read-fault", says))
        _answer(target, answer)


def _shown(job: Look) -> bytes:
    from sourcebook.errors import SourcebookError
    from sourcebook.read.pdf.boxes import look

    try:
        found = look(job.data, job.runs, draw=job.draw, dpi=job.dpi)
    except SourcebookError:  # no PDF that opens: there is nothing to show
        found = []
    return msgspec.msgpack.encode(found)


def _answer(target: Any, answer: bytes) -> None:
    target.write(_HEAD.pack(len(answer)))
    target.write(answer)
    target.flush()


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
