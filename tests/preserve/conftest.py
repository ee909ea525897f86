"""Libraries with captures in them, and captures made by hand."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sourcebook.library import Library
from sourcebook.preserve.archive import Archive
from sourcebook.preserve.warc import REVISIT_SAME, capture_id, new_id
from sourcebook.records import Capture
from sourcebook.store import database

AT = "2026-11-26T18:30:00Z"


@pytest.fixture(autouse=True, scope="session")
def _unsynchronised() -> None:
    database.SYNCHRONOUS = "OFF"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "lib", title="A library", curator="A. Keeper") as made:
        yield made


Keep = Callable[..., Capture]


def write_one(
    archive: Archive,
    payload: bytes,
    *,
    url: str,
    at: str = AT,
    head: bytes = b"",
    kind: str = "response",
) -> Capture:
    """Write a response and give its capture; nothing goes into a store."""
    http = head or b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    block = http if kind == "revisit" else http + payload
    digest = hashlib.sha256(payload).hexdigest()
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", new_id()),
        ("WARC-Date", at),
        ("WARC-Target-URI", url),
        ("Content-Type", "application/http; msgtype=response"),
        ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block).hexdigest()}"),
    ]
    if kind == "revisit":
        fields.append(("WARC-Profile", REVISIT_SAME))
    with archive.writing() as writer:
        place = writer.add(fields, [block], len(block))
        writer.sync()
    return Capture(
        id=capture_id(at, digest),
        digest=digest,
        at=at,
        url=url,
        media_type="text/html",
        length=len(payload),
        warc=place,
    )


@pytest.fixture
def keep(library: Library) -> Keep:
    """Write a response into the library's archive and keep its capture."""

    def one(payload: bytes, url: str = "https://coast.example/port", **more: str) -> Capture:
        capture = write_one(library.archive, payload, url=url, **more)  # type: ignore[arg-type]
        library.put([capture])
        return capture

    return one
