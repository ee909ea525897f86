"""The test web itself: the same seed gives the same web, and what it answers is what is true of it."""

import asyncio
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest

from sourcebook.collect.web.connecting import Failed
from sourcebook.records import Entry, Page
from testweb.answers import Answering, Asked
from testweb.library import library_of
from testweb.server import Server
from testweb.truth import right, stands_at, truth
from testweb.world import Spot, World

DAYS = (5600, 6500, 7300)
PATIENCE = 30  # seconds; the server itself ends what stalls


@pytest.fixture(scope="module")
def world() -> World:
    return World.make(3, hosts=60, addresses=300)


@pytest.fixture(scope="module")
def server(world: World) -> Iterator[Server]:
    with Server(world, day=5600, patience=0.15) as playing:
        yield playing


async def fetch(server: Server, url: str) -> tuple[int, dict[str, str], bytes]:
    """One GET by simple means. Status 0 where nothing, or nothing sensible, came."""
    parts = urlsplit(url)
    name = parts.hostname or ""
    try:
        ip = "127.0.0.1" if name.endswith(".localhost") else name
        if ip.endswith(".example"):
            ip = server.resolve(name, parts.port or 80)[0]
        reader, writer = await asyncio.wait_for(asyncio.open_connection(ip, parts.port), PATIENCE)
    except (Failed, OSError, TimeoutError):
        return 0, {}, b""
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode()
        )
        got = await asyncio.wait_for(_read(reader), PATIENCE)
    except (OSError, TimeoutError):
        return 0, {}, b""
    finally:
        writer.close()
    head, _, body = got.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not lines[0].startswith("HTTP/"):
        return 0, {}, b""
    fields = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
    if fields.get("content-encoding") == "gzip":
        import zlib

        try:
            body = zlib.decompressobj(31).decompress(body)
        except zlib.error:
            return 0, {}, b""
    return int(lines[0].split(" ")[1]), fields, body


async def _read(reader: asyncio.StreamReader) -> bytes:
    got = b""
    while len(got) < 400_000 and (more := await reader.read(65_536)):
        got += more
    return got


async def follow(server: Server, url: str) -> tuple[int, str, bytes, list[int]]:
    """Where an address leads in up to 20 steps; status 0 for nowhere."""
    steps: list[int] = []
    for _ in range(20):
        status, fields, body = await fetch(server, url)
        if status not in (301, 302, 303, 307, 308):
            return status, url, body, steps
        steps.append(status)
        url = urljoin(url, fields.get("location", ""))
        if not url.startswith("http"):
            return 0, url, b"", steps
    return 0, url, b"", steps


def shows(world: World, spot: Spot, body: bytes) -> bool:
    """Whether a page shows the article's title."""
    import html

    title = world.article(spot.host.number, spot.page.number).title
    site = spot.host.site
    texts = [body.decode(c, "replace") for c in ("utf-8", site.charset)]
    if spot.page.form == "pdf":
        return title.encode("utf-16-be").hex().upper().encode() in body
    if spot.page.form == "plain":
        return title in texts[0] or title.upper() in texts[0]
    heading = [f"<h1>{html.escape(title)}</h1>", f"<b>{html.escape(title)}</b>"]
    found = [html.unescape(text) for text in texts]
    return any(html.unescape(h) in text for h in heading for text in found)


def agrees(world: World, spot: Spot, day: int, came: tuple[int, str, bytes, list[int]]) -> str:
    """What of the truth contradicts what came; "" for nothing."""
    told = truth(world, spot, day)
    status, _, body, steps = came
    seen = status == 200 and shows(world, spot, body)
    if told.state in ("alive", "redirected", "detour"):
        if not seen:
            return f"{status}, and the title isn't there"
        if (told.state == "alive") != (not steps):
            return f"led through {steps}"
    elif (told.state in ("dns", "refused", "down", "loop", "chain") and status == 200) or (
        told.state in ("gone", "away") and status not in (404, 410)
    ):
        return f"it answered {status}"
    elif (
        told.state in ("moved", "soft gone", "parked", "usurped", "walled", "elsewhere", "note")
        and seen
    ):
        return "it shows the title"
    elif told.state == "soft gone" and status != 200:
        return f"it answered {status}"
    if told.lives and told.state == "drifted" and spot.page.fate != "retitle" and not seen:
        return f"{status}, and the title isn't there"
    return ""


def test_the_same_seed_gives_the_same_web() -> None:
    one, two = (World.make(5, hosts=20, addresses=60, port=9000) for _ in range(2))
    assert one.hosts == two.hosts
    for spot in one.spots():
        path = one.url(spot).partition(":9000")[2].partition(":9001")[0] or spot.page.path
        asked = Asked(authority=spot.host.authority, path=path)
        assert Answering(one).answer(asked, 5600) == Answering(two).answer(asked, 5600)
    assert World.make(6, hosts=20, addresses=60, port=9000).hosts != one.hosts


def test_as_many_addresses_as_were_asked_for_and_no_two_alike(world: World) -> None:
    addresses = world.addresses()
    assert len(addresses) == len(set(addresses)) == 300
    assert all(world.spot(url) is not None for url in addresses)


def test_pages_do_not_look_alike(world: World) -> None:
    texts = [world.article(s.host.number, s.page.number).text for s in world.spots()]
    assert len(set(texts)) == len(texts)
    titles = [world.article(s.host.number, s.page.number).title for s in world.spots()]
    assert len(set(titles)) > 0.98 * len(titles)


@pytest.mark.parametrize("day", [DAYS[0], pytest.param(DAYS[1], marks=pytest.mark.slow), pytest.param(DAYS[2], marks=pytest.mark.slow)])  # fmt: skip
def test_what_is_answered_is_what_is_true(server: Server, world: World, day: int) -> None:
    server.day = day
    spots = [spot for spot in world.spots() if not truth(world, spot, day).burden]
    assert len(spots) > 200

    async def all_of_them() -> list[tuple[int, str, bytes, list[int]]]:
        gate = asyncio.Semaphore(60)

        async def one(url: str) -> tuple[int, str, bytes, list[int]]:
            async with gate:
                return await follow(server, url)

        return await asyncio.gather(*(one(world.url(spot)) for spot in spots))

    wrong = []
    for spot, came in zip(spots, asyncio.run(all_of_them()), strict=True):
        said = agrees(world, spot, day, came)
        if said:
            told = truth(world, spot, day)
            wrong.append(
                f"{world.url(spot)} {told.state} {spot.host.trait!r} {spot.page.fate!r}: {said}"
            )
    assert not wrong, "\n".join(wrong)


def test_a_page_that_moved_is_where_the_truth_says(server: Server, world: World) -> None:
    server.day = day = 7300
    moved = [s for s in world.spots() if truth(world, s, day).state == "moved"]
    moved = [s for s in moved if not truth(world, s, day).burden]
    assert len(moved) > 10
    for spot in moved:
        now = truth(world, spot, day).now_at
        assert right(world, spot, now, day)
        assert not right(world, spot, world.url(spot), day)
        status, _, body, _ = asyncio.run(follow(server, now))
        assert status == 200, (now, status)
        assert spot.page.fate in ("retitle", "refresh") or shows(world, spot, body), now


@pytest.mark.slow
def test_everything_that_can_happen_happens_somewhere() -> None:
    large = World.make(1, hosts=700, addresses=3500, port=9000)
    states = {truth(large, s, day).state for s in large.spots() for day in (4800, 6400, 7300)}
    states |= {truth(large, s, s.page.turn).state for s in large.spots()}
    assert states >= {
        "alive", "redirected", "detour", "moved", "soft gone", "gone", "parked", "walled", "down", "dns",
        "refused", "usurped", "drifted", "replaced", "loop", "chain", "note", "refresh", "elsewhere", "away",
    }  # fmt: skip
    kinds = {host.move.kind for host in large.hosts if host.move is not None}
    assert len(kinds) == 11
    found = {way for s in large.spots() for way in truth(large, s, 7300).ways}
    assert found >= {"sitemap", "feed", "search", "canonical", "doi", "handle"}
    moved = [truth(large, s, 7300) for s in large.spots()]
    assert any(told.state == "moved" and not told.ways for told in moved)


def test_what_is_true_of_a_dead_name_and_of_a_closed_port(server: Server, world: World) -> None:
    server.day = 7304
    dead = [h for h in world.hosts if h.ends is not None and h.ending in ("dns", "refused")]
    assert dead
    for host in dead:
        spot = Spot(host=host, page=host.pages[0])
        assert asyncio.run(fetch(server, world.url(spot)))[0] == 0
        assert truth(world, spot, 7304).acceptable == ("gone", "unsure")


def test_a_curator_reads_pages_while_they_stand(world: World) -> None:
    for spot in world.spots():
        told = truth(world, spot, spot.page.cited or 0)
        assert told.lives, (world.url(spot), told)


def test_the_library_is_what_was_read_by_then(world: World) -> None:
    records = list(library_of(world, 5600))
    entries = [r for r in records if isinstance(r, Entry)]
    placed = {
        p.entry for r in records if isinstance(r, Page) for s in r.sections for p in s.placements
    }
    assert placed == {entry.id for entry in entries}
    assert 0.25 < sum(bool(e.excerpts) for e in entries) / len(entries) < 0.45
    pairs = [e for e in entries if len(e.addresses) == 2]
    assert pairs
    for entry in pairs:
        old, new = entry.addresses
        spot = world.spot(old.url or "")
        assert spot is not None
        assert old.accessed[0].edtf is not None
        assert new.accessed[0].edtf is not None
        assert old.accessed[0].edtf < new.accessed[0].edtf
        assert world.spot(new.url or "") == Spot(host=spot.host, page=spot.page, later=True)
    early = [r for r in library_of(world, 2000) if isinstance(r, Entry)]
    assert 0 < len(early) < len(entries)


def test_where_content_stands_is_nowhere_once_it_was_removed(world: World) -> None:
    removed = [s for s in world.spots() if s.page.fate == "removed" and s.page.turn < 7300]
    assert removed
    assert all(stands_at(world, s, 7304) == "" for s in removed)
