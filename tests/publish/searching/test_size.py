"""At 10,000 entries: how long the index takes, and what a reader's first question loads."""

import gzip
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urlparse

import pytest
from playwright.sync_api import Browser, Request, expect

from publish import sample
from sourcebook.publish.build import build
from sourcebook.publish.searching.findable import Findable, Passage
from sourcebook.publish.searching.index import Index
from sourcebook.publish.searching.shelf import Shelf
from sourcebook.records import Entry

sys.path.insert(0, str(Path(__file__).parents[3] / "bench"))
import invented

MOST = 300_000  # bytes of a first question, as they stand on the disk: a host that compresses sends half
SECONDS, MEGABYTES = 30, 1000


def things() -> list[Findable]:
    """10,000 invented entries; their two hundred words all occur in most of them, which real ones don't."""
    made = []
    for n, entry in enumerate(r for r in invented.library() if isinstance(r, Entry)):
        aspects = dict.fromkeys(code for x in entry.excerpts for code in x.aspects)
        made.append(
            Findable(
                id=f"entry/{entry.id}", href=f"entries/{entry.id}.html", title=entry.title, kind="Report",
                language="en", by=entry.byline, issued=(entry.issued and entry.issued.edtf) or "",
                passages=tuple(Passage("\n".join(x.paragraphs), x.id, x.heading) for x in entry.excerpts),
                facets=(
                    ("theme", f"theme-{n % 5}"), ("language", "en"), ("kind", entry.kind),
                    *(("country", code) for code in entry.countries), ("publisher", entry.publisher),
                    *(("aspect", code) for code in aspects),
                ),
                about=entry.countries,
            )
        )  # fmt: skip
    return made


def keep(asked: list[Request]) -> Callable[[Request], None]:
    """What notes a request."""

    def note(request: Request) -> None:
        asked.append(request)

    return note


@pytest.mark.slow
@pytest.mark.browser
def test_ten_thousand_entries_are_indexed_and_a_first_question_is_light(
    browser: Browser, tmp_path: Path
) -> None:
    with sample.library(tmp_path / "lib") as library:
        build(library)
    site = tmp_path / "lib/site"
    every = things()
    shelf = Shelf.fresh(tmp_path / "found.db")
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    index = Index(shelf, language="en", named=lambda _, some: {v: v for v in some})
    for one in every:
        index.take(one)
    for path, data in index.whole():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    took = time.process_time() - began
    grew = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    shelf.close()
    assert took < SECONDS
    assert grew < MEGABYTES
    weights = {}
    for query, height in (
        ("debt", 900), ("recruiter debt", 900), ('"recruiter debt"', 900), ('"recruiter debt"', 1500),
    ):  # fmt: skip
        context = browser.new_context(viewport={"width": 1280, "height": height})
        tab = context.new_page()
        asked: list[Request] = []
        tab.on("request", keep(asked))
        tab.goto(f"{(site / 'search/index.html').as_uri()}?q={quote(query)}")
        expect(tab.locator(".hit")).to_have_count(10)
        expect(tab.locator('[data-facet="theme"] label').first).to_be_visible()
        tab.wait_for_load_state("networkidle")
        tab.wait_for_timeout(1000)
        loaded = {Path(unquote(urlparse(one.url).path)) for one in asked}
        files = [file.read_bytes() for file in loaded if file.is_file()]
        weights[query, height] = (
            sum(map(len, files)),
            sum(len(gzip.compress(f, 6)) for f in files),
        )
        context.close()
    files_made = sum(1 for _ in (site / "search").rglob("*.js"))
    print(f"{files_made} files, {took:.1f} CPU s, {grew:.0f} MB; first question {weights}")
    assert all(plain <= MOST and packed <= MOST * 0.6 for plain, packed in weights.values())
