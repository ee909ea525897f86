"""Searches that a library keeps, on the page of the search."""

from pathlib import Path

import pytest

from publish import sample
from sourcebook.publish.build import build


@pytest.mark.slow  # three whole builds
def test_kept_searches_stand_on_the_page_of_the_search_with_their_feeds(tmp_path: Path) -> None:
    with sample.library(tmp_path / "lib") as library:
        build(library)
        page = library.folder / "site/search/index.html"
        assert "Searches kept" not in page.read_text("utf-8")
        searches = library.folder / "searches.toml"
        searches.write_text('[beds]\ntitle = "Beds & more"\nquery = \'"forty beds"\'\n', "utf-8")
        build(library)
        text = page.read_text("utf-8")
        assert '<a href="index.html?q=%22forty%20beds%22">Beds &amp; more</a>' in text
        assert '<a href="../feeds/beds.xml" type="application/atom+xml">' in text
        assert (library.folder / "site/feeds/beds.xml").is_file()
        searches.unlink()
        build(library)
        assert "Beds" not in page.read_text("utf-8")
