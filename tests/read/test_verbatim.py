"""The words of plain files, whole or in parts."""

from pathlib import Path

import pytest

from sourcebook.read import verbatim
from sourcebook.read.verbatim import long_plain, words_of


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbatim, "LONG", 100)
    monkeypatch.setattr(verbatim, "_PART", 64)


@pytest.mark.parametrize(
    "data",
    [
        "Ұлы дала.\r\nIt is wide.\rAnd dry.\n".encode() * 20,
        b"\xef\xbb\xbf" + "é\r\n".encode() * 60,
        b"x" * 63 + "ж".encode() * 50,
    ],
)
def test_a_long_plain_file_in_parts_is_the_file(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    words = long_plain(file)
    assert words is not None
    assert words.parts is not None
    (whole,) = words_of([(str(file), data)])
    assert "".join(words.parts()) == whole.text
    assert whole.findings == ()
    assert list(words_of([(str(file), words)])) == [words]


@pytest.mark.parametrize(
    "data",
    [
        b"short",
        b"%PDF-1.4 " + b"x" * 200,
        b"<!doctype html><html><body><p>" + b"x" * 200,
        "Казахстан. ".encode("cp1251") * 40,
        "a wide text ".encode("utf-16") * 40,
        b"ascii only " * 40 + b"\xe9",
        b"\x00\x01\x02" * 100,
        b" " * 300,
    ],
)
def test_any_other_file_is_read_whole(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert long_plain(file) is None
