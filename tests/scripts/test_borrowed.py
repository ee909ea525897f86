"""A Python that this machine hasn't is borrowed, or it is said why not; never an error of ours."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # scripts are beside the package, not in it
from scripts import borrowed


def test_without_root_nothing_is_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(borrowed.NotToBeHad, match="needs root"):
        borrowed.root_with("3.14", tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_debian_can_not_give_is_told_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(words: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        Path(words[-1]).mkdir()
        return subprocess.CompletedProcess(words, 1, "", "E: Couldn't find these debs: python9.9")

    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/sbin/{name}")
    monkeypatch.setattr(subprocess, "run", refused)
    with pytest.raises(borrowed.NotToBeHad, match=r"debootstrap failed: .*python9\.9"):
        borrowed.root_with("9.9", tmp_path)
    assert not list(tmp_path.iterdir())


def test_one_that_is_there_is_taken_again(tmp_path: Path) -> None:
    python = tmp_path / "debian-with-python3.14" / "usr" / "bin" / "python3.14"
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / "debian-with-python3.14" / "etc").mkdir()
    assert borrowed.root_with("3.14", tmp_path) == tmp_path / "debian-with-python3.14"
