"""Tell what bytes are by their own look, never by a name (after WHATWG MIME Sniffing, and libmagic's
published signatures where that says nothing)."""

import io
import re
import zipfile

PDF = "application/pdf"
HTML = "text/html"
XHTML = "application/xhtml+xml"
XML = "application/xml"
TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
EPUB = "application/epub+zip"
RTF = "application/rtf"
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"
GZIP = "application/gzip"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", GZIP),
    (b"{\\rtf", RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"WARC/", "application/warc"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"Rar!", "application/vnd.rar"),
    (b"\x7fELF", "application/x-executable"),
    (b"%!PS", "application/postscript"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x00asm", "application/wasm"),
)
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|h[1-6]|div|font|table|a|style|title|b|br|p|"
    rb"meta|span|article|section|main|center|img|ul|ol|form|noscript|link)(?=[\s/>])",
    re.I,
)
_MARKUP = re.compile(rb"\s*<(?:\?xml|!--|!doctype|[a-zA-Z])", re.I)
_HEAD = 4096
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f")
_OFFICE = {
    "word/": DOCX,
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_PREFIX = (
    1024  # bytes in which a PDF's header stands (ISO 32000-1, annex H, implementation note 13)
)


def media_type(data: bytes) -> str:
    """The media type of bytes."""
    if not data.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"):
        return EMPTY
    if b"%PDF-" in data[:_PREFIX] and not _PAGE.match(data[:_PREFIX].lstrip()):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp":
        return "video/mp4"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = _plain(data[:_HEAD])
    if _MARKUP.match(head):
        if _PAGE.search(head):
            return (
                XHTML if b"xhtml" in head.lower() and head.lstrip().startswith(b"<?xml") else HTML
            )
        return XML if head.lstrip().lower().startswith((b"<?xml", b"<!doctype")) else HTML
    if len(_PAGE.findall(head)) >= 3:
        return HTML
    if head is data[:_HEAD] or not _wide(data):
        sample = data[:65536]
        controls = len(sample) - len(sample.translate(None, _CONTROL))
        if controls > max(2, len(sample) * 0.01):
            return UNKNOWN
    return TEXT


def _wide(data: bytes) -> bool:
    """Whether the bytes look like UTF-16 or UTF-32."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[: _HEAD - _HEAD % 2]
    half = max(1, len(head) // 2)
    odd = half - len(head[1::2].translate(None, b"\x00\x03\x04\x05\x06"))
    even = half - len(head[0::2].translate(None, b"\x00\x03\x04\x05\x06"))
    return (odd > 0.6 * half and even < 0.2 * half) or (even > 0.6 * half and odd < 0.2 * half)


def _plain(head: bytes) -> bytes:
    """The beginning in one byte a letter, without a byte-order mark."""
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:]
    return (
        head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
        if _wide(head)
        else head
    )


def _archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()[:2000]
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        return "application/zip"
    if "[Content_Types].xml" in names:
        for folder, kind in _OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return kind
    return "application/zip"


def named(kind: str) -> str:
    """What a media type is called in a sentence."""
    plain = {
        PDF: "a PDF", HTML: "a web page", XHTML: "a web page", XML: "an XML file", TEXT: "plain text",
        DOCX: "a Word document", ODT: "an OpenDocument text", EPUB: "an e-book (EPUB)",
        RTF: "an RTF document", EMPTY: "an empty file", GZIP: "a gzip file",
        "application/msword": "an old Office document", "application/zip": "a ZIP archive",
        "application/warc": "a web archive (WARC)",
    }  # fmt: skip
    if kind in plain:
        return plain[kind]
    family = kind.partition("/")[0]
    return {"image": "a picture", "audio": "a sound", "video": "a film"}.get(
        family, "a file of an unknown kind" if kind == UNKNOWN else f"a file of the kind {kind}"
    )
