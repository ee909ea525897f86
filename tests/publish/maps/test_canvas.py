import re

import pytest
from msgspec import structs

from sourcebook.publish.maps import borders, canvas
from sourcebook.publish.maps.projecting import around, centre_of, equal_earth
from sourcebook.values.places import countries


def test_every_country_has_a_place() -> None:
    assert set(countries()) - set(borders.shapes()) <= {"BV", "UM"}  # nobody lives there


def test_outlines_close() -> None:
    for code in borders.shapes():
        for ring in borders.rings(code):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4


@pytest.mark.parametrize("code", ["KZ", "UZ", "MW", "LS", "PY", "CZ", "LA"])
def test_neighbours_share_lines_point_for_point(code: str) -> None:
    own = {abs(~n if n < 0 else n) for ring in borders.shapes()[code].rings for n in ring}
    for other in countries()[code].neighbours:
        theirs = {abs(~n if n < 0 else n) for ring in borders.shapes()[other].rings for n in ring}
        assert own & theirs, other


def test_equal_earth_gives_its_authors_figures() -> None:
    # Šavrič et al. (2019): the equator is 2.706629 from the middle to the edge, the pole 1.317362
    assert equal_earth((191 - 1e-9 - 0.0, 0))[0] == pytest.approx(2.706629, abs=1e-4)
    assert equal_earth((11, 90))[1] == pytest.approx(1.317362, abs=1e-5)
    assert equal_earth((11, 0)) == pytest.approx((0, 0))


def test_lambert_gives_snyders_figures() -> None:
    # Snyder (1987), p. 332: R 3, centre 100° W 40° N, point 100° E 20° S
    x, y = around((-100, 40))((100, -20))
    assert (3 * x, 3 * y) == pytest.approx((-4.2339303, 4.0257775), abs=1e-5)


def test_the_middle_of_places_on_either_side_of_the_date_line_is_between_them() -> None:
    lon, lat = centre_of([(179, 0), (-179, 0)])
    assert abs(lon) == pytest.approx(180)
    assert lat == pytest.approx(0)


def test_the_world_holds_all_but_antarctica_and_no_line_crosses_it() -> None:
    made = canvas.land(canvas.world())
    assert len(made) > 200
    assert "AQ" not in made
    for path in made.values():
        jumps = [abs(float(n)) for n in re.findall(r"l(-?[\d.]+)", path)]
        assert max(jumps, default=0) < 300


def test_a_region_shows_the_names_of_all_its_countries() -> None:
    codes = frozenset({"KZ", "KG", "TJ", "TM", "UZ"})
    made = canvas.region(codes)
    for code in codes:
        assert made.holds(made.at(borders.shapes()[code].label), edge=canvas.EDGE - 1)


def test_paths_are_small() -> None:
    assert sum(map(len, canvas.land(canvas.world()).values())) < 60_000


@pytest.mark.parametrize("codes", [{"TV"}, {"XX"}, set(), {"FJ", "TO"}, {"RU", "US"}])
def test_odd_regions_make_a_canvas(codes: set[str]) -> None:
    made = canvas.region(frozenset(codes))
    assert made.scale > 0
    assert all(path.endswith("z") for path in canvas.land(made).values())


@pytest.mark.parametrize("codes", [{"KZ", "UZ"}, {"FJ"}, {"US", "MX"}])
def test_what_is_left_out_unseen_is_what_lies_off_the_map(codes: set[str]) -> None:
    region = canvas.region(frozenset(codes))
    every = structs.replace(region, centre=None)
    left = 0
    for code in borders.shapes():
        assert canvas.outline(region, code) == canvas.outline(every, code), code
        left += any(canvas._beyond(region, cap) for cap in canvas._caps(code))
    assert left > 100
