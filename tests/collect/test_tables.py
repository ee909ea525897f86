"""Tables of text: which sign divides them, and what is no table."""

import io
import zipfile

import pytest

from sourcebook.collect.tables import looks_like_table, tables_in
from sourcebook.errors import Unreadable
from sourcebook.records import Finding

TABLE = "Title;Link\nForty Beds, and more;https://a.example/x\nTwo Houses;https://b.example/y\n"


def rows(data: bytes, name: str = "a.csv") -> list[list[str]]:
    findings: list[Finding] = []
    return [list(row) for table in tables_in(data, name, findings) for row in table.rows]


def test_a_table_is_told_from_prose() -> None:
    assert looks_like_table(TABLE)
    assert not looks_like_table("One, two, and three.\nHere, as ever, we go on.\nAnd, well, end.\n")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_that_divides_most_evenly_is_taken(sign: str) -> None:
    text = f'Title{sign}Link\n"One{sign} two"{sign}https://a.example/x\nThree{sign}\n'
    assert rows(text.encode())[1] == [f"One{sign} two", "https://a.example/x"]


def test_excels_own_first_line_and_zeros_are_no_cells() -> None:
    assert rows(b"sep=;\nTitle;Link\nA\x00;b\n")[1:] == [["Title", "Link"], ["A", "b"]]


def test_a_large_table_is_read_as_it_comes() -> None:
    line = ("Сорок коек;https://a.example/" + "x" * 2000 + "\n").encode()
    data = "Название;Ссылка\n".encode() + line * 10_500
    assert len(data) > 20_000_000
    assert len(rows(data)) == 10_501


def test_a_workbook_that_unpacks_to_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcebook.collect.tables._UNPACKED", 1_000_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 1_000_001)
    with pytest.raises(Unreadable, match="unpacks"):
        rows(stream.getvalue(), "a.xlsx")
