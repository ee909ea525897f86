"""Measure preserving: records a second when importing a WARC, beside bare readers; memory on 2 GB.

python bench/preserving.py [RECORDS] [MEGABYTES]      # 20,000 pages; then 2,000 MB of pages and PDFs
"""

import gzip
import hashlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import b32encode
from collections.abc import Callable, Iterator
from pathlib import Path

from importing import sentence

DATE = "2019-05-04T03:02:{:02}Z"


def record(url: str, kind: str, payload: bytes, number: int) -> bytes:
    """One answer as a WARC record, with the digests that crawlers write."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(payload)}\r\n\r\n"
    data = block.encode() + payload
    digests = [b32encode(hashlib.sha1(part).digest()).decode() for part in (data, payload)]
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"WARC-Date: {DATE.format(number % 60)}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Block-Digest: sha1:{digests[0]}\r\nWARC-Payload-Digest: sha1:{digests[1]}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + data + b"\r\n\r\n", compresslevel=1, mtime=0)


def pages(count: int, chance: random.Random) -> Iterator[bytes]:
    """Web pages of some 12 KB, no two alike."""
    pool = [f"<p>{sentence(chance, 18)}</p>\n" for _ in range(4000)]
    for number in range(count):
        body = "".join(chance.choices(pool, k=95))
        text = f"<!doctype html><title>Page {number}</title><body>{body}</body>"
        yield record(
            f"https://host{number % 500}.example/{number}", "text/html", text.encode(), number
        )


def mixed(size: int, chance: random.Random) -> Iterator[bytes]:
    """Pages and PDFs (of bytes that can't be packed) up to a size in bytes."""
    made = number = 0
    while made < size:
        number += 1
        if number % 3:
            body = b"%PDF-1.7\n" + chance.randbytes(chance.choice((60_000, 300_000, 1_500_000)))
            one = record(
                f"https://host{number % 500}.example/{number}.pdf", "application/pdf", body, number
            )
        else:
            one = next(pages(1, random.Random(number)))
        made += len(one)
        yield one


def seconds(work: Callable[[], object]) -> float:
    """The CPU seconds that this process spends on the work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def by_fastwarc(path: Path) -> int:
    """The peer: read every record's payload, verify its digest."""
    from fastwarc import ArchiveIterator

    count = 0
    with path.open("rb") as file:
        for one in ArchiveIterator(file, parse_http=False):
            count += bool(one.verify_block_digest())
    return count


def by_warcio(path: Path) -> int:
    """The other peer, the same."""
    from warcio.archiveiterator import ArchiveIterator

    count = 0
    with path.open("rb") as file:
        for one in ArchiveIterator(file, check_digests="raise"):
            while one.raw_stream.read(65_536):
                pass
            count += 1
    return count


def by_us(path: Path) -> int:
    """Our reading alone: digests checked, payload taken out and digested with SHA-256."""
    from sourcebook.preserve.flows import Member, Window, flows
    from sourcebook.preserve.judging import judge
    from sourcebook.preserve.reading import Stored, records

    count = 0
    with path.open("rb") as file:
        for flow in flows(Window(file)):
            if isinstance(flow, Member):
                count += sum(
                    judge(one).captures for one in records(flow) if isinstance(one, Stored)
                )
    return count


def bring(path: Path, folder: Path) -> int:
    """The whole import: read, judged, written, committed with history."""
    from sourcebook.library import Library
    from sourcebook.preserve.adding import Adding
    from sourcebook.preserve.capturing import held_by, writing

    with Library.create(folder / "lib", title="Bench") as library:
        with writing(library.store, library.archive, who="bench") as writer:
            held = held_by(library.store)
            added = Adding(library.store, library.archive, writer, held, who="bench").file(path)
            assert not added.findings, added.findings
        library.seal(who="bench")
    shutil.rmtree(folder / "lib")
    return added.captures


def memory(megabytes: int) -> str:
    """Import a large WARC in a process of its own, and say how much memory it took at most."""
    with tempfile.TemporaryDirectory() as folder:
        free = shutil.disk_usage(folder).free
        if free < megabytes * 2_500_000:
            return f"Not enough room for {megabytes:,} MB: skipped.\n"
        path = Path(folder) / "large.warc.gz"
        with path.open("wb") as out:
            out.writelines(mixed(megabytes * 1_000_000, random.Random(20261126)))
        done = subprocess.run(
            [sys.executable, __file__, "--bring", str(path), folder],
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        count, cpu, peak = done.stdout.split()
        size = path.stat().st_size / 1e6
    return (
        f"A WARC of {size:,.0f} MB ({int(count):,} captures) came in with {float(peak):,.0f} MB of memory at "
        f"most, in {float(cpu):,.0f} CPU-seconds ({size / float(cpu):,.0f} MB a CPU-second).\n"
    )


def section(count: int, megabytes: int) -> str:
    """The measurement as a Markdown section."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        with path.open("wb") as out:
            out.writelines(pages(count, random.Random(20261126)))
        ways: list[tuple[str, Callable[[Path], int]]] = [
            ("fastwarc: read, block digest checked", by_fastwarc),
            ("warcio: read, digests checked", by_warcio),
            ("ours: read, digests checked, payload unpacked and digested", by_us),
            (
                "ours: imported (read, copied, committed with its history, sealed)",
                lambda p: bring(p, Path(folder)),
            ),
        ]
        first = 0.0
        for name, work in ways:
            found: list[int] = []
            spent = seconds(lambda w=work, f=found: f.append(w(path)))  # type: ignore[misc]
            assert found == [count], (name, found)
            first = first or spent
            rows.append(f"| {name} | {count / spent:,.0f} | {spent / first:.1f} |")
    head = (
        f"{count:,} pages of 12 KB, a gzip member each.\n\n"
        "| way | records a CPU-second | time beside fastwarc |\n|---|---|---|"
    )
    return "\n".join(["## Preserve", "", head, *rows, "", memory(megabytes)])


def main() -> None:
    if "--bring" in sys.argv:
        path, folder = map(Path, sys.argv[2:4])
        begun = time.process_time()
        count = bring(path, folder)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(count, time.process_time() - begun, peak)
        return
    counts = [int(word) for word in sys.argv[1:]] + [20_000, 2_000][len(sys.argv) - 1 :]
    print(section(*counts))


if __name__ == "__main__":
    main()
