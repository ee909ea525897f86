"""``check quotes`` and ``where``: from files on disk to standings on record."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from sourcebook.cli import locating
from sourcebook.curate.where import Hit

REPORT = """The Coast Daily News

Port City Opens Second Shelter

The council met on Thursday. Forty beds were opened near the harbour. A cook was hired for the
winter, and volunteers brought blankets.

Next year the council plans a third house for families who come by sea.
"""


@pytest.fixture
def captured(run: Run, library: Path, tmp_path: Path) -> Path:
    """The library with a copy of one entry's report tied to that entry."""
    file = tmp_path / "shelter.txt"
    file.write_text(REPORT, encoding="utf-8")
    added = run("add", file, cwd=library)
    assert added.code == 0, added.err
    captures = [e["captures"] for e in entries(run, library) if e.get("captures")]
    shelter = next(e["id"] for e in entries(run, library) if "Second Shelter" in e["title"])
    tied = run("edit", shelter, "--set", f"captures={json.dumps(captures[0])}", cwd=library)
    assert tied.code == 0, tied.err
    return library


def entries(run: Run, library: Path) -> list[dict[str, Any]]:
    return list(json.loads(run("list", "--json", cwd=library).out))


def excerpts(run: Run, library: Path) -> dict[str, str]:
    return {
        one["paragraphs"][0]: one.get("standing", "unchecked")
        for entry in entries(run, library)
        for one in entry.get("excerpts", [])
    }


@pytest.mark.slow
def test_standings_are_kept_as_a_change_that_can_be_undone(run: Run, captured: Path) -> None:
    done = run("check", "quotes", cwd=captured)
    assert done.code == 0, done.err
    assert "2 excerpts: 1 verified, 1 unchecked." in done.out
    assert "no capture yet" in done.out
    assert excerpts(run, captured)["Forty beds were opened near the harbour."] == "verified"
    again = run("check", "quotes", cwd=captured)
    assert "All standings are as they were." in again.out
    number = done.out.split("Kept as change ")[1].split(":")[0]
    assert run("undo", number, cwd=captured).code == 0
    assert set(excerpts(run, captured).values()) == {"unchecked"}


@pytest.mark.slow
def test_a_dry_run_keeps_nothing(run: Run, captured: Path) -> None:
    done = run("check", "quotes", "--dry-run", cwd=captured)
    assert "1 verified" in done.out
    assert set(excerpts(run, captured).values()) == {"unchecked"}


@pytest.mark.slow
def test_json_tells_anchor_and_findings(run: Run, captured: Path) -> None:
    told = json.loads(run("check", "quotes", "--json", cwd=captured).out)
    assert set(told) == {"change", "excerpts", "findings"}
    (found,) = [one for one in told["excerpts"] if one["standing"] == "verified"]
    assert found["anchor"]["exact"] == "Forty beds were opened near the harbour"
    assert REPORT.find("Forty") >= 0


@pytest.mark.slow
def test_an_edited_quote_differs_and_strict_fails(run: Run, captured: Path) -> None:
    assert run("check", "quotes", cwd=captured).code == 0
    shelter = next(e for e in entries(run, captured) if "Second Shelter" in str(e["title"]))
    text = json.dumps(shelter["excerpts"]).replace("Forty", "Fifty")
    assert run("edit", shelter["id"], "--set", f"excerpts={text}", cwd=captured).code == 0
    assert excerpts(run, captured)["Fifty beds were opened near the harbour."] == "unchecked"
    done = run("check", "quotes", cwd=captured)
    assert done.code == 0
    assert "[-Forty-]{+Fifty+}" in done.err
    assert run("check", "quotes", "--strict", cwd=captured).code == 7


@pytest.mark.slow
def test_quotes_of_one_entry_alone_can_be_checked(run: Run, captured: Path) -> None:
    herders = next(e for e in entries(run, captured) if "Herders" in str(e["title"]))
    done = run("check", "quotes", herders["id"], cwd=captured)
    whole = run("check", "quotes", "human-trafficking/mongolia", "--dry-run", cwd=captured)
    assert "2 excerpts" in whole.out
    assert "1 excerpt: 1 unchecked." in done.out
    assert run("check", "quotes", "no-such-entry", cwd=captured).code == 3


@pytest.mark.slow
def test_where_finds_the_passage_in_the_library(run: Run, captured: Path) -> None:
    done = run("where", "forty beds were opened near the harbour", "--json", cwd=captured)
    assert done.code == 0, done.err
    found = json.loads(done.out)
    best = found[0]
    assert best["standing"] == "verified"
    assert best["diff"] == []
    assert {"entry", "capture", "edition", "page", "page_label", "start", "end", "text"} <= set(
        best
    )
    near = json.loads(
        run("where", "fifty beds were opened near the harbour", "--json", cwd=captured).out
    )
    assert near[0]["standing"] == "differs"
    assert {"op": "delete", "text": "Forty"} in near[0]["diff"]


@pytest.mark.slow
def test_where_looks_in_files_outside_a_library(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(REPORT, encoding="utf-8")
    other.write_text(REPORT.replace("Forty", "Fifty"), encoding="utf-8")
    done = run("where", "Forty beds were opened near the harbour.", "--file", one, other)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0].startswith("✓ verified")
    assert "a.txt" in lines[0]
    assert lines[2].startswith("≠ differs")
    assert "[-Fifty-]{+Forty+} beds" in lines[3]
    assert "1 place has these words; 1 place comes near them." in done.err


@pytest.mark.slow
def test_where_says_when_nothing_comes_near(run: Run, captured: Path) -> None:
    done = run("where", "the orchestra played three waltzes", cwd=captured)
    assert done.code == 0
    assert "No passage comes near" in done.err
    assert (
        json.loads(run("where", "the orchestra played waltzes", "--json", cwd=captured).out) == []
    )


@pytest.mark.slow
def test_words_without_quotation_marks_are_explained(run: Run, captured: Path) -> None:
    done = run("where", "forty", "beds", cwd=captured)
    assert done.code == 2
    assert "quotation marks" in done.err
    assert run("where", "—", cwd=captured).code == 2
    assert run("where", "words", "--file", "no-such-file.pdf", cwd=captured).code == 3


@pytest.mark.slow
def test_where_without_captures_says_how_to_make_some(run: Run, library: Path) -> None:
    done = run("where", "forty beds", cwd=library)
    assert "sourcebook capture" in done.err


@pytest.mark.slow
def test_a_quote_that_stands_in_another_entry_s_copy_is_told(run: Run, captured: Path) -> None:
    herders = next(e for e in entries(run, captured) if "Herders" in str(e["title"]))
    words = "A cook was hired for the winter, and volunteers brought blankets."
    quoted = json.dumps([{"id": "cook", "paragraphs": [words]}])
    assert run("edit", herders["id"], "--set", f"excerpts={quoted}", cwd=captured).code == 0
    done = run("check", "quotes", herders["id"], cwd=captured)
    whole = run("check", "quotes", "human-trafficking/mongolia", "--dry-run", cwd=captured)
    assert "2 excerpts" in whole.out
    assert "unchecked" in done.out
    assert "its words stand in capture" in done.err


@pytest.mark.slow
def test_texts_are_kept_in_the_derived_folder_and_made_anew_when_it_is_gone(
    run: Run, captured: Path
) -> None:
    import shutil

    assert run("check", "quotes", cwd=captured).code == 0
    kept = [file for file in (captured / "index" / "texts").rglob("*") if file.is_file()]
    assert len(kept) == 1
    shutil.rmtree(captured / "index")
    assert "All standings are as they were." in run("check", "quotes", cwd=captured).out


def test_words_that_differ_in_a_comma_are_not_wholly_alike(
    capsys: pytest.CaptureFixture[str],
) -> None:
    locating._tell(Hit(standing="differs", likeness=0.999, text="workers, in the field"))
    assert "differs (99% alike)" in capsys.readouterr().out
