"""Remember beside the site what it shows, so that the next build knows what a change touches. I/O.

Everything here is derived: where it is lost, damaged or doubtful, a build makes all pages again.
One transaction spans a whole build, which also keeps a second build out.
"""

import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self

import msgspec

from sourcebook.errors import Conflict, NoRoom
from sourcebook.publish.filing import Row
from sourcebook.publish.noted import Fares, Stands
from sourcebook.publish.searching.shelf import Shelf
from sourcebook.publish.shape.links import Placed

AT_ONCE = 500  # entries in one query; SQLite allows 32,766 variables, older ones 999
PAGE = 8192  # bytes; with SQLite's own 4096 the lists take a seventh longer to fill
FORM = "6"  # raised when the tables change; an older file is then thrown away
_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE placed (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE filed (
    list TEXT NOT NULL, sort TEXT NOT NULL, entry TEXT NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (list, sort, entry)
) WITHOUT ROWID;
CREATE TABLE lists (list TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE held (entry TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE pasts (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE stands (
    list TEXT NOT NULL, sort TEXT NOT NULL, claim TEXT NOT NULL, entry TEXT NOT NULL,
    note TEXT NOT NULL, PRIMARY KEY (list, sort, claim)
) WITHOUT ROWID;
CREATE INDEX stands_entry ON stands (entry);
CREATE TABLE outputs (
    sheet TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (sheet, path)
) WITHOUT ROWID;
"""
_ASKED = ("page/", "aspect/")  # the lists that are asked for while an entry is made
_INDEX = "CREATE INDEX IF NOT EXISTS filed_entry ON filed (entry)"


def new_token() -> str:
    """A word that no other build has."""
    return secrets.token_hex(8)


@lru_cache(maxsize=4096)
def _aspect(name: str) -> tuple[str, str]:
    """The theme and aspect of a list's name."""
    theme, _, code = name.removeprefix("aspect/").partition("\t")
    return theme, code


class State:
    """What the last build left, open for one build."""

    def __init__(self, connection: sqlite3.Connection, found: Path) -> None:
        self._sql = connection
        self._found = found
        self._shelf: Shelf | None = None
        self._fresh = ""  # the token of a new shelf
        self.stands = Stands(connection)
        self.fares = Fares(connection)
        self._lists: dict[str, tuple[str, ...]] = {}  # of ``_ASKED``, by entry, where known already

    @classmethod
    def open(cls, file: Path) -> Self:
        """Take the state of a site for one build; Conflict where another build has it."""
        for again in (False, True):
            try:
                connection = sqlite3.connect(file, isolation_level=None, timeout=0.2)
            except sqlite3.OperationalError as fault:
                raise NoRoom(file, f"can't be made ({fault}); name a folder with --out") from fault
            try:
                # a power cut may leave a damaged file, which costs a full build: no need to wait
                # for the disk
                connection.execute("PRAGMA synchronous=OFF")
                connection.execute(f"PRAGMA page_size={PAGE}")  # where the file is new
                connection.execute("BEGIN IMMEDIATE")
                made = cls(connection, file.with_name(file.name.replace("-state", "-found")))
                if not made._sound():
                    made.clear()
            except sqlite3.OperationalError as fault:
                connection.close()
                if "locked" in str(fault):
                    raise Conflict(
                        file.parent, "is being built already; wait until that build is done"
                    ) from fault
                raise NoRoom(file, f"can't be written ({fault}); is the disk full?") from fault
            except sqlite3.DatabaseError as fault:
                connection.close()
                if again:
                    raise NoRoom(file, f"can't be written ({fault})") from fault
                file.unlink(missing_ok=True)
                continue
            return made
        raise AssertionError("not reached")

    def _sound(self) -> bool:
        found = self._sql.execute("SELECT name FROM sqlite_master WHERE name = 'facts'").fetchone()
        if found is None or self.fact("form") != FORM:
            return False
        self._shelf = Shelf.opened(self._found, self.fact("found"))
        return self._shelf is not None or not self.fact("found")

    def clear(self) -> None:
        """Forget everything."""
        self._lists.clear()
        if self._shelf is not None:
            self._shelf.close()
        self._shelf, self._fresh = None, ""
        names = self._sql.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            self._sql.execute(f'DROP TABLE "{name}"')
        for statement in _TABLES.split(";"):
            self._sql.execute(statement)
        self.keep_fact("form", FORM)

    def finish(self) -> None:
        """Keep what was noted, for the next build."""
        try:
            if self._fresh:
                self.new_found.replace(self._found)
                self.keep_fact("found", self._fresh)
            elif self._shelf is not None and self._shelf.touched:
                token = new_token()
                self._shelf.finish(token)
                self.keep_fact("found", token)
            self._sql.execute("COMMIT")
        except sqlite3.OperationalError as fault:
            raise NoRoom("the site's state", f"could not be kept ({fault})") from fault

    def close(self) -> None:
        """Let go; what was not finished is forgotten."""
        if self._shelf is not None:
            self._shelf.close()
        self._sql.close()

    # --- what the search is made of -----------------------------------------------------------
    @property
    def shelf(self) -> Shelf:
        """What the search's files were made of the last time."""
        assert self._shelf is not None
        return self._shelf

    @property
    def new_found(self) -> Path:
        """Where a new shelf is made; it takes the old one's place when all is kept."""
        return self._found.with_name(self._found.name.replace("-found", "-found-new"))

    def adopt(self, token: str) -> None:
        """Have ``finish`` put the new shelf, finished with this token, in the old one's place."""
        self._fresh = token

    # --- facts --------------------------------------------------------------------------------
    def fact(self, name: str) -> str:
        """One fact, "" where it isn't known."""
        row = self._sql.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_fact(self, name: str, value: str) -> None:
        """Note one fact."""
        self._sql.execute("REPLACE INTO facts VALUES (?, ?)", (name, value))

    # --- curated pages ------------------------------------------------------------------------
    def placed(self) -> dict[str, Placed]:
        """What is known of every curated page, by id."""
        decode = msgspec.msgpack.Decoder(Placed).decode
        rows = self._sql.execute("SELECT id, body FROM placed ORDER BY id")
        return {id: decode(body) for id, body in rows}

    def keep_placed(self, changes: Iterable[tuple[str, Placed | None]]) -> None:
        """Note what is now known of pages; None forgets one."""
        encode = msgspec.msgpack.Encoder().encode
        for id, page in changes:
            if page is None:
                self._sql.execute("DELETE FROM placed WHERE id = ?", (id,))
            else:
                self._sql.execute("REPLACE INTO placed VALUES (?, ?)", (id, encode(page)))

    # --- lists --------------------------------------------------------------------------------
    def file_all(self, filed: Iterable[tuple[str, Sequence[Row]]]) -> None:
        """Note the rows of many entries of which nothing is known yet."""
        names: dict[str, str] = {}  # each list's name is held once

        def each() -> Iterator[tuple[str, str, str, str]]:
            for entry, rows in filed:
                asked = [name for name, _, _ in rows if name.startswith(_ASKED)]
                self._lists[entry] = tuple([names.setdefault(name, name) for name in asked])
                for name, sort, note in rows:
                    yield name, sort, entry, note

        # with SQLite's own 2 MB, pages are written and read again (in KiB)
        self._sql.execute("PRAGMA cache_size=-24000")
        self._sql.execute("DROP INDEX IF EXISTS filed_entry")
        self._sql.executemany("INSERT OR IGNORE INTO filed VALUES (?, ?, ?, ?)", each())
        self._sql.execute(_INDEX)
        self._sql.execute("DELETE FROM lists")
        self._sql.execute(
            "INSERT INTO lists SELECT list, count(DISTINCT entry) FROM filed GROUP BY list"
        )
        self._sql.execute("PRAGMA cache_size=-2000")
        self._sql.execute("PRAGMA shrink_memory")

    def refile(self, entry: str, rows: Sequence[Row]) -> None:
        """Note an entry's rows instead of those it had."""
        self._lists.pop(entry, None)
        self._sql.execute("DELETE FROM filed WHERE entry = ?", (entry,))
        self._sql.executemany(
            "INSERT OR IGNORE INTO filed VALUES (?, ?, ?, ?)",
            ((row.list, row.sort, entry, row.note) for row in rows),
        )

    def recount(self, lists: Iterable[str]) -> None:
        """Count the entries of lists anew; one without any is forgotten."""
        for name in lists:
            (number,) = self._sql.execute(
                "SELECT count(DISTINCT entry) FROM filed WHERE list = ?", (name,)
            ).fetchone()
            if number:
                self._sql.execute("REPLACE INTO lists VALUES (?, ?)", (name, number))
            else:
                self._sql.execute("DELETE FROM lists WHERE list = ?", (name,))

    def rows_of(self, entry: str) -> list[Row]:
        """The rows of an entry."""
        rows = self._sql.execute(
            "SELECT list, sort, note FROM filed WHERE entry = ? ORDER BY list, sort", (entry,)
        )
        return [Row(*row) for row in rows]

    def take(self, entries: Sequence[str]) -> None:
        """Look up at once in which lists these entries stand, for they are asked for one by one."""
        found: dict[str, list[str]] = {id: [] for id in entries if id not in self._lists}
        wanted = list(found)
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._sql.execute(
                f"SELECT entry, list FROM filed WHERE entry IN ({marks})",  # noqa: S608
                some,
            )
            for entry, name in rows:
                found[entry].append(name)
        self._lists.update((id, tuple(names)) for id, names in found.items())

    def homes_of(self, entry: str) -> list[str]:
        """The ids of the pages an entry stands on, in alphabetical order."""
        known = self._lists.get(entry)
        if known is not None:
            return sorted({name[5:] for name in known if name.startswith("page/")})
        rows = self._sql.execute(
            "SELECT substr(list, 6) FROM filed "
            "WHERE entry = ? AND list >= 'page/' AND list < 'page0' ORDER BY list",
            (entry,),
        )
        return [id for (id,) in rows]

    def aspects_in(self, entry: str) -> list[tuple[str, str]]:
        """(theme, aspect) of the aspects' pages an entry stands on."""
        known = self._lists.get(entry)
        if known is not None:
            return [_aspect(name) for name in dict.fromkeys(known) if name.startswith("aspect/")]
        rows = self._sql.execute(
            "SELECT DISTINCT substr(list, 8) FROM filed "
            "WHERE entry = ? AND list >= 'aspect/' AND list < 'aspect0' ORDER BY list",
            (entry,),
        )
        found = (name.partition("\t") for (name,) in rows)
        return [(theme, code) for theme, _, code in found]

    def only_about(self, country: str, pages: Sequence[str]) -> list[str]:
        """The entries on a country that stand on none of the pages, in the list's order."""
        marks = ",".join("?" * len(pages))
        rows = self._sql.execute(
            "SELECT entry FROM filed WHERE list = ? AND entry NOT IN "  # noqa: S608
            f"(SELECT entry FROM filed WHERE list IN ({marks})) ORDER BY sort, entry",
            (f"country/{country}", *(f"page/{id}" for id in pages)),
        )
        return [entry for (entry,) in rows]

    def listed(self, name: str) -> list[tuple[str, str, str]]:
        """(entry, note, sort) of a list, in its order."""
        return self._sql.execute(
            "SELECT entry, note, sort FROM filed WHERE list = ? ORDER BY sort, entry", (name,)
        ).fetchall()

    def count(self, name: str) -> int:
        """How many entries stand in a list."""
        row = self._sql.execute("SELECT entries FROM lists WHERE list = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def counts(self, kind: str) -> dict[str, int]:
        """How many entries each list of a kind has, by what it is of: ``counts("year")`` is by
        year."""
        lead = f"{kind}/"
        rows = self._sql.execute(
            "SELECT list, entries FROM lists WHERE list >= ? AND list < ? ORDER BY list",
            (lead, f"{kind}0"),  # "0" follows "/" in ASCII
        )
        return {name[len(lead) :]: number for name, number in rows}

    def spellings(self, name: str = "") -> dict[str, str]:
        """How most entries write each publisher (or the one of that name in addresses); the first
        in the alphabet in a tie."""
        low, high = (f"publisher/{name}",) * 2 if name else ("publisher/", "publisher/\uffff")
        rows = self._sql.execute(
            "SELECT list, note, count(*) FROM filed WHERE list BETWEEN ? AND ? "
            "GROUP BY list, note ORDER BY list, count(*), note DESC",
            (low, high),
        )
        return {listed.removeprefix("publisher/"): note for listed, note, _ in rows}

    def aspects_of(self, country: str) -> list[tuple[str, str, int]]:
        """(theme, aspect, entries) of the entries on a country, those most spoken of first."""
        entries = list(dict.fromkeys(entry for entry, _, _ in self.listed(f"country/{country}")))
        self.take(entries)  # in a whole build they are known: a fifth of the time that a join takes
        counts = Counter(
            name
            for entry in entries
            for name in dict.fromkeys(self._lists[entry])
            if name.startswith("aspect/")
        )
        ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return [(*_aspect(name), many) for name, many in ordered]

    def years_of(self, country: str) -> list[int]:
        """The years in which entries on a country were published, in order."""
        rows = self._sql.execute(
            "SELECT DISTINCT substr(y.list, 6) FROM filed c "
            "JOIN filed y ON y.entry = c.entry AND y.list > 'year/' AND y.list < 'year0' "
            "WHERE c.list = ?",
            (f"country/{country}",),
        )
        return sorted(int(year) for (year,) in rows)

    # --- files --------------------------------------------------------------------------------
    def outputs(self, sheet: str) -> set[str]:
        """The files that a sheet made."""
        rows = self._sql.execute("SELECT path FROM outputs WHERE sheet = ?", (sheet,))
        return {path for (path,) in rows}

    def keep_outputs(self, made: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Note the files that each sheet made now."""
        for sheet, paths in made:
            now = set(paths)
            if now == self.outputs(sheet):
                continue
            self.keep_fact("totals", "")
            self._sql.execute("DELETE FROM outputs WHERE sheet = ?", (sheet,))
            self._sql.executemany(
                "INSERT INTO outputs VALUES (?, ?)", ((sheet, path) for path in sorted(now))
            )

    def keep_all_outputs(self, made: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Note the files that sheets made of which nothing is known yet."""
        self.keep_fact("totals", "")
        self._sql.executemany(
            "INSERT OR IGNORE INTO outputs VALUES (?, ?)",
            ((sheet, path) for sheet, paths in made for path in paths),
        )

    def every_found(self) -> Iterator[str]:
        """The search's files."""
        rows = self._sql.execute(
            "SELECT path FROM outputs WHERE sheet >= 'found/' AND sheet < 'found0' ORDER BY path"
        ).fetchall()
        for (path,) in rows:
            yield path

    def totals(self) -> tuple[int, int]:
        """How many files the site has, and how many of them are pages; counted where that changed."""
        known = self.fact("totals")
        if not known:
            files, pages = self._sql.execute(
                "SELECT count(DISTINCT path), "
                "count(DISTINCT CASE WHEN path LIKE '%.html' THEN path END) FROM outputs"
            ).fetchone()
            known = f"{files} {pages}"
            self.keep_fact("totals", known)
        files, pages = known.split()
        return int(files), int(pages)

    def every_output(self) -> Iterator[str]:
        """All files, in alphabetical order."""
        for (path,) in self._sql.execute("SELECT DISTINCT path FROM outputs ORDER BY path"):
            yield path
