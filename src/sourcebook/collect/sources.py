"""I/O: walk files and folders, and choose by content, then by name, who reads each.

An importer is one more row of ``READERS``; the first whose ``knows`` says yes reads the file.
"""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Pairs
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.collect import looks
from sourcebook.collect.draft import Draft
from sourcebook.collect.rows import NOTHING_GIVEN, Given
from sourcebook.errors import Missing, Refused, SourcebookError, Unreadable
from sourcebook.records import Finding

LARGEST = 1_000_000_000  # bytes taken into memory; a larger file is digested and named
_QUIET = re.compile(r"^(?:\..*|~\$.*|Thumbs\.db|desktop\.ini|Icon\r?|__MACOSX)$", re.I)
_COMPANION = re.compile(r"^(?P<page>.+?)(?:_files|\.files|_archivos|-Dateien|_file)$", re.I)


class Options(Struct, frozen=True, kw_only=True):
    """What a person said on the way: columns and their fields, the page's own address, what holds of
    all rows of a table; and the name of the folder a file lies in."""

    mapping: Pairs[str, str] = {}
    address: str = ""
    folder: str = ""
    given: Given = NOTHING_GIVEN


class Reader(Struct, frozen=True, kw_only=True):
    """One importer: what it reads, in words; whether it knows a sample; how it reads. With ``stream``
    it reads files of any size, a little in memory at a time."""

    what: str
    knows: Callable[[looks.Sample], bool]
    read: Callable[[bytes, str, Options], Draft]
    stream: Callable[[Path, str, Options], Draft] | None = None


# --- who reads each --------------------------------------------------------------------------


def _read_report(data: bytes, name: str, options: Options) -> Draft:
    from sourcebook.collect import reports

    return reports.read(data, name, folder=options.folder)


def _read_table(data: bytes, name: str, options: Options) -> Draft:
    from sourcebook.collect import spreadsheets

    return spreadsheets.read(data, name, mapping=options.mapping, given=options.given)


def _read_json_lines(data: bytes | Path, name: str, options: Options) -> Draft:
    from sourcebook.collect import spreadsheets

    return spreadsheets.read_json_lines(data, name, mapping=options.mapping, given=options.given)


def _read_page(data: bytes, name: str, options: Options) -> Draft:
    """A posting page; a web page that is none is a report like any other file."""
    from sourcebook.collect import postings
    from sourcebook.collect.editions import with_editions

    draft = postings.read(data, name=name, address=options.address)
    if draft.page is None and not draft.entries and PurePath(name).suffix.lower() != ".txt":
        return _read_report(data, name, options)
    if draft.page is not None and not draft.page.theme:
        homeless = Finding(
            rule="no-theme",
            subject=f"page {draft.page.id}",
            level="warning",
            says="nothing in it tells its theme, so it will stand in no theme's lists. If it is a "
            "posting page, say where it was published, for example: "
            "--address example.org/humantrafficking/Kenya.htm",
        )
        draft = replace(draft, findings=(*draft.findings, homeless))
    return with_editions(draft)


def _read_endnote(data: bytes, name: str, _: Options) -> Draft:
    from sourcebook.collect.bibliographies import endnote_xml

    return endnote_xml.read(data, name)


def _read_mods(data: bytes, name: str, _: Options) -> Draft:
    from sourcebook.collect.bibliographies import mods

    return mods.read(data, name)


def _read_ris(data: bytes, name: str, _: Options) -> Draft:
    from sourcebook.collect.bibliographies import ris

    return ris.read(data, name)


def _read_refworks(data: bytes, name: str, _: Options) -> Draft:
    from sourcebook.collect.bibliographies import refworks

    return refworks.read(data, name)


def _read_bibtex(data: bytes, name: str, _: Options) -> Draft:
    from sourcebook.collect.bibliographies import bibtex

    return bibtex.read(data, name)


def _read_csl_json(data: bytes, name: str, _: Options) -> Draft:
    from sourcebook.collect.bibliographies import csl_json

    return csl_json.read(data, name)


def _read_addresses(data: bytes, name: str, _: Options) -> Draft:
    from sourcebook.collect import address_list

    return address_list.read(data, name)


READERS: tuple[Reader, ...] = (
    Reader(what="a PDF report", knows=looks.is_pdf, read=_read_report),
    Reader(what="a spreadsheet", knows=looks.is_workbook, read=_read_table),
    Reader(what="an office document", knows=looks.is_office, read=_read_report),
    Reader(
        what="JSON Lines", knows=looks.is_json_lines, read=_read_json_lines, stream=_read_json_lines
    ),
    Reader(what="EndNote XML", knows=looks.is_endnote, read=_read_endnote),
    Reader(what="MODS", knows=looks.is_mods, read=_read_mods),
    Reader(what="a posting page (HTML)", knows=looks.is_html, read=_read_page),
    Reader(what="RIS", knows=looks.is_ris, read=_read_ris),
    Reader(what="RefWorks tagged", knows=looks.is_refworks, read=_read_refworks),
    Reader(what="BibTeX", knows=looks.is_bibtex, read=_read_bibtex),
    Reader(what="CSL-JSON", knows=looks.is_csl_json, read=_read_csl_json),
    Reader(what="a list of addresses", knows=looks.is_addresses, read=_read_addresses),
    Reader(what="a table", knows=looks.is_table, read=_read_table),
    Reader(what="a posting page (text)", knows=looks.is_text, read=_read_page),
)


def reader_for(data: bytes, name: str = "") -> Reader | None:
    """Who reads these bytes, or None where nobody knows them."""
    sample = looks.sample_of(data, name)
    return next((reader for reader in READERS if reader.knows(sample)), None)


def read(
    data: bytes,
    name: str = "",
    *,
    mapping: Pairs[str, str] | None = None,
    address: str = "",
    folder: str = "",
    given: Given = NOTHING_GIVEN,
) -> Draft:
    """What bytes hold, as a draft. Raises Unreadable for what nobody can read, Refused for a
    mapping that names no field."""
    subject = name or "the file"
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Unreadable(subject, "it is empty; there is nothing to import")
    reader = reader_for(data, name)
    if reader is None:
        kinds = ", ".join(dict.fromkeys(reader.what for reader in READERS))
        raise Unreadable(subject, f"is of no kind we read ({kinds})")
    options = Options(mapping=mapping or {}, address=address, folder=folder, given=given)
    return reader.read(data, name, options)


# --- files and folders -----------------------------------------------------------------------


def files_in(path: Path) -> list[Path]:
    """A file itself; or what lies in a folder, in sorted order, its folders after its files.

    Hidden files and the folders browsers save beside a page are passed over; links to folders are
    given as they are, so that ``read_file`` can say they were not followed. Raises Missing.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as fault:
        if path.is_symlink():
            return [path]
        raise Missing(path, "there is no such file or folder") from fault
    if not is_folder:
        return [path]
    return list(_walk(path))


def _walk(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listing:
            items = sorted(listing, key=lambda item: item.name)
    except OSError:
        yield folder  # read_file says why
        return
    names = {item.name for item in items}
    folders = []
    for item in items:
        if _QUIET.match(item.name):
            continue
        if item.is_dir(follow_symlinks=False):
            beside = _COMPANION.match(item.name)
            if not beside or not {f"{beside['page']}.htm", f"{beside['page']}.html"} & names:
                folders.append(Path(item.path))
        else:
            yield Path(item.path)
    for inner in folders:
        yield from _walk(inner)


def read_file(
    path: Path,
    *,
    mapping: Pairs[str, str] | None = None,
    address: str = "",
    given: Given = NOTHING_GIVEN,
) -> Draft:
    """One file as a draft; what keeps it from being read is a finding, so that a folder goes on.

    Raises Missing where there is no such file, Refused for a mapping that names no field.
    """
    name = path.name
    try:
        told = path.stat()
    except OSError as fault:
        if not path.is_symlink():
            raise Missing(path, "there is no such file") from fault
        loop = "a loop of links" if fault.errno == errno.ELOOP else "a link to nothing"
        return _left_out(name, f"is {loop}", "warning")
    if stat.S_ISDIR(told.st_mode):
        why = "is a link to a folder, which is not followed; import that folder itself"
        return _left_out(name, why if path.is_symlink() else "can't be listed", "warning")
    if not stat.S_ISREG(told.st_mode):
        return _left_out(name, "is no regular file (a pipe, socket or device)", "warning")
    folder = path.absolute().parent.name
    options = Options(mapping=mapping or {}, address=address, folder=folder, given=given)
    try:
        streams = _streaming(path, name)
        if streams is None and told.st_size > LARGEST:
            return _too_large(path, told.st_size)
        data = b"" if streams else path.read_bytes()
    except OSError as fault:
        return _left_out(name, f"can't be read ({fault.strerror or fault})", "error")
    try:
        if streams is not None:
            return streams(path, name, options)
        return read(data, name, mapping=mapping, address=address, folder=folder, given=given)
    except Unreadable as fault:
        return _left_out(name, fault.why, "error")
    except Refused:
        raise
    except Exception as fault:  # one file of many: say which, and go on with the rest
        why = f"made its reader fail ({type(fault).__name__}: {fault}); please report this"
        return _left_out(name, why, "error")


def _streaming(path: Path, name: str) -> Callable[[Path, str, Options], Draft] | None:
    """Who reads this file a little at a time, where its kind is so read."""
    with path.open("rb") as stream:
        head = stream.read(looks.HEAD)
    if head[:1] not in (b"{", b"[", b"\xef", b"\x1f", b"\xfd", b" ", b"\n", b"\r"):
        return None  # all others are read whole; their kind is told then
    reader = reader_for(head, name)
    return reader.stream if reader is not None else None


def _too_large(path: Path, size: int) -> Draft:
    from sourcebook.collect import reports

    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        head = stream.read(1024)
    if not head.lstrip().startswith(b"%PDF-"):
        limit = LARGEST // 1_000_000
        return _left_out(path.name, f"is over {limit} MB; divide it before importing", "error")
    return reports.named_only(path.name, digest=digest, size=size)


def _left_out(name: str, why: str, level: str) -> Draft:
    finding = Finding(
        rule="file-unread",
        subject=f"file {name}",
        level="error" if level == "error" else "warning",
        says=f"{why}; left out",
    )
    return Draft(source=name, findings=(finding,))


def fault_of(draft: Draft) -> SourcebookError | None:
    """The error a draft stands for where its one file could not be read at all, or None."""
    if draft.entries or draft.page is not None:
        return None
    told = next((f for f in draft.findings if f.rule == "file-unread" and f.level == "error"), None)
    return Unreadable(draft.source, told.says.removesuffix("; left out")) if told else None
