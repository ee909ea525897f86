"""Counts to narrow a search down by: of what is found, and in a facet with a choice of what could be."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from sourcebook.library import Library
from sourcebook.records import Date, Entry, Excerpt
from sourcebook.search import counting

COUNTRIES, YEARS, PUBLISHERS = ("KZ", "UZ", "KG"), ("2003", "2004", "2005", "2009"), ("A", "B")


def _entries() -> Iterator[Entry]:
    made = product(COUNTRIES, YEARS, PUBLISHERS)
    for number, (country, year, publisher) in enumerate(made):
        if number % 5 == 3:
            continue  # so that no two counts are alike by construction
        words = "Cotton and debt." if number % 3 else "Cotton alone."
        also = ("KZ",) if number % 7 == 0 and country != "KZ" else ()
        yield Entry(id=f"e{number}", title=f"Number {number}", countries=(country, *also), publisher=publisher,
                    issued=Date(edtf=year), excerpts=(Excerpt(id="x", paragraphs=(words,)),))  # fmt: skip


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory, _quick: None) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("counted") / "lib", title="Counted") as made:
        made.put(_entries(), who="a tester")
        yield made


def _expected(word: str, facet: str, **chosen: tuple[str, ...]) -> Counter[str]:
    """Counted by hand: all choices hold but the facet's own."""
    found: Counter[str] = Counter()
    for entry in _entries():
        assert entry.issued is not None
        values: dict[str, tuple[str | None, ...]] = {
            "country": entry.countries,
            "year": (entry.issued.edtf,),
            "publisher": (entry.publisher,),
        }
        others = all(
            set(values[name]) & set(some) for name, some in chosen.items() if name != facet
        )
        if others and word in entry.excerpts[0].paragraphs[0].lower():
            found.update(str(value) for value in values[facet])
    return found


@pytest.mark.parametrize("word", ["cotton", "debt"])
@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"country": ("KZ",)},
        {"country": ("KZ", "KG")},
        {"year": ("2003",)},
        {"country": ("UZ",), "year": ("2003", "2009")},
        {"country": ("UZ",), "year": ("2004",), "publisher": ("B",)},
    ],
)  # fmt: skip
def test_a_facet_with_a_choice_is_counted_without_it(
    counted: Library, word: str, chosen: dict[str, Any]
) -> None:
    facets = ("country", "year", "publisher")
    found = counted.find(word, facets=facets, **chosen)
    for facet in facets:
        rows = found.facets[facet]
        there = {row.value: row.count for row in rows if row.count}
        assert there == dict(_expected(word, facet, **chosen)), facet
        assert {row.value for row in rows if row.chosen} == set(chosen.get(facet, ()))


def test_choosing_a_value_brings_what_its_count_said(counted: Library) -> None:
    for row in counted.find("cotton", facets=("country",), country="UZ", year="2003..2005").facets["country"]:  # fmt: skip
        assert counted.find("cotton", country=row.value, year="2003..2005").total == row.count


def test_fields_in_the_query_are_choices_too(counted: Library) -> None:
    given = counted.find("cotton", facets=("country", "year"), country="UZ", year="2003..2004")
    written = counted.find("cotton country:UZ year:2003..2004", facets=("country", "year"))
    assert written.facets == given.facets
    assert [row.value for row in given.facets["year"] if row.chosen] == ["2004", "2003"]


def test_a_chosen_value_is_listed_whatever_it_counts(
    counted: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "VALUES", 1)
    monkeypatch.setattr(counting, "_MOST", 1)
    rows = counted.find("cotton", facets=("country",), country=["KG", "RU"]).facets["country"]
    wanted = _expected("cotton", "country")
    assert [(row.value, row.count, row.chosen) for row in rows] == [
        ("KZ", wanted["KZ"], False), ("KG", wanted["KG"], True), ("RU", 0, True)
    ]  # fmt: skip


def test_counts_need_no_results(counted: Library) -> None:
    found = counted.find("cotton", limit=0, facets=("country",))
    assert (found.hits, found.total) == ((), len(list(_entries())))
    assert found.facets == counted.find("cotton", facets=("country",)).facets
