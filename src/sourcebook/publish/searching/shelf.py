"""Keep beside the site what the search's files are made of, so that one changed entry changes few of
them. I/O: a file of its own, so that another process can make it while pages are made.

``things`` has what was told of each thing; ``places`` their numbers in files;
``lines`` what stands in files, by file and key; ``forms`` each form of a word with its terms and how
many things have it; ``borders`` the forms at which files of the dictionary begin; ``stamps`` a number for each file; ``token`` one word that the build's state knows too:
where the two differ, a build was stopped between them.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from sourcebook.search.words import made_by

_TABLES = """
CREATE TABLE token (token TEXT NOT NULL);
CREATE TABLE things (number INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE places (place INTEGER PRIMARY KEY, thing TEXT NOT NULL, number INTEGER NOT NULL);
CREATE INDEX places_by_thing ON places (thing);
CREATE TABLE lines (
    file TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (file, key)
) WITHOUT ROWID;
CREATE TABLE forms (
    form TEXT NOT NULL, term TEXT NOT NULL, things INTEGER NOT NULL, PRIMARY KEY (form, term)
) WITHOUT ROWID;
CREATE TABLE borders (form TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE stamps (path TEXT PRIMARY KEY, stamp INTEGER NOT NULL) WITHOUT ROWID
"""
_BY_PLACE = """
SELECT place, packed FROM places CROSS JOIN things USING (number)
WHERE place >= ? AND place < ? ORDER BY place
"""


def _sealed(token: str) -> str:
    """A token, and what takes words apart: with another, lines would keep words that things no longer have."""
    return f"{token} {made_by()}"


class Shelf:
    """The tables, open for one build."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql

    @classmethod
    def fresh(cls, file: Path | str) -> Self:
        """An empty one. It is of no use until ``finish``, and nothing can be taken back."""
        if isinstance(file, Path):
            file.unlink(missing_ok=True)
        sql = sqlite3.connect(file, isolation_level=None)
        sql.execute("PRAGMA journal_mode=OFF")
        sql.execute("PRAGMA synchronous=OFF")
        sql.execute("BEGIN IMMEDIATE")
        for statement in _TABLES.split(";"):
            sql.execute(statement)
        return cls(sql)

    @classmethod
    def opened(cls, file: Path, token: str) -> Self | None:
        """The one that was finished with this token, None where there is none."""
        if not token or not file.is_file():
            return None
        sql = sqlite3.connect(file, isolation_level=None, timeout=0.2)
        try:
            sql.execute("PRAGMA synchronous=OFF")
            sql.execute("BEGIN IMMEDIATE")
            if sql.execute("SELECT token FROM token").fetchall() == [(_sealed(token),)]:
                return cls(sql)
        except sqlite3.DatabaseError:
            pass
        sql.close()
        return None

    @property
    def touched(self) -> bool:
        """Whether anything was written since it was opened."""
        return self._sql.total_changes > 0

    def finish(self, token: str) -> None:
        """Keep all of it under a token."""
        self._sql.execute("DELETE FROM token")
        self._sql.execute("INSERT INTO token VALUES (?)", (_sealed(token),))
        self._sql.execute("COMMIT")

    def close(self) -> None:
        """Let go; what was not finished is forgotten."""
        self._sql.close()

    # --- things -------------------------------------------------------------------------------
    def put(self, things: Iterable[tuple[int, bytes]]) -> None:
        """Keep what was told of things, by numbers that say no more than the order in which they came."""
        self._sql.executemany("REPLACE INTO things VALUES (?, ?)", things)

    def drop(self, number: int) -> None:
        """Forget what was told of a thing."""
        self._sql.execute("DELETE FROM things WHERE number = ?", (number,))

    def packed(self, number: int) -> bytes:
        """What was told of a thing; b"" where nothing was."""
        row = self._sql.execute("SELECT packed FROM things WHERE number = ?", (number,)).fetchone()
        return bytes(row[0]) if row else b""

    def last_number(self) -> int:
        """The highest number of a thing, -1 where there is none."""
        (found,) = self._sql.execute("SELECT max(number) FROM things").fetchone()
        return -1 if found is None else int(found)

    # --- files --------------------------------------------------------------------------------
    def keep_stamps(self, stamps: Iterable[tuple[str, int]]) -> None:
        """Note the stamp of each file, instead of all that were noted."""
        self._sql.execute("DELETE FROM stamps")
        self._sql.executemany("INSERT INTO stamps VALUES (?, ?)", stamps)

    def restamp(self, path: str, stamp: int | None) -> None:
        """Note a file's stamp; None where it is no longer there."""
        if stamp is None:
            self._sql.execute("DELETE FROM stamps WHERE path = ?", (path,))
        else:
            self._sql.execute("REPLACE INTO stamps VALUES (?, ?)", (path, stamp))

    def stamp(self) -> int:
        """The stamp of all files."""
        (found,) = self._sql.execute("SELECT sum(stamp) FROM stamps").fetchone()
        return int(found or 0)

    # --- places -------------------------------------------------------------------------------
    def count(self) -> int:
        """How many things there are."""
        (found,) = self._sql.execute("SELECT count(*) FROM places").fetchone()
        return int(found)

    def place(self, id: str) -> tuple[int, int] | None:
        """A thing's place, as the site has it, and its number in ``things``; None where there is none."""
        found = self._sql.execute("SELECT place, number FROM places WHERE thing = ?", (id,))
        row: tuple[int, int] | None = found.fetchone()
        return row

    def places(self) -> dict[str, tuple[int, int]]:
        """The place and the number of each thing, by place."""
        rows = self._sql.execute("SELECT thing, place, number FROM places ORDER BY place")
        return {id: (place, number) for id, place, number in rows}

    def keep_places(self, places: Iterable[tuple[int, str, int]]) -> None:
        """Note (place, thing, number) of all things, instead of what was noted."""
        self._sql.execute("DELETE FROM places")
        self._sql.executemany("INSERT INTO places VALUES (?, ?, ?)", places)

    def last_place(self) -> int:
        """The highest place there is, -1 where there is none."""
        (found,) = self._sql.execute("SELECT max(place) FROM places").fetchone()
        return -1 if found is None else int(found)

    def by_place(self, first: int = 0, end: int = 1 << 40) -> Iterator[tuple[int, bytes]]:
        """(place, what was told) of the things with places from ``first`` to before ``end``."""
        yield from self._sql.execute(_BY_PLACE, (first, end))

    # --- lines --------------------------------------------------------------------------------
    def clear(self) -> None:
        """Forget all lines, forms and borders."""
        for table in ("lines", "forms", "borders"):
            self._sql.execute(f"DELETE FROM {table}")  # noqa: S608

    def line(self, file: str, key: str) -> str:
        """A line; "" where there is none."""
        row = self._sql.execute(
            "SELECT value FROM lines WHERE file = ? AND key = ?", (file, key)
        ).fetchone()
        return str(row[0]) if row else ""

    def keep(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Keep (file, key, value); one without a value is forgotten."""
        for file, key, value in lines:
            if value:
                self._sql.execute("REPLACE INTO lines VALUES (?, ?, ?)", (file, key, value))
            else:
                self._sql.execute("DELETE FROM lines WHERE file = ? AND key = ?", (file, key))

    def keep_all(self, lines: Iterable[tuple[str, str, str]]) -> None:
        """Keep lines, none of which is known yet."""
        self._sql.executemany("INSERT INTO lines VALUES (?, ?, ?)", lines)

    def lines(self, file: str) -> list[tuple[str, str]]:
        """(key, value) of a file, in order."""
        return self._sql.execute(
            "SELECT key, value FROM lines WHERE file = ? ORDER BY key", (file,)
        ).fetchall()

    # --- the dictionary -----------------------------------------------------------------------
    def keep_forms(self, forms: Iterable[tuple[str, str, int]], borders: Iterable[str]) -> None:
        """Keep (form, term, things), and the borders, of which nothing is known yet."""
        self._sql.executemany("INSERT INTO forms VALUES (?, ?, ?)", forms)
        self._sql.executemany("INSERT INTO borders VALUES (?)", ((form,) for form in borders))

    def recount(self, form: str, term: str, by: int) -> tuple[int, int]:
        """Count a form more or less often; gives its number before and now."""
        row = self._sql.execute(
            "SELECT things FROM forms WHERE form = ? AND term = ?", (form, term)
        ).fetchone()
        before = int(row[0]) if row else 0
        now = before + by
        if now > 0:
            self._sql.execute("REPLACE INTO forms VALUES (?, ?, ?)", (form, term, now))
        else:
            self._sql.execute("DELETE FROM forms WHERE form = ? AND term = ?", (form, term))
        return before, max(now, 0)

    def known(self, form: str) -> bool:
        """Whether a form occurs."""
        found = self._sql.execute("SELECT 1 FROM forms WHERE form = ?", (form,)).fetchone()
        return found is not None

    def forms(self, first: str, end: str | None) -> Iterator[tuple[str, str, int]]:
        """(form, term, things) from ``first`` to before ``end``, in order."""
        if end is None:
            query, given = "form >= ?", (first,)
        else:
            query, given = "form >= ? AND form < ?", (first, end)  # type: ignore[assignment]
        yield from self._sql.execute(
            f"SELECT form, term, things FROM forms WHERE {query} ORDER BY form, term",  # noqa: S608
            given,
        )

    def borders(self) -> list[str]:
        """The forms at which files of the dictionary begin, in order; the first file begins before
        them."""
        return [form for (form,) in self._sql.execute("SELECT form FROM borders ORDER BY form")]

    def keep_border(self, form: str, *, there: bool) -> None:
        """Note or forget a border."""
        if there:
            self._sql.execute("INSERT OR IGNORE INTO borders VALUES (?)", (form,))
        else:
            self._sql.execute("DELETE FROM borders WHERE form = ?", (form,))
