"""Decide what bytes are by their own look, whatever a server or a file's name says. Pure."""

import re

# Published signatures (WHATWG MIME Sniffing Standard, section 6; libmagic).
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"\x00\x01\x00\x00", "font/ttf"),
    (b"OTTO", "font/otf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    (b"word/", f"{_OFFICE}wordprocessingml.document"),
    (b"xl/", f"{_OFFICE}spreadsheetml.sheet"),
    (b"ppt/", f"{_OFFICE}presentationml.presentation"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|script|style|iframe|h1|div|font|table|a|p|br|b|meta|link)"
    rb"[\s>/]|<!--",
    re.I,
)
_XML = re.compile(rb"^\s*<\?xml", re.I)
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c\x1b")
_TEXTUAL = frozenset(
    {"text/css", "text/csv", "text/javascript", "application/javascript", "application/json",
     "application/x-javascript", "text/markdown", "application/ld+json", "text/calendar"}
)  # fmt: skip
_OLD_OFFICE = frozenset(
    {"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"}
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def looks_like(first: bytes, said: str = "") -> str:
    """The media type of what begins with these bytes; ``said`` is what its server or file's name
    told, and decides only between kinds that look alike (CSS and plain text)."""
    if not first:
        return said or "application/octet-stream"
    if b"%PDF-" in first[:1024]:
        return "application/pdf"
    if first[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zipped(first, said)
    for magic, kind in _MAGIC:
        if first.startswith(magic):
            if kind == "application/x-ole-storage" and said in _OLD_OFFICE:
                return said
            return kind
    if first[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(first[8:12], "video/x-msvideo")
    if first[4:8] == b"ftyp":
        return "image/avif" if first[8:12] == b"avif" else "video/mp4"
    return _text(first, said)


def _zipped(first: bytes, said: str) -> str:
    for mark, kind in _ZIPPED:
        if mark in first:
            return kind
    return said if said.startswith((_OFFICE, "application/vnd.oasis")) else "application/zip"


def _text(first: bytes, said: str) -> str:
    wide = first[:2] in _MARKS[1:]
    plain = first.replace(b"\x00", b"") if wide else first
    body = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not wide and len(first) - len(first.translate(None, _CONTROL)) > 0:
        return "application/octet-stream"
    if said in _TEXTUAL and not body.startswith(b"<"):
        return said
    if _XML.match(body):
        if re.search(rb"<svg\b", body, re.I):
            return "image/svg+xml"
        return "application/xhtml+xml" if re.search(rb"<html\b", body, re.I) else "application/xml"
    if re.match(rb"<svg\b", body, re.I):
        return "image/svg+xml"
    if _HTML.search(body[:4096]) and (body.startswith(b"<") or said in ("text/html", "")):
        return "text/html"
    if body[:1] in (b"{", b"[") and said in ("application/json", ""):
        return "application/json"
    return said if said.startswith("text/") else "text/plain"


def contradiction(said: str, found: str) -> str:
    """What is amiss where something says it is a document and is a page, in words; "" where not."""
    documents = ("application/pdf", "application/msword", _OFFICE, "application/epub+zip")
    if said.startswith(documents) and found in ("text/html", "application/xhtml+xml"):
        return "is called a document and is a web page: perhaps a notice that it moved, or a log-in"
    if said.startswith(documents) and found == "text/plain":
        return "is called a document and is plain text"
    return ""
