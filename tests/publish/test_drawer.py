"""What lists show of entries, kept in a file without a name."""

from pathlib import Path

from sourcebook.publish import drawer
from sourcebook.publish.drawer import Drawer


def test_every_piece_is_found_again_wherever_it_lies(tmp_path: Path) -> None:
    pieces = [bytes([n]) * (n * 4_001) for n in range(40)]
    assert sum(map(len, pieces)) > 2 * drawer._AT_ONCE
    with Drawer(tmp_path) as kept:
        places = []
        for piece in pieces:
            places.append(kept.put(piece))
            assert kept.get(places[-1]) == piece  # written or still waiting
        assert [kept.get(place) for place in places] == pieces


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with Drawer(tmp_path) as kept:
        kept.put(b"x" * (drawer._AT_ONCE + 1))
    assert not list(tmp_path.iterdir())
