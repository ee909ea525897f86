import re
from importlib.resources import files

from publish.maps.claimed import entry, figure, rating
from sourcebook.claims import Claim
from sourcebook.publish.maps import ratings, years
from sourcebook.records import Entry


def of(claims: list[Claim], *entries: Entry) -> dict[str, tuple[ratings.Rated, ...]]:
    return ratings.ratings(claims, {one.id: one for one in entries})


def test_ratings_come_by_country_and_year() -> None:
    claims = [
        rating("a", "KZ", 2004, "2"),
        rating("a", "KZ", 2003, "3"),
        rating("a", "UZ", 2003, "3"),
    ]
    found = of(claims, entry("a"))
    assert [(r.year, r.value) for r in found["KZ"]] == [(2003, "3"), (2004, "2")]


def test_two_values_of_a_year_both_stay() -> None:
    claims = [rating("a", "KZ", 2004, "2"), rating("b", "KZ", 2004, "3")]
    assert [r.value for r in of(claims, entry("a"), entry("b"))["KZ"]] == ["2", "3"]


def test_a_run_of_years_is_told_once() -> None:
    claims = [
        rating("a", "KZ", year, value)
        for year, value in ((2003, "2"), (2004, "2"), (2006, "2"), (2007, "2-watch-list"))
    ]
    (rated,) = of(claims, entry("a")).values()
    assert ratings.in_words(rated) == "Tier 2 (2003–2004), Tier 2 (2006), Tier 2 Watch List (2007)"


def test_what_nobody_reviewed_is_hollow() -> None:
    claims = [rating("a", "KZ", 2003, "2"), rating("a", "KZ", 2004, "2", decision="open")]
    (rated,) = of(claims, entry("a")).values()
    svg = ratings.draw("KZ", rated, (2003, 2004))
    assert svg.count('class="cell"') == 1
    assert svg.count('class="cell open"') == 1
    assert "Kazakhstan: Tier 2 (2003–2004)" in svg


def test_letters_of_small_charts_are_no_smaller_than_small_print() -> None:
    """A chart gets as many pixels as its drawing has units, and 14 are the least of small print."""
    (rated,) = of([rating("a", "KZ", 2003, "2")], entry("a")).values()
    svg = ratings.draw("KZ", rated, (2003, 2025))
    assert {int(size) for size in re.findall(r'font-size="(\d+)"', svg)} == {14}
    css = (files("sourcebook.publish") / "assets" / "map.css").read_text("utf-8")
    least = re.search(r"\.small-ones \{[^}]*minmax\(([\d.]+)rem", css)
    assert least is not None
    assert float(least[1]) * 18 >= ratings.WIDE


def test_the_table_has_every_year_that_has_something() -> None:
    claims = [figure("a", "KZ", "2008", "42 convictions in 2008"), figure("a", "KZ", None, "many")]
    told = years.events(claims, {"a": entry("a")})["KZ"]
    table = years.table({2005: 2}, of([rating("a", "KZ", 2006, "2")], entry("a"))["KZ"], told)
    assert [(y.year, y.entries, y.ratings, y.events) for y in table] == [
        (2005, 2, (), ()),
        (2006, 0, ("Tier 2",), ()),
        (2008, 0, (), ("42 convictions in 2008",)),
    ]
    svg = years.draw(table, name="Kazakhstan")
    assert "2006: Tier 2" in svg
    assert "2008: 42 convictions in 2008" in svg


def test_a_single_year_is_no_drawing() -> None:
    assert years.draw(years.table({2005: 2}, (), ()), name="x") == ""
    assert years.draw((), name="x") == ""
