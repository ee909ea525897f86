"""Places in a text: the countries named, by every kind of name, each with the words it stands in."""

import pytest

from sourcebook.understand.prepared import Prepared


def said(text: str, home: str | None = None) -> list[tuple[str, str]]:
    return [(place.country, place.name) for place in Prepared(text, home=home).places]


def test_countries_peoples_and_abbreviations_are_found_in_order() -> None:
    text = "Uzbeks and Thai women leave Kazakhstan for the UAE, the U.S. and Côte d’Ivoire."
    assert said(text) == [
        ("UZ", "Uzbeks"),
        ("TH", "Thai"),
        ("KZ", "Kazakhstan"),
        ("AE", "UAE"),
        ("US", "U.S."),
        ("CI", "Côte d’Ivoire"),
    ]


def test_the_span_holds_the_name() -> None:
    text = "From Georgia’s ports, by way of\nTürkiye, to the United\nKingdom."
    for place in Prepared(text).places:
        assert text[place.start : place.end] == place.name
    assert said(text)[-1] == ("GB", "United\nKingdom")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Niger, Nigeria and the Niger Delta", ["NE", "NG", "NG"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", ["GN", "GW", "GQ", "PG"]),
        ("guinea pigs and a cold turkey on bone china", []),
        ("South American and Latin American countries", []),
        ("An American Samoan and an American", ["AS", "US"]),
        ("Michael Jordan met Chad Johnson in Amman", []),
        ("a Romanian, a Roman and a woman", ["RO"]),
    ],
)
def test_names_within_names_are_told_apart(text: str, codes: list[str]) -> None:
    found = [place.country for place in Prepared(text).places if place.kind != "city"]
    assert found == codes
