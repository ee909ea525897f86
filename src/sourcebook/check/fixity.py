"""Read everything that is preserved again, and name what changed, from the inside out. I/O.

Payload, record, file, manifest, seal: each is proved by the next. It finds only; nothing is changed.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from sourcebook.collect.web.codings import TooMuch
from sourcebook.errors import SourcebookError
from sourcebook.preserve import seals
from sourcebook.preserve.archive import Archive, whole_end
from sourcebook.preserve.flows import Torn
from sourcebook.preserve.payloads import Payload
from sourcebook.preserve.warc import hasher, read_digest
from sourcebook.progress import Tell
from sourcebook.records import Capture, Entry, Finding, Level
from sourcebook.store import Store

Verify = Callable[[Path, Path], str]  # a seal and its time stamp: what is wrong with it, or ""


class _Read(Struct, kw_only=True):
    """What reading a record showed: its payload's digest, whether it only repeats another, and what
    is wrong with it."""

    digest: str = ""
    repeats: bool = False
    broken: str = ""
    block: str = ""


def findings(
    store: Store, archive: Archive, *, verify: Verify | None = None, tell: Tell | None = None
) -> Iterator[Finding]:
    """What changed in a library's captures since they were taken; ``verify`` judges time stamps."""
    sealed: dict[str, seals.Sealed] = {}
    stretches: list[seals.Stretch] = []
    outer: list[Finding] = []
    for path in seals.paths(archive):
        outer += _manifest(path, sealed, stretches)
    yield from _payloads(store, archive, sealed, tell)
    yield from _gone(store, sealed)
    yield from _entries(store)
    yield from _files(archive, stretches)
    yield from outer
    yield from _seals(store, archive, verify)
    yield from _strays(archive)


def _found(rule: str, subject: str, level: Level, says: str) -> Finding:
    return Finding(rule=f"fixity-{rule}", subject=subject, level=level, says=says)


# --- payloads and records ------------------------------------------------------------------------
def _payloads(
    store: Store, archive: Archive, sealed: dict[str, seals.Sealed], tell: Tell | None
) -> Iterator[Finding]:
    whole: set[str] = set()
    repeats: list[tuple[str, str]] = []
    total = store.count(Capture)
    unsealed = 0
    for number, capture in enumerate(store.stream(Capture)):
        if tell is not None:
            tell(capture.id, number, total)
        subject = f"capture {capture.id}"
        seal = sealed.get(capture.id)
        unsealed += seal is None
        if seal is not None and seal.capture != capture:
            yield _found("capture", subject, "error", _differs(seal.capture, capture))
        if capture.warc is None:
            yield _found("file", subject, "error", "says of no file where it stands")
            continue
        read = _read(archive, capture)
        if read.broken:
            yield _found("record", subject, "error", f"can't be read any more: {read.broken}")
        elif read.repeats:
            repeats.append((capture.id, capture.digest))
        elif read.digest == capture.digest:
            whole.add(capture.digest)
        else:
            yield _found(
                "payload", subject, "error",
                f"its bytes are not those captured: SHA-256 {read.digest[:16]}… where "
                f"{capture.digest[:16]}… was taken. Bring {capture.warc.file} back from a copy",
            )  # fmt: skip
        if read.block:
            yield _found("block", subject, "error", read.block)
        if seal is not None and seal.stored and not read.broken:
            yield from _stored(archive, capture, seal.stored)
    for id, digest in repeats:
        if digest not in whole:
            yield _found(
                "payload", f"capture {id}", "error",
                "repeats bytes of which no whole copy is left in the library",
            )  # fmt: skip
    if unsealed:
        yield _found(
            "unsealed", "captures", "info",
            f"{unsealed:,} of {total:,} are not sealed yet; the next add or capture seals them",
        )  # fmt: skip


def _read(archive: Archive, capture: Capture) -> _Read:
    assert capture.warc is not None
    read = _Read()
    try:
        with archive.open(capture.warc) as record:
            read.repeats = record.head.kind == "revisit"
            stated = read_digest(record.head.get("warc-block-digest"))
            block = hasher(stated.algorithm) if stated else None
            made = Payload(record.head)
            for piece in record.blocks():
                if block is not None:
                    block.update(piece)
                for _ in made.feed(piece):
                    pass
            for _ in made.end():
                pass
            if not record.ends_well():
                read.broken = "its record is cut short"
            if block is not None and stated is not None and block.digest() != stated.value:
                read.block = "its record's block is not the one that its block digest states"
            read.digest = made.digest
    except SourcebookError as fault:
        read.broken = fault.why
    except (Torn, TooMuch) as fault:
        read.broken = str(fault)
    return read


def _stored(archive: Archive, capture: Capture, stated: str) -> Iterator[Finding]:
    place = capture.warc
    if place is None:
        return
    try:
        now = seals.digest_of(archive.path(place.file), place.offset, place.offset + place.length)
    except OSError as fault:
        yield _found(
            "record", f"capture {capture.id}", "error", f"can't be read ({fault.strerror})"
        )
        return
    if now != stated:
        yield _found(
            "record", f"capture {capture.id}", "error",
            f"its record in {place.file} at {place.offset:,} is not the one that was sealed",
        )  # fmt: skip


def _differs(was: Capture, now: Capture) -> str:
    names = [name for name in Capture.__struct_fields__ if getattr(was, name) != getattr(now, name)]
    told = "; ".join(
        f"{n} was {getattr(was, n)!r:.120} and is {getattr(now, n)!r:.120}" for n in names
    )
    return f"what is on record of it is not what was sealed: {told}"


def _gone(store: Store, sealed: dict[str, seals.Sealed]) -> Iterator[Finding]:
    ids = list(sealed)
    for begin in range(0, len(ids), 500):
        some = ids[begin : begin + 500]
        there = store.many(Capture, some)
        for id in some:
            if id not in there:
                yield _found(
                    "gone", f"capture {id}", "warning",
                    f"was sealed and is no longer in the library; see: sourcebook log {id}",
                )  # fmt: skip


def _entries(store: Store) -> Iterator[Finding]:
    """Entries that name captures which aren't there."""
    for entry in store.stream(Entry):
        ids = [*entry.captures, *(id for a in entry.addresses for id in a.captures)]
        if not ids:
            continue
        there = store.many(Capture, ids)
        for id in dict.fromkeys(ids):
            if id not in there:
                yield _found(
                    "missing", f"entry {entry.id}", "error",
                    f"names the capture {id}, which is not in the library",
                )  # fmt: skip


# --- files ---------------------------------------------------------------------------------------
def _files(archive: Archive, stretches: list[seals.Stretch]) -> Iterator[Finding]:
    ends: dict[str, int] = {}
    for stretch in stretches:
        subject = f"file captures/{stretch.file}"
        try:
            path = archive.path(stretch.file)
        except SourcebookError as fault:
            yield _found("manifest", subject, "error", f"is sealed, but {fault.why}")
            continue
        ends[stretch.file] = max(ends.get(stretch.file, 0), stretch.end)
        where = f"bytes {stretch.start:,} to {stretch.end:,}"
        if not path.is_file():
            yield _found("file", subject, "error", f"is gone: {where} were sealed")
            continue
        if path.stat().st_size < stretch.end:
            yield _found(
                "file", subject, "error",
                f"is shorter than it was sealed: {path.stat().st_size:,} bytes, once {stretch.end:,}",
            )  # fmt: skip
            continue
        if seals.digest_of(path, stretch.start, stretch.end) != stretch.digest:
            yield _found("file", subject, "error", f"{where} are not those that were sealed")
    for name in archive.files():
        path = archive.path(name)
        size = path.stat().st_size
        end = whole_end(path, start=min(ends.get(name, 0), size))
        if end < size:
            yield _found(
                "tail", f"file captures/{name}", "warning",
                f"ends with {size - end:,} bytes of an unfinished record, left by a run that was "
                "stopped; the next add or capture cuts them off",
            )  # fmt: skip


# --- manifests and seals -------------------------------------------------------------------------
def _manifest(
    path: Path, sealed: dict[str, seals.Sealed], stretches: list[seals.Stretch]
) -> Iterator[Finding]:
    manifest = path.with_suffix(".manifest")
    subject = f"manifest {manifest.stem}"
    try:
        seal = seals.read(path)
    except SourcebookError:
        seal = None  # told with the seals
    try:
        if seal is not None and seals.digest_of(manifest) != seal.manifest:
            yield _found("manifest", subject, "error", "is not the one that its seal states")
            return  # what it says proves nothing
        for line in seals.lines(manifest):
            if isinstance(line, seals.Stretch):
                stretches.append(line)
            else:
                sealed[line.capture.id] = line
    except OSError as fault:
        yield _found("manifest", subject, "error", f"can't be read ({fault.strerror})")
    except SourcebookError as fault:
        yield _found("manifest", subject, "error", fault.why)


def _seals(store: Store, archive: Archive, verify: Verify | None) -> Iterator[Finding]:
    logged = seals.logged(store)
    previous = ""
    numbers = []
    for path in seals.paths(archive):
        subject = f"seal {path.stem}"
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        number = int(path.stem)
        numbers.append(number)
        try:
            seal = seals.read(path)
        except SourcebookError as fault:
            yield _found("seal", subject, "error", f"can't be read: {fault.why}")
            previous = digest
            continue
        if seal.number != number:
            yield _found("seal", subject, "error", f"says it is seal {seal.number}")
        if seal.previous != previous:
            yield _found(
                "chain", subject, "error",
                "does not hold the digest of the seal before it: one of the two was changed",
            )  # fmt: skip
        if number not in logged:
            yield _found(
                "seal", subject, "warning",
                "is not in the library's log: the run that made it was stopped, or it is not ours",
            )  # fmt: skip
        elif logged[number] != digest:
            yield _found("seal", subject, "error", "is not the one in the library's log")
        token = path.with_suffix(".tsr")
        if token.is_file():
            if verify is None:
                yield _found(
                    "timestamp", subject, "info",
                    "has a time stamp that was not checked: set timestamp_certificates in "
                    "library.toml, and: pip install 'sourcebook[timestamps]'",
                )  # fmt: skip
            elif why := verify(path, token):
                yield _found("timestamp", subject, "error", f"its time stamp does not hold: {why}")
        previous = digest
    for number in sorted(set(logged) - set(numbers)):
        yield _found("seal", f"seal {number:05}", "error", "is in the library's log and is gone")


def _strays(archive: Archive) -> Iterator[Finding]:
    folder = seals.folder_of(archive)
    for path in sorted(folder.glob("*.partial")) if folder.is_dir() else []:
        yield _found(
            "partial", f"file {path.name}", "info", "is left of a seal that was not finished"
        )
