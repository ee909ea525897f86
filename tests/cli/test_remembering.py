"""``mementos`` and ``submit`` as a person uses them, against an archive on loopback."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from check.mementos.words import OTHER, QUOTE, URL, Here, entry, page
from cli.conftest import Run
from collect.web.archive import Archive, Copy, archiving
from collect.web.server import ok
from sourcebook import settings as settings_file
from sourcebook.library import Library
from sourcebook.records import Address, Entry, Suggestion
from sourcebook.store import database

GOOD, BAD = page(QUOTE), page("This story is no longer here, but there are many others to read.")


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCEBOOK_LOOPBACK", "1")
    monkeypatch.setattr(database, "SYNCHRONOUS", "OFF")
    monkeypatch.setattr("sourcebook.read.Pool", Here)


def library(tmp_path: Path, archive: Archive, entries: Sequence[Entry], **more: object) -> Path:
    folder = tmp_path / "lib"
    made = {"archives": tuple(archive.lines()), "capture_delay": 0.0, **more}
    with Library.create(folder, title="A library", **made) as opened:
        opened.put(entries)
    return folder


def one_entry(folder: Path, id: str = "bread") -> Entry:
    with Library.open(folder) as opened:
        return opened.entry(id)


def suggestions(folder: Path) -> list[Suggestion]:
    with Library.open(folder) as opened:
        return opened.store.suggestions()


def test_a_copy_is_proposed_and_nothing_is_applied(run: Run, tmp_path: Path) -> None:
    with archiving([Copy(URL, "20081203000000", GOOD)]) as archive:
        folder = library(tmp_path, archive, [entry(QUOTE)])
        said = run("mementos", cwd=folder)
        assert said.code == 0, said.err
        assert f"{URL}: {archive.memento(archive.copies[0])} proposed" in said.out
        assert "1 address: a copy of 1 was found." in said.out
        found = suggestions(folder)
        assert [(s.decision, s.exact, s.kind, s.entry) for s in found] == [
            ("open", True, "memento", "bread")
        ]
        assert one_entry(folder).addresses[0].mementos == ()
        asked = len(archive.server.asked)
        assert "No address needs a copy" in run("mementos", cwd=folder).out
        assert len(archive.server.asked) == asked


def test_with_accept_exact_those_that_stand_are_put_on_record(run: Run, tmp_path: Path) -> None:
    near = page(QUOTE.replace("forty", "fourteen"))
    other = "http://news.example/story/2"
    copies = [Copy(URL, "20081203000000", GOOD), Copy(other, "20081203000000", near)]
    with archiving(copies) as archive:
        folder = library(tmp_path, archive, [entry(QUOTE), entry(QUOTE, id="near", url=other)])
        assert run("mementos", cwd=folder).code == 0  # proposed first, accepted by a later run
        said = run("mementos", "--accept", "exact", "--why", "a rule", "--json", cwd=folder)
        told = json.loads(said.out)
        assert (told["accepted"], told["addresses"]) == (1, 1)
    memento = one_entry(folder).addresses[0].mementos[0]
    assert memento.url == archive.memento(copies[0])
    assert one_entry(folder, "near").addresses[0].mementos == ()
    decided = {s.entry: (s.decision, s.decided_by, s.why) for s in suggestions(folder)}
    assert decided == {"bread": ("accepted", "a tester", "a rule"), "near": ("open", "", "")}
    with Library.open(folder) as opened:
        assert opened.log(record="bread")[0].what == f"accept a memento of {URL}"


def test_kept_copies_are_captures_that_quotes_are_checked_against(run: Run, tmp_path: Path) -> None:
    copies = [Copy(URL, "20081202000000", BAD), Copy(URL, "20081203101112", GOOD)]
    with archiving(copies) as archive:
        folder = library(tmp_path, archive, [entry(QUOTE)])
        said = run("mementos", "--accept", "exact", "--keep", cwd=folder)
        assert said.code == 0, said.err
        assert "kept as 20081203101112-" in said.out
        again = run("mementos", "--accept", "exact", "--keep", cwd=folder)
        assert "No address needs a copy" in again.out
    with Library.open(folder) as opened:
        [capture] = list(opened.captures())
        assert (capture.url, capture.at, capture.how) == (URL, "2008-12-03T10:11:12Z", "imported")
        assert capture.note == f"memento {archive.memento(copies[1])}"
        assert opened.payload(capture) == GOOD
        assert opened.entry("bread").addresses[0].captures == (capture.id,)
        assert opened.entry("bread").addresses[0].checked is None
    assert "1 verified" in run("check", "quotes", cwd=folder).out
    assert run("check", "fixity", cwd=folder).code == 0
    assert run("check", cwd=folder).code == 0


def test_a_memento_accepted_before_is_kept_when_that_is_asked(run: Run, tmp_path: Path) -> None:
    with archiving([Copy(URL, "20081203101112", GOOD)]) as archive:
        folder = library(tmp_path, archive, [entry(QUOTE)])
        assert run("mementos", "--accept", "exact", cwd=folder).code == 0
        said = run("mementos", "bread", "--keep", cwd=folder)
        assert "kept as 20081203101112-" in said.out
        assert "No address needs" in run("mementos", "--keep", cwd=folder).out


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    with archiving([Copy(URL, "20081203000000", GOOD)]) as archive:
        folder = library(tmp_path, archive, [entry(QUOTE)])
        with Library.open(folder) as opened:
            before = opened.store.last_change()
        said = run("mementos", "--accept", "exact", "--keep", "--dry-run", cwd=folder)
        assert "Nothing was kept (--dry-run)." in said.out
        with Library.open(folder) as opened:
            assert opened.store.last_change() == before
            assert list(opened.captures()) == []


def test_addresses_that_work_are_looked_for_only_when_asked(run: Run, tmp_path: Path) -> None:
    alive = entry(QUOTE)
    alive = replace(alive, addresses=(replace(alive.addresses[0], standing="alive"),))
    with archiving([Copy(URL, "20081203000000", GOOD)]) as archive:
        folder = library(tmp_path, archive, [alive])
        assert "add: --all" in run("mementos", "bread", cwd=folder).out
        assert "proposed" in run("mementos", "bread", "--all", cwd=folder).out


def test_what_was_declined_is_not_proposed_again(run: Run, tmp_path: Path) -> None:
    with archiving([Copy(URL, "20081203000000", GOOD)]) as archive:
        folder = library(tmp_path, archive, [entry(QUOTE)])
        run("mementos", cwd=folder)
        with Library.open(folder) as opened:
            [one] = opened.store.suggestions()
            opened.put([replace(one, decision="declined")])
        said = run("mementos", cwd=folder)
        assert "nothing found" in said.out
        assert [s.decision for s in suggestions(folder)] == ["declined"]


def test_what_was_found_before_a_stop_stays(tmp_path: Path) -> None:
    entries = [entry(QUOTE, id=f"e{n}", url=f"{URL}?{n}") for n in range(8)]
    with archiving([Copy(f"{URL}?{n}", "20081203000000", GOOD) for n in range(8)]) as archive:
        folder = library(tmp_path, archive, entries)
        with Library.open(folder) as opened:
            running = opened.find_mementos()
            next(running)
            next(running)
            running.close()
        assert len(suggestions(folder)) == 2
        with Library.open(folder) as opened:
            assert len(list(opened.find_mementos())) == 6


def test_archives_that_all_are_silent_are_an_error(run: Run, tmp_path: Path) -> None:
    with archiving([]) as archive:
        archive.closed["/"] = ok(b"", status="500 Oh")
        folder = library(tmp_path, archive, [entry(QUOTE)])
        said = run("mementos", cwd=folder)
    assert said.code == 1
    assert "none answered" in said.err
    assert "500" in said.err


def test_a_library_without_archives_is_told_the_setting(run: Run, tmp_path: Path) -> None:
    with Library.create(tmp_path / "lib", title="x", archives=()) as opened:
        opened.put([entry(QUOTE)])
    said = run("mementos", cwd=tmp_path / "lib")
    assert said.code == 2
    assert "archives" in said.err
    assert "library.toml" in said.err


@pytest.mark.parametrize(
    "word", ["nowhere http://a.example/", "cdx http://a.example/", "timegate ftp://a/"]
)
def test_an_archive_that_can_not_be_is_named(run: Run, tmp_path: Path, word: str) -> None:
    with Library.create(tmp_path / "lib", title="x"):
        pass
    file = tmp_path / "lib" / settings_file.FILE
    text = file.read_text().replace("timegate https://web.archive.org/web/", word)
    file.write_text(text)
    said = run("mementos", cwd=tmp_path / "lib")
    assert said.code == 4
    assert word in said.err


def test_robots_txt_of_an_archive_is_overridden_only_with_a_reason(
    run: Run, tmp_path: Path
) -> None:
    with archiving([Copy(URL, "20081203000000", GOOD)]) as archive:
        archive.closed["/robots.txt"] = ok(b"User-agent: *\nDisallow: /\n")
        folder = library(tmp_path, archive, [entry(QUOTE)])
        kept_out = run("mementos", cwd=folder)
        assert kept_out.code == 1
        assert "robots.txt" in kept_out.err
        assert run("mementos", "--ignore-robots", cwd=folder).code == 2
        assert run("submit", "bread", "--ignore-robots", cwd=folder).code == 2
        said = run("mementos", "--ignore-robots", "--why", "they allow us by mail", cwd=folder)
        assert "proposed" in said.out
    with Library.open(folder) as opened:
        assert opened.log(limit=1)[0].why == "they allow us by mail"


# --- submitting ------------------------------------------------------------------------------
def alive(*urls: str) -> Entry:
    made = entry(OTHER)
    return replace(made, addresses=tuple(Address(url=url, standing="alive") for url in urls))


def test_nothing_is_submitted_until_a_setting_says_where(run: Run, tmp_path: Path) -> None:
    with archiving([]) as archive:
        folder = library(tmp_path, archive, [alive(URL)])
        said = run("submit", "bread", cwd=folder)
        assert said.code == 2
        assert "submit_to" in said.err
        assert archive.server.asked == []


HERE = "/web/20261126100000/" + URL


@pytest.mark.parametrize(
    "answer",
    [
        ok(b"", f"Location: {HERE}", status="302 Found"),
        ok(b"saved", f"Content-Location: {HERE}"),
        ok(b"", f'Link: <{HERE}>; rel="memento"; datetime="Thu, 26 Nov 2026 10:00:00 GMT"'),
    ],
)
def test_a_copy_that_was_made_is_put_on_record(run: Run, tmp_path: Path, answer: bytes) -> None:
    with archiving([]) as archive:
        archive.closed["/save/"] = answer
        base = archive.server.url("/save/")
        folder = library(tmp_path, archive, [alive("https://news.example/1")], submit_to=base)
        said = run("submit", "bread", cwd=folder)
        assert said.code == 0, said.err
        assert "1 copy put on record." in said.out
        assert archive.asked("/save/") == ["/save/https://news.example/1"]
        memento = one_entry(folder).addresses[0].mementos[0]
        assert memento.url == archive.server.url(HERE)
        assert memento.at is not None
        assert memento.at.edtf == "2026-11-26"
        assert "Nothing to submit" in run("submit", "bread", cwd=folder).out


def test_an_answer_that_names_no_copy_is_told(run: Run, tmp_path: Path) -> None:
    with archiving([]) as archive:
        archive.closed["/save/"] = ok(b'{"job_id": "7"}', "Location: /save/status/7")
        base = archive.server.url("/save/")
        folder = library(tmp_path, archive, [alive("https://news.example/1")], submit_to=base)
        said = run("submit", "bread", cwd=folder)
        assert said.code == 0
        assert "doesn't say yet" in said.out
        assert one_entry(folder).addresses[0].mementos == ()


def test_an_archive_that_wants_no_more_is_sent_no_more(run: Run, tmp_path: Path) -> None:
    with archiving([]) as archive:
        archive.closed["/save/"] = ok(b"", "Retry-After: 900", status="429 Too Many Requests")
        base = archive.server.url("/save/")
        urls = [f"https://news.example/{n}" for n in range(4)]
        folder = library(tmp_path, archive, [alive(*urls)], submit_to=base)
        said = run("submit", "bread", cwd=folder)
        assert said.code == 1
        assert len(archive.asked("/save/")) == 1
        assert "429" in said.err


def test_what_is_nobodys_business_and_what_does_not_work_is_not_submitted(
    run: Run, tmp_path: Path
) -> None:
    with archiving([]) as archive:
        base = archive.server.url("/save/")
        one = alive(
            "http://router.local/admin", "http://me:secret@news.example/", "http://10.0.0.8/x"
        )
        one = replace(
            one, addresses=(*one.addresses, Address(url="http://gone.example/", standing="gone"))
        )
        folder = library(tmp_path, archive, [one], submit_to=base)
        said = run("submit", "bread", cwd=folder)
        assert archive.asked("/save/") == []
        assert said.out.count("isn't submitted") == 3
