"""The cards that a list's page keeps where only others changed."""

from sourcebook.publish.sheets.kept import passages_on, rows_on


def _page(kind: str, *ids: str) -> bytes:
    cards = "\n".join(f'<article class="{kind}" id="{id}">\n<p>{id}</p>\n</article>' for id in ids)
    return f'<main><article class="entry" data-x id="other">no</article>{cards}</main>'.encode()


def test_lines_are_found_by_their_entries_but_fresh_ones() -> None:
    kept = rows_on(_page("entry brief", "a", "b_1", "c"), ["a", "b/1", "d"], {"a"})
    assert kept == {"b/1": b'<article class="entry brief" id="b_1">\n<p>b_1</p>\n</article>'}


def test_cards_are_found_by_their_places_where_the_page_has_the_same() -> None:
    page = _page("entry", "a", "b", "b_2")
    assert list(passages_on(page, ["a", "b", "b"], {"a"})) == [1, 2]
    assert passages_on(page, ["b", "a", "b"], set()) == {}
    assert passages_on(page, ["a", "b"], set()) == {}
