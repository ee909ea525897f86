"""``check links`` as a person uses it."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from cli.conftest import Run
from collect.web.server import moved, ok, serving
from sourcebook.check.links.checking import Unfinished
from sourcebook.library import Library
from sourcebook.records import Address, Check, Entry, Page, Placement, Section, Subject

PAGE = ok(b"<html><title>Port City Opens Second Shelter</title>", "Content-Type: text/html")
LOST = ok(b"<html><title>Page not found</title><h1>Page not found</h1>", "Content-Type: text/html")


@pytest.fixture
def lib(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCEBOOK_LOOPBACK", "1")
    folder = tmp_path / "lib"
    assert run("new", folder).code == 0
    settings = folder / "library.toml"
    settings.write_text(settings.read_text().replace("capture_delay = 2.0", "capture_delay = 0"))
    return folder


def put(folder: Path, **addresses: str) -> None:
    with Library.open(folder) as library:
        library.put(
            Entry(id=id, title="Port City Opens Second Shelter", addresses=(Address(url=url),))
            for id, url in addresses.items()
        )


def test_addresses_are_checked_told_and_shown(run: Run, lib: Path) -> None:
    with serving({"/a": PAGE, "/b": moved("/a"), "/c": LOST}) as server:
        put(lib, a=server.url("/a"), b=server.url("/b"), c=server.url("/c"), d=server.url("/d"))
        said = run("check", "links", cwd=lib)
        assert said.code == 0
        assert said.out == "4 addresses: 1 alive, 1 moved, 1 soft gone, 1 unsure.\n"
        assert f"entry c, address {server.url('/c')}: soft gone: answers, but says" in said.err
        assert "sourcebook repair c" in said.err
        again = run("check", "links", cwd=lib)
        assert again.out == "No address is due. Every one: sourcebook check links --all\n"
        assert run("check", "links", "--all", "--strict", cwd=lib).code == 7
    shown = run("show", "c", cwd=lib).out
    assert "soft gone (20" in shown
    assert run("log", cwd=lib).out.count("check links") == 2


def test_a_run_that_was_stopped_after_its_last_address_is_not_called_undue(
    run: Run, lib: Path
) -> None:
    with serving({"/a": PAGE}) as server:
        put(lib, a=server.url("/a"))
        assert run("check", "links", "--all", cwd=lib).code == 0
        with Library.open(lib) as library:
            (check,) = library.store.stream(Check)
        Unfinished(lib).begin(datetime.fromisoformat(check.at))
        said = run("check", "links", "--all", cwd=lib).out
        assert "It had asked every address" in said
        assert "due" not in said
        assert "1 alive" in run("check", "links", "--all", cwd=lib).out


def test_a_library_without_addresses_has_none_to_ask(run: Run, lib: Path) -> None:
    assert run("check", "links", "--all", cwd=lib).out == "There is no address to ask.\n"


def test_a_page_stands_for_its_entries(run: Run, lib: Path) -> None:
    with serving({"/a": PAGE, "/b": PAGE}) as server:
        put(lib, a=server.url("/a"), b=server.url("/b"))
        placed = Page(
            id="poverty/kz",
            theme="poverty",
            subject=Subject(kind="country", country="KZ"),
            sections=(Section(heading="archives", placements=(Placement(entry="b"),)),),
        )
        with Library.open(lib) as library:
            library.put([placed])
        found = json.loads(run("check", "links", "poverty/kz", "--json", cwd=lib).out)
    assert [address["entries"] for address in found["addresses"]] == [["b"]]


def test_programs_get_json(run: Run, lib: Path) -> None:
    with serving({"/a": PAGE}) as server:
        put(lib, a=server.url("/a"))
        found = json.loads(run("check", "links", "a", "--json", cwd=lib).out)
    (address,) = found["addresses"]
    assert (address["url"], address["entries"]) == (server.url("/a"), ["a"])
    assert (address["standing"], address["was"]) == ("alive", "unchecked")
    assert address["check"]["hops"] == [[server.url("/a"), 200]]
    assert found["findings"] == []


def test_a_wrong_call_says_what_to_do(run: Run, lib: Path) -> None:
    assert "only one of them" in run("check", "links", "a", "--all", cwd=lib).err
    assert "--why WORDS" in run("check", "links", "--ignore-robots", cwd=lib).err
    missing = run("check", "links", "nothing", cwd=lib)
    assert missing.code != 0
    assert "nothing" in missing.err
