"""Very long texts are cut where they may be, and what is understood keeps its place."""

import pytest

from sourcebook.claims import Figure
from sourcebook.understand import Prepared, understand, understanding
from sourcebook.understand.cutting import cut, pieces
from understand import finders


@pytest.mark.parametrize(
    "text", ["a" * 95, "word " * 30, "One.\n\n" * 20, "Line\n" * 25, "Ends. " * 21, ""]
)
def test_pieces_are_the_text(text: str) -> None:
    found = list(pieces(text, size=40))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= 40 for start, end in found)


def test_a_piece_ends_where_a_paragraph_does() -> None:
    text = "Beds were opened. " * 2 + "\n\n" + "Herders were told. " * 3
    assert text[: next(pieces(text, size=60))[1]].endswith("\n\n")


def test_what_is_understood_of_a_later_piece_keeps_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sevens(ready: Prepared) -> tuple[Figure, ...]:
        at = ready.text.find("seven")
        return (Figure(value=7, unit="people", start=at, end=at + 5),) if at >= 0 else ()

    finders.install(monkeypatch)
    monkeypatch.setattr("sourcebook.understand.figures.figures_in", sevens)
    monkeypatch.setattr("sourcebook.understand.places.places_in", lambda _: ((), ()))
    monkeypatch.setattr(understanding, "PIECE", 100)
    monkeypatch.setattr("sourcebook.understand.cutting.pieces.__defaults__", (100,))
    text = "Nothing is counted here. " * 30 + "There were seven of them. " + "Nothing more. " * 20
    (found,) = understand(text, id="long").figures
    assert text[found.start : found.end] == "seven"


@pytest.mark.parametrize("length", [1, 7, 60, 1000])
def test_a_text_in_parts_is_cut_as_the_whole(length: int) -> None:
    text = "One line. Two\nlines.\n\nA paragraph; more words " * 20 + "x" * 150
    parts = (text[at : at + length] for at in range(0, len(text), length))
    assert list(cut(parts, size=60)) == [text[a:b] for a, b in pieces(text, size=60)]
