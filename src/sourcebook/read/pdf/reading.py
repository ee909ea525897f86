"""Read a PDF: its words in reading order with pages, printed labels and what each block is."""

import re
from functools import cache
from typing import Any

from sourcebook.collect import series as known
from sourcebook.errors import Unreadable
from sourcebook.read.identifiers import identifiers_in
from sourcebook.read.language import language_of
from sourcebook.read.pdf.assemble import arranged, laid
from sourcebook.read.pdf.calls import Words
from sourcebook.read.pdf.lines import Sheet, sheet_of
from sourcebook.read.pdf.title import authors_of, issued_of, title_of
from sourcebook.read.references.reading import numbered, reference
from sourcebook.records import Date, Finding, Level, Reference, Run, Text, TextPage

MOST_PAGES = 5000  # of one file; the longest report we met has 1,400
MOST_LINES = 2000  # of one page that are put in order; a drawing can have a million
_ROOM = 16 << 20
_FRONT = 3  # pages that tell title, publisher, date and identifiers


class Faults:
    """Findings about one file."""

    def __init__(self, name: str) -> None:
        self.subject = name
        self.found: list[Finding] = []

    def add(self, rule: str, level: Level, says: str) -> None:
        self.found.append(Finding(rule=rule, subject=self.subject, level=level, says=says))


def opened(data: bytes, name: str) -> Any:
    """The document. Raises Unreadable for one that is locked, broken, cut off or without pages."""
    import pypdfium2
    from pypdfium2 import PdfiumError

    _keep_room()
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except PdfiumError as fault:
        if "password" in str(fault).lower():
            raise Unreadable(
                name, "this PDF asks for a password; get a copy that opens without one"
            ) from fault
        if "security" in str(fault).lower():
            raise Unreadable(name, "this PDF is encrypted in a way that can't be read") from fault
        why = "ends before it should" if b"%%EOF" not in data[-2048:] else "is broken"
        raise Unreadable(name, f"this PDF {why}; fetch it again ({fault})") from fault
    if count == 0:
        document.close()
        raise Unreadable(name, "this PDF has no pages")
    return document


@cache
def _keep_room() -> None:
    """Have the C library keep what a page needs, 32 MB at most, for the next page: when a large block is
    freed, glibc raises the bounds from which it returns memory at once, one to the block's size and
    one to twice that (mallopt(3), M_MMAP_THRESHOLD). Else each page's letters are mapped anew: 200
    page faults a page of plain text, a third of its time. Other C libraries take no notice."""
    bytes(_ROOM)


def read(data: bytes, *, name: str, digest: str, url: str = "") -> Text:
    """The Text of a PDF. Raises Unreadable as ``opened`` does."""
    del url
    document = opened(data, name)
    try:
        return _read(document, data, name, digest)
    finally:
        document.close()


def plain(data: bytes, name: str = "") -> str:
    """The words of all pages in the file's own order, a form feed between them; no layout."""
    document = opened(data, name)
    try:
        made: list[str] = []
        for index in range(len(document)):
            words = Words(document, index)
            made.append(words.text)
            words.close()
        return "\f".join(made).replace("\r\n", "\n")
    finally:
        document.close()


def sheets_of(document: Any, faults: Faults) -> list[Sheet]:
    """The pages' lines; a page that can't be loaded is empty, and told."""
    from pypdfium2 import PdfiumError

    count = len(document)
    if count > MOST_PAGES:
        faults.add(
            "read-pages", "warning", f"has {count:,} pages; the first {MOST_PAGES:,} were read"
        )
    sheets: list[Sheet] = []
    broken: list[int] = []
    for index in range(min(count, MOST_PAGES)):
        try:
            sheet = sheet_of(document, index)
        except PdfiumError:
            broken.append(index + 1)
            sheet = Sheet(index=index, width=612, height=792, lines=[], broken=True)
        if len(sheet.lines) > MOST_LINES:
            says = f"page {index + 1} has {len(sheet.lines):,} pieces of text; the first {MOST_LINES:,} were read"
            faults.add("read-lines", "warning", says)
            sheet.lines = sheet.lines[:MOST_LINES]
        sheets.append(sheet)
    if broken:
        faults.add(
            "read-page", "error", f"page(s) {_listed(broken)} can't be read; the file is damaged"
        )
    return sheets


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8]))
    return shown + (f" and {len(numbers) - 8} more" if len(numbers) > 8 else "")


def _labels(document: Any, printed: list[str], faults: Faults) -> list[str]:
    """The printed label where there is one, else the file's own; where they differ, that is said."""
    made: list[str] = []
    differ: list[str] = []
    for index, label in enumerate(printed):
        told = document.get_page_label(index) or ""
        if label and told and label != told:
            differ.append(f"{index + 1} ({told} for {label})")
        made.append(label or told)
    if differ:
        says = f"calls {len(differ)} page(s) otherwise than is printed on them: {', '.join(differ[:3])}"
        faults.add("read-labels", "info", says)
    return made


def _read(document: Any, data: bytes, name: str, digest: str) -> Text:
    faults = Faults(name)
    sheets = sheets_of(document, faults)
    _inside(document, data, faults)
    items, printed = arranged(sheets)
    text, pages, blocks, runs = laid(items, sheets, printed)
    labels = _labels(document, printed, faults)
    pages = [
        TextPage(index=page.index, label=label, start=page.start, end=page.end)
        for page, label in zip(pages, labels, strict=True)
    ]
    _wordless(sheets, faults)
    if data[:1024].find(b"%PDF-") > 0:
        faults.add("read-prefix", "info", "has other bytes before the PDF begins")
    references = [
        _reference(text[block.start : block.end], item.number)
        for block, item in zip(blocks, items, strict=True)
        if block.kind == "reference"
    ]
    fronts = tuple(text[page.start : page.end] for page in pages[:_FRONT])
    told = document.get_metadata_dict(skip_empty=True)
    title = title_of(told.get("Title", ""), items)
    found = known.recognise(
        tuple(_unfolded(front) for front in fronts), title=told.get("Title", ""), name=name
    )
    issued = issued_of(fronts)
    publisher = known.publisher_in(fronts[0] if fronts else "")
    edition = series = ""
    if found is not None:
        edition, series = found.edition, found.series.id
        title, publisher = found.title, found.series.publisher
        year = str(int(found.edition[:4]) + (found.series.issued == "next year"))
        issued = (
            issued
            if issued and (issued.edtf or "")[:4] == year
            else Date(edtf=year, as_written=year)
        )
        for doubt in found.doubts:
            faults.add("report-doubt", "warning", doubt)
    if issued is None:
        issued = _made(told)
        if issued is not None:
            faults.add(
                "issued-guessed",
                "info",
                f"no date is stated; {issued.edtf} is when the file was made",
            )
    main = " ".join(
        text[block.start : block.end]
        for block in blocks[:80]
        if block.kind in ("paragraph", "item")
    )
    authors = authors_of(told.get("Author", ""), items, publisher)
    return Text(
        capture=digest,
        media_type="application/pdf",
        language=language_of(
            main or text, (found.series.language if found else "") or _declared(data)
        ),
        title=title,
        authors=authors,
        byline=", ".join(authors) or publisher,
        publisher=publisher,
        issued=issued,
        edition=edition,
        series=series,
        identifiers=identifiers_in(
            "\n".join((*fronts, text[pages[-1].start :] if len(pages) > _FRONT else ""))[:40_000]
        ),
        text=text,
        pages=tuple(pages),
        blocks=tuple(blocks),
        runs=_sorted(runs),
        references=tuple(references),
        findings=tuple(faults.found),
    )


def _sorted(runs: list[Run]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.end > run.start)


def _reference(words: str, number: str) -> Reference:
    told, rest = numbered(words)
    if number and told == number:
        return reference(rest, number=number)
    if number and words.startswith(number):
        return reference(words[len(number) :].lstrip(" .)]"), number=number)
    return reference(words, number=number)


def _unfolded(text: str) -> str:
    return text.replace("\n\n", "\n").replace("\t", " ")


def _made(told: dict[str, str]) -> Date | None:
    stamp = told.get("CreationDate") or told.get("ModDate") or ""
    found = re.match(r"D:((?:19|20)\d\d)", stamp)
    return Date(edtf=found[1], as_written=stamp) if found else None


def _declared(data: bytes) -> str:
    found = re.search(rb"/Lang\s*\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)", data[:200_000])
    return found[1].decode("ascii") if found else ""


def _wordless(sheets: list[Sheet], faults: Faults) -> None:
    bare = [sheet.index + 1 for sheet in sheets if not sheet.lines and sheet.pictures]
    if not any(sheet.lines for sheet in sheets):
        if bare:
            faults.add(
                "read-scan", "error",
                "holds pictures of pages but no words; read it with: sourcebook read --ocr",
            )  # fmt: skip
        elif not any(sheet.broken for sheet in sheets):
            faults.add("read-no-words", "error", "has no words on any page")
    elif bare:
        faults.add(
            "read-scanned-pages", "warning",
            f"page(s) {_listed(bare)} are pictures without words; read them with --ocr",
        )  # fmt: skip


def _inside(document: Any, data: bytes, faults: Faults) -> None:
    """What a file carries besides its pages; none of it is run or opened."""
    import pypdfium2.raw as pdfium
    from pypdfium2 import PdfiumError

    try:
        scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw)
        attached = document.count_attachments()
    except PdfiumError:
        return
    if scripts > 0 or re.search(rb"/S\s*/JavaScript\b", data):
        faults.add("read-script", "warning", "holds JavaScript; it was not run")
    if attached > 0:
        faults.add(
            "read-attached", "warning", f"has {attached} file(s) embedded; they were not opened"
        )
    if re.search(rb"/S\s*/Launch\b", data):
        faults.add("read-launch", "warning", "asks to start a program; it was not started")
