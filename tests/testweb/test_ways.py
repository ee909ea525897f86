"""Where a page moved to can be found by the ways that the truth names, and an engine finds most of them."""

import gzip
import html
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from testweb.answers import Answering, Asked
from testweb.events import current, happens
from testweb.services import Services
from testweb.truth import truth
from testweb.world import DOI, ENGINE, HANDLE, RESOLVER, Spot, World

DAY = 7300


@pytest.fixture(scope="module")
def world() -> World:
    return World.make(3, hosts=60, addresses=300, port=9000)


@pytest.fixture(scope="module")
def answering(world: World) -> Answering:
    return Answering(world)


def moved(world: World) -> Iterator[Spot]:
    for spot in world.spots():
        told = truth(world, spot, DAY)
        if told.state == "moved" and not told.burden:
            yield spot


def got(answering: Answering, spot: Spot, path: str) -> str:
    """What its site answers under the name it uses now."""
    host = spot.host
    here = current(spot, DAY)
    authority = host.later if here.later and host.later else host.authority
    made = answering.answer(Asked(authority=authority, path=path), DAY)
    assert made is not None
    assert made.status == 200
    body = gzip.decompress(made.body) if path.endswith(".gz") else made.body
    return html.unescape(body.decode(host.site.charset, "replace"))


def test_each_way_that_is_named_leads_there(world: World, answering: Answering) -> None:
    services = Services(world, answering)
    seen: Counter[str] = Counter()
    for spot in moved(world):
        told = truth(world, spot, DAY)
        if spot.page.fate == "retitle" and spot.page.turn <= DAY:
            continue  # its title is another now
        later = world.url(current(spot, DAY))  # what a site lists, though that may lead on
        title = world.article(spot.host.number, spot.page.number).title
        seen.update(told.ways or ("none",))
        for way in told.ways:
            if way == "sitemap":
                text = got(answering, spot, "/sitemap.xml")
                if "sitemap-1" in text:
                    text = got(answering, spot, "/sitemap-1.xml.gz")
                assert f"<loc>{later}</loc>" in text
            elif way == "feed":
                assert later in got(answering, spot, "/feed")
                assert later in got(answering, spot, "/atom.xml")
            elif way == "search":
                where = "/search?q=" if spot.host.search == "q" else "/?s="
                path = spot.page.later_path
                assert f'href="{path}"' in got(answering, spot, where + quote(title))
            elif way == "canonical":
                move = spot.host.move
                assert move is not None
                then = happens(world, spot, move.day)
                assert then.kind == "copy"
                assert then.target == later
            else:
                name = f"{DOI if way == 'doi' else HANDLE}{spot.page.id}"
                made = services.answer(Asked(authority=RESOLVER, path=f"/{name}"), DAY)
                assert made is not None
                assert dict(made.fields)["Location"] == told.now_at
    assert seen["sitemap"] > 3
    assert seen["search"] > 3
    assert seen["none"] > 3


def test_a_site_without_search_finds_nothing(world: World, answering: Answering) -> None:
    spot = next(s for s in moved(world) if not s.host.search)
    title = world.article(spot.host.number, spot.page.number).title
    path = spot.page.later_path
    assert f'href="{path}"' not in got(answering, spot, f"/search?q={quote(title)}")


def test_an_engine_finds_most_by_their_titles(world: World, answering: Answering) -> None:
    services = Services(world, answering)
    spots = list(moved(world))
    found = 0
    for spot in spots:
        title = world.article(spot.host.number, spot.page.number).title
        path = f"/search?q={quote(title)}&format=json"
        made = services.answer(Asked(authority=ENGINE, path=path), DAY)
        assert made is not None
        found += truth(world, spot, DAY).now_at in made.body.decode()
    assert 0.6 < found / len(spots) < 0.98
