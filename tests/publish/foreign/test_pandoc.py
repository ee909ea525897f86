"""Pandoc reads our BibLaTeX: titles with their capitals, people, kinds, dates, languages."""

import json
import subprocess

import pytest

from publish.cite.entries import KEPT
from sourcebook.publish.exports import bibtex

pytestmark = pytest.mark.slow
# Kinds that BibLaTeX or pandoc has no word for come as others.
LOST = ("broadcast", "document", "interview", "post", "post-weblog", "speech", "treaty")
ADDED = ("broadcast", "interview", "post", "post-weblog", "webpage")  # container after the title


def plain(text: str) -> str:
    return text.replace("’", "'").casefold() if text else ""


def test_every_entry_is_read_with_its_words_as_they_are(pandoc: str) -> None:
    done = subprocess.run(
        [pandoc, "-f", "biblatex", "-t", "csljson"], input="".join(bibtex.write(KEPT)),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = {item["id"]: item for item in json.loads(done.stdout)}
    assert set(found) == {one.id for one in KEPT}
    for one in KEPT:
        item = found[one.id]
        title = one.title
        if one.container and one.kind in ADDED:
            title += f". {one.container}"
        # A subtitle gets a capital; no capital is lost.
        assert plain(item["title"]) == plain(title)
        assert all(a == b for a, b in zip(title, item["title"], strict=True) if a.isupper())
        if one.kind not in LOST:
            assert item["type"] == one.kind
        if one.container and one.kind not in ADDED:
            assert item["container-title"] == one.container
        assert plain(item.get("publisher", "")) == plain(one.publisher)
        assert item["URL"] == one.addresses[0].url
        assert item["accessed"] == {"date-parts": [[2017, 6, 7]]}
        assert item["language"].startswith({"kk": "kazakh"}.get(one.language, one.language))
        assert len(item.get("author", item.get("director", []))) == len(one.authors)
        assert "web.archive.org" in item["annote"]
