"""Heads and bodies are read as leniently as is safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.collect.web.messages import Chunks, Garbled, framing, read_head


def test_a_head_is_read_with_bare_line_feeds_folded_and_odd_lines() -> None:
    head = read_head(b"HTTP/1.0 200\nX: a\n b\nnonsense\nContent-Type : text/html\n: y\n\nbody")
    assert (head.status, head.reason) == (200, "")
    assert head.fields == (("x", "a b"), ("content-type", "text/html"))
    assert head.size == len(b"HTTP/1.0 200\nX: a\n b\nnonsense\nContent-Type : text/html\n: y\n\n")


LINES = st.text(st.sampled_from("aB-: \t;=\r\x0b\x0c\x85\u00a0é\x00"), max_size=12)


@given(st.lists(LINES, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_a_head_that_is_all_ascii_is_read_as_one_that_is_not(lines: list[str], end: str) -> None:
    written = end.join(["HTTP/1.1 200 OK", *(f"x{line}" for line in lines)]).encode("latin-1")
    plain = read_head(written)
    odd = read_head(written + f"{end}odd: ü".encode("latin-1"))
    assert odd.fields == (*plain.fields, ("odd", "ü"))


@pytest.mark.parametrize("data", [b"<html>", b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 two\r\n\r\n"])
def test_what_is_no_http_is_garbled(data: bytes) -> None:
    with pytest.raises(Garbled, match="is no HTTP"):
        read_head(data)


@pytest.mark.parametrize(
    ("fields", "how"),
    [
        ("Content-Length: 5", 5),
        ("Content-Length: 5\r\nContent-Length: 5", 5),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked", "chunked"),
        ("Transfer-Encoding: gzip, chunked", "chunked"),
        ("X: y", "close"),
    ],
)
def test_how_a_body_ends(fields: str, how: object) -> None:
    assert framing(read_head(f"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n".encode())) == how


@pytest.mark.parametrize("value", ["5, 6", "-1", "0x10", "1e3", "", "9" * 19])
def test_a_length_that_is_none_is_garbled(value: str) -> None:
    head = read_head(f"HTTP/1.1 200 OK\r\nContent-Length: {value}\r\n\r\n".encode())
    if value == "":
        assert framing(head) == "close"
    else:
        with pytest.raises(Garbled, match="length"):
            framing(head)


def test_answers_without_a_body_have_none() -> None:
    for status in (204, 304):
        assert framing(read_head(b"HTTP/1.1 %d X\r\nContent-Length: 9\r\n\r\n" % status)) == 0
    assert framing(read_head(b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n"), "HEAD") == 0


@given(st.lists(st.binary(min_size=1, max_size=40)), st.integers(1, 50))
def test_chunks_are_undone_however_they_arrive(parts: list[bytes], step: int) -> None:
    sent = b"".join(b"%x;ext=1\r\n%b\r\n" % (len(part), part) for part in parts)
    sent += b"0\r\nTrailer: x\r\n\r\n"
    chunks = Chunks()
    out = b"".join(
        chunks.feed((sent + b"next")[i : i + step])
        for i in range(0, len(sent) + 4, step)
        if not chunks.done
    )
    assert out == b"".join(parts)
    assert chunks.done


@pytest.mark.parametrize("sent", [b"zz\r\n", b"5\r\nhello!!\r\n", b"-1\r\n", b"x" * 5000])
def test_garbage_in_chunks_is_told(sent: bytes) -> None:
    with pytest.raises(Garbled):
        Chunks().feed(sent)
