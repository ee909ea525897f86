"""Web archives of others, made by hand: good ones, and broken in each way."""

import gzip
import hashlib
from base64 import b32encode

HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def record(
    url: str,
    payload: bytes,
    *,
    kind: str = "response",
    date: str = "2019-05-04T03:02:01Z",
    http: bytes = HTML,
    digests: bool = True,
    more: bytes = b"",
    length: int | None = None,
) -> bytes:
    """One WARC record, its ending too."""
    block = payload if kind in ("resource", "warcinfo", "metadata") else http + payload
    sha1 = b32encode(hashlib.sha1(block).digest()).decode()
    paid = b32encode(hashlib.sha1(payload).digest()).decode()
    content = "text/html" if kind == "resource" else "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5(url.encode() + payload + date.encode()).hexdigest()}>\r\n"
        f"Content-Type: {content}\r\n"
    )
    if digests:
        head += f"WARC-Block-Digest: sha1:{sha1}\r\nWARC-Payload-Digest: sha1:{paid}\r\n"
    stated = len(block) if length is None else length
    return head.encode() + more + f"Content-Length: {stated}\r\n\r\n".encode() + block + b"\r\n\r\n"


def revisit(url: str, payload: bytes, *, date: str, refers: tuple[str, str] | None = None) -> bytes:
    """A revisit of a payload, found by its digest; or by what it refers to."""
    paid = b32encode(hashlib.sha1(payload).digest()).decode()
    more = b""
    if refers:
        more = (
            f"WARC-Refers-To-Target-URI: {refers[0]}\r\nWARC-Refers-To-Date: {refers[1]}\r\n"
        ).encode()
    else:
        more = f"WARC-Payload-Digest: sha1:{paid}\r\n".encode()
    return record(url, b"", kind="revisit", date=date, digests=False, more=more)


def members(*records: bytes) -> bytes:
    """Each record in a gzip member of its own, as the standard recommends."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def pages(count: int) -> list[bytes]:
    """Records of different pages."""
    return [
        record(f"https://coast.example/{n}", b"<p>page %d " % n * (n + 1)) for n in range(count)
    ]


def arc(*bodies: tuple[str, bytes]) -> bytes:
    """An ARC file of HTML answers."""
    about = b"1 0 Keeper\nURL IP-address Archive-date Content-type Archive-length\n\n"
    out = b"filedesc://a.arc 0.0.0.0 20010203040506 text/plain %d\n" % len(about) + about
    for url, body in bodies:
        block = HTML + body
        out += f"{url} 192.0.2.1 20010203040506 text/html {len(block)}\n".encode() + block + b"\n"
    return out
