"""What a command says when it could not do its work, and the exit code that goes with it. I/O."""

import errno
import os
import sys
from pathlib import Path

import click

from sourcebook.cli.output import shown
from sourcebook.errors import NoRoom, SourcebookError

FAULT_OF_OURS = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130
NO_READER = 141  # 128 + SIGPIPE, as a shell would report it


NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
NO_LEAVE = {errno.EROFS, errno.EACCES, errno.EPERM}


class NoReader(Exception):
    """Whoever read what a command prints has gone: ``sourcebook list | head``."""


def exit_for(fault: BaseException) -> int:
    """Tell the fault on standard error in words that name the thing and the remedy."""
    if isinstance(fault, NoReader | BrokenPipeError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # so that closing it can't fail again
        return NO_READER
    if isinstance(fault, (KeyboardInterrupt, click.Abort)):
        click.echo("Stopped. What was committed is kept.", err=True)
        return INTERRUPTED
    if isinstance(fault, click.ClickException):
        fault.show()
        return fault.exit_code
    if isinstance(fault, SourcebookError):
        return _say(str(fault), fault.code)
    if isinstance(fault, OSError) and fault.errno in NO_SPACE:
        return _say(f"{fault.filename or 'the disk'}: is full; free some space and run it again", 6)
    if isinstance(fault, OSError) and fault.errno in NO_LEAVE:
        where = fault.filename or "folder"
        return _say(f"{where}: may not be read or written; check its permissions", NoRoom.code)
    if isinstance(fault, OSError) and fault.filename:
        return _say(f"{fault.filename}: {(fault.strerror or 'fails').lower()}", 3)
    return _unforeseen(fault)


def _say(words: str, code: int) -> int:
    click.echo(shown(f"sourcebook: {words}"), err=True)
    return code


def _unforeseen(fault: BaseException) -> int:
    import tempfile
    import traceback

    handle, name = tempfile.mkstemp(prefix="sourcebook-fault-", suffix=".txt")
    with os.fdopen(handle, "w") as report:
        report.writelines(traceback.format_exception(fault))
    words = (
        f"something went wrong inside Sourcebook ({type(fault).__name__}). "
        f"Your library is as it was before this command's last step. "
        f"Please report it with the file {Path(name)}"
    )
    return _say(words, FAULT_OF_OURS)
