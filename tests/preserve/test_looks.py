"""Bytes are told by their own look."""

import pytest

from sourcebook.preserve.looks import contradiction, looks_like


@pytest.mark.parametrize(
    ("first", "said", "kind"),
    [
        (b"%PDF-1.7\n", "text/html", "application/pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.2", "", "application/pdf"),
        (b"<!DOCTYPE html><p>x", "application/pdf", "text/html"),
        (b"\r\n <HTML><head>", "text/plain", "text/html"),
        (b"\xef\xbb\xbf<html>", "", "text/html"),
        ("\ufeff<html><p>x".encode("utf-16-le"), "", "text/html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "text/html", "application/xhtml+xml"),
        (b"<?xml version='1.0'?><rss>", "text/html", "application/xml"),
        (b"<svg xmlns='x'>", "", "image/svg+xml"),
        (b"p { color: red }", "text/css", "text/css"),
        (b"p { color: red }", "", "text/plain"),
        (b'{"a": 1}', "", "application/json"),
        (b"\x89PNG\r\n\x1a\n", "text/html", "image/png"),
        (b"PK\x03\x04" + b"x" * 26 + b"word/document.xml", "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04" + b"x" * 26 + b"mimetypeapplication/epub+zip", "", "application/epub+zip"),
        (b"PK\x03\x04" + b"x" * 50, "", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "application/msword"),
        (b"\x00\x01\x02", "text/html", "application/octet-stream"),
        (b"", "text/html", "text/html"),
        (b"", "", "application/octet-stream"),
        ("Сорок мест открыты".encode("cp1251"), "", "text/plain"),
    ],
)  # fmt: skip
def test_what_bytes_look_like(first: bytes, said: str, kind: str) -> None:
    assert looks_like(first, said) == kind


def test_only_a_document_that_is_a_page_contradicts() -> None:
    assert "is a web page" in contradiction("application/pdf", "text/html")
    assert contradiction("application/pdf", "application/pdf") == ""
    assert contradiction("text/html", "application/pdf") == ""
    assert contradiction("text/css", "text/html") == ""
