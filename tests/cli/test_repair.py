"""``repair`` as a person uses it: looking, listing, deciding, taking back."""

import json
from pathlib import Path

import pytest

from check.moves.site import OLD, QUOTE, TITLE, article, entry, front, html, settings
from cli.conftest import Run
from collect.web.server import moved, ok, serving
from sourcebook.cli import repairing
from sourcebook.library import Library
from sourcebook.read import Job, read
from sourcebook.records import Address, Entry, Suggestion, Text

NEW = "/stories/port-city-opens-second-shelter.html"


class Here:
    """Reads in this process: starting another takes seconds."""

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, job: Job) -> Text:
        return read(job.data, url=job.url)


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setenv("SOURCEBOOK_LOOPBACK", "1")
    if "slow" not in request.keywords:
        monkeypatch.setattr("sourcebook.read.Pool", Here)


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "lib"
    assert run("new", folder).code == 0
    settings(folder, doi_resolver="http://127.0.0.1:9/", handle_resolver="http://127.0.0.1:9/")
    return folder


def fill(folder: Path, *entries: Entry) -> None:
    with Library.open(folder) as library:
        library.put(entries)


def pair(server_url: str) -> Entry:
    """An entry that shows how the site moved."""
    return Entry(
        id="beds", title="Beds",
        addresses=(Address(url=f"{server_url}/news/2009/beds.shtml", standing="gone"),
                   Address(url=f"{server_url}/stories/beds.html", standing="alive")),
    )  # fmt: skip


@pytest.mark.slow
def test_pages_are_read_in_processes_of_their_own(run: Run, empty: Path) -> None:
    with serving({NEW: article(), "/": front()}) as server:
        fill(empty, entry(server.url(OLD)), pair(server.url("")))
        assert "1 suggestion (1 exact)" in run("repair", cwd=empty).out


def test_a_move_is_found_listed_accepted_and_taken_back(run: Run, empty: Path) -> None:
    with serving({NEW: article(), "/": front()}) as server:
        fill(empty, entry(server.url(OLD)), pair(server.url("")))
        said = run("repair", cwd=empty)
        assert said.code == 0, said.err
        assert server.url(NEW) in said.out
        assert "exact" in said.out
        assert "the site moved its pages that way" in said.out
        assert "the passage quoted stands there word for word" in said.out
        assert "1 address looked for, 1 suggestion (1 exact)." in said.out
        listed = json.loads(run("repair", "--list", "--json", cwd=empty).out)
    (one,) = listed
    assert (one["entry"], one["url"], one["target"]) == (
        "coast-shelter",
        server.url(OLD),
        server.url(NEW),
    )
    with Library.open(empty) as library:
        assert len(library.entry("coast-shelter").addresses) == 1  # nothing is applied yet
    taken = run("repair", "--accept", one["id"], "--why", "looked at it", cwd=empty)
    assert taken.code == 0, taken.err
    with Library.open(empty) as library:
        old, new = library.entry("coast-shelter").addresses
        assert (old.standing, new.standing, new.url) == ("gone", "alive", server.url(NEW))
        number = library.log(limit=1)[0].number
        assert library.log(limit=1)[0].why == "looked at it"
        assert run("undo", number, cwd=empty).code == 0
        assert len(library.entry("coast-shelter").addresses) == 1
        (open_,) = library.store.suggestions(decision="open")
        assert open_.id == one["id"]
    again = run("repair", "--accept", one["id"][:12], cwd=empty)  # the beginning of an id is enough
    assert again.code == 0, again.err
    twice = run("repair", "--accept", one["id"], cwd=empty)
    assert twice.code == 2
    assert "was accepted" in twice.err


def test_exact_ones_are_accepted_together_and_others_are_not(run: Run, empty: Path) -> None:
    other = "/stories/the-council-counts-its-ferry-beds-again.html"
    title = "The Council Counts Its Ferry Beds Again"
    with serving({NEW: article(), other: article(title, "Another text."), "/": front()}) as server:
        vague = entry(
            server.url("/news/2006/the-council-counts-its-ferry-beds-again.shtml"),
            title=title,
            quote="",
        )
        fill(empty, entry(server.url(OLD)), Entry(id="vague", title=title, addresses=vague.addresses),
             pair(server.url("")))  # fmt: skip
        assert "2 suggestions (1 exact)" in run("repair", cwd=empty).out
        dry = run("repair", "--accept", "exact", "--dry-run", cwd=empty)
        assert "Nothing was kept" in dry.out
        said = run("repair", "--accept", "exact", cwd=empty)
    assert said.out.count("accepted") == 1
    assert "coast-shelter: accepted" in said.out
    assert "No suggestion is exact" in run("repair", "--accept", "exact", cwd=empty).out
    assert "1 suggestion waits" in run("repair", "--list", cwd=empty).out


def test_what_was_declined_is_never_proposed_again(run: Run, empty: Path) -> None:
    with serving({NEW: article(), "/": front()}) as server:
        fill(empty, entry(server.url(OLD)), pair(server.url("")))
        run("repair", cwd=empty)
        said = run("repair", "--decline", "coast-shelter", "--why", "no", cwd=empty)
        assert "declined" in said.out
        again = run("repair", "coast-shelter", cwd=empty)
        assert "no new address found" in again.out
        assert "0 suggestions" in again.out
    with Library.open(empty) as library:
        (one,) = library.store.suggestions()
        assert (one.decision, one.why) == ("declined", "no")


def test_a_run_goes_on_where_it_stopped(run: Run, empty: Path) -> None:
    with serving({"/": front()}) as server:
        fill(empty, entry(server.url(OLD)))
        assert "no new address found" in run("repair", cwd=empty).out
        count = len(server.asked)
        assert "wasn't looked for in the last 30 days" in run("repair", cwd=empty).out
        assert len(server.asked) == count
        (empty / "index" / "moves.jsonl").write_text("{broken\n\xff\n")
        assert "no new address found" in run("repair", cwd=empty).out


def test_nothing_is_kept_or_fetched_where_that_was_asked(run: Run, empty: Path) -> None:
    with serving({NEW: article(), "/": front()}) as server:
        fill(empty, entry(server.url(OLD)), pair(server.url("")))
        said = run("repair", "--offline", cwd=empty)
        assert server.url(NEW) in said.out
        assert "these are guesses" in said.out
        assert server.asked == []
        dry = run("repair", "--dry-run", cwd=empty)
        assert "Nothing was kept (--dry-run)." in dry.out
    with Library.open(empty) as library:
        assert library.store.suggestions() == []
    assert not (empty / "index" / "moves.jsonl").exists()
    offline = json.loads(run("repair", "--offline", "--json", cwd=empty).out)
    assert offline[0]["target"] == server.url(NEW)


def test_programs_get_what_was_looked_for_too(run: Run, empty: Path) -> None:
    with serving({OLD: moved("/"), "/": front()}) as server:
        fill(empty, entry(server.url(OLD)))
        told = json.loads(run("repair", "--json", cwd=empty).out)
    assert told["suggestions"] == []
    (looked,) = told["looked"]
    assert (looked["entry"], looked["why"], looked["suggestion"]) == ("coast-shelter", "gone", None)
    assert "is a site's front page" in [one["why"] for one in looked["tried"]]


def test_an_address_that_answers_again_is_said_so(run: Run, empty: Path) -> None:
    with serving({OLD: article()}) as server:
        fill(empty, entry(server.url(OLD)))
        assert "answers again" in run("repair", cwd=empty).out


def test_a_lost_original_is_found_by_the_engine_that_is_set(run: Run, empty: Path) -> None:
    with serving({"/x": article()}) as server, serving({}) as engine:
        engine.answers["/q"] = html("Results", f'<a href="{server.url("/x")}">{TITLE}</a>')
        settings(empty, search_engine=engine.url("/q?q={query}"))
        lost = entry("http://127.0.0.1:9/", title=TITLE)
        fill(empty, Entry(id="lost", title=TITLE, lost=True, excerpts=lost.excerpts,
                          addresses=(Address(as_written="At one time … [here]"),)))  # fmt: skip
        assert server.url("/x") in run("repair", cwd=empty).out
        run("repair", "--accept", "exact", cwd=empty)
    with Library.open(empty) as library:
        assert [one.url for one in library.entry("lost").addresses] == [None, server.url("/x")]


def test_a_person_is_asked_about_each(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({NEW: article(), "/": front()}) as server:
        fill(empty, entry(server.url(OLD)), pair(server.url("")))
        monkeypatch.setattr(repairing, "_asks", lambda _: True)
        answers = iter(["y"])
        monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
        said = run("repair", cwd=empty)
    assert "Kept as change" in said.out
    with Library.open(empty) as library:
        assert len(library.entry("coast-shelter").addresses) == 2


def test_a_dry_run_asks_for_no_decision(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(empty, Entry(id="a", title="A"))
    waits = Suggestion(id="move-1", kind="move", entry="a", url="http://a.example/",
                       target="http://a.example/1", how="rule")  # fmt: skip
    with Library.open(empty) as library:
        library.put([waits])
    monkeypatch.setattr(repairing, "_asks", lambda _: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: pytest.fail("asked"))
    assert "1 suggestion waits" in run("repair", "--list", "--dry-run", cwd=empty).out


def test_mistakes_are_said_plainly(run: Run, empty: Path) -> None:
    assert "No address was ever checked" in run("repair", cwd=empty).out
    unknown = run("repair", "--accept", "move-0", cwd=empty)
    assert unknown.code == 3
    assert "sourcebook repair --list" in unknown.err
    assert run("repair", "--list", "--offline", cwd=empty).code == 2
    assert run("repair", "nobody", cwd=empty).code == 3
    assert run("repair", "--accept", "exact", "--accept", "x", cwd=empty).code == 2
    fill(empty, Entry(id="a", title="A"))
    two = [Suggestion(id=f"move-{n:016}", kind="move", entry="a", url="http://a.example/",
                      target=f"http://a.example/{n}", how="rule") for n in (1, 2)]  # fmt: skip
    with Library.open(empty) as library:
        library.put(two)
    either = run("repair", "--accept", "a", cwd=empty)
    assert either.code == 2
    assert "may be any of 2" in either.err
    settings(empty, search_engine="http://search.example/?q=")
    wrong = run("repair", cwd=empty)
    assert wrong.code == 4
    assert "{query}" in wrong.err


def test_a_hostile_site_ends_in_words(run: Run, empty: Path) -> None:
    answers = {"/": front(), OLD: b"\x00\xff garbage", "/robots.txt": ok(b"\xff" * 1000),
               "/sitemap.xml": ok(b"\x1f\x8b broken"), "/feed/": ok(b"{" * 5000)}  # fmt: skip
    with serving(dict(answers)) as server:
        fill(empty, entry(server.url(OLD), title="\x00 " + TITLE, quote=QUOTE))
        said = run("repair", cwd=empty)
    assert said.code == 0
    assert "Traceback" not in said.err
    assert "no new address found" in said.out
