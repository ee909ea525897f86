"""Finding in a library: which entries, in which order, with which passages, counts and help."""

from typing import Any

import pytest

from search.conftest import entry
from sourcebook.errors import Refused
from sourcebook.library import Library


def _ids(library: Library, words: str, **how: Any) -> list[str]:
    return [hit.id for hit in library.find(words, **how).hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("debts", ["kilns"]),
        ("labor", ["cotton"]),
        ("woman", ["shelter"]),
        ("поле женщина", ["rabstvo"]),
        ("бала", ["balalar"]),
        ("cotton children", ["cotton"]),
        ('"debt bondage"', ["kilns"]),
        ('"bondage debt"', []),
        ('"written contract" herders', ["herders"]),
        ("harv*", ["cotton"]),
        ("children -cotton", []),
        ("debt OR cotton", ["kilns", "cotton"]),
        ("(debt OR cotton) -kilns", ["cotton"]),
        ("title:children", ["cotton"]),
        ("title:autumn", []),
        ("in:titles autumn", []),
        ("in:excerpts autumn", ["cotton"]),
        ("author:doe harbour", ["shelter"]),
        ('publisher:"hill courier"', ["kilns"]),
        ("series:harvest", ["cotton"]),
        ("country:UZ", ["cotton"]),
        ("country:UZ,MM", ["cotton", "kilns"]),
        ("region:South-eastern-Asia", ["kilns"]),
        ("year:2012", ["cotton"]),
        ("year:2003..2005", ["shelter", "kilns"]),
        ("year:..2004", ["kilns"]),
        ("page:human-trafficking/kazakhstan", ["rabstvo", "shelter"]),
        ("theme:human-trafficking -women", ["rabstvo"]),
        ("language:kk", ["balalar"]),
        ("standing:gone", ["kilns"]),
        ("harvset~", ["cotton"]),
        ("brick-kilns", ["kilns"]),
        ("-debt year:2003", []),
    ],
)
def test_words_find_these(reading: Library, words: str, found: list[str]) -> None:
    assert sorted(_ids(reading, words)) == sorted(found)


@pytest.mark.parametrize(
    "name", ["Kazakhstan", "Kazakstan", "Казахстан", "Казахстане", "Қазақстан", "Qazaqstan"]
)
def test_a_country_is_found_under_all_its_names(reading: Library, name: str) -> None:
    assert set(_ids(reading, name)) == {"shelter", "rabstvo", "balalar", "undated"}
    assert _ids(reading, name)[0] in ("balalar", "undated")  # which name it, before those about it


@pytest.mark.parametrize(
    ("words", "found"),
    [("Kyrgyz Republic", "herders"), ("Киргизия work", "herders"), ("Myanmar", "kilns"), ("Бирма", "kilns"),
     ('"recruiters from Kyrgyzstan"', "herders")],
)  # fmt: skip
def test_old_and_foreign_names_find_each_other(reading: Library, words: str, found: str) -> None:
    assert _ids(reading, words) == [found]


def test_a_passage_is_shown_with_what_was_found_marked(reading: Library) -> None:
    (hit,) = reading.find("debt").hits
    (passage,) = hit.passages
    assert [passage.snippet[start:end] for start, end in passage.marks] == ["Debt", "debt"]
    assert (passage.kind, passage.page, passage.place) == ("excerpt", "107", "page 107")
    (hit,) = reading.find("kiln family").hits
    assert [hit.title[start:end] for start, end in hit.marks] == ["Families", "kilns"]


def test_few_entries_with_all_words_are_followed_by_those_with_some(reading: Library) -> None:
    found = reading.find("cotton debt shelter")
    assert (found.exact, found.total) == (0, 3)
    assert any(hint.rule == "relaxed" for hint in found.hints)
    found = reading.find("cotton children debt")
    assert [hit.all_words for hit in found.hits] == [False, False]
    found = reading.find("debt grows women")
    assert found.exact == 0
    found = reading.find("fields teachers women")
    assert found.hits[0].id == "cotton"


def test_what_is_bound_is_not_given_up(reading: Library) -> None:
    assert _ids(reading, '"debt bondage" cotton') == ["kilns"]
    assert _ids(reading, "title:children debt") == ["cotton"]
    assert _ids(reading, "country:UZ debt women") == []


def test_a_slip_is_put_right_and_told(reading: Library) -> None:
    found = reading.find("cottno")
    assert [hit.id for hit in found.hits] == ["cotton"]
    assert found.instead == {"cottno": "cotton"}
    assert found.suggestion == "cotton"
    assert reading.find("xyzzyq").hints[0].rule == "nothing"


def test_values_are_counted_by_entries(reading: Library) -> None:
    found = reading.find("", facets=("country", "language", "year", "theme", "address", "series"))
    assert found.total == 7
    counts = {facet: {one.value: one.count for one in some} for facet, some in found.facets.items()}
    assert counts["country"] == {"KZ": 4, "UZ": 1, "MM": 1, "KG": 1}
    assert counts["language"] == {"en": 5, "ru": 1, "kk": 1}
    assert list(counts["year"]) == ["2012", "2011", "2009", "2008", "2005", "2003"]
    assert counts["theme"] == {"human-trafficking": 2}
    assert counts["address"] == {"gone": 1}
    assert counts["series"] == {"harvest-watch": 1}
    assert found.facets["country"][0].label == "Kazakhstan"
    assert reading.find("women", facets=("country",)).facets["country"][0].count == 1


def test_entries_are_sorted_by_date_and_by_title(reading: Library) -> None:
    newest = _ids(reading, "", sort="date")
    assert newest == ["cotton", "balalar", "rabstvo", "herders", "shelter", "kilns", "undated"]
    assert _ids(reading, "", sort="oldest") == [*reversed(newest[:-1]), "undated"]
    assert _ids(reading, "", sort="title")[:4] == ["cotton", "kilns", "herders", "shelter"]


def test_pages_of_results_follow_each_other(reading: Library) -> None:
    whole = _ids(reading, "", limit=100)
    parts = [_ids(reading, "", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [id for part in parts for id in part] == whole
    whole = _ids(reading, "cotton debt shelter herders women", limit=100)
    parts = [
        _ids(reading, "cotton debt shelter herders women", limit=2, offset=n) for n in (0, 2, 4)
    ]
    assert [id for part in parts for id in part] == whole


def test_conditions_are_given_by_name_too(reading: Library) -> None:
    assert _ids(reading, "", country="Burma") == ["kilns"]
    assert _ids(reading, "", country=["UZ", "KG"], year="2012") == ["cotton"]
    assert _ids(reading, "", publisher="Hill Courier") == ["kilns"]
    assert _ids(reading, "women", page="human-trafficking/kazakhstan") == ["shelter"]


@pytest.mark.parametrize(
    "how",
    [{"limit": -1}, {"limit": 10_000}, {"offset": -1}, {"sort": "colour"}, {"facets": ("colour",)},
     {"country": "Kazakhstn"}, {"year": "abc"}, {"colour": "red"}],
)  # fmt: skip
def test_an_argument_that_can_not_be_is_refused_with_what_can(
    reading: Library, how: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as told:
        reading.find("women", **how)
    assert len(str(told.value)) > 20


@pytest.mark.parametrize(
    "words",
    ["(" * 1000, '"' * 999, "a" * 10_000_000, "NOT " * 500, "-" * 400, "* " * 400, "(a+)+$" * 300,
     "\x00\u202e\ufffe", "country:" * 300, "🙂 🙂", "\ud800", "人", "a:b:c:d", "OR " * 300, "year:99999",
     " ".join(f"w{n}" for n in range(500)), " OR ".join(f'"a b{n}"' for n in range(300)),
     "~", "**", "x~ y*~", "title:", "in:nowhere women"],
)  # fmt: skip
def test_whatever_is_typed_is_answered(reading: Library, words: str) -> None:
    found = reading.find(words, facets=("country",))
    assert found.milliseconds < 2000
    assert found.total >= 0


HIDDEN = "\u200b"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (f"cot{HIDDEN}ton", "cotton"),
        ("cot\u00adton", "cotton"),  # a hyphen that shows at a line's end only
        ("\u202ecotton\u202c", "cotton"),
        ("соttоn", "cotton"),  # with Cyrillic с and о
        ("сhіldrеn соttоn", "cotton"),
        ("ＣＯＴＴＯＮ", "cotton"),
        ("pабcтво", "rabstvo"),  # with Latin p and c
        ('"dеbt bοndage"', "kilns"),  # Cyrillic е, Greek ο
        (f'"debt{HIDDEN} bond{HIDDEN}age"', "kilns"),
        ("hаrv*", "cotton"),
        (f"harv{HIDDEN}*", "cotton"),
        ("title:сhіldren", "cotton"),
        ("country:Uzbеkistаn", "cotton"),
        (f"country:Uz{HIDDEN}bekistan", "cotton"),
        (f"uzbeki{HIDDEN}stan", "cotton"),
        ("Uzbеkistаn", "cotton"),
        ("Мyаnmаr", "kilns"),
    ],
)  # fmt: skip
def test_traps_for_readers_are_seen_through(reading: Library, words: str, found: str) -> None:
    assert _ids(reading, words) == [found]


def test_traps_in_texts_are_seen_through(library: Library) -> None:
    said = f"Kоlkhoz wоrkers in Turk{HIDDEN}menistan pi\u00adcked с{HIDDEN}ottоn."
    library.put([entry("trap", "A trap", said, country="TM")], who="a tester")
    for words in (
        "kolkhoz",
        "workers picked",
        "turkmen -harvest",
        '"picked cotton"',
        "Туркмения kolkhoz",
    ):
        assert "trap" in _ids(library, words), words
    (hit,) = library.find("kolkhoz").hits
    (passage,) = hit.passages
    assert [passage.snippet[start:end] for start, end in passage.marks] == ["Kоlkhoz"]
