"""The texts of captures, read once and kept in the library's derived folder. I/O.

``index/texts/`` may be deleted at any time. A text is made anew when the reader's code changed: its
file is named after the capture's digest and the digest of that code.
"""

import hashlib
import os
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sourcebook.curate.source import Source
from sourcebook.errors import SourcebookError
from sourcebook.records import Capture, Entry, Finding, Run, Text
from sourcebook.store import Store

FOLDER = Path("index") / "texts"
BATCH = 32  # captures read at once, so that a library's worth is never in memory
HELD = 64  # sources kept ready; a quarter of a megabyte each

if TYPE_CHECKING:
    from sourcebook.read import Look, Pool, Seen

# What ended a reader this time may not the next time, so it isn't kept.
PASSING = frozenset({"read-time", "read-memory", "read-crash", "read-fault"})

Payload = Callable[[Capture], bytes]
Show = Callable[["Look"], "list[Seen]"]
Read = Callable[[Iterable[tuple[Capture, bytes]]], Iterator[Text]]


@cache
def reader_version() -> str:
    """A name for the code that reads: it changes with every change of that code."""
    import sourcebook.read

    made = hashlib.sha256()
    folder = Path(sourcebook.read.__file__ or "").parent
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".py", ".tsv", ".json", ".toml"}:
            made.update(str(file.relative_to(folder)).encode())
            made.update(file.read_bytes())
    return made.hexdigest()[:12]


class Texts:
    """The texts of a library's captures. ``payload`` gives a capture's bytes, ``read`` their texts."""

    def __init__(
        self,
        folder: Path,
        payload: Payload,
        read: Read,
        *,
        version: str,
        show: "Show | None" = None,
    ) -> None:
        self.folder = folder
        self.version = version
        self._show = show
        self._payload = payload
        self._read = read
        self._sources: OrderedDict[str, Source] = OrderedDict()

    def all(self, captures: Iterable[Capture]) -> Iterator[tuple[Capture, Text | Finding]]:
        """Each capture with its text, or what kept it from being read; in order."""
        rest = iter(captures)
        while batch := list(islice(rest, BATCH)):
            found: dict[str, Text | Finding] = {}
            jobs: list[tuple[Capture, bytes]] = []
            for capture in batch:
                if capture.digest in found:
                    continue
                kept = self._kept(capture.digest)
                if kept is not None:
                    found[capture.digest] = kept
                    continue
                try:
                    data = self._payload(capture)
                except SourcebookError as fault:
                    found[capture.id] = Finding(
                        rule="capture-unread",
                        subject=f"capture {capture.id}",
                        level="error",
                        says=fault.why,
                    )
                else:
                    if all(other.digest != capture.digest for other, _ in jobs):
                        jobs.append((capture, data))
            for (capture, _), text in zip(jobs, self._read(jobs), strict=True):
                made = text
                if text.capture != capture.digest:
                    made = msgspec.structs.replace(text, capture=capture.digest)
                self._keep(made)
                found[capture.digest] = made
            for capture in batch:
                yield capture, found.get(capture.digest) or found[capture.id]

    def one(self, capture: Capture) -> Text | Finding:
        """The text of one capture."""
        return next(self.all([capture]))[1]

    def kept(self, capture: Capture) -> Text | None:
        """Its text where it was read before; None where it has to be read first."""
        return self._kept(capture.digest)

    def source(self, capture: Capture) -> Source | Finding:
        """The text of one capture, ready for finding quotes in it."""
        ready = self._sources.get(capture.digest)
        if ready is not None:
            self._sources.move_to_end(capture.digest)
            return ready
        text = self.one(capture)
        if isinstance(text, Finding):
            return text
        made = self._sources[capture.digest] = Source(text)
        if len(self._sources) > HELD:
            self._sources.popitem(last=False)
        return made

    def pages(
        self,
        capture: Capture,
        runs: Sequence[Run] = (),
        *,
        draw: Sequence[int] = (),
        dpi: float = 96,
    ) -> "list[Seen]":
        """The pages of a PDF that runs of its text stand on, with their boxes, and pictures of those
        to ``draw``; none where they can't be shown, or its bytes are not there any more."""
        from sourcebook.read import Look

        if self._show is None:
            return []
        try:
            data = self._payload(capture)
        except SourcebookError:
            return []
        return self._show(Look(data=data, runs=tuple(runs), draw=tuple(draw), dpi=dpi))

    def of(self, digest: str) -> Source | None:
        """The text of a digest that was read before, ready; None where it isn't kept."""
        ready = self._sources.get(digest)
        if ready is not None:
            return ready
        text = self._kept(digest)
        return None if text is None else Source(text)

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.{self.version}"

    def _kept(self, digest: str) -> Text | None:
        try:
            return msgspec.msgpack.decode(self._path(digest).read_bytes(), type=Text)
        except (OSError, msgspec.DecodeError):  # not there, of an older form, or damaged: made anew
            return None

    def _keep(self, text: Text) -> None:
        """Write it aside and put it in place; where the folder can't be written, it isn't kept."""
        path = self._path(text.capture)
        if any(finding.rule in PASSING for finding in text.findings):
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            for name in os.listdir(path.parent):  # a pattern would be compiled for each
                if name.startswith(f"{text.capture}."):
                    path.with_name(name).unlink(missing_ok=True)
            handle, aside = tempfile.mkstemp(dir=path.parent)
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.msgpack.encode(text))
            os.replace(aside, path)
        except OSError:  # the disk is full: what was begun would keep it so
            with suppress(OSError):
                os.unlink(aside)


def newest(store: Store, entry: Entry) -> list[Capture]:
    """An entry's captures of answers that succeeded, newest first; of those of one second, the one
    that was added last."""
    there = store.many(Capture, entry.every_capture).values()
    captures = [capture for capture in there if capture.status < 400]
    captures.reverse()
    return sorted(captures, key=lambda capture: capture.at, reverse=True)


def in_processes(pool: "Pool") -> Read:
    """Read in the processes of a pool, which a hostile file may end."""
    from sourcebook.read import Job

    def read(jobs: Iterable[tuple[Capture, bytes]]) -> Iterator[Text]:
        return pool.read_all(
            Job(data=data, name=capture.file_name, url=capture.url or "", digest=capture.digest)
            for capture, data in jobs
        )

    return read
