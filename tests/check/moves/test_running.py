"""A run over a library: what it keeps when it is stopped, what it learns from, what it leaves alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from check.moves.site import LIMITS, OLD, QUOTE, TITLE, article, front
from collect.web.server import Server, serving
from sourcebook.check.moves.applying import decide, suggestion_of
from sourcebook.check.moves.running import Moves
from sourcebook.check.moves.sources import Elsewhere
from sourcebook.check.moves.teaching import guesses, rules_of
from sourcebook.check.moves.trying import tried
from sourcebook.collect.web.visiting import Visitor
from sourcebook.errors import Conflict, Missing
from sourcebook.library import Library
from sourcebook.read import read
from sourcebook.records import Address, Check, Entry, Excerpt, Hop, Page, Subject, Text
from sourcebook.store import database

NEW = "/stories/port-city-opens-second-shelter.html"
NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="module")
def _unsynchronised() -> None:
    database.SYNCHRONOUS = "OFF"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "lib", title="A library", curator="A. Keeper") as made:
        yield made


def moves(library: Library, **more: object) -> Moves:
    return Moves(
        library.store, library.folder,
        visitor=Visitor(limits=LIMITS, delay=0.0),
        payload=library.payload,
        read=lambda body, url: read(body, url=url),
        elsewhere=Elsewhere(doi="", handle=""),
        now=NOW,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def gone(id: str, url: str, *later: str) -> Entry:
    excerpts = (Excerpt(id="e", paragraphs=(QUOTE,)),)
    addresses = [
        Address(url=url, standing="gone"),
        *(Address(url=one, standing="alive") for one in later),
    ]
    return Entry(id=id, title=TITLE, addresses=tuple(addresses), excerpts=excerpts)


def pair(server: Server) -> Entry:
    old, new = server.url("/news/2009/beds.shtml"), server.url("/stories/beds.html")
    return gone("beds", old, new)


def test_a_run_that_is_stopped_keeps_what_it_found(library: Library) -> None:
    with serving({NEW: article(), "/": front()}) as server:
        library.put([pair(server), *(gone(f"e{n}", server.url(OLD)) for n in range(5))])
        run = moves(library)
        going = run.run(run.wanted(), who="me")
        first = next(going)
        going.close()
        assert first.suggestion is not None
        assert [one.id for one in library.store.suggestions()] == [first.suggestion.id]
        again = moves(library)
        left = again.wanted()
        assert len(left) == 4
        assert sum(one.suggestion is not None for one in again.run(left, who="me")) == 4
        named = again.wanted([library.entry("e0")])
        (known,) = again.run(named, who="me")
        assert known.known


def test_redirects_that_checks_saw_teach_rules(library: Library) -> None:
    old, new = "http://a.example/old/x", "http://a.example/new/x"
    check = Check(
        id="2026-11-26/1-a", key="a.example/old/x", url=old, at="2026-11-26T00:00:00Z",
        hops=(Hop(url=old, status=301), Hop(url=new, status=200)), standing="moved",
    )  # fmt: skip
    library.put([check, gone("a", "http://a.example/old/y")])
    assert rules_of(library.store)[0].new == "http://a.example/new/{rest}"
    ((entry, was, may, _), *_) = guesses(library.store)
    assert (entry, was, may) == ("a", "http://a.example/old/y", "http://a.example/new/y")


def test_pages_of_the_library_itself_are_no_source(library: Library) -> None:
    page = Page(
        id="poverty/x", theme="poverty", subject=Subject(kind="name", name="x"),
        address="http://library.example/poverty/X.htm",
    )  # fmt: skip
    library.put([page, gone("a", "http://a.example/old/y")])
    (wanted,) = moves(library).wanted()
    assert moves(library).case(wanted).own == frozenset({"library.example"})


def broken(body: bytes, url: str) -> Text:
    raise RuntimeError(f"broken at {len(body)} bytes of {url}")


def test_one_fault_ends_one_search(library: Library) -> None:
    with serving({NEW: article(), "/": front()}) as server:
        library.put([pair(server), gone("a", server.url(OLD)), gone("b", server.url(f"{OLD}x"))])
        run = moves(library)
        run._read = broken
        looked = list(run.run(run.wanted(), who="me"))
    assert any(one.fault.startswith("RuntimeError: broken") for one in looked)
    assert tried(library.folder).keys() == {one.wanted.key for one in looked if not one.fault}


def test_a_decision_on_what_changed_meanwhile_is_refused(library: Library) -> None:
    with serving({NEW: article(), "/": front()}) as server:
        library.put([pair(server), gone("a", server.url(OLD))])
        run = moves(library)
        (looked,) = run.run(run.wanted(), who="me")
    assert looked.suggestion is not None
    stale = looked.suggestion
    decide(library.store, suggestion_of(library.store, "a"), accept=False, who="me")
    with pytest.raises(Conflict):
        decide(library.store, stale, accept=True, who="me")
    library.remove("a", why="withdrawn")
    with pytest.raises(Missing):
        decide(library.store, stale, accept=True, who="me")
