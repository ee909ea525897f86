"""Tell a database's fault in our words: who holds it, no room, not writable, broken."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import exc

from sourcebook.errors import Conflict, Missing, NoRoom, SourcebookError, Unreadable


def told(fault: BaseException, subject: object, holder: str = "") -> SourcebookError | None:
    """The fault as one of ours, or None where it is a mistake of ours that should be seen.

    Codes: SQLite, "Result and Error Codes"; the low byte is the primary code.
    """
    cause = getattr(fault, "orig", None) or fault
    if not isinstance(cause, sqlite3.Error):
        if isinstance(fault, (exc.OperationalError, exc.InterfaceError)):  # another database
            return Unreadable(subject, f"could not be used ({cause}); check that it is running")
        return None
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        by = holder or "another program"
        return Conflict(subject, f"is being changed by {by}; wait for it to end and try again")
    if code == sqlite3.SQLITE_FULL:
        return NoRoom(subject, "the disk is full; nothing was changed. Free some space, try again")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return NoRoom(
            subject, "may not be written; nothing was changed. Check the folder's permissions"
        )
    if code == sqlite3.SQLITE_IOERR:
        return NoRoom(subject, f"the disk fails ({cause}); nothing was changed. Check its space")
    if code == sqlite3.SQLITE_CANTOPEN:
        return Missing(subject, "could not be opened; check that it is there and may be read")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Unreadable(
            subject, f"is damaged ({cause}). Keep the file, and load your last dump or backup"
        )
    return None


@contextmanager
def telling(subject: object, holding: Path | None = None) -> Iterator[None]:
    """Raise the database's faults inside as ours; ``holding`` names the file that says who writes."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as fault:
        ours = told(fault, subject, holder_of(holding))
        if ours is None:
            raise
        raise ours from fault


def holder_of(file: Path | None) -> str:
    """Who is writing, in words, from the note a writer leaves; "" where none is alive."""
    try:
        note = json.loads(file.read_text("utf-8")) if file else {}
        pid, what, since = int(note["pid"]), str(note["what"]), str(note["since"])
        os.kill(pid, 0)  # signal 0 only asks whether the process is there
    except PermissionError:
        return f"process {pid} ({what}, since {since})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return f"process {pid} ({what}, since {since})"
