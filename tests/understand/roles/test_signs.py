"""A sentence as signs, and signs as chunks."""

import pytest

from sourcebook.understand.prepared import Prepared
from sourcebook.understand.roles.cases import with_cases
from sourcebook.understand.roles.chunk import Chunk
from sourcebook.understand.roles.chunks import chunks_of
from sourcebook.understand.roles.lexicon import lexicon
from sourcebook.understand.roles.signs import Sign, signs_of


def signs(text: str) -> list[Sign]:
    ready = Prepared(text)
    told = signs_of(
        ready.folded,
        0,
        len(text),
        places=ready.places,
        regions=ready.regions,
        lexicon=lexicon(),
    )
    return with_cases(told, ready.folded, 0, len(text))


def chunks(text: str) -> list[Chunk]:
    return chunks_of(signs(text))


def kinds(text: str) -> list[str]:
    return [sign.kind for sign in signs(text)]


def test_words_that_say_nothing_are_only_counted() -> None:
    told = signs("Women slowly walked towards Turkey")
    assert [(sign.kind, sign.gap) for sign in told] == [("people", 0), ("to", 2), ("place", 0)]


def test_a_people_made_into_an_adjective_of_things_is_no_sign() -> None:
    assert kinds("on farms and on Chinese-flagged vessels in China") == [
        "serves",
        "and",
        "on",
        "in",
        "place",
    ]


def test_an_address_of_the_web_is_one_word() -> None:
    assert kinds("https://example.org/children-trafficked-to-Turkey") == []


def test_ethnic_names_no_country() -> None:
    (people,) = chunks("ethnic Vietnamese women")
    assert (people.groups, people.nations) == (("women",), ())


@pytest.mark.parametrize(
    ("text", "groups", "nations", "foreign", "own"),
    [
        ("Vietnamese, Chinese, and Brazilian women", ("women",), ("VN", "CN", "BR"), False, False),
        ("men, women and some children", ("men", "women", "children"), (), False, False),
        ("domestic and foreign victims", (), (), True, True),
        ("West African boys and Thai girls", ("boys", "girls"), ("TH",), True, False),
        ("Uzbeks", (), ("UZ",), False, False),
    ],
)
def test_people_are_one_chunk(
    text: str, groups: tuple[str, ...], nations: tuple[str, ...], foreign: bool, own: bool
) -> None:
    (chunk,) = chunks(text)
    assert (chunk.kind, chunk.groups, chunk.nations) == ("people", groups, nations)
    assert (chunk.foreign, chunk.own) == (foreign, own)


def test_those_who_do_it_are_no_victims() -> None:
    assert [chunk.kind for chunk in chunks("Bulgarian traffickers")] == ["agents"]


@pytest.mark.parametrize(
    ("text", "ways", "countries", "abroad"),
    [
        ("to Russia, Turkey, and, to a lesser extent, Poland", {"to"}, ("RU", "TR", "PL"), False),
        ("from South and Southeast Asia, Egypt, and Syria", {"from"}, ("EG", "SY"), True),
        ("to or through Iraq", {"to", "via"}, ("IQ",), False),
        ("in other countries such as Kuwait and Qatar", {"in"}, ("KW", "QA"), True),
        ("in cities in Mozambique", {"in"}, ("MZ",), False),
        ("between Gabon and Nigeria", {"between"}, ("GA", "NG"), False),
        ("в Турцию, Грецию и Израиль", {"to"}, ("TR", "GR", "IL"), False),
        ("в Турции и Греции", {"in"}, ("TR", "GR"), False),
        ("Өзбекстан мен Тәжікстаннан", {"from"}, ("UZ", "TJ"), False),
        ("Қазақстан арқылы, үкімет", {"via"}, ("KZ",), False),
    ],
)
def test_a_list_of_places_is_one_way(
    text: str, ways: set[str], countries: tuple[str, ...], abroad: bool
) -> None:
    way = next(chunk for chunk in chunks(text) if chunk.kind == "way")
    assert (set(way.ways), way.countries, way.abroad) == (ways, countries, abroad)


def test_the_next_people_end_a_list_of_places() -> None:
    told = chunks("in Haiti, and some Dominican women")
    assert [chunk.kind for chunk in told if chunk.kind in ("way", "people")] == ["way", "people"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("source, transit, and destination country", ("source", "transit", "destination")),
        ("source and, to a much lesser extent, a destination country", ("source", "destination")),
        ("country of origin, transit and destination", ("source", "transit", "destination")),
        ("страной происхождения, транзита и назначения", ("source", "transit", "destination")),
        ("шығу, транзит және бару елі", ("source", "transit", "destination")),
    ],
)
def test_roles_named_together_are_one_chunk(text: str, roles: tuple[str, ...]) -> None:
    (chunk,) = [one for one in chunks(text) if one.kind == "role"]
    assert chunk.values == roles
