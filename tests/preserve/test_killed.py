"""kill -9 at any moment of a run: what was committed re-reads, the rest is redone, no file is torn."""

import io
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from collect.web.server import ok, serving
from sourcebook.check.fixity import findings
from sourcebook.library import Library
from sourcebook.records import Address, Entry
from sourcebook.store import database

RUN = """
import sys
from sourcebook.cli import main
print("begun", flush=True)
main(["--library", sys.argv[1], "capture", "--due"])
"""
KILLS = 200
EACH = 6  # addresses that are due anew in each round


def check(folder: Path) -> int:
    """All that was committed can be read; gives how many captures there are."""
    with Library.open(folder) as library:
        return sum(bool(library.payload(capture)) for capture in library.captures())


@pytest.mark.slow
def test_a_run_killed_at_random_points_loses_nothing_committed(tmp_path: Path) -> None:
    chance = random.Random(20261126)
    folder = tmp_path / "lib"
    bodies = {
        f"/{n}": ok(chance.randbytes(chance.choice((100, 20_000, 400_000)))) for n in range(EACH)
    }
    environment = {**os.environ, "SOURCEBOOK_LOOPBACK": "1", "SOURCEBOOK_WHO": "a tester"}
    killed = stopped = 0
    with serving(dict(bodies)) as server:
        with Library.create(folder, title="x", capture_delay=0.0) as library:
            library.put([Entry(id="seed", title="seed")])

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [sys.executable, "-c", RUN, str(folder)],
                env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip

        def more(number: int) -> None:
            """New addresses, so that there is something to do."""
            with Library.open(folder) as library:
                library.put(
                    [
                        Entry(
                            id=f"e{number}-{n}", title="x",
                            addresses=(Address(url=server.url(f"/{n}?{number}")),),
                        )
                        for n in range(EACH)
                    ]
                )  # fmt: skip

        more(0)
        begun = time.monotonic()
        with start() as whole:
            assert whole.stdout is not None
            whole.stdout.readline()
            begun = time.monotonic()
            whole.wait()
        takes = time.monotonic() - begun
        for number in range(1, KILLS + 1):
            more(number)
            with start() as process:
                assert process.stdout is not None
                process.stdout.readline()
                time.sleep(chance.uniform(0, takes * 1.05))
                stopped += process.poll() is None
                process.send_signal(signal.SIGKILL)
            killed += 1
            if number % 40 == 0:
                check(folder)
        with start() as process:
            process.communicate()
    assert killed == KILLS
    assert stopped > KILLS / 2
    with Library.open(folder) as library:
        due = [e for e in library.entries() for a in e.addresses if not a.captures]
        assert due == []
        bad = [f for f in findings(library.store, library.archive) if f.level != "info"]
        assert [f for f in bad if f.rule not in ("fixity-seal",)] == []
        assert all(f.level == "warning" for f in bad)
        for name in library.archive.files():
            data = library.archive.path(name).read_bytes()
            for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
                record.content_stream().read()
    assert check(folder) >= EACH * KILLS


@pytest.fixture(autouse=True)
def _unsynchronised() -> None:
    database.SYNCHRONOUS = "OFF"
