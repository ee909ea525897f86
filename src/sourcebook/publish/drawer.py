"""Keep what lists show of entries until the lists are made. I/O: a file without a name.

Lists are made after all entries, and what they show of ten thousand weighs a hundred megabytes. In a
file it costs no memory, and nothing has to be made twice; the system removes the file however a
build ends.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Self

_AT_ONCE = 1 << 20  # bytes written at once
_LENGTH = 32  # the lower bits of an address are the piece's length, in bytes
_PREAD: Callable[[int, int, int], bytes] | None = getattr(os, "pread", None)  # Windows has none


class Drawer:
    """Pieces by their addresses, which are plain numbers; ``beside`` is a folder on the disk whose
    room they may take."""

    def __init__(self, beside: Path) -> None:
        self._beside = beside
        self._file: IO[bytes] | None = None
        self._written = 0
        self._waiting = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def put(self, piece: bytes) -> int:
        """Keep a piece; gives its address."""
        address = (self._written + len(self._waiting)) << _LENGTH | len(piece)
        self._waiting += piece
        if len(self._waiting) >= _AT_ONCE:
            self._write()
        return address

    def get(self, address: int) -> bytes:
        """The piece at an address."""
        at, length = address >> _LENGTH, address & (1 << _LENGTH) - 1
        if at >= self._written:
            at -= self._written
            return bytes(self._waiting[at : at + length])
        assert self._file is not None
        if _PREAD is not None:  # one call of the system in place of two, some ten for each entry
            return _PREAD(self._file.fileno(), length, at)
        self._file.seek(at)
        return self._file.read(length)

    def _write(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._beside, buffering=0)  # noqa: SIM115
        self._file.seek(self._written)
        waiting = memoryview(self._waiting)
        while waiting:
            waiting = waiting[self._file.write(waiting) :]
        self._written += len(self._waiting)
        self._waiting = bytearray()
