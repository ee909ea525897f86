"""``add``, ``capture`` and ``check fixity`` as a person uses them."""

import json
import socket
from pathlib import Path

import pytest

from cli.conftest import Run
from collect.web.server import ok, serving
from sourcebook.library import Library

PAGE = ok(b"<html><title>Port City Opens Second Shelter</title>", "Content-Type: text/html")


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCEBOOK_LOOPBACK", "1")


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    """A library with nothing in it, that waits for nobody."""
    folder = tmp_path / "lib"
    assert run("new", folder).code == 0
    settings = folder / "library.toml"
    settings.write_text(settings.read_text().replace("capture_delay = 2.0", "capture_delay = 0"))
    return folder


def test_an_address_is_added_captured_and_checked(run: Run, empty: Path) -> None:
    with serving({"/shelter": PAGE}) as server:
        said = run("add", server.url("/shelter"), cwd=empty)
        assert said.code == 0, said.err
        assert "1 new capture, 1 new entry." in said.out
        listed = json.loads(run("list", "--json", cwd=empty).out)
        assert [entry["title"] for entry in listed] == ["Port City Opens Second Shelter"]
        again = run("capture", listed[0]["id"], cwd=empty)
        assert "the same as before" in again.out
    assert run("capture", "--due", cwd=empty).out == "Nothing is due.\n"
    checked = run("check", "fixity", cwd=empty)
    assert checked.out == "2 captures are as they were taken.\n"
    assert run("check", cwd=empty).out == "Nothing wrong was found.\n"
    with Library.open(empty) as library:
        assert [found.id for found in library.captures_of(library.entry(listed[0]["id"]))]


def test_a_folder_of_files_is_added(run: Run, empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_text(f"<html><title>Report number {number}</title>x")
    (folder / "list.bib").write_text("@article{a, title={Beds}, year={2005}}")
    said = run("add", folder, cwd=empty)
    assert said.code == 0, said.err
    assert "3 new captures, 3 new entries, 1 could not be captured." in said.out
    assert "sourcebook import list.bib" in said.err
    assert "0 new captures" in run("add", folder, cwd=empty).out


def test_what_fails_altogether_fails(run: Run, empty: Path) -> None:
    with serving({"/gone": ok(b"no", status="404 Not Found")}) as server:
        said = run("capture", "--all", cwd=empty)
        assert said.code == 2
        said = run("add", server.url("/cut"), "http://10.0.0.1/", cwd=empty)
    assert said.code == 0  # the 404 of /cut is kept as what it is
    assert "10.0.0.1, which is no public address" in said.err
    said = run("add", "http://10.0.0.1/", cwd=empty)
    assert said.code == 1
    assert "nothing could be captured" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("capture",),
        ("add", "javascript://x"),
        ("add", "gone.pdf"),
        ("capture", "--all", "--ignore-robots"),
        ("capture", "no-such-entry"),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(
    run: Run, empty: Path, words: tuple[str, ...]
) -> None:
    said = run(*words, cwd=empty)
    assert said.code in (2, 3), said.err
    assert "Traceback" not in said.err


def test_json_names_what_came(run: Run, empty: Path) -> None:
    with serving({"/shelter": PAGE}) as server:
        told = json.loads(run("add", server.url("/shelter"), "--json", cwd=empty).out)
    assert set(told) == {"captures", "entries", "new_captures", "new_entries", "failed", "findings"}
    assert (len(told["captures"]), told["new_entries"], told["failed"]) == (1, 1, 0)


def test_a_changed_byte_makes_the_check_fail(run: Run, empty: Path) -> None:
    with serving({"/shelter": PAGE}) as server:
        run("add", server.url("/shelter"), cwd=empty)
    (warc,) = (empty / "captures").glob("*.warc.gz")
    data = bytearray(warc.read_bytes())
    data[-40] ^= 1
    warc.write_bytes(data)
    said = run("check", "fixity", cwd=empty)
    assert said.code == 7
    assert "fixity-record" in said.err
    assert "fixity-file" in said.err
    found = json.loads(run("check", "fixity", "--json", cwd=empty).out)
    assert {one["level"] for one in found} == {"error"}


def test_the_page_option_takes_all_entries_of_a_page(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    said = run("capture", "--page", "human-trafficking/mongolia", "--limit", 1, cwd=library)
    assert said.code == 1
    assert "leads nowhere [capture-dns]" in said.err
