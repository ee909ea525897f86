"""An answer is read alike however its bytes are split, and never beyond its limits."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.collect.web.answers import Answer
from sourcebook.collect.web.codings import TooMuch
from sourcebook.collect.web.messages import LONGEST_HEAD, Garbled

LARGEST = 40


def read(pieces: list[bytes], method: str = "GET", largest: int = LARGEST) -> tuple[object, ...]:
    """What came of an answer, after which the connection is closed."""
    answer = Answer(method, largest)
    fault = ""
    try:
        if not any(answer.feed(piece) for piece in pieces):
            answer.end()
    except Garbled as broken:
        fault = str(broken)
    body, whole = answer.body()
    return answer.head, body, whole, fault


def told(data: bytes, method: str = "GET", largest: int = LARGEST) -> tuple[int, bytes, bool, str]:
    head, body, whole, fault = read([data], method, largest)
    return getattr(head, "status", 0), body, whole, fault  # type: ignore[return-value]


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
PAGE = b"<p>Beds</p>" * 3
ANSWERS = [
    HEAD + b"Content-Length: 4\r\n\r\nBeds",
    HEAD + b"Content-Length: 4\r\n\r\nBedsHTTP/1.1 200 smuggled\r\n\r\n",
    HEAD + b"Content-Length: 40\r\n\r\n" + b"a" * 40,
    HEAD + b"Content-Length: 41\r\n\r\n" + b"a" * 41,
    HEAD + b"Content-Length: 9\r\n\r\nBeds",
    HEAD + b"\r\n" + b"a" * 40,
    HEAD + b"\r\n" + b"a" * 90,
    HEAD + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nBeds",
    HEAD + b"Content-Length: four\r\n\r\nBeds",
    CHUNKED + b"4\r\nBeds\r\n0\r\n\r\n",
    CHUNKED + b"4;a=b\r\nBeds\r\n5\r\n here\r\n0\r\nX: y\r\n\r\nmore",
    CHUNKED + b"4\r\nBeds\r\nzz\r\n",
    CHUNKED + b"4\r\nBedsX\r\n0\r\n\r\n",
    CHUNKED + b"29\r\n" + b"a" * 41 + b"\r\nzz\r\n",
    CHUNKED + b"28\r\n" + b"a" * 40 + b"\r\nzz\r\n",
    CHUNKED + b"ffffffffffffffff\r\n",
    CHUNKED + b"4\r\nBe",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n" + HEAD + b"\r\nBeds",
    b"HTTP/1.1 101 Switching\r\n\r\n\x00\x01",
    b"HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nBeds",
    b"HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nBeds",
    b"HTTP/1.0 200 Fine\nX-Odd : \xe9\ncontent-type:text/html\n\n<p>Beds",
    HEAD + b"Location: /caf\xe9\r\n folded\r\n\r\n",
    b"<html>HTTP/0.9 knows no head</html>",
    b"SSH-2.0-OpenSSH_9\r\n",
    b"HTTP/1.1 what\r\n\r\n",
    b"HTTP/x",
    b"ab",
    b"",
    HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE, mtime=0),
    HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE, mtime=0)[:-3],
    HEAD + b"Content-Encoding: br\r\n\r\n" + brotli.compress(PAGE * 9),
    HEAD + b"Content-Encoding: zstd\r\n\r\n" + zstandard.compress(PAGE),
    HEAD + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(PAGE),
    HEAD + b"Content-Encoding: gzip\r\n\r\n<p>not packed</p>",
    HEAD + b"Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
]


@pytest.mark.parametrize("data", ANSWERS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_split_gives_the_same(data: bytes, method: str) -> None:
    whole = read([data], method)
    assert read([data[at : at + 1] for at in range(len(data))], method) == whole
    for at in range(len(data)):
        assert read([data[:at], data[at:]], method) == whole, at


@given(
    st.lists(
        st.sampled_from(
            [HEAD, CHUNKED, b"\r\n", b"\n", b"4\r\nBeds\r\n", b"0\r\n", b"Content-Length: 3\r\n"]
        )
        | st.binary(max_size=6),
        max_size=8,
    ).map(b"".join),
    st.data(),
)
def test_any_bytes_in_any_split_give_the_same_and_never_fail(
    data: bytes, chosen: st.DataObject
) -> None:
    cuts = chosen.draw(st.lists(st.integers(0, len(data)), max_size=6).map(sorted))
    pieces = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    assert read(pieces) == read([data])


@pytest.mark.parametrize(
    ("data", "method", "expected"),
    [
        (ANSWERS[0], "GET", (200, b"Beds", True, "")),
        (ANSWERS[0], "HEAD", (200, b"", True, "")),
        (ANSWERS[2], "GET", (200, b"a" * 40, True, "")),
        (ANSWERS[3], "GET", (200, b"a" * 40, False, "")),
        (ANSWERS[6], "GET", (200, b"a" * 40, False, "")),
        (ANSWERS[10], "GET", (200, b"Beds here", True, "")),
        (ANSWERS[13], "GET", (200, b"a" * 40, False, "")),
        (ANSWERS[17], "GET", (200, b"Beds", True, "")),
        (ANSWERS[18], "GET", (101, b"", True, "")),
        (ANSWERS[19], "GET", (204, b"", True, "")),
        (ANSWERS[20], "GET", (304, b"", True, "")),
        (ANSWERS[29], "GET", (200, PAGE, True, "")),
        (ANSWERS[31], "GET", (200, (PAGE * 9)[:40], False, "")),
        (ANSWERS[34], "GET", (200, b"<p>not packed</p>", False, "")),
        (ANSWERS[35], "GET", (200, b"", True, "")),
    ],
)
def test_what_is_read(data: bytes, method: str, expected: tuple[object, ...]) -> None:
    assert told(data, method) == expected


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (4, "broke off 5 bytes before its end"),
        (7, "two lengths"),
        (8, "no number"),
        (11, "where its size should be"),
        (12, "longer than it says"),
        (14, "where its size should be"),
        (15, "where its size should be"),
        (16, "between two chunks"),
        (23, "is no HTTP"),
        (24, "is no HTTP"),
        (25, "is no HTTP"),
        (26, "in the middle of its head"),
        (27, "is no HTTP"),
        (28, "without an answer"),
    ],
)
def test_what_is_wrong_is_told(number: int, says: str) -> None:
    assert says in told(ANSWERS[number])[3]


def until_left(answer: Answer, piece: bytes, *, most: int) -> tuple[int, str]:
    """Feed a piece again and again; gives how many bytes were taken, and what was said then."""
    fed = 0
    try:
        while fed < most:
            fed += len(piece)
            answer.feed(piece)
    except Garbled as fault:
        return fed, str(fault)
    return fed, ""


@pytest.mark.parametrize(
    "piece", [b"X-Bomb: " + b"b" * 9_990 + b"\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"]
)
def test_a_head_without_end_is_left_at_the_limit(piece: bytes) -> None:
    """One of many fields, and "wait" answers that never end."""
    answer = Answer("GET", LARGEST)
    answer.feed(HEAD if piece.startswith(b"X") else b"")
    fed, says = until_left(answer, piece, most=10 * LONGEST_HEAD)
    assert "endless" in says
    assert fed <= LONGEST_HEAD + len(piece)


def test_a_head_that_drips_costs_no_more_than_its_length() -> None:
    """Looking at all of it again for each byte would take minutes."""
    answer = Answer("GET", LARGEST)
    for _ in range(2_000):
        answer.feed(b"X: y\r\n" if answer.begun else HEAD)
    answer.feed(b"\r\n")
    assert answer.head is not None
    assert len(answer.head.fields) == 1_999


def test_chunks_that_hold_next_to_nothing_are_left() -> None:
    answer = Answer("GET", 1_000_000)
    answer.feed(CHUNKED)
    piece = (b"1;" + b"x" * 4_000 + b"\r\na\r\n") * 16
    fed, says = until_left(answer, piece, most=10_000_000)
    assert "next to nothing" in says
    assert fed < 1_500_000


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_bomb_is_unpacked_no_further_than_the_limit(
    coding: str, pack: Callable[[bytes], bytes]
) -> None:
    sent = HEAD + f"Content-Encoding: {coding}\r\n\r\n".encode() + pack(bytes(30_000_000))
    assert told(sent, largest=262_144) == (200, bytes(262_144), False, "")


def test_a_bomb_that_bursts_in_one_piece_is_told() -> None:
    answer = Answer("GET", 262_144)
    answer.feed(HEAD + b"Content-Encoding: zstd\r\n\r\n" + zstandard.compress(bytes(40_000_000)))
    with pytest.raises(TooMuch, match="bomb"):
        answer.body()


def test_codings_within_codings_are_kept_within_limits() -> None:
    bomb = gzip.compress(gzip.compress(gzip.compress(bytes(40_000_000), 1), 1), 1)
    sent = HEAD + b"Content-Encoding: gzip, gzip, gzip\r\n\r\n" + bomb
    assert told(sent, largest=262_144) == (200, bytes(262_144), False, "")
    answer = Answer("GET", LARGEST)
    answer.feed(
        HEAD + b"Content-Encoding: " + b"gzip, " * 9 + b"gzip\r\nContent-Length: 1\r\n\r\nx"
    )
    with pytest.raises(Garbled, match="three times"):
        answer.body()


@pytest.mark.parametrize(
    ("data", "method", "in_step"),
    [
        (ANSWERS[0], "GET", True),
        (ANSWERS[0], "HEAD", False),  # bytes that nobody asked for
        (HEAD + b"Content-Length: 4\r\n\r\n", "HEAD", True),
        (ANSWERS[1], "GET", False),
        (ANSWERS[3], "GET", False),
        (ANSWERS[9], "GET", True),
        (ANSWERS[10], "GET", False),
        (ANSWERS[18], "GET", False),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "GET", True),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", "GET", False),
        (HEAD + b"Connection: Close\r\nContent-Length: 1\r\n\r\nx", "GET", False),
    ],
)
def test_a_connection_is_used_again_only_where_bytes_are_in_step(
    data: bytes, method: str, in_step: bool
) -> None:
    answer = Answer(method, LARGEST)
    assert answer.feed(data)
    assert answer.in_step == in_step
