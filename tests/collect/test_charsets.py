"""Bytes in any encoding a page has been seen in become text; binaries are refused by name."""

import pytest

from sourcebook.collect.charsets import decode
from sourcebook.errors import Unreadable

KAZAKH = "Қазақстан: адам саудасы туралы есеп"
RUSSIAN = "Торговля людьми в Казахстане. Доклад за 2005 год."
ENGLISH = "“Forty beds,” she said – no more."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, ENGLISH])
def test_unicode_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_page_without_a_declaration_is_read_by_its_letters() -> None:
    assert decode(RUSSIAN.encode("cp1251")).text == RUSSIAN
    assert decode(ENGLISH.encode("cp1252")).text == ENGLISH


def test_a_declared_encoding_is_believed_where_utf_8_does_not_fit() -> None:
    page = '<meta charset="koi8-r"><p>Торговля'
    assert decode(page.encode("koi8-r")).text == page
    assert decode(("<meta charset=koi8-r>" + KAZAKH).encode("utf-8")).text.endswith(KAZAKH)


def test_mixed_encodings_are_read_line_by_line_and_named() -> None:
    data = f"{RUSSIAN}\n".encode() + f"{ENGLISH}\n".encode("cp1252") + RUSSIAN.encode()
    found = decode(data, "a.htm")
    assert found.text.split("\n") == [RUSSIAN, ENGLISH, RUSSIAN]
    assert [(f.rule, f.subject) for f in found.findings] == [("mixed-encoding", "line 2")]


def test_two_encodings_in_one_line_are_read_run_by_run_and_named() -> None:
    page = [f"<p>{RUSSIAN}</p>".encode("cp1251"), f"<p>{KAZAKH} — в 2005</p>".encode()]
    found = decode(b"".join(page * 2), "a.htm")
    assert found.text == f"<p>{RUSSIAN}</p><p>{KAZAKH} — в 2005</p>" * 2
    assert [(f.rule, f.level) for f in found.findings] == [("mixed-encoding", "warning")]
    assert decode("Café – naïve".encode("cp1252") + " é, «là»".encode()).text.endswith(
        "naïve é, «là»"
    )


def test_one_encoding_in_one_line_is_not_taken_for_two() -> None:
    for text, encoding in (
        (f"{RUSSIAN} ООО «С» и «Н», «М»: „П“… — №5", "cp1251"),
        ("Ñandú à São João: ‘Â’, “É”", "cp1252"),
    ):
        assert decode(text.encode(encoding)).text == text
    chinese = "<meta charset=gbk>联通 报告"  # its bytes are UTF-8 by accident
    assert decode(chinese.encode("gbk")).text == chinese


def test_bytes_that_mean_nothing_are_shown_and_named() -> None:
    found = decode(b"caf\xe9 \x81 here\nplain\n", "a.htm")
    assert "\ufffd" in found.text
    assert any(f.rule == "undecodable" and f.subject == "line 1" for f in found.findings)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n \n", b"\xff\xfe", b"%PDF-1.4", b"PK\x03\x04rest", b"\x89PNG\r\n", bytes(range(256)), b"a\x00\x00\x00b\x01" * 50],
)  # fmt: skip
def test_what_is_no_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(Unreadable, match="odd"):
        decode(data, "odd")
