"""``understand --keep`` and ``claims``: proposing, listing, deciding, taking back."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from sourcebook.claims import Claim
from sourcebook.library import Library
from sourcebook.records import Date, Entry, Excerpt
from understand import finders


@pytest.fixture(autouse=True)
def _finders(monkeypatch: pytest.MonkeyPatch) -> None:
    finders.install(monkeypatch)


ENTRY = Entry(
    id="herald-2009-beds", title="Beds", countries=("KZ",), issued=Date(edtf="2009"),
    excerpts=(
        Excerpt(id="a", paragraphs=("It is a source for women. There is poverty, much poverty.",)),
        Excerpt(id="b", paragraphs=("The paper counts 300 people.",), voice="paraphrase"),
    ),
)  # fmt: skip


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "lib"
    assert run("new", folder).code == 0
    with Library.open(folder) as library:
        library.put([ENTRY, Entry(id="other", title="Other", countries=("MN",))])
    return folder


def claims(run: Run, folder: Path, *filters: object) -> list[dict[str, Any]]:
    return json.loads(run("claims", *filters, "--json", cwd=folder).out)  # type: ignore[no-any-return]


def test_proposals_are_kept_once(run: Run, folder: Path) -> None:
    done = run("understand", "--keep", cwd=folder)
    assert done.code == 0
    assert "3 proposals (1 role, 1 aspect, 1 figure)" in done.out
    assert "3 new" in done.out
    assert "Nothing new" in run("understand", "--keep", cwd=folder).out
    assert len(claims(run, folder)) == 3
    assert run("log", cwd=folder).out.count("understand") == 1


def test_a_dry_run_keeps_nothing(run: Run, folder: Path) -> None:
    assert "Nothing was kept" in run("understand", "--keep", "--dry-run", cwd=folder).out
    assert "Begin with: sourcebook understand --keep" in run("claims", cwd=folder).out


def test_claims_are_listed_with_their_words_and_whose_they_are(run: Run, folder: Path) -> None:
    run("understand", "--keep", ENTRY.id, cwd=folder)
    out = run("claims", cwd=folder).out
    assert "Kazakhstan: a source (women)" in out
    assert "It is [a source for women]." in out
    assert "2 times" in out
    assert "in the curator's words" in out
    assert [one["kind"] for one in claims(run, folder, "--kind", "figure")] == ["figure"]
    assert claims(run, folder, "--country", "Mongolia") == []
    assert len(claims(run, folder, "--at-least", "0.9")) == 2


def test_a_decision_is_on_record_and_outlives_understanding_anew(run: Run, folder: Path) -> None:
    run("understand", "--keep", cwd=folder)
    (role,) = claims(run, folder, "--kind", "role")
    short = role["id"].rpartition("/")[2]
    done = run("claims", "--accept", short, "--why", "in as many words", cwd=folder)
    assert done.code == 0
    (taken,) = claims(run, folder, "--decision", "accepted")
    assert (taken["decided_by"], taken["why"]) == ("a tester", "in as many words")
    with Library.open(folder) as library:
        library.change(ENTRY, Entry(id=ENTRY.id, title="Beds"), who="me")
    again = run("understand", "--keep", cwd=folder)
    assert "2 no longer proposed" in again.out
    assert "1 decision left as they are" in again.out
    assert [one["id"] for one in claims(run, folder)] == [role["id"]]


def test_a_rule_or_kind_is_accepted_as_a_whole_as_far_as_it_is_sure(run: Run, folder: Path) -> None:
    run("understand", "--keep", cwd=folder)
    none = run("claims", "--accept-rule", "count", "--at-least", "0.95", cwd=folder)
    assert "0 claims accepted" in none.out
    assert "1 claim accepted" in run("claims", "--accept-rule", "count", cwd=folder).out
    assert "1 claim accepted" in run("claims", "--accept-rule", "aspect", cwd=folder).out
    log = json.loads(run("log", "--json", cwd=folder).out)
    assert log[0]["what"] == "accept 1 claim of aspect"
    assert len(claims(run, folder, "--decision", "open")) == 1


def test_declining_reopening_and_undoing(run: Run, folder: Path) -> None:
    run("understand", "--keep", cwd=folder)
    ids = [one["id"] for one in claims(run, folder)]
    run("claims", "--decline", *ids[:2], cwd=folder)
    assert len(claims(run, folder, "--decision", "declined")) == 2
    run("claims", "--reopen", ids[0], cwd=folder)
    assert len(claims(run, folder, "--decision", "declined")) == 1
    assert run("undo", "2", "--yes", cwd=folder).code != 0  # later decisions stand in the way


def test_rules_are_counted(run: Run, folder: Path) -> None:
    run("understand", "--keep", cwd=folder)
    found = json.loads(run("claims", "--rules", "--json", cwd=folder).out)
    assert {"kind": "role", "rule": "is-a", "open": 1, "accepted": 0, "declined": 0} in found


@pytest.mark.parametrize(
    ("words", "says", "code"),
    [
        (("--accept", "nothing-here"), "is no claim", 3),
        (("--accept-rule", "no-rule"), "is no rule", 3),
        (("--country", "Atlantis"), "Atlantis", 2),
        (("--entry", "none"), "none", 3),
        (("herald",), "before it", 2),
        (("--accept", "a", "--decline", "b"), "one thing at a time", 2),
        (("--rule", "no-rule"), "is no rule", 3),
        (("--rules", "--country", "KZ"), "--country: chooses nothing here", 2),
        (("--accept-rule", "role", "--kind", "route"), "another kind than --kind route", 2),
        (("--ask",), "needs a terminal", 2),
        (("--ask", "--dry-run"), "leave --dry-run out", 2),
        (("--ask", "--json"), "leave --json out", 2),
    ],
)
def test_what_cant_be_done_is_told(
    run: Run, folder: Path, words: tuple[str, ...], says: str, code: int
) -> None:
    done = run("claims", *words, cwd=folder)
    assert done.code == code
    assert says in done.err


def test_captures_are_understood_with_their_pages(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("A report.\n\nIt was Tier 2 in 2007, they write.\n")
    assert run("add", tmp_path / "report.txt", "--to", ENTRY.id, cwd=folder).code == 0
    run("understand", "--keep", cwd=folder)
    with Library.open(folder) as library:
        (claim,) = library.claims(kind="rating")
        assert isinstance(claim, Claim)
        assert claim.capture in [one.id for one in library.captures()]
        assert claim.words == "Tier 2 in 2007"
