"""Pack captures into a WACZ (version 1.1.1), which ReplayWeb.page and others open. I/O."""

import bisect
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import ada_url

from sourcebook import __version__
from sourcebook.errors import NoRoom, Refused
from sourcebook.preserve.archive import Archive
from sourcebook.preserve.flows import Member, Torn, Window, flows
from sourcebook.preserve.judging import judge
from sourcebook.preserve.reading import Stored, records
from sourcebook.preserve.taking import file_address
from sourcebook.records import Capture

SHOWN = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")
_PIECE = 1 << 20
_WWW = re.compile(r"^www\d*\.")


def ranges(
    chosen: Iterable[Capture], everything: Iterable[Capture]
) -> Iterator[tuple[str, int, int]]:
    """(file, start, end) of all that was written about the captures: from the end of what was kept
    before each (its requests and redirects stand there) to its own end."""
    ends: dict[str, list[int]] = {}
    for capture in everything:
        if capture.warc is not None:
            ends.setdefault(capture.warc.file, [0]).append(
                capture.warc.offset + capture.warc.length
            )
    for some in ends.values():
        some.sort()
    seen: set[tuple[str, int, int]] = set()
    for capture in chosen:
        place = capture.warc
        if place is None:
            continue
        known = ends.get(place.file, [0])
        before = known[max(bisect.bisect_right(known, place.offset) - 1, 0)]
        found = (place.file, min(before, place.offset), place.offset + place.length)
        if found not in seen:
            seen.add(found)
            yield found


def gather(archive: Archive, stretches: Iterable[tuple[str, int, int]], out: BinaryIO) -> None:
    """Copy stretches of the WARC files, which begin and end between records, one after the other."""
    for name, start, end in sorted(set(stretches)):
        with archive.path(name).open("rb") as file:
            file.seek(start)
            left = end - start
            while left > 0 and (piece := file.read(min(left, _PIECE))):
                out.write(piece)
                left -= len(piece)


def surt(url: str) -> str:
    """The address sorted by its host from the top (SURT), as CDX files are in order of."""
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return url.lower()
    if parsed.protocol not in ("http:", "https:"):
        return str(parsed.href).lower()
    host = _WWW.sub("", parsed.hostname)
    name = (
        host
        if host.startswith("[") or re.fullmatch(r"[\d.]+", host)
        else ",".join(reversed(host.split(".")))
    )
    port = f":{parsed.port}" if parsed.port else ""
    return f"{name}{port}){parsed.pathname}{parsed.search}".lower()


def index(file: BinaryIO, name: str) -> list[str]:
    """The CDXJ lines of the answers in a WARC file of ours (a gzip member each), in order."""
    lines: list[str] = []
    window = Window(file)
    for flow in flows(window):
        if not isinstance(flow, Member):
            continue
        found: list[tuple[str, dict[str, str]]] = []
        try:
            for record in records(flow):
                if isinstance(record, Stored):
                    found += _line(record, name)
        except Torn:
            continue
        for key, told in found:
            told |= {"offset": str(flow.at), "length": str(flow.end - flow.at)}
            lines.append(f"{key} {json.dumps(told)}")
    return sorted(lines)


def _line(record: Stored, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What the index says of a record: its key and fields, but for where it stands."""
    judged = judge(record)
    head = record.head
    if judged.bad or head.kind not in ("response", "resource", "revisit"):
        return
    repeats = head.kind == "revisit"
    digest = head.get("warc-payload-digest") or ("" if repeats else f"sha256:{judged.entity}")
    if not digest:  # "not modified": nothing that replay could show
        return
    told = {
        "url": head.target,
        "mime": "warc/revisit" if repeats else judged.media_type,
        "status": str(judged.status or 200),
        "digest": digest,
        "filename": name,
    }
    yield f"{surt(head.target)} {_stamp(judged.at)}", told


def _stamp(at: str) -> str:
    return re.sub(r"\D", "", at)[:14]


def write(
    target: Path,
    archive: Archive,
    chosen: Sequence[Capture],
    everything: Iterable[Capture],
    *,
    titles: dict[str, str],
    title: str,
    now: datetime,
) -> int:
    """Write captures as a WACZ; ``titles`` are by capture id. Gives how many pages it lists. Refused
    where there is nothing to pack, NoRoom where it can't be written; nothing half is left."""
    if not chosen:
        why = "would hold nothing: none of these entries has a capture"
        raise Refused(target, f"{why}. Take some with: sourcebook capture")
    aside = target.with_name(f"{target.name}.partial")
    warc = target.with_name(f"{target.name}.warc.partial")
    try:
        with warc.open("w+b") as out:
            gather(archive, ranges(chosen, everything), out)
            out.seek(0)
            lines = index(out, "data.warc.gz")
        pages = [
            {
                "id": capture.id,
                "url": capture.url or file_address(capture.digest, capture.file_name),
                "ts": capture.at,
                "title": titles.get(capture.id) or capture.url or capture.file_name,
            }
            for capture in chosen
            if capture.how != "browser"
            and 200 <= capture.status < 300
            and capture.media_type in SHOWN
        ]
        _pack(aside, warc, lines, pages, title=title, now=now)
        aside.replace(target)
        return len(pages)
    except OSError as fault:
        raise NoRoom(
            target, f"could not be written ({(fault.strerror or str(fault)).lower()})"
        ) from fault
    finally:
        for path in (aside, warc):
            path.unlink(missing_ok=True)


def _pack(
    aside: Path,
    warc: Path,
    lines: list[str],
    pages: list[dict[str, Any]],
    *,
    title: str,
    now: datetime,
) -> None:
    listed = [{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}, *pages]
    parts = {
        "indexes/index.cdx": "".join(f"{line}\n" for line in lines).encode(),
        "pages/pages.jsonl": "".join(f"{json.dumps(page)}\n" for page in listed).encode(),
    }
    with warc.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    resources = [
        {
            "name": "data.warc.gz",
            "path": "archive/data.warc.gz",
            "hash": f"sha256:{digest}",
            "bytes": warc.stat().st_size,
        }
    ]
    resources += [
        {
            "name": path.rpartition("/")[2],
            "path": path,
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "bytes": len(data),
        }
        for path, data in parts.items()
    ]
    package: dict[str, Any] = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": title,
        "created": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "software": f"Sourcebook {__version__}",
        "resources": resources,
    }
    if pages:
        package |= {"mainPageURL": pages[0]["url"], "mainPageDate": pages[0]["ts"]}
    told = json.dumps(package, indent=2).encode()
    proof = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(told).hexdigest()}"}
    with zipfile.ZipFile(aside, "w") as packed:
        packed.write(warc, "archive/data.warc.gz", zipfile.ZIP_STORED)
        for path, data in parts.items():
            packed.writestr(path, data, zipfile.ZIP_DEFLATED)
        packed.writestr("datapackage.json", told, zipfile.ZIP_DEFLATED)
        packed.writestr("datapackage-digest.json", json.dumps(proof), zipfile.ZIP_DEFLATED)
