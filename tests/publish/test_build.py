"""Builds: whole ones, those of what changed, and those that are stopped."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import structs

from publish import sample
from publish.comparing import said
from sourcebook.claims import Claim
from sourcebook.errors import Conflict, NoRoom, Refused, SourcebookError
from sourcebook.library import Library
from sourcebook.publish import sheets, tree
from sourcebook.publish.build import build
from sourcebook.publish.searching import beside
from sourcebook.publish.state import State
from sourcebook.records import (
    Address,
    AddressStanding,
    Page,
    Placement,
    Section,
    Series,
    Stored,
    Subject,
    Suggestion,
)
from sourcebook.store import Kept


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The sample library, open."""
    with sample.library(tmp_path / "lib", base="https://library.example/") as made:
        yield made


def test_the_same_library_gives_the_same_bytes(library: Library, tmp_path: Path) -> None:
    build(library, out=tmp_path / "one")
    build(library, out=tmp_path / "two")
    assert sample.files(tmp_path / "one") == sample.files(tmp_path / "two")


def test_a_second_build_writes_nothing_and_leaves_the_times(library: Library) -> None:
    first = build(library)
    site = library.folder / "site"
    times = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    second = build(library)
    whole = build(library, full=True)
    assert first.written > 100
    assert second.written == whole.written == 0
    assert second.unchanged == first.written
    assert not second.full
    assert whole.full
    assert times == {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}


def test_a_changed_entry_changes_the_pages_that_show_it_and_no_other(library: Library) -> None:
    build(library)
    site = library.folder / "site"
    before = sample.files(site)
    entry = library.entry("shelter")
    library.put([structs.replace(entry, title="Port City Opens a Shelter")])
    built = build(library)
    after = sample.files(site)
    changed = {path for path in after if after[path] != before.get(path)}
    assert built.written == len(changed)
    assert not built.full
    assert {
        "entries/shelter.html",
        "human-trafficking/kazakhstan.html",
        "street-children/kazakhstan.bib",
        "human-trafficking/aspects/protection.html",
        "publishers/coast-daily-news.html",
        "timeline/2005.html",
        "data/2005.csl.json",
        "titles/p.html",
        "index.html",
    } <= changed
    found = {path for path in changed if path.startswith("search/")}
    changed -= found
    assert any("Port City Opens a Shelter" in after[path].decode() for path in found)
    assert not any(path.startswith(("entries/offers", "countries/kyrgyz")) for path in changed)
    said = {path: after[path].decode() for path in changed}
    for path in changed - {"sitemap.xml"}:  # BibLaTeX keeps capitals in braces
        words = re.sub("[{}]", "", said[path]) if path.endswith(".bib") else said[path]
        assert "Port City Opens a Shelter" in words


def test_a_withdrawn_entry_and_page_leave_a_page_that_says_so(library: Library) -> None:
    build(library)
    library.remove("offers", why="It named a child.")
    library.remove("human-trafficking/kyrgyzstan", why="Merged.")
    build(library)
    site = library.folder / "site"
    gone = (site / "entries/offers.html").read_text()
    assert "Withdrawn" in gone
    assert "It named a child." in gone
    assert "contract" not in gone
    assert "Merged." in (site / "human-trafficking/kyrgyzstan.html").read_text()
    assert not (site / "human-trafficking/kyrgyzstan.bib").exists()
    assert not (site / "publishers/the-steppe-herald.html").exists()
    assert "contract" not in "".join(
        data.decode() for path, data in sample.files(site).items() if not path.startswith("assets")
    )


def _mutate(dice: random.Random, library: Library, number: int) -> None:
    """One random change of any kind."""
    entries = {entry.id: entry for entry in library.entries()}
    pages = list(library.pages())
    chosen: list[Kept] = []
    what = dice.randrange(16)
    one = dice.choice(list(entries.values()))
    place = dice.choice(pages)
    if what == 0:
        chosen = [structs.replace(one, title=f"{one.title} {number}")]
    elif what == 1:
        chosen = [
            structs.replace(
                one, publisher=dice.choice(["Coast Daily News", "coast daily news", "Гавань", ""])
            )
        ]
    elif what == 2:
        chosen = [
            structs.replace(
                one,
                issued=dice.choice([e.issued for e in entries.values()]),
                countries=dice.choice([("KZ",), ("KG", "RU"), ()]),
            )
        ]
    elif what == 3:
        excerpts = tuple(
            structs.replace(
                x,
                aspects=dice.choice([("begging",), ("deception", "poverty"), ("not-a-word",), ()]),
            )
            for x in one.excerpts
        )
        chosen = [structs.replace(one, excerpts=excerpts, edition=str(dice.randint(2000, 2020)))]
    elif what == 4 and len(entries) > 3:
        library.remove(one.id, why="because")
    elif what == 5:
        chosen = [
            sample.entry(
                f"new-{number}",
                issued=one.issued,
                series=dice.choice(["", "yearly"]),
                edition=str(number + 2000),
            )
        ]
    elif what == 6:
        ids = dice.sample(sorted(entries), k=min(3, len(entries)))
        placed = tuple(
            Placement(entry=id, excerpts=tuple(x.id for x in entries[id].excerpts)) for id in ids
        )
        chosen = [
            structs.replace(place, sections=(Section(heading="featured", placements=placed),))
        ]
    elif what == 7:
        code, slug = dice.choice(
            [("UZ", "uzbekistan"), ("CN", "china"), ("ZZ", "nowhere"), ("KG", "kyrgyzstan")]
        )
        theme = dice.choice([sample.HT, sample.ST])
        chosen = [sample.page(theme, code, slug, sample.section("archives", one.id))]
    elif len(pages) > 2 and what == 8:
        library.remove(place.id, why="because")
    elif what in (9, 10) and one.addresses:
        url = one.addresses[0].url or ""
        standing = dice.choice(get_args(AddressStanding))
        found = sample.check(url, f"2026-11-{number + 1:02}T0{dice.randrange(10)}:00:00Z", standing)
        chosen = [found]
        if what == 10:  # its verdict is kept with the entry too
            first = structs.replace(one.addresses[0], standing=standing, checked=found.at)
            chosen.append(structs.replace(one, addresses=(first, *one.addresses[1:])))
    elif what == 11:
        chosen = [
            Suggestion(
                id=f"s{number}",
                kind="move",
                entry=one.id,
                url=one.addresses[0].url or "",
                target="https://new.example/",
                how="rule",
                decision=dice.choice(["open", "declined"]),
            )
        ]
    elif what in (13, 14):
        made = _claim(dice, one.id)
        chosen = [made]
        if what == 14 and (there := list(library.claims())):
            before = dice.choice(there)
            decision = dice.choice(["open", "accepted", "declined"])
            chosen.append(structs.replace(before, decision=decision))
    elif what == 15 and (there := list(library.claims())):
        library.store.commit([(dice.choice(there), None)], who="me", what="no longer proposed")
    elif what == 12:
        last = library.log(limit=1)[0].number
        with suppress(SourcebookError):  # what was withdrawn can't be taken back
            if last > 1:
                library.undo(last)
    if chosen:
        library.put(chosen)


def _claim(dice: random.Random, entry: str) -> Claim:
    """A claim of any kind, about countries with and without pages."""
    of: dict[str, Any] = {
        "entry": entry,
        "decision": dice.choice(["open", "accepted", "accepted", "declined"]),
    }
    of["year"] = dice.choice([2005, 2009, None])
    code = dice.choice(["KZ", "KG", "UZ", "RU", "CN"])
    made = [
        lambda: said.role(code, dice.choice(["source", "transit"]), claim=of),
        lambda: said.route(code, dice.choice(["RU", "AE"]), claim=of),
        lambda: said.aspect(code, "precursor", dice.choice(["poverty", "hunger"]), **of),
        lambda: said.aspect(code, "purpose", "begging", **of),
        lambda: said.rating(code, 2009, dice.choice(["1", "2"]), entry=entry),
        lambda: said.figure(code, 300, "women", claim=of),
    ]
    return dice.choice(made)()


@pytest.mark.parametrize("seed", [3])
def test_building_what_changed_gives_what_a_whole_build_gives(
    library: Library, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    build(library)
    for number in range(5):
        for _ in range(dice.randint(1, 2)):
            _mutate(dice, library, number)
        build(library)
        fresh = tmp_path / f"fresh-{number}"
        build(library, out=fresh)
        ours, whole = sample.files(library.folder / "site"), sample.files(fresh)
        assert sorted(ours) == sorted(whole)
        assert [path for path in whole if ours[path] != whole[path]] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_building_what_changed_gives_what_a_whole_build_gives_again_and_again(
    library: Library, tmp_path: Path, seed: int
) -> None:
    test_building_what_changed_gives_what_a_whole_build_gives(library, tmp_path, seed)


def _standing(library: Library, id: str, standing: AddressStanding, at: str, **more: str) -> None:
    entry = library.entry(id)
    address = structs.replace(entry.addresses[0], standing=standing, checked=at)
    found = sample.check(address.url or "", at, standing, **more)
    library.put([found, structs.replace(entry, addresses=(address,))])


def test_a_check_makes_the_pages_of_its_entries_anew_and_no_other(library: Library) -> None:
    build(library)
    site = library.folder / "site"
    before = sample.files(site)
    library.put(
        [
            sample.check(
                "http://www.coastdaily.example/news/shelter#p2", "2026-11-26T10:00:00Z", "unsure"
            )
        ]
    )
    built = build(library)
    after = sample.files(site)
    assert not built.full
    assert {path for path in after if after[path] != before.get(path)} == {"entries/shelter.html"}
    assert "What its checks found" in after["entries/shelter.html"].decode()
    _standing(library, "shelter", "gone", "2026-11-29T10:00:00Z")
    build(library)
    now = sample.files(site)
    changed = {path for path in now if now[path] != after.get(path)}
    assert {
        "entries/shelter.html",
        "health/index.html",
        "human-trafficking/kazakhstan.html",
        "street-children/kazakhstan.html",
    } <= changed
    assert not any(path.startswith(("entries/offers", "publishers/", "data/")) for path in changed)
    said = now["street-children/kazakhstan.html"].decode()
    assert "× gone since 29 November 2026 (answers 404)" in said
    assert "0 of 2 addresses alive" in said


def test_a_check_of_a_page_is_told_of_each_address_that_names_a_place_on_it(tmp_path: Path) -> None:
    kept: list[Stored] = [
        sample.entry(f"part-{n}", addresses=(Address(url=f"https://a.example/all.html#{n}"),))
        for n in (1, 2)
    ]
    with sample.library(tmp_path / "lib", [*kept, sample.entry("other")]) as library:
        build(library)
        library.put([sample.check("https://a.example/all.html", "2026-11-26T10:00:00Z", "alive")])
        assert not build(library).full
        site = sample.files(library.folder / "site")
    for path in ("entries/part-1.html", "entries/part-2.html"):
        assert "What its checks found" in site[path].decode()
    assert "What its checks found" not in site["entries/other.html"].decode()


def test_checks_that_are_taken_back_are_told_no_more(library: Library, tmp_path: Path) -> None:
    _standing(library, "shelter", "gone", "2026-11-29T10:00:00Z")
    build(library)
    library.undo(library.log(limit=1)[0].number)
    build(library)
    build(library, out=tmp_path / "fresh")
    ours = sample.files(library.folder / "site")
    assert ours == sample.files(tmp_path / "fresh")
    assert "What its checks found" not in ours["entries/shelter.html"].decode()


@pytest.mark.slow
def test_many_dead_addresses_are_listed_on_several_pages(tmp_path: Path) -> None:
    dead = [
        sample.entry(
            f"dead-{n}",
            excerpts=(),
            addresses=(
                Address(url=f"https://a.example/{n}", standing="gone", checked="2026-01-05"),
            ),
        )
        for n in range(300)
    ]
    with sample.library(tmp_path / "lib", dead) as library:
        build(library)
        site = sample.files(library.folder / "site")
    pages = [path for path in site if path.startswith("health/")]
    assert len(pages) > 2
    assert sum(site[path].count(b"<code>sourcebook repair") for path in pages) == 300
    assert max(site[path].count(b"<code>") for path in pages) <= 140


# --- stopped builds -------------------------------------------------------------------------------
_WORKER = """
import sys
from msgspec import structs
from sourcebook.library import Library
from sourcebook.publish.build import build
from sourcebook.publish.searching import beside
if sys.argv[2] == "beside":
    beside.MANY, beside.processors = 0, lambda: 2
with Library.open(sys.argv[1]) as library:
    print("ready", flush=True)
    for turn in range(10_000):
        pair = [library.entry(id) for id in ("shelter", "offers")]
        title = "Title one" if pair[0].title != "Title one" else "Title two"
        library.put([structs.replace(entry, title=title) for entry in pair])
        build(library, full=turn % (5 if sys.argv[2] == "here" else 2) == 1)
"""


def _titled(library: Library, title: str) -> None:
    library.put([structs.replace(library.entry(id), title=title) for id in ("shelter", "offers")])


@pytest.mark.slow
@pytest.mark.parametrize("index", ["here", "beside"])
def test_a_build_killed_at_any_moment_leaves_one_whole_site(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, index: str
) -> None:
    if index == "beside":
        monkeypatch.setattr(beside, "MANY", 0)
        monkeypatch.setattr(beside, "processors", lambda: 2)
    whole = []
    for title in ("Title one", "Title two"):
        _titled(library, title)
        build(library, out=tmp_path / title)
        whole.append(sample.files(tmp_path / title))
    began = time.perf_counter()
    build(library, full=True)
    turn = time.perf_counter() - began  # machines differ: a worker is let run for up to ten builds
    dice, site, seen = random.Random(7), library.folder / "site", set()
    for _ in range(40):
        worker = subprocess.Popen(
            [sys.executable, "-c", _WORKER, library.folder, index], stdout=subprocess.PIPE
        )
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        time.sleep(dice.random() * max(0.5, 10 * turn))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
        found = sample.files(site)
        assert found in whole
        seen.add(whole.index(found))
    assert seen == {0, 1}
    _titled(library, "Title one")
    build(library)
    assert sample.files(site) == whole[0]
    names = {path.name for path in library.folder.iterdir() if path.name.startswith(".site")}
    assert names <= {
        ".site-aside",
        ".site-found.db",
        ".site-found-new.db",
        ".site-state.db",
    }


@pytest.mark.slow
@pytest.mark.parametrize("step", ["write", "show", "finish", "keep_outputs", "settle"])
def test_a_build_that_fails_anywhere_leaves_the_site_whole_and_the_next_one_mends(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    build(library)
    before = sample.files(library.folder / "site")
    library.put([structs.replace(library.entry("shelter"), title="Another")])
    build(library, out=tmp_path / "whole")
    after = sample.files(tmp_path / "whole")
    owner = State if hasattr(State, step) else tree.Tree
    calls = 0
    real = getattr(owner, step)

    def fails(*args: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 2 or step in ("show", "finish", "keep_outputs", "settle"):
            raise OSError(28, "No space left on device")
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, fails)
        with pytest.raises(NoRoom, match="free some space"):
            build(library)
    assert sample.files(library.folder / "site") in (before, after)
    build(library)
    assert sample.files(library.folder / "site") == after


def test_where_folders_can_not_be_exchanged_two_renames_do(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "_exchange", lambda *_: False)
    build(library)
    library.put([structs.replace(library.entry("shelter"), title="Another")])
    assert build(library).written
    site = library.folder / "site"
    site.rename(site.with_name(".site-between"))  # stopped between the two
    assert build(library).written == 0
    assert "Another" in (site / "entries/shelter.html").read_text()


def test_where_there_are_no_hard_links_files_are_copied(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    build(library)
    library.put([structs.replace(library.entry("shelter"), title="Another")])
    build(library)
    library.put([structs.replace(library.entry("shelter"), title="A third")])
    site = library.folder / "site"
    before = (site / "entries/offers.html").stat().st_mtime_ns
    built = build(library)
    assert not built.full
    assert "A third" in (site / "index.html").read_text()
    assert (site / "entries/offers.html").stat().st_mtime_ns == before


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["state", "aside", "file", "site", "found", "older"])
def test_what_is_lost_beside_the_site_is_made_again(library: Library, lost: str) -> None:
    build(library)
    shelf = library.folder / ".site-found.db"
    older = shelf.read_bytes()
    library.put([structs.replace(library.entry("shelter"), title="Another")])
    build(library)
    site = library.folder / "site"
    whole = sample.files(site)
    if lost in ("found", "older"):
        shelf.write_bytes(b"no database" if lost == "found" else older)
    elif lost == "state":
        (library.folder / ".site-state.db").write_bytes(b"no database")
    elif lost == "file":
        (site / "entries/shelter.html").unlink()
        (library.folder / ".site-aside").rename(library.folder / "elsewhere")
    else:
        victim = library.folder / {"aside": ".site-aside", "site": "site"}[lost]
        victim.rename(library.folder / "elsewhere")
    library.put([structs.replace(library.entry("shelter"), title="A third")])
    build(library)
    library.put([structs.replace(library.entry("shelter"), title="Another")])
    build(library)
    assert sample.files(site) == whole


def test_a_folder_that_holds_other_things_is_refused(library: Library, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("mine")
    with pytest.raises(Refused, match="--out"):
        build(library, out=home)
    assert (home / "letter.txt").read_text() == "mine"
    with pytest.raises(Refused, match="is a file"):
        build(library, out=home / "letter.txt")


def test_two_builds_of_one_site_do_not_meet(library: Library) -> None:
    build(library)
    other = State.open(library.folder / ".site-state.db")
    with pytest.raises(Conflict, match="being built already"):
        build(library)
    other.close()
    build(library)


# --- what pages there are -------------------------------------------------------------------------
def test_unknown_themes_countries_and_words_have_pages_too(tmp_path: Path) -> None:
    kept: list[Stored] = [
        sample.entry("a", countries=("ZZ",), excerpts=(structs.replace(sample.entry("a").excerpts[0], aspects=("sand winning",)),)),
        Page(id="organ-trade/atlantis", theme="organ-trade", subject=Subject(kind="country", country="ZZ", as_written="Atlantis"), sections=(sample.section("archives", "a", "missing"),)),
        Page(id="countries/kazakhstan", theme="countries", subject=Subject(kind="country", country="KZ")),
    ]  # fmt: skip
    with sample.library(tmp_path / "lib", kept) as library:
        build(library)
        site = sample.files(library.folder / "site")
    assert "Atlantis" in site["organ-trade/atlantis.html"].decode()
    assert "countries_/kazakhstan.html" in site
    assert any(path.startswith("organ-trade/aspects/sand-winning-") for path in site)
    assert any(path.startswith("countries/zz-") for path in site)


def test_series_in_a_circle_are_built(tmp_path: Path) -> None:
    kept: list[Stored] = [
        Series(id="one", title="One", continues="two"),
        Series(id="two", title="Two", continues="one"),
        *(
            sample.entry(f"{id}-{year}", series=id, edition=str(year), publisher="")
            for id, year in (("one", 2001), ("two", 2005))
        ),
    ]
    with sample.library(tmp_path / "lib", kept) as library:
        build(library)
        older = (library.folder / "site/entries/one-2001.html").read_text()
    assert 'Also see <a href="../entries/two-2005.html">the 2005 edition</a>' in older


def test_an_empty_library_is_a_site_too(tmp_path: Path) -> None:
    with sample.library(tmp_path / "lib", []) as library:
        assert build(library).pages >= 8
        assert "sitemap.xml" not in sample.files(library.folder / "site")


def test_every_link_within_the_site_leads_somewhere(library: Library) -> None:
    from selectolax.lexbor import LexborHTMLParser

    build(library)
    site = library.folder / "site"
    pages = {
        path: LexborHTMLParser(data)
        for path, data in sample.files(site).items()
        if path.endswith(".html")
    }
    ids = {
        path: {node.attributes["id"] for node in tree.css("[id]")} for path, tree in pages.items()
    }
    for path, parsed in pages.items():
        found = [node.attributes["id"] for node in parsed.css("[id]")]
        assert len(found) == len(set(found)), path
        for node in parsed.css("[href], [src]"):
            href = node.attributes.get("href") or node.attributes.get("src") or ""
            if (
                href.startswith(("https:", "http:", "tel:", "mailto:", "data:"))
                or path == "404.html"
            ):
                continue
            target, _, fragment = href.partition("#")
            at = os.path.normpath(os.path.join(os.path.dirname(path), target)) if target else path
            assert (site / at).is_file(), (path, href)
            assert not fragment or fragment in ids[at], (path, href)


def test_every_sheet_has_a_maker() -> None:
    assert set(sheets.MAKERS) == {
        "page", "entry", "aspect", "publisher", "year", "data", "country", "theme", "said",
        "compare", "region", "title",
    }  # fmt: skip


def test_a_folder_that_may_only_be_read_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.create(tmp_path / "lib", title="A library") as library:
        monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
        with pytest.raises(NoRoom, match="--out"):
            build(library)
