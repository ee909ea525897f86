"""The file of names' terms: what it holds is what is made, and other stemmers make their own."""

from pathlib import Path

import pytest
from scripts.make_name_terms import written

from sourcebook.search import name_terms
from sourcebook.search.name_terms import FILE, made, spelled


@pytest.fixture
def _afresh() -> None:
    spelled.cache_clear()


def test_the_file_holds_what_is_made() -> None:
    assert FILE.read_text("utf-8") == written(made()), "run python -m scripts.make_name_terms"


@pytest.mark.usefixtures("_afresh")
def test_where_other_stemmers_are_installed_names_are_made_with_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "names.json"
    file.write_text('{"stemmers": "of another age", "names": {}, "shouted": {}}', "utf-8")
    monkeypatch.setattr(name_terms, "FILE", file)
    assert "kazakhstan" in spelled().names["KZ"]
    spelled.cache_clear()
    file.unlink()
    assert "kazakhstan" in spelled().names["KZ"]
    spelled.cache_clear()
