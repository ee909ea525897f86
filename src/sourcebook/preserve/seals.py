"""Seal what was captured: manifests of digests, each seal holding the digest of the one before. I/O.

A seal covers what is new since the last: for each WARC file the stretch that was added, for each capture
its record. ``captures/seals/00001.manifest`` has a line of JSON for each; ``00001.seal`` has the
manifest's SHA-256 and that of the seal before; the log of the library has the seal's own. So whoever
changes a byte must change every later seal, and the log.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sourcebook.codec import decode, encode
from sourcebook.errors import SourcebookError, Unreadable
from sourcebook.preserve.archive import Archive
from sourcebook.records import Capture, Record
from sourcebook.store import Store

FOLDER = "seals"
_PIECE = 1 << 20


class Stretch(Record, frozen=True, kw_only=True, tag="stretch", tag_field="kind"):
    """Bytes ``start`` to ``end`` of a WARC file, and their SHA-256."""

    file: str
    start: int
    end: int
    digest: str


class Sealed(Record, frozen=True, kw_only=True, tag="capture", tag_field="kind"):
    """A capture's record as it was, and the SHA-256 of its stored WARC record ("" for one whose
    length isn't known)."""

    capture: Capture
    stored: str = ""


class Seal(Record, frozen=True, kw_only=True):
    """``previous`` is the SHA-256 of the seal before ("" for the first), ``manifest`` that of the
    manifest, which has so many lines; ``at`` is when this machine's clock says it was made."""

    number: int
    at: str
    previous: str
    manifest: str
    lines: int


Line = Stretch | Sealed


def folder_of(archive: Archive) -> Path:
    """Where the seals lie."""
    return archive.folder / FOLDER


def paths(archive: Archive) -> list[Path]:
    """The seals' files, oldest first."""
    folder = folder_of(archive)
    return sorted(folder.glob("[0-9]*.seal")) if folder.is_dir() else []


def read(path: Path) -> Seal:
    """A seal. Unreadable where it isn't one."""
    try:
        return decode(Seal, path.read_bytes(), subject=path)
    except OSError as fault:
        raise Unreadable(path, f"can't be read ({fault.strerror})") from fault


_LINES: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


def lines(path: Path) -> Iterator[Line]:
    """The lines of a manifest. Unreadable names the line that is none."""
    try:
        with path.open("rb") as file:
            for number, text in enumerate(file, start=1):
                try:
                    yield _LINES.decode(text)
                except (msgspec.DecodeError, UnicodeDecodeError) as fault:
                    raise Unreadable(
                        f"{path}, line {number}", f"is no line of a manifest ({fault})"
                    ) from fault
    except OSError as fault:
        raise Unreadable(path, f"can't be read ({fault.strerror})") from fault


def sealed_lengths(archive: Archive) -> dict[str, int]:
    """Up to where each WARC file is sealed; what can't be read seals nothing."""
    ends: dict[str, int] = {}
    for path in paths(archive):
        try:
            for line in lines(path.with_suffix(".manifest")):
                if isinstance(line, Stretch):
                    ends[line.file] = max(ends.get(line.file, 0), line.end)
        except SourcebookError:
            continue
    return ends


def sealed_ids(archive: Archive) -> set[str]:
    """The captures that are sealed."""
    found: set[str] = set()
    for path in paths(archive):
        try:
            found |= {
                line.capture.id
                for line in lines(path.with_suffix(".manifest"))
                if isinstance(line, Sealed)
            }
        except SourcebookError:
            continue
    return found


def digest_of(path: Path, start: int = 0, end: int | None = None) -> str:
    """The SHA-256 of a stretch of a file."""
    made = hashlib.sha256()
    left = None if end is None else end - start
    with path.open("rb") as file:
        file.seek(start)
        while left is None or left > 0:
            piece = file.read(_PIECE if left is None else min(_PIECE, left))
            if not piece:
                break
            made.update(piece)
            left = None if left is None else left - len(piece)
    return made.hexdigest()


def seal(
    archive: Archive, captures: Iterable[Capture], *, at: str
) -> tuple[Seal, Path, str] | None:
    """Seal what isn't yet; gives the seal, its file and its SHA-256, or None where nothing is new.
    Call it while the archive is open for writing, so that nothing grows meanwhile."""
    folder = folder_of(archive)
    before = paths(archive)
    ends = sealed_lengths(archive)
    done = sealed_ids(archive)
    number = int(before[-1].stem) + 1 if before else 1
    folder.mkdir(exist_ok=True)
    manifest = folder / f"{number:05}.manifest"
    aside = manifest.with_suffix(".partial")
    count, made = 0, hashlib.sha256()
    with aside.open("wb") as out:

        def write(line: Line) -> None:
            nonlocal count
            data = encode(line) + b"\n"
            out.write(data)
            made.update(data)
            count += 1

        for name in archive.files():
            path, start = archive.path(name), ends.get(name, 0)
            end = path.stat().st_size
            if end > start:
                write(Stretch(file=name, start=start, end=end, digest=digest_of(path, start, end)))
        for capture in captures:
            if capture.id in done:
                continue
            write(Sealed(capture=capture, stored=_stored(archive, capture)))
        out.flush()
        os.fsync(out.fileno())
    if not count:
        aside.unlink()
        return None
    aside.replace(manifest)
    previous = digest_of(before[-1]) if before else ""
    made_seal = Seal(
        number=number, at=at, previous=previous, manifest=made.hexdigest(), lines=count
    )
    path = folder / f"{number:05}.seal"
    partial = path.with_suffix(".partial")
    data = msgspec.json.format(encode(made_seal), indent=2) + b"\n"
    with partial.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(path)
    return made_seal, path, hashlib.sha256(data).hexdigest()


def _stored(archive: Archive, capture: Capture) -> str:
    """The SHA-256 of a capture's record as it lies in its file; "" where there is none."""
    place = capture.warc
    if place is None or not place.length:
        return ""
    try:
        return digest_of(archive.path(place.file), place.offset, place.offset + place.length)
    except (OSError, SourcebookError):
        return ""


def on_record(number: int, digest: str) -> str:
    """How the log names a seal; ``logged`` reads it back."""
    return f"seal {number:05} sha-256 {digest}"


def logged(store: Store) -> dict[int, str]:
    """The seals that the library's log tells of: number and SHA-256."""
    found: dict[int, str] = {}
    for change in store.log():
        words = change.what.split()
        if len(words) == 4 and words[0] == "seal" and words[2] == "sha-256":
            found.setdefault(int(words[1]), words[3])
    return found


def seal_all(store: Store, archive: Archive, *, at: str, who: str) -> tuple[Seal, Path] | None:
    """Seal all that is new in a library, and put it into its log."""
    made = seal(archive, store.stream(Capture), at=at)
    if made is None:
        return None
    found, path, digest = made
    store.commit([], who=who, what=on_record(found.number, digest), why="")
    return found, path
