"""Who reads which file, and what happens to files nobody can read."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sourcebook.collect.sources import fault_of, files_in, read, read_file, reader_for
from sourcebook.errors import Missing, Refused, Unreadable

MakePdf = Callable[..., bytes]
KINDS = {
    "RIS": b"TY  - BOOK\nTI  - Forty Beds\nER  - \n",
    "BibTeX": b"% exported\n@book{a, title = {Forty Beds}}\n",
    "CSL-JSON": json.dumps([{"type": "book", "title": "Forty Beds"}]).encode(),
    "EndNote XML": b"<?xml version='1.0'?><xml><records><record/></records></xml>",
    "RefWorks tagged": b"RT Book, Whole\nA1 Sample,Ada\nT1 Forty Beds\n",
    "a list of addresses": b"https://a.example/1\nhttps://a.example/2\n",
    "a table": b"Title,Link\nForty Beds,https://a.example/1\n",
    "a posting page (HTML)": b"<html><body><p>Kazakhstan</p></body></html>",
    "a posting page (text)": b"Human Trafficking\nKazakhstan\n*** ARCHIVES ***\n",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["", "a.txt", "a.bin"])
def test_the_content_says_who_reads_it_whatever_its_name(kind: str, name: str) -> None:
    reader = reader_for(KINDS[kind], name)
    assert reader is not None
    assert reader.what == kind


def test_a_name_decides_where_the_content_does_not(make_pdf: MakePdf) -> None:
    pdf = reader_for(make_pdf([["x"]]), "x")
    assert pdf is not None
    assert pdf.what == "a PDF report"
    table = reader_for(b"a,b\nc,d\n", "x.csv")
    assert table is not None
    assert table.what == "a table"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\x00" * 50, b"\xef\xbb\xbf"])
def test_nothing_is_an_error_that_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match="empty"):
        read(data, "a.txt")


def test_what_nobody_reads_is_an_error_that_says_what_is_read() -> None:
    with pytest.raises(Unreadable, match="BibTeX"):
        read(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.png")
    with pytest.raises(Unreadable):
        read(b'{"unrelated": true}', "a.json")


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_bytes(KINDS["BibTeX"])
    (tmp_path / "a.ris").write_bytes(KINDS["RIS"])
    (tmp_path / ".hidden.ris").write_bytes(KINDS["RIS"])
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.ris").write_bytes(KINDS["RIS"])
    (tmp_path / "page.htm").write_bytes(b"<html></html>")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "image.png").write_bytes(b"x")
    names = [str(path.relative_to(tmp_path)) for path in files_in(tmp_path)]
    assert names == ["a.ris", "b.bib", "page.htm", "inner/c.ris"]


def test_links_in_a_ring_pipes_and_dead_links_are_findings(tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    told = {path.name: read_file(path).findings[0].says for path in files_in(tmp_path)}
    assert "not followed" in told["ring"]
    assert "loop" in told["self"]
    assert "link to nothing" in told["dead"]
    assert "pipe" in told["pipe"]


def test_a_file_that_can_not_be_read_does_not_stop_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 and then nothing")
    (tmp_path / "b.ris").write_bytes(KINDS["RIS"])
    (tmp_path / "empty.txt").write_bytes(b"")
    drafts = [read_file(path) for path in files_in(tmp_path)]
    assert [len(draft.entries) for draft in drafts] == [0, 1, 0]
    assert drafts[0].findings[0].level == "error"
    fault = fault_of(drafts[2])
    assert fault is not None
    assert "empty" in str(fault)
    assert fault_of(drafts[1]) is None


def test_a_reader_that_fails_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    path = tmp_path / "a.ris"
    path.write_bytes(KINDS["RIS"])
    monkeypatch.setattr("sourcebook.collect.bibliographies.ris.read", broken)
    assert "ZeroDivisionError" in read_file(path).findings[0].says


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        files_in(tmp_path / "none")
    with pytest.raises(Missing):
        read_file(tmp_path / "none")


def test_a_mapping_that_names_no_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(KINDS["a table"])
    with pytest.raises(Refused):
        read_file(path, mapping={"Title": "colour"})


def test_a_page_without_a_theme_says_how_to_give_it_one(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Some notes of mine that name nothing.\n", encoding="utf-8")
    (found,) = (f for f in read_file(file).findings if f.rule == "no-theme")
    assert "--address" in found.says
    placed = read_file(file, address="example.org/humantrafficking/Kenya.htm")
    assert "no-theme" not in [f.rule for f in placed.findings]
