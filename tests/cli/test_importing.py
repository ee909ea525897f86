"""What an import shows of what it found."""

from pathlib import Path

import pytest

from cli.conftest import PAGE, Run


def test_labels_of_the_page_are_counted_and_shown_only_when_asked(
    run: Run, tmp_path: Path, page: Path
) -> None:
    run("new", "lib")
    said = run("import", page, cwd=tmp_path / "lib")
    assert "[furniture]" not in said.err
    assert "menus, labels" in said.err
    assert "[furniture]" in run("import", page, "--dry-run").err


def test_no_is_an_answer_and_writes_nothing(
    run: Run, library: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.write_text(PAGE.replace("Forty beds", "Fifty beds"), encoding="utf-8")
    before = run("list", "--json", cwd=library).out
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    said = run("import", page, cwd=library)
    assert said.code == 1
    assert "nothing was written" in said.err
    assert run("list", "--json", cwd=library).out == before


def test_a_file_that_may_not_be_read_is_named(run: Run, tmp_path: Path) -> None:
    import os

    file = tmp_path / "secret.txt"
    file.write_text("x")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("root may read everything")
    assert run("import", file, "--dry-run").code in (4, 6)


def test_a_mapping_of_a_column_that_is_not_there_is_refused_with_those_that_are(
    run: Run, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Was,Wo\nSalt mines,https://salt.example/a\n")
    said = run("import", sheet, "--map", "Wos=url", "--dry-run")
    assert said.code == 2
    assert "Was, Wo" in said.err
    assert run("import", sheet, "--map", "Wo=url", "--map", "B=url", "--dry-run").code == 0


def test_an_empty_folder_and_a_link_to_nothing_are_told(run: Run, library: Path) -> None:
    (library / "empty").mkdir()
    said = run("import", "empty", cwd=library)
    assert (said.code, "holds no file" in said.err) == (3, True)
    (library / "gone.htm").symlink_to("nowhere")
    said = run("import", "gone.htm", cwd=library)
    assert (said.code, "link to nothing" in said.err) == (4, True)


def test_what_a_file_says_gives_the_terminal_no_orders(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "a\nb.csv"
    sheet.write_text("Title,URL\nRed \x1b[31m\x07\u202eart,https://a.example/\x1b[2J\n")
    run("new", "lib")
    said = [run("import", sheet, "--dry-run"), run("import", sheet, cwd=tmp_path / "lib")]
    said += [run("list", cwd=tmp_path / "lib"), run("log", cwd=tmp_path / "lib")]
    id = said[2].out.split("\t")[0]
    said += [run(command, id, cwd=tmp_path / "lib") for command in ("show", "cite")]
    assert all(one.code == 0 for one in said)
    printed = "".join(one.out + one.err for one in said)
    assert not set(printed) & set("\x1b\x07\u202e")
    assert "a\nb" not in printed


def test_rows_with_texts_are_shown_first_then_kept_then_found(run: Run, library: Path) -> None:
    import json

    words = "Two rivers cross the plain, and one of them runs dry in autumn."
    file = library / "almanac.jsonl"
    file.write_text(json.dumps({"iso2": "KE", "year": 2011, "text": words}) + "\n{oops\n")
    said = run("import", file, "--series", "Almanac", "--dry-run", "--json")
    shown = json.loads(said.out)
    assert shown["entries"][0]["title"] == "Almanac: Kenya, 2011"
    assert shown["entries"][0]["text"]["bytes"] == len(words)
    assert "line 2" in json.dumps(shown["findings"])
    said = run("import", file, "--series", "Almanac", "--publisher", "A House", cwd=library)
    assert (said.code, "1 text" in said.out) == (0, True)
    assert "Nothing to change" in run("import", file, "--series", "Almanac", "--publisher", "A House",
                                      cwd=library).out  # fmt: skip
    assert "almanac" in run("where", "one of them runs dry", cwd=library).out.lower()
    assert run("import", file, "--language", "no such tongue", cwd=library).code == 2
