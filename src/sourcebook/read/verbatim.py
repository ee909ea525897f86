"""The words of files as others count them: of a plain file all its characters, of others the main text.

I/O. Files that need a reader are read in processes with limits, some ahead of what is asked for.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path

from msgspec import Struct

from sourcebook.collect.charsets import decode
from sourcebook.errors import Unreadable
from sourcebook.read.kinds import TEXT, media_type
from sourcebook.read.main import main_text
from sourcebook.read.reading import LARGEST
from sourcebook.read.worker import Job, Pool
from sourcebook.records import Finding, Text
from sourcebook.values.dates_said import year_of


class Words(Struct, frozen=True, kw_only=True):
    """The text of a file: ``file`` as it was named, the language (BCP 47) and the year it was issued
    where the file says so, and what was wrong or doubtful in reading it."""

    file: str
    text: str = ""
    language: str = ""
    year: int | None = None
    findings: tuple[Finding, ...] = ()


def words_of(files: Iterable[tuple[str, bytes]]) -> Iterator[Words]:
    """The words of files, given as their names and bytes, in their order.

    A plain file's text is the file itself, decoded, with a line end counted as one character and
    without a byte-order mark: as Python's ``open(file).read()`` gives it.
    """
    waiting: deque[tuple[str, Words | Future[Text]]] = deque()
    pool: Pool | None = None
    try:
        for file, data in files:
            if media_type(data) == TEXT and len(data) <= LARGEST:
                waiting.append((file, plain(file, data)))
            else:
                pool = pool or Pool()
                job = Job(data=data, name=Path(file).name)
                waiting.append((file, pool.threads.submit(pool.read, job)))
            while len(waiting) > (pool.count if pool else 0):
                yield _told(*waiting.popleft())
        while waiting:
            yield _told(*waiting.popleft())
    finally:
        if pool is not None:
            pool.__exit__()


def plain(file: str, data: bytes) -> Words:
    """The words of a plain file."""
    try:
        found = decode(data, file)
    except Unreadable as fault:
        bad = Finding(rule="read-broken", subject=file, level="error", says=fault.why)
        return Words(file=file, findings=(bad,))
    text = (
        found.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in found.text else found.text
    )
    return Words(file=file, text=text, findings=found.findings)


def _told(file: str, found: Words | Future[Text]) -> Words:
    if isinstance(found, Words):
        return found
    text = found.result()
    return Words(
        file=file,
        text=main_text(text),
        language=text.language,
        year=year_of(text.issued),
        findings=text.findings,
    )
