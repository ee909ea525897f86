"""Files that are broken, locked, empty, enormous or made to do harm: a finding each, never a fault."""

import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest

from read.paper import Paper, assembled, column
from sourcebook.read import Job, Limits, Look, Pool, main_text, read, runs_in
from sourcebook.records import Text

LINES = ("Permits had been issued late in most of the places", "that the mission went to see.")


def errors(text: Text) -> list[str]:
    return [found.rule for found in text.findings if found.level == "error"]


def rules(text: Text) -> list[str]:
    return [found.rule for found in text.findings]


def paper(**more: object) -> Paper:
    made = Paper(pages=[column(60, 700, LINES)])
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_a_locked_pdf_says_that_it_asks_for_a_password() -> None:
    text = read(paper().bytes(password="seven seals"), name="a.pdf")
    assert errors(text) == ["read-locked"]
    assert "password" in text.findings[0].says


def test_a_pdf_cut_in_half_says_so() -> None:
    whole = paper().bytes()
    text = read(whole[: len(whole) // 3], name="a.pdf")
    assert errors(text) == ["read-broken"]


def test_a_pdf_without_pages_says_so() -> None:
    data = assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    )
    assert errors(read(data, name="a.pdf")) == ["read-broken"]


def test_a_pdf_whose_pages_point_at_themselves_ends() -> None:
    data = assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    )
    assert errors(read(data, name="a.pdf"))


def test_scripts_and_embedded_files_are_told_and_left_alone() -> None:
    made = paper(
        catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> "
        "/Names << /EmbeddedFiles << /Names [(x.txt) 8 0 R] >> >>",
        extra=[
            "<< /Type /Filespec /F (x.txt) /EF << /F 9 0 R >> >>",
            "<< /Length 2 >>\nstream\nhi\nendstream",
        ],
    )
    text = read(made.bytes(), name="a.pdf")
    assert {"read-script", "read-attached"} <= set(rules(text))
    assert LINES[0] in main_text(text)


def test_a_web_page_called_pdf_is_read_as_a_web_page_and_told() -> None:
    page = b"<!DOCTYPE html><html><body><p>" + " ".join(LINES).encode() + b"</p></body></html>"
    text = read(page, name="report.pdf")
    assert text.media_type == "text/html"
    assert "read-other-kind" in rules(text)
    assert LINES[1] in text.text


def test_a_pdf_called_html_is_read_as_a_pdf() -> None:
    text = read(paper().bytes(), name="page.html")
    assert text.media_type == "application/pdf"
    assert "read-other-kind" in rules(text)


@pytest.mark.parametrize("data", [b"", b"   \n\n", b"\xef\xbb\xbf", b"\x00\x00"])
def test_empty_files_are_told(data: bytes) -> None:
    assert errors(read(data, name="x.txt")) == ["read-empty"]


@pytest.mark.slow
def test_a_gzip_bomb_is_left_alone() -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9) as file:
        for _ in range(210):
            file.write(bytes(1_000_000))
    text = read(packed.getvalue(), name="page.html.gz")
    assert errors(text) == ["read-packed"]
    assert "bomb" in text.findings[0].says


def test_a_packed_page_is_read_and_a_damaged_one_told() -> None:
    page = b"<html><body><p>" + " ".join(LINES).encode() + b"</p></body></html>"
    packed = gzip.compress(page)
    assert LINES[1] in read(packed).text
    assert errors(read(packed[:-12])) == ["read-packed"]


def test_a_zip_bomb_in_a_document_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcebook.read.office.LARGEST", 100_000)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<a>" + " " * 1_000_000 + "</a>")
    text = read(made.getvalue(), name="x.docx")
    assert errors(text) == ["read-broken"]
    assert "bomb" in text.findings[0].says


@pytest.mark.slow
def test_a_million_nested_tags_are_one_pass() -> None:
    page = b"<html><body>" + b"<div>" * 200_000 + b"<p>At the bottom of it all there are words.</p>"
    text = read(page, name="deep.html")
    assert "At the bottom" in text.text
    assert "read-nested" in rules(text)


def test_tags_that_never_end_are_no_trap() -> None:
    for page in (
        b"<html><body><p>Words before. <a href='never closed " + b"x <b " * 5000,
        b"<html><body><p>Words before.<!-- " + b"- " * 50_000,
        b"<html><body><p>Words before.<script>" + b"<" * 50_000,
        b"<html><body><p>Words before." + b'<a "' * 3000,
        b"<html><body><p>Words before." + b"</div>" * 50_000,
        b"<html><body><p>Words before." + b"<td><b>" * 20_000 + b"</div>" * 20_000,
    ):
        assert "Words before." in read(page, name="x.html").text


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-16-be", "cp1252", "utf-8-sig"])
def test_pages_in_other_encodings_are_read(encoding: str) -> None:
    words = (
        "Комиссия посетила девять районов"
        if encoding != "cp1252"
        else "Größere Höfe, übermäßige Mühe"
    )
    page = (
        f"<html><body><p>{words}, и ещё.</p></body></html>"
        if encoding != "cp1252"
        else f"<html><body><p>{words}.</p></body></html>"
    )
    assert words in read(page.encode(encoding), name="x.html").text


def test_binaries_are_named_for_what_they_are() -> None:
    for data, says in (
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "--ocr"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as DOCX"),
        (bytes(range(256)) * 40, "unknown kind"),
        (b"WARC/1.1\r\n", "import"),
    ):
        text = read(data, name="x")
        assert len(errors(text)) == 1
        assert says in text.findings[-1].says


@pytest.mark.slow
def test_a_pdf_of_two_thousand_pages_is_read() -> None:
    data = Paper(pages=[column(60, 700, LINES) for _ in range(2000)]).bytes()
    with Pool(1) as pool:
        text = pool.read(Job(data=data, name="long.pdf"))
    assert len(text.pages) == 2000
    assert not errors(text)


@pytest.mark.slow
# --- the workers -----------------------------------------------------------------
def test_a_worker_reads_as_the_function_does() -> None:
    data = paper().bytes()
    with Pool(2) as pool:
        jobs = [
            Job(data=data, name="a.pdf"),
            Job(data=b"", name="b.pdf"),
            Job(data=data, name="c.pdf"),
        ]
        first, second, third = pool.read_all(jobs)
    assert first == read(data, name="a.pdf")
    assert errors(second) == ["read-empty"]
    assert main_text(third) == main_text(first)


@pytest.mark.slow  # fills two gigabytes first
@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
def test_a_file_that_needs_too_much_memory_ends_its_worker_not_the_run() -> None:
    bomb = b"<html><body>" + b"<p>word" * 3_000_000
    with Pool(1, Limits(memory=400_000_000, seconds=60)) as pool:
        first, second = pool.read_all(
            [Job(data=bomb, name="big.html"), Job(data=paper().bytes(), name="a.pdf")]
        )
    assert errors(first) == ["read-memory"]
    assert LINES[0] in second.text


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
@pytest.mark.slow
def test_a_file_that_takes_too_long_is_given_up_and_the_next_goes_on() -> None:
    slow = b"<html><body>" + b"<p>word" * 3_000_000
    with Pool(1, Limits(seconds=1)) as pool:
        first, second = pool.read_all(
            [Job(data=slow, name="slow.html"), Job(data=paper().bytes(), name="a.pdf")]
        )
    assert errors(first) == ["read-time"]
    assert LINES[0] in second.text


@pytest.mark.slow
def test_a_worker_that_is_killed_is_a_finding_and_another_takes_over() -> None:
    data = paper().bytes()
    with Pool(1) as pool:
        assert not errors(pool.read(Job(data=data)))
        process = pool.all[0].process
        assert process is not None
        process.kill()
        process.wait()
        assert not errors(pool.read(Job(data=data)))


@pytest.mark.slow
def test_the_command_reads_good_and_bad_files_and_goes_on(tmp_path: Path) -> None:
    import json
    import subprocess

    (tmp_path / "a.pdf").write_bytes(paper().bytes())
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "c.html").write_bytes(
        b"<html><body><p>A page of a few words, all told.</p></body></html>"
    )
    done = subprocess.run(
        [sys.executable, "-m", "sourcebook", "read", "--json", *(str(tmp_path / name) for name in ("a.pdf", "b.pdf", "gone.pdf", "c.html"))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(line["file"]).name for line in lines] == ["a.pdf", "b.pdf", "c.html"]
    assert LINES[0] in lines[0]["text"]
    assert lines[1]["findings"][0]["level"] == "error"
    assert lines[0]["pages"][0]["index"] == 0
    assert (done.returncode, "gone.pdf" in done.stderr) == (3, True)


@pytest.mark.slow
def test_a_worker_shows_pages_and_nothing_of_what_is_no_pdf() -> None:
    made = paper().bytes()
    with Pool(1) as pool:
        text = pool.read(Job(data=made, name="a.pdf"))
        runs = runs_in(text, text.text.index("Permits"), text.text.index("Permits") + 7)
        (seen,) = pool.look(Look(data=made, runs=runs, draw=[0, 7]))
        assert seen.png.startswith(b"\x89PNG")
        assert seen.boxes
        assert all(0 <= box.x0 < box.x1 <= seen.width for box in seen.boxes)
        assert pool.look(Look(data=b"%PDF-1.4 nothing", runs=runs, draw=[0])) == []


@pytest.mark.slow
def test_tags_that_nothing_ends_are_read_in_little_time() -> None:
    with Pool(1, Limits(seconds=20)) as pool:
        for start in (b"<a href=", b"<form ", b"<div class='", b"<!-- <p "):
            text = pool.read(Job(data=b"<html><body><p>Forty beds</p>" + start * 40_000))
            assert text.text.startswith("Forty beds")
