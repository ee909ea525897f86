"""Decide which encoding bytes are in and turn them into text, with findings; binaries are refused.

Order: byte-order mark, UTF-16 by its zero bytes, UTF-8, what the page declares, cp1251 or cp1252 by
the letters that come out. A file that mixes UTF-8 with a one-byte encoding is read line by line.
"""

import codecs
import re

from msgspec import Struct

from sourcebook.errors import Unreadable
from sourcebook.records import Finding, Level

# What a file of another kind begins with (Garfinkel's and libmagic's published signatures).
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"Rar!", "a RAR archive"),
)
_HEAD = 4096  # a page declares its encoding in its first 1,024 bytes (HTML Standard); we look on
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I)
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f")
# High bytes of UTF-16 for Latin, Greek, Cyrillic, Armenian to Arabic; as ASCII they are controls.
_BLOCKS = b"\x00\x03\x04\x05\x06"
_HIGH = re.compile(rb"[\x80-\xff]+")
_LINE = re.compile(rb"[^\n]*\n?")
_CYRILLIC_BYTES = bytes(range(0xC0, 0x100)) + b"\xa8\xb8"
_TO_1252 = {"iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii", "windows-1252"}
_REMEDY = "save it again as UTF-8, or give the page as HTML or plain text"


class Decoded(Struct, frozen=True, kw_only=True):
    """The text of some bytes, the encoding it was read in, and what was doubtful about it."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def _finding(rule: str, subject: str, says: str, level: Level = "info") -> Finding:
    return Finding(rule=rule, subject=subject, level=level, says=says)


def _utf16(data: bytes) -> str | None:
    """utf-16-le or -be where every second byte of the beginning names a script, not a letter."""
    head = data[: _HEAD - _HEAD % 2]
    half = len(head) // 2
    if half < 2:
        return None
    odd = half - len(head[1::2].translate(None, _BLOCKS))
    even = half - len(head[0::2].translate(None, _BLOCKS))
    if odd >= half * 0.6 and even <= half * 0.2:
        return "utf-16-le"
    if even >= half * 0.6 and odd <= half * 0.2:
        return "utf-16-be"
    return None


def _one_byte(data: bytes) -> str:
    """cp1251 where the high bytes make runs of Cyrillic letters, else cp1252."""
    high = data.translate(None, bytes(range(128)))[:200_000]
    if not high:
        return "cp1252"
    letters = len(high) - len(high.translate(None, _CYRILLIC_BYTES))
    pairs = len(re.findall(rb"[\xc0-\xff\xa8\xb8]{3,}", data[:400_000]))
    ascii_words = len(re.findall(rb"[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]", data[:400_000]))
    return "cp1251" if letters >= len(high) * 0.6 and pairs * 3 > ascii_words else "cp1252"


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    if name in _TO_1252:  # WHATWG Encoding Standard: all of these labels mean windows-1252
        return "cp1252"
    try:
        known = codecs.lookup(name)
    except LookupError:
        return None
    if not getattr(known, "_is_text_encoding", True) or known.name.startswith("utf"):
        return None
    return known.name


def _span(numbers: list[int]) -> str:
    first, last = numbers[0], numbers[-1]
    return f"line {first}" if first == last else f"lines {first}-{last}"


def _mixed(data: bytes, other: str) -> tuple[str, list[int], list[int], bool]:
    """Line by line: UTF-8 where that fits, else the other encoding; which lines were which, and
    whether one of them was both."""
    parts: list[str] = []
    strange: list[int] = []
    lost: list[int] = []
    mixed = False
    for number, found in enumerate(_LINE.finditer(data), start=1):
        line = found.group()
        try:
            parts.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            strange.append(number)
            text, both = _runs(line, other)
            mixed = mixed or both
            if "\ufffd" in text:  # cp1252 leaves five bytes undefined; WHATWG: C1 controls
                lost.append(number)
            parts.append(text)
    return "".join(parts), strange, lost, mixed


def _runs(line: bytes, other: str) -> tuple[str, bool]:
    """A line that is not UTF-8 as a whole, run by run of its bytes above ASCII, and whether it holds
    both encodings: a page saved without line breaks may have them in one line.

    Only for cp1251 and cp1252, of which no word looks like UTF-8. Two bytes that fit both cp1251 and
    UTF-8 are read as the run before them was.
    """
    found = [(run, _utf8(run.group())) for run in _HIGH.finditer(line)]
    if other not in ("cp1251", "cp1252") or not any(
        _sure(run[0], text, other) for run, text in found
    ):
        return line.decode(other, "replace"), False
    parts: list[str] = []
    end = 0
    wide = False
    for run, text in found:
        wide = bool(text) and (wide or _sure(run.group(), text, other))
        parts.append(line[end : run.start()].decode("ascii"))
        parts.append(text if wide else run.group().decode(other, "replace"))
        end = run.end()
    parts.append(line[end:].decode("ascii"))
    return "".join(parts), True


def _sure(run: bytes, text: str, other: str) -> bool:
    """Whether bytes that fit UTF-8 can hardly be another encoding's: two characters and more, one of
    three bytes, or what cp1252 would show as "Ã©"."""
    return bool(text) and (
        len(text) > 1 or len(run) > 2 or (other == "cp1252" and run[0] in b"\xc2\xc3")
    )


def _utf8(run: bytes) -> str:
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(name, f"this is {kind}, not a page of text; {_REMEDY}")
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROL))
    if controls > max(2, len(head) * 0.01):
        raise Unreadable(name, f"this is binary, not text; {_REMEDY}")


def decode(data: bytes, name: str = "") -> Decoded:
    """The text of bytes in any encoding a saved page has been seen in.

    Raises Unreadable for empty, blank or binary data. Findings name the lines that were in another
    encoding or held bytes that mean nothing (kept as U+FFFD).
    """
    subject = name or "the file"
    if not data.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"):
        raise Unreadable(subject, "it is empty; there is nothing to import")
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            data = data[len(mark) :]
            if encoding != "utf-8":
                return _wide(data, encoding, subject)
            break
    else:
        wide = _utf16(data)
        if wide:
            return _wide(data, wide, subject)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        _refuse_binary(data, subject)
        return Decoded(text=text, encoding="utf-8")
    _refuse_binary(data, subject)
    other = _declared(data) or _one_byte(data)
    text, strange, lost, both = _mixed(data, other)
    high_lines = sum(1 for line in data.split(b"\n") if not line.isascii())
    findings = []
    if both or len(strange) < high_lines:
        findings.append(
            _finding(
                "mixed-encoding", _span(strange),
                f"{len(strange)} line(s) were not UTF-8 like the rest; what is not was read as {other}", "warning",
            )
        )  # fmt: skip
    else:
        findings.append(_finding("encoding", f"file {subject}", f"read as {other}, not UTF-8"))
    if lost:
        findings.append(
            _finding(
                "undecodable", _span(lost),
                f"{len(lost)} line(s) hold bytes that mean nothing in {other}: shown as \ufffd",
                "warning",
            )
        )  # fmt: skip
    return Decoded(text=text, encoding=other, findings=tuple(findings))


def _wide(data: bytes, encoding: str, subject: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken > max(2, len(text) * 0.05) or text.count("\x00") > len(text) * 0.1:
        raise Unreadable(subject, f"this is binary, not {encoding} text; {_REMEDY}")
    if not text.strip("\ufeff \t\r\n"):
        raise Unreadable(subject, "it is empty; there is nothing to import")
    findings: list[Finding] = []
    if broken:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        says = f"{broken} character(s) could not be read in {encoding}: shown as \ufffd"
        findings.append(_finding("undecodable", f"line {line}", says, "warning"))
    if encoding.startswith("utf-16") or encoding.startswith("utf-32"):
        findings.append(_finding("encoding", f"file {subject}", f"read as {encoding}"))
    return Decoded(text=text, encoding=encoding, findings=tuple(findings))
