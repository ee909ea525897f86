"""A run over a library: what is kept, what is asked again, what a stop or a lost connection leaves."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from collect.web.server import moved, ok, serving
from sourcebook.check.links.due import Order, orders
from sourcebook.check.links.known import Expected, Known
from sourcebook.check.links.running import Run
from sourcebook.check.links.visits import Trip, Visited, Visits
from sourcebook.collect.web.asking import Bounds
from sourcebook.collect.web.connecting import Failed
from sourcebook.errors import Refused
from sourcebook.library import Library
from sourcebook.records import Address, Check, Entry, Excerpt

QUOTE = "Forty beds were opened near the harbour this year, and nobody was turned away."
FILLING = " ".join(f"The council heard report number {n} of the winter." for n in range(30))
TITLE = "Port City Opens Second Shelter"
BEGAN = datetime(2026, 3, 1, 9, tzinfo=UTC)
BOUNDS = Bounds(loopback=True, silence=0.5, patience=2.0)


def page(*paragraphs: str, title: str = TITLE) -> bytes:
    body = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
    body += "".join(f"<p>{text}</p>" for text in (*paragraphs, FILLING))
    return ok(body.encode(), "Content-Type: text/html; charset=utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "lib", title="L") as made:
        yield made


def has(library: Library, id: str, url: str, *, title: str = TITLE, quote: str = QUOTE) -> None:
    entry = Entry(
        id=id,
        title=title,
        addresses=(Address(url=url),),
        excerpts=(Excerpt(id="x", paragraphs=(quote,)),) if quote else (),
    )
    library.put([entry], who="me")


def look(library: Library, *ids: str, day: float = 0, **how: Any) -> dict[str, Check]:
    """Check, on a day; the checks by the id of the first entry that has the address."""
    entries = [library.entry(id) for id in ids] if ids else None
    found = library.check_links(
        entries, delay=0.0, bounds=BOUNDS, now=lambda: BEGAN + timedelta(days=day), **how
    )
    return {found.entries[check.key][0]: check for check in found.checks}


def test_each_address_gets_its_standing_with_a_reason(library: Library) -> None:
    sorry = ok(b"<title>Page not found</title><h1>Page not found</h1>", "Content-Type: text/html")
    answers = {
        "/here": page(QUOTE),
        "/old": moved("/here"),
        "/away": moved("/"),
        "/": page("Welcome.", title="The Harbour Post"),
        "/rewritten": page("Sixty boats were painted in the old yard while it rained."),
        "/sorry": sorry,
        "/busy": ok(b"", status="503 Busy"),
    }
    with serving(dict(answers)) as server:
        for path in (*answers, "/nowhere"):
            has(library, path[1:] or "front", server.url(path))
        found = look(library)
    assert {id: check.standing for id, check in found.items()} == {
        "here": "alive", "old": "moved", "away": "unsure", "front": "changed",
        "rewritten": "changed", "sorry": "soft gone", "busy": "unsure", "nowhere": "unsure",
    }  # fmt: skip
    assert all(check.why for check in found.values())
    for id, check in found.items():
        (address,) = library.entry(id).addresses
        assert (address.standing, address.checked) == (check.standing, check.at)
        assert library.store.checks_of([check.key]) == {check.key: (check,)}


def test_an_address_that_stands_as_before_leaves_its_entry_alone(library: Library) -> None:
    with serving({"/here": page(QUOTE)}) as server:
        has(library, "a", server.url("/here"))
        look(library)
        first = library.entry("a")
        assert look(library, day=29) == {}
        assert look(library, day=31)["a"].standing == "alive"
    assert library.entry("a") == first
    assert len(next(iter(library.store.checks_of([orders([first])[0].key]).values()))) == 2


def test_what_is_not_found_is_asked_again_and_gone_after_days(library: Library) -> None:
    with serving({}) as server:
        has(library, "a", server.url("/nowhere"))
        standings = [
            found["a"].standing for day in (0, 0.5, 1, 2, 4, 8) if (found := look(library, day=day))
        ]
    assert standings == ["unsure", "unsure", "unsure", "gone"]  # days 0, 1, 4, 8
    assert library.entry("a").addresses[0].standing == "gone"
    assert "since 1 March 2026" in library.store.last_checks().popitem()[1].why


def test_a_file_whose_head_tells_of_a_page_is_read(library: Library) -> None:
    answers: dict[str, Any] = {"/a.pdf": ok(b"%PDF-1.4 x", "Content-Type: application/pdf")}
    with serving(answers) as server:
        has(library, "a", server.url("/a.pdf"), quote="")
        assert look(library)["a"].standing == "alive"
        assert look(library, day=31)["a"].how == "HEAD"
        answers["/a.pdf"] = page("Welcome.", title="The Harbour Post")
        check = look(library, day=62)["a"]
    assert (check.how, check.standing) == ("GET", "unsure")
    assert "where a file was" in check.why


def test_entries_can_be_named(library: Library) -> None:
    with serving({"/here": page(QUOTE), "/there": page(QUOTE)}) as server:
        has(library, "a", server.url("/here"))
        has(library, "b", server.url("/there"))
        assert set(look(library, "b")) == {"b"}


def test_a_dry_run_keeps_nothing(library: Library) -> None:
    with serving({"/here": page(QUOTE)}) as server:
        has(library, "a", server.url("/here"))
        change = library.store.last_change()
        assert look(library, keep=False)["a"].standing == "alive"
    assert library.store.last_change() == change


def test_a_run_over_all_that_was_stopped_is_gone_on_with(library: Library) -> None:
    with serving({f"/{n}": page(QUOTE) for n in range(6)}) as server:
        for n in range(6):
            has(library, f"e{n}", server.url(f"/{n}"))
        seen: list[Check] = []

        def stop(check: Check) -> None:
            seen.append(check)
            if len(seen) == 3:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            look(library, every=True, heard=stop)
        assert len(library.store.last_checks()) == 3
        rest = look(library, every=True, day=1)
        assert {check.url for check in rest.values()}.isdisjoint(check.url for check in seen)
        assert len(rest) == 3
        assert len(look(library, every=True, day=2)) == 6  # that run was done


def test_a_machine_without_a_connection_condemns_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(host: str, _: int) -> list[str]:
        raise Failed("dns", f"the name {host} leads nowhere")

    monkeypatch.setattr("sourcebook.check.links.checking.connected", lambda: False)
    for n in range(3):
        has(library, f"e{n}", f"https://site-{n}.example.org/a")
    with pytest.raises(Refused, match="not to be connected"):
        library.check_links(delay=0.0, bounds=Bounds(), resolve=nowhere)
    assert library.store.last_checks() == {}
    monkeypatch.setattr("sourcebook.check.links.checking.connected", lambda: True)
    found = library.check_links(delay=0.0, bounds=Bounds(), resolve=nowhere)
    assert [check.fault for check in found.checks] == ["dns"] * 3


def test_a_weary_host_is_left_for_another_run(library: Library) -> None:
    wait = ok(b"", "Retry-After: 100000", status="429 Slow down")
    with serving({f"/{n}": wait for n in range(4)}) as server:
        for n in range(4):
            has(library, f"e{n}", server.url(f"/{n}"))
        found = library.check_links(delay=0.0, bounds=BOUNDS)
    assert len(found.checks) == 1
    assert len(found.deferred) == 3


def test_an_address_there_was_no_room_for_is_left_for_another_run() -> None:
    class Full:
        async def visit(self, url: str, _: str = "GET") -> Visited:
            return Visited(trip=Trip(url=url, rule="no room", why="this machine has no room"))

    class Nothing:
        async def of(self, _: int) -> Known:
            return Known(expected=Expected())

    async def never(*_: Any) -> Any:
        raise AssertionError

    some = [Order(url=f"http://h{n}.example/", key=f"h{n}.example", entries=()) for n in range(3)]
    run = Run(
        some, visits=cast(Visits, Full()), known=Nothing(), compare=never, give=never, delay=0.0
    )
    asyncio.run(asyncio.wait_for(run.go(), 10))
    assert sorted(run.deferred) == [0, 1, 2]
