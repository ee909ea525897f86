"""What we raise, with exit codes. Two levels: SourcebookError, and one class per kind of remedy."""


class SourcebookError(Exception):
    """An operation could not be done. ``subject`` names the thing, ``why`` the reason and remedy."""

    code = 1

    def __init__(self, subject: object, why: str) -> None:
        self.subject = str(subject)
        self.why = why
        super().__init__(f"{self.subject}: {why}")


class Refused(SourcebookError):
    """What was asked is not possible as asked: a wrong option, an unknown id, a bad value."""

    code = 2


class Missing(SourcebookError):
    """Something that must be there is not: a library, a file, a record, an extra."""

    code = 3


class Unreadable(SourcebookError):
    """A file or record is there but can't be read as what it claims to be."""

    code = 4


class Conflict(SourcebookError):
    """Somebody or something changed first: a lock is held, an undo would lose a later change."""

    code = 5


class NoRoom(SourcebookError):
    """The disk is full, or the folder may not be written."""

    code = 6


class Failed(SourcebookError):
    """A check ran and found something wrong (for use in scripts)."""

    code = 7
