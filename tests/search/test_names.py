"""Names of countries: all that one is called finds it, and nothing finds its namesake."""

from collections.abc import Iterator

import pytest

from sourcebook.library import Library
from sourcebook.records import Entry, Excerpt
from sourcebook.search.names import asked_for, named_in, names_in, spellings
from sourcebook.search.words import line

SAID = {  # of each country one sentence, under a name that no query below uses
    "KZ": "Kazakhstan's inspectors came.",
    "KG": "Kyrgyzstan's inspectors came.",
    "MM": "Myanmar's inspectors came.",
    "CI": "Côte d’Ivoire's inspectors came.",
    "CD": "The Democratic Republic of the Congo sent inspectors.",
    "CG": "Congo-Brazzaville sent inspectors.",
    "NL": "The Netherlands sent inspectors.",
    "NE": "Niger's inspectors came.",
    "NG": "Nigeria's inspectors came.",
    "GN": "Guinea's inspectors came.",
    "GW": "Guinea-Bissau sent inspectors.",
    "GQ": "Equatorial Guinea sent inspectors.",
    "PG": "Papua New Guinea sent inspectors.",
    "GE": "Georgia and Armenia sent inspectors.",
    "US": "Inspectors flew to Atlanta, Georgia, in the United States.",
    "UZ": "Узбекские инспекторы приехали.",
    "TR": "Türkiye sent inspectors.",
    "": "The guinea pig of the inspectors ate turkey; a car told us, and they polish it in English.",
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory, _quick: None) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("named") / "lib", title="Named") as made:
        made.put(
            (
                Entry(
                    id=code.lower() or "none",
                    title="A note",
                    excerpts=(Excerpt(id="x", paragraphs=(said,)),),
                )
                for code, said in SAID.items()
            ),
            who="a tester",
        )
        yield made


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("Kazakhstani", "KZ"), ("kazakhs", "KZ"), ("Қазақстан", "KZ"), ("Qazaqstan", "KZ"), ("казахстанцы", "KZ"),
        ("Kirgizia", "KG"), ("Kyrgyz Republic", "KG"), ("киргизский", "KG"), ("Burma", "MM"), ("Burmese", "MM"),
        ("Бирмы", "MM"), ("Ivory Coast", "CI"), ("Cote d'Ivoire", "CI"), ("Ivorians", "CI"), ("Берег Слоновой Кости", "CI"),
        ("Zaire", "CD"), ("DR Congo", "CD"), ("drc", "CD"), ("Republic of the Congo", "CG"), ("Holland", "NL"), ("Dutch", "NL"),
        ("Niger", "NE"), ("Nigerien", "NE"), ("Nigeria", "NG"), ("Nigerians", "NG"), ("Guinea", "GN"),
        ("Guinea-Bissau", "GW"), ("Equatorial Guinea", "GQ"), ("Papua New Guinea", "PG"), ("Georgia", "GE"),
        ("сша", "US"), ("USA", "US"), ("Uzbekistan", "UZ"), ("Uzbeks", "UZ"), ("Turkey", "TR"), ("турецкий", "TR"),
    ],
)  # fmt: skip
def test_a_country_is_found_under_each_of_its_names(named: Library, query: str, codes: str) -> None:
    found = {hit.id.upper() for hit in named.find(f"{query} -nothingelse").hits}
    also = {
        "Georgia": {"US"},
        "Turkey": {"NONE"},
        "Guinea": {"GW", "GQ", "PG", "NONE"},
    }  # the word stands there
    assert found - also.get(query, set()) == {codes}
    if query in also:
        assert named.find(query).hits[0].id == codes.lower()


def test_a_name_is_marked_however_it_is_said(named: Library) -> None:
    (hit,) = named.find("Kirgizia").hits
    assert [hit.passages[0].snippet[a:b] for a, b in hit.passages[0].marks] == ["Kyrgyzstan"]
    (hit,) = named.find("Uzbekistan").hits
    assert [hit.passages[0].snippet[a:b] for a, b in hit.passages[0].marks] == ["Узбекские"]


def test_names_that_are_words_too_are_words_in_a_query() -> None:
    for words in (
        "us",
        "polish",
        "in English",
        "Russian",
        "car",
        "guinea pig",
        "Congo",
        "New Mexico",
        "пол",
    ):
        assert not asked_for(words.split()), words
    assert [
        name.code for name in asked_for(["women", "from", "US", "and", "the", "Kyrgyz", "Republic"])
    ] == [
        "US",
        "KG",
    ]


def test_what_stands_beside_a_name_tells_what_it_means() -> None:
    def codes(text: str, home: str | None = None) -> list[str]:
        return [name.code for name in named_in(text, home)]

    assert codes("He was born in Atlanta, Georgia, and died there.") == ["US"]
    assert codes("Recruiters in Georgia and Azerbaijan were charged.") == ["GE", "AZ"]
    assert codes("The text is available in English and French only.") == []
    assert codes("Police in Congo said so.") == []
    assert codes("Police in Congo said so.", "CG") == ["CG"]


def test_a_country_is_chosen_by_its_people_too(named: Library) -> None:
    assert (
        named.find("country:Kazakhstani inspectors").hints
        == named.find("country:KZ inspectors").hints
    )


def test_terms_alone_tell_names_of_several_words_apart() -> None:
    def codes(text: str) -> list[str]:
        return [name.code for name in names_in(line(text, "en").split())]

    assert codes("Guinea, Guinea-Bissau, Equatorial Guinea and a guinea pig") == ["GN", "GW", "GQ"]
    assert codes("Congo") == []
    assert len(spellings("KZ")) > 10
    assert spellings("XX") == ()


def test_a_stress_mark_in_a_query_changes_nothing() -> None:
    for name in ("Ка\u0301захстан", "Казахста\u0301н", "Казахстана\u0301"):
        assert [found.code for found in asked_for([name])] == ["KZ"], name
