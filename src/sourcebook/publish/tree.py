"""Keep the site as two trees: the one that is shown, and the one that the next build makes. I/O.

The next tree shares every unchanged file with the shown one (hard links), so it costs what changed
and not what is there; when it is whole the two change places in one step of the file system. A build
that is stopped, whenever, leaves the shown tree as it was.

Beside ``site/`` stands ``.site-aside/``, the tree before the last build, which becomes the next one.
While a build runs there is ``.site-making/``; whoever finds it later knows that a build was stopped,
and trusts nothing but the site itself.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from sourcebook.errors import NoRoom, Refused

MARK = ".sourcebook-site"  # a file that says whose folder this is
_AT_FDCWD = -100  # linux/fcntl.h
_RENAME_EXCHANGE = 2  # linux/fs.h, renameat2(2)
_RENAME_SWAP = 2  # sys/stdio.h of macOS, renamex_np(2)


def identity(folder: Path) -> str:
    """What tells one folder from another, whatever its name; "" where there is none."""
    try:
        found = folder.stat()
    except FileNotFoundError:
        return ""
    return f"{found.st_dev}:{found.st_ino}"


class Tree:
    """The site at ``out`` and the next one beside it."""

    def __init__(self, out: Path) -> None:
        self.live = out
        self.aside = out.with_name(f".{out.name}-aside")
        self.making = out.with_name(f".{out.name}-making")
        self.between = out.with_name(f".{out.name}-between")
        self.state = out.with_name(f".{out.name}-state.db")
        self._making = f"{self.making}/"
        self.begun = False
        self._shown = False
        self._there = out.exists()
        self._folders: set[str] = set()
        self._links = True

    def claim(self) -> None:
        """Make sure that the folder may be ours: Refused where it holds other things; NoRoom where
        the folder it stands in may not be written."""
        try:
            self.live.parent.mkdir(parents=True, exist_ok=True)
            if not self.live.exists() and self.between.is_dir():
                self.between.rename(self.live)  # a build was stopped between two renames
        except OSError as fault:
            raise NoRoom(self.live.parent, f"can't be written ({fault.strerror})") from fault
        if not os.access(self.live.parent, os.W_OK):
            raise NoRoom(
                self.live.parent,
                "may only be read; name a folder elsewhere for the site with --out",
            )
        if not self.live.exists():
            return
        if not self.live.is_dir():
            raise Refused(self.live, "is a file; name a folder for the site with --out")
        if os.path.ismount(self.live):
            raise Refused(
                self.live,
                "is a mount point, which can't be exchanged with the new site in one step; "
                "name a folder in it with --out",
            )
        if not (self.live / MARK).exists() and any(self.live.iterdir()):
            raise Refused(
                self.live,
                "holds other things than a site, and a build would remove them; "
                "name a new or an empty folder with --out",
            )

    def begin(self, journal: Iterable[str] | None) -> None:
        """Begin the next tree. ``journal`` has the paths in which the tree aside differs from the
        shown one; without it the next tree starts empty."""
        for left in (self.making, self.between):
            if left.exists():
                shutil.rmtree(left)
        self.begun = True
        self._folders.clear()
        if self.aside.exists():  # renamed first: half removed, it must not pass for a whole tree
            self.aside.rename(self.making)
        if journal is None:
            if self.making.exists():
                shutil.rmtree(self.making)
            self.making.mkdir()
            return
        for path in journal:
            self.remove(path)
            self.keep(path)

    def every_file(self) -> Iterator[str]:
        """The paths of all files of the shown site."""
        root = os.fspath(self.live)
        for folder, _, files in os.walk(root):
            within = os.path.relpath(folder, root).replace(os.sep, "/")
            for name in files:
                yield name if within == "." else f"{within}/{name}"

    def read(self, path: str) -> bytes | None:
        """A file of the shown site, or None."""
        if not self._there:
            return None
        try:
            with open(f"{self.live}/{path}", "rb", buffering=0) as file:
                return file.read()
        except OSError:
            return None

    def keep(self, path: str) -> bool:
        """Take a file over from the shown site as it is; False where it isn't there."""
        source, target = f"{self.live}/{path}", self._place(path)
        if self._links:
            try:
                os.link(source, target)
                return True
            except (FileNotFoundError, NotADirectoryError):
                return False
            except FileExistsError:
                return True
            except OSError as fault:
                if fault.errno in (errno.ENOSPC, errno.EDQUOT):
                    raise
                self._links = False  # exFAT and some network shares have none
        try:
            shutil.copy2(source, target)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def write(self, path: str, data: bytes) -> None:
        """Write a new file. Never into one that is there: it may be the shown site's too."""
        target = self._place(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(target, flags, 0o666)
        except FileExistsError:
            os.unlink(target)
            handle = os.open(target, flags, 0o666)
        try:
            done = os.write(handle, data)
            while done < len(data):
                done += os.write(handle, data[done:])
        finally:
            os.close(handle)

    def renew(self, path: str, data: bytes) -> bool:
        """Put a file into a tree that is made anew: as it is where the shown site has the same. Whether
        it differs."""
        if self.read(path) == data and self.keep(path):
            return False
        self.write(path, data)
        return True

    def remove(self, path: str) -> None:
        """Leave a file out of the next tree, and folders that are then empty."""
        target = self.making / path
        try:
            target.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return
        for folder in target.parents:
            if folder == self.making:
                break
            try:
                folder.rmdir()
            except OSError:
                break
        self._folders.clear()

    def _place(self, path: str) -> str:
        target = self._making + path
        folder = target.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        return target

    @property
    def doubtful(self) -> bool:
        """Whether a build was stopped here, so that only the site itself can be trusted."""
        return self.making.exists() or self.between.exists()

    def show(self) -> None:
        """Show the next tree; the one that was shown is now in its place (see ``settle``)."""
        self.live.mkdir(exist_ok=True)
        if not _exchange(self.making, self.live):
            self.live.rename(self.between)
            self.making.rename(self.live)
            self.between.rename(self.making)
        self._shown = True

    def settle(self) -> None:
        """End a build whose outcome has been remembered: keep the older tree for the next one."""
        self.making.rename(self.aside)
        self.begun = False

    def drop(self) -> None:
        """Give up the next tree; the shown one is as it was. Where it was shown already, something
        stays that tells the next build not to trust what was remembered."""
        shutil.rmtree(self.making, ignore_errors=True)
        if self._shown:
            with suppress(OSError):
                self.making.mkdir()
        self.begun = False


@cache
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system has no such step."""
    a, b = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            done = _libc().renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            done = _libc().renamex_np(a, b, _RENAME_SWAP)
        else:
            return False
    except (AttributeError, OSError):  # an old C library
        return False
    if done == 0:
        return True
    fault = ctypes.get_errno()
    if fault in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP):
        return False
    raise OSError(fault, os.strerror(fault), os.fspath(other))
