"""The reference citation processor (citeproc-js) makes the same of our styles as our renderer."""

import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from citeproc import LOCALES_PATH

from publish.cite.entries import ENTRIES
from sourcebook.publish.cite import citer
from sourcebook.publish.cite.find import OURS
from sourcebook.publish.exports import csljson

pytestmark = pytest.mark.slow


def bare(reference: str) -> str:
    """The words of a reference: no markup, plain blanks."""
    return " ".join(unescape(re.sub("<[^>]+>", "", reference)).split())


@pytest.mark.parametrize(
    ("style", "language"),
    [("apa", "en-US"), ("mla", "en-US"), ("chicago", "en-US"), ("harvard", "en-GB"),
     ("gost", "en-US"), ("gost", "ru-RU")],
)  # fmt: skip
def test_every_kind_is_cited_alike(
    node: str, citeproc: Path, tmp_path: Path, style: str, language: str
) -> None:
    items = tmp_path / "items.json"
    items.write_text("".join(csljson.write(ENTRIES)), "utf-8")
    done = subprocess.run(
        [node, Path(__file__).with_name("citations.js"), items, LOCALES_PATH,
         OURS / f"{style}.csl", language],
        env={**os.environ, "CITEPROC": str(citeproc)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    theirs = json.loads(done.stdout)
    ours = citer(style, language[:2])
    assert {one.id: bare(theirs[one.id]) for one in ENTRIES if one.edition != "2017"} == {
        one.id: bare(ours.cite_one(one)) for one in ENTRIES if one.edition != "2017"
    }  # an edition named by its year is said only where title and date don't; the export keeps it
