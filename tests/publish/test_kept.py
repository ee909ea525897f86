"""The cards that a list's page keeps where only others changed."""

from sourcebook.publish.sheets.kept import passages_on, rows_on


def _page(kind: str, *ids: str) -> bytes:
    cards = "\n".join(f'<article class="{kind}" id="{id}">\n<p>{id}</p>\n</article>' for id in ids)
    return f'<main><article class="entry" data-x id="other">no</article>{cards}</main>'.encode()


def test_lines_are_found_by_their_entries_but_fresh_ones() -> None:
    kept = rows_on(_page("entry brief", "a", "b_1", "c"), ["a", "b/1", "d"], {"a"})
    assert kept == {"b/1": b'<article class="entry brief" id="b_1">\n<p>b_1</p>\n</article>'}


def _card(entry: str, number: int) -> bytes:
    name = f"{entry}_{number}" if number > 1 else entry
    link = f'<a href="../../entries/{entry}.html">{name}</a>'
    return f'<article class="entry" id="{name}">\n<h3 class="et">{link}</h3>\n</article>'.encode()


def test_cards_are_found_by_their_places_where_the_page_has_the_same() -> None:
    cards = [_card("a", 1), _card("b", 1), _card("b", 2)]
    page = b"\n".join(cards)
    assert passages_on(page, ["a", "b", "b"], {"a"}, ()) == {1: cards[1], 2: cards[2]}
    assert passages_on(page, ["b", "a", "b"], set(), ()) == {}
    assert passages_on(page, ["a", "b"], set(), ()) == {}


def test_a_card_that_stands_once_is_found_in_another_order() -> None:
    cards = [_card("a", 1), _card("b", 1), _card("b", 2), _card("b_2", 1)]
    page = b"\n".join(cards)
    found = passages_on(page, ["b/2", "b", "new", "b", "a"], set(), {"a", "b/2", "new"})
    assert found == {0: cards[3], 4: cards[0]}
    assert passages_on(page, ["b/2", "a"], {"a"}, {"a", "b/2"}) == {0: cards[3]}
