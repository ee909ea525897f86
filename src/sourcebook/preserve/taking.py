"""Write visits and files into the archive, and say which captures they make. I/O.

The answer comes last of what is written about a visit, so that where its capture stands everything
about it is there. A payload that is held already is not written again: a revisit record says where it is.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import quote

from msgspec import Struct

from sourcebook.collect.web.codings import TooMuch
from sourcebook.collect.web.exchanging import Exchange
from sourcebook.collect.web.messages import media_type
from sourcebook.collect.web.visiting import Visit
from sourcebook.errors import SourcebookError
from sourcebook.preserve.archive import Archive, Writer
from sourcebook.preserve.flows import Torn
from sourcebook.preserve.looks import contradiction, looks_like
from sourcebook.preserve.payloads import Payload
from sourcebook.preserve.warc import (
    REVISIT_SAME,
    REVISIT_UNCHANGED,
    RecordHead,
    capture_id,
    new_id,
    stamp,
)
from sourcebook.records import Capture, Place

Fields = list[tuple[str, str]]
RESPONSE = "application/http; msgtype=response"
REQUEST = "application/http; msgtype=request"
_PIECE = 1 << 18
ANSWER = RecordHead(version="1.1", fields={"warc-type": "response", "content-type": RESPONSE})


class Held(Struct, frozen=True, kw_only=True):
    """What taking asks of the library: captures with a digest (oldest first), and whether an id is
    used."""

    with_digest: Callable[[str], Iterable[Capture]]
    taken: Callable[[str], bool]


class Taken(Struct, frozen=True, kw_only=True):
    """A capture that was written, and what was odd about it, in words by rule."""

    capture: Capture
    oddities: tuple[tuple[str, str], ...] = ()
    repeats: str = ""  # the id of the capture it repeats


class Unusable(ValueError):
    """An answer that can't be kept: ``rule`` and words."""

    def __init__(self, rule: str, why: str) -> None:
        super().__init__(why)
        self.rule = rule


def _digest(pieces: Iterable[bytes]) -> str:
    made = hashlib.sha256()
    for piece in pieces:
        made.update(piece)
    return f"sha256:{made.hexdigest()}"


def free_id(at: str, digest: str, taken: Callable[[str], bool]) -> str:
    """The id for a capture, numbered where another address gave the same bytes in that second."""
    made = capture_id(at, digest)
    number = 2
    while taken(made if number == 2 else f"{made}-{number - 1}"):
        number += 1
    return made if number == 2 else f"{made}-{number - 1}"


def _at(seconds: float) -> str:
    return stamp(datetime.fromtimestamp(seconds, UTC))


def take_visit(
    writer: Writer,
    visit: Visit,
    held: Held,
    *,
    largest: int,
    unchanged: Capture | None = None,
    note: str = "",
) -> Taken:
    """Write a visit that has an answer. ``unchanged`` is the capture that the server was asked about
    (a 304 says it is still so). Raises Unusable, with nothing left of it in the archive but the
    exchanges that led to it."""
    answer = visit.answer
    assert answer is not None
    for found in visit.exchanges[:-1]:
        _exchange(writer, found)
    at = _at(answer.at)
    notes = [note] if note else []
    if visit.robots:
        notes.append(f"robots.txt overridden ({visit.robots})")
    if answer.parts:
        notes.append(f"fetched in {len(answer.parts) + 1} parts")
    hops = tuple(found.target.url for found in visit.exchanges[1:])
    if answer.head.status == 304 and unchanged is not None:
        notes.append(f"unchanged since {unchanged.id}, as the server says (304)")
        return _unchanged(writer, visit, answer, unchanged, held, notes)
    made = payload_of(answer, largest=largest)
    said = media_type(answer.head)
    look = looks_like(made.first, said)
    oddities = [("answer-odd", fault) for fault in made.faults]
    odd = contradiction(said or _by_name(answer.target.path), look)
    if odd:
        oddities.append(("not-what-it-says", odd))
    earlier = (
        first_whole(writer.archive, held, made.digest, made.entity_digest) if made.length else None
    )
    fields: Fields = [
        ("WARC-IP-Address", answer.ip),
        ("WARC-Payload-Digest", f"sha256:{made.entity_digest}"),
        ("WARC-Identified-Payload-Type", look),
    ]
    capture = Capture(
        id=free_id(at, made.digest, held.taken),
        digest=made.digest,
        at=at,
        url=visit.url,
        redirects=hops,
        status=answer.head.status,
        media_type=look,
        length=made.length,
        note="; ".join(notes),
    )
    if earlier is not None:
        fields += refers_to(writer.archive, earlier, REVISIT_SAME)
        block: bytes | None = made.head_bytes
    else:
        block = None
    return Taken(
        capture=_answer(writer, visit, answer, capture, fields, block, notes),
        oddities=tuple(oddities),
        repeats=earlier.id if earlier else "",
    )


def payload_of(answer: Exchange, *, largest: int) -> Payload:
    """The payload of an answer, read to its end. Raises Unusable."""
    made = Payload(ANSWER, largest=largest)
    try:
        for raw in answer.raw():
            for _ in made.feed(raw):
                pass
        for _ in made.end():
            pass
    except TooMuch as fault:
        raise Unusable("too large", str(fault)) from fault
    return made


def _unchanged(
    writer: Writer,
    visit: Visit,
    answer: Exchange,
    known: Capture,
    held: Held,
    notes: list[str],
) -> Taken:
    at = _at(answer.at)
    fields: Fields = [("WARC-IP-Address", answer.ip)]
    fields += refers_to(writer.archive, known, REVISIT_UNCHANGED)
    capture = Capture(
        id=free_id(at, known.digest, held.taken),
        digest=known.digest,
        at=at,
        url=visit.url,
        redirects=tuple(found.target.url for found in visit.exchanges[1:]),
        media_type=known.media_type,
        length=known.length,
        note="; ".join(notes),
    )
    block = b"".join(answer.raw())[: answer.head.size]
    made = _answer(writer, visit, answer, capture, fields, block, notes)
    return Taken(capture=made, repeats=known.id)


def _answer(
    writer: Writer,
    visit: Visit,
    answer: Exchange,
    capture: Capture,
    fields: Fields,
    block: bytes | None,
    notes: list[str],
) -> Capture:
    """Write the last exchange; ``block`` is a revisit's, None where the answer is written whole."""
    from msgspec.structs import replace

    id = new_id()
    write_request(writer, answer, id)
    if notes:
        words = "".join(f"note: {words}\r\n" for words in notes).encode()
        writer.add(
            [
                ("WARC-Type", "metadata"),
                ("WARC-Record-ID", new_id()),
                ("WARC-Date", capture.at),
                ("WARC-Target-URI", answer.target.url),
                ("WARC-Concurrent-To", id),
                ("Content-Type", "application/warc-fields"),
                ("WARC-Block-Digest", _digest([words])),
            ],
            [words],
            len(words),
        )
    kind = "response" if block is None else "revisit"
    place = _response(writer, answer, id, fields, kind, block)
    del visit
    return replace(capture, warc=place)


def _exchange(writer: Writer, found: Exchange) -> None:
    """Write a request and its answer."""
    id = new_id()
    write_request(writer, found, id)
    _response(writer, found, id, [("WARC-IP-Address", found.ip)], "response", None)


def write_request(writer: Writer, found: Exchange, response: str) -> None:
    """Write the request of an exchange; ``response`` is the id of the answer's record."""
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", new_id()),
        ("WARC-Date", _at(found.at)),
        ("WARC-Target-URI", found.target.url),
        ("WARC-Concurrent-To", response),
        ("WARC-IP-Address", found.ip),
        ("Content-Type", REQUEST),
        ("WARC-Block-Digest", _digest([found.sent])),
    ]
    writer.add(fields, [found.sent], len(found.sent))


def _response(
    writer: Writer, found: Exchange, id: str, more: Fields, kind: str, block: bytes | None
) -> Place:
    size = found.size if block is None else len(block)

    def pieces() -> Iterator[bytes]:
        return found.raw() if block is None else iter([block])

    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", id),
        ("WARC-Date", _at(found.at)),
        ("WARC-Target-URI", found.target.url),
        ("Content-Type", RESPONSE),
        ("WARC-Block-Digest", _digest(pieces())),
        *more,
    ]
    return writer.add(fields, pieces(), size)


def first_whole(
    archive: Archive, held: Held, digest: str, entity: str | None = None
) -> Capture | None:
    """The first capture of these bytes whose record holds them, packed the same (``entity``), since
    replay takes the head from the repeat. One that can't be read any more doesn't count, so that a
    new capture mends what was damaged."""
    for capture in held.with_digest(digest):
        if capture.warc is None:
            continue
        try:
            with archive.open(capture.warc) as record:
                if record.head.kind == "revisit":
                    continue
                made = Payload(record.head)
                for block in record.blocks():
                    for _ in made.feed(block):
                        pass
                for _ in made.end():
                    pass
                if made.digest == digest and entity in (None, made.entity_digest):
                    return capture
        except (SourcebookError, Torn, TooMuch):
            continue
    return None


def refers_to(archive: Archive, earlier: Capture, profile: str) -> Fields:
    """The fields of a revisit that say what it repeats (ISO 28500 section 6.7)."""
    fields: Fields = [("WARC-Profile", profile)]
    if earlier.warc is not None:
        try:
            with archive.open(earlier.warc) as record:
                fields.append(("WARC-Refers-To", record.head.get("warc-record-id")))
                fields.append(("WARC-Refers-To-Target-URI", record.head.target))
        except SourcebookError:
            pass
    fields.append(("WARC-Refers-To-Date", earlier.at))
    return fields


def _by_name(path: str) -> str:
    """What an address's own ending promises."""
    return "application/pdf" if path.partition("?")[0].lower().endswith(".pdf") else ""


def take_shown(writer: Writer, html: bytes, of: Capture, held: Held, *, url: str) -> Capture:
    """Write what a page became in a browser, as a conversion of the page that was fetched (ISO 28500
    section 6.8)."""
    digest = hashlib.sha256(html).hexdigest()
    fields: Fields = [
        ("WARC-Type", "conversion"),
        ("WARC-Record-ID", new_id()),
        ("WARC-Date", of.at),
        ("WARC-Target-URI", url),
        ("Content-Type", "text/html; charset=utf-8"),
        ("WARC-Block-Digest", f"sha256:{digest}"),
        ("WARC-Payload-Digest", f"sha256:{digest}"),
    ]
    if of.warc is not None:
        with writer.archive.open(of.warc) as record:
            fields.append(("WARC-Refers-To", record.head.get("warc-record-id")))
    return Capture(
        id=free_id(of.at, digest, lambda id: id == of.id or held.taken(id)),
        digest=digest,
        at=of.at,
        url=of.url,
        redirects=(*of.redirects, url) if url not in (of.url, *of.redirects) else of.redirects,
        media_type="text/html",
        length=len(html),
        how="browser",
        warc=writer.add(fields, [html], len(html)),
        note=f"as a browser showed {of.id}",
    )


def file_address(digest: str, name: str) -> str:
    """What a WARC record calls an added file, which has no address: no two files share it."""
    return f"urn:sha-256:{digest}?name={quote(name, safe='')}"


def take_file(
    writer: Writer,
    file: BinaryIO,
    name: str,
    held: Held,
    *,
    now: datetime,
    digest: str,
    length: int,
    media_type: str = "",
    note: str = "",
) -> Taken:
    """Write an added file as a resource record. ``digest`` is its SHA-256, ``length`` its bytes;
    ``media_type`` what it is known to be, else its own look says so."""
    file.seek(0)
    look = media_type or looks_like(file.read(8192), _media_of(name))
    at = stamp(now)
    earlier = first_whole(writer.archive, held, digest)
    id = free_id(at, digest, held.taken)
    target = file_address(digest, name)
    fields: Fields = [
        ("WARC-Type", "resource"),
        ("WARC-Record-ID", new_id()),
        ("WARC-Date", at),
        ("WARC-Target-URI", target),
        ("Content-Type", look),
        ("WARC-Block-Digest", f"sha256:{digest}"),
        ("WARC-Payload-Digest", f"sha256:{digest}"),
    ]
    if earlier is None or earlier.warc is None:

        def pieces() -> Iterator[bytes]:
            file.seek(0)
            while piece := file.read(_PIECE):
                yield piece

        place = writer.add(fields, pieces(), length)
    else:
        place = earlier.warc  # the very record: a resource has no head of its own to keep
    odd = contradiction(_media_of(name), look)
    capture = Capture(
        id=id,
        digest=digest,
        at=at,
        status=200,
        media_type=look,
        length=length,
        how="file",
        file_name=name,
        warc=place,
        note=note,
    )
    return Taken(
        capture=capture,
        oddities=(("not-what-it-says", odd),) if odd else (),
        repeats=earlier.id if earlier else "",
    )


def _media_of(name: str) -> str:
    from sourcebook.collect.reports import MEDIA

    return next((kind for ending, kind in MEDIA.items() if name.lower().endswith(ending)), "")
