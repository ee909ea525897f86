"""Measure reading: pages a CPU-second of PDFs and web pages, beside the tools that only take text out.

python bench/reading.py [FOLDER [ROUNDS]]     # 40 invented reports of 12 pages, or the PDFs in a folder

pdftotext (poppler) and trafilatura are measured where they are installed; neither is needed.
"""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from importing import sentence
from rounds import Work, race, ratio

from sourcebook.read.html.main import judge
from sourcebook.read.html.reading import read as read_html
from sourcebook.read.html.source import take_apart
from sourcebook.read.pdf.assemble import arranged, laid
from sourcebook.read.pdf.reading import Faults, opened, plain, sheets_of
from sourcebook.read.pdf.reading import read as read_pdf

PAGES, REPORTS, SITES, ROUNDS = 12, 40, 120, 9
BARE, POPPLER = "bare pypdfium2", "poppler's pdftotext"


def invented_pdf(chance: random.Random) -> bytes:
    """A report of some pages: a running head, paragraphs, a number at the foot; Helvetica."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids ["
        + b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(PAGES))
        + b"] /Count %d >>" % PAGES,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in range(PAGES):
        lines = [
            f"1 0 0 1 60 800 Tm (A REPORT ON THE SEASON) Tj 1 0 0 1 290 40 Tm ({number + 1}) Tj"
        ]
        for row in range(52):
            gap = row // 6 * 6
            lines.append(f"1 0 0 1 60 {760 - 12 * row - gap} Tm ({sentence(chance, 12)}) Tj")
        stream = b"BT /F1 10 Tf " + "\n".join(lines).encode() + b" ET"
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        bodies.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        table,
    )
    return bytes(out)


def invented_page(chance: random.Random) -> bytes:
    """A news page as sites make them: scripts, menus, an article, a column beside it, a foot; about
    180 blocks of text in 100 kB, as the 990 pages of the suite have on average."""

    def links(count: int) -> str:
        return "".join(
            f'<li id="menu-item-{n}" class="menu-item menu-item-type-post"><a href="/{n}" class="nav-link">'
            f"<span>{sentence(chance, 3)}</span></a></li>"
            for n in range(count)
        )

    def teaser() -> str:
        return (
            f'<div class="col-md-4"><div class="teaser card"><div class="card-body"><h4 class="card-title">'
            f'<a href="/x">{sentence(chance, 6)}</a></h4><div class="card-text">{sentence(chance, 14)}</div>'
            f'<time class="date">{chance.randrange(1, 28)} May 2019</time></div></div></div>'
        )

    def paragraph() -> str:
        words = " ".join(sentence(chance, 16) for _ in range(4))
        return f'<p class="article__text">{words} <a href="/y">{sentence(chance, 4)}</a> <em>{sentence(chance, 3)}</em></p>'

    script = "".join(
        f"var a{n}={{id:{n},name:'{sentence(chance, 4)}',on:function(e){{return e&&e.x<{n}}}}};"
        for n in range(320)
    )
    title = sentence(chance, 7)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title} | The Herald</title><script>{script}</script>"
        f'<meta property="article:published_time" content="2019-05-0{chance.randrange(1, 9)}T10:00:00Z">'
        f'<meta name="author" content="The Editors"></head><body class="single post"><header id="header" class="site-header">'
        f'<nav class="main-nav"><ul>{links(40)}</ul></nav></header><div class="wrapper"><main class="content"><article class="post">'
        f'<header><h1 class="entry-title">{title}</h1><div class="meta">By The Editors</div></header>'
        f'<div class="entry-content">{"".join(paragraph() for _ in range(16))}</div></article>'
        f'<section class="related"><h3>Read more</h3><div class="row">{"".join(teaser() for _ in range(12))}</div></section></main>'
        f'<aside class="sidebar"><div class="widget"><h4>Most read</h4><ul>{links(15)}</ul></div></aside></div>'
        f'<footer class="site-footer"><div class="cols"><ul>{links(50)}</ul></div><p>© 2019 The Herald</p></footer>'
        f"<script>{script}</script></body></html>"
    ).encode()


def bare(data: bytes) -> None:
    """The peer: pypdfium2's text of every page, nothing else."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        document[index].get_textpage().get_text_range()
    document.close()


def layout(data: bytes) -> None:
    """Ours up to the laid-out text: order, furniture, labels, paragraphs, places."""
    document = opened(data, "x")
    sheets = sheets_of(document, Faults("x"))
    items, labels = arranged(sheets)
    laid(items, sheets, labels)
    document.close()


def whole(data: bytes, read: Callable[..., Any]) -> None:
    read(data, name="x", digest="0" * 64)


def poppler(path: Path) -> None:
    subprocess.run(
        ["pdftotext", str(path), "-"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def trafilatura(page: str, *, metadata: bool) -> None:
    import trafilatura as peer

    peer.bare_extraction(page, with_metadata=metadata, include_comments=False)


def pdf_section(files: list[bytes], rounds: int) -> list[str]:
    import pypdfium2

    count = 0
    for data in files:
        document = pypdfium2.PdfDocument(data)
        count += len(document)
        document.close()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.pdf" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        contenders: dict[str, Work] = {}
        if shutil.which("pdftotext"):
            contenders[POPPLER] = lambda n: poppler(paths[n])
        contenders[BARE] = lambda n: bare(files[n])
        contenders["ours, words only"] = lambda n: plain(files[n])
        contenders["ours, with layout"] = lambda n: layout(files[n])
        contenders["ours, with sources and what it says of itself"] = lambda n: whole(
            files[n], read_pdf
        )
        spent = race(contenders, len(files), rounds=rounds)
    return [
        f"### PDF: {len(files)} files, {count:,} pages, {rounds} rounds",
        "",
        *table(spent, count, {"bare pypdfium2": BARE, "pdftotext": POPPLER}),
    ]


def table(spent: dict[str, list[float]], count: int, grounds: dict[str, str]) -> list[str]:
    """Pages a CPU-second, and beside each of the grounds, medians and quartiles of the rounds."""
    lines = [
        "| reader | pages a CPU-second |" + "".join(f" of {short} |" for short in grounds),
        "|---|---|" + "---|" * len(grounds),
    ]
    for name, used in spent.items():
        beside = [
            ratio(spent[ground], used) if ground in spent else "–" for ground in grounds.values()
        ]
        lines.append(f"| {name} | {count / median(used):,.0f} | {' | '.join(beside)} |")
    return lines


def html_section(files: list[bytes], rounds: int) -> list[str]:
    pages = [data.decode("utf-8", "replace") for data in files]
    contenders: dict[str, Work] = {
        "ours, main text": lambda n: judge(take_apart(pages[n])),
        "ours, with places, sources and what it says of itself": lambda n: whole(
            files[n], read_html
        ),
    }
    if find_spec("trafilatura"):
        contenders["trafilatura"] = lambda n: trafilatura(pages[n], metadata=False)
        contenders["trafilatura, with metadata"] = lambda n: trafilatura(pages[n], metadata=True)
    spent = race(contenders, len(files), rounds=rounds)
    return [
        f"### Web pages: {len(files)}, {rounds} rounds",
        "",
        *table(spent, len(files), {"trafilatura": "trafilatura"}),
    ]


def main() -> None:
    chance = random.Random(20261126)
    rounds = ROUNDS
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
        pdfs = [path.read_bytes() for path in sorted(folder.rglob("*.pdf"))[:40]]
        pages = [path.read_bytes() for path in sorted(folder.rglob("*.html"))[:SITES]]
    else:
        pdfs = [invented_pdf(chance) for _ in range(REPORTS)]
        pages = [invented_page(chance) for _ in range(SITES)]
    lines = [
        "## Reading", "",
        "Each reader in a process of its own, all in turn with a tenth of the files; CPU time. A ratio is the",
        "median of the rounds' (first and third quartile).", "",
    ]  # fmt: skip
    if pdfs:
        lines += [*pdf_section(pdfs, rounds), ""]
    if pages:
        lines += [*html_section(pages, rounds), ""]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
