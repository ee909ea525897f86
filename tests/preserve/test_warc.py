"""Record heads, dates and digests are read as others write them."""

import hashlib
from base64 import b32encode, b64encode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.preserve.warc import capture_id, moment, read_digest, read_head, write_head


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2019-05-04T03:02:01Z", "2019-05-04T03:02:01Z"),
        ("2019-05-04T03:02:01.123456Z", "2019-05-04T03:02:01Z"),
        ("20190504030201", "2019-05-04T03:02:01Z"),
        ("2019-05-04", "2019-05-04T00:00:00Z"),
        ("2019", "2019-01-01T00:00:00Z"),
        ("2019-13-04T03:02:01Z", ""),
        ("201404010000000000", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_when_a_record_is_of(written: str, read: str) -> None:
    assert moment(written) == read


@given(st.binary(max_size=50), st.sampled_from(["sha1", "sha256", "sha512", "md5"]))
def test_a_digest_is_read_in_every_usual_writing(data: bytes, name: str) -> None:
    value = hashlib.new(name, data).digest()
    writings = [value.hex(), value.hex().upper(), b32encode(value).decode()]
    writings += [b32encode(value).decode().rstrip("=").lower(), b64encode(value).decode()]
    writings += [urlsafe_b64encode(value).decode().rstrip("=")]
    for label in (name, name.upper(), name.replace("sha", "sha-")):
        for writing in writings:
            read = read_digest(f"{label}:{writing}")
            assert read is not None
            assert (read.algorithm, read.value) == (name, value)


@pytest.mark.parametrize(
    "written", ["", "sha1", "sha1:", "sha1:zz", "crc32:12345678", "sha1:" + "!" * 32]
)
def test_a_digest_of_no_kind_we_know_is_none(written: str) -> None:
    assert read_digest(written) is None


def test_a_head_is_read_as_it_was_written() -> None:
    data = write_head([("WARC-Type", "resource"), ("WARC-Target-URI", "https://a.example/кино")])
    head = read_head(data)
    assert head is not None
    assert (head.kind, head.target, head.version) == ("resource", "https://a.example/кино", "1.1")


def test_an_odd_head_is_read_too() -> None:
    head = read_head(
        b"WARC/0.18\nwarc-type: Response\nWARC-Target-URI: <http://a.example/>\nX: a\n b\njunk\n\n"
    )
    assert head is not None
    assert (head.kind, head.target, head.get("x")) == ("response", "http://a.example/", "a b")
    assert read_head(b"HTTP/1.1 200 OK\n\n") is None


def test_a_capture_is_called_by_its_time_and_digest() -> None:
    assert capture_id("2026-11-26T18:30:00Z", "9f86d081884c7d65" + "0" * 48) == (
        "20261126183000-9f86d081884c7d65"
    )
