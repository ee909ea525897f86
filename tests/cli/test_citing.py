"""Citing and exporting: what can't be cited, and files that can't be written."""

import os
from pathlib import Path
from threading import Thread

import pytest

from cli.conftest import Run


def test_what_was_withdrawn_is_not_cited_but_its_reason_told(run: Run, library: Path) -> None:
    entry = run("list", cwd=library).out.split("\t")[0]
    run("withdraw", entry, "--why", "The publisher asked.", cwd=library)
    for command in ("cite", "export"):
        said = run(command, entry, cwd=library)
        assert said.code == 2
        assert "The publisher asked." in said.err


def test_an_export_onto_a_folder_or_into_none_is_refused(run: Run, library: Path) -> None:
    said = run("export", "-o", library, cwd=library)
    assert (said.code, "is a folder" in said.err) == (2, True)
    said = run("export", "-o", "nowhere/all.bib", cwd=library)
    assert (said.code, "nowhere: there is no such folder" in said.err) == (3, True)


def test_an_export_that_fails_leaves_nothing_half_written(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    said = run("export", "-o", "all.bib", cwd=library)
    assert said.code == 6
    assert "all.bib: could not be written" in said.err
    assert not list(library.glob("all.bib*"))


def test_an_entry_is_exported_once_however_often_it_is_named(run: Run, library: Path) -> None:
    entry = run("list", cwd=library).out.split("\t")[0]
    said = run("export", "human-trafficking/mongolia", entry, entry, cwd=library)
    assert said.out.count(entry) == 1


def test_a_pipe_is_written_to_and_stays_a_pipe(run: Run, library: Path) -> None:
    pipe = library / "pipe"
    came: list[str] = []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: came.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    assert run("export", "-o", pipe, cwd=library).code == 0
    reader.join(5)
    assert pipe.is_fifo()
    assert "@online{" in came[0]
