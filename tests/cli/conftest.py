"""Runs the command line in this process, as ``main`` would, and gives what a person would see."""

import gc
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sourcebook.cli import main

PAGE = """Human Trafficking & Modern-day Slavery

Published reports & articles from 2000 to 2025          library.example/humantrafficking/Mongolia.htm

Mongolia

Mongolia is a wide country with few people. Most of them live in its capital. [An Almanac, 2011]

CAUTION:  The links below were gathered from the web. Nobody has checked what they claim.

*** FEATURED ARTICLE ***

Port City Opens Second Shelter

Coast Daily News CDN, 17 Nov 05

www.coastdaily.example/news/2005/shelter.php?id=3

[accessed 16 February 2011]

[page 107]  SECOND SHELTER - Forty beds were opened near the harbour.

*** ARCHIVES ***

Herders Warned Of False Offers

The Steppe Herald, March 3, 2008

steppe.example/2008/offers

[accessed 4 May 2012]

Herders were told to ask for a written contract.
"""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run one command in an empty folder, or in ``cwd``."""
    monkeypatch.setenv("SOURCEBOOK_WHO", "a tester")
    monkeypatch.delenv("SOURCEBOOK_LIBRARY", raising=False)
    aside = tmp_path.parent / f"{tmp_path.name}-aside"  # what commands put aside goes with the test
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))

    def one(*words: object, cwd: Path = tmp_path) -> Outcome:
        monkeypatch.chdir(cwd)
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        gc.enable()  # a command that ends with its process may have turned it off
        said = capsys.readouterr()
        return Outcome(code=int(left.value.code or 0), out=said.out, err=said.err)

    return one


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A small posting page, as text."""
    file = tmp_path / "Mongolia.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture
def library(run: Run, page: Path, tmp_path: Path) -> Path:
    """A library that holds the page."""
    folder = tmp_path / "lib"
    assert run("new", folder).code == 0
    imported = run("import", page, cwd=folder)
    assert imported.code == 0, imported.err
    return folder
