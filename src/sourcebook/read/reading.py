"""Read bytes of any kind into a Text, by what they are; what can't be read is a Text with a finding."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable

from msgspec.structs import replace

from sourcebook.errors import SourcebookError
from sourcebook.read import kinds
from sourcebook.records import Finding, Text

LARGEST = 500_000_000  # bytes of one file
UNPACKED = 200_000_000  # bytes a gzip file may unpack to
Reader = Callable[..., Text]


def _pdf(data: bytes, *, name: str, digest: str, url: str) -> Text:
    from sourcebook.read.pdf.reading import read as read_pdf

    return read_pdf(data, name=name, digest=digest, url=url)


def _html(data: bytes, *, name: str, digest: str, url: str) -> Text:
    from sourcebook.read.html.reading import read as read_html

    return read_html(data, name=name, digest=digest, url=url)


def _plain(data: bytes, *, name: str, digest: str, url: str) -> Text:
    from sourcebook.read.plain import read as read_plain

    return read_plain(data, name=name, digest=digest, url=url)


def _office(data: bytes, *, name: str, digest: str, url: str) -> Text:
    from sourcebook.read.office import read as read_office

    return read_office(data, name=name, digest=digest, url=url)


READERS: dict[str, Reader] = {  # an extension is one more row
    kinds.PDF: _pdf,
    kinds.HTML: _html,
    kinds.XHTML: _html,
    kinds.XML: _html,
    kinds.TEXT: _plain,
    kinds.DOCX: _office,
    kinds.ODT: _office,
    kinds.EPUB: _office,
}
_NAMES = {
    ".pdf": (kinds.PDF,),
    ".html": (kinds.HTML, kinds.XHTML, kinds.XML),
    ".htm": (kinds.HTML, kinds.XHTML, kinds.XML),
    ".docx": (kinds.DOCX,),
    ".odt": (kinds.ODT,),
    ".epub": (kinds.EPUB,),
    ".doc": ("application/msword",),
}
_REMEDIES = {
    "application/msword": "open it and save it as DOCX or PDF",
    kinds.RTF: "open it and save it as DOCX or PDF",
    "application/postscript": "turn it into a PDF first",
    "application/zip": "unpack it and read the files inside",
    "application/warc": "bring it in with: sourcebook import",
}


def read(data: bytes, *, name: str = "", url: str = "", digest: str = "") -> Text:
    """The Text of a file or payload. Never raises for what the bytes hold: a file that can't be read
    gives a Text without words and a finding of level error that says why and what to do.

    ``name`` is how findings call it, ``url`` where it came from, ``digest`` its SHA-256 if known.
    Parsers of hostile files may end the process: see ``worker``.
    """
    subject = name or url or "the file"
    digest = digest or hashlib.sha256(data).hexdigest()
    findings: list[Finding] = []
    if len(data) > LARGEST:
        return unread(
            subject, digest, "", "read-large", f"is over {LARGEST // 1_000_000} MB; split it"
        )
    kind = kinds.media_type(data)
    if kind == kinds.GZIP:
        unpacked = _unpacked(data)
        if isinstance(unpacked, str):
            return unread(subject, digest, kind, "read-packed", unpacked)
        findings.append(
            _finding("read-packed", subject, "info", "was packed with gzip; read unpacked")
        )
        data, kind = unpacked, kinds.media_type(unpacked)
    expected = _NAMES.get(("." + subject.rpartition(".")[2]).lower())
    if expected and kind not in expected and kind != kinds.EMPTY:
        says = f"is called {subject.rpartition('.')[2].upper()} but is {kinds.named(kind)}; read as that"
        findings.append(_finding("read-other-kind", subject, "warning", says))
    if kind == kinds.EMPTY:
        return unread(
            subject, digest, kind, "read-empty", "is empty; there is nothing to read", findings
        )
    reader = READERS.get(kind)
    if reader is None:
        remedy = _REMEDIES.get(kind, "")
        if kind.startswith("image/"):
            rule, remedy = "read-scan", "read it with: sourcebook read --ocr"
        else:
            rule = "read-kind"
        says = f"is {kinds.named(kind)}, which can't be read as text" + (
            f"; {remedy}" if remedy else ""
        )
        return unread(subject, digest, kind, rule, says, findings)
    try:
        text = reader(data, name=subject, digest=digest, url=url)
    except SourcebookError as fault:
        rule = "read-locked" if "password" in fault.why else "read-broken"
        return unread(subject, digest, kind, rule, fault.why, findings)
    except MemoryError:
        says = "needs more memory to read than it is given; split it"
        return unread(subject, digest, kind, "read-memory", says, findings)
    except RecursionError:
        says = "is nested deeper than can be read; save it anew with another program"
        return unread(subject, digest, kind, "read-nested", says, findings)
    return replace(text, findings=(*findings, *text.findings)) if findings else text


def _unpacked(data: bytes) -> bytes | str:
    """The bytes inside a gzip file, or in words why there are none."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            inside = file.read(UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as fault:
        return f"is a gzip file that is damaged or cut off; fetch it again ({fault})"
    if len(inside) > UNPACKED:
        return (
            f"unpacks to more than {UNPACKED // 1_000_000} MB; it may be a bomb, and was left alone"
        )
    if inside.startswith(b"\x1f\x8b"):
        return "is a gzip file within a gzip file; unpack it first"
    return inside


def _finding(rule: str, subject: str, level: str, says: str) -> Finding:
    return Finding(rule=rule, subject=subject, level=level, says=says)  # type: ignore[arg-type]


def unread(
    subject: str,
    digest: str,
    kind: str,
    rule: str,
    says: str,
    findings: list[Finding] | None = None,
) -> Text:
    """The Text of what could not be read: no words, and why."""
    found = (*(findings or ()), Finding(rule=rule, subject=subject, level="error", says=says))
    return Text(capture=digest, media_type=kind, findings=found)
