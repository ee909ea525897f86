"""Searches that are kept: in a file a person may edit, and as feeds a reader of feeds reads."""

import feedparser
import pytest

from search.conftest import entry
from sourcebook.errors import Refused, Unreadable
from sourcebook.library import Library
from sourcebook.publish.feeds import feed_path, feeds
from sourcebook.search.saved import FILE, in_query, read, save


def test_a_search_is_kept_and_read_again(library: Library) -> None:
    saved = library.save_search(
        "Debt bondage", '"debt bondage"', country=("MM",), region=("Central Asia",)
    )
    assert (saved.name, saved.query) == (
        "debt-bondage",
        '"debt bondage" country:MM region:"Central Asia"',
    )
    assert library.searches() == [saved]


def test_a_search_of_the_same_name_takes_its_place_and_the_rest_of_the_file_stays(
    library: Library,
) -> None:
    file = library.folder / FILE
    file.write_text(
        '# mine\n[first]\nquery = "a"\n\n[second]\n# why\nquery = "b"\n', encoding="utf-8"
    )
    save(library.folder, "First", "c")
    assert [(one.name, one.query) for one in read(library.folder)] == [
        ("first", "c"),
        ("second", "b"),
    ]
    assert file.read_text("utf-8").startswith("# mine\n")
    assert "# why" in file.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    ['[a]\nquery = "x', "[a]\n", "[A b]\nquery='x'", '[a]\nquery = 3', '["a/../b"]\nquery = "x"',
     '[a]\nquery = "x"\ncolour = "red"', "a = 1"],
)  # fmt: skip
def test_a_file_that_can_not_be_read_says_what_is_wrong(library: Library, text: str) -> None:
    (library.folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as told:
        library.searches()
    assert FILE in str(told.value)


def test_a_name_without_latin_letters_is_refused(library: Library) -> None:
    with pytest.raises(Refused):
        save(library.folder, "…", "x")


def test_options_are_written_into_the_query_so_that_it_finds_the_same(library: Library) -> None:
    given = {"country": ("KZ",), "year": ("2005..2009",)}
    query = in_query("women OR поля", given)
    direct = library.find("women OR поля", country=["KZ"], year="2005..2009")
    assert [hit.id for hit in library.find(query).hits] == [hit.id for hit in direct.hits]


def test_a_feed_has_what_came_last_first(library: Library) -> None:
    library.save_search("Lanterns", "lantern")
    for number in range(3):
        library.put(
            [entry(f"l{number}", f"Lanterns <{number}> & more", "A lantern\x0b was lit.")],
            who="a tester",
        )
    ((path, data),) = feeds(library)
    assert path == feed_path("lanterns")
    feed = feedparser.parse(data)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Lanterns · A library"
    assert [item.title for item in feed.entries] == [f"Lanterns <{n}> & more" for n in (2, 1, 0)]
    assert feed.entries[0].link == "../entries/l2.html"
    assert feed.entries[0].author == "Jane Doe"
    assert "A lantern" in feed.entries[0].summary
    assert len({item.id for item in feed.entries}) == 3
    assert all(item.updated_parsed for item in feed.entries)
    assert list(feeds(library)) == [(path, data)]


def test_a_feed_of_a_published_site_has_whole_addresses(library: Library) -> None:
    from msgspec.structs import replace

    library.settings = replace(library.settings, base="https://library.example/book/")
    library.save_search("Debts", "debt")
    feed = feedparser.parse(next(feeds(library))[1])
    assert feed.entries[0].link == "https://library.example/book/entries/kilns.html"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == "https://library.example/book/feeds/debts.xml"


def test_a_search_that_finds_nothing_has_a_whole_feed(library: Library) -> None:
    library.save_search("Nothing", "xyzzyq")
    feed = feedparser.parse(next(feeds(library))[1])
    assert not feed.bozo
    assert feed.entries == []
    assert feed.feed.updated


@pytest.mark.slow
def test_a_build_writes_feeds_and_takes_away_those_of_searches_no_longer_kept(
    library: Library,
) -> None:
    from sourcebook.publish.build import build

    library.save_search("Debts", "debt")
    build(library)
    file = library.folder / "site" / feed_path("debts")
    assert not feedparser.parse(file.read_bytes()).bozo
    assert build(library).written == 0
    library.put([entry("new", "Debts again")], who="a tester")
    build(library)
    assert len(feedparser.parse(file.read_bytes()).entries) == 2
    (library.folder / FILE).write_text('[other]\nquery = "cotton"\n', encoding="utf-8")
    build(library)
    assert not file.exists()
    assert (library.folder / "site" / feed_path("other")).exists()
    build(library, full=True)
    assert (library.folder / "site" / feed_path("other")).exists()
    assert not file.exists()


def test_a_title_in_cyrillic_makes_a_name_too(library: Library) -> None:
    saved = library.save_search("Долговая кабала", "debt")
    assert (saved.name, saved.title) == ("dolgovaya-kabala", "Долговая кабала")
    with pytest.raises(Refused, match="makes no name"):
        library.save_search("債務", "debt")
