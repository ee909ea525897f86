"""The duplicates command: in files and in a library, earliest first, what changed marked."""

import json
from pathlib import Path

import pytest

from cli.conftest import Run

OLDER = "The ferry took forty men to the island in June, and nobody saw them until the winter."
NEWER = "The ferry took fifty men to the island in June, and nobody saw them until the winter."


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(f"A report of the harbour\n\n{OLDER}\n")
    (folder / "b.txt").write_text(f"A report of the harbour\n\n{NEWER} It was a fine summer.\n")
    return folder


@pytest.mark.slow
def test_files_are_compared_without_a_library(run: Run, files: Path, tmp_path: Path) -> None:
    said = run("duplicates", str(files), cwd=tmp_path)
    assert said.code == 0
    assert "2 sources" in said.out
    assert "took[- forty-]{+ fifty+} men" in said.out
    assert "1 passage comes again." in said.err


@pytest.mark.slow
def test_json_tells_every_member_and_its_changes(run: Run, files: Path, tmp_path: Path) -> None:
    (group,) = json.loads(run("duplicates", str(files), "--json", cwd=tmp_path).out)
    assert [Path(one["source"]).name for one in group["members"]] == ["a.txt", "b.txt"]
    assert group["members"][0]["text"] == OLDER
    assert {"op": "insert", "text": " fifty"} in group["members"][1]["changes"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("reports", "nothing-there"), 2, "files or entries, not both"),
        (("reports", "--within", "country"), 2, "is for entries"),
        (("no-such-entry",), 3, "is not a library"),
    ],
)
def test_what_cannot_be_is_said(
    run: Run, files: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    said = run("duplicates", *words, cwd=files.parent)
    assert said.code == code
    assert says in said.err


def test_excerpts_of_a_library_are_followed_from_year_to_year(
    run: Run, library: Path, page: Path
) -> None:
    text = page.read_text("utf-8").replace("a written contract", "a signed contract")
    text = text.replace("March 3, 2008", "April 5, 2009").replace("2008/offers", "2009/offers")
    text = text.replace("Mongolia", "Uzbekistan")
    later = page.with_name("Uzbekistan.txt")
    later.write_text(text.replace("Herders Warned Of False Offers", "Herders Warned Once More"))
    assert run("import", later, "--yes", cwd=library).code == 0
    groups = json.loads(run("duplicates", "--json", cwd=library).out)
    (group,) = [one for one in groups if "contract" in one["members"][0]["text"]]
    assert [one["when"][:4] for one in group["members"]] == ["2008", "2009"]
    assert all(one["excerpt"] for one in group["members"])
    said = run("duplicates", "--changed", cwd=library)
    assert "[- written-]{+ signed+}" in said.out


def test_a_text_that_came_out_again_in_the_same_words_comes_again(run: Run, library: Path) -> None:
    words = "The ferry took forty men to the island in June and nobody saw them again until winter."
    rows = [{"iso2": "KE", "year": year, "text": words} for year in (2006, 2007, 2008)]
    rows[2]["text"] = words.replace("forty", "fifty")
    rows.append(
        {"iso2": "UG", "year": 2006, "text": "Two words are here, and six more besides them."}
    )
    file = library / "almanac.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert run("import", file, "--series", "Almanac", cwd=library).code == 0
    (group,) = json.loads(run("duplicates", "--within", "series", "--json", cwd=library).out)
    assert [one["when"] for one in group["members"]] == ["2006", "2007", "2008"]
    assert [bool(one["changes"]) for one in group["members"]] == [False, False, True]
    id = group["members"][0]["source"]
    assert "3 sources" in run("duplicates", id, cwd=library).out
