"""Undo content codings (gzip, deflate, br, zstd) in streams, within limits. Pure.

A bomb is told by what comes out, never by what a header says: more than ``largest`` bytes, or over
``RATIO`` times what went in once ``FREE`` bytes are out. Deflate reaches 1,032; the pages of our trials
stay under 40.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from sourcebook.collect.web.messages import Garbled

RATIO = 250
FREE = 16_000_000
PIECE = 65_536  # bytes let out at once
_ZSTD_SLICE = 512  # a zstd block of 4 bytes may say "128 KiB of this": at most 16 MB come of 512


class TooMuch(Garbled):
    """More comes out than may: a bomb, or a file too large."""


class _Undoing(Protocol):
    def pieces(self, data: bytes) -> Iterator[bytes]: ...
    def whole(self) -> bool: ...


class _Zlib:
    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._made: Any = None
        self._begun = b""
        self._over = False  # trailing bytes after the last member are no content

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self._over:
            return
        if self._made is None:
            data = self._begun + data
            if len(data) < 2:
                self._begun = data
                return
            self._made = zlib.decompressobj(self._bits(data))
        while True:
            try:
                out = self._made.decompress(data, PIECE)
            except zlib.error as fault:
                raise Garbled(f"its {self._coding} coding is broken ({fault})") from fault
            if out:
                yield out
            if self._made.eof:
                data = self._made.unused_data
                if not data:
                    return
                if self._coding == "deflate" or not data.startswith(b"\x1f\x8b"):
                    self._over = True
                    return
                self._made = zlib.decompressobj(31)
                continue
            data = self._made.unconsumed_tail
            if not data and len(out) < PIECE:
                return

    def _bits(self, data: bytes) -> int:
        if self._coding != "deflate":
            return 31
        # "deflate" means zlib's format; some servers send bare deflate, and browsers read both
        zlib_header = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        return 15 if zlib_header else -15

    def whole(self) -> bool:
        return self._made is not None and (self._over or bool(self._made.eof))


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._made = brotli.Decompressor()
        self._fault = brotli.error

    def pieces(self, data: bytes) -> Iterator[bytes]:
        try:
            if self._made.is_finished():
                return
            out = self._made.process(data, output_buffer_limit=PIECE)
            while out:  # can_accept_more_data() is True while more is still to come out
                yield out
                if self._made.is_finished():
                    return
                out = self._made.process(b"", output_buffer_limit=PIECE)
        except self._fault as fault:
            raise Garbled(f"its br coding is broken ({fault})") from fault

    def whole(self) -> bool:
        return bool(self._made.is_finished())


class _Zstd:
    def __init__(self) -> None:
        import zstandard

        self._fault = zstandard.ZstdError
        self._new = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj
        self._made = self._new()
        self._begun = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        try:
            while data:
                piece, data = data[:_ZSTD_SLICE], data[_ZSTD_SLICE:]
                while piece:
                    if self._made.eof:
                        self._made = self._new()
                    self._begun = True
                    out = self._made.decompress(piece)
                    if out:
                        yield out
                    piece = self._made.unused_data if self._made.eof else b""
        except self._fault as fault:
            raise Garbled(f"its zstd coding is broken ({fault})") from fault

    def whole(self) -> bool:
        return self._begun and bool(self._made.eof)


def _undoing(coding: str) -> _Undoing:
    if coding == "br":
        return _Brotli()
    if coding == "zstd":
        return _Zstd()
    return _Zlib("gzip" if coding == "x-gzip" else coding)


class Undo:
    """Undo codings, last done first. ``feed`` pieces, then ``end``, which raises Garbled where the
    content is cut short; TooMuch as soon as a limit is passed."""

    def __init__(self, codings: Iterable[str], *, largest: int) -> None:
        self._steps = [_undoing(coding) for coding in reversed(list(codings))]
        if len(self._steps) > 3:
            raise Garbled("it is packed more than three times over")
        self._largest = largest
        self.read = 0
        self.made = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes become."""
        self.read += len(data)
        for piece in self._through(data, 0):
            self.made += len(piece)
            if self.made > self._largest:
                raise TooMuch(f"it unpacks to more than {self._largest // 1_000_000:,} MB")
            if self.made > FREE and self.made > RATIO * self.read:
                raise TooMuch(f"it unpacks to more than {RATIO} times its size: a bomb")
            yield piece

    def _through(self, data: bytes, step: int) -> Iterator[bytes]:
        if step == len(self._steps):
            if data:
                yield data
            return
        made = 0
        for piece in self._steps[step].pieces(data):
            made += len(piece)
            if step + 1 < len(self._steps) and made > FREE and made > RATIO * len(data):
                raise TooMuch(f"it unpacks to more than {RATIO} times its size: a bomb")
            yield from self._through(piece, step + 1)

    def end(self) -> None:
        """Say that nothing more comes. Nothing at all is whole: an empty body in any coding."""
        if self.read and not all(step.whole() for step in self._steps):
            raise Garbled("its content is cut short")
