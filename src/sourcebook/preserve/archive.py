"""The folder ``captures/``: WARC files that only grow, one gzip member a record. I/O.

What is written is on the disk before anything names it; a tail that a stopped run left half-written is
cut off before the next record is added. One process writes at a time.
"""

import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from sourcebook import __version__
from sourcebook.errors import Conflict, Missing, NoRoom, Unreadable
from sourcebook.preserve.flows import Member, Torn, Window, next_member
from sourcebook.preserve.reading import Stored, read_at
from sourcebook.preserve.warc import new_id, stamp, write_head
from sourcebook.records import Place

FOLDER = "captures"
LARGEST = 1_000_000_000  # bytes of a file, after which the next is begun (ISO 28500, annex C: 1 GB)
LEVEL = 6  # of gzip: 9 takes half again as long for 1 % less on web pages
_NAME = re.compile(r"sourcebook-(\d{14})-(\d{5})\.warc\.gz")
_PIECE = 1 << 20


class Archive:
    """A library's WARC files. Reading needs nothing; to write, see ``writing``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def files(self) -> list[str]:
        """The names of the WARC files, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.glob("*.warc.gz"))

    def path(self, name: str) -> Path:
        """Where a file lies; Unreadable for a name that would lead out of the folder."""
        path = self.folder / name
        if not name or self.folder.resolve() not in path.resolve().parents:
            raise Unreadable(f"file {name!r}", "is no file of this library's captures")
        return path

    @contextmanager
    def open(self, place: Place) -> Iterator[Stored]:
        """The record at a place. Missing where the file is gone, Unreadable where there is no record;
        reading its block may raise ``flows.Torn``."""
        path = self.path(place.file)
        try:
            file: BinaryIO = path.open("rb")
        except OSError as fault:
            raise Missing(
                path, "is not there; bring it back from a copy of the folder captures/"
            ) from fault
        with file:
            try:
                yield read_at(file, place.offset)
            except Torn as fault:
                raise Unreadable(f"{path}, byte {fault.at}", fault.why) from fault

    def writing(self, *, sealed: "dict[str, int] | None" = None) -> "Writer":
        """Open for adding, alone; a context manager. ``sealed`` says up to where each file is known
        to be whole, so that only the rest is looked through. Conflict where another writes."""
        return Writer(self, sealed or {})


class Writer:
    """Adds records to the newest file. ``cut`` tells what was cut off when it was opened: (file,
    where, how many bytes)."""

    def __init__(self, archive: Archive, sealed: dict[str, int]) -> None:
        self.archive = archive
        self.cut: list[tuple[str, int, int]] = []
        self._sealed = sealed
        self._lock: _Lock | None = None
        self._out: BinaryIO | None = None
        self._name = ""
        self._end = 0

    def __enter__(self) -> Self:
        folder = self.archive.folder
        try:
            folder.mkdir(exist_ok=True)
            self._lock = _Lock(folder / ".lock")
            self._mend()
        except OSError as fault:
            self._close()
            raise NoRoom(folder, f"can't be written ({fault.strerror or fault})") from fault
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._out is not None:
            self._out.close()
            self._out = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _mend(self) -> None:
        """Cut off what a stopped run left half-written at the end of the newest file."""
        names = [name for name in self.archive.files() if _NAME.fullmatch(name)]
        for name in names[-1:]:
            path = self.archive.path(name)
            size = path.stat().st_size
            end = whole_end(path, start=min(self._sealed.get(name, 0), size))
            if end < size:
                with path.open("r+b") as file:
                    file.truncate(end)
                    os.fsync(file.fileno())
                self.cut.append((name, end, size - end))
            if end == 0:
                path.unlink()
                continue
            if end < LARGEST:
                self._open(name, end)

    def _open(self, name: str, end: int) -> None:
        self._name, self._end = name, end
        self._out = self.archive.path(name).open("ab")

    def _next(self) -> BinaryIO:
        """The file to add to; a new one where there is none or it is full."""
        if self._out is not None and self._end < LARGEST:
            return self._out
        if self._out is not None:
            self.sync()
            self._out.close()
        names = [found for name in self.archive.files() if (found := _NAME.fullmatch(name))]
        number = max((int(found[2]) for found in names), default=0) + 1
        now = datetime.now(UTC)
        last = max((found[1] for found in names), default="")
        moment = max(f"{now:%Y%m%d%H%M%S}", last)  # names stay in order though a clock goes back
        name = f"sourcebook-{moment}-{number:05}.warc.gz"
        out = self.archive.path(name).open("xb")
        self._out, self._name, self._end = out, name, 0
        about = (
            f"software: Sourcebook {__version__}\r\nformat: WARC File Format 1.1\r\n"
            "conformsTo: https://iipc.github.io/warc-specifications/specifications/"
            "warc-format/warc-1.1/\r\n"
        ).encode()
        fields = [
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", new_id()),
            ("WARC-Date", stamp(now)),
            ("WARC-Filename", name),
            ("Content-Type", "application/warc-fields"),
        ]
        self.add(fields, [about], len(about))
        return self._out

    def add(self, fields: Iterable[tuple[str, str]], block: Iterable[bytes], length: int) -> Place:
        """Add a record of these fields (Content-Length is added) and give its place. It isn't safe on
        the disk before ``sync``. NoRoom where the disk is full; nothing half is left then."""
        return self.add_raw(write_head([*fields, ("Content-Length", str(length))]), block, length)

    def add_raw(self, head: bytes, block: Iterable[bytes], length: int) -> Place:
        """Add a record whose head is given as bytes, its blank line too."""
        out = self._next()
        begin = self._end
        squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
        try:
            out.write(squeeze.compress(head))
            seen = 0
            for piece in block:
                seen += len(piece)
                out.write(squeeze.compress(piece))
            if seen != length:
                raise ValueError(f"a block of {length} bytes has {seen}")
            out.write(squeeze.compress(b"\r\n\r\n"))
            out.write(squeeze.flush())
            out.flush()
        except BaseException as fault:
            self._take_back(begin)
            if isinstance(fault, OSError):
                raise NoRoom(self._name, f"could not be written ({fault.strerror})") from fault
            raise
        return self._placed(begin)

    def copy(self, source: BinaryIO, start: int, end: int) -> Place:
        """Add bytes ``start`` to ``end`` of a file, one whole gzip member, as they are."""
        out = self._next()
        begin = self._end
        try:
            source.seek(start)
            left = end - start
            while left:
                piece = source.read(min(left, _PIECE))
                if not piece:
                    raise ValueError("the file got shorter while it was read")
                out.write(piece)
                left -= len(piece)
            out.flush()
        except BaseException as fault:
            self._take_back(begin)
            if isinstance(fault, OSError):
                raise NoRoom(self._name, f"could not be written ({fault.strerror})") from fault
            raise
        return self._placed(begin)

    def _placed(self, begin: int) -> Place:
        assert self._out is not None
        self._end = self._out.tell()
        return Place(file=self._name, offset=begin, length=self._end - begin)

    def _take_back(self, begin: int) -> None:
        """Leave the file as it was before the record that failed."""
        out = self._out
        if out is None:
            return
        with suppress(OSError):
            out.close()  # what is buffered may not fit either
        path = self.archive.path(self._name)
        with suppress(OSError):
            os.truncate(path, begin)
        self._out = path.open("ab")
        self._end = begin

    def sync(self) -> None:
        """See to it that all that was added is on the disk, the files' names too."""
        if self._out is None:
            return
        self._out.flush()
        os.fsync(self._out.fileno())
        with suppress(OSError, AttributeError):  # a folder can't be opened on Windows
            folder = os.open(self.archive.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def whole_end(path: Path, start: int = 0) -> int:
    """Where the last whole member of a file ends; ``start`` is the end of an earlier one. A broken
    member with a whole one after it is no torn tail: it stays, for checking to find."""
    with path.open("rb") as file:
        window = Window(file, start)
        end = start
        while window.peek(1):
            here = window.at
            if window.peek(3) != b"\x1f\x8b\x08":
                window.seek(here + 1)
                if not next_member(window):
                    return end
                continue
            member = Member(window)
            try:
                while member.piece():
                    pass
                end = member.end
            except Torn:
                window.seek(here + 1)
                if not next_member(window):
                    return end
        return end


class _Lock:
    """A lock that goes with its process, however it ends."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b")
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            self._file.close()
            raise Conflict(
                path.parent, "is written to by another Sourcebook; wait until it is done"
            ) from fault

    def close(self) -> None:
        self._file.close()
