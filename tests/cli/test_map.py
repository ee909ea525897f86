"""``sourcebook map``: a table, JSON, a picture, and what it can't do."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.conftest import Run
from publish.maps.claimed import route
from sourcebook.library import Library


@pytest.fixture
def routed(library: Path) -> Path:
    """The library, with three routes; one that nobody reviewed."""
    with Library.open(library) as opened:
        one, two = [entry.id for entry in opened.entries()][:2]
        opened.put(
            [
                route(one, "UZ", "KZ", year=2005, people=("men",), purposes=("forced-labour",)),
                route(two, "UZ", "KZ", year=2011),
                route(one, "KG", "RU", year=2005, decision="open"),
            ]
        )
    return library


def test_routes_are_listed_best_sourced_first(run: Run, routed: Path) -> None:
    said = run("map", cwd=routed)
    assert said.code == 0
    assert said.out.splitlines()[0].startswith("Uzbekistan → Kazakhstan")
    assert "Kyrgyzstan" not in said.out
    said = run("map", "--open", cwd=routed)
    assert "not reviewed" in said.out


def test_json_has_the_words(run: Run, routed: Path) -> None:
    (flow,) = json.loads(run("map", "Kazakhstan", "--json", cwd=routed).out)
    assert (flow["origin"], flow["destination"], flow["sources"]) == (
        "UZ",
        "KZ",
        len({c["entry"] for c in flow["claims"]}),
    )
    assert flow["claims"][0]["words"]


def test_what_nobody_reviewed_is_told_of(run: Run, routed: Path) -> None:
    said = run("map", "RU", cwd=routed)
    assert said.code == 0
    assert "1 route nobody reviewed" in said.err
    said = run("map", "BR", cwd=routed)
    assert "not evidence" in said.err


def test_routes_that_wait_for_review_are_counted_beside_those_that_stand(
    run: Run, routed: Path
) -> None:
    said = run("map", cwd=routed)
    assert said.err == "1 route is stated. 1 more that nobody reviewed: see them with --open.\n"
    settings = routed / "library.toml"
    settings.write_text(settings.read_text().replace('"hidden"', '"marked"'))
    said = run("map", cwd=routed)  # as the site of this library shows them
    assert said.err == "2 routes are stated.\n"
    assert "not reviewed" in said.out


def test_a_picture_is_named_as_what_it_is(run: Run, routed: Path) -> None:
    said = run("map", "--out", "map.png", cwd=routed)
    assert said.code == 2
    assert ".svg" in said.err
    assert not (routed / "map.png").exists()


def test_a_picture_is_written(run: Run, routed: Path, tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    assert run("map", "Central Asia", "--out", target, cwd=routed).code == 0
    tree = ElementTree.parse(target).getroot()
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert "Uzbekistan" in ElementTree.tostring(tree, encoding="unicode")


def test_years_people_and_places_choose(run: Run, routed: Path) -> None:
    def found(*words: str) -> int:
        return len(json.loads(run("map", "--json", *words, cwd=routed).out))

    assert found("--years", "2010-") == 1
    assert found("--years", "2006-2010") == 0
    assert found("--people", "men") == 1
    assert found("--people", "boys") == 0
    assert found("central asia") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Narnia",), "no country or region"),
        (("--purpose", "soon"), "forced-labour"),
        (("--years", "soon"), "2005-2010"),
        (("--years", "2010-2005"), "ends before it begins"),
        (("--out", "/nowhere/at/all.svg"), "/nowhere/at: there is no such folder"),
    ],
)
def test_what_it_can_not_do_is_told_with_the_remedy(
    run: Run, routed: Path, words: tuple[str, ...], told: str
) -> None:
    said = run("map", *words, cwd=routed)
    assert said.code not in (0, 1, 70)
    assert told in said.err
