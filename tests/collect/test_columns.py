"""Which column holds what: by its header in three languages, by its cells, or as a person says."""

import pytest

from sourcebook.collect.columns import field_of, guess, header_row, letter, unused
from sourcebook.errors import Refused


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Title", "title"), ("Report name", "title"), ("Название", "title"), ("Атауы", "title"),
        ("URL", "url"), ("Link 2", "url"), ("Ссылка", "url"), ("Сілтеме", "url"),
        ("Date_Accessed:", "accessed"), ("Дата обращения", "accessed"), ("Author(s)", "authors"),
        ("Country / Territory", "country"), ("Страна", "country"), ("Ел", "country"),
        ("Publication Year", "year"), ("Score", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_header_names_its_field(header: str, field: str) -> None:
    assert field_of(header) == field


def test_the_row_that_names_the_columns_need_not_be_the_first() -> None:
    rows = [["Our list", ""], ["", ""], ["Title", "Link"], ["A", "http://a.example"]]
    assert header_row(rows) == 2


def test_a_table_may_have_no_header() -> None:
    assert header_row([["Forty Beds", "http://a.example/1"]]) is None


def test_one_name_we_know_above_long_texts_is_a_header() -> None:
    text = "Forty beds were opened near the harbour, " * 3
    assert header_row([["docid", "text"], ["d1", text], ["d2", text]]) == 0
    assert header_row([["docid", "text"], ["d1", "short"], ["d2", "too"]]) is None
    assert header_row([["d1", "d2"], ["d3", text]]) is None


def test_columns_without_a_telling_header_go_by_their_cells() -> None:
    rows = [
        ["Forty beds were opened here", "http://a.example/1", "2005-11-17", "Kazakhstan"],
        ["A second house was built too", "www.b.example/2", "17 Nov 2006", "Kenya"],
    ]
    mapping = guess(["a1", "a2", "a3", "a4"], rows)
    assert [column.field for column in mapping.columns] == ["title", "url", "issued", "country"]
    assert not any(column.sure for column in mapping.columns)
    assert "its cells are web addresses" in mapping.says()


def test_a_header_that_its_cells_contradict_is_not_believed() -> None:
    rows = [["http://a.example/1", "Forty Beds Were Opened"]]
    mapping = guess(["Source", "Name of it"], rows)
    assert mapping.columns[0].field == "url"


def test_what_a_person_says_wins_by_header_or_letter() -> None:
    mapping = guess(["Title", "Thing"], [["a", "b c d"]], overrides={"thing": "title", "A": "-"})
    assert [column.field for column in mapping.columns] == ["-", "title"]


def test_a_field_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refused, match="publisher"):
        guess(["A"], [], overrides={"A": "colour"})


def test_two_columns_do_not_share_a_field_of_one_value() -> None:
    mapping = guess(["Date", "Published"], [["2005", ""], ["2006", "2007"]])
    assert [column.field for column in mapping.columns].count("issued") == 1


def test_letters_go_on_after_z() -> None:
    assert [letter(0), letter(25), letter(26), letter(701)] == ["A", "Z", "AA", "ZZ"]


def test_a_row_with_a_name_a_person_spoke_of_is_the_header() -> None:
    rows = [["Salt report"], ["Was", "Wer"], ["Salt mines", "Bureau"]]
    assert header_row(rows) is None
    assert header_row(rows, named_by=["wer"]) == 1


def test_a_first_row_unlike_the_rest_is_the_header_even_in_words_we_do_not_know() -> None:
    rows = [["Was", "Wo"], ["Salt mines", "https://salt.example/a"], ["Sea", "salt.example/b"]]
    assert header_row(rows) == 0
    assert header_row(rows[1:]) is None


def test_an_override_that_names_no_column_is_known() -> None:
    assert unused(["Title", "Where"], {"where": "url", "A": "title", "Nope": "note"}) == ["Nope"]


@pytest.mark.parametrize(
    "headers",
    ["Titre,Auteur(s),Éditeur,Date de publication,Adresse,Consulté le,Pays",
     "Título,Autores,Editorial,Fecha de publicación,Enlace,Fecha de consulta,País",
     "Titel,Autor,Herausgeber,Erscheinungsdatum,Link,Abgerufen am,Länder",
     "Назва,Автори,Видавець,Дата публікації,Посилання,Дата звернення,Країна",
     "العنوان,المؤلف,الناشر,تاريخ النشر,الرابط,تاريخ الاطلاع,البلد"],
)  # fmt: skip
def test_headers_in_other_languages_are_known(headers: str) -> None:
    wanted = ["title", "authors", "publisher", "issued", "url", "accessed", "country"]
    assert [field_of(header) for header in headers.split(",")] == wanted


def test_english_headers_of_another_meaning_are_not_taken_for_foreign_ones() -> None:
    assert [field_of(name) for name in ("Data", "Citation", "Resume", "Land")] == [""] * 4
