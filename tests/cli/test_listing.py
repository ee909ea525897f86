"""Listing what a library holds, and how filters that can't work are answered."""

from pathlib import Path

import pytest

from cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "says", "code"),
    [
        (("--theme", "nope"), "human-trafficking", 3),
        (("--aspect", "debt-bondge"), "debt-bondage", 3),
        (("--aspect", "x"), "sourcebook vocabulary", 3),
        (("--series", "nope"), "none yet", 3),
        (("--country", "Narnia"), "ISO", 2),
    ],
)
def test_an_unknown_filter_names_what_there_is(
    run: Run, library: Path, words: tuple[str, ...], says: str, code: int
) -> None:
    said = run("list", *words, cwd=library)
    assert said.code == code
    assert says in said.err
    assert len(said.err) < 200


@pytest.mark.parametrize(
    "words",
    [("pages", "--publisher", "x"), ("series", "--year", "2011"), ("themes", "--year", "1")],
)
def test_a_filter_that_does_not_fit_is_refused_not_ignored(
    run: Run, library: Path, words: tuple[str, ...]
) -> None:
    said = run("list", *words, cwd=library)
    assert said.code == 2
    assert words[1] in said.err


def test_what_was_withdrawn_is_listed_with_when_and_why(run: Run, library: Path) -> None:
    entry = run("list", cwd=library).out.split("\t")[0]
    run("withdraw", entry, "--why", "The publisher asked.", cwd=library)
    listed = run("list", "withdrawn", cwd=library).out
    assert entry in listed
    assert "The publisher asked." in listed


def test_styles_are_listed_one_a_line(run: Run) -> None:
    assert run("list", "styles").out.split("\n")[:2] == ["apa", "mla"]


def test_a_page_is_shown_with_what_it_rests_on(run: Run, library: Path) -> None:
    said = run("show", "human-trafficking/mongolia", cwd=library).out
    assert "  source: An Almanac, 2011" in said


def test_a_name_finds_the_ids_that_hold_it(run: Run, library: Path) -> None:
    assert "Did you mean human-trafficking/mongolia?" in run("show", "Mongolia", cwd=library).err
