"""Bring in what somebody else captured: WARC, ARC and WACZ, the good records of broken ones too. I/O.

A record that stands in a gzip member of its own is copied as it is; others are packed into one. What is
there already is not written again, so that importing twice changes nothing.
"""

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, BinaryIO

from msgspec import Struct

from sourcebook.errors import Conflict
from sourcebook.preserve.archive import Writer
from sourcebook.preserve.flows import Gap, Member, Plain, Torn, Window, flows
from sourcebook.preserve.judging import KEPT, Judged, judge
from sourcebook.preserve.reading import Stored, read_at, records
from sourcebook.preserve.taking import RESPONSE, Fields, Held, first_whole, refers_to
from sourcebook.preserve.tying import Tying
from sourcebook.preserve.warc import REVISIT_SAME, capture_id, moment, new_id, write_head
from sourcebook.progress import Tell
from sourcebook.records import Capture, Entry, Finding, Level, Place
from sourcebook.store import Store
from sourcebook.store.keys import key_of
from sourcebook.values.addresses import web_address

BATCH = 200  # records that are judged, written and committed together
DOCUMENTS = ("text/html", "application/xhtml+xml", "application/pdf")
SPOOLED = 32_000_000  # bytes of blocks that wait in temporary files
MOST = 600_000  # places that revisits of one run are looked up among, some 150 MB
MANY = 20  # findings of one kind that are told one by one


class Copied(Struct, frozen=True):
    """A record that is a gzip member of its own: it is copied."""

    start: int
    end: int


class Reread(Struct, frozen=True):
    """A record that isn't compressed: it is read again from there."""

    at: int


class Spooled(Struct, frozen=True):
    """A record's block in a temporary file, and its head as it was."""

    head: bytes
    file: IO[bytes]
    length: int


Source = Copied | Reread | Spooled


class Origin(Struct, frozen=True):
    """Whose bytes a revisit repeats."""

    digest: str
    length: int
    media_type: str


class Brought(Struct, kw_only=True):
    """What an import brought: counts, findings, and the captures' ids where few."""

    records: int = 0
    captures: int = 0
    known: int = 0
    attached: int = 0
    findings: list[Finding] = []  # msgspec gives each its own


class Importing:
    """Brings stored files into a library, one after the other, through one open writer."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        held: Held,
        *,
        who: str,
        why: str = "",
        tell: Tell | None = None,
    ) -> None:
        self.store = store
        self.writer = writer
        self.held = held
        self.who = who
        self.why = why
        self._tell = tell
        self.brought = Brought()
        self._file: BinaryIO | None = None
        self._name = ""
        self._batch: list[tuple[Judged, Source]] = []
        self._spooled = 0
        self._captures = 0  # records that are captures, new or known
        self._counts: dict[str, int] = {}
        self._tying = Tying(store, held.taken)
        self._places: dict[str, list[str]] | None = (
            None  # address keys with a fragment, by page key
        )
        self.wanted: dict[str, str] = {}  # addresses by key whose redirects make captures too
        self.documents: list[str] = []  # ids of the web pages and PDFs that came, up to MOST
        self._origins: dict[
            str, Origin
        ] = {}  # by the payload digest stated, and by address and date

    def name(self, name: str) -> None:
        """What findings call the file from here on."""
        self._name, self._counts = name, {}

    def say(self, rule: str, where: str, level: Level, says: str) -> None:
        """Keep a finding; of many of one kind only the first are told one by one."""
        count = self._counts[rule] = self._counts.get(rule, 0) + 1
        if count <= MANY:
            self.brought.findings.append(
                Finding(rule=rule, subject=f"file {self._name}{where}", level=level, says=says)
            )

    def more(self) -> Iterator[Finding]:
        """A finding for each kind of which there were too many to tell."""
        for rule, count in self._counts.items():
            if count > MANY:
                yield Finding(
                    rule=rule,
                    subject=f"file {self._name}",
                    level="warning",
                    says=f"and {count - MANY:,} more places with the same finding",
                )

    # --- reading --------------------------------------------------------------------------------
    def bring(self, file: BinaryIO, name: str, size: int) -> None:
        """Bring in the records of one WARC or ARC file, compressed or not."""
        self._file = file
        self.name(name)
        window = Window(file)
        seen, before = self.brought.records, self._captures
        for flow in flows(window):
            if isinstance(flow, Gap):
                self._gap(flow)
            elif isinstance(flow, Member):
                self._member(flow, window)
            else:
                self._plain(flow)
            if self._tell is not None:
                self._tell(name, min(window.at, size), size)
        self._flush()
        led = self._tying.redirected(self.wanted)
        if led:
            self._commit(led)
        if self.brought.records == seen:
            self.say("archive-empty", "", "error", "holds no record that can be read")
        elif self._captures == before:
            says = "holds records, but none of what an address returned: nothing to capture"
            self.say("archive-without", "", "warning", says)
        self.brought.findings.extend(self.more())

    def _gap(self, gap: Gap, begin: int = 0) -> None:
        where = f", byte {begin + gap.start:,}"
        self.say(
            "archive-gap", where, "error", f"{gap.end - gap.start:,} bytes are left out: {gap.why}"
        )

    def _torn(self, fault: Torn) -> None:
        rule = "archive-cut" if fault.cut else "archive-broken"
        self.say(
            rule, f", byte {fault.at:,}", "error", f"the record there is left out: {fault.why}"
        )

    def _member(self, member: Member, window: Window) -> None:
        """One gzip member: nearly always one record; a whole file packed at once has them all."""
        waiting: Judged | None = None
        try:
            for found in records(member):
                if waiting is not None:
                    break  # there is more: begin again, and keep what is read
                if isinstance(found, Gap):
                    self._gap(found, member.at)
                elif found.head.arc:
                    self._spool(found)
                else:
                    waiting = judge(found)
            else:
                if waiting is not None:
                    self._judged(waiting, Copied(member.at, member.end))
                return
        except Torn as fault:
            self._torn(fault)
            return
        window.seek(member.at)
        self._packed(Member(window), member)

    def _packed(self, again: Member, member: Member) -> None:
        """A member with more than one record; ``member.end`` is set, so that the file goes on."""
        try:
            for found in records(again):
                if isinstance(found, Gap):
                    self._gap(found, again.at)
                else:
                    self._spool(found)
        except Torn as fault:
            self._torn(fault)
        member.end = again.end

    def _spool(self, record: Stored) -> None:
        kept = tempfile.SpooledTemporaryFile(max_size=65_536)  # noqa: SIM115
        judged = judge(record, keep=kept)
        length = kept.tell()
        self._spooled += length
        self._judged(judged, Spooled(record.raw_head, kept, length))

    def _plain(self, flow: Plain) -> None:
        begin = flow.at
        for found in records(flow):
            if isinstance(found, Gap):
                self._gap(found, begin)
            else:
                self._judged(judge(found), Reread(begin + found.begin))

    def _judged(self, judged: Judged, source: Source) -> None:
        where = judged.head.target or judged.head.get("warc-record-id") or judged.head.kind
        at = source.start if isinstance(source, Copied) else None
        at = source.at if isinstance(source, Reread) else at
        place = f", byte {at:,} ({where[:200]})" if at is not None else f" ({where[:200]})"
        self.brought.records += 1
        if judged.bad:
            self.say("record-bad", place, "error", f"the record is left out: {judged.bad}")
            _close(source)
            return
        self._captures += judged.captures
        for odd in judged.odd:
            self.say("record-odd", place, "warning", odd)
        if judged.head.kind not in KEPT:
            told = f"the record is of a kind that no standard names ({judged.head.kind[:40]!r}); left out"
            self.say("record-unknown", place, "warning", told)
            _close(source)
            return
        if judged.captures and judged.head.kind != "revisit" and len(self._origins) < MOST:
            origin = Origin(judged.digest, judged.length, judged.media_type)
            self._origins.setdefault(judged.stated or judged.digest, origin)
            self._origins.setdefault(f"{judged.at} {judged.url}", origin)
        self._batch.append((judged, source))
        if len(self._batch) >= BATCH or self._spooled > SPOOLED:
            self._flush()

    # --- writing --------------------------------------------------------------------------------
    def _flush(self) -> None:
        """Write what is new of the batch, and commit its captures. A batch with nothing new leaves
        nothing: neither the requests nor the descriptions in it."""
        batch, self._batch, self._spooled = self._batch, [], 0
        ids = [capture_id(j.at, j.digest) for j, _ in batch if j.captures]
        known = self.store.many(Capture, ids)
        with_digest = self.store.captures_by_digest([j.digest for j, _ in batch if j.captures])
        made: list[Capture] = []
        taken = set(known)
        fresh = [self._is_new(judged, known) for judged, _ in batch]
        if any(fresh):
            for (judged, source), new in zip(batch, fresh, strict=True):
                if judged.captures and not new:
                    continue
                capture = self._written(judged, source, with_digest, made, taken)
                if capture is not None:
                    made.append(capture)
        for judged, source in batch:
            _close(source)
            if judged.location and not judged.bad:
                self._tying.leads(judged.url, judged.location)
        if made:
            self._commit(made)

    def _is_new(self, judged: Judged, known: dict[str, Capture]) -> bool:
        """Whether a record makes a capture that isn't there yet."""
        if not judged.captures:
            return False
        if judged.head.kind == "revisit":
            original = self._original(judged)
            if original is None:
                self.say(
                    "record-refers", f" ({judged.url[:200]})", "warning",
                    "the record repeats one that is not in this file, nor in the library",
                )  # fmt: skip
                return False
            id = capture_id(judged.at, original.digest)
            there = self.store.get(Capture, id)
            if there is not None and there.url == judged.url:
                self.brought.known += 1
                return False
            return True
        there = known.get(capture_id(judged.at, judged.digest))
        number = 2
        while there is not None:
            if there.url == judged.url:
                self.brought.known += 1
                return False
            there = self.store.get(Capture, f"{capture_id(judged.at, judged.digest)}-{number}")
            number += 1
        return True

    def _original(self, judged: Judged) -> Origin | None:
        """What a revisit repeats: by the payload digest it states, or by what it refers to."""
        at = moment(judged.head.get("warc-refers-to-date"))
        url = judged.head.get("warc-refers-to-target-uri") or judged.url
        url = web_address(url) or url
        found = self._origins.get(judged.stated) or self._origins.get(f"{at} {url}")
        key = key_of(web_address(url))
        if found is not None or key is None:
            return found
        ids = self.store.captures_by_address([key]).get(key, ())
        for capture in self.store.many(Capture, ids).values():
            if capture.at == at and capture.how != "browser":
                return Origin(capture.digest, capture.length, capture.media_type)
        return None

    def _written(
        self,
        judged: Judged,
        source: Source,
        with_digest: dict[str, tuple[str, ...]],
        made: list[Capture],
        taken: set[str],
    ) -> Capture | None:
        if not judged.captures:
            self._copy(judged, source)
            return None
        digest, length, look = judged.digest, judged.length, judged.media_type
        earlier: Capture | None = None
        if judged.head.kind == "revisit":
            original = self._original(judged)
            if original is None:
                return None
            digest, length, look = original.digest, original.length, original.media_type
            place = self._copy(judged, source)
        else:
            earlier = self._earlier(judged, with_digest, made)
            place = self._repeat(judged, earlier) if earlier else self._copy(judged, source)
        id = capture_id(judged.at, digest)
        number = 2
        while id in taken or (number > 2 and self.held.taken(id)):
            id = f"{capture_id(judged.at, digest)}-{number}"
            number += 1
        taken.add(id)
        capture = Capture(
            id=id,
            digest=digest,
            at=judged.at,
            url=judged.url,
            status=judged.status or 200,
            media_type=look,
            length=length,
            how="imported",
            warc=place,
            note=f"from {self._name}",
        )
        return capture

    def _earlier(
        self, judged: Judged, with_digest: dict[str, tuple[str, ...]], made: list[Capture]
    ) -> Capture | None:
        """The capture that holds these bytes already, packed the same."""
        if not judged.length:
            return None
        for capture in made:
            if capture.digest == judged.digest and judged.entity == judged.digest:
                return capture
        if judged.digest not in with_digest:
            return None
        return first_whole(self.writer.archive, self.held, judged.digest, judged.entity)

    def _copy(self, judged: Judged, source: Source) -> Place:
        """Write the record as it was; one of an ARC under WARC's names."""
        assert self._file is not None
        if isinstance(source, Copied):
            return self.writer.copy(self._file, source.start, source.end)
        if isinstance(source, Spooled):
            source.file.seek(0)
            pieces: Iterable[bytes] = iter(lambda: source.file.read(1 << 18), b"")
            return self.writer.add_raw(_head(judged, source.head), pieces, source.length)
        record = read_at(self._file, source.at)
        return self.writer.add_raw(
            _head(judged, record.raw_head), record.blocks(), record.length or 0
        )

    def _repeat(self, judged: Judged, earlier: Capture) -> Place:
        """Write a revisit in a record's stead: its payload is held already."""
        block = judged.http_head
        fields: Fields = [
            ("WARC-Type", "revisit"),
            ("WARC-Record-ID", judged.head.get("warc-record-id") or new_id()),
            ("WARC-Date", judged.at),
            ("WARC-Target-URI", judged.head.target),
            ("Content-Type", RESPONSE if block else judged.media_type),
            ("WARC-Payload-Digest", f"sha256:{judged.entity}"),
            *refers_to(self.writer.archive, earlier, REVISIT_SAME),
        ]
        return self.writer.add(fields, [block], len(block))

    def _commit(self, made: list[Capture]) -> None:
        """Keep captures whose records are written, and tie them to their entries."""
        self.writer.sync()
        for attempt in range(5):
            tied, count = self._tying.tied(made)
            changes: list[tuple[Capture | Entry | None, Capture | Entry | None]] = [
                *((None, capture) for capture in made),
                *tied,
            ]
            what = f"import {len(made):,} captures from {self._name}"
            try:
                self.store.commit(changes, who=self.who, what=what, why=self.why)
                break
            except Conflict:  # somebody changed one of the entries meanwhile
                if attempt == 4:
                    raise
        self.brought.captures += len(made)
        self.brought.attached += count
        self.documents += [
            c.id for c in made if c.status == 200 and c.media_type in DOCUMENTS and not c.redirects
        ][: MOST - len(self.documents)]


def _close(source: Source) -> None:
    if isinstance(source, Spooled):
        source.file.close()


def _head(judged: Judged, raw: bytes) -> bytes:
    """A record's head as bytes: as it was, or made anew for one that came from an ARC."""
    if raw and not judged.head.arc:
        lines = raw.rstrip(b"\r\n").replace(b"\r\n", b"\n").split(b"\n")
        return b"\r\n".join(lines) + b"\r\n\r\n"
    names = {
        "warc-type": "WARC-Type",
        "warc-target-uri": "WARC-Target-URI",
        "warc-ip-address": "WARC-IP-Address",
        "content-type": "Content-Type",
    }
    fields = [
        (names[name], value)
        for name, value in judged.head.fields.items()
        if name in names and value
    ]
    fields.insert(1, ("WARC-Record-ID", new_id()))
    fields.append(("WARC-Date", moment(judged.head.get("warc-date")) or "1970-01-01T00:00:00Z"))
    fields.append(("Content-Length", judged.head.get("content-length")))
    return write_head(fields)
