"""Which of many texts may hold a passage: an index of runs of three words, beside the texts. I/O.

``index/passages.db`` may be deleted at any time; ``where`` makes it anew. It proposes texts only;
``anchoring`` says whether the passage stands there.
"""

import heapq
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from types import TracebackType
from typing import Self
from zlib import crc32

from sourcebook.curate.quote import Quote
from sourcebook.curate.source import Source
from sourcebook.curate.texts import BATCH, Texts
from sourcebook.progress import Tell
from sourcebook.records import Capture, Text
from sourcebook.store.reading import batches

FILE = Path("index") / "passages.db"
FORM = "1"  # raised when the tables change; an older file is then thrown away
# Every second run is kept, chosen by its own number, so that quotes keep the same ones: half the
# size, and a nearest wording that shares three runs is still missed only once in eight times.
KEPT = 2
COMMON = 2_000  # texts that hold a run of words; one that stands in more says nothing
FEW = 200  # … where one of many quotes is looked up, and a run that few texts have will do
MOST = 60  # texts looked into
_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, words TEXT NOT NULL);
CREATE TABLE runs (run INTEGER, text INTEGER, PRIMARY KEY (run, text)) WITHOUT ROWID;
"""


class Passages:
    """An index of texts by name (a capture's digest and the reader's version); a context manager."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    @classmethod
    def open(cls, file: Path | None) -> Self:
        """The index in ``file``, or one in memory. Where the file is damaged or may not be written,
        an empty one in memory: it is derived, and can be made anew."""
        if file is not None:
            for again in (False, True):
                try:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    made = cls(sqlite3.connect(file, isolation_level=None, timeout=10))
                    made._ready()
                    return made
                except (sqlite3.OperationalError, OSError):
                    break  # locked, or in a folder that may only be read
                except sqlite3.DatabaseError:
                    if again:
                        break
                    file.unlink(missing_ok=True)
        made = cls(sqlite3.connect(":memory:", isolation_level=None))
        made._ready()
        return made

    def _ready(self) -> None:
        self._sql.execute("PRAGMA synchronous=OFF")
        self._sql.execute("PRAGMA journal_mode=WAL")
        known = self._sql.execute("SELECT name FROM sqlite_master WHERE name = 'facts'").fetchone()
        if known:
            form = self._sql.execute("SELECT value FROM facts WHERE name = 'form'").fetchone()
            if form == (FORM,):
                return
            for table in ("facts", "texts", "runs"):
                self._sql.execute(f"DROP TABLE IF EXISTS {table}")  # names of our own
        self._sql.executescript(_TABLES)
        self._sql.execute("INSERT INTO facts VALUES ('form', ?)", (FORM,))

    def close(self) -> None:
        """Close it; what was added is kept."""
        self._sql.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def names(self) -> set[str]:
        """The names of the texts it holds."""
        return {name for (name,) in self._sql.execute("SELECT name FROM texts")}

    def add(self, sources: Iterable[tuple[str, Source]]) -> None:
        """Add texts under their names, in one transaction."""
        self._sql.execute("BEGIN IMMEDIATE")
        try:
            for name, source in sources:
                words = source.whole.words
                line = f" {' '.join(words)} "
                at = self._sql.execute(
                    "INSERT OR REPLACE INTO texts (name, words) VALUES (?, ?)", (name, line)
                ).lastrowid
                runs = set(_runs(words))
                if source.main is not source.whole:
                    runs |= set(_runs(source.main.words))
                self._sql.executemany(
                    "INSERT OR IGNORE INTO runs VALUES (?, ?)", [(run, at) for run in sorted(runs)]
                )
        except BaseException:
            self._sql.execute("ROLLBACK")
            raise
        self._sql.execute("COMMIT")

    def drop(self, names: Iterable[str]) -> None:
        """Take texts out."""
        self._sql.execute("BEGIN IMMEDIATE")
        for name in names:
            found = self._sql.execute("SELECT id FROM texts WHERE name = ?", (name,)).fetchone()
            if found:
                self._sql.execute("DELETE FROM runs WHERE text = ?", found)
                self._sql.execute("DELETE FROM texts WHERE id = ?", found)
        self._sql.execute("COMMIT")

    def update(
        self, captures: Sequence[Capture], texts: Texts, *, tell: Tell | None = None
    ) -> None:
        """Hold the texts of these captures, and no others: those that are new are read first."""
        wanted = {f"{capture.digest}.{texts.version}": capture for capture in captures}
        held = self.names()
        self.drop(held - wanted.keys())
        new = [capture for name, capture in wanted.items() if name not in held]
        done = 0
        for batch in batches(texts.all(new), BATCH):
            self.add(
                (f"{capture.digest}.{texts.version}", Source(text))
                for capture, text in batch
                if isinstance(text, Text)
            )
            done += len(batch)
            if tell:
                tell("Reading", done, len(new))

    def holding(self, quote: Quote, *, most: int = MOST, thorough: bool = True) -> list[str]:
        """The digests of the texts that most likely hold the quote or come near it; best first.

        A ``thorough`` search also asks for runs of words that many texts share, and where no run
        tells goes through all texts (a second for 5,000); without it, one of thousands of quotes is
        looked up in less than a millisecond.
        """
        (count,) = self._sql.execute("SELECT count(*) FROM texts").fetchone()
        votes: dict[int, float] = {}
        get = votes.get
        runs = {run for piece in quote.pieces for run in _runs(piece.words)}
        for limit in (COMMON,) if thorough else (FEW, COMMON):
            for run in runs:
                found = self._sql.execute(
                    "SELECT text FROM runs WHERE run = ? LIMIT ?", (run, limit)
                ).fetchall()
                if len(found) == limit:
                    continue
                weight = log(1 + count / (len(found) or 1))  # boilerplate says little about where
                for (text,) in found:
                    votes[text] = get(text, 0.0) + weight
            if votes:
                break
        ranked = heapq.nlargest(most, votes, key=lambda text: votes[text])
        if thorough and len(ranked) < most:
            ranked += self._scanned(quote, most - len(ranked), set(ranked))
        return self._named(ranked)

    def _scanned(self, quote: Quote, most: int, known: set[int]) -> list[int]:
        """For quotes too short, or too much changed, for runs of words: the texts that have the
        first piece whole, or else its longest words."""
        piece = max(quote.pieces, key=lambda one: len(one.words), default=None)
        if piece is None:
            return []
        whole = f" {' '.join(piece.words)} "
        found = self._sql.execute(
            "SELECT id FROM texts WHERE instr(words, ?) LIMIT ?", (whole, most + len(known))
        ).fetchall()
        rest = [text for (text,) in found if text not in known]
        if rest or known:
            return rest[:most]
        telling = sorted(set(piece.words), key=len, reverse=True)[:4]
        have = " + ".join("(instr(words, ?) > 0)" for _ in telling)
        rows = self._sql.execute(
            f"SELECT id FROM texts WHERE {have} > 1 ORDER BY {have} DESC LIMIT ?",  # noqa: S608
            (*(f" {word} " for word in telling), *(f" {word} " for word in telling), most),
        )
        return [text for (text,) in rows]

    def _named(self, ids: Sequence[int]) -> list[str]:
        names = {}
        for id in ids:
            (names[id],) = self._sql.execute(
                "SELECT name FROM texts WHERE id = ?", (id,)
            ).fetchone()
        return [names[id].partition(".")[0] for id in ids]


def _runs(words: Sequence[str]) -> list[int]:
    """The numbers of the runs of three words that are kept."""
    known: dict[str, int] = {}
    numbers = [known.get(word) or known.setdefault(word, crc32(word.encode())) for word in words]
    pairs = [(a * 31 + b) & 0xFFFFFFFF for a, b in pairwise(numbers)]
    runs = [
        (pair * 1_000_003 + c) & 0xFFFFFFFF for pair, c in zip(pairs, numbers[2:], strict=False)
    ]
    return [run for run in runs if (run >> 7) % KEPT == 0]
