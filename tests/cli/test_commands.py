"""The commands as a person uses them: what they print, leave behind, and exit with."""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import click
import pytest

from cli.conftest import PAGE, Run
from sourcebook.cli import cli
from sourcebook.cli.doctoring import EXTRAS

HEAVY = ("sqlalchemy", "alembic", "rich", "lxml", "citeproc", "minijinja", "msgspec", "selectolax")


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys, sourcebook.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_command_explains_itself_in_help(run: Run) -> None:
    for name in cli.list_commands(click.Context(cli)):
        shown = run(name, "--help")
        assert shown.code == 0
        assert cli.commands[name].help, name
        assert cli.commands[name].short_help, name


def test_a_command_outside_a_library_says_how_to_make_one(run: Run) -> None:
    said = run("list")
    assert said.code == 3
    assert "sourcebook new" in said.err
    assert "Traceback" not in said.err


def test_a_second_new_in_the_same_folder_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "a").code == 0
    again = run("new", tmp_path / "a")
    assert again.code == 2
    assert "a" in again.err


def test_a_folder_with_other_things_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "thesis.doc").write_text("mine")
    said = run("new", tmp_path / "b")
    assert said.code == 2
    assert (tmp_path / "b" / "thesis.doc").read_text() == "mine"


def test_a_dry_run_needs_no_library_and_prints_the_contract(run: Run, page: Path) -> None:
    said = run("import", page, "--dry-run", "--json")
    printed = json.loads(said.out)
    assert list(printed) == ["page", "entries", "findings"]
    assert printed["page"]["subject"]["country"] == "MN"
    assert [entry["section"] for entry in printed["entries"]] == ["featured", "archives"]
    assert printed["entries"][0]["issued"] == {"edtf": "2005-11-17", "as_written": "17 Nov 05"}


def test_what_was_imported_is_listed_and_shown(run: Run, library: Path) -> None:
    entries = json.loads(run("list", "--json", cwd=library).out)
    assert len(entries) == 2
    shown = run("show", entries[0]["id"], cwd=library)
    assert entries[0]["title"] in shown.out
    assert run("list", "pages", cwd=library).out.startswith("human-trafficking/mongolia")


def test_a_second_import_changes_nothing(run: Run, library: Path, page: Path) -> None:
    changes = run("log", "--json", cwd=library).out
    said = run("import", page, cwd=library)
    assert said.code == 0
    assert "Nothing to change" in said.out
    assert run("log", "--json", cwd=library).out == changes


def test_a_changed_file_shows_its_change_and_asks(run: Run, library: Path, page: Path) -> None:
    page.write_text(PAGE.replace("Forty beds", "Fifty beds"), encoding="utf-8")
    before = run("list", "--json", cwd=library).out
    asked = run("import", page, cwd=library)
    assert asked.code == 2
    assert "Fifty beds" in asked.err
    assert "--yes" in asked.err
    assert run("list", "--json", cwd=library).out == before
    applied = run("import", page, "--yes", "--why", "recounted", cwd=library)
    assert applied.code == 0
    assert "Fifty beds" in run("list", "--json", cwd=library).out
    assert "recounted" in run("log", cwd=library).out


def test_a_change_is_on_record_and_can_be_undone(run: Run, library: Path) -> None:
    entry = json.loads(run("list", "--json", cwd=library).out)[0]
    run("edit", entry["id"], "--set", "publisher=Coast Daily", "--why", "short", cwd=library)
    log = json.loads(run("log", "--json", cwd=library).out)
    assert log[0]["who"] == "a tester"
    assert log[0]["why"] == "short"
    undone = run("undo", log[0]["number"], cwd=library)
    assert undone.code == 0
    assert json.loads(run("list", "--json", cwd=library).out)[0] == entry


def test_an_edit_that_names_no_field_is_refused_with_the_fields(run: Run, library: Path) -> None:
    entry = json.loads(run("list", "--json", cwd=library).out)[0]
    said = run("edit", entry["id"], "--set", "colour=red", cwd=library)
    assert said.code == 2
    assert "publisher" in said.err


def test_a_broken_edit_keeps_the_record_and_the_text(
    run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho '{broken' > \"$1\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    before = run("list", "--json", cwd=library).out
    said = run("edit", json.loads(before)[0]["id"], cwd=library)
    assert said.code == 4
    kept = Path(said.err.rsplit(" ", 1)[1].strip())
    assert kept.read_text().strip() == "{broken"
    assert run("list", "--json", cwd=library).out == before


def test_an_unknown_id_is_named_with_its_nearest(run: Run, library: Path) -> None:
    entry = json.loads(run("list", "--json", cwd=library).out)[0]["id"]
    said = run("show", entry[:-1], cwd=library)
    assert said.code == 3
    assert entry in said.err


def test_a_citation_has_the_access_date(run: Run, library: Path) -> None:
    entry = json.loads(run("list", "--json", cwd=library).out)[0]["id"]
    for style in ("apa", "mla", "chicago", "harvard", "gost"):
        cited = run("cite", entry, "--style", style, cwd=library)
        assert cited.code == 0
        assert "2011" in cited.out, style
        assert "Port City" in cited.out or "Port city" in cited.out


def test_an_unknown_style_names_what_there_is(run: Run, library: Path) -> None:
    entry = json.loads(run("list", "--json", cwd=library).out)[0]["id"]
    said = run("cite", entry, "--style", "nature-of-things", cwd=library)
    assert said.code in (2, 3)
    assert "zotero.org/styles" in said.err or "sourcebook[styles]" in said.err


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_an_export_to_a_file_holds_every_entry(run: Run, library: Path, form: str) -> None:
    target = library / "out.txt"
    assert run("export", "--format", form, "-o", target, cwd=library).code == 0
    text = target.read_text(encoding="utf-8")
    assert text.count("Herders") >= 1
    assert "steppe.example/2008/offers" in text


def test_a_dump_loads_into_an_empty_library(run: Run, library: Path, tmp_path: Path) -> None:
    assert run("dump", tmp_path / "tree", cwd=library).code == 0
    assert run("new", tmp_path / "again").code == 0
    assert run("load", tmp_path / "tree", cwd=tmp_path / "again").code == 0
    listed = run("list", "--json", cwd=library).out
    assert run("list", "--json", cwd=tmp_path / "again").out == listed


def test_a_withdrawn_entry_says_why(run: Run, library: Path) -> None:
    entry = json.loads(run("list", "--json", cwd=library).out)[0]["id"]
    assert run("withdraw", entry, cwd=library).code == 2
    assert run("withdraw", entry, "--why", "a duplicate", cwd=library).code == 0
    gone = json.loads(run("list", "withdrawn", "--json", cwd=library).out)
    assert gone[0]["id"] == entry
    assert gone[0]["why"] == "a duplicate"


def test_a_check_that_finds_errors_fails_and_one_that_does_not_does_not(
    run: Run, library: Path
) -> None:
    assert run("check", "--json", cwd=library).code == 0


def test_options_of_a_check_hold_before_its_word_too(run: Run, library: Path) -> None:
    assert json.loads(run("check", "--json", "fixity", cwd=library).out) == []


def test_the_doctor_looks_at_machine_and_library(run: Run, library: Path) -> None:
    said = run("doctor", cwd=library)
    assert said.code == 0
    assert "2 entries" in said.out


def test_the_doctor_knows_every_extra_there_is() -> None:
    assert {*metadata.metadata("sourcebook").get_all("Provides-Extra", [])} == {*EXTRAS}


def test_a_demo_that_is_stopped_leaves_nothing_that_passes_for_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sourcebook.demo.samples", stopped)
    assert run("demo", "--library", tmp_path / "demo").code == 130
    assert not (tmp_path / "demo").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("kept")
    assert run("demo", "--library", tmp_path / "mine").code == 2
    assert (tmp_path / "mine" / "notes.txt").exists()


def test_a_fault_of_ours_is_told_without_a_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("sourcebook.cli.listing.open_library", broken)
    said = run("list")
    assert said.code == 70
    assert "Traceback" not in said.err
    report = Path(said.err.rsplit(" ", 1)[1].strip())
    assert "ZeroDivisionError" in report.read_text()


def test_output_that_nobody_reads_is_told_apart_from_a_failure() -> None:
    code = "from sourcebook.cli import main; main(['vocabulary', '--json'])"
    with subprocess.Popen([sys.executable, "-c", code], stdout=-1, stderr=-1) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_completion_is_printed_for_each_shell(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_SOURCEBOOK_COMPLETE" in run("completion", shell).out


def test_the_command_reference_is_up_to_date() -> None:
    script = Path(__file__).parents[2] / "scripts" / "commands.py"
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_site_is_never_built_at_the_top_of_the_disk(run: Run, library: Path) -> None:
    said = run("build", "--out", "/", cwd=library)
    assert (said.code, "top of the disk" in said.err) == (2, True)
