"""Make small PDFs whose words stand where a test puts them; no library, so that nothing is corrected."""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(frozen=True)
class Words:
    """Words on a page: from the left and the bottom in points, their size, bold or not."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


@dataclass
class Paper:
    """Pages of words, in the order in which the file is to draw them."""

    pages: Sequence[Sequence[Words]] = ()
    labels: str = ""
    title: str = ""
    extra: list[str] = field(default_factory=list)
    catalog: str = ""
    width: float = 595
    height: float = 842
    rotate: int = 0

    def bytes(self, password: str = "") -> bytes:
        """The file."""
        fonts = "/F1 3 0 R /F2 4 0 R"
        count = len(self.pages)
        kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(count))
        objects: list[bytes] = [
            f"<< /Type /Catalog /Pages 2 0 R {self._labels()} {self.catalog} >>".encode(),
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
            b"<< /Title (" + _escaped(self.title) + b") >>",
        ]
        for number, words in enumerate(self.pages):
            body = b"\n".join(_drawn(each) for each in words)
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.width} {self.height}] /Rotate {self.rotate} "
                f"/Resources << /Font << {fonts} >> >> /Contents {7 + 2 * number} 0 R >>".encode()
            )
            packed = zlib.compress(body)
            objects.append(
                f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
                + packed
                + b"\nendstream"
            )
        objects += [each.encode() for each in self.extra]
        trailer = "/Info 5 0 R"
        if password:
            objects.append(_lock(password))
            trailer = f"/Encrypt {len(objects)} 0 R /ID [<{'00' * 16}> <{'00' * 16}>]"
        return assembled(objects, trailer)

    def _labels(self) -> str:
        return f"/PageLabels << /Nums [ {self.labels} ] >>" if self.labels else ""


def assembled(objects: Iterable[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, the first of them the catalog."""
    out = bytearray(b"%PDF-1.6\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    at = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{at}\n%%EOF\n".encode()
    return bytes(out)


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _drawn(words: Words) -> bytes:
    font = "F2" if words.bold else "F1"
    head = f"BT /{font} {words.size} Tf 1 0 0 1 {words.x} {words.y} Tm (".encode()
    return head + _escaped(words.text) + b") Tj ET"


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _lock(password: str) -> bytes:
    """A standard security handler, revision 2 (ISO 32000-1, 7.6.3): asks for the password."""
    padded = (password.encode() + PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + bytes(16)).digest()[:5]
    user = _rc4(key, PADDING)
    return f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user.hex()}> >>".encode()


def column(
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    size: float = 10,
    step: float = 12,
    bold: bool = False,
) -> list[Words]:
    """Lines below one another."""
    return [Words(x, y - step * n, text, size, bold) for n, text in enumerate(lines)]
