"""HTML that is made already, put into pages as it is."""

from sourcebook.publish.pieces import Pieces


def test_each_piece_stands_where_its_mark_was() -> None:
    pieces = Pieces()
    first, second = pieces.mark("<p>“один”</p>".encode()), pieces.mark(b"<b>two</b>")
    page = f"<div>{second}</div>{first}\n{second}".encode()
    assert pieces.filled(page).decode() == "<div><b>two</b></div><p>“один”</p>\n<b>two</b>"


def test_a_page_without_pieces_stays_as_it_is() -> None:
    assert Pieces().filled(b"<p>nothing &lt;:0&gt;</p>") == b"<p>nothing &lt;:0&gt;</p>"


def test_what_looks_like_a_mark_inside_a_piece_stays() -> None:
    pieces = Pieces()
    page = f"{pieces.mark(b'<:0>')}".encode()
    assert pieces.filled(page) == b"<:0>"
