"""A run that is killed: what it had found stays, and the next one goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from check.mementos.words import QUOTE, URL, entry, page
from collect.web.archive import Copy, archiving
from sourcebook.library import Library

COUNT = 12


@pytest.mark.slow
def test_a_run_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    urls = [f"{URL}?{n}" for n in range(COUNT)]
    entries = [entry(QUOTE, id=f"e{n}", url=url) for n, url in enumerate(urls)]
    command = [sys.executable, "-m", "sourcebook", "mementos", "--accept", "exact", "--keep"]
    with archiving([Copy(url, "20081203000000", page(QUOTE, url)) for url in urls]) as archive:
        folder = tmp_path / "lib"
        lines = tuple(archive.lines())
        with Library.create(folder, title="x", archives=lines, capture_delay=0.05) as library:
            library.put(entries)
        environment = {**os.environ, "SOURCEBOOK_LOOPBACK": "1"}
        for wanted in (1, 5):
            running = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=subprocess.DEVNULL
            )
            for _ in range(600):
                with Library.open(folder) as library:
                    found = library.count("suggestions")
                if found >= wanted or running.poll() is not None:
                    break
                time.sleep(0.05)
            running.send_signal(signal.SIGKILL)
            running.wait()
            with Library.open(folder) as library:
                kept = library.count("suggestions")
                assert library.count("captures") == kept
                assert kept >= wanted
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    with Library.open(folder) as library:
        assert library.count("suggestions") == library.count("captures") == COUNT
        assert all(one.addresses[0].mementos for one in library.entries())
        assert [f for f in library.fixity() if f.level == "error"] == []
