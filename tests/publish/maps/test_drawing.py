from xml.etree import ElementTree

from msgspec import structs

from publish.maps.claimed import entry, route
from sourcebook.claims import Claim
from sourcebook.publish.maps import canvas, shaping, telling
from sourcebook.publish.maps.drawing import RIM, draw, place, told, width_of
from sourcebook.publish.maps.flows import Choice, Flow, flows
from sourcebook.publish.maps.shaping import Variant
from sourcebook.publish.render import Renderer
from sourcebook.publish.shape.links import Links
from sourcebook.records import Entry

SVG = "{http://www.w3.org/2000/svg}"


def of(claims: list[Claim], *entries: Entry) -> tuple[Flow, ...]:
    return flows(claims, {one.id: one for one in entries})


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(
        svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def lines(svg: str, kind: str) -> list[str]:
    return [
        group.get("data-key", "")
        for group in parsed(svg).iter()
        if kind in (group.get("class") or "").split() and group.get("data-key")
    ]


def test_more_sources_make_a_wider_line() -> None:
    widths = [width_of(n) for n in range(1, 20)]
    assert widths == sorted(widths)
    assert width_of(1) < width_of(2) < width_of(3)


def test_one_source_is_thin_and_what_nobody_reviewed_is_open() -> None:
    claims = [
        route("a", "UZ", "KZ"),
        route("a", "KG", "KZ", decision="open"),
        route("b", "KG", "KZ", decision="open"),
        route("a", "TJ", "KZ", hearsay=True),
        route("b", "TJ", "KZ", hearsay=True),
    ]
    svg = draw(of(claims, entry("a"), entry("b")), canvas.world(), title="x").svg
    assert sorted(lines(svg, "thin")) == ["TJ-KZ", "UZ-KZ"]
    assert lines(svg, "open") == ["KG-KZ"]


def test_the_picture_has_its_words() -> None:
    (flow,) = of([route("a", "UZ", "KZ", year=2004)], entry("a"))
    svg = draw([flow], canvas.world(), title="Routes & <more>").svg
    tree = parsed(svg)
    assert tree.findtext(f"{SVG}title") == "Routes & <more>"
    assert told(flow) == "Uzbekistan → Kazakhstan: 1 source, 2004"
    assert told(flow) in {title.text for title in tree.iter(f"{SVG}title")}
    assert {"Uzbekistan", "Kazakhstan"} <= {text.text for text in tree.iter(f"{SVG}text")}


def test_a_route_that_leaves_the_map_ends_at_its_rim_and_says_where_to() -> None:
    found = of([route("a", "UZ", "KZ"), route("a", "UZ", "AE"), route("a", "BR", "ES")], entry("a"))
    region = canvas.region(frozenset({"KZ", "UZ"}))
    drawn = draw(found, region, title="x")
    assert [flow.destination for flow in drawn.shown] == ["AE", "KZ"]
    assert [flow.origin for flow in drawn.left] == ["BR"]
    x, y = place(region, "AE")
    assert region.holds((x, y), edge=RIM - 0.1)
    assert y > region.height / 2  # the Emirates are to the south
    assert "United Arab Emirates" in {text.text for text in parsed(drawn.svg).iter(f"{SVG}text")}


def test_what_leaves_at_the_lower_rim_is_named_in_large_letters_too() -> None:
    found = of([route("a", "UZ", "KZ"), route("a", "UZ", "IN"), route("a", "KZ", "AE")], entry("a"))
    region = canvas.region(frozenset({"KZ", "UZ"}))
    assert {place(region, code)[1] for code in ("IN", "AE")} == {region.height - RIM}
    for size in (14, 15, 18):
        texts = list(parsed(draw(found, region, title="x", size=size).svg).iter(f"{SVG}text"))
        assert {"India", "United Arab Emirates"} <= {text.text for text in texts}, size
        assert all(float(text.get("y", "")) + size * 0.25 <= region.height for text in texts)


def test_too_many_lines_are_left_for_the_table() -> None:
    found = of(
        [route("a", "UZ", "KZ"), route("a", "KG", "KZ"), route("b", "KG", "KZ")],
        entry("a"),
        entry("b"),
    )
    drawn = draw(found, canvas.world(), title="x", most=1)
    assert [flow.origin for flow in drawn.shown] == ["KG"]
    assert len(drawn.left) == 1


def test_names_never_lie_on_each_other() -> None:
    claims = [
        route("a", code, "DE") for code in ("BE", "NL", "LU", "FR", "CH", "AT", "CZ", "PL", "DK")
    ]
    svg = draw(
        of(claims, entry("a")), canvas.region(frozenset({"BE", "DE", "DK"})), title="x", size=17
    ).svg
    boxes: list[tuple[float, float, float, float]] = []
    for text in parsed(svg).iter(f"{SVG}text"):
        x, y = float(text.get("x", "")), float(text.get("y", ""))
        wide = len(text.text or "") * 17 * 0.5
        left = x - {"start": 0, "end": wide, "middle": wide / 2}[text.get("text-anchor", "")]
        boxes.append((left, y - 12, left + wide, y))
    assert len(boxes) > 3
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_the_same_claims_draw_the_same_bytes() -> None:
    claims = [route("a", "UZ", "KZ"), route("b", "KG", "KZ"), route("b", "RU", "KZ")]
    one = draw(of(claims, entry("a"), entry("b")), canvas.world(), title="x").svg
    other = draw(of(claims[::-1], entry("b"), entry("a")), canvas.world(), title="x").svg
    assert one == other


def test_a_map_is_told_in_sentences() -> None:
    claims = [
        route("a", "UZ", "KZ", year=2004),
        route("b", "UZ", "KZ", year=2017),
        route("a", "KG", "KZ", decision="open"),
    ]
    found = of(claims, entry("a"), entry("b"))
    assert telling.summary(found) == (
        "2 routes are stated in 2 entries.",
        "Best sourced: Uzbekistan to Kazakhstan (2 independent sources, 2004–2017).",
        "1 rests on a single source and is drawn thin and dashed.",
        "1 was proposed by a program and not reviewed yet: drawn pale.",
    )
    assert telling.summary(())[0].startswith("No source of this library states a route yet")


def test_rows_tell_all_of_a_route() -> None:
    claims = [
        route(
            "a",
            "UZ",
            "KZ",
            transit=("KG",),
            purposes=("begging",),
            people=("children", "national:UZ"),
        ),
    ]
    (row,) = telling.rows(of(claims, entry("a")))
    assert (row.origin, row.via, row.destination) == ("Uzbekistan", "Kyrgyzstan", "Kazakhstan")
    assert (row.people, row.purposes) == ("children, nationals of Uzbekistan", "forced begging")


def test_where_all_routes_lie_in_one_part_of_the_world_that_part_is_drawn() -> None:
    links = Links("../", language="en", shown=())
    world = Variant(name="", title="Map of routes", choice=Choice())

    def wide(*claims: Claim) -> bool:
        return shaping.map_view(world, of(list(claims), entry("a")), (world,), links).wide

    assert not wide(route("a", "UZ", "KZ"), route("a", "KG", "RU"))
    assert wide(route("a", "UZ", "KZ"), route("a", "MX", "US"))


def test_words_of_a_script_that_runs_from_the_right_say_so() -> None:
    of_persian = structs.replace(entry("a"), language="fa")
    (flow,) = of([route("a", "UZ", "KZ", words="زنان")], of_persian)
    links = Links("../", language="en", shown=())
    words = shaping.words_view(flow.sayings[0], links)
    assert (words.lang, words.dir) == ("fa", "rtl")
    assert b'lang="fa" dir="rtl"' in Renderer().part("saying", w=words)
