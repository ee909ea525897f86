"""Treaties and agreements name countries and crimes and state neither. All sentences are invented."""

import pytest

from sourcebook.understand.prepared import Prepared
from sourcebook.understand.roles import roles_in
from sourcebook.understand.roles.titles import titles_in


def told(text: str, home: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    roles, routes = roles_in(Prepared(text, home=home))
    return {(r.country, r.role) for r in roles}, {(r.origin, r.destination) for r in routes}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "It signed the Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children.",
            "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children",
        ),
        (
            "Despite the Convention on Trafficking in Persons, Kenya has no law.",
            "Convention on Trafficking in Persons",
        ),
        (
            "The Treaty of Abuja on Child Trafficking from Benin to Nigeria binds both states.",
            "Treaty of Abuja on Child Trafficking from Benin to Nigeria",
        ),
    ],
)
def test_a_title_ends_with_its_capitals(text: str, title: str) -> None:
    places = {place.start for place in Prepared(text).places}
    assert [text[t.start : t.end] for t in titles_in(text, 0, len(text), places=places)] == [title]


def test_an_agreement_without_a_title_is_none() -> None:
    text = "Under the agreement to protect workers, Kenya sends inspectors."
    assert titles_in(text, 0, len(text), places=()) == []


@pytest.mark.parametrize(
    ("home", "text"),
    [
        ("TG", "The memorandum of understanding between Togo, Benin, and Ghana addresses child trafficking."),
        ("TG", "A trilateral agreement between the Governments of Togo, Benin, and Ghana to address child trafficking was renewed."),
        ("ML", "The two ministers signed an accord on child trafficking between Mali and Senegal."),
        ("GH", "Cooperation between Ghana and Togo against trafficking of children improved."),
        ("GH", "A meeting between Ghana and Togo led to a declaration against cross-border trafficking."),
        ("LA", "Thailand and Laos revised their Memorandum of Understanding on Cooperation to Combat Trafficking in Persons, Especially Women and Children from Laos in Thailand."),
        ("NG", "The Treaty of Abuja on Child Trafficking from Benin to Nigeria binds both states."),
        ("ER", "The country ratified the Palermo Protocol on Trafficking in Persons, and Eritrea is receiving this grade again."),
    ],
)  # fmt: skip
def test_agreements_between_countries_state_no_role_and_no_way(home: str, text: str) -> None:
    assert told(text, home) == (set(), set())


@pytest.mark.parametrize(
    ("home", "text", "ways"),
    [
        ("TH", "Despite the Protocol to Prevent, Suppress and Punish Trafficking in Persons, women from Laos are trafficked to Thailand.", {("LA", "TH")}),
        ("NG", "Although the treaty was signed, children from Benin are trafficked to Nigeria for forced labor.", {("BJ", "NG")}),
        ("UG", "Under an agreement with Saudi Arabia maids are recruited in Uganda, and many are exploited in domestic servitude in Saudi Arabia.", {("UG", "SA")}),
        ("GH", "Children are trafficked between Ghana and Togo for begging.", {("GH", "TG"), ("TG", "GH")}),
    ],
)  # fmt: skip
def test_what_is_told_beside_them_still_counts(
    home: str, text: str, ways: set[tuple[str, str]]
) -> None:
    assert told(text, home)[1] == ways


def test_a_receiving_country_is_a_destination() -> None:
    text = "Eritrea is a source and receiving country for men subjected to forced labor."
    assert told(text, "ER")[0] == {("ER", "source"), ("ER", "destination")}


def test_between_two_countries_is_inside_neither_and_between_two_cities_inside_theirs() -> None:
    abroad, _ = told("Children are trafficked between Ghana and Togo for begging.", "GH")
    at_home, _ = told("Girls are trafficked between Accra and Kumasi for begging.", "GH")
    assert ("GH", "internal") not in abroad
    assert ("GH", "internal") in at_home
