"""See what a file is that somebody adds, and open the archives in it: WARC, ARC, WACZ. I/O."""

import hashlib
import json
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from sourcebook.preserve.flows import MAGIC, Window, begins_member
from sourcebook.records import Level

Kind = Literal["archive", "wacz", "other"]
Say = Callable[[str, str, Level, str], None]
_LISTED = 20_000_000  # bytes of a datapackage.json or pages.jsonl that are read
_RATIO = 1100  # more than deflate can pack: a ZIP that lies


def kind_of(path: Path) -> Kind:
    """What a file is by its beginning (a damaged one by its name too)."""
    with path.open("rb") as file:
        head = file.read(8192)
        if head.startswith(b"WARC/") or head.startswith(b"filedesc:"):
            return "archive"
        if head.startswith(MAGIC) and begins_member(Window(file)):
            return "archive"
    names = path.name.lower()
    if head.startswith(b"PK\x03\x04") and (
        names.endswith(".wacz") or (b"archive/" in head and b".warc" in head)
    ):
        return "wacz"
    if names.endswith((".warc", ".warc.gz", ".arc", ".arc.gz")):
        return "archive"
    return "wacz" if names.endswith(".wacz") else "other"


@contextmanager
def opened(path: Path, kind: Kind, say: Say) -> Iterator[Iterator[tuple[str, BinaryIO, int]]]:
    """The archives in a file: (name, file, bytes). A WACZ whose ZIP is broken is looked through for
    records as it stands, since they are stored in it unpacked (WACZ 1.1.1, section 5.2.1)."""
    with path.open("rb") as file:
        if kind != "wacz":
            yield iter([(path.name, cast(BinaryIO, file), path.stat().st_size)])
            return
        try:
            packed = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
            say(
                "wacz-broken",
                "",
                "error",
                f"its ZIP is broken ({fault}); it was looked through as it is",
            )
            file.seek(0)
            yield iter([(path.name, cast(BinaryIO, file), path.stat().st_size)])
            return
        with packed:
            yield _archives(packed, path.name, say)


def _archives(packed: zipfile.ZipFile, name: str, say: Say) -> Iterator[tuple[str, BinaryIO, int]]:
    stated = _digests(packed, say)
    seen = False
    for item in packed.infolist():
        low = item.filename.lower()
        if not low.endswith((".warc.gz", ".warc", ".arc", ".arc.gz")):
            if low.endswith(".wacz"):
                say("wacz-inner", f", {item.filename}", "warning",
                    "a WACZ within a WACZ is not opened; take it out and add it by itself")  # fmt: skip
            continue
        seen = True
        where = f", {item.filename}"
        if item.flag_bits & 1:
            say("wacz-locked", where, "error", "it asks for a password; left out")
            continue
        if item.file_size > _RATIO * max(item.compress_size, 1):
            say("wacz-bomb", where, "error", "it says it unpacks to more than it can; left out")
            continue
        try:
            _check(packed, item, stated.get(item.filename, ""), say)
            with _seekable(packed, item, say) as inner:
                yield f"{name}/{item.filename.rpartition('/')[2]}", inner, item.file_size
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as fault:
            say("wacz-broken", where, "error", f"it can't be read to its end ({fault})")
    if not seen:
        say("wacz-empty", "", "error", "holds no WARC file")


@contextmanager
def _seekable(packed: zipfile.ZipFile, item: zipfile.ZipInfo, say: Say) -> Iterator[BinaryIO]:
    """A file in a ZIP, to be read here and there. zipfile itself begins anew at each step back: what
    is stored as it is (as WACZ asks) is read where it lies, other things from a temporary copy."""
    if item.compress_type == zipfile.ZIP_STORED and packed.fp is not None:
        source = cast(BinaryIO, packed.fp)
        source.seek(item.header_offset)
        head = source.read(30)  # local file header (APPNOTE.TXT section 4.3.7)
        if len(head) < 30 or head[:4] != b"PK\x03\x04":
            raise zipfile.BadZipFile("its local header is broken")
        begin = item.header_offset + 30 + int.from_bytes(head[26:28], "little")
        begin += int.from_bytes(head[28:30], "little")
        yield cast(BinaryIO, Region(source, begin, item.file_size))
        return
    with tempfile.TemporaryFile() as copy, packed.open(item) as inner:
        try:
            while piece := inner.read(4096):  # small: the piece in which it breaks is lost
                copy.write(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
            where = f", {item.filename}"
            say("wacz-broken", where, "error", f"it can't be unpacked to its end ({fault})")
        yield cast(BinaryIO, copy)


class Region:
    """A stretch of a file, as a file of its own."""

    def __init__(self, file: BinaryIO, begin: int, size: int) -> None:
        self._file = file
        self._begin = begin
        self._size = size
        self._at = 0

    def seek(self, at: int) -> int:
        """Go to a place, counted from the stretch's beginning."""
        self._at = at
        return at

    def read(self, size: int = -1) -> bytes:
        """Bytes from there on, none beyond the stretch's end."""
        left = max(self._size - self._at, 0)
        self._file.seek(self._begin + self._at)
        data = self._file.read(left if size < 0 else min(size, left))
        self._at += len(data)
        return data


def _check(packed: zipfile.ZipFile, item: zipfile.ZipInfo, stated: str, say: Say) -> None:
    """Compare a WARC's SHA-256 with the one the package states; its records are judged anyway."""
    if not stated.startswith("sha256:"):
        return
    made = hashlib.sha256()
    try:
        with packed.open(item) as inner:
            while piece := inner.read(1 << 20):
                made.update(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        say(
            "wacz-digest",
            f", {item.filename}",
            "error",
            "its check sum in the ZIP is wrong: it was changed",
        )
        return
    if made.hexdigest() != stated.removeprefix("sha256:").lower():
        say(
            "wacz-digest",
            f", {item.filename}",
            "error",
            "it isn't the file that the package states: it was changed",
        )


def _digests(packed: zipfile.ZipFile, say: Say) -> dict[str, str]:
    """The digests of a package's files (Frictionless Data Package, ``datapackage.json``)."""
    try:
        raw = _read(packed, "datapackage.json")
    except KeyError:
        say("wacz-package", "", "warning", "has no datapackage.json; its digests can't be checked")
        return {}
    told = _json(raw)
    try:
        stated = _json(_read(packed, "datapackage-digest.json")).get("hash", "")
        if stated and stated != f"sha256:{hashlib.sha256(raw).hexdigest()}":
            say(
                "wacz-digest",
                ", datapackage.json",
                "error",
                "it isn't the one that was packed: it was changed",
            )
    except KeyError:
        pass
    found: dict[str, str] = {}
    resources = told.get("resources")
    for item in resources if isinstance(resources, list) else []:
        if isinstance(item, dict):
            path = item.get("path") or f"archive/{item.get('name', '')}"
            found[str(path)] = str(item.get("hash", ""))
    return found


def _read(packed: zipfile.ZipFile, name: str) -> bytes:
    item = packed.getinfo(name)
    try:
        with packed.open(item) as inner:
            return inner.read(_LISTED)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return b""


def _json(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def pages_in(path: Path) -> list[tuple[str, str]]:
    """(address, title) of the pages that a WACZ lists as such; none where it can't be read."""
    found: dict[str, str] = {}
    try:
        with zipfile.ZipFile(path) as packed:
            for name in ("pages/pages.jsonl",):
                for text in _read(packed, name).splitlines():
                    told = _json(text)
                    if isinstance(told.get("url"), str):
                        found.setdefault(told["url"], str(told.get("title") or ""))
    except (zipfile.BadZipFile, OSError, KeyError, ValueError):
        pass
    return list(found.items())
