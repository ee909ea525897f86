"""Open a library's database: pragmas, transactions, schema. I/O."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event

from sourcebook.errors import Missing, NoRoom, Refused, Unreadable
from sourcebook.store.faults import telling
from sourcebook.store.schema import REVISIONS, metadata

WAIT = 10.0  # seconds a writer waits for another; a bulk import of 10,000 entries takes about 3

SYNCHRONOUS = "FULL"  # a commit outlives a power cut; tests, which make many libraries, turn it off


class Database:
    """One open database. ``subject`` names it in errors; ``writable`` is false in a folder that
    may only be read. Not to be shared between threads."""

    def __init__(
        self, engine: sa.Engine, subject: str, holding: Path | None, writable: bool
    ) -> None:
        self.engine = engine
        self.subject = subject
        self.holding = holding
        self.writable = writable

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment's state, whatever others write meanwhile."""
        with telling(self.subject, self.holding), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, what: str) -> Iterator[sa.Connection]:
        """A transaction that holds the database alone: all of it is kept, or nothing.

        Conflict names who holds it where that doesn't end within the wait; NoRoom where the disk
        is full or the folder may not be written.
        """
        if not self.writable:
            raise NoRoom(self.subject, "may only be read here. Check the folder's permissions")
        with (
            telling(self.subject, self.holding),
            self.engine.connect().execution_options(sourcebook_writes=True) as connection,
            connection.begin(),
        ):
            self._note(what)
            try:
                yield connection
            finally:
                self._note(None)

    def _note(self, what: str | None) -> None:
        """Leave word of who writes, for another that waits; a courtesy, so failing is no fault."""
        if self.holding is None:
            return
        with suppress(OSError):
            if what is None:
                self.holding.unlink()
                return
            since = datetime.now(UTC).strftime("%H:%M:%S UTC")
            self.holding.write_text(json.dumps({"pid": os.getpid(), "what": what, "since": since}))

    def close(self) -> None:
        """Close all connections; SQLite then folds its write-ahead log into the file."""
        self.engine.dispose()


def create(file: Path, *, wait: float = WAIT) -> Database:
    """A new, empty SQLite database in ``file``; Refused where that is there."""
    if file.exists():
        raise Refused(file, "is there already; a new library needs a place of its own")
    database = _sqlite(file, wait=wait, writable=True, must_exist=False)
    with telling(database.subject), closing(sqlite3.connect(file)) as bare:
        bare.execute("PRAGMA journal_mode=WAL")  # stays with the file; not within a transaction
    with database.writing("making the library") as connection:
        build(connection)
    return database


def build(connection: sa.Connection) -> None:
    """Make all tables in an empty database and mark them with the newest revision; the same as
    running every migration, without loading Alembic."""
    metadata.create_all(connection, checkfirst=False)
    version = sa.table("alembic_version", sa.column("version_num", sa.String))
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.execute(sa.insert(version).values(version_num=REVISIONS[-1]))


def connect(file: Path, *, wait: float = WAIT) -> Database:
    """The SQLite database in ``file``; an older schema is migrated first, on record.

    Missing where there is none, Unreadable where it is no database of ours, is damaged, or was
    made by a newer Sourcebook.
    """
    if not file.is_file():
        raise Missing(
            file, "is not there. Make a library with: sourcebook new DIR, then load a dump"
        )
    may_write = _may_write(file) and _may_write(file.parent)
    database = _sqlite(file, wait=wait, writable=may_write, must_exist=True)
    try:
        found = revision(database)
        if found != REVISIONS[-1]:
            _migrate(database, found)
    except BaseException:
        database.close()
        raise
    return database


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def revision(database: Database) -> str:
    """The schema revision the database was made with."""
    with database.reading() as connection:
        try:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        except sa.exc.OperationalError as fault:
            if "no such table" in str(fault):
                raise Unreadable(database.subject, "is no library's database") from fault
            raise
    return str(found)


def _migrate(database: Database, found: str) -> None:
    if found not in REVISIONS:
        raise Unreadable(
            database.subject,
            f"was made by a newer Sourcebook (its schema is {found}, this one knows up to "
            f"{REVISIONS[-1]}). Upgrade with: pip install --upgrade sourcebook",
        )
    if not database.writable:
        raise NoRoom(
            database.subject,
            f"has the older schema {found} and may only be read here. "
            "Open it once where it may be written",
        )
    from sourcebook.store.migrate import run

    with database.writing("migrating the schema") as connection:  # a fault leaves all as it was
        run(connection)


def _sqlite(file: Path, *, wait: float, writable: bool, must_exist: bool) -> Database:
    mode = "rw" if writable and must_exist else "rwc" if writable else "ro"
    uri = f"file:{quote(str(file.resolve()))}?mode={mode}"
    log = file.with_name(file.name + "-wal")
    if not writable and not (log.exists() and log.stat().st_size):
        uri += "&immutable=1"  # else SQLite wants to write its -shm file beside it

    def opened() -> sqlite3.Connection:
        # autocommit: the transactions are begun below, not by Python's sqlite3
        return sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)

    engine = sa.create_engine("sqlite://", creator=opened, poolclass=sa.pool.QueuePool)

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA synchronous={SYNCHRONOUS}")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-65536")  # KiB
        connection.execute("PRAGMA temp_store=MEMORY")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        alone = connection.get_execution_options().get("sourcebook_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")

    holding = file.with_name(file.name + "-writer")
    return Database(engine, str(file), holding, writable)
