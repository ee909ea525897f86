"""Judge a record of somebody's archive: is it whole, are its digests right, what does it hold. Pure.

A record is good where its block is there to the last byte and, if a digest is stated, agrees with it.
"""

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from sourcebook.collect.web.codings import TooMuch
from sourcebook.collect.web.messages import media_type
from sourcebook.preserve.looks import looks_like
from sourcebook.preserve.payloads import Payload
from sourcebook.preserve.reading import Stored
from sourcebook.preserve.warc import RecordHead, hasher, moment, read_digest
from sourcebook.values.addresses import web_address

CAPTURED = ("response", "resource", "revisit")
KEPT = (*CAPTURED, "request", "metadata", "conversion", "continuation", "warcinfo")
REDIRECTS = (301, 302, 303, 307, 308)


class Judged(Struct, kw_only=True):
    """A record that was read: ``bad`` says why it isn't good ("" where it is), ``odd`` what was
    doubtful but does no harm. ``digest`` and the fields after it are of the payload; ``status`` is 0
    where there is no HTTP answer; ``location`` where a redirect leads."""

    head: RecordHead
    bad: str = ""
    odd: tuple[str, ...] = ()
    at: str = ""
    url: str = ""
    status: int = 0
    digest: str = ""
    entity: str = ""
    stated: str = ""  # the payload digest as its head states it
    length: int = 0
    media_type: str = ""
    location: str = ""
    http_head: bytes = b""

    @property
    def captures(self) -> bool:
        """Whether it is what an address returned: an answer, or a file, no redirect."""
        return (
            not self.bad
            and self.head.kind in CAPTURED
            and not self.location
            and not self.url.startswith(("dns:", "metadata:", "urn:", "whois:"))
        )


class Into(Protocol):
    """Takes a block's pieces."""

    def write(self, data: bytes, /) -> object: ...


def judge(record: Stored, keep: Into | None = None) -> Judged:
    """Read a record's block to its end and judge it. ``flows.Torn`` goes through to the caller, who
    knows where the file goes on. ``keep`` collects the block."""
    head = record.head
    block_digest = read_digest(head.get("warc-block-digest"))
    payload_digest = read_digest(head.get("warc-payload-digest"))
    wants = head.kind in CAPTURED
    checks = (payload_digest,) if payload_digest and wants and head.kind != "revisit" else ()
    made = Payload(head, checks=checks)
    block = hasher(block_digest.algorithm) if block_digest else None
    found = Judged(head=head, stated=head.get("warc-payload-digest"))
    try:
        for piece in record.blocks():
            if block is not None:
                block.update(piece)
            if keep is not None:
                keep.write(piece)
            if wants:
                _exhaust(made.feed(piece))
        if wants:
            _exhaust(made.end())
    except TooMuch as fault:
        record.drain()
        found.bad = str(fault)
        return found
    if record.missing:
        found.bad = (
            f"it is cut short: {record.missing:,} of its {record.length:,} bytes are missing"
        )
        return found
    if not record.ends_well():
        found.bad = "it isn't as long as it says"
        return found
    block_right = block is None or block_digest is None or block.digest() == block_digest.value
    if not block_right:
        found.bad = "its bytes are not those that its block digest states"
        return found
    if not wants:
        return found
    odd = list(made.faults)
    if checks and not made.agrees(checks[0]):
        if block is None:
            found.bad = "its payload is not the one that its payload digest states"
            return found
        odd.append("its payload digest is of other bytes, though its block digest is right")
    return _told(found, made, odd)


def _told(found: Judged, made: Payload, odd: list[str]) -> Judged:
    head = found.head
    found.at = moment(head.get("warc-date"))
    if not found.at:
        found.bad = f"its date, {head.get('warc-date')[:40]!r}, can't be read"
        return found
    found.url = web_address(head.target) or head.target
    if head.get("warc-truncated"):
        odd.append(f"whoever captured it cut it off ({head.get('warc-truncated')[:40]})")
    found.digest, found.entity = made.digest, made.entity_digest
    found.length = made.length
    found.http_head = made.head_bytes
    said = ""
    if made.http is not None:
        found.status = made.http.status
        said = media_type(made.http)
        stated = made.http.first("content-length")
        if stated.isdigit() and int(stated) > made.body_length and head.kind == "response":
            odd.append(
                f"its body has {made.body_length:,} bytes where its head says {int(stated):,}"
            )
        if found.status in REDIRECTS:
            found.location = made.http.first("location")
    elif head.kind == "resource":
        found.status = 200
        said = head.get("content-type").split(";")[0].strip().lower()
    elif head.http and head.kind == "response":
        found.status = 200  # HTTP/0.9, or an ARC record without its head
    found.media_type = looks_like(made.first, said)
    found.odd = tuple(odd)
    return found


def _exhaust(pieces: Iterator[bytes]) -> None:
    for _ in pieces:
        pass
