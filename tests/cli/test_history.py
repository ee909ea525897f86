"""The log and undoing: numbers that can't be, and advice that leads out."""

import json
import re
from pathlib import Path

import pytest

from cli.conftest import Run


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "x"])
def test_a_number_that_no_change_can_have_is_refused(run: Run, library: Path, number: str) -> None:
    assert run("undo", number, cwd=library).code == 2
    many = number.startswith("9")  # more changes than there can be are all there are
    assert run("log", "-n", number, cwd=library).code == (0 if many else 2)


def test_following_the_advice_of_undo_leads_to_the_end(run: Run, library: Path) -> None:
    """Each refusal names a change that is still in force, so that undoing it gets nearer."""
    before = json.loads(run("list", "--json", cwd=library).out)[0]
    for publisher in ("One", "Two", "Three"):
        run("edit", before["id"], "--set", f"publisher={publisher}", cwd=library)
    first = json.loads(run("log", "--json", cwd=library).out)[2]["number"]
    for _ in range(3):
        said = run("undo", first, cwd=library)
        if said.code == 0:
            break
        advised = re.search(r"sourcebook undo (\d+)", said.err)
        assert advised is not None
        assert run("undo", advised[1], cwd=library).code == 0
    assert said.code == 0
    assert json.loads(run("list", "--json", cwd=library).out)[0] == before


def test_the_log_says_which_fields_were_edited(run: Run, library: Path) -> None:
    import json

    id = json.loads(run("list", "--json", cwd=library).out)[0]["id"]
    run("edit", id, "--set", "publisher=ILO", cwd=library)
    assert f"edit {id}: publisher" in run("log", cwd=library).out
