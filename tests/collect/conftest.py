"""PDFs made for tests: real enough for a reader, with pages, words, a title and a date."""

from collections.abc import Callable, Sequence

import pytest

MakePdf = Callable[..., bytes]


def made_pdf(
    pages: Sequence[Sequence[str]], *, title: str = "", author: str = "", made: str = ""
) -> bytes:
    """A PDF of the given pages, each a list of lines in Helvetica."""
    bodies: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    bodies.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    bodies.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    bodies.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        words = b"BT /F1 11 Tf 14 TL 50 800 Td " + b" ".join(
            b"(" + _escaped(line) + b") Tj T*" for line in lines
        )
        stream = words + b" ET"
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        bodies.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    told = {"Title": title, "Author": author, "ModDate": made}
    info = b" ".join(
        b"/" + key.encode() + b" (" + _escaped(value) + b")" for key, value in told.items() if value
    )
    bodies.append(b"<< " + info + b" >>")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        len(bodies),
        table,
    )
    return out


def _escaped(text: str) -> bytes:
    for sign in "\\()":
        text = text.replace(sign, "\\" + sign)
    return text.encode("cp1252")


@pytest.fixture
def make_pdf() -> MakePdf:
    """A function that makes a PDF of given pages."""
    return made_pdf
