"""What docs/searching.md shows works: its Python runs, its queries are read without a hint."""

import re
from pathlib import Path

import pytest

from search.conftest import filled
from sourcebook.search.query import parse

DOC = Path(__file__).parents[2] / "docs" / "searching.md"
BLOCKS = re.findall(r"```python\n(.*?)```", DOC.read_text("utf-8"), re.S)


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("code", BLOCKS)
def test_examples_run(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(tmp_path / "my-library").close()
    monkeypatch.chdir(tmp_path)
    exec(compile(code, str(DOC), "exec"), {})
    assert capsys.readouterr().out.strip()


def test_queries_of_the_table_are_read_as_they_stand() -> None:
    table = DOC.read_text("utf-8").split("## What to write")[1].split("**No query")[0]
    rows = [row.split(" | ")[0] for row in table.splitlines() if row.startswith("| `")]
    queries = [query.replace("\\|", "|") for row in rows for query in re.findall(r"`([^`]+)`", row)]
    assert len(queries) > 40
    for query in queries:
        assert not parse(query).hints, query
        assert parse(query).node is not None or parse(query).scope, query
