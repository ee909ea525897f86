"""The form of WARC 1.1 records (ISO 28500:2017): heads to bytes and back. Pure."""

import base64
import hashlib
import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct

VERSION = "WARC/1.1"
REVISIT_SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
REVISIT_UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
HTTP = ("application/http", "application/http; msgtype=response")
LONGEST_HEAD = 1_048_576  # bytes of a record's head; some crawlers write long JSON into it
_BEGINS = re.compile(rb"^WARC/(\d\.\d+)\s*$")
_NO_DIGIT = re.compile(r"\D")
_UNSAFE = re.compile(r"[\r\n\x00]+")
_SHORT = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}


class RecordHead(Struct, frozen=True, kw_only=True):
    """A record's head: its fields, names in lower case, the first of each name; ``arc`` says that it
    was an ARC record."""

    version: str
    fields: dict[str, str]
    size: int = 0  # bytes as stored, the blank line counted
    arc: bool = False

    def get(self, name: str) -> str:
        """The first value of a field; "" where it isn't there."""
        return self.fields.get(name, "")

    @property
    def kind(self) -> str:
        """``response``, ``request``, ``resource``, ``revisit`` … in lower case."""
        return self.get("warc-type").lower()

    @property
    def target(self) -> str:
        """The address it is about, without the angle brackets some writers put round it."""
        return self.get("warc-target-uri").strip().removeprefix("<").removesuffix(">")

    @property
    def http(self) -> bool:
        """Whether its block is an HTTP message."""
        return self.get("content-type").lower().replace(" ", "").startswith("application/http")


def write_head(fields: Iterable[tuple[str, str]]) -> bytes:
    """The head as bytes; line ends in values become blanks, so that no value adds a field."""
    lines = [VERSION, *(f"{name}: {_UNSAFE.sub(' ', value)}" for name, value in fields)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "backslashreplace")


def read_head(data: bytes, size: int = 0) -> RecordHead | None:
    """The head in these bytes (up to its blank line), or None where it isn't one."""
    first, *lines = data.split(b"\n")
    found = _BEGINS.match(first)
    if found is None:
        return None
    fields: dict[str, str] = {}
    last = ""
    for raw in lines:
        line = raw.rstrip(b"\r")
        if not line:
            break
        if line[:1] in b" \t" and last:
            fields[last] = f"{fields[last]} {_words(line.strip())}"
            continue
        name, colon, value = line.partition(b":")
        if colon:
            last = name.strip().lower().decode("latin-1")
            fields.setdefault(last, _words(value.strip()))
    return RecordHead(version=found[1].decode(), fields=fields, size=size or len(data))


def _words(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def new_id() -> str:
    """A record id that nobody else has."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def stamp(at: datetime) -> str:
    """A moment as WARC-Date and captures write it: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(written: str) -> str:
    """A WARC-Date (1.0 or 1.1, fractions too) or ARC date as ``2026-11-26T18:30:00Z``; "" where it
    can't be read."""
    digits = _NO_DIGIT.sub("", written.partition(".")[0])
    if not 4 <= len(digits) <= 14:
        return ""
    full = digits + "00000101000000"[len(digits) :]
    parts = full[:4], full[4:6], full[6:8], full[8:10], full[10:12], full[12:]
    try:
        year, month, day, hour, minute, second = map(int, parts)
        datetime(year, month, day, hour, minute, second, tzinfo=UTC)  # is there such a moment?
    except ValueError:
        return ""
    return "{}-{}-{}T{}:{}:{}Z".format(*parts)


def capture_id(at: str, digest: str) -> str:
    """The id of a capture taken ``at`` (ISO 8601, UTC) of these bytes; see ``records.Capture``."""
    return f"{re.sub(r'[^0-9]', '', at)[:14]}-{digest[:16]}"


class Labelled(Struct, frozen=True):
    """A digest as a record's head states it: its algorithm's name and its bytes."""

    algorithm: str
    value: bytes


def read_digest(written: str) -> Labelled | None:
    """A digest like ``sha1:3I42H3S6…`` (base 32) or ``sha256:9f86…`` (base 16, or base 64), or None
    where it is of no kind we can check."""
    name, colon, text = written.strip().partition(":")
    name = name.lower().replace("-", "")
    size = _SHORT.get(name)
    if not colon or size is None:
        return None
    bare = text.strip().rstrip("=")
    try:
        if len(bare) == size * 2:
            return Labelled(name, bytes.fromhex(bare))
        if len(bare) == -(-size * 8 // 5):
            return Labelled(name, base64.b32decode(bare.upper() + "=" * (-len(bare) % 8)))
        if len(bare) == -(-size * 4 // 3):
            return Labelled(name, base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4)))
    except ValueError:
        return None
    return None


def hasher(algorithm: str) -> "hashlib._Hash":
    """A new hash of that name; md5 and sha1 only check what others wrote, they prove nothing."""
    return hashlib.new(algorithm, usedforsecurity=False)
