"""Changing records by hand: in an editor or by fields, beside other people."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from cli.conftest import Run
from sourcebook.cli import editing
from sourcebook.cli import editor as opened
from sourcebook.library import Library

Editor = Callable[[str], Path]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Make a shell script the person's editor; its text's file is ``"$1"``."""

    def made(script: str) -> Path:
        file = tmp_path / "editor"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", str(file))
        return file

    return made


def first(run: Run, library: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("list", "--json", cwd=library).out)[0]
    return found


def rename(library: Path, id: str) -> None:
    """What another person does at the same time."""
    with Library.open(library) as other:
        other.put([replace(other.entry(id), container="The Harbour Gazette")], who="B. Other")


def test_what_is_saved_in_the_editor_is_kept(run: Run, library: Path, editor: Editor) -> None:
    editor("""sed -i 's/Second Shelter/Third Shelter/' "$1" """)
    entry = first(run, library)
    said = run("edit", entry["id"], cwd=library)
    assert said.code == 0
    assert "Third Shelter" in str(first(run, library)["title"])


def test_a_change_that_somebody_made_meanwhile_is_not_lost(
    run: Run, library: Path, editor: Editor
) -> None:
    entry = first(run, library)
    editor("""sed -i 's/Second Shelter/Third Shelter/' "$1" """)
    real = opened.edited

    def slow(text: str, *, name: str) -> tuple[str, Path] | None:
        rename(library, str(entry["id"]))
        return real(text, name=name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened, "edited", slow)
        said = run("edit", entry["id"], cwd=library)
    assert said.code == 5
    now = first(run, library)
    assert now["container"] == "The Harbour Gazette"
    assert now["title"] == entry["title"]
    kept = Path(said.err.rsplit(" ", 1)[1].strip())
    assert "Third Shelter" in kept.read_text()


@pytest.mark.parametrize(
    ("script", "code", "says"),
    [
        ("true", 0, "Nothing changed"),
        (""": > "$1" """, 0, "Nothing changed"),
        ("""rm "$1" """, 2, "took"),
        ("""printf '\\377\\376x' > "$1" """, 4, "UTF-8"),
        ("exit 3", 2, "exit code 3"),
        ("""sed -i 's/"title"/"titel"/' "$1" """, 4, "titel"),
        ("""sed -i 's/"title":/"title"/' "$1" """, 4, "line 3"),
    ],
)
def test_an_editor_that_goes_wrong_changes_nothing(
    run: Run, library: Path, editor: Editor, script: str, code: int, says: str
) -> None:
    editor(script)
    before = run("list", "--json", cwd=library).out
    said = run("edit", json.loads(before)[0]["id"], cwd=library)
    assert said.code == code, said.err
    assert says in said.out + said.err
    assert run("list", "--json", cwd=library).out == before


@pytest.mark.parametrize("named", ['"unbalanced', "/no/such/editor", ""])
def test_an_editor_that_is_none_is_named_with_a_remedy(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)
    said = run("edit", first(run, library)["id"], cwd=library)
    assert said.code == 3
    assert "--set" in said.err


def test_an_edit_shows_what_is_doubtful_in_the_record_now(run: Run, library: Path) -> None:
    entry = first(run, library)
    said = run("edit", entry["id"], "--set", "issued=31 Feb 2010", cwd=library)
    assert said.code == 0
    assert "31 Feb 2010" in said.err
    assert "unread-date" in said.err


def test_yes_and_no_are_taken_and_anything_else_is_refused(run: Run, library: Path) -> None:
    entry = first(run, library)
    assert run("edit", entry["id"], "--set", "lost=yes", cwd=library).code == 0
    assert first(run, library)["lost"] is True
    said = run("edit", entry["id"], "--set", "lost=maybe", cwd=library)
    assert said.code == 2
    assert "true or false" in said.err


def test_fields_set_by_two_at_once_are_both_kept(run: Run, library: Path) -> None:
    """The second person's change is made anew on the first one's."""
    entry = first(run, library)
    real = editing._read
    calls: list[str] = []

    def slow(before: object, text: str) -> object:
        if not calls:
            rename(library, str(entry["id"]))
        calls.append(text)
        return real(before, text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editing, "_read", slow)
        assert run("edit", entry["id"], "--set", "publisher=CDN", cwd=library).code == 0
    now = first(run, library)
    assert (now["publisher"], now["container"]) == ("CDN", "The Harbour Gazette")


def test_an_unknown_record_is_not_withdrawn_but_its_nearest_named(run: Run, library: Path) -> None:
    entry = str(first(run, library)["id"])
    said = run("withdraw", entry[:-1], "--why", "asked for", cwd=library)
    assert said.code == 3
    assert entry in said.err
