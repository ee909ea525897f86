"""Search on a site of plain files: ours beside Pagefind, in one browser; ``searching.py --pagefind`` runs it.

The same invented entries on both sides: titles, two passages of fifty words, country, year and publisher to
narrow down by. Pagefind reads small pages that hold nothing else; what it would make of a site's frame is left out.
"""

import contextlib
import random
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from sourcebook.library import Library
from sourcebook.publish.build import build
from sourcebook.publish.searching.findable import Findable, Passage
from sourcebook.publish.searching.index import Index
from sourcebook.publish.searching.shelf import Shelf
from sourcebook.records import Entry

ASKED = 60  # queries of each kind
FACETS = ("country", "year", "publisher")
OURS = """async ([asked, facets]) => {
    const began = performance.now(), finding = window.sourcebookFinding;
    const answer = await finding.ask(asked, {}, "");
    for (const name of facets) await finding.counted(answer, name);
    const shown = await finding.faces(answer, answer.places.slice(0, 10));
    return [performance.now() - began, answer.places.length, shown.length];
}"""
PAGEFIND = """async ([asked, facets]) => {
    const began = performance.now();
    if (!window.pagefind) {
        window.pagefind = await import("/pagefind/pagefind.js");
        await window.pagefind.filters();
    }
    const answer = await window.pagefind.search(asked);
    const shown = await Promise.all(answer.results.slice(0, 10).map(one => one.data()));
    return [performance.now() - began, answer.results.length, shown.length];
}"""


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def program() -> list[str] | None:
    """How Pagefind is called here; None where it isn't installed."""
    found = shutil.which("pagefind_extended") or shutil.which("pagefind")
    command = [found] if found else [sys.executable, "-m", "pagefind"]
    done = subprocess.run([*command, "--version"], capture_output=True)
    return None if done.returncode else command


def _year(entry: Entry) -> str:
    return (entry.issued and entry.issued.edtf) or ""


def pages(site: Path, entries: Sequence[Entry]) -> None:
    """One small page an entry."""
    site.mkdir()
    (site / "blank.html").write_text("<!doctype html><title>Nothing</title>")
    for entry in entries:
        facets = [("country", code) for code in dict.fromkeys(entry.countries)]
        facets += [("year", _year(entry)), ("publisher", entry.publisher)]
        named = "".join(
            f'<i data-pagefind-filter="{name}">{escape(value)}</i>' for name, value in facets
        )
        text = "".join(f"<p>{escape(x.paragraphs[0])}</p>" for x in entry.excerpts)
        (site / f"{entry.id}.html").write_text(
            f'<!doctype html><html lang="en"><title>{escape(entry.title)}</title><body data-pagefind-body>'
            f"<h1>{escape(entry.title)}</h1>{text}<div data-pagefind-ignore>{named}</div>"
        )


def _findable(entry: Entry) -> Findable:
    return Findable(
        id=f"entry/{entry.id}", href=f"entries/{entry.id}.html", title=entry.title, kind="Report",
        language="en", by="", issued=_year(entry), about=entry.countries,
        passages=tuple(Passage(x.paragraphs[0], x.id, "") for x in entry.excerpts),
        facets=(*(("country", code) for code in dict.fromkeys(entry.countries)),
                ("publisher", entry.publisher)),
    )  # fmt: skip


def ours(folder: Path, entries: Sequence[Entry]) -> tuple[Path, float, float]:
    """A site with nothing but its search; the CPU seconds that the index took, and the megabytes."""
    with Library.create(folder / "library", title="Invented", curator="bench") as library:
        build(library)
    site = folder / "library/site"
    shelf = Shelf.fresh(folder / "found.db")
    began, held = time.process_time(), _most()
    index = Index(shelf, language="en", named=lambda _, some: {v: v for v in some})
    for entry in entries:
        index.take(_findable(entry))
    for path, data in index.whole():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    took = time.process_time() - began
    shelf.close()
    return site, took, _most() - held


def _most() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder over http."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _weight(folder: Path) -> tuple[int, float]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return len(files), sum(file.stat().st_size for file in files) / 1e6


def asked(browser: Any, url: str, script: str, queries: Sequence[str]) -> list[str]:
    """A first question in a fresh browser (kilobytes, milliseconds), then the others (p50, p95)."""
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(url)
    first, _, _ = page.evaluate(script, [queries[0], list(FACETS)])
    page.wait_for_timeout(200)  # for what is still told of its requests
    kilobytes = sum(sizes) / 1000
    took = sorted(page.evaluate(script, [query, list(FACETS)])[0] for query in queries[1:])
    context.close()
    return [f"{kilobytes:,.0f}", f"{first:.0f}", f"{took[len(took) // 2]:.1f}", f"{took[int(len(took) * 0.95)]:.1f}"]  # fmt: skip


def _questions(entries: Sequence[Entry], count: int) -> list[str]:
    """So many words of one entry's passage, for each question another's."""
    dice = random.Random(1)
    some = dice.sample(entries, ASKED)
    return [" ".join(dice.sample(one.excerpts[0].paragraphs[0].split(), count)) for one in some]


def compare(folder: Path, entries: Sequence[Entry]) -> None:
    """Print the table."""
    command = program()
    if command is None:
        print("Pagefind isn't installed here.\n")
        return
    site, index_took, grown = ours(folder, entries)
    pages(folder / "pages", entries)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--site", folder / "pages"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files, size = _weight(site / "search")
    their_files, their_size = _weight(folder / "pages/pagefind")
    print(f"### A site of {len(entries):,} small entries, searched in the browser\n")
    print("| | sourcebook's site | Pagefind |\n|---|---:|---:|")
    print(f"| index made, s of processor time | {index_took:.1f} | {took:.1f} |")
    print(f"| most memory, MB | {grown:.0f} more than before | {after.ru_maxrss / 1024:.0f} |")
    print(f"| files | {files:,} | {their_files:,} |\n| MB | {size:.0f} | {their_size:.0f} |")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("\nPlaywright isn't installed here: nothing was asked.\n")
        return
    with (
        sync_playwright() as play,
        served(site) as here,
        served(folder / "pages") as there,
    ):
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        for kind, count in (("one word", 1), ("two words", 2)):
            queries = _questions(entries, count)
            mine = asked(browser, f"{here}/search/index.html", OURS, queries)
            theirs = asked(browser, f"{there}/blank.html", PAGEFIND, queries)
            names = ("KB for a first question", "ms for it", "ms for another, p50", "p95")
            for name, one, other in zip(names, mine, theirs, strict=True):
                print(f"| {kind}: {name} | {one} | {other} |")
        browser.close()
    print("\nA question is ten results with the counts of three facets, over http from this machine, uncompressed, in a "
          "busy machine's time by the clock. Ours counts its page, style and icons too, also works from a folder, and needs no "
          "WebAssembly.\n")  # fmt: skip
