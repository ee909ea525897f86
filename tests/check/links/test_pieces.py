"""A page's pieces: their words, their rank, what leads elsewhere, what stands beside or doesn't show."""

import time

from sourcebook.check.links.pieces import Piece, pieces


def taken(body: str) -> list[Piece]:
    return list(pieces(body))


def test_headings_have_a_rank_and_all_their_words() -> None:
    assert taken("<h2>Farms <a href=/x>visited</a></h2><p>Forty <b>farms</b>.</p>") == [
        Piece(text="Farms visited", own=1, linked=1, rank=2),
        Piece(text="Forty farms .", own=3),
    ]


def test_words_that_lead_elsewhere_are_counted_apart() -> None:
    assert taken("<li><a href=/x>About us</a></li><p>See <a href=/y>there</a> soon") == [
        Piece(text="About us", linked=2),
        Piece(text="See soon", own=2, linked=1),
    ]


def test_what_does_not_show_is_left_out() -> None:
    hidden = (
        '<div style="display:none"><div><h1>Not found</h1></div></div>',
        "<div hidden>Not found</div>",
        '<div class="modal fade">Not found</div>',
    )
    for source in hidden:
        assert [piece.text for piece in taken(f"{source}<p>Farms</p>")] == ["Farms"], source


def test_comments_widgets_and_footers_stand_beside() -> None:
    body = "<main><p>Farms</p></main><div class='comments'><p>Not found</p></div><footer>River</footer>"
    assert [(piece.text, piece.aside) for piece in taken(body)] == [
        ("Farms", False),
        ("Not found", True),
        ("River", True),
    ]


def test_hostile_source_is_taken_apart_as_quickly_as_any() -> None:
    for source in ("<div class='" * 30_000, "<a " * 90_000, "<p>x" * 60_000, "word " * 60_000):
        started = time.process_time()
        taken(source)
        assert time.process_time() - started < 5
