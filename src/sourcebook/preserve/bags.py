"""Pack a library's captures and records as a bag (BagIt 1.0, RFC 8493), for an archive to keep. I/O."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sourcebook import __version__
from sourcebook.errors import NoRoom, Refused

Fill = Callable[[Path], None]


def write(
    target: Path, fill: Fill, *, title: str, contact: str, description: str, now: datetime
) -> int:
    """Write a bag into a new folder; ``fill`` puts the payload into the folder it is given. Gives the
    number of files. Refused where the folder is there already, NoRoom where it can't be written;
    nothing half is left."""
    if target.exists():
        raise Refused(target, "is there already; name a new folder for the bag")
    aside = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        (aside / "data").mkdir(parents=True)
        fill(aside / "data")
        count, size = _manifest(aside)
        info = {
            "Source-Organization": title,
            "Contact-Name": contact,
            "External-Description": description,
            "Bagging-Date": now.astimezone(UTC).strftime("%Y-%m-%d"),
            "Bag-Software-Agent": f"Sourcebook {__version__}",
            "Payload-Oxum": f"{size}.{count}",
        }
        told = "".join(f"{name}: {' '.join(text.split())}\n" for name, text in info.items() if text)
        _text(aside / "bag-info.txt", told)
        _text(aside / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        tags = sorted(path for path in aside.iterdir() if path.is_file())
        lines = "".join(f"{_digest(path)}  {path.name}\n" for path in tags)
        _text(aside / "tagmanifest-sha256.txt", lines)
        aside.rename(target)
        return count
    except OSError as fault:
        raise NoRoom(
            target, f"could not be written ({(fault.strerror or str(fault)).lower()})"
        ) from fault
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _manifest(bag: Path) -> tuple[int, int]:
    """Write the payload's manifest; gives how many files and bytes it has."""
    count = size = 0
    with (bag / "manifest-sha256.txt").open("w", encoding="utf-8", newline="\n") as out:
        for path in _files(bag / "data"):
            name = path.relative_to(bag).as_posix()
            # RFC 8493 section 2.1.3: these three are written as in a URL
            name = name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
            out.write(f"{_digest(path)}  {name}\n")
            count += 1
            size += path.stat().st_size
    return count, size


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
