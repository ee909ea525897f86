"""The links behind the cells of a workbook."""

import io

import openpyxl

from sourcebook.collect.hyperlinks import links_in


def test_links_are_found_by_sheet_row_and_column() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "One"
    sheet["B3"] = "words"
    sheet["B3"].hyperlink = "https://a.example/x"
    sheet["C3"] = "mail"
    sheet["C3"].hyperlink = "mailto:a@b.example"
    stream = io.BytesIO()
    book.save(stream)
    assert links_in(stream.getvalue()) == {"One": {(2, 1): "https://a.example/x"}}


def test_what_is_no_workbook_has_no_links() -> None:
    assert links_in(b"PK\x03\x04 and then nothing") == {}
