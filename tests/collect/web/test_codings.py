"""Content codings are undone in pieces, and bombs are stopped by what comes out."""

import gzip
import zlib
from collections import deque
from collections.abc import Callable
from functools import partial

import brotli
import pytest
import zstandard

from sourcebook.collect.web.codings import FREE, TooMuch, Undo
from sourcebook.collect.web.messages import Garbled

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": partial(brotli.compress, quality=5),
    "zstd": zstandard.compress,
}
DATA = b"Forty beds were opened near the harbour. " * 4000


def unpack(codings: list[str], data: bytes, step: int, largest: int = 10**9) -> bytes:
    undo = Undo(codings, largest=largest)
    out = [piece for i in range(0, len(data), step) for piece in undo.feed(data[i : i + step])]
    undo.end()
    return b"".join(out)


@pytest.mark.parametrize("coding", PACK)
@pytest.mark.parametrize("step", [1, 7, 1000, 1 << 20])
def test_a_coding_is_undone_whatever_the_pieces(coding: str, step: int) -> None:
    assert unpack([coding], PACK[coding](DATA), step) == DATA


def test_codings_are_undone_last_first_and_bare_deflate_too() -> None:
    assert unpack(["gzip", "br"], brotli.compress(gzip.compress(DATA)), 100) == DATA
    bare = zlib.compressobj(9, zlib.DEFLATED, -15)
    assert unpack(["deflate"], bare.compress(DATA) + bare.flush(), 100) == DATA
    assert unpack(["gzip"], gzip.compress(b"one") + gzip.compress(b"two"), 5) == b"onetwo"
    assert unpack(["gzip"], gzip.compress(b"one") + b"trailing", 5) == b"one"
    assert unpack(["gzip"], b"", 1) == b""


@pytest.mark.parametrize("coding", PACK)
def test_content_cut_short_is_told(coding: str) -> None:
    with pytest.raises(Garbled):
        unpack([coding], PACK[coding](DATA)[:-3], 100)


@pytest.mark.slow
@pytest.mark.parametrize("coding", PACK)
def test_a_bomb_is_stopped_early(coding: str) -> None:
    bomb = PACK[coding](bytes(30_000_000))
    undo = Undo([coding], largest=10**12)
    parts = (bomb[i : i + 4096] for i in range(0, len(bomb), 4096))
    with pytest.raises(TooMuch, match="bomb"):
        deque((piece for part in parts for piece in undo.feed(part)), maxlen=0)
    assert undo.made < FREE + 5_000_000


def test_a_bomb_within_a_bomb_is_stopped() -> None:
    bomb = gzip.compress(gzip.compress(bytes(40_000_000)))
    with pytest.raises(TooMuch):
        unpack(["gzip", "gzip"], bomb, 65_536)


def test_what_is_larger_than_allowed_is_stopped() -> None:
    with pytest.raises(TooMuch, match="more than 0 MB"):
        unpack(["gzip"], gzip.compress(DATA), 4096, largest=100_000)
    with pytest.raises(Garbled, match="three times"):
        Undo(["gzip"] * 4, largest=1)
