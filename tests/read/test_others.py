"""Plain text, office documents, e-books, kinds of files, identifiers, scans without their tools."""

import io
import shutil
import subprocess
import zipfile

import pytest

from sourcebook.errors import Missing
from sourcebook.read import kinds, main_text, read, scans
from sourcebook.read.identifiers import identifiers_in, isbn

PLAIN = """THE SEASON IN THE NORTH

The mission visited nine districts
and spoke with herders.

- a first item
- a second item

REFERENCES

[1] Council of the Port. Permits. June 3, 2011. http://council.example/reports/
season-2011.pdf [accessed 4 May 2012]
[2] Example, A. (2009). Registers. Port: Press.
"""


def packed(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx(body: str, core: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    }
    if core:
        parts["docProps/core.xml"] = core
    return packed(parts)


def paragraph(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_plain_text_has_paragraphs_items_and_references() -> None:
    data = PLAIN.encode()
    text = read(data, name="season.txt")
    assert main_text(text).split("\n\n") == [
        "THE SEASON IN THE NORTH",
        "The mission visited nine districts and spoke with herders.",
        "- a first item",
        "- a second item",
    ]
    assert [found.number for found in text.references] == ["1", "2"]
    assert text.references[0].urls == ("http://council.example/reports/season-2011.pdf",)
    for run in text.runs:
        assert data[run.source : run.source_end].decode() == text.text[run.start : run.end]


def test_a_bibliography_whose_numbers_were_taken_off_its_items_is_one() -> None:
    numbers = "\n".join(str(number) for number in range(1, 30))
    items = "\n".join(
        f"Council of the Port. Permits of {year}. http://council.example/{year}"
        for year in range(1990, 2019)
    )
    told = "The council asks to see\nthe registers, and names its\nreferences\nin a letter."
    text = read(f"{told}\n\nPolicies\nREFERENCES\n{numbers}\n\n{items}\n".encode(), name="a.txt")
    assert main_text(text).split("\n\n") == [
        "The council asks to see the registers, and names its references in a letter.",
        "Policies",
    ]
    assert sum(bool(found.urls) for found in text.references) >= 1


def test_form_feeds_part_pages_of_plain_text() -> None:
    text = read(b"First page of it.\n\x0cSecond page of it.\n\x0cThird page.\n")
    assert [text.text[page.start : page.end].strip() for page in text.pages] == [
        "First page of it.", "Second page of it.", "Third page.",
    ]  # fmt: skip


def test_a_word_document_is_read_with_its_title_and_tables() -> None:
    body = (
        paragraph("The Season in the North", "Heading1")
        + paragraph("The mission visited nine districts.")
        + f"<w:tbl><w:tr><w:tc>{paragraph('District')}</w:tc><w:tc>{paragraph('Permits')}</w:tc></w:tr></w:tbl>"
    )
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:title>Season</dc:title>'
        "<dc:creator>Avery Example</dc:creator><t:created>2011-05-04T00:00:00Z</t:created></c>"
    )
    text = read(docx(body, core), name="a.docx")
    assert (
        main_text(text)
        == "The Season in the North\n\nThe mission visited nine districts.\n\nDistrict\tPermits"
    )
    assert (text.title, text.authors) == ("Season", ("Avery Example",))
    assert text.issued is not None
    assert text.issued.edtf == "2011-05-04"


def test_an_opendocument_text_is_read() -> None:
    space = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    content = (
        f"<o:c {space}><t:h>Season</t:h><t:p>Nine <t:span>districts</t:span> were seen.</t:p></o:c>"
    )
    text = read(packed({"mimetype": kinds.ODT, "content.xml": content}), name="a.odt")
    assert main_text(text) == "Season\n\nNine districts were seen."
    assert text.media_type == kinds.ODT


def test_an_e_book_is_read_in_the_order_of_its_spine() -> None:
    book = {
        "mimetype": kinds.EPUB,
        "META-INF/container.xml": '<c><r full-path="b/p.opf"/></c>',
        "b/p.opf": '<p xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Season</dc:title>'
        '<item id="two" href="2.xhtml"/><item id="one" href="1.xhtml"/><itemref idref="one"/><itemref idref="two"/></p>',
        "b/1.xhtml": "<html><body><h1>One</h1><p>First words.</p></body></html>",
        "b/2.xhtml": "<html><body><p>Second words.</p></body></html>",
    }
    text = read(packed(book), name="a.epub")
    assert main_text(text) == "One\n\nFirst words.\n\nSecond words."
    assert text.title == "Season"


def test_a_damaged_document_is_a_finding() -> None:
    whole = docx(paragraph("Words."))
    for data in (
        whole[: len(whole) // 2],
        packed({"[Content_Types].xml": "", "word/document.xml": "no xml"}),
    ):
        found = read(data, name="a.docx").findings
        assert any(finding.level == "error" for finding in found)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4\n", kinds.PDF),
        (b"\n\n junk %PDF-1.7\n", kinds.PDF),
        (b"<!DOCTYPE html><p>", kinds.HTML),
        (b"\xef\xbb\xbf  <html>", kinds.HTML),
        ("<html><body>x".encode("utf-16"), kinds.HTML),
        (b"<!-- a note --><p>Words", kinds.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', kinds.XHTML),
        (b'<?xml version="1.0"?><report>', kinds.XML),
        (b"Words, and more < than that", kinds.TEXT),
        ("Слова и ещё слова".encode("cp1251"), kinds.TEXT),
        (b"PK\x03\x04broken", "application/zip"),
        (b"\x1f\x8b\x08", kinds.GZIP),
        (b"  ", kinds.EMPTY),
        (bytes(range(1, 32)) * 9, kinds.UNKNOWN),
    ],
)  # fmt: skip
def test_bytes_are_known_by_their_look(data: bytes, kind: str) -> None:
    assert kinds.media_type(data) == kind


def test_identifiers_are_found_and_checked() -> None:
    found = identifiers_in(
        "ISBN 978-0-306-40615-7 (print), ISBN 0-306-40615-3; doi:10.1000/xyz123. A/HRC/26/37/Add.2 ISSN 2049-3630"
    )
    assert found == {
        "isbn": "9780306406157",
        "issn": "2049-3630",
        "doi": "10.1000/xyz123",
        "un-symbol": "A/HRC/26/37/Add.2",
    }
    assert isbn("0-306-40615-2") == "0306406152"


def test_reading_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Missing, match="pip install 'sourcebook\\[ocr\\]'"):
        scans.recognised(b"%PDF-1.4\n", name="scan.pdf")
    assert scans.recognised(b"plain words", name="a.txt") == b"plain words"


def test_a_language_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name)
    done = subprocess.CompletedProcess(
        [], 0, stdout="List of available languages (1):\nosd\n", stderr=""
    )
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    with pytest.raises(Missing, match="tesseract-ocr-kaz"):
        scans.recognised(b"%PDF-1.4\n", languages="kaz", name="scan.pdf")
