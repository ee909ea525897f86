"""Rules of rewriting: what a pair of addresses teaches, and what it makes of another address."""

from pathlib import Path

import pytest

from sourcebook.check.moves.explaining import Pair
from sourcebook.check.moves.learning import from_related, learn
from sourcebook.check.moves.pairs import of_checks, of_entries
from sourcebook.check.moves.rules import Rule, apply, rewrites
from sourcebook.check.moves.spelling import About, place, related, where
from sourcebook.collect.sources import read_file
from sourcebook.records import Address, Check, Date, Entry, Hop


def first(pairs: list[Pair], url: str, about: About | None = None) -> str:
    """Where the likeliest rule says that an address stands."""
    found = rewrites(learn(pairs), url, about)
    return found[0][0] if found else ""


def any_of(pairs: list[Pair], url: str, about: About | None = None) -> list[str]:
    return [target for target, _ in rewrites(learn(pairs), url, about)]


@pytest.mark.parametrize(
    ("old", "new", "asked", "wanted"),
    [
        # a folder renamed
        ("http://iwpr.net/report-news/one-story", "https://iwpr.net/global-voices/one-story",
         "http://www.iwpr.net/report-news/another", "https://iwpr.net/global-voices/another"),
        # the same folder deeper down
        ("http://a.example/en/old/x1", "http://a.example/en/new/x1",
         "http://a.example/ru/old/deep/x2", "http://a.example/ru/new/deep/x2"),
        # another host
        ("http://www1.a.example/crc/kaz.html", "https://lib.a.example/crc/kaz.html",
         "http://www1.a.example/uncat/uzb.html?lang=ru",
         "https://lib.a.example/uncat/uzb.html?lang=ru"),
        # another ending, one that goes
        ("http://a.example/news/one.shtml", "http://a.example/news/one.html",
         "http://a.example/docs/two.shtml", "http://a.example/docs/two.html"),
        ("http://a.example/news/one.asp", "http://a.example/news/one/",
         "http://a.example/news/two.asp", "http://a.example/news/two/"),
        # small letters, dashes
        ("http://a.example/Docs/Some_File.HTM", "http://a.example/docs/some-file",
         "http://a.example/Docs/Other_One.HTM", "http://a.example/docs/other-one"),
        # folders put in and taken out
        ("http://a.example/reports/x.pdf", "http://a.example/archive/reports/x.pdf",
         "http://a.example/reports/y.pdf", "http://a.example/archive/reports/y.pdf"),
        ("http://a.example/old/site/x.pdf", "http://a.example/site/x.pdf",
         "http://a.example/old/site/y.pdf", "http://a.example/site/y.pdf"),
        # a number in the query becomes a path, and back
        ("http://a.example/article.php?id=192", "http://a.example/article/192",
         "http://a.example/article.php?id=7", "http://a.example/article/7"),
        ("http://a.example/doc/5512.html", "http://a.example/show?doc=5512",
         "http://a.example/doc/77.html", "http://a.example/show?doc=77"),
        # a number within a name
        ("http://a.example/g/wcms_081997.pdf", "http://a.example/publication/81997",
         "http://a.example/g/wcms_000123.pdf", "http://a.example/publication/123"),
        # date folders that go
        ("http://a.example/2005/11/17/one.html", "http://a.example/stories/one",
         "http://a.example/2009/01/03/two.html", "http://a.example/stories/two"),
        # characters that are written otherwise
        ("http://a.example/new/%D0%B0%D0%B1%D0%B2", "http://a.example/old/%D0%B0%D0%B1%D0%B2",
         "http://a.example/new/%D0%B3", "http://a.example/old/%D0%B3"),
    ],
)  # fmt: skip
def test_one_pair_teaches_what_became_of_its_siblings(
    old: str, new: str, asked: str, wanted: str
) -> None:
    assert first([Pair(old=old, new=new)], asked) == wanted


def test_an_addresses_own_rule_is_worth_more_than_a_wider_one() -> None:
    pairs = [
        Pair(old="http://a.example/news/a1", new="http://a.example/stories/a1"),
        Pair(old="http://a.example/docs/b1", new="http://a.example/library/b1"),
    ]
    assert first(pairs, "http://a.example/docs/b2") == "http://a.example/library/b2"
    assert first(pairs, "http://a.example/news/a2") == "http://a.example/stories/a2"


def test_what_more_pairs_say_comes_first() -> None:
    odd = Pair(old="http://a.example/n/x0", new="http://a.example/special/x0")
    usual = [
        Pair(old=f"http://a.example/n/x{n}", new=f"http://a.example/s/x{n}") for n in range(1, 4)
    ]
    found = any_of([odd, *usual], "http://a.example/n/x9")
    assert found[0] == "http://a.example/s/x9"
    rule = learn([odd, *usual])[0]
    assert (rule.support, rule.against) == (3, 1)


def test_two_folders_that_became_one_are_any_folder() -> None:
    pairs = [
        Pair(old="http://a.example/europe/x1", new="http://a.example/all/x1"),
        Pair(old="http://a.example/asia/x2", new="http://a.example/all/x2"),
    ]
    assert first(pairs, "http://a.example/africa/x3") == "http://a.example/all/x3"


def test_an_entrys_title_and_date_may_make_the_new_address() -> None:
    pair = Pair(
        old="http://a.example/j/61656.htm",
        new="https://a.example/2005/11/shelter-opens-port-city/",
        about=About(title="A Shelter Opens in Port City", issued="2005-11-17"),
    )
    other = About(title="The Ferry of Beds", issued="2009-03-02")
    assert "https://a.example/2009/03/ferry-beds/" in any_of(
        [pair], "http://a.example/j/70001.htm", other
    )
    assert any_of([pair], "http://a.example/j/70001.htm", About(title="The Ferry of Beds")) == []


def test_the_year_of_a_title_is_carried_over() -> None:
    pair = Pair(
        old="http://a.example/ilab/Report_Book.pdf",
        new="http://a.example/files/tda2017/ReportBook.pdf",
        about=About(title="2017 Findings", year="2017"),
    )
    found = any_of([pair], "http://a.example/ilab/Other_Book.pdf", About(year="2009"))
    assert "http://a.example/files/tda2009/OtherBook.pdf" in found


def test_a_folder_of_its_own_is_left_out_too() -> None:
    pair = Pair(
        old="http://a.example/default/files/ilab/A_Book.pdf",
        new="http://a.example/files/ILAB/reports/tda2017/ABook.pdf",
    )
    found = any_of([pair], "http://a.example/default/files/ilab/b.pdf")
    assert "http://a.example/files/ILAB/reports/b.pdf" in found
    assert "http://a.example/files/ILAB/b.pdf" not in found  # a rule never drops what it kept


def test_a_page_that_all_led_to_is_no_rule() -> None:
    pairs = [
        Pair(old="http://a.example/x/one.doc", new="http://a.example/"),
        Pair(old="http://a.example/x/two.doc", new="http://a.example/country-reports/"),
    ]
    assert learn(pairs) == []


def test_a_page_that_moved_twice_is_followed() -> None:
    pairs = [
        Pair(old="http://a.example/one/x1", new="http://a.example/two/x1"),
        Pair(old="http://a.example/two/x2", new="http://a.example/three/x2"),
    ]
    assert any_of(pairs, "http://a.example/one/x3") == [
        "http://a.example/two/x3",
        "http://a.example/three/x3",
    ]


def test_a_rule_says_nothing_of_other_hosts_and_other_folders() -> None:
    rule = Rule(old="a.example/n/{rest}", new="http://a.example/s/{rest}")
    assert apply(rule, "http://b.example/n/x") is None
    assert apply(rule, "http://a.example/m/x") is None
    assert apply(rule, "http://a.example/n/") is None
    assert apply(rule, "javascript:alert(1)") is None
    assert apply(rule, "http://a.example/n/../n/x") == "http://a.example/s/x"


def test_a_publishers_other_host_may_have_done_the_same() -> None:
    rules = learn([Pair(old="http://en.a.example/n/x", new="http://en.a.example/s/x")])
    found = rewrites(from_related(rules, "ru.a.example"), "http://ru.a.example/n/y")
    assert found[0][0] == "http://ru.a.example/s/y"
    assert from_related(rules, "b.example") == []


def test_hostile_addresses_are_learned_from_in_no_time() -> None:
    slashes = "http://a.example/" + "a/" * 400
    pairs = [Pair(old=f"{slashes}x{n}", new=f"{slashes}y/x{n}") for n in range(5)]
    assert first(pairs, f"{slashes}x99").endswith("/y/x99")
    longer = "http://a.example/" + "a/" * 4000
    assert learn([Pair(old=f"{longer}x", new=f"{longer}y/x")]) == []
    braces = Pair(old="http://a.example/{rest}/x?{all}", new="http://a.example/{lead}/y?{name}")
    assert isinstance(learn([braces]), list)


# --- pairs -------------------------------------------------------------------------------------
def address(url: str, *accessed: str, standing: str = "unchecked") -> Address:
    dates = tuple(Date(edtf=one, as_written=one) for one in accessed)
    return Address(url=url, accessed=dates, standing=standing)  # type: ignore[arg-type]


def pairs_of(*addresses: Address) -> list[tuple[str, str]]:
    entry = Entry(id="a", title="Beds", addresses=addresses)
    return [(pair.old, pair.new) for pair in of_entries([entry])]


def test_an_entrys_addresses_are_pairs_in_the_order_of_their_dates() -> None:
    old, new = "http://a.example/old/x", "http://a.example/new/x"
    assert pairs_of(address(old, "2011-02-16"), address(new, "2017-06-07")) == [(old, new)]
    assert pairs_of(address(new, "2017-06-07"), address(old, "2011-02-16")) == [(old, new)]
    assert pairs_of(address(old), address(new)) == [(old, new)]
    gone = address(new, "2017-06-07", standing="gone")
    assert pairs_of(gone, address(old, "2011")) == [(new, old)]


def test_addresses_of_two_publishers_are_no_pair_unless_their_paths_are_one() -> None:
    one, two = address("http://a.example/old/x"), address("http://b.test.example.org/y")
    assert pairs_of(one, two) == []
    assert pairs_of(one, address("http://c.example/")) == []
    moved = address("http://other.example.org/old/x")
    assert pairs_of(one, moved) == [("http://a.example/old/x", "http://other.example.org/old/x")]


def check(*hops: tuple[str, int], standing: str = "moved") -> Check:
    return Check(
        id="2026/1-a", key=hops[0][0], url=hops[0][0], at="2026-01-01T00:00:00Z",
        hops=tuple(Hop(url=url, status=status) for url, status in hops),
        standing=standing,  # type: ignore[arg-type]
    )  # fmt: skip


def test_redirects_for_good_are_pairs() -> None:
    old, new = "http://a.example/old/x", "https://a.example/new/x"
    assert [(p.old, p.new) for p in of_checks([check((old, 301), (new, 200))])] == [(old, new)]
    for other in (
        check((old, 302), (new, 200)),
        check((old, 301), (new, 404)),
        check((old, 301), ("https://a.example/", 200)),
        check((old, 301), ("https://elsewhere.example.org/new", 200)),
        check((old, 301), (new, 200), standing="soft gone"),
        check((old, 200)),
    ):
        assert list(of_checks([other])) == []


def test_places_and_publishers_are_compared_as_people_would() -> None:
    assert place("http://www.a.example/x/") == place("https://a.example/x/index.html")
    assert place("http://a.example/x?p=1") != place("http://a.example/x?p=2")
    assert related("www.iwpr.net", "iwpr.org")
    assert related("a.gov.kz", "b.a.gov.kz")
    assert not related("a.gov.kz", "b.gov.kz")
    assert not related("127.0.0.1", "127.0.0.2")
    found = where("http://a.example/en/")
    assert found is not None
    assert found.front


def test_a_real_page_teaches_how_its_publishers_moved(shared: Path) -> None:
    """The page in seeds/ has both addresses of two reports that moved."""
    draft = read_file(shared / "seeds" / "kazakhstan.txt")
    rules = learn(of_entries(one.entry for one in draft.entries))
    found = rewrites(rules, "http://iwpr.net/report-news/another-story")
    assert "http://iwpr.net/global-voices/another-story" in [target for target, _ in found]
    report = "http://www.dol.gov/sites/default/files/documents/ilab/Other_Report.pdf"
    found = rewrites(rules, report, About(year="2016"))
    assert (
        "http://www.dol.gov/sites/dolgov/files/ILAB/child_labor_reports/tda2016/OtherReport.pdf"
        in [target for target, _ in found]
    )
