"""Numbers of things that stay when others come and go."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.publish.searching.numbering import Room, mixed, numbered

IDS = st.sets(st.text("abcdefgh-", min_size=1, max_size=8), max_size=200)


@settings(max_examples=30)
@given(IDS, st.randoms())
def test_the_same_things_have_the_same_numbers_in_whatever_order(
    ids: set[str], dice: object
) -> None:
    room = Room.for_things(len(ids))
    some = sorted(ids)
    dice.shuffle(some)  # type: ignore[attr-defined]
    found = numbered(some, room)
    assert found == numbered(ids, room)
    assert len(set(found.values())) == len(ids)
    assert list(found.values()) == sorted(found.values())


def test_one_more_thing_moves_few_others() -> None:
    ids = [f"entry/{n}" for n in range(1000)]
    room = Room.for_things(len(ids))
    before = numbered(ids, room)
    moved = []
    for n in range(20):
        after = numbered([*ids, f"entry/new-{n}"], room)
        moved.append(sum(after[id] != place for id, place in before.items()))
    assert sum(moved) / 20 < 2
    assert max(moved) < 30


def test_room_doubles_with_the_number_of_things() -> None:
    assert Room.for_things(0) == Room.for_things(64)
    assert Room.for_things(65).places == 2 * Room.for_things(64).places
    assert Room.for_things(10_000).places == 32_768


def test_words_are_mixed_as_the_script_does() -> None:
    """FNV-1a over UTF-16, the lower byte first."""
    assert mixed("") == 0x811C9DC5
    assert mixed("a") == ((0x811C9DC5 ^ 97) * 0x01000193 % 2**32 * 0x01000193) % 2**32
    assert mixed("debt") != mixed("дебт")
