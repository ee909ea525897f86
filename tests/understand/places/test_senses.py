"""Which country a name means, by the words beside it, by the text's own country, by what else is named."""

import pytest

from sourcebook.understand.prepared import Prepared


def codes(text: str, home: str | None = None) -> list[str]:
    return [place.country for place in Prepared(text, home=home).places]


@pytest.mark.parametrize(
    ("text", "home", "found"),
    [
        ("Mines in Congo", "CD", ["CD"]),
        ("Ports of Congo", "CG", ["CG"]),
        ("Gabon, Cameroon, Congo and the DRC", None, ["GA", "CM", "CG", "CD"]),
        ("The Congo River", None, []),
        ("Korea sends aid", "KP", ["KP"]),
        ("North Korea is closed; few leave Korea", None, ["KP", "KP"]),
        ("a Korean film", None, ["KR"]),
        ("ethnic Koreans of Almaty", None, ["KZ"]),
        ("Guinean fishermen", "GW", ["GW"]),
        ("Dominican law", "DM", ["DM"]),
        ("Georgia and Azerbaijan", "US", ["GE", "AZ"]),
        ("Macon, Georgia", None, ["US"]),
        ("Georgia, U.S.", None, ["US", "US"]),
        ("Dominica, and the Dominican-Haitian border", None, ["DM", "DO", "HT"]),
        ("the State of Georgia", None, ["US"]),
        ("fields watered by the Niger", None, []),
        ("the Niger government", None, ["NE"]),
        ("the Roma, Ashkali, and Egyptian communities", "XK", []),
        ("schools of central Macedonia", None, ["MK"]),
        ("in GuineaBissau", None, ["GW"]),
        ("the Treaty of Paris", None, []),
        ("clinics in Central Macedonia", "GR", ["GR"]),
        ("a PNG image", None, []),
        ("a PNG minister", "PG", ["PG"]),
        ("Réunion and Mauritius", None, ["RE", "MU"]),
        ("Family Reunion Act", None, []),
        ("Amazon Indian villages", "BR", []),
        ("Punjab schools", "PK", ["PK"]),
        ("Punjab schools", None, []),
    ],
)
def test_the_country_meant_is_told_by_what_is_around(
    text: str, home: str | None, found: list[str]
) -> None:
    assert codes(text, home) == found


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan",
        "Mr. Holland",
        "Ms. China",
        "Jordan, A. Children at work",
        "Chad Williams",
        "the Istanbul Convention",
        "The Kampala Declaration",
        "a German shepherd",
        "translated into French and Arabic",
        "the Spanish language",
        "на русском языке",
        "қазақ тілінде",
        "THEY TOLD US EVERYTHING",
    ],
)
def test_what_bears_a_country_s_name_is_not_always_the_country(text: str) -> None:
    assert codes(text) == []


def test_where_context_decides_confidence_is_lower() -> None:
    sure, unsure = Prepared("Kenya and Congo").places
    assert sure.confidence > 0.9 > unsure.confidence


def test_small_letters_count_where_all_is_in_small_letters() -> None:
    assert codes("girls from kazakhstan are taken to russia") == ["KZ", "RU"]
    assert codes("a turkey, a polish, some china") == []
    assert codes("Reports about kazakhstan by Anna") == []
