"""The test web's archive: it speaks Memento, CDX and availability as the real ones do, and errs as they do."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote, urlsplit

import pytest

from testweb.archive import Archive
from testweb.days import day_of, moment_of, stamp_of
from testweb.server import Server
from testweb.truth import truth
from testweb.world import ARCHIVE, Spot, World

DAY = 7300


@pytest.fixture(scope="module")
def world() -> World:
    return World.make(3, hosts=60, addresses=300)


@pytest.fixture(scope="module")
def server(world: World) -> Iterator[Server]:
    with Server(world, day=DAY, patience=0.2) as playing:
        yield playing


@pytest.fixture(scope="module")
def kept(server: Server, world: World) -> list[Spot]:
    """Pages of which the archive has three captures or more, and doesn't ask to come back later."""
    archive = server.player.archive
    found = [s for s in world.spots() if len(archive.held(world.url(s), DAY)) >= 3]
    assert len(found) > 20
    return [s for s in found if ask(world, f"/timegate/{world.url(s)}")[0].status != 429]


def ask(world: World, path: str, **fields: str) -> tuple[HTTPResponse, bytes]:
    """One GET of the archive, by the standard library."""
    connection = HTTPConnection(ARCHIVE, world.port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    connection.request("GET", path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def again(world: World, path: str, **fields: str) -> tuple[HTTPResponse, bytes]:
    """The same; where the archive is busy, asked once more."""
    answer, body = ask(world, path, **fields)
    return ask(world, path, **fields) if answer.status == 429 else (answer, body)


def links(text: str) -> list[tuple[str, str, str]]:
    """(address, rel, datetime) of a Link field or a TimeMap (RFC 8288, RFC 7089 section 5)."""
    found = []
    for url, rest in re.findall(r'<([^>]*)>((?:;\s*[a-z]+="[^"]*")*)', text):
        said = dict(re.findall(r'([a-z]+)="([^"]*)"', rest))
        found.append((url, said.get("rel", ""), said.get("datetime", "")))
    return found


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def test_a_timegate_leads_to_the_memento_nearest_the_date(
    server: Server, world: World, kept: list[Spot]
) -> None:
    for spot in kept[:20]:
        url = world.url(spot)
        held = server.player.archive.held(url, DAY)
        wanted = held[1].day
        answer, _ = again(world, f"/timegate/{url}", Accept_Datetime=f"{moment_of(wanted):%a, %d %b %Y %H:%M:%S} GMT")  # fmt: skip
        assert answer.status == 302
        assert "accept-datetime" in (answer.getheader("Vary") or "")
        assert (answer.getheader("Location") or "").endswith(f"/web/{held[1].stamp}/{url}")
        rels = {rel for _, rel, _ in links(answer.getheader("Link") or "")}
        assert {"original", "timegate", "timemap"} <= rels
        memento, _ = again(world, path_of(answer.getheader("Location") or ""))
        at = parsedate_to_datetime(memento.getheader("Memento-Datetime") or "")
        assert day_of(at.date()) == wanted


def test_a_timemap_lists_every_memento_and_each_can_be_had(
    server: Server, world: World, kept: list[Spot]
) -> None:
    for spot in kept[:10]:
        url = world.url(spot)
        answer, body = again(world, f"/timemap/link/{url}")
        assert answer.getheader("Content-Type") == "application/link-format"
        found = [(to, rel, at) for to, rel, at in links(body.decode()) if "memento" in rel.split()]
        held = server.player.archive.held(url, DAY)
        assert [day_of(parsedate_to_datetime(at).date()) for _, _, at in found] == [
            h.day for h in held
        ]
        assert found[0][1].split()[0] == "first"
        assert "last" in found[-1][1]
        for to, _, at in found:
            assert again(world, path_of(to))[0].getheader("Memento-Datetime") == at


def test_raw_bytes_are_what_the_host_sent_and_the_other_form_has_a_banner(
    server: Server, world: World, kept: list[Spot]
) -> None:
    seen = 0
    for spot in kept[:25]:
        url = world.url(spot)
        for held in server.player.archive.held(url, DAY)[:2]:
            if (
                truth(world, spot, held.day).state != "alive"
                or held.wrong
                or spot.page.form != "html"
            ):
                continue
            raw, body = again(world, f"/web/{held.stamp}id_/{url}")
            assert raw.status == 200
            assert b"wm-ipp" not in body
            assert b"<base" not in body
            dressed, shown = again(world, f"/web/{held.stamp}/{url}")
            assert dressed.status == 200
            assert b"wm-ipp" in shown
            assert len(shown) > len(body)
            seen += 1
    assert seen > 10


def test_availability_gives_the_closest_good_capture(
    server: Server, world: World, kept: list[Spot]
) -> None:
    for spot in kept[:15]:
        url = world.url(spot)
        _, body = again(world, f"/wayback/available?url={quote(url, safe='')}&timestamp=20150101")
        said = json.loads(body)
        good = [h for h in server.player.archive.held(url, DAY)
                if server.player.archive.capture(url, h).status == 200]  # fmt: skip
        if not good:
            assert said["archived_snapshots"] == {}
            continue
        wanted = day_of(datetime(2015, 1, 1).date())  # noqa: DTZ001
        best = min(good, key=lambda h: abs(h.day - wanted))
        assert said["archived_snapshots"]["closest"]["timestamp"] == best.stamp


def test_cdx_is_the_same_as_json_and_as_text(
    server: Server, world: World, kept: list[Spot]
) -> None:
    for spot in kept[:15]:
        where = quote(world.url(spot), safe="")
        rows = json.loads(again(world, f"/cdx/search/cdx?url={where}&output=json")[1])
        text = again(world, f"/cdx/search/cdx?url={where}")[1].decode().splitlines()
        assert [" ".join(row) for row in rows[1:]] == text
        assert len(text) == len(server.player.archive.held(world.url(spot), DAY))
        good = json.loads(again(world, f"/cdx/search/cdx?url={where}&output=json&filter=statuscode:200&limit=1")[1])  # fmt: skip
        assert all(row[4] == "200" for row in good[1:])
        assert len(good) <= 2


def test_what_is_saved_can_be_had_and_what_is_down_cannot_be_saved(
    server: Server, world: World
) -> None:
    archive = server.player.archive
    alive = next(s for s in world.spots() if truth(world, s, DAY).acceptable == ("alive",)
                 and DAY not in {h.day for h in archive.held(world.url(s), DAY)})  # fmt: skip
    answer, _ = ask(world, f"/save/{world.url(alive)}")
    assert answer.status == 302
    assert f"/web/{stamp_of(DAY)}" in (answer.getheader("Location") or "")
    memento, _ = again(world, path_of(answer.getheader("Location") or ""))
    assert memento.status == 200
    dead = next(s for s in world.spots() if truth(world, s, DAY).state == "dns")
    assert ask(world, f"/save/{world.url(dead)}")[0].status == 502


@pytest.mark.slow
def test_it_has_gaps_wrong_captures_and_busy_days() -> None:
    large = World.make(1, hosts=300, addresses=1500, port=9000)
    from testweb.answers import Answering, Asked

    archive = Archive(large, Answering(large))
    spots = list(large.spots())
    held = {large.url(s): archive.held(large.url(s), DAY) for s in spots}
    gaps = sum(not items for items in held.values()) / len(held)
    assert 0.15 < gaps < 0.5
    wrong = Counter(item.wrong for items in held.values() for item in items)
    assert wrong["another"] > 20
    assert wrong["charset"] > 20
    states = Counter(truth(large, s, h.day).state for s in spots for h in held[large.url(s)])
    assert states["parked"] > 20
    assert states["soft gone"] > 20
    assert states["redirected"] > 20
    asked = [Asked(authority=ARCHIVE, path=f"/timegate/{url}") for url in held]
    busy = [one for one in asked if archive.answer(one, DAY).status == 429]
    assert 10 < len(busy) < 100
    assert all(archive.answer(one, DAY).status != 429 for one in busy)


def test_it_knows_nothing_of_days_to_come(server: Server, world: World, kept: list[Spot]) -> None:
    url = world.url(kept[0])
    first = server.player.archive.held(url, DAY)[0]
    assert server.player.archive.held(url, first.day - 1) == []


def test_a_foreign_memento_client_reads_it(server: Server, world: World, kept: list[Spot]) -> None:
    memento_client = pytest.importorskip("memento_client", reason="pip install memento-client")
    client = memento_client.MementoClient(
        timegate_uri=f"http://{ARCHIVE}:{world.port}/timegate/", check_native_timegate=False
    )
    native = [s for s in kept if not s.host.later and s.host.authority.startswith("127.")]
    native = [
        s for s in native if truth(world, s, DAY).state == "alive"
    ]  # it asks the original too
    assert native
    for spot in native[:5]:
        held = server.player.archive.held(world.url(spot), DAY)
        got = client.get_memento_info(world.url(spot), moment_of(held[1].day))
        assert held[1].stamp in got["mementos"]["closest"]["uri"][0]
        assert day_of(got["mementos"]["first"]["datetime"].date()) == held[0].day


def test_a_foreign_cdx_client_reads_it(server: Server, world: World, kept: list[Spot]) -> None:
    cdx_toolkit = pytest.importorskip("cdx_toolkit", reason="pip install cdx-toolkit")
    fetcher = cdx_toolkit.CDXFetcher(source=f"http://{ARCHIVE}:{world.port}/cdx/search/cdx")
    for spot in kept[:3]:
        url = world.url(spot)
        found = list(fetcher.iter(url, limit=50))
        assert [item["timestamp"] for item in found] == [h.stamp for h in server.player.archive.held(url, DAY)]  # fmt: skip
