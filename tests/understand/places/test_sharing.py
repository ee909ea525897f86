"""Names that share their last word are found one by one, each with its own words."""

from sourcebook.understand.prepared import Prepared


def test_parts_of_the_world_share_their_last_word() -> None:
    text = "girls from West, Central, and Southern Africa and from South and East Asia"
    assert [(region.code, region.name) for region in Prepared(text).regions] == [
        ("011", "West"),
        ("017", "Central"),
        ("018", "Southern Africa"),
        ("034", "South"),
        ("030", "East Asia"),
    ]


def test_countries_share_theirs_in_english_and_russian() -> None:
    found = [(p.country, p.name) for p in Prepared("North and South Korea").places]
    assert found == [("KP", "North"), ("KR", "South Korea")]
    russian = [(p.country, p.name) for p in Prepared("в Северной и Южной Корее").places]
    assert russian == [("KP", "Северной"), ("KR", "Южной Корее")]


def test_a_direction_alone_is_no_place() -> None:
    ready = Prepared("the North and South of Kenya")
    assert ready.regions == ()
    assert [place.name for place in ready.places] == ["Kenya"]
